import { screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";

import type { BackfillEnd } from "../api";
import { backfills } from "../state/backfills.svelte";
import { statuses } from "../state/statuses.svelte";
import { toasts } from "../state/toasts.svelte";
import { faults } from "../test/accessible";
import { hint, report, type Asked } from "../test/core";
import { behind, show } from "../test/page";
import { article, author, authorPage, publication, source, summary } from "../test/samples";
import Article from "./Article.svelte";
import Author from "./Author.svelte";
import Following from "./Following.svelte";
import Publication from "./Publication.svelte";
import Saved from "./Saved.svelte";
import Tag from "./Tag.svelte";

let asked: Asked;
const wasAsked = (name: string) => asked.filter((one) => one.name === name).map(({ args }) => args);

beforeEach(async () => {
  document.body.textContent = "";
  asked = await behind();
});

describe("following", () => {
  it("shows what is followed, follows and ends it", async () => {
    show(Author, { id: "11" });
    const button = await screen.findByRole("button", { name: "Follow: Ada Quist" });
    expect(button.getAttribute("aria-pressed"), "not yet").toBe("false");
    await userEvent.click(button);
    expect(wasAsked("follow")).toEqual([{ kind: "author", value: "11" }]);
    const on = await screen.findByRole("button", { name: "Following: Ada Quist" });
    await userEvent.click(on);
    await waitFor(() => expect(wasAsked("unfollow"), "ended").toHaveLength(1));
  });

  it("knows a tag by its normalised name, however the publisher writes it", async () => {
    asked = await behind({
      article: () =>
        article({ tags: [{ name: "FERRIES", slug: "ferries", url: null, foundInText: false }] }),
    });
    show(Article, { id: "101" });
    const bell = await screen.findByRole("button", { name: "Follow FERRIES" });
    expect(bell.getAttribute("aria-pressed"), "“Ferries” is followed").toBe("true");
  });
});

describe("the pages round it have nothing axe finds wrong", () => {
  it("author", async () => {
    const { container } = show(Author, { id: "11" });
    await screen.findByRole("heading", { level: 1, name: "Ada Quist" });
    await screen.findByRole("heading", { level: 3 });
    expect(await faults(container)).toEqual([]);
  });

  it("author, whose spellings can be put apart and together", async () => {
    const spellings = [{ ids: ["8", "9"], name: "A. Quist", articles: 2 }];
    const other = authorPage({ author: author({ id: "12", name: "Adele Quist" }) });
    asked = await behind({
      author: () => authorPage({ spellings }),
      authors: () => [authorPage(), other],
      separate_author: () => other,
      merge_authors: () => ["7"],
    });
    const { container } = show(Author, { id: "11" });
    const part = await screen.findByRole("button", { name: /^Separate A. Quist/ });
    expect(screen.getByRole("list", { name: "Also written as" }).textContent).toMatch(/2 articles/);
    await userEvent.click(part);
    expect(wasAsked("separate_author")).toEqual([{ spellings: ["8", "9"] }]);
    await toasts.undo();
    expect(wasAsked("merge_authors"), "undone").toEqual([{ into: "11", other: "12" }]);

    await userEvent.click(screen.getByRole("button", { name: "Same person as…" }));
    await screen.findByRole("combobox", { name: "Author" });
    expect(await faults(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Put together" }));
    await waitFor(() => expect(wasAsked("merge_authors")).toHaveLength(2));
    await toasts.undo();
    expect(wasAsked("separate_author").at(-1), "undone").toEqual({ spellings: ["7"] });
  });

  it("tag", async () => {
    const { container } = show(Tag, { name: "Ferries" });
    await screen.findByRole("heading", { level: 1, name: "Ferries" });
    expect(await faults(container)).toEqual([]);
  });

  it("a tag nobody uses yet, which can be followed all the same", async () => {
    asked = await behind({
      tag: () => {
        throw report("not_found", "There is no such tag in the library.");
      },
    });
    show(Tag, { name: "Comets" });
    await userEvent.click(await screen.findByRole("button", { name: "Follow: Comets" }));
    expect(wasAsked("follow")).toEqual([{ kind: "tag", value: "Comets" }]);
    await screen.findByRole("button", { name: "Following: Comets" });
  });

  it("publication, which says how its sources are", async () => {
    const failing = source({
      health: {
        state: "failing",
        sentence: "It has not answered since Tuesday.",
        problem: "timed_out",
        params: { host: "quay.example" },
        failures: 3,
        retryAfter: null,
      },
    });
    asked = await behind({ publication: () => publication({ sources: [failing] }) });
    const { container } = show(Publication, { id: "1" });
    await screen.findByText("quay.example took too long to answer.");
    expect(await faults(container)).toEqual([]);
  });

  it("publication, whose source and full text can be chosen", async () => {
    const sources = [source(), source({ id: "22", kind: "ghost", role: "spare", private: true })];
    asked = await behind({
      publication: () => publication({ sources }),
      use_source: () => publication(),
      choose_pages: () => source({ pages: "never" }),
    });
    const { container } = show(Publication, { id: "1" });
    await userEvent.click(await screen.findByText("Where it comes from"));
    expect(await faults(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Never" }));
    expect(wasAsked("choose_pages")).toEqual([{ id: "21", choice: "never" }]);
    await userEvent.click(screen.getByRole("button", { name: /^Use this one: Ghost/ }));
    expect(wasAsked("use_source")).toEqual([{ id: "22" }]);
    await expect.poll(() => toasts.now?.text).toContain("Ghost");
    await toasts.undo();
    expect(wasAsked("use_source"), "back to the one before").toEqual([{ id: "22" }, { id: "21" }]);
  });

  it("publication, which can be filled from its archive, stopped and gone on with", async () => {
    let end: (how: BackfillEnd) => void = () => {};
    asked = await behind({
      publication: () => publication({ counts: { total: 60, unread: 4 } }),
      backfill: (({ publication }: { publication: string }) =>
        new Promise((resolve) => {
          end = (how) =>
            resolve({ publication, pages: 3, newArticles: 40, end: how, problem: null });
        })) as never,
      cancel_backfill: () => (end("cancelled"), null),
    });
    const ending = backfills.start();
    const { container } = show(Publication, { id: "1" });
    await userEvent.click(await screen.findByText("Where it comes from"));
    expect(screen.queryByRole("button", { name: "50 articles" }), "more are here").toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Fetch" }));
    expect(wasAsked("backfill")).toEqual([
      { publication: "1", depth: { articles: 200, since: null } },
    ]);
    await hint({ kind: "backfillProgress", publication: "1", articles: 120, wanted: 200 });
    await screen.findByText("120 of 200 articles");
    expect(await faults(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Stop" }));
    await screen.findByText(/Stopped\. 40 older articles came\./);
    await userEvent.click(screen.getByRole("button", { name: "Go on" }));
    expect(wasAsked("backfill"), "as far as before").toHaveLength(2);
    end("reached");
    await expect.poll(() => toasts.now?.text).toBe("40 older articles of The Quay Gazette came");
    ending();
  });

  it("saved, which says what is missing", async () => {
    const { container } = show(Saved, {});
    await screen.findByText("2 of 3 images missing");
    expect(container.textContent).toContain("The site refused them. The text is safe.");
    expect(container.textContent, "and when they are tried again").toContain("Tried again in");
    expect(await faults(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Try everything again" }));
    expect(wasAsked("retry_saves")).toHaveLength(1);
  });

  it("saved, which shows what is being sealed and stops it", async () => {
    const ending = statuses.start();
    const { container } = show(Saved, {});
    await screen.findByText("2 of 3 images missing");
    await hint({ kind: "saveProgress", id: summary().id, done: 5, total: 8 });
    await screen.findByText("Sealing 63%");
    expect(await faults(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Stop" }));
    expect(wasAsked("stop_saves")).toHaveLength(1);
    ending();
  });

  it("following, with what was told", async () => {
    const { container } = show(Following, {});
    await screen.findByText("You follow Ferries");
    expect(container.textContent, "how far the alert came").toContain("Shown on the desktop");
    expect(await faults(container)).toEqual([]);
  });
});
