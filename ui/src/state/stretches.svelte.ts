import { SvelteMap } from "svelte/reactivity";

/** How many rows stand together: few enough to be drawn within one frame. */
export const STRETCH = 3;

/** Parts rows into stretches. */
export function inStretches<T>(rows: T[]): T[][] {
  const count = Math.ceil(rows.length / STRETCH);
  return Array.from({ length: count }, (_, nth) => rows.slice(nth * STRETCH, (nth + 1) * STRETCH));
}

/**
 * Which stretches of a list are drawn: those near what is in sight. The others are as much empty room as they took, so
 * that a list of thousands of rows is as light as one of fifty, and nothing in it moves. It lives with the list, so
 * that coming back finds every row where it was.
 */
export class Stretches {
  /** The room of each that was looked at; nothing where it is drawn. */
  #rooms = new SvelteMap<string, number | null>();
  /** Rows that came last. */
  #coming = new Set<string>();
  /** The room a row takes, as the stretch that was measured last has it. */
  #row: number | undefined;

  /** The room a stretch of so many rows takes while it is not drawn, in pixels; nothing while it is. */
  roomOf(name: string, rows: number): number | undefined {
    const known = this.#rooms.get(name);
    if (known !== undefined) return known ?? undefined;
    return this.#row !== undefined && this.#coming.has(name) ? this.#row * rows : undefined;
  }

  /** Rows that come behind all others wait, with about the room they need, until they are seen to be near. */
  expect(names: string[]): void {
    this.#coming = new Set(names);
  }

  /** A stretch of so many rows has come near, or gone far and leaves so much room. */
  note(name: string, near: boolean, room: number, rows: number): void {
    if (rows > 0) this.#row = room / rows;
    if (near) this.#rooms.set(name, null);
    else if (typeof this.#rooms.get(name) !== "number") this.#rooms.set(name, room);
  }
}
