// What a reader does by keyboard alone, in the whole window.

import { cleanup, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";

import { router } from "./lib/router.svelte";
import { preferences } from "./state/preferences.svelte";
import { faults } from "./test/accessible";
import type { Asked } from "./test/core";
import { follow } from "./test/samples";
import { open } from "./test/window";

afterEach(() => cleanup());

const given = (asked: Asked, command: string) =>
  asked.filter(({ name }) => name === command).map(({ args }) => args);

describe("the palette", () => {
  it("goes to a tag by some of its name, and Escape clears before it closes", async () => {
    const asked = await open("news");
    await screen.findAllByRole("article");
    await userEvent.keyboard("{Control>}k{/Control}");
    const field = await screen.findByRole("combobox");
    await userEvent.type(field, "yri");
    await expect
      .poll(() => screen.queryAllByRole("option")[0]?.textContent)
      .toMatch(/Syria.*tag, following/);
    const first = screen.getAllByRole("option")[0]!;
    expect(field.getAttribute("aria-activedescendant")).toBe(first.id);
    expect(await faults(document.body)).toEqual([]);
    await userEvent.keyboard("{Escape}");
    expect((field as HTMLInputElement).value, "cleared first").toBe("");
    expect(screen.queryByRole("combobox"), "and still open").not.toBeNull();
    await userEvent.keyboard("yri{Enter}");
    await expect.poll(() => router.route).toEqual({ page: "tag", name: "Syria" });
    await userEvent.keyboard("{Control>}k{/Control}");
    const recent = await screen.findByRole("group", { name: "Recent" });
    expect(recent.textContent, "what was chosen last comes first").toContain("Syria");
    expect(given(asked, "change_settings"), "and does so at the next start").toContainEqual({
      change: { recent: ["#/tag/Syria"] },
    });
    screen.getByRole("combobox").focus();
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => screen.queryByRole("combobox")).toBeNull();
  });

  it("finds stored articles, and with > only what can be done", async () => {
    await open("news");
    await screen.findAllByRole("article");
    await userEvent.keyboard("{Control>}k{/Control}");
    const field = await screen.findByRole("combobox");
    await userEvent.type(field, "galaxy");
    const articles = await screen.findByRole("group", { name: "Articles" });
    expect(within(articles).getAllByRole("option")).toHaveLength(5);
    await userEvent.clear(field);
    await userEvent.type(field, ">ref");
    const options = screen.getAllByRole("option");
    expect(options.map((one) => one.textContent?.trim())).toEqual([
      expect.stringContaining("Refresh all"),
    ]);
    await userEvent.keyboard("{Escape}{Escape}");
  });
});

describe("what the palette names", () => {
  async function type(text: string) {
    await screen.findAllByRole("article");
    await userEvent.keyboard("{Control>}k{/Control}");
    await userEvent.type(await screen.findByRole("combobox"), text);
  }

  it("is opened behind it with Ctrl+Enter, one after another", async () => {
    await open("news");
    await type("saved{Control>}{Enter}{/Control}");
    await expect.poll(() => router.route).toEqual({ page: "saved" });
    await screen.findByText("Opened in the background: Saved");
    const field = within(screen.getByRole("dialog")).getByRole("combobox");
    await userEvent.clear(field);
    await userEvent.type(field, "video{Control>}{Enter}{/Control}");
    await expect.poll(() => router.route).toEqual({ page: "video" });
    await userEvent.keyboard("{Escape}{Escape}");
    await expect.poll(() => screen.queryByRole("combobox")).toBeNull();
    expect(document.activeElement?.id, "what had the focus has gone").toBe("main");
  });

  it("can be followed", async () => {
    const asked = await open("news");
    await type("black");
    await userEvent.click(await screen.findByRole("option", { name: "Notify me about Black Sea" }));
    await expect.poll(() => given(asked, "follow")).toEqual([{ kind: "tag", value: "Black Sea" }]);
    await userEvent.keyboard("{Control>}z{/Control}");
    await expect.poll(() => given(asked, "unfollow")).toHaveLength(1);
  });

  it("tells which section is followed, however the follow writes its name", async () => {
    const [kind, key] = ["section" as const, "1/climate"];
    await open("news", "#/", {
      follows: () => [follow({ kind, key, value: key, label: "climate" })],
    });
    await type("climate");
    expect(await screen.findByRole("option", { name: /^Climate section, following/ })).toBeTruthy();
    expect(screen.getByRole("option", { name: "Stop notifying me about Climate" })).toBeTruthy();
  });

  it("can be marked read as a whole, and taken back", async () => {
    const asked = await open("news");
    await type(">dnipro");
    const mark = "Mark everything in Dnipro Courier as read";
    await userEvent.click(await screen.findByRole("option", { name: mark }));
    await expect
      .poll(() => given(asked, "mark_all_read"))
      .toEqual([{ query: { publication: "2" } }]);
    await screen.findAllByText(/marked as read/);
    await userEvent.keyboard("{Control>}z{/Control}");
    await expect.poll(() => given(asked, "mark_read")).toMatchObject([{ read: false }]);
  });
});

