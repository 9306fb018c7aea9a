import { beforeEach, describe, expect, it } from "vitest";

import { href, parse, Router, type Route } from "./router.svelte";

const routes: Route[] = [
  { page: "feed", show: "all" },
  { page: "feed", show: "unread" },
  { page: "article", id: "12" },
  { page: "tag", name: "Чорне море / 100 %?" },
  { page: "publication", id: "3" },
  { page: "section", publication: "3", name: "News Feed/Opinion" },
  { page: "section", publication: null, name: "World" },
  { page: "saved" },
  { page: "search", text: 'grain "black sea"', order: "newest" },
  { page: "settings", part: "appearance" },
  { page: "settings", part: "storage" },
];

describe("the address of a route", () => {
  it.each(routes.map((route) => [href(route), route] as const))(
    "%s leads back",
    (address, route) => {
      expect(parse(address)).toEqual(route);
    },
  );

  it("leads home where it cannot be understood", () => {
    for (const address of ["", "#", "#/", "#/nowhere", "#/article", "#/article/", "#/%E0%A4%A"]) {
      expect(parse(address), address).toEqual({ page: "feed", show: "all" });
    }
  });
});

const moved = () => new Promise((resolve) => addEventListener("popstate", resolve, { once: true }));
async function go(router: Router, route: Route) {
  const done = moved();
  router.go(route);
  await done;
}
async function back() {
  const done = moved();
  history.back();
  await done;
}

describe("the way through the window", () => {
  let router: Router;
  beforeEach(() => {
    history.replaceState(null, "", "#/");
    router = new Router();
  });

  it("finds a step as it was left, on the way back and forward", async () => {
    const list = { scrolled: 400 };
    const feed = router.entry;
    feed.keep("list", () => list);
    await go(router, { page: "article", id: "1" });
    expect(router.route).toEqual({ page: "article", id: "1" });
    expect(router.entry).not.toBe(feed);
    const page = router.entry;
    await back();
    expect(router.entry, "the very step, with all it kept").toBe(feed);
    expect(router.entry.keep("list", () => ({ scrolled: 0 }))).toBe(list);
    const ahead = moved();
    router.forward();
    await ahead;
    expect(router.entry).toBe(page);
  });

  it("knows the place an article, an author or a tag was reached from", async () => {
    await go(router, { page: "saved" });
    await go(router, { page: "article", id: "1" });
    await go(router, { page: "tag", name: "Grain" });
    await go(router, { page: "article", id: "2" });
    expect(router.place, "however many steps lie between").toEqual({ page: "saved" });
    await go(router, { page: "search", text: "grain", order: "best" });
    expect(router.place, "a page of its own is its own place").toEqual(router.route);
    history.replaceState(null, "", "#/article/1");
    expect(new Router().place, "the news feed where none is known").toEqual({
      page: "feed",
      show: "all",
    });
  });

  it("opens the same page anew when it is gone to again", async () => {
    const first = router.entry;
    await go(router, { page: "saved" });
    await go(router, { page: "feed", show: "all" });
    expect(router.entry, "a new step, not the old one").not.toBe(first);
  });

  it("forgets what was ahead once another way is taken", async () => {
    await go(router, { page: "article", id: "1" });
    const left = router.entry;
    await back();
    await go(router, { page: "article", id: "1" });
    expect(router.entry).not.toBe(left);
  });

  it("changes its mind in place: no step, the same things kept", () => {
    const { entry } = router;
    const steps = history.length;
    router.replace({ page: "search", text: "grain", order: "best" });
    expect(history.length).toBe(steps);
    expect(router.entry).toBe(entry);
    expect(router.route).toEqual({ page: "search", text: "grain", order: "best" });
  });

  it("goes home where there is nothing behind", async () => {
    history.replaceState(null, "", "#/settings");
    const fresh = new Router();
    expect(fresh.canGoBack).toBe(false);
    const done = moved();
    fresh.back();
    await done;
    expect(fresh.route).toEqual({ page: "feed", show: "all" });
  });
});
