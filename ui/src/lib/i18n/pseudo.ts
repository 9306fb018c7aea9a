import type { Catalogue } from "./speech.svelte";

/**
 * A made-up language written from right to left, in which every sentence is as long as sentences get: to see that
 * the window does not count on where it begins. Built only with VITE_PSEUDO=1, and offered to no reader.
 */
export function pseudo(catalogue: Catalogue): Catalogue {
  const { format, ...words } = catalogue;
  return {
    ...(turned(words) as Omit<Catalogue, "format">),
    format,
    language: "ar-XB",
    direction: "rtl",
  };
}

function turned(value: unknown): unknown {
  if (typeof value === "string") return turnedText(value);
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value === "function") return (...given: unknown[]) => turned(value(...given));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, turned(one)]));
  }
  return value;
}

const VOWELS: Record<string, string> = { a: "áá", e: "éé", i: "íí", o: "óó", u: "úú" };

/** Words as right-to-left ones (RIGHT-TO-LEFT OVERRIDE round each), a third longer than in English. */
function turnedText(text: string): string {
  if (text === "") return text;
  const longer = text.replace(/[aeiou]/g, (vowel, at: number) =>
    at % 3 ? vowel : (VOWELS[vowel] ?? vowel),
  );
  return longer.replace(/\p{L}[\p{L}’-]*/gu, "\u202e$&\u202c");
}
