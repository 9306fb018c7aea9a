import { describe, expect, it } from "vitest";

import type { ArticleQuery, ArticleSummary } from "../api";
import { core, report } from "../test/core";
import { summary } from "../test/samples";
import { ArticleListState } from "./articleList.svelte";

const OPENED = new Date("2025-09-25T10:00:00Z");
const BEFORE = "2025-09-25T09:00:00Z";
const LATER = "2025-09-25T10:05:00Z";

/** As many articles, newest first, a minute apart. */
function articles(count: number, firstSeenAt = BEFORE, prefix = ""): ArticleSummary[] {
  return Array.from({ length: count }, (_, place) => {
    const sortedAt = new Date(Date.parse(firstSeenAt) - place * 60_000).toISOString();
    const id = `${prefix}${place}`;
    return summary({ id, cursor: id, firstSeenAt, sortedAt });
  });
}

/** A core that holds `stock`, which a test may change under the list. */
function stocked(stock: ArticleSummary[]) {
  const fits = (query: ArticleQuery) => (one: ArticleSummary) =>
    (!query.seenUntil || one.firstSeenAt <= query.seenUntil) &&
    (!query.since || one.sortedAt >= query.since) &&
    (!query.until || one.sortedAt < query.until);
  return core({
    articles: ({ query }) => {
      const rows = stock.filter(fits(query));
      const start = query.after ? rows.findIndex(({ cursor }) => cursor === query.after) + 1 : 0;
      const items = rows.slice(start, start + (query.limit ?? 50));
      const more = start + items.length < rows.length;
      return { items, next: more ? (items.at(-1)?.cursor ?? null) : null };
    },
    count_articles: ({ queries }) =>
      queries.map((query) => {
        const total = stock.filter(fits(query)).length;
        return { total, unread: total };
      }),
  });
}

describe("a list", () => {
  it("comes in pages, each behind the last row of the one before", async () => {
    const asked = stocked(articles(40));
    const list = new ArticleListState({ unread: true }, OPENED);
    for (const loaded of [6, 30, 40]) {
      await list.more();
      expect(list.items).toHaveLength(loaded);
    }
    expect(list.complete).toBe(true);
    await list.more();
    expect(asked, "nothing is asked behind the end").toHaveLength(3);
    expect(asked[1]?.args).toEqual({
      query: { unread: true, seenUntil: OPENED.toISOString(), limit: 24, after: "5" },
    });
    expect(new Set(list.items.map(({ id }) => id)).size, "no row twice").toBe(40);
  });

  it("asks once, however often the end comes into sight meanwhile", async () => {
    const asked = stocked(articles(60));
    const list = new ArticleListState({}, OPENED);
    await Promise.all([list.more(), list.more(), list.more()]);
    expect(asked).toHaveLength(1);
  });

  it("keeps what it has when a page cannot be had, and goes on from there", async () => {
    const stock = articles(12);
    stocked(stock);
    const list = new ArticleListState({}, OPENED);
    await list.more();
    core({
      articles: () => {
        throw report("library_busy", "The library is in use.");
      },
    });
    await list.more();
    expect(list.problem?.code).toBe("library_busy");
    expect(list.items).toHaveLength(6);
    stocked(stock);
    await list.more();
    expect(list.problem).toBeNull();
    expect(list.items).toHaveLength(12);
  });
});

describe("what arrives later", () => {
  it("waits, and moves nothing", async () => {
    const stock = articles(16);
    stocked(stock);
    const list = new ArticleListState({}, OPENED);
    await list.more();
    const shown = list.items.map(({ id }) => id);
    stock.unshift(...articles(12, LATER, "new"));
    await list.lookForNew();
    expect(list.waiting).toBe(12);
    expect(list.items.map(({ id }) => id)).toEqual(shown);
    await list.more();
    expect(list.items, "nor does it come in with the next page").toHaveLength(16);
  });

  it("comes in at the top when it is asked for", async () => {
    const stock = articles(40);
    stocked(stock);
    const list = new ArticleListState({}, OPENED);
    await list.more();
    list.scrolled = 900;
    stock.unshift(...articles(3, LATER, "new"));
    await list.lookForNew();
    await list.showWaiting(new Date("2025-09-25T10:06:00Z"));
    expect(list.items.slice(0, 4).map(({ id }) => id)).toEqual(["new0", "new1", "new2", "0"]);
    expect([list.waiting, list.scrolled]).toEqual([0, 0]);
  });

  it("is shown at once where there is nothing to keep still", async () => {
    const stock: ArticleSummary[] = [];
    stocked(stock);
    const list = new ArticleListState({}, OPENED);
    await list.more();
    stock.push(...articles(2, LATER));
    await list.lookForNew(new Date("2025-09-25T10:06:00Z"));
    expect(list.items).toHaveLength(2);
    expect(list.waiting).toBe(0);
  });
});

describe("reloading", () => {
  it("drops what went, keeps as much as was loaded, and stays at its moment", async () => {
    const stock = articles(170);
    const asked = stocked(stock);
    const list = new ArticleListState({}, OPENED);
    await list.more();
    await list.more();
    stock.splice(0, 20);
    stock.unshift(...articles(5, LATER, "new"));
    await list.reload();
    expect(list.items).toHaveLength(30);
    expect(list.items[0]?.id).toBe("20");
    expect(asked.filter(({ name }) => name === "articles")).toHaveLength(3);
  });

  it("lets the newest asking win", async () => {
    let answer = () => {};
    const slow = new Promise<void>((resolve) => (answer = resolve));
    const [early, late] = [summary({ id: "early" }), summary({ id: "late" })];
    let asking = 0;
    core({
      articles: (() =>
        ++asking === 1
          ? slow.then(() => ({ items: [early], next: null }))
          : { items: [late], next: null }) as never,
      count_articles: () => [{ total: 1, unread: 1 }],
    });
    const list = new ArticleListState({}, OPENED);
    const first = list.more();
    await list.showWaiting();
    answer();
    await first;
    expect(list.items.map(({ id }) => id)).toEqual(["late"]);
  });
});

describe("the counts of a day", () => {
  it("are of the whole day, also of what is not loaded yet", async () => {
    stocked(articles(120));
    const list = new ArticleListState({}, OPENED);
    await list.more();
    await list.countDays();
    expect(list.groups).toHaveLength(1);
    expect(list.counts.get("2025-09-25")).toEqual({ total: 120, unread: 120 });
  });

  it("are asked for once, however many pages follow", async () => {
    const asked = stocked(articles(120));
    const list = new ArticleListState({}, OPENED);
    for (let page = 0; page < 3; page += 1) {
      await list.more();
      await list.countNewDays();
    }
    expect(asked.filter(({ name }) => name === "count_articles")).toHaveLength(1);
  });
});
