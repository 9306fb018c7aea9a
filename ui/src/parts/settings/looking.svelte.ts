class Looking {
  text = $state("");
}

/** What the reader looks for in the settings: rows without it are left out. */
export const looking = new Looking();

/** Whether a row with these words is to be shown. */
export function isLookedFor(words: string): boolean {
  return words.toLocaleLowerCase().includes(looking.text.trim().toLocaleLowerCase());
}
