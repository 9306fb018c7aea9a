import { expect, it, vi } from "vitest";

import { findIn, mark, unmark } from "./find";

function found(html: string, words: string): string[] {
  const root = document.createElement("div");
  root.innerHTML = html;
  return findIn(root, words).map((range) => range.toString());
}

it("finds without regard to capitals and accents, in the text as it stands", () => {
  expect(found("<p>Économie, ECONOMIE</p>", "econom"), "two spellings").toEqual([
    "Économ",
    "ECONOM",
  ]);
});

it("finds words that markup parts", () => {
  expect(found("<p>Black <b>S</b>ea</p>", "black sea"), "one match over three nodes").toEqual([
    "Black Sea",
  ]);
});

it("does not find words across two paragraphs", () => {
  expect(found("<p>Black</p><p>Sea</p>", "BlackSea"), "they are no word").toEqual([]);
});

it("empties a highlight before another takes its name, which else stays painted", () => {
  const highlights = new Map<string, Set<Range>>();
  vi.stubGlobal("CSS", { highlights });
  vi.stubGlobal("Highlight", Marks);
  const [one, other] = [new Range(), new Range()];
  mark([one, other], one);
  const before = highlights.get("found-now");
  expect([...(before ?? [])]).toEqual([one]);
  mark([one, other], other);
  expect([before?.size, ...(highlights.get("found-now") ?? [])]).toEqual([0, other]);
  unmark();
  expect(
    [...highlights.values()].every(({ size }) => size === 0),
    "nothing is left",
  ).toBe(true);
  vi.unstubAllGlobals();
});

class Marks extends Set<Range> {
  constructor(...ranges: Range[]) {
    super(ranges);
  }
}

it("finds nothing for nothing", () => {
  expect(found("<p>a b</p>", "  "), "spaces are no words").toEqual([]);
  expect(found("<p>a</p>", "b"), "what is not there").toEqual([]);
});

it("leaves out what is not seen", () => {
  expect(found('<p>tide<span class="vh">tide</span></p>', "tide"), "once").toHaveLength(1);
});

it("copes with letters of two units and ligatures", () => {
  expect(found("<p>𝔘ﬁn 👩‍🚀 end</p>", "end"), "what stands behind them").toEqual(["end"]);
  expect(found("<p>ﬁnd</p>", "find"), "a ligature is its letters").toEqual(["ﬁnd"]);
});
