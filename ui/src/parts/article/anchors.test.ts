import { afterEach, beforeEach, expect, test } from "vitest";

import { quoteOf, rangesOf } from "./anchors";
import { findIn } from "./find";

let root: HTMLElement;

beforeEach(() => {
  root = document.createElement("div");
  document.body.append(root);
});
afterEach(() => root.remove());

const FERRY =
  "<p>The ferry returns on Monday, they said.</p><p>The <b>ferry</b> leaves on Friday.</p>";

/** What is quoted where `words` are selected, the first time they stand there or a later one. */
function quoted(words: string, time = 0) {
  const range = findIn(root, words)[time];
  const quote = range && quoteOf(root, range);
  if (!quote) throw new Error(`no ${words}`);
  return quote;
}

/** What of the text a quotation is found as. */
const found = (quote: Parameters<typeof rangesOf>[1][number]) =>
  rangesOf(root, [quote])[0]?.toString() ?? null;

test("what is selected is found again where it was", () => {
  root.innerHTML = FERRY;
  const first = quoted("ferry");
  const second = quoted("ferry", 1);
  expect(first.exact).toBe("ferry");
  const places = rangesOf(root, [first, second]).map(
    (range) => range?.startContainer.parentElement?.tagName,
  );
  expect(places, "of the same words those that were meant").toEqual(["P", "B"]);
});

test("a quotation may go over paragraphs and through markup", () => {
  root.innerHTML = FERRY;
  const range = document.createRange();
  range.setStart(root.querySelector("p")!.firstChild!, 21);
  range.setEnd(root.querySelector("b")!.firstChild!, 5);
  const quote = quoteOf(root, range)!;
  expect(quote.exact).toBe("Monday, they said.\n\nThe ferry");
  expect(found(quote)).toBe("Monday, they said.The ferry");
});

test("it is found after the text was taken from its page anew", () => {
  root.innerHTML = FERRY;
  const quote = quoted("on Friday.");
  root.innerHTML =
    "<section><h2>New</h2><p>A ferry leaves on Friday.</p></section><div>The <i>fer</i>ry\n returns on\n Monday – they said. The ferry leaves\u00a0<a href='#'>on Fri\u00adday</a>. More.</div>";
  expect(
    found(quote),
    "the one with the same words round it, without what was added to it",
  ).toContain("day");
  expect(rangesOf(root, [quote])[0]?.startContainer.parentElement?.tagName).toBe("A");
});

test("capitals, accents and other quotation marks make no difference", () => {
  root.innerHTML = "<p>Said “Élodie’s” boat.</p>";
  const quote = quoted("said “Élodie’s”");
  root.innerHTML = '<p>said "Elodie\'s" boat.</p>';
  expect(found(quote)).toBe("said \"Elodie's");
});

test("words that were edited in one place are still found", () => {
  root.innerHTML = FERRY;
  const quote = quoted("returns on Monday");
  root.innerHTML =
    "<p>A headline. The ferry returns on Tuesday, they said. The ferry leaves on Friday.</p>";
  const near = { ...quote, prefix: "A headline. The ferry" };
  expect(found(near)).toBe("returns on Tuesday");
  root.innerHTML =
    "<p>A headline. The ferry never came back, they said. The ferry leaves on Friday.</p>";
  expect(found(near), "but nothing else is taken for them").toBeNull();
});

test("what is there no more is told as such", () => {
  root.innerHTML = FERRY;
  const quote = quoted("returns on Monday");
  root.innerHTML = "<p>Removed.</p>";
  expect(rangesOf(root, [quote])).toEqual([null]);
  expect(
    found({ exact: "…", prefix: "", suffix: "", start: null }),
    "no letters, no place",
  ).toBeNull();
});

test("only the text itself is quoted", () => {
  root.innerHTML = "<p>One.</p><aside data-related='0'><p>A card</p></aside><p>Two.</p>";
  const range = document.createRange();
  range.selectNodeContents(root);
  expect(quoteOf(root, range)?.exact).toBe("One.\n\nTwo.");
  range.selectNodeContents(root.querySelector("aside")!);
  expect(quoteOf(root, range), "a card is no part of it").toBeNull();
});