describe("the news feed", () => {
  it("marks a day read, and takes it back", async () => {
    const asked = await open("news");
    const [day] = await screen.findAllByRole("button", { name: "Mark this day as read" });
    await userEvent.click(day!);
    await expect.poll(() => given(asked, "mark_all_read")).toHaveLength(1);
    expect(given(asked, "mark_all_read")[0], "that day and no other").toMatchObject({
      query: { since: expect.any(String), until: expect.any(String) },
    });
    await screen.findAllByText(/marked as read/);
    await userEvent.keyboard("{Control>}z{/Control}");
    await expect.poll(() => given(asked, "mark_read")).toMatchObject([{ read: false }]);
  });

  it("marks what is above a row read, and takes it back", async () => {
    const asked = await open("news");
    await screen.findAllByRole("article");
    await userEvent.keyboard("jjj{Shift>}{F10}{/Shift}");
    await userEvent.click(
      await screen.findByRole("menuitem", { name: "Mark everything above as read" }),
    );
    await expect.poll(() => given(asked, "mark_read")).toEqual([{ ids: ["1", "2"], read: true }]);
    await screen.findAllByText("2 articles marked as read");
    await userEvent.keyboard("{Control>}z{/Control}");
    await expect.poll(() => given(asked, "mark_read")[1]).toEqual({ ids: ["1", "2"], read: false });
  });

  it("begins with a day that was asked for", async () => {
    const asked = await open("news");
    await screen.findAllByRole("article");
    await userEvent.click(screen.getByRole("button", { name: "Go to a day" }));
    const field = await screen.findByLabelText("Begin with this day");
    expect(await faults(document.body)).toEqual([]);
    await userEvent.clear(field);
    await userEvent.type(field, "2001-02-03");
    await userEvent.click(screen.getByRole("button", { name: "Go" }));
    expect(router.route).toEqual({ page: "feed", show: "all", day: "2001-02-03" });
    await expect
      .poll(() => given(asked, "articles").at(-1))
      .toMatchObject({ query: { until: expect.stringContaining("2001-02-0") } });
    await userEvent.click(await screen.findByRole("button", { name: "Back to the newest" }));
    expect(router.route).toEqual({ page: "feed", show: "all" });
  });

  it("is where it was at the next start", async () => {
    const asked = await open("news", "#/feed/unread");
    await screen.findAllByRole("article");
    await expect
      .poll(() => given(asked, "change_settings"))
      .toContainEqual({ change: { place: { address: "#/feed/unread", article: null } } });
  });
});

