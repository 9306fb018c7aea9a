import { cleanup, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";

import type { FrontPage } from "../api";
import { faults } from "../test/accessible";
import { hint } from "../test/core";
import { publicationRef, summary } from "../test/samples";
import { open } from "../test/window";

afterEach(() => cleanup());

const story = (id: string, more = {}) => summary({ id, headline: `Story ${id}`, ...more });
const none: FrontPage = { lead: null, top: [], sections: [], picks: [], popular: [], videos: [] };
const full: FrontPage = {
  lead: { article: story("1"), because: { kind: "links", publications: 3 } },
  top: ["2", "3", "4"].map((id) => story(id)),
  sections: [
    { name: "Climate", articles: ["10", "11", "12", "13", "14", "15"].map((id) => story(id)) },
    { name: null, articles: [story("20")] },
  ],
  picks: [story("30", { featured: true })],
  popular: [
    { article: story("1"), because: { kind: "links", publications: 3 } },
    { article: story("40"), because: { kind: "comments", count: 12 } },
  ],
  videos: [story("50", { kind: "video" })],
};

const section = (name: string) => within(screen.getByRole("region", { name }));

describe("the front page", () => {
  it("says of each story why it is there, and axe finds nothing", async () => {
    await open("news", "#/today", { front_page: () => full });
    const lead = (await screen.findAllByRole("article", { name: /Story 1 / }))[0]!;
    expect(within(lead).getByText("3 of your other publications link to it")).toBeTruthy();
    expect(section("Most Popular").getByText("12 comments")).toBeTruthy();
    for (const name of ["Editors’ Picks", "Video", "Climate", "Latest"]) section(name);
    expect(await faults(document.body)).toEqual([]);
  });

  it("lets its lead be saved and what it is about be followed", async () => {
    const asked = await open("news", "#/today", { front_page: () => full });
    const lead = (await screen.findAllByRole("article", { name: /Story 1 / }))[0]!;
    await userEvent.click(within(lead).getByRole("button", { name: "Follow: Ferries" }));
    await userEvent.click(within(lead).getByRole("button", { name: "Save" }));
    await expect
      .poll(() => asked.filter(({ name }) => ["follow", "save"].includes(name)))
      .toEqual([
        { name: "follow", args: { kind: "tag", value: "Ferries" } },
        { name: "save", args: { id: "1" } },
      ]);
    const on = { pressed: true };
    expect(await within(lead).findByRole("button", { name: "Saved", ...on })).toBeTruthy();
    expect(within(lead).getByRole("button", { name: "Following: Ferries", ...on })).toBeTruthy();
  });

  it("cuts its rails, and shows the rest when asked", async () => {
    await open("news", "#/today", { front_page: () => full });
    const more = await screen.findByRole("button", { name: "Show more: Climate" });
    expect(section("Climate").getAllByRole("article")).toHaveLength(4);
    await userEvent.click(more);
    expect(section("Climate").getAllByRole("article")).toHaveLength(6);
    expect(screen.queryByRole("button", { name: /^Show more/ }), "nothing else is cut").toBeNull();
  });

  it("leads from a section to its page, and from videos to all of them", async () => {
    const elsewhere = story("16", { publication: publicationRef({ id: "2" }) });
    const sections = [
      full.sections[0]!,
      { name: "Space", articles: [story("17"), elsewhere] },
      full.sections[1]!,
    ];
    await open("news", "#/today", { front_page: () => ({ ...full, sections }) });
    const wayTo = (name: string) => screen.getByRole("link", { name }).getAttribute("href");
    await screen.findByRole("region", { name: "Climate" });
    expect(wayTo("All of Climate"), "one publication’s").toBe("#/section/1/Climate");
    expect(wayTo("All of Space"), "of all that stand here").toBe("#/section//Space");
    expect(wayTo("All video")).toBe("#/video");
  });

  it("is a lead and a list where there is little, with no empty sections", async () => {
    const few = { ...none, lead: full.lead, sections: [{ name: null, articles: [story("20")] }] };
    await open("news", "#/today", { front_page: () => few });
    expect(await screen.findByRole("region", { name: "Latest" })).toBeTruthy();
    for (const name of ["Editors’ Picks", "Most Popular", "Video"]) {
      expect(screen.queryByRole("region", { name }), name).toBeNull();
    }
  });

  it("moves nothing by itself: what is newer waits to be asked for", async () => {
    let front = full;
    await open("news", "#/today", { front_page: () => front });
    await screen.findByRole("region", { name: "Climate" });
    front = { ...full, lead: { article: story("99"), because: { kind: "recent" } } };
    await hint({ kind: "articlesChanged" });
    const again = await screen.findByRole("button", { name: /Gather it again/ });
    expect(screen.queryByRole("article", { name: /Story 99/ })).toBeNull();
    await userEvent.click(again);
    expect(await screen.findByRole("article", { name: /Story 99/ })).toBeTruthy();
  });

  it("says what to do where there is nothing", async () => {
    await open("news", "#/today", { front_page: () => none });
    expect(await screen.findByText("Nothing for the front page yet")).toBeTruthy();
    expect(await faults(document.body)).toEqual([]);
  });
});
