import { SvelteMap } from "svelte/reactivity";

/** How many rows stand together: few enough to be drawn within one frame. */
export const STRETCH = 8;

/** Parts rows into stretches. */
export function inStretches<T>(rows: T[]): T[][] {
  const count = Math.ceil(rows.length / STRETCH);
  return Array.from({ length: count }, (_, nth) => rows.slice(nth * STRETCH, (nth + 1) * STRETCH));
}

/**
 * Which stretches of a list are drawn: those near what is in sight. The others are as much empty room as they took, so
 * that a list of thousands of rows is as light as one of fifty, and nothing in it moves. One that was never far is
 * drawn. It lives with the list, so that coming back finds every row where it was.
 */
export class Stretches {
  #far = new SvelteMap<string, number>();

  /** The room a stretch takes while it is not drawn, in pixels; nothing while it is. */
  roomOf(name: string): number | undefined {
    return this.#far.get(name);
  }

  /** A stretch has come near, or gone far and leaves so much room. */
  note(name: string, near: boolean, room: number): void {
    if (near) this.#far.delete(name);
    else if (!this.#far.has(name)) this.#far.set(name, room);
  }
}