describe("the sidebar", () => {
  it("moves a publication into a folder by keyboard, and back", async () => {
    const asked = await open("news");
    const link = await screen.findByRole("link", { name: /Dnipro Courier/ });
    link.focus();
    await userEvent.keyboard("{Shift>}{F10}{/Shift}");
    expect(await faults(document.body)).toEqual([]);
    await userEvent.click(await screen.findByRole("menuitem", { name: "Move to Science" }));
    await expect
      .poll(() => given(asked, "move_publication"))
      .toEqual([{ id: "2", folder: ["Science"] }]);
    const science = await screen.findByRole("group", { name: "Science" });
    expect(await within(science).findByRole("link", { name: /Dnipro/ })).toBeTruthy();
    await screen.findAllByText(/moved to Science/);
    await userEvent.keyboard("{Control>}z{/Control}");
    await expect
      .poll(() => given(asked, "move_publication")[1])
      .toEqual({ id: "2", folder: ["Ukraine"] });
  });

  it("keeps the focus on a publication that goes into a new folder and comes back", async () => {
    await open("news");
    (await screen.findByRole("link", { name: /Dnipro Courier/ })).focus();
    await userEvent.keyboard("{Shift>}{F10}{/Shift}");
    await userEvent.click(await screen.findByRole("menuitem", { name: "New folder…" }));
    await userEvent.type(await screen.findByRole("textbox", { name: "Name" }), "Rivers{Enter}");
    const place = () => document.activeElement?.closest("[role=group]")?.getAttribute("aria-label");
    await expect.poll(place, { message: "where it stands now" }).toBe("Rivers");
    expect(document.activeElement?.textContent).toContain("Dnipro Courier");
    await userEvent.keyboard("{Control>}z{/Control}");
    await expect.poll(place, { message: "and where it stood before" }).toBe("Ukraine");
  });

  it("renames a folder, and gives it up", async () => {
    const asked = await open("news");
    (await screen.findByRole("button", { name: /^Ukraine/ })).focus();
    await userEvent.keyboard("{Shift>}{F10}{/Shift}");
    await userEvent.click(await screen.findByRole("menuitem", { name: "Rename…" }));
    const name = await screen.findByRole("textbox", { name: "Name" });
    await userEvent.clear(name);
    await userEvent.type(name, "Home{Enter}");
    await expect
      .poll(() => given(asked, "rename_folder"))
      .toEqual([{ from: ["Ukraine"], to: ["Home"] }]);
    (await screen.findByRole("button", { name: /^Home/ })).focus();
    await userEvent.keyboard("{Shift>}{F10}{/Shift}");
    await userEvent.click(await screen.findByRole("menuitem", { name: "Remove the folder" }));
    await expect.poll(() => given(asked, "rename_folder")[1]).toEqual({ from: ["Home"], to: [] });
  });
});

describe("the keys", () => {
  it("can be changed, but not to one that does something else", async () => {
    const asked = await open("news", "#/settings/keyboard");
    const change = await screen.findByRole("button", { name: /Change the key of “Next article”/ });
    await userEvent.click(change);
    await userEvent.keyboard("k");
    expect(await screen.findByText(/already does “Previous article”/)).toBeTruthy();
    await userEvent.keyboard("w");
    await expect
      .poll(() => given(asked, "change_settings"))
      .toContainEqual({ change: { keys: { next: "w" } } });
    expect(await faults(document.body)).toEqual([]);
    await userEvent.keyboard("gh");
    await screen.findAllByRole("article");
    await userEvent.keyboard("w");
    await expect.poll(() => (document.activeElement as HTMLElement).dataset.article).toBe("1");
    await preferences.change({ keys: {} });
  });

  it("lead to the videos", async () => {
    await open("news");
    await screen.findAllByRole("article");
    await userEvent.keyboard("gv");
    expect(await screen.findByRole("heading", { level: 1, name: "Video" })).toBeTruthy();
    for (const row of await screen.findAllByRole("article")) {
      expect(row.textContent, "it is or shows one").toMatch(/With video|Video/);
    }
    expect(await faults(document.body)).toEqual([]);
  });
});
