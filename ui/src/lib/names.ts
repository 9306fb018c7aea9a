/** The letters that stand for a person without a portrait: of the first word and of the last. */
export function initials(name: string): string {
  const words = name.split(/[\s·,]+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => firstLetter(word ?? "")).join("");
}

function firstLetter(word: string): string {
  const [first] = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(word);
  return first?.segment.toLocaleUpperCase() ?? "";
}

/** An address as people say it: the host without "www.", its port where that is unusual, and its path. */
export function shortAddress(address: string): string {
  try {
    const { host, pathname } = new URL(address);
    return host.replace(/^www\./, "") + decodeURI(pathname).replace(/\/$/, "");
  } catch {
    return address;
  }
}

/** An address or a path within a sentence: it is read from left to right, whatever the sentence is. */
export function leftToRight(address: string): string {
  return `\u2066${address}\u2069`;
}
