// Quotations of an article's text: taken from what is selected, and found again in a text that may have changed since,
// by their own letters and those round them. White space and punctuation make no difference.

import type { Highlight } from "../../api";
import { BLOCKS, fold, textNodes } from "./find";

/** What of a highlight says where it stands. */
export type Quote = Pick<Highlight, "exact" | "prefix" | "suffix" | "start">;

/** Letters kept on each side of a quotation. */
const AROUND = 48;
/** So many of them are needed to tell where words stood that are not there any more. */
const ENOUGH = 12;

/** A letter that counts: where it stands in the page. */
interface Letter {
  node: Text;
  start: number;
  end: number;
}

const counts = (letter: string) => /[\p{L}\p{N}\p{S}]/u.test(letter);

/** The letters of a text that count, folded. */
const bare = (text: string) =>
  [...text]
    .filter(counts)
    .flatMap((letter) => fold(letter))
    .join("");

/** Cards and videos are put in beside the text. */
const isText = (node: Text) => !node.parentElement?.closest("[data-related], [data-video]");

function lettersOf(root: Element): { text: string; letters: Letter[] } {
  const text: string[] = [];
  const letters: Letter[] = [];
  for (const node of [...textNodes(root)].filter(isText)) {
    let start = 0;
    for (const letter of node.data) {
      const end = start + letter.length;
      if (counts(letter)) {
        for (const unit of fold(letter)) {
          text.push(unit);
          letters.push({ node, start, end });
        }
      }
      start = end;
    }
  }
  return { text: text.join(""), letters };
}

/** What of a text is in a range, to be found again; `null` where that is nothing. */
export function quoteOf(root: Element, range: Range): Quote | null {
  const { text, letters } = lettersOf(root);
  const isIn = ({ node, start, end }: Letter) =>
    range.comparePoint(node, start) === 0 && range.comparePoint(node, end) === 0;
  const from = letters.findIndex(isIn);
  const to = letters.findLastIndex(isIn) + 1;
  const [first, last] = [letters[from], letters[to - 1]];
  if (!first || !last) return null;
  return {
    exact: written(root, range, first, last),
    prefix: text.slice(Math.max(0, from - AROUND), from),
    suffix: text.slice(to, to + AROUND),
    start: from,
  };
}

/** The words of a range as they are read: paragraphs stay, other white space does not. */
function written(root: Element, range: Range, first: Letter, last: Letter): string {
  const nodes = [...textNodes(root)];
  let text = "";
  let block: Element | null = null;
  for (const node of nodes.slice(nodes.indexOf(first.node), nodes.indexOf(last.node) + 1)) {
    if (!isText(node)) continue;
    const own = node.parentElement?.closest(BLOCKS) ?? root;
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.length;
    text += (own === block ? "" : "\n") + node.data.slice(from, to).replace(/\s+/g, " ");
    block = own;
  }
  return text.replace(/\s*\n\s*/g, "\n\n").trim();
}

/** Where quotations stand in a text now; `null` for each that is there no more. */
export function rangesOf(root: Element, quotes: Quote[]): (Range | null)[] {
  if (quotes.length === 0) return [];
  const { text, letters } = lettersOf(root);
  return quotes.map((quote) => {
    const [from, to] = placeOf(text, quote) ?? [];
    const first = letters[from ?? -1];
    const last = letters[(to ?? 0) - 1];
    if (!first || !last) return null;
    const range = root.ownerDocument.createRange();
    range.setStart(first.node, first.start);
    // A full stop at its end is part of it, where it still stands.
    const tail = /[^\p{L}\p{N}\p{S}\s]*$/u.exec(quote.exact)?.[0] ?? "";
    const end = last.node.data.startsWith(tail, last.end) ? last.end + tail.length : last.end;
    range.setEnd(last.node, end);
    return range;
  });
}

function placeOf(text: string, quote: Quote): [number, number] | null {
  const [exact, prefix, suffix] = [quote.exact, quote.prefix, quote.suffix].map(bare) as [
    string,
    string,
    string,
  ];
  if (exact === "") return null;
  let best: number | null = null;
  let bestFit = -1;
  for (let at = text.indexOf(exact); at >= 0; at = text.indexOf(exact, at + 1)) {
    const round =
      sameAtEnd(text.slice(0, at), prefix) + sameAtStart(text.slice(at + exact.length), suffix);
    // Where as much stands round several, the nearest to where it stood.
    const fit = round + 1 - Math.abs(at - (quote.start ?? at)) / (text.length + 1);
    if (fit > bestFit) [best, bestFit] = [at, fit];
  }
  return best === null ? edited(text, exact, prefix, suffix) : [best, best + exact.length];
}

/** Words that were edited in one place: what stands between what stood round them, where it is still like them. */
function edited(
  text: string,
  exact: string,
  prefix: string,
  suffix: string,
): [number, number] | null {
  if (prefix.length < ENOUGH || suffix.length < ENOUGH) return null;
  const before = text.indexOf(prefix);
  const from = before + prefix.length;
  const to = before < 0 ? -1 : text.indexOf(suffix, from);
  if (to < 0) return null;
  const now = text.slice(from, to);
  const alike = sameAtStart(now, exact) + sameAtEnd(now, exact);
  return 2 * alike >= Math.max(now.length, exact.length) ? [from, to] : null;
}

function sameAtStart(one: string, other: string): number {
  let same = 0;
  while (same < other.length && one[same] === other[same]) same += 1;
  return same;
}

function sameAtEnd(one: string, other: string): number {
  let same = 0;
  while (same < other.length && same < one.length && one.at(-1 - same) === other.at(-1 - same)) {
    same += 1;
  }
  return same;
}
