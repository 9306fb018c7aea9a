// Finding words in a page as a reader means them: capitals and accents make no difference, and a word is found
// also where markup stands in the middle of it.

/** Everywhere `words` stand in `root`, in order. */
export function findIn(root: Element, words: string): Range[] {
  const wanted = fold(words).join("").trim();
  if (!wanted) return [];
  const { text, places } = readable(root);
  const found: Range[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    const first = places[at];
    const last = places[at + wanted.length - 1];
    if (!first || !last) continue;
    const range = root.ownerDocument.createRange();
    range.setStart(first.node, first.start);
    range.setEnd(last.node, last.end);
    found.push(range);
  }
  return found;
}

/** The text nodes of an element, in order. */
export function* textNodes(root: Element): Generator<Text> {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode() as Text | null);) yield node;
}

interface Place {
  node: Text;
  start: number;
  end: number;
}

/** The folded text of an element, and where each unit of it came from. `null` parts blocks from each other. */
function readable(root: Element): { text: string; places: (Place | null)[] } {
  const parts: string[] = [];
  const places: (Place | null)[] = [];
  let block: Element | null = null;
  for (const node of textNodes(root)) {
    if (node.parentElement?.closest("[hidden], .vh, [aria-hidden=true]")) continue;
    const own = node.parentElement?.closest(BLOCKS) ?? root;
    if (own !== block) {
      parts.push("\n");
      places.push(null);
      block = own;
    }
    let start = 0;
    for (const letter of node.data) {
      const end = start + letter.length;
      for (const unit of fold(letter)) {
        parts.push(unit);
        places.push({ node, start, end });
      }
      start = end;
    }
  }
  return { text: parts.join(""), places };
}

/** What parts a text into paragraphs. */
export const BLOCKS =
  "p, h1, h2, h3, h4, h5, h6, li, dt, dd, blockquote, figcaption, figure, pre, td, th, div, section, header, aside";

/** UTF-16 units without capitals and accents; every white space is a plain one. */
export function fold(text: string): string[] {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s/gu, " ").split("");
}

/** Shows what was found, and which of it the reader is at. Nothing in the page changes for it. */
export function mark(found: Range[], now: Range | undefined): void {
  if ("highlights" in CSS) {
    fill(
      "found",
      found.filter((range) => range !== now),
    );
    fill("found-now", now ? [now] : []);
  } else {
    // Without highlights, at least the one the reader is at is shown, as a selection.
    getSelection()?.removeAllRanges();
    if (now) getSelection()?.addRange(now);
  }
}

/** Shows nothing of it any more. */
export function unmark(): void {
  mark([], undefined);
}

/** A highlight that only gives its name to another stays painted in WebKit, so it is emptied first. */
function fill(name: string, ranges: Range[]): void {
  CSS.highlights.get(name)?.clear();
  CSS.highlights.set(name, new Highlight(...ranges));
}
