// Text of two directions: a paragraph that runs against its article's direction says so itself.

import type { Direction } from "../../api";

const BLOCKS =
  "p, li, h2, h3, h4, h5, h6, blockquote, figcaption, caption, td, th, dt, dd, summary";
const LETTERS = /\p{L}/gu;
const FROM_RIGHT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/gu;
/** Fewer letters are a name or a sign, which stands well either way. */
const FEWEST = 4;

/** Which way most letters of a text run; `null` where there are too few to tell. */
export function directionOf(text: string): Direction | null {
  const letters = text.match(LETTERS)?.length ?? 0;
  if (letters < FEWEST) return null;
  return (text.match(FROM_RIGHT)?.length ?? 0) * 2 > letters ? "rtl" : "ltr";
}

/** Gives every block that runs the other way its own direction, unless the publisher gave it one. */
export function turnBlocks(body: Element, direction: Direction): void {
  for (const block of body.querySelectorAll(BLOCKS)) {
    if (block.closest("[dir]")) continue;
    const own = directionOf(block.textContent);
    if (own !== null && own !== direction) block.setAttribute("dir", own);
  }
}
