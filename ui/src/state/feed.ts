import { began, type ArticleQuery } from "../api";
import { boundsOf } from "../lib/dates";
import type { Entry, Route } from "../lib/router.svelte";
import { ArticleListState } from "./articleList.svelte";

const SHOWN = {
  all: {},
  unread: { unread: true },
  followed: { followed: true },
} satisfies Record<string, ArticleQuery>;

/** Which articles the News Feed shows. */
export function feedQuery({ show, day }: Extract<Route, { page: "feed" }>): ArticleQuery {
  return { ...SHOWN[show], ...(day ? { until: boundsOf(day).until } : {}) };
}

/** Asks for the first rows of the News Feed before its page is drawn, so that it is drawn with them. */
export async function askFirst(entry: Entry): Promise<void> {
  const { route } = entry;
  if (route.page !== "feed") return;
  await entry.keep("list", () => new ArticleListState(feedQuery(route), began)).more();
}
