import { screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { Alert, Follow } from "../api";
import { faults } from "../test/accessible";
import { hint, type Asked } from "../test/core";
import { behind, show } from "../test/page";
import Byline from "../parts/article/Byline.svelte";
import { alert, article, author, follow } from "../test/samples";
import { step } from "../test/window";
import Following from "./Following.svelte";
import Search from "./Search.svelte";
import Tag from "./Tag.svelte";

let asked: Asked;
let followed: Follow;
let inbox: Alert[];

const wasAsked = (name: string) => asked.filter((one) => one.name === name).map(({ args }) => args);

beforeEach(async () => {
  document.body.textContent = "";
  step("#/");
  step("#/following");
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

const long = (length: number) =>
  Array.from({ length }, (_, at) =>
    alert({ id: `${at}`, article: `${at}`, headline: `No. ${at}` }),
  );

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
    inbox = long(60);
    show(Following, {});
    await screen.findByText("No. 49");
    expect(screen.queryByText("No. 50")).toBeNull();
    const more = screen.getByRole("button", { name: "Show more" });
    more.focus();
    await userEvent.keyboard("{Enter}");
    await screen.findByText("No. 59");
    expect(document.activeElement, "there is no more to ask for").toHaveProperty(
      "ariaLabel",
      "Mark as seen: No. 49",
    );
  });

  it("goes on until all of it is shown", async () => {
    inbox = long(999);
    show(Following, {});
    for (const last of [49, 99, 199, 399, 799]) {
      await screen.findByText(`No. ${last}`);
      screen.getByRole("button", { name: "Show more" }).click();
    }
    await screen.findByText("No. 998");
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  });

  it("leaves the focus to the next row, the one before, or its heading", async () => {
    inbox = [...inbox, alert({ id: "44", headline: "The last" })];
    show(Following, {});
    const knows = (headline: string) => screen.queryByLabelText(`Mark as seen: ${headline}`);
    (await screen.findByLabelText("Mark as seen: The quay is mended")).focus();
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(document.activeElement).toBe(knows("The last")));
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(document.activeElement).toBe(knows(inbox[0]!.headline)));
    await userEvent.keyboard("{Enter}");
    const heading = screen.getByRole("heading", { name: "What you missed" });
    await waitFor(() => expect(document.activeElement).toBe(heading));
    expect(wasAsked("dismiss_alerts")).toEqual([{ ids: ["42"] }, { ids: ["44"] }, { ids: ["41"] }]);
  });

  it("leaves the focus to its heading where all is marked as seen", async () => {
    show(Following, {});
    (await screen.findByRole("button", { name: "Mark all as seen" })).focus();
    inbox = inbox.map((one) => ({ ...one, seen: true }));
    await userEvent.keyboard("{Enter}");
    await hint({ kind: "alertsChanged" });
    const heading = screen.getByRole("heading", { name: "What you missed" });
    await waitFor(() => expect(document.activeElement).toBe(heading));
  });

  it("is as long and where it was on the way back, with the focus on what was opened", async () => {
    inbox = long(60);
    const { unmount } = show(Following, {});
    await userEvent.click(await screen.findByRole("button", { name: "Show more" }));
    (await screen.findByRole("link", { name: "No. 57" })).focus();
    const scroller = () => document.querySelector(".scroll")!;
    scroller().scrollTop = 3000;
    scroller().dispatchEvent(new Event("scroll"));
    unmount();
    const scrolled = vi.spyOn(Element.prototype, "scrollTo");
    show(Following, {});
    expect(document.activeElement).toBe(screen.getByRole("link", { name: "No. 57" }));
    expect(scrolled).toHaveBeenCalledExactlyOnceWith({ top: 3000 });
    await waitFor(() => expect(wasAsked("alerts").at(-1)).toEqual({ query: { limit: 100 } }));
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
