// What changed between two versions of a text, laid out for reading: by paragraph, with what stayed as it was left out.

import type { Run } from "../api";

/** A paragraph that changed, or how many stood there unchanged. */
export type Piece = { runs: Run[] } | { unchanged: number };

/** The paragraphs of a comparison that changed, in order, and how many did not between them. */
export function piecesOf(runs: Run[]): Piece[] {
  const pieces: Piece[] = [];
  for (const paragraph of paragraphsOf(runs)) {
    const last = pieces.at(-1);
    if (paragraph.some(({ kind }) => kind !== "same")) pieces.push({ runs: paragraph });
    else if (last && "unchanged" in last) last.unchanged += 1;
    else pieces.push({ unchanged: 1 });
  }
  return pieces;
}

/** The runs of each paragraph. A text has a line for each of its paragraphs. */
function paragraphsOf(runs: Run[]): Run[][] {
  const paragraphs: Run[][] = [[]];
  for (const { kind, text } of runs) {
    for (const [place, line] of text.split("\n").entries()) {
      if (place > 0) paragraphs.push([]);
      if (line !== "") paragraphs.at(-1)?.push({ kind, text: line });
    }
  }
  return paragraphs.filter((paragraph) => paragraph.some(({ text }) => text.trim() !== ""));
}
