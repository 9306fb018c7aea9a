import { call, type Article, type ArticleId, type ArticleSummary } from "../../api";
import { router } from "../../lib/router.svelte";
import type { ArticleListState } from "../../state/articleList.svelte";
import { Loaded } from "../../state/loaded.svelte";
import { statuses } from "../../state/statuses.svelte";

/** The article on its page. It is marked read because it was opened, once. */
export function reading(id: ArticleId): Loaded<Article> {
  let marked = false;
  return new Loaded(async () => {
    const article = await call("article", { id });
    if (!marked && !statuses.isRead(article)) {
      // That it could not be marked is no reason to disturb who reads it.
      void statuses.markRead([id], true).catch(() => []);
    }
    marked = true;
    return article;
  }, ["articlesChanged", "publicationsChanged", "savesChanged"]);
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
  router.entry.put("scrolled", 0);
  router.replace({ page: "article", id: article.id });
}
