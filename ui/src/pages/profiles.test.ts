import { screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";

import { faults } from "../test/accessible";
import { report, type Asked } from "../test/core";
import { behind, show } from "../test/page";
import { publicationRef, sectionPage } from "../test/samples";
import Author from "./Author.svelte";
import Publication from "./Publication.svelte";
import Section from "./Section.svelte";
import Tag from "./Tag.svelte";

const other = {
  publication: publicationRef({ id: "2", title: "Harbour Post" }),
  name: "OPINION",
  url: null,
  articles: 5,
};
let asked: Asked;

const wayTo = (name: string) => screen.getAllByRole("link", { name })[0]?.getAttribute("href");
const told = () => document.querySelector("main")?.textContent ?? "";

beforeEach(async () => {
  document.body.textContent = "";
  asked = await behind({ follows: () => [] });
});

describe("a section’s page", () => {
  it("tells how much there is, and leads to whose it is, its subjects and authors", async () => {
    const { container } = show(Section, { publication: "1", name: "opinion" });
    await screen.findByRole("heading", { level: 1, name: "Opinion" });
    await screen.findByRole("heading", { name: "Last 26 weeks" });
    for (const fact of ["2 articles here", "1 unread", "1 this week", "1 saved"]) {
      expect(told(), fact).toContain(fact);
    }
    expect(wayTo("The Quay Gazette")).toBe("#/publication/1");
    expect(wayTo("Ferries")).toBe("#/tag/Ferries");
    expect(wayTo("Ada Quist")).toBe("#/author/11");
    expect(asked.find(({ name }) => name === "articles")?.args, "only its articles").toMatchObject({
      query: { publication: "1", section: "opinion" },
    });
    expect(await faults(container)).toEqual([]);
  });

  it("is followed as what it is, and known as followed", async () => {
    show(Section, { publication: "1", name: "Opinion" });
    await userEvent.click(await screen.findByRole("button", { name: "Follow: Opinion" }));
    expect(asked.find(({ name }) => name === "follow")?.args).toEqual({
      kind: "section",
      value: "1/opinion",
    });
    const on = await screen.findByRole("button", { name: "Following: Opinion" });
    expect(on.getAttribute("aria-pressed")).toBe("true");
  });

  it("leads to sections of the same name elsewhere, and to all of them together", async () => {
    const publications = [other, ...sectionPage().publications];
    await behind({ section: () => sectionPage({ publications }) });
    show(Section, { publication: "1", name: "Opinion" });
    const rail = within(await screen.findByRole("region", { name: "Elsewhere by this name" }));
    expect(rail.getByRole("link", { name: "Harbour Post" }).getAttribute("href")).toBe(
      "#/section/2/OPINION",
    );
    expect(rail.queryByRole("link", { name: "The Quay Gazette" }), "not to itself").toBeNull();
    expect(wayTo("All of them together")).toBe("#/section//Opinion");
  });

  it("may be that of all publications", async () => {
    const publications = [other, ...sectionPage().publications];
    const all = sectionPage({ publication: null, key: "opinion", publications });
    await behind({ section: () => all });
    const { container } = show(Section, { publication: null, name: "Opinion" });
    await screen.findByRole("region", { name: "Who has it" });
    expect(told()).toContain("2 publications");
    expect(wayTo("The Quay Gazette"), "each to its own").toBe("#/section/1/Opinion");
    expect(await faults(container)).toEqual([]);
  });

  it("can be followed before there is anything in it", async () => {
    const section = () => {
      throw report("not_found", "There is no such section.");
    };
    asked = await behind({ section });
    show(Section, { publication: "1", name: "Sport" });
    await userEvent.click(await screen.findByRole("button", { name: "Follow: Sport" }));
    expect(await screen.findByRole("button", { name: "Following: Sport" })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Following: Sport" }));
    await waitFor(() => expect(asked.some(({ name }) => name === "unfollow")).toBe(true));
  });
});

describe("authors, tags and publications", () => {
  it("lead to each other", async () => {
    show(Author, { id: "11" });
    await screen.findByRole("region", { name: "Writes about" });
    expect(wayTo("Ferries")).toBe("#/tag/Ferries");
    expect(wayTo("Opinion"), "where they write").toBe("#/section/1/Opinion");
    document.body.textContent = "";
    show(Tag, { name: "Ferries" });
    await screen.findByRole("region", { name: "Who writes" });
    expect(wayTo("Ada Quist")).toBe("#/author/11");
    document.body.textContent = "";
    show(Publication, { id: "1" });
    await screen.findByRole("region", { name: "What about" });
    expect(wayTo("Ferries")).toBe("#/tag/Ferries");
    expect(wayTo("Ada Quist")).toBe("#/author/11");
    expect(wayTo("Opinion 2"), "its sections").toBe("#/section/1/Opinion");
  });

  it.each<[string, () => unknown]>([
    ["an author", () => show(Author, { id: "11" })],
    ["a tag", () => show(Tag, { name: "Ferries" })],
    ["a section", () => show(Section, { publication: "1", name: "Opinion" })],
    ["a publication", () => show(Publication, { id: "1" })],
  ])("show where the page of %s will stand while it loads", async (_, open) => {
    const never = () => new Promise(() => {}) as never;
    await behind({ author: never, tag: never, section: never, publication: never });
    open();
    expect((await screen.findByRole("status")).textContent).toBe("Loading articles");
    expect(document.querySelector(".sk")).toBeTruthy();
    expect(await faults(document.body)).toEqual([]);
  });

  it("stand without what the core could not tell of their lists", async () => {
    const failing = () => {
      throw report("library_busy", "busy");
    };
    await behind({ profile: failing });
    const { container } = show(Tag, { name: "Ferries" });
    await screen.findByRole("heading", { level: 1, name: "Ferries" });
    expect(screen.queryByRole("heading", { name: "Last 26 weeks" })).toBeNull();
    expect(await faults(container)).toEqual([]);
  });
});
