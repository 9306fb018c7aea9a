import { screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";

import type { Alert, Follow } from "../api";
import { faults } from "../test/accessible";
import { hint, type Asked } from "../test/core";
import { behind, show } from "../test/page";
import Byline from "../parts/article/Byline.svelte";
import { alert, article, author, follow } from "../test/samples";
import Following from "./Following.svelte";
import Search from "./Search.svelte";
import Tag from "./Tag.svelte";

let asked: Asked;
let followed: Follow;
let inbox: Alert[];

const wasAsked = (name: string) => asked.filter((one) => one.name === name).map(({ args }) => args);

beforeEach(async () => {
  document.body.textContent = "";
  followed = follow();
  inbox = [
    alert(),
    alert({ id: "42", headline: "The quay is mended", state: "unshown", correction: 2 }),
    alert({ id: "43", headline: "Seen before", seen: true }),
  ];
  asked = await behind({
    follows: () => [followed],
    set_follow: ({ change }) => (followed = { ...followed, ...change }),
    keep_newest: ({ keep }) => (followed = { ...followed, keep }),
    alerts: ({ query }) => ({
      items: inbox.slice(0, query.limit),
      next: inbox.length > (query.limit ?? 50) ? "more" : null,
    }),
    dismiss_alerts: ({ ids }) => {
      inbox = inbox.map((one) => (ids.includes(one.id) ? { ...one, seen: true } : one));
      void hint({ kind: "alertsChanged" });
      return null;
    },
  });
});

/** What the reader can change about the follow, opened. */
async function options() {
  await userEvent.click(await screen.findByRole("button", { name: "Notifications: Ferries" }));
  return within(await screen.findByRole("dialog"));
}

describe("the inbox", () => {
  it("says of each why it came, how far it got, and whether it is a correction", async () => {
    show(Following, {});
    const row = (await screen.findByText("The quay is mended")).closest("li");
    expect(row?.textContent).toContain("You follow Ferries");
    expect(row?.textContent, "the reader may have missed it").toContain("Not shown");
    expect(row?.textContent).toContain("Corrected");
  });

  it("is told what the reader knows, one by one or all at once", async () => {
    show(Following, {});
    await userEvent.click(
      await screen.findByRole("button", { name: "Mark as seen: The quay is mended" }),
    );
    expect(wasAsked("dismiss_alerts")).toEqual([{ ids: ["42"] }]);
    await waitFor(() =>
      expect(screen.queryByRole("button", { name: /seen: The quay/ }), "known").toBeNull(),
    );
    await userEvent.click(screen.getByRole("button", { name: "Mark all as seen" }));
    expect(wasAsked("dismiss_all_alerts")).toHaveLength(1);
  });

  it("shows more of a long one when asked", async () => {
    inbox = Array.from({ length: 60 }, (_, at) => alert({ id: `${at}`, headline: `No. ${at}` }));
    show(Following, {});
    await screen.findByText("No. 49");
    expect(screen.queryByText("No. 50")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Show more" }));
    await screen.findByText("No. 59");
  });
});

describe("a follow", () => {
  it("shows its latest article, what is new, and is paused by one button", async () => {
    show(Following, {});
    const row = (await screen.findByRole("heading", { name: "Ferries" })).closest("li");
    expect(row?.textContent).toContain("1 new");
    expect(row?.textContent).toContain("Two harbours re-establish their ferry");
    await userEvent.click(screen.getByRole("button", { name: "Pause Ferries" }));
    expect(wasAsked("set_follow")).toEqual([{ id: "31", change: { paused: true } }]);
    expect(row?.textContent).toContain("Paused");
  });

  it("tells when, and saves as many, as is chosen", async () => {
    show(Following, {});
    const dialog = await options();
    const mode = dialog.getByRole("combobox", { name: "Tell me about Ferries" });
    await userEvent.selectOptions(mode, "In the evening");
    await userEvent.click(dialog.getByRole("switch", { name: "Corrections too" }));
    expect(wasAsked("set_follow")).toEqual([
      { id: "31", change: { mode: "evening" } },
      { id: "31", change: { corrections: true } },
    ]);
    const keep = dialog.getByRole("combobox", { name: "Save articles of Ferries" });
    await userEvent.selectOptions(keep, "Newest 50 articles saved");
    expect(wasAsked("keep_newest")).toEqual([{ id: "31", keep: 50 }]);
  });

  it("leaves out what the reader names, and takes it back", async () => {
    show(Following, {});
    const dialog = await options();
    await userEvent.type(dialog.getByRole("textbox", { name: "Except" }), " Sport {Enter}");
    const exclude = [{ kind: "tag", value: "Sport" }];
    expect(wasAsked("set_follow")).toEqual([{ id: "31", change: { exclude } }]);
    await userEvent.click(await dialog.findByRole("button", { name: "No longer except Sport" }));
    expect(wasAsked("set_follow")[1]).toEqual({ id: "31", change: { exclude: [] } });
    await userEvent.click(dialog.getByRole("switch", { name: "Only tags of publishers" }));
    expect(wasAsked("set_follow")[2]).toEqual({ id: "31", change: { ownTags: true } });
  });

  it("is looked at on its own page, and new no more", async () => {
    show(Tag, { name: "Ferries" });
    await waitFor(() => expect(wasAsked("look_at_follow")).toEqual([{ id: "31" }]));
  });

  it("stays new where only one of its articles is read", async () => {
    const piece = article({ authors: [author()] });
    const theirs = follow({ kind: "author", key: "11", value: "11" });
    asked = await behind({ follows: () => [theirs] });
    show(Byline, { article: piece });
    expect(await screen.findByRole("button", { name: /^Following/ })).toBeTruthy();
    expect(wasAsked("look_at_follow")).toEqual([]);
  });

  it("of words is begun where they are looked for", async () => {
    followed = follow({ fresh: 0 });
    show(Search, { text: "grain corridor", order: "newest" });
    await userEvent.click(await screen.findByRole("button", { name: "Follow: grain corridor" }));
    expect(wasAsked("follow")).toEqual([{ kind: "search", value: "grain corridor" }]);
  });

  it("has options in which axe finds nothing wrong", async () => {
    const { container } = show(Following, {});
    await options();
    expect(await faults(container)).toEqual([]);
  });
});
