import { render as renderIn, screen, waitFor } from "@testing-library/svelte";
import type { Component } from "svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";

import { keymap } from "../lib/keymap.svelte";
import type { BackfillEnd } from "../api";
import { backfills } from "../state/backfills.svelte";
import { follows } from "../state/follows.svelte";
import { toasts } from "../state/toasts.svelte";
import { faults } from "../test/accessible";
import { core, hint, report, type Answers, type Asked } from "../test/core";
import {
  alert,
  article,
  author,
  authorPage,
  follow,
  publication,
  source,
  summary,
  tagPage,
} from "../test/samples";
import Article from "./Article.svelte";
import Author from "./Author.svelte";
import Following from "./Following.svelte";
import Publication from "./Publication.svelte";
import Saved from "./Saved.svelte";
import Tag from "./Tag.svelte";

const save = {
  state: "partial" as const,
  savedAt: "2025-09-25T10:00:00Z",
  pictures: 3,
  missing: 2,
};
const rows = [summary({ saved: true, save: { ...save, problem: "http_status" } })];

const answers: Answers = {
  article: () => article(),
  articles: () => ({ items: rows, next: null }),
  count_articles: () => ({ total: 1, unread: 1 }),
  mark_read: ({ ids }) => ids,
  author: () => authorPage(),
  tag: () => tagPage(),
  publication: () => publication(),
  follows: () => [follow()],
  alerts: () => [alert()],
  follow: ({ kind, value }) => follow({ kind, value, key: value.toLowerCase(), label: value }),
  unfollow: () => null,
  unsave: () => null,
};

/** Pages stand in the window's main part. */
function render<P extends Record<string, unknown>>(page: Component<P>, props: P) {
  const main = document.body.appendChild(document.createElement("main"));
  return renderIn(page, { target: main, props });
}

let asked: Asked;
const wasAsked = (name: string) => asked.filter((one) => one.name === name).map(({ args }) => args);

function behind(more: Answers = {}) {
  asked = core({ ...answers, ...more });
}

beforeEach(async () => {
  document.body.textContent = "";
  behind();
  await follows.load();
});

