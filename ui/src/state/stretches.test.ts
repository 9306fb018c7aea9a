import { describe, expect, it } from "vitest";

import { inStretches, STRETCH, Stretches } from "./stretches.svelte";

describe("stretches of a list", () => {
  it("hold every row once, in its order", () => {
    const rows = Array.from({ length: 2 * STRETCH + 1 }, (_, place) => place);
    const stretches = inStretches(rows);
    expect(stretches.map((stretch) => stretch.length)).toEqual([STRETCH, STRETCH, 1]);
    expect(stretches.flat()).toEqual(rows);
    expect(inStretches([])).toEqual([]);
  });

  it("are drawn until they have gone far, and then leave the room they took", () => {
    const stretches = new Stretches();
    expect(stretches.roomOf("a"), "never far").toBeUndefined();
    stretches.note("a", true, 1040.5);
    expect(stretches.roomOf("a"), "near").toBeUndefined();
    stretches.note("a", false, 1040.5);
    expect(stretches.roomOf("a"), "to the fraction of a pixel").toBe(1040.5);
    stretches.note("a", true, 1040.5);
    expect(stretches.roomOf("a"), "near again").toBeUndefined();
  });
});
