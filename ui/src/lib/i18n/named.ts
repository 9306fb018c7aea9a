/** A list of words under the names that `shape` has in the same order, and all lists in it alike. */
export function named<T>(shape: T, words: T | readonly unknown[]): T {
  if (!Array.isArray(words) || Array.isArray(shape)) return words as T;
  const names = Object.entries(shape as Record<string, unknown>);
  return Object.fromEntries(
    names.map(([name, inside], place) => [name, named(inside, words[place] as unknown)]),
  ) as T;
}
