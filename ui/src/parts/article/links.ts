import { call, openInBrowser } from "../../api";
import { router } from "../../lib/router.svelte";
import { PLACE } from "./body";

/** Opens an address: in place where the article is stored, else in the reader's browser. */
export async function openLink(address: string): Promise<void> {
  const stored = await call("article_at", { address }).catch(() => null);
  if (stored !== null) router.go({ page: "article", id: stored });
  else await openInBrowser(address);
}

/**
 * A click on anything in a page: links out of the window never navigate it, and links to a place in the body go
 * there without a step in the history. The window's own links (`#/…`) are left alone.
 */
export function onLinkClick(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  const href = link?.getAttribute("href");
  if (!href || href.startsWith("#/")) return;
  event.preventDefault();
  if (href.startsWith(`#${PLACE}`)) goTo(decodeURIComponent(href.slice(1)));
  else if (event.button !== 2) void openLink(href);
}

function goTo(id: string): void {
  const place = document.getElementById(id);
  if (!place) return;
  place.scrollIntoView({ block: "start" });
  if (place.tabIndex < 0) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}
