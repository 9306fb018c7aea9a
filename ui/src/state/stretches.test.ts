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
    expect(stretches.roomOf("a", 8), "never far").toBeUndefined();
    stretches.note("a", true, 1040.5, 8);
    expect(stretches.roomOf("a", 8), "near").toBeUndefined();
    stretches.note("a", false, 1040.5, 8);
    expect(stretches.roomOf("a", 8), "to the fraction of a pixel").toBe(1040.5);
    stretches.note("a", true, 1040.5, 0);
    expect(stretches.roomOf("a", 8), "near again").toBeUndefined();
  });

  it("wait behind the others until they are seen to be near", () => {
    const stretches = new Stretches();
    stretches.expect(["a", "b"]);
    expect(stretches.roomOf("a", 8), "nothing was measured yet").toBeUndefined();
    stretches.note("a", true, 800, 8);
    stretches.expect(["b", "c"]);
    expect(stretches.roomOf("a", 8), "is drawn").toBeUndefined();
    expect(stretches.roomOf("b", 4), "about what its rows need").toBe(400);
    expect(stretches.roomOf("z", 8), "did not come behind the others").toBeUndefined();
    stretches.note("b", false, 400, 0);
    expect(stretches.roomOf("b", 4), "is far").toBe(400);
    stretches.note("b", true, 400, 0);
    expect(stretches.roomOf("b", 4), "has come near").toBeUndefined();
  });
});
