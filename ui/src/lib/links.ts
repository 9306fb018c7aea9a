import { call, copyText, openInBrowser } from "../api";
import { toasts } from "../state/toasts.svelte";
import { leadsSomewhere } from "./addresses";
import { attempt } from "./articles";
import { t } from "./i18n";
import { router } from "./router.svelte";

/** Ids in a body get this before them, so that they never meet the window's own. */
export const PLACE = "body-";

/** Opens an address: in place where the article is stored, else in the reader's browser. */
export async function openLink(address: string): Promise<void> {
  const stored = await call("article_at", { address }).catch(() => null);
  if (stored !== null) router.go({ page: "article", id: stored });
  else if (!leadsSomewhere(address)) toasts.say(t.article.leadsNowhere);
  else await attempt(() => openInBrowser(address));
}

/**
 * A click anywhere in the window: links out of it never navigate it, and links to a place in a body go there
 * without a step in the history. The window's own links (`#/…`) are left alone.
 */
export function onLinkClick(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  const href = link?.getAttribute("href");
  if (!href || event.defaultPrevented) return;
  const own = href.startsWith("#/");
  // Any other button would ask for a second window, which there is not.
  if (own && event.type === "click") return;
  event.preventDefault();
  if (own || event.button === 2) return;
  if (href.startsWith(`#${PLACE}`)) goTo(href.slice(1));
  else if (href.startsWith("mailto:")) void copyAddress(href.slice("mailto:".length));
  else void openLink(href);
}

/** Mail is written elsewhere, and not by the browser: its address is handed over. */
async function copyAddress(address: string): Promise<void> {
  const copied = await attempt(() => copyText(decoded(address.split("?")[0] ?? "")));
  if (copied) toasts.say(t.article.addressCopied);
}

function goTo(id: string): void {
  const place = document.getElementById(id) ?? document.getElementById(decoded(id));
  if (!place) return;
  place.scrollIntoView({ block: "start" });
  if (place.tabIndex < 0) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
