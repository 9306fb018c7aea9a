import {
  call,
  onEvent,
  Problem,
  type Article,
  type ArticleId,
  type ArticleSummary,
} from "../../api";
import { router } from "../../lib/router.svelte";
import type { ArticleListState } from "../../state/articleList.svelte";
import { statuses } from "../../state/statuses.svelte";

/** The article on its page: asked for once, marked read because it was opened, and kept as fresh as the library. */
export class Reading {
  readonly id: ArticleId;
  #article: Article | null = $state.raw(null);
  #problem: Problem | null = $state.raw(null);

  constructor(id: ArticleId) {
    this.id = id;
  }

  get article(): Article | null {
    return this.#article;
  }
  get problem(): Problem | null {
    return this.#problem;
  }

  /** Opens it, and listens for changes from now on. Returns what ends it. */
  start(): () => void {
    void this.open();
    return onEvent((event) => {
      if (event.kind === "articlesChanged" || event.kind === "publicationsChanged")
        void this.load();
      if (event.kind === "savesChanged" && event.id === this.id) void this.load();
    });
  }

  async open(): Promise<void> {
    await this.load();
    const article = this.#article;
    // That it could not be marked is no reason to disturb who reads it.
    if (article && !statuses.isRead(article))
      await statuses.markRead([this.id], true).catch(() => []);
  }

  async load(): Promise<void> {
    try {
      this.#article = await call("article", { id: this.id });
      this.#problem = null;
    } catch (thrown) {
      const problem = Problem.from(thrown);
      // What is on the page stays there, unless the article has really gone.
      if (this.#article && problem.code !== "not_found") return;
      this.#article = null;
      this.#problem = problem;
    }
  }
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

function show(list: ArticleListState, article: ArticleSummary | undefined): void {
  if (!article) return;
  list.selected = article.id;
  router.replace({ page: "article", id: article.id });
}
