import { describe, expect, it } from "vitest";

import { distanceOf, partsOf } from "./matching";

describe("a name", () => {
  it("is parted where it contains what was typed", () => {
    expect(partsOf("Sonya writes about Syria", "syr")).toEqual([
      { text: "Sonya writes about ", hit: false },
      { text: "Syr", hit: true },
      { text: "ia", hit: false },
    ]);
  });

  it("is found without its accents, and shown with them", () => {
    expect(partsOf("L’Économie", "econ")?.[1]).toEqual({ text: "Écon", hit: true });
    expect(partsOf("Київ", "киів"), "й and ї are letters with marks").not.toBeNull();
    expect(distanceOf("Γιώργος", "ΓΟΣ"), "a sigma is one at the end too").toBe(2);
  });

  it("that does not contain it is none", () => {
    expect(partsOf("Syria", "x")).toBeNull();
    expect(distanceOf("Syria", "x")).toBeNull();
  });

  it("is nearer the nearer the beginning of a word it meets", () => {
    expect(["Syria", "In Syria", "Assyria"].map((name) => distanceOf(name, "syr"))).toEqual([
      0, 1, 2,
    ]);
  });
});
