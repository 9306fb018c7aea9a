import { screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";

import { keymap } from "../lib/keymap.svelte";
import { toasts } from "../state/toasts.svelte";
import { faults } from "../test/accessible";
import { hint, report, type Asked } from "../test/core";
import { behind, show } from "../test/page";
import { article, author, publication } from "../test/samples";
import Article from "./Article.svelte";

let asked: Asked;
const wasAsked = (name: string) => asked.filter((one) => one.name === name).map(({ args }) => args);

beforeEach(async () => {
  document.body.textContent = "";
  asked = await behind();
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
    asked = await behind({ article: () => article({ leadImage: rich.leadImage, videos: [film] }) });
    const { container } = show(Article, { id: "101" });
    const video = await screen.findByRole("button", { name: "Watch in the browser: Video" });
    expect(container.querySelectorAll("img[src*=aa]")).toHaveLength(1);
    expect(video.textContent).not.toContain("videos.example");
  });

  it("asks for pictures that wait only as the reader says, by keyboard too", async () => {
    const url = "https://quay.example/boat.jpg";
    const held = new Map([
      ["aa", "click"],
      ["bb", "click"],
      ["cc", "consent"],
    ] as const);
    asked = await behind({
      article: () =>
        article({
          leadImage: rich.leadImage,
          contentHtml: `<p>A boat.</p><img src="${url}" alt="A boat">`,
          pictures: [{ url, media: "bb", width: 900, height: 600, colour: "#14283c" }],
          held: [...held].map(([media, why]) => ({ media, host: "pictures.example", why })),
        }),
      show_picture: ({ id }) => (held.delete(id as "aa"), null),
      allow_host: () => publication(),
    });
    const { container } = show(Article, { id: "101" });
    const box = await screen.findByRole("button", { name: "Show picture: A boat" });
    expect(container.querySelector("img[src*=aa], img[src*=bb]"), "nothing is loaded").toBeNull();
    expect(await faults(container)).toEqual([]);
    box.focus();
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(box.querySelector("img")?.src).toContain("bb"));
    expect(document.activeElement, "the focus stays").toBe(box);
    expect(box.getAttribute("aria-label")).toBe("Enlarge: A boat");
    await userEvent.click(screen.getByRole("button", { name: "Show all in this article" }));
    await waitFor(() => expect(container.querySelector("img[src*=aa]")).toBeTruthy());
    expect(wasAsked("show_picture")).toEqual([{ id: "bb" }, { id: "aa" }, { id: "bb" }]);
    await userEvent.click(
      screen.getByRole("button", { name: "Allow pictures from pictures.example" }),
    );
    expect(wasAsked("allow_host")).toEqual([{ id: "1", host: "pictures.example" }]);
  });

  it("finds anew when the text changes under the bar", async () => {
    const texts = ["<p>tide and tide</p>", "<p>one tide</p>"];
    let at = 0;
    asked = await behind({ article: () => article({ contentHtml: texts[at]! }) });
    show(Article, { id: "101" });
    await screen.findByText(/tide and tide/);
    keymap.handle(new KeyboardEvent("keydown", { key: "f", ctrlKey: true }));
    await userEvent.type(await screen.findByPlaceholderText("Find"), "tide");
    await screen.findByText("1 of 2");
    at = 1;
    await hint({ kind: "articlesChanged" });
    await screen.findByText("1 of 1");
  });

  it("shows what changed, told by more than colour", async () => {
    asked = await behind({
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
    const { container } = show(Article, { id: "101" });
    await userEvent.click(await screen.findByRole("button", { name: /^Updated/ }));
    await screen.findByText(/on Monday/, { selector: ".text p" });
    expect(wasAsked("compare_versions")).toEqual([{ id: "101", from: 1, to: 2 }]);
    expect(container.querySelector("del")?.textContent).toBe("[removed: leaves]");
    expect(container.querySelector("ins")?.textContent).toBe("[added: left]");
    expect(await faults(container)).toEqual([]);
  });

  it("never shows a beginning as the whole", async () => {
    asked = await behind({
      article: () => article({ id: "stub", stub: true, access: "members" }),
      save: () => ({
        state: "complete",
        savedAt: "2025-09-25T10:00:00Z",
        pictures: 0,
        missing: 0,
        problem: null,
        retryAt: null,
        automatic: false,
        bytes: 1_887_436,
      }),
    });
    show(Article, { id: "stub" });
    await screen.findByText("Only the beginning is public.");
    expect(screen.getByRole("button", { name: "Read it on the publication’s site" })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Save for offline" }));
    await expect.poll(() => toasts.now?.text).toBe("Saved, but only the beginning is here.");
  });

  it("offers no original where there is none", async () => {
    asked = await behind({
      article: () => article({ url: "https://sample.broadsheet.invalid/a" }),
    });
    show(Article, { id: "101" });
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
    asked = await behind({ article: () => rich });
    const { container } = show(Article, { id: "101" });
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
    asked = await behind({ article: () => article({ id: "102" }) });
    show(Article, { id: "102" });
    await waitFor(() => expect(wasAsked("mark_read"), "opening reads").toHaveLength(1));
    expect(wasAsked("mark_read")[0]).toEqual({ ids: ["102"], read: true });
  });

  it("says calmly that an article has gone", async () => {
    asked = await behind({
      article: () => {
        throw report("not_found", "There is no such article in the library.");
      },
    });
    const { container } = show(Article, { id: "9" });
    await screen.findByRole("heading", { name: "This article is no longer here" });
    expect(await faults(container)).toEqual([]);
  });

  it("offers to try again where it could not be asked for", async () => {
    let tries = 0;
    asked = await behind({
      article: () => {
        tries += 1;
        if (tries === 1) throw report("library_busy", "busy");
        return article();
      },
    });
    show(Article, { id: "101" });
    await userEvent.click(await screen.findByRole("button", { name: "Try again" }));
    await screen.findByRole("heading", { level: 1 });
    expect(tries, "asked again").toBe(2);
  });

  it("shows an article that has nothing but a headline", async () => {
    asked = await behind({
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
    const { container } = show(Article, { id: "101" });
    await screen.findByText(/sent no text/);
    expect(await faults(container)).toEqual([]);
  });
});
