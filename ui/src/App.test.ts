import { cleanup, render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { answersOf } from "../dev/library";
import { scenes } from "../dev/scenes";
import type { Opening } from "./api";
import App from "./App.svelte";
import { router } from "./lib/router.svelte";
import { core, hint, openingsWait } from "./test/core";
import { summary } from "./test/samples";
import { open, step } from "./test/window";

/** What is wrong for a reader who does not see, in the rules' own words. Colours need a real window. */
async function faults(): Promise<string[]> {
  const { violations } = await axe.run(document.body, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

beforeEach(() => localStorage.clear());
afterEach(() => cleanup());

describe("the window", () => {
  it("shows the feed by day, and nothing in it is amiss for a screen reader", async () => {
    await open("news");
    expect(await screen.findByRole("heading", { level: 1, name: "News Feed" })).toBeTruthy();
    const rows = await screen.findAllByRole("article");
    expect(rows).toHaveLength(6);
    expect(rows[0]?.getAttribute("aria-labelledby"), "read state is in the name").toContain(
      "state-",
    );
    expect(screen.getAllByRole("heading", { level: 2 }).length).toBeGreaterThan(1);
    expect(await faults()).toEqual([]);
  });

  it("names a failing source's trouble in the sidebar", async () => {
    await open("news");
    const nav = await screen.findByRole("navigation", { name: "Sections" });
    const link = await within(nav).findByRole("link", {
      name: /Levant Record.*too long to answer/,
    });
    expect(link.getAttribute("href")).toBe("#/publication/6");
  });

  it("moves by keys without marking anything read", async () => {
    const asked = await open("news");
    await screen.findAllByRole("article");
    await userEvent.keyboard("jj");
    expect((document.activeElement as HTMLElement).dataset.article).toBe("2");
    await userEvent.keyboard("k");
    expect((document.activeElement as HTMLElement).dataset.article).toBe("1");
    expect(asked.filter(({ name }) => name.startsWith("mark"))).toEqual([]);
    await userEvent.keyboard("m");
    await expect.poll(() => asked.filter(({ name }) => name === "mark_read")).toHaveLength(1);
  });

  it("shows what a notification tells of in place of whatever lies over the page", async () => {
    const openings: Opening[] = [];
    await open("news", "#/", { openings: () => openings.splice(0) });
    await screen.findAllByRole("article");
    await userEvent.keyboard("?");
    await screen.findByRole("dialog");
    openings.push({ kind: "alerts" });
    await openingsWait();
    expect(await screen.findByRole("heading", { level: 1, name: "Following" })).toBeTruthy();
    await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  });

  it("comes back from an article to the row it was opened from", async () => {
    await open("news");
    await screen.findAllByRole("article");
    await userEvent.keyboard("jjjo");
    await expect.poll(() => router.route).toEqual({ page: "article", id: "3" });
    await userEvent.keyboard("u");
    await expect.poll(() => router.route.page).toBe("feed");
    await expect.poll(() => (document.activeElement as HTMLElement).dataset.article).toBe("3");
  });

  it("comes back to the row that was clicked, without scrolling and without marking anything", async () => {
    const asked = await open("news");
    await screen.findAllByRole("article");
    const link = document.querySelector<HTMLElement>('[data-article="5"] h3 a')!;
    // As in a web view in which a click focuses nothing.
    link.click();
    await expect.poll(() => router.route).toEqual({ page: "article", id: "5" });
    const marked = () => asked.filter(({ name }) => name === "mark_read").length;
    await screen.findByRole("button", { name: "Save for offline" });
    await expect.poll(marked, { message: "it was opened" }).toBe(1);
    history.back();
    await expect.poll(() => (document.activeElement as HTMLElement).dataset.article).toBe("5");
    expect(marked(), "coming back marks nothing").toBe(1);
  });

  it("steps from article to article, each on a page of its own", async () => {
    await open("news");
    await screen.findAllByRole("article");
    await userEvent.keyboard("jo");
    await screen.findByRole("heading", { level: 1, name: /Ukraine and Syria/ });
    await userEvent.keyboard("j");
    await screen.findByRole("heading", { level: 1, name: /Grain insurers/ });
  });

  it("never loses the focus when the page under it goes", async () => {
    await open("news", "#/settings");
    await screen.findByRole("heading", { level: 1, name: "Settings" });
    document.querySelector<HTMLElement>("main button")?.focus();
    step("#/following");
    await expect.poll(() => document.activeElement?.id).toBe("main");
  });

  it("has the focus once the first publication is here", async () => {
    const { contents, answers } = scenes.first!();
    core({ ...answersOf(contents), ...answers });
    step("#/saved");
    step("#/");
    render(App);
    await userEvent.click(await screen.findByRole("button", { name: /sample edition/ }));
    Object.assign(contents, scenes.news().contents);
    await hint({ kind: "publicationsChanged", id: null });
    await screen.findByRole("heading", { level: 1, name: "News Feed" });
    await expect.poll(() => document.activeElement?.id).toBe("main");
  });

  it("offers on a headline what can be done with it, by key and by mouse", async () => {
    const asked = await open("news");
    await screen.findAllByRole("article");
    await userEvent.keyboard("jj{Shift>}{F10}{/Shift}");
    const menu = await screen.findByRole("menu", { name: /Grain insurers/ });
    const names = within(menu)
      .getAllByRole("menuitem")
      .map((item) => item.firstChild?.textContent?.trim());
    expect(names).toEqual([
      "Open",
      "Open in the browser",
      "Copy link",
      "Remove from saved",
      "Mark as unread",
      "Export…",
      "Save everything above",
      "Mark everything above as read",
    ]);
    expect(await faults()).toEqual([]);
    await userEvent.click(within(menu).getByRole("menuitem", { name: /^Mark as unread/ }));
    await expect
      .poll(() => asked.filter(({ name }) => name === "mark_read").map(({ args }) => args))
      .toEqual([{ ids: ["2"], read: false }]);
    const row = document.querySelector('[data-article="3"] h3 a')!;
    row.dispatchEvent(
      new MouseEvent("contextmenu", { bubbles: true, cancelable: true, clientX: 9 }),
    );
    expect(await screen.findByRole("menu", { name: /wind farm/ })).toBeTruthy();
  });

  it("saves everything above a headline at once, and takes it back", async () => {
    const asked = await open("news");
    await screen.findAllByRole("article");
    const ids = (name: string) => asked.filter((one) => one.name === name).map(({ args }) => args);
    await userEvent.keyboard("jjjj{Shift>}{F10}{/Shift}");
    await userEvent.click(await screen.findByRole("menuitem", { name: "Save everything above" }));
    const said = await screen.findByText(/articles saved for offline/, {
      selector: "[role=status]",
    });
    expect(said.textContent).toMatch(/^2\s/);
    expect(ids("save_all"), "the second is saved already").toEqual([{ ids: ["1", "3"] }]);
    await userEvent.click(screen.getByRole("button", { name: "Undo" }));
    await expect.poll(() => ids("unsave")).toEqual([{ id: "1" }, { id: "3" }]);
  });

  it("holds new arrivals behind the pill until they are asked for", async () => {
    const { contents } = scenes.news();
    const library = { ...contents, articles: [...contents.articles] };
    step("#/saved");
    step("#/");
    core(answersOf(library));
    render(App);
    const [first] = await screen.findAllByRole("article");
    const soon = new Date(Date.now() + 60_000).toISOString();
    library.articles.unshift(summary({ id: "late", firstSeenAt: soon, sortedAt: soon }));
    await hint({ kind: "articlesChanged" });
    const pill = await screen.findByRole("button", { name: "1 new article" });
    expect(screen.getAllByRole("article")[0]).toBe(first);
    await userEvent.click(pill);
    expect(screen.queryByRole("button", { name: "1 new article" })).toBeNull();
  });

  it("marks everything read, and takes it back", async () => {
    const asked = await open("news");
    await screen.findAllByRole("article");
    await userEvent.click(screen.getByRole("button", { name: /Mark all as read/ }));
    await userEvent.click(await screen.findByRole("button", { name: "Undo" }));
    const back = asked.filter(({ name }) => name === "mark_read").at(-1);
    expect(back?.args).toMatchObject({ read: false });
  });

  it("shows how far a refresh is, and lets it be stopped", async () => {
    const asked = await open("news");
    await screen.findAllByRole("article");
    await hint({ kind: "refreshProgress", done: 14, total: 38 });
    const bar = await screen.findByRole("progressbar", { name: "Refresh" });
    expect(bar.getAttribute("aria-valuenow")).toBe("37");
    expect(screen.getByText("Checking 14 of 38")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Stop checking" }));
    expect(asked.some(({ name }) => name === "cancel_refresh")).toBe(true);
    await hint({ kind: "refreshEnded", newArticles: 0, failed: 2, cancelled: true });
    expect(await screen.findByText("2 sources did not answer")).toBeTruthy();
  });
});

describe("adding a publication", () => {
  it("looks first, shows what it found, and adds with Enter", async () => {
    const asked = await open("news");
    await screen.findAllByRole("article");
    await userEvent.keyboard("{Control>}n{/Control}");
    const dialog = await screen.findByRole("dialog", { name: "Add a publication" });
    const field = within(dialog).getByRole("textbox", { name: /Address/ });
    await userEvent.type(field, "kyivindependent.com{Enter}");
    expect(
      await within(dialog).findByRole("heading", { name: "The Kyiv Independent" }),
    ).toBeTruthy();
    expect(
      asked.some(({ name }) => name === "add"),
      "nothing is added yet",
    ).toBe(false);
    expect(await faults()).toEqual([]);
    await userEvent.type(field, "{Enter}");
    await expect.poll(() => asked.filter(({ name }) => name === "add")).toHaveLength(1);
    await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  });

  it("begins with the whole of a prefilled address selected", async () => {
    await open("first");
    const field = await screen.findByLabelText<HTMLInputElement>(/Which site/);
    await userEvent.type(field, "kyivindependent.com{Enter}");
    const dialog = await screen.findByRole("dialog", { name: "Add a publication" });
    const prefilled = within(dialog).getByRole<HTMLInputElement>("textbox", { name: /Address/ });
    expect([prefilled.selectionStart, prefilled.selectionEnd]).toEqual([0, 19]);
  });

  it("asks for a name and password where the address does, and never shows them again", async () => {
    const asked = await open("news");
    await screen.findAllByRole("article");
    await userEvent.click(screen.getByRole("button", { name: /Add a publication/ }));
    await userEvent.type(screen.getByRole("textbox"), "private.example/feed{Enter}");
    const name = await screen.findByLabelText("User name");
    await expect.poll(() => document.activeElement).toBe(name);
    expect(await faults()).toEqual([]);
    await userEvent.type(name, "ada");
    await userEvent.type(screen.getByLabelText("Password"), "se cret{Enter}");
    expect(await screen.findByRole("heading", { name: "The Kyiv Independent" })).toBeTruthy();
    expect(asked.at(-1)?.args).toEqual({ address: "//ada:se%20cret@private.example/feed" });
    expect(document.body.innerHTML).not.toMatch(/se%20cret|se cret/);
  });

  it("adds a single article where there is nothing to follow", async () => {
    const asked = await open("news");
    await screen.findAllByRole("article");
    await userEvent.click(screen.getByRole("button", { name: /Add a publication/ }));
    await userEvent.type(screen.getByRole("textbox"), "harbour.example/article{Enter}");
    expect(await screen.findByRole("heading", { name: /How the ferries came back/ })).toBeTruthy();
    expect(await faults()).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Add article" }));
    await expect.poll(() => router.route).toEqual({ page: "article", id: "1" });
    expect(asked.filter(({ name }) => name === "add_article")).toHaveLength(1);
  });

  it("says what is wrong with an address, and what was probably meant", async () => {
    await open("news");
    await screen.findAllByRole("article");
    await userEvent.click(screen.getByRole("button", { name: /Add a publication/ }));
    await userEvent.type(screen.getByRole("textbox"), "kyivindependent,com{Enter}");
    expect(await screen.findByText(/That is not a web address/)).toBeTruthy();
    await userEvent.click(
      screen.getByRole("button", { name: "Did you mean kyivindependent.com?" }),
    );
    expect(await screen.findByRole("heading", { name: "The Kyiv Independent" })).toBeTruthy();
  });

  it("links to a publication that is here already", async () => {
    const asked = await open("news");
    await screen.findAllByRole("article");
    await userEvent.click(screen.getByRole("button", { name: /Add a publication/ }));
    await userEvent.type(screen.getByRole("textbox"), "here.example{Enter}");
    await screen.findByText("The Kyiv Independent is already here.");
    await userEvent.type(screen.getByRole("textbox"), "{Enter}");
    await expect.poll(() => router.route.page).toBe("publication");
    expect(asked.some(({ name }) => name === "add")).toBe(false);
  });
});

describe("every other page", () => {
  it("asks a new reader one question, with other ways in", async () => {
    const asked = await open("first");
    expect(
      await screen.findByLabelText("Which site do you read first in the morning?"),
    ).toBeTruthy();
    expect(await faults()).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: /starter shelf/ }));
    await userEvent.click(await screen.findByRole("checkbox", { name: /Dnipro Courier/ }));
    expect(
      asked.some(({ name }) => name === "add"),
      "choosing fetches nothing",
    ).toBe(false);
    expect(screen.getByRole("button", { name: "Add 1 publication" })).toBeTruthy();
    expect(await faults()).toEqual([]);
  });

  it("leads back from the starter shelf by Escape, with the focus where it was", async () => {
    await open("first");
    const way = await screen.findByRole("button", { name: /starter shelf/ });
    await userEvent.click(way);
    const heading = await screen.findByRole("heading", { name: "Starter shelf" });
    expect(document.activeElement, "reading begins at the heading").toBe(heading);
    await userEvent.click(await screen.findByRole("checkbox", { name: /Dnipro Courier/ }));
    await userEvent.keyboard("{Escape}");
    const again = await screen.findByRole("button", { name: /starter shelf/ });
    await expect.poll(() => document.activeElement).toBe(again);
  });

  it("says where a library should be that is not there, and begins no new one by itself", async () => {
    const asked = await open("away", "#/", {
      choose_library: () => ({ folder: "/media/reader/Other", problem: null, zoom: 1 }),
    });
    expect(await screen.findByText(/not where it was: \/media\/reader\/Drive/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "Start a new library beside it" })).toBeTruthy();
    expect(await faults()).toEqual([]);
    expect(asked.some(({ name }) => name === "set_aside")).toBe(false);
    await userEvent.click(screen.getByRole("button", { name: "Show where it is…" }));
    expect(await screen.findByRole("heading", { level: 1, name: "News Feed" })).toBeTruthy();
  });

  it("offers a way on when the library is damaged, and deletes nothing", async () => {
    await open("damaged");
    expect(
      await screen.findByRole("heading", { name: "The library could not be opened" }),
    ).toBeTruthy();
    expect(screen.getByText(/Nothing was deleted or changed/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Start a new library beside it" })).toBeTruthy();
    expect(await faults()).toEqual([]);
  });

  it("searches as one types, after a pause", async () => {
    const asked = await open("news", "#/search/best/");
    const field = await screen.findByRole("searchbox");
    await userEvent.type(field, "presidents");
    expect(await screen.findByText("24 articles with “presidents”")).toBeTruthy();
    const searches = asked.filter(
      ({ name, args }) => name === "articles" && JSON.stringify(args).includes("presidents"),
    );
    expect(searches, "once for the word, not once a letter").toHaveLength(1);
    expect(document.querySelector("mark")?.textContent).toBe("communiqué");
    expect(await faults()).toEqual([]);
  });

  it("says what an export leaves out", async () => {
    await open("news", "#/settings/publications");
    await userEvent.click(await screen.findByRole("button", { name: "Export OPML" }));
    const said = "Exported without the password of 1 private feed";
    expect(await screen.findByRole("region", { name: said })).toBeTruthy();
  });

  it("has settings that hold, and a help that is whole", async () => {
    const asked = await open("news", "#/settings");
    await userEvent.click(await screen.findByRole("button", { name: "Dark" }));
    expect(document.documentElement.dataset.theme).toBe("dark");
    expect(
      asked.filter(({ name }) => name === "change_settings").map(({ args }) => args),
    ).toContainEqual({ change: { theme: "dark" } });
    expect(await faults()).toEqual([]);
    await userEvent.keyboard("?");
    expect(await screen.findByRole("dialog", { name: "Keyboard" })).toBeTruthy();
    expect(document.activeElement?.textContent, "reading begins at its name").toBe("Keyboard");
    expect(await faults()).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: /Close/ }));
    await userEvent.click(screen.getByRole("button", { name: "System" }));
  });
});
