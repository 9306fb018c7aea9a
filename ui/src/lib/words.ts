/** A piece of a headline; a `whole` one is not to be broken at its hyphens. */
export interface Piece {
  text: string;
  whole: boolean;
}

/** Longer ones may break after all: a word must fit the narrowest column. */
const LONGEST_WHOLE = 22;

/** Parts a headline so that words with hyphens ("re-establish") can be kept on one line. */
export function piecesOf(headline: string): Piece[] {
  return headline
    .split(/(\S*\p{L}-\p{L}\S*)/u)
    .filter((text) => text !== "")
    .map((text) => ({
      text,
      whole: /\p{L}-\p{L}/u.test(text) && text.length <= LONGEST_WHOLE,
    }));
}
