import { call, type Around, type Article, type ArticleId, type ArticleSummary } from "../../api";
import { painting } from "../../lib/marks";
import { router } from "../../lib/router.svelte";
import type { ArticleListState } from "../../state/articleList.svelte";
import { Loaded } from "../../state/loaded.svelte";
import { statuses } from "../../state/statuses.svelte";

/** The article on its page: shown as it is here at once, and with the rest of its text as soon as that has come. */
export class Reading extends Loaded<Article> {
  #asking = $state(true);
  #opened = false;

  constructor(id: ArticleId) {
    super(async () => {
      const article = await call("article", { id });
      if (!this.#opened) void painting().then(() => this.#open(article));
      return article;
    }, ["articlesChanged", "publicationsChanged", "savesChanged", "notesChanged"]);
  }

  /** Whether the rest of the text is on its way. */
  get asking(): boolean {
    return this.#asking;
  }

  /** It is marked read because it was opened, once; a short text is looked for on its page. */
  async #open(article: Article): Promise<void> {
    if (this.#opened) return;
    this.#opened = true;
    // That it could not be marked is no reason to disturb who reads it.
    if (!statuses.isRead(article)) void statuses.markRead([article.id], true).catch(() => []);
    try {
      const whole = await call("open_article", { id: article.id });
      // Its page may have shown that it is one with another article, which lives on.
      if (whole.id === article.id) this.put(whole);
      else if (isShown(article.id)) router.replace({ page: "article", id: whole.id });
    } catch {
      // What is here is shown; that nothing came to it is no news.
    } finally {
      this.#asking = false;
    }
  }
}

function isShown(id: ArticleId): boolean {
  return router.route.page === "article" && router.route.id === id;
}

/** The list the reader came from, also through other articles. */
export function listBehind(): ArticleListState | undefined {
  const list = router.behind?.kept<ArticleListState>("list");
  if (list) router.entry.put("list", list);
  return router.entry.kept<ArticleListState>("list");
}

/** Goes to the article `steps` rows on in the list the reader came from, in place of the one being read. */
export function step(list: ArticleListState, from: ArticleId, steps: 1 | -1): false | void {
  const at = list.items.findIndex((item) => item.id === from);
  if (at < 0) return false;
  if (steps === 1 && at === list.items.length - 1 && !list.complete) {
    void list.more().then(() => show(list, list.items[at + 1]));
  } else {
    show(list, list.items[at + steps]);
  }
}

/** Goes to the next article of the list that is not read yet, as far as the list has been read. */
export function stepToUnread(
  list: ArticleListState,
  from: ArticleId,
  onopen?: (id: ArticleId) => void,
): false | void {
  const at = list.items.findIndex((item) => item.id === from);
  const next = list.items.find((item, place) => place > at && !statuses.isRead(item));
  if (onopen) {
    if (next) onopen((list.selected = next.id));
    return;
  }
  if (at < 0 || !next) return step(list, from, 1);
  show(list, next);
}

/** What stands before and after an article: in the list the reader came from, else at its publication's. */
export function besides(
  list: ArticleListState | undefined,
  id: ArticleId,
  around: Around | null,
): { previous: ArticleSummary | undefined; next: ArticleSummary | undefined } {
  const at = list?.items.findIndex((item) => item.id === id) ?? -1;
  if (list && at >= 0) return { previous: list.items[at - 1], next: list.items[at + 1] };
  return { previous: around?.newer ?? undefined, next: around?.older ?? undefined };
}

function show(list: ArticleListState, article: ArticleSummary | undefined): void {
  if (!article) return;
  list.selected = article.id;
  router.entry.put("scrolled", undefined);
  router.replace({ page: "article", id: article.id });
}
