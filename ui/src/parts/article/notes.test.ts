import { screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";

import type { Article as Whole, Highlight } from "../../api";
import { keymap } from "../../lib/keymap.svelte";
import Article from "../../pages/Article.svelte";
import { toasts } from "../../state/toasts.svelte";
import { faults } from "../../test/accessible";
import { hint, type Asked } from "../../test/core";
import { behind, show } from "../../test/page";
import { article } from "../../test/samples";
import { findIn } from "./find";

const highlight = (given: Partial<Highlight>): Highlight => ({
  id: "h1",
  exact: "boat leaves",
  prefix: "",
  suffix: "",
  start: null,
  note: null,
  madeAt: "2025-09-25T09:41:00Z",
  ...given,
});

let asked: Asked;
let now: Whole;
const wasAsked = (name: string) => asked.filter((one) => one.name === name).map(({ args }) => args);
const press = (key: string) => keymap.handle(new KeyboardEvent("keydown", { key }));
const marks = () => [...document.querySelectorAll(".prose mark")].map((mark) => mark.textContent);

/** Opens the page of an article that something is written on. */
async function open(given: Partial<Whole>) {
  now = article(given);
  asked = await behind({
    article: () => now,
    open_article: () => now,
    set_labels: ({ labels }) => labels,
    set_note: () => null,
    add_highlight: () => highlight({ id: "new" }),
    remove_highlight: () => null,
    note_highlight: () => null,
  });
  const { container, unmount } = show(Article, { id: "101" });
  await waitFor(() => expect(container.querySelector(".prose")).toBeTruthy());
  return { container, unmount };
}

beforeEach(() => {
  document.body.textContent = "";
});

describe("what the reader wrote", () => {
  const written = {
    labels: ["Sea"],
    note: "Ask the pilot.",
    highlights: [
      highlight({ note: "Which?" }),
      highlight({ id: "h2", exact: "words that went away" }),
    ],
  };

  it("stands under the text, and what is not in the text any more is told as such", async () => {
    const { container } = await open(written);
    const section = within(screen.getByRole("region", { name: "Your notes" }));
    expect(section.getByText("Sea")).toBeTruthy();
    expect(section.getByLabelText("Note")).toHaveProperty("value", "Ask the pilot.");
    expect(marks(), "shown in the text, whose HTML is what it was").toEqual(["boat leaves"]);
    await userEvent.click(section.getByRole("button", { name: "boat leaves" }));
    const prose = container.querySelector(".prose");
    expect(prose?.contains(getSelection()!.anchorNode), "who listens goes on there").toBe(true);
    const lost = section.getByRole("button", { name: "words that went away" });
    expect(lost, "nothing to go to").toHaveProperty("disabled", true);
    section.getByText("These words are not in the text any more.");
    expect(await faults(container)).toEqual([]);
  });

  it("is found again when the text changes, and goes with its page", async () => {
    const { container, unmount } = await open(written);
    now = {
      ...now,
      contentHtml: "<p>It said:</p><p>“The first <b>boat</b> leaves on Monday.”</p>",
    };
    await hint({ kind: "articlesChanged" });
    await waitFor(() => expect(marks()).toEqual(["boat", " leaves"]));
    now = { ...now, highlights: [] };
    await hint({ kind: "notesChanged", id: "101" });
    await waitFor(() => expect(marks()).toEqual([]));
    expect(container.querySelector(".prose")?.innerHTML, "nothing is left behind").toContain(
      "first <b>boat</b> leaves",
    );
    unmount();
  });

  it("is nothing but a way to begin where nothing is written", async () => {
    const { container } = await open({});
    expect(screen.queryByLabelText("Note")).toBeNull();
    press("n");
    await waitFor(() => expect(document.activeElement?.getAttribute("aria-label")).toBe("Note"));
    expect(await faults(container)).toEqual([]);
  });
});

describe("writing", () => {
  it("highlights what is selected with one key, and takes it back", async () => {
    await open({});
    press("h");
    expect(wasAsked("add_highlight"), "nothing is selected").toEqual([]);
    expect(toasts.now?.text).toBe("Select some of the text first");
    getSelection()!.removeAllRanges();
    getSelection()!.addRange(findIn(document.querySelector(".prose")!, "first boat")[0]!);
    press("h");
    await waitFor(() => expect(toasts.now?.text).toBe("Highlighted"));
    const [{ id, highlight }] = wasAsked("add_highlight") as [{ id: string; highlight: Highlight }];
    expect([id, highlight.exact, highlight.prefix, highlight.start]).toEqual([
      "101",
      "first boat",
      "the",
      3,
    ]);
    await toasts.undo();
    expect(wasAsked("remove_highlight")).toEqual([{ id: "new" }]);
  });

  it("keeps a note when the field is left, and brings one back that was emptied", async () => {
    await open({ note: "Ask." });
    const field = screen.getByLabelText("Note");
    await userEvent.clear(field);
    await userEvent.type(field, "Ask the pilot.");
    await userEvent.keyboard("{Escape}");
    await waitFor(() =>
      expect(wasAsked("set_note")).toEqual([{ id: "101", note: "Ask the pilot." }]),
    );
    await userEvent.clear(field);
    await userEvent.tab();
    await waitFor(() => expect(toasts.now?.text).toBe("Note removed"));
    await toasts.undo();
    expect(wasAsked("set_note").slice(1)).toEqual([
      { id: "101", note: null },
      { id: "101", note: "Ask the pilot." },
    ]);
  });

  it("keeps what was being written when the page is left", async () => {
    const { unmount } = await open({ note: "Ask." });
    await userEvent.type(screen.getByLabelText("Note"), " Twice.");
    unmount();
    expect(wasAsked("set_note")).toEqual([{ id: "101", note: "Ask. Twice." }]);
  });

  it("adds labels by their names, and takes one away with a way back", async () => {
    await open({ labels: ["Sea"] });
    await userEvent.type(screen.getByLabelText("Add a label"), "Port, long read{Tab}");
    expect(wasAsked("set_labels").at(-1)).toEqual({
      id: "101",
      labels: ["Sea", "Port", "long read"],
    });
    await userEvent.click(screen.getByRole("button", { name: "Remove the label Sea" }));
    expect(wasAsked("set_labels").at(-1)).toEqual({ id: "101", labels: ["Port", "long read"] });
    await toasts.undo();
    expect(wasAsked("set_labels").at(-1)).toEqual({
      id: "101",
      labels: ["Sea", "Port", "long read"],
    });
  });
});
