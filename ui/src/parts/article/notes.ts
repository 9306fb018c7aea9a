// Footnotes: a mark in the text leads to its note, and every note leads back.

import { PLACE } from "../../lib/links";

interface Words {
  note: (mark: string) => string;
  backToText: string;
}

/** What stands for a note in the text: a number, a letter or a sign, in brackets or not. */
const MARK = /^\W*([\p{N}\p{L}]{1,3}|[*†‡§¶#]{1,3})\W*$/u;

/** Says of each mark that it is one, and gives notes that have no way back to it one. */
export function joinNotes(body: Element, words: Words): void {
  const marks = [...body.querySelectorAll<HTMLElement>(`a[href^="#${PLACE}"]`)];
  const answered = new Set<Element>();
  for (const [at, mark] of marks.entries()) {
    const name = MARK.exec(mark.textContent.trim())?.[1];
    const note = placeOf(body, mark);
    if (!name || !note || !stands(mark, note)) continue;
    mark.setAttribute("role", "doc-noteref");
    mark.setAttribute("aria-label", words.note(name));
    if (answered.has(note)) continue;
    answered.add(note);
    const back = marks.find((link) => holds(note, link) && leadsTo(body, link, mark));
    dressBack(back ?? addBack(note, mark, at), words.backToText);
  }
}

function placeOf(body: Element, link: Element): Element | null {
  const id = link.getAttribute("href")?.slice(1) ?? "";
  return body.querySelector(`[id="${CSS.escape(id)}"]`);
}

/** A note stands behind its mark: links the other way lead back. */
function stands(mark: Element, note: Element): boolean {
  return Boolean(mark.compareDocumentPosition(note) & Node.DOCUMENT_POSITION_FOLLOWING);
}

/** The note's own block: its id may stand on an anchor at its beginning. */
function blockOf(note: Element): Element | null {
  return note.closest("li, p, dd, td");
}

function holds(note: Element, link: Element): boolean {
  return (blockOf(note) ?? note).contains(link);
}

function leadsTo(body: Element, link: Element, mark: Element): boolean {
  const place = placeOf(body, link);
  return place !== null && (place.contains(mark) || mark.contains(place));
}

function addBack(note: Element, mark: HTMLElement, at: number): Element | null {
  const block = blockOf(note);
  if (!block) return null;
  mark.id ||= `${PLACE}mark-${at + 1}`;
  const back = block.ownerDocument.createElement("a");
  back.setAttribute("href", `#${mark.id}`);
  back.textContent = "↩";
  (block.querySelector(":scope > p:last-child") ?? block).append(" ", back);
  return back;
}

function dressBack(back: Element | null, words: string): void {
  back?.setAttribute("role", "doc-backlink");
  back?.setAttribute("aria-label", words);
}