describe("the article page", () => {
  const film = {
    url: "https://videos.example/9",
    poster: "https://quay.example/lead.jpg",
    posterMedia: "aa",
    title: null,
    durationSeconds: 65,
  };

  it("shows a picture once that is lead and poster, and no address for a title", async () => {
    behind({ article: () => article({ leadImage: rich.leadImage, videos: [film] }) });
    const { container } = render(Article, { id: "101" });
    const video = await screen.findByRole("button", { name: "Watch in the browser: Video" });
    expect(container.querySelectorAll("img[src*=aa]")).toHaveLength(1);
    expect(video.textContent).not.toContain("videos.example");
  });

  it("finds anew when the text changes under the bar", async () => {
    const texts = ["<p>tide and tide</p>", "<p>one tide</p>"];
    let at = 0;
    behind({ article: () => article({ contentHtml: texts[at]! }) });
    render(Article, { id: "101" });
    await screen.findByText(/tide and tide/);
    keymap.handle(new KeyboardEvent("keydown", { key: "f", ctrlKey: true }));
    await userEvent.type(await screen.findByPlaceholderText("Find"), "tide");
    await screen.findByText("1 of 2");
    at = 1;
    await hint({ kind: "articlesChanged" });
    await screen.findByText("1 of 1");
  });

  it("shows what changed, told by more than colour", async () => {
    behind({
      article: () => article({ editedAt: "2025-09-25T10:15:00Z" }),
      versions: () =>
        [1, 2].map((number) => ({
          number,
          noticedAt: "2025-09-25T10:15:00Z",
          headline: "",
          text: "",
        })),
      compare_versions: () => ({
        headline: [{ kind: "same", text: "Two harbours" }],
        text: [
          { kind: "same", text: "The boat " },
          { kind: "removed", text: "leaves " },
          { kind: "added", text: "left " },
          { kind: "same", text: "on Monday." },
        ],
      }),
    });
    const { container } = render(Article, { id: "101" });
    await userEvent.click(await screen.findByRole("button", { name: /^Updated/ }));
    await screen.findByText(/on Monday/, { selector: ".text p" });
    expect(wasAsked("compare_versions")).toEqual([{ id: "101", from: 1, to: 2 }]);
    expect(container.querySelector("del")?.textContent).toBe("[removed: leaves]");
    expect(container.querySelector("ins")?.textContent).toBe("[added: left]");
    expect(await faults(container)).toEqual([]);
  });

  it("never shows a beginning as the whole", async () => {
    behind({
      article: () => article({ id: "stub", stub: true, access: "members" }),
      save: () => ({
        state: "complete",
        savedAt: "2025-09-25T10:00:00Z",
        pictures: 0,
        missing: 0,
        problem: null,
      }),
    });
    render(Article, { id: "stub" });
    await screen.findByText("Only the beginning is public.");
    expect(screen.getByRole("button", { name: "Read it on the publication’s site" })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Save for offline" }));
    await expect.poll(() => toasts.now?.text).toBe("Saved, but only the beginning is here.");
  });

  it("offers no original where there is none", async () => {
    behind({ article: () => article({ url: "https://sample.broadsheet.invalid/a" }) });
    render(Article, { id: "101" });
    await screen.findByRole("button", { name: "Save for offline" });
    expect(screen.queryByRole("button", { name: "Open the original" })).toBeNull();
  });

  const rich = article({
    headline: "Two harbours re-establish their ferry",
    authors: [author(), author({ id: "12", name: "Bo Li", bio: null })],
    leadImage: {
      url: "https://quay.example/lead.jpg",
      media: "aa",
      caption: "The first boat.",
      credit: "Quay/Photo",
      rawCaption: null,
      alt: null,
      width: 1200,
      height: 800,
      colour: null,
    },
    contentHtml:
      '<p>Text</p><aside data-related="0"></aside><table><tbody><tr><td>1</td></tr></tbody></table>',
    related: [
      {
        url: "https://quay.example/b",
        title: "Why the winter was long",
        description: null,
        publisher: "The Quay Gazette",
        author: "Bo Li",
        thumbnail: null,
        thumbnailMedia: null,
        article: "7",
      },
    ],
    videos: [
      {
        url: "https://v.example/1",
        poster: null,
        posterMedia: null,
        title: "A boat",
        durationSeconds: 61,
      },
    ],
    attachments: [
      { url: "https://quay.example/e.mp3", type: "audio/mpeg", bytes: 1000, durationSeconds: 60 },
    ],
  });

  it("shows every part of an article, and axe finds nothing wrong", async () => {
    behind({ article: () => rich });
    const { container } = render(Article, { id: "101" });
    await screen.findByRole("heading", { level: 1, name: rich.headline });
    const text = container.textContent.replace(/\s+/g, " ");
    expect(text, "the byline is one sentence").toContain("by Ada Quist and Bo Li");
    expect(text, "caption and credit are told apart").toContain("The first boat. (Quay/Photo)");
    expect(text, "the reading time").toContain("2 min read");
    expect(text, "the author's role").toContain("Harbour correspondent");
    const card = screen.getByRole("link", { name: "Why the winter was long" });
    expect(card.getAttribute("href"), "a stored article opens in place").toBe("#/article/7");
    expect(card.closest(".prose"), "the card stands in the body").not.toBeNull();
    expect(screen.getByRole("button", { name: /Watch in the browser: A boat/ })).toBeTruthy();
    expect(screen.getByRole("link", { name: "Ferries" }).getAttribute("href")).toBe(
      "#/tag/Ferries",
    );
    expect(await faults(container), "no fault of access").toEqual([]);
  });

  it("marks what was opened as read, once", async () => {
    behind({ article: () => article({ id: "102" }) });
    render(Article, { id: "102" });
    await waitFor(() => expect(wasAsked("mark_read"), "opening reads").toHaveLength(1));
    expect(wasAsked("mark_read")[0]).toEqual({ ids: ["102"], read: true });
  });

  it("says calmly that an article has gone", async () => {
    behind({
      article: () => {
        throw report("not_found", "There is no such article in the library.");
      },
    });
    const { container } = render(Article, { id: "9" });
    await screen.findByRole("heading", { name: "This article is no longer here" });
    expect(await faults(container)).toEqual([]);
  });

  it("offers to try again where it could not be asked for", async () => {
    let tries = 0;
    behind({
      article: () => {
        tries += 1;
        if (tries === 1) throw report("library_busy", "busy");
        return article();
      },
    });
    render(Article, { id: "101" });
    await userEvent.click(await screen.findByRole("button", { name: "Try again" }));
    await screen.findByRole("heading", { level: 1 });
    expect(tries, "asked again").toBe(2);
  });

  it("shows an article that has nothing but a headline", async () => {
    behind({
      article: () =>
        article({
          authors: [],
          tags: [],
          section: null,
          summary: null,
          contentHtml: "",
          url: null,
          publishedAt: null,
        }),
    });
    const { container } = render(Article, { id: "101" });
    await screen.findByRole("heading", { level: 1 });
    expect(container.textContent, "why there is no text").toContain("sent no text");
    expect(await faults(container)).toEqual([]);
  });
});

describe("following", () => {
  it("shows what is followed, follows and ends it", async () => {
    render(Author, { id: "11" });
    const button = await screen.findByRole("button", { name: "Follow: Ada Quist" });
    expect(button.getAttribute("aria-pressed"), "not yet").toBe("false");
    await userEvent.click(button);
    expect(wasAsked("follow")).toEqual([{ kind: "author", value: "11" }]);
    const on = await screen.findByRole("button", { name: "Following: Ada Quist" });
    await userEvent.click(on);
    await waitFor(() => expect(wasAsked("unfollow"), "ended").toHaveLength(1));
  });

  it("knows a tag by its normalised name, however the publisher writes it", async () => {
    behind({ article: () => article({ tags: [{ name: "FERRIES", slug: "ferries", url: null }] }) });
    render(Article, { id: "101" });
    const bell = await screen.findByRole("button", { name: "Follow FERRIES" });
    expect(bell.getAttribute("aria-pressed"), "“Ferries” is followed").toBe("true");
  });
});

describe("the pages round it have nothing axe finds wrong", () => {
  it("author", async () => {
    const { container } = render(Author, { id: "11" });
    await screen.findByRole("heading", { level: 1, name: "Ada Quist" });
    await screen.findByRole("heading", { level: 3 });
    expect(await faults(container)).toEqual([]);
  });

  it("author, whose spellings can be put apart and together", async () => {
    const spellings = [{ ids: ["8", "9"], name: "A. Quist", articles: 2 }];
    const other = authorPage({ author: author({ id: "12", name: "Adele Quist" }) });
    behind({
      author: () => authorPage({ spellings }),
      authors: () => [authorPage(), other],
      separate_author: () => other,
      merge_authors: () => ["7"],
    });
    const { container } = render(Author, { id: "11" });
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
    const { container } = render(Tag, { name: "Ferries" });
    await screen.findByRole("heading", { level: 1, name: "Ferries" });
    expect(await faults(container)).toEqual([]);
  });

  it("a tag nobody uses yet, which can be followed all the same", async () => {
    behind({
      tag: () => {
        throw report("not_found", "There is no such tag in the library.");
      },
    });
    render(Tag, { name: "Comets" });
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
    behind({ publication: () => publication({ sources: [failing] }) });
    const { container } = render(Publication, { id: "1" });
    await screen.findByText("quay.example took too long to answer.");
    expect(await faults(container)).toEqual([]);
  });

  it("publication, whose source and full text can be chosen", async () => {
    const sources = [source(), source({ id: "22", kind: "ghost", role: "spare", private: true })];
    behind({
      publication: () => publication({ sources }),
      use_source: () => publication(),
      choose_pages: () => source({ pages: "never" }),
    });
    const { container } = render(Publication, { id: "1" });
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
    behind({
      publication: () => publication({ counts: { total: 60, unread: 4 } }),
      backfill: (({ publication }: { publication: string }) =>
        new Promise((resolve) => {
          end = (how) =>
            resolve({ publication, pages: 3, newArticles: 40, end: how, problem: null });
        })) as never,
      cancel_backfill: () => (end("cancelled"), null),
    });
    const ending = backfills.start();
    const { container } = render(Publication, { id: "1" });
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
    const { container } = render(Saved, {});
    await screen.findByText("2 images missing");
    expect(container.textContent).toContain("The site refused them. The text is safe.");
    expect(await faults(container)).toEqual([]);
  });

  it("following, with what was told", async () => {
    const { container } = render(Following, {});
    await screen.findByText("You follow Ferries");
    expect(container.textContent, "how far the alert came").toContain("Shown on the desktop");
    expect(await faults(container)).toEqual([]);
  });
});
