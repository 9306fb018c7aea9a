// What the reader does with one article, wherever it stands: told with a toast, and undone from there.

import { copyText, openInBrowser, Problem, type ArticleId, type ArticleSummary } from "../api";
import { statuses } from "../state/statuses.svelte";
import { toasts } from "../state/toasts.svelte";
import { leadsSomewhere } from "./addresses";
import { t } from "./i18n";
import { sentence, technical } from "./i18n/problem";
import { quotable, selectedIn } from "./quote";

/** Does something the reader asked for, and says so where it cannot be done. */
export async function attempt(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (thrown) {
    warn(thrown);
    return false;
  }
}

/** Says what went wrong, whatever was thrown. */
export function warn(thrown: unknown): void {
  const problem = Problem.from(thrown);
  toasts.warn(sentence(problem), technical(problem));
}

/** Whether an article is or shows a video. */
export const hasVideo = ({ kind, video }: ArticleSummary) => kind === "video" || video !== null;

/** The picture an article has in lists: its own, or a still of its video. */
export const pictureOf = ({ leadImage, video }: ArticleSummary) =>
  leadImage?.media ?? video?.posterMedia ?? null;

/** Saves an article for offline, or takes it from the saved ones. */
export async function toggleSaved(article: ArticleSummary): Promise<void> {
  const wasSaved = statuses.isSaved(article);
  const set = (saved: boolean) => (saved ? statuses.save(article.id) : statuses.unsave(article.id));
  if (await attempt(() => set(!wasSaved))) {
    toasts.say(
      wasSaved ? removedAs(article) : savedAs(article),
      async () => void (await attempt(() => set(wasSaved))),
    );
  }
}

/** Saves several articles at once, and gives a way back for those that were not saved before. */
export async function saveMany(articles: ArticleSummary[]): Promise<void> {
  const ids = articles.filter((one) => !statuses.isSaved(one)).map(({ id }) => id);
  const back = () => attempt(() => Promise.all(ids.map((id) => statuses.unsave(id))));
  if (await attempt(() => statuses.saveAll(ids))) {
    toasts.say(t.feed.savedMany(ids.length), async () => void (await back()));
  }
}

/** What the reader wrote on it belongs to the article, and stays. */
function removedAs({ labels, noted, highlightCount }: ArticleSummary): string {
  const isWrittenOn = noted || labels.length + highlightCount > 0;
  return isWrittenOn ? t.feed.notesStay : t.feed.removedFromSaved;
}

/** What a save has come to: a beginning is never told as the whole article. */
function savedAs(article: ArticleSummary): string {
  const missing = statuses.saveOf(article)?.missing ?? 0;
  if (missing > 0) return t.article.savedMissing(missing);
  return article.stub ? t.article.savedStub : t.feed.savedForOffline;
}

/** Marks an article read, or unread again. */
export async function toggleRead({ id, ...article }: ArticleSummary): Promise<void> {
  const read = !statuses.isRead({ id, ...article });
  await attempt(async () => {
    await statuses.markRead([id], read);
    toasts.say(
      read ? t.article.markedRead : t.article.markedUnread,
      async () => void (await statuses.markRead([id], !read)),
    );
  });
}

/** Marks many articles read, says how many there were, and gives a way back. */
export async function markMany(mark: () => Promise<ArticleId[]>): Promise<void> {
  await attempt(async () => {
    const changed = await mark();
    if (changed.length === 0) toasts.say(t.feed.nothingUnread);
    else
      toasts.say(
        t.feed.markedRead(changed.length),
        async () => void (await statuses.markRead(changed, false)),
      );
  });
}

/** Where an article's page is at its publisher's; `null` where there is none, as in the sample edition. */
export function originalOf({ url }: Pick<ArticleSummary, "url">): string | null {
  return url && leadsSomewhere(url) ? url : null;
}

/** Opens an article's page at its publisher's, in the browser. */
export async function openOriginal(article: ArticleSummary): Promise<void> {
  const url = originalOf(article);
  if (url) await attempt(() => openInBrowser(url));
  else toasts.say(article.url ? t.article.leadsNowhere : t.feed.noOriginal);
}

/** An article's lasting address; `null` where there is none, as in the sample edition. */
function addressOf(article: ArticleSummary): string | null {
  const address = article.canonicalUrl ?? article.url;
  return address && leadsSomewhere(address) ? address : null;
}

/** Puts an article's address on the clipboard. */
export async function copyLink(article: ArticleSummary): Promise<void> {
  const address = article.canonicalUrl ?? article.url;
  if (!address) toasts.say(t.feed.noOriginal);
  else if (!leadsSomewhere(address)) toasts.say(t.article.leadsNowhere);
  else if (await attempt(() => copyText(address))) toasts.say(t.feed.linkCopied);
}

/** Puts what is selected of an article on the clipboard as a quotation, with where it is from. */
export async function copyQuote(article: ArticleSummary): Promise<void> {
  const page = document.querySelector("article.art");
  const text = page ? quotable(selectedIn(page, getSelection())) : "";
  if (!text) return toasts.say(t.article.nothingSelected);
  const told = t.article.quote(text, article.headline, article.publication.title);
  const address = addressOf(article);
  const quote = address ? `${told}\n${address}` : told;
  if (await attempt(() => copyText(quote))) toasts.say(t.article.quoteCopied);
}

/** Whether the system has a way to share; WebKitGTK knows none. */
export function canShare(article: ArticleSummary): boolean {
  return "share" in navigator && addressOf(article) !== null;
}

/** Hands an article to whatever the system shares with. */
export async function share(article: ArticleSummary): Promise<void> {
  const url = addressOf(article);
  if (!url) return;
  await attempt(async () => {
    try {
      await navigator.share({ title: article.headline, url });
    } catch (thrown) {
      // To think better of it is no mishap.
      if (!(thrown instanceof DOMException && thrown.name === "AbortError")) throw thrown;
    }
  });
}
