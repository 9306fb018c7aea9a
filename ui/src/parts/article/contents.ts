// What a long piece contains, from its own headings.

import { PLACE } from "../../lib/links";

/** A part of a body that has a heading. */
export interface Heading {
  /** Where it stands in the body. */
  id: string;
  text: string;
  /** How deep it lies under the parts above it, from 0. */
  depth: number;
}

/** With fewer headings a piece is short enough to be looked over. */
const FEWEST = 3;
/** More is an index and not a way in. */
const MOST = 60;

/** Names every heading of a body, so that links can lead there. Too few of them are no contents. */
export function nameHeadings(body: Element): Heading[] {
  const found = [...body.querySelectorAll("h2, h3, h4")].filter(
    (heading) =>
      heading.textContent.trim() !== "" && !heading.closest("blockquote, figure, table, details"),
  );
  if (found.length < FEWEST) return [];
  const levels = found.map((heading) => Number(heading.localName.slice(1)));
  const top = Math.min(...levels);
  return found.slice(0, MOST).map((heading, at) => {
    heading.id ||= `${PLACE}part-${at + 1}`;
    const text = heading.textContent.replace(/\s+/g, " ").trim();
    return { id: heading.id, text, depth: (levels[at] ?? top) - top };
  });
}
