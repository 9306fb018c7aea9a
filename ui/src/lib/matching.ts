// Names that contain what was typed: anywhere in a word, whatever the case and accents.

import type { Fragment } from "../api";

/** A name parted into what was typed and the rest; `null` where it does not contain it. */
export function partsOf(name: string, typed: string): Fragment[] | null {
  const wanted = folded(typed.trim());
  if (wanted === "") return [{ text: name, hit: false }];
  const letters = [...name];
  // Folded letter by letter, so that a place in the folded name is known in the name itself.
  const places = letters.flatMap((letter, place) => Array.from(folded(letter), () => place));
  const at = folded(name).indexOf(wanted);
  if (at < 0) return null;
  const from = places[at] ?? 0;
  const to = (places[at + wanted.length - 1] ?? from) + 1;
  const part = (text: string[], hit: boolean) => ({ text: text.join(""), hit });
  return [
    part(letters.slice(0, from), false),
    part(letters.slice(from, to), true),
    part(letters.slice(to), false),
  ].filter(({ text }) => text !== "");
}

/** How well a name meets what was typed: less is better; `null` where it does not. */
export function distanceOf(name: string, typed: string): number | null {
  const at = folded(name).indexOf(folded(typed.trim()));
  if (at < 0) return null;
  if (at === 0) return 0;
  return /[\p{L}\p{N}]/u.test(folded(name)[at - 1] ?? "") ? 2 : 1;
}

function folded(text: string): string {
  // Lower case knows a small sigma at the end of a word, which is the same letter.
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ς", "σ");
}
