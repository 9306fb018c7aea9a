import { beforeEach, describe, expect, it } from "vitest";

import { DEFAULT_SETTINGS } from "../api";
import { preferences } from "../state/preferences.svelte";
import { core } from "../test/core";
import { keyOf, shortcutOf } from "./keycaps";

describe("what is written of a key", () => {
  beforeEach(() => {
    core({ change_settings: ({ change }) => ({ ...DEFAULT_SETTINGS, ...change }) });
    void preferences.change({ letterKeys: true, keys: {} });
  });

  it("is the key as the reader has it", () => {
    expect(keyOf("save")).toBe("s");
    expect(keyOf("add")).toBe("Ctrl+N");
    expect(keyOf("goSaved")).toBe("g s");
    void preferences.change({ keys: { save: "b" } });
    expect(keyOf("save")).toBe("b");
  });

  it("is told to screen readers in their own words, which know no sequences", () => {
    expect(shortcutOf("save")).toBe("s");
    expect(shortcutOf("add")).toBe("Control+n");
    expect(shortcutOf("goSaved")).toBeUndefined();
    void preferences.change({ letterKeys: false });
    expect(shortcutOf("save"), "a key that does nothing").toBeUndefined();
  });

  it("is nothing where single letters are no keys", () => {
    void preferences.change({ letterKeys: false });
    expect(keyOf("save")).toBeUndefined();
    expect(keyOf("add")).toBe("Ctrl+N");
  });
});
