import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { DEFAULT_SETTINGS } from "../api";
import { preferences } from "../state/preferences.svelte";
import { core } from "../test/core";
import { keymap, nameOf, type Layer } from "./keymap.svelte";

const ends: (() => void)[] = [];
function use(layer: Layer) {
  ends.push(keymap.use(layer));
}

function press(key: string, more: KeyboardEventInit = {}, on: Element = document.body) {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  on.dispatchEvent(event);
  return event;
}

const listen = (event: KeyboardEvent) => keymap.handle(event);
beforeEach(() => {
  core({ change_settings: () => DEFAULT_SETTINGS });
  window.addEventListener("keydown", listen);
});
afterEach(() => {
  window.removeEventListener("keydown", listen);
  ends.splice(0).forEach((end) => end());
  document.body.replaceChildren();
  void preferences.change({ letterKeys: true });
  vi.useRealTimers();
});

describe("keys", () => {
  it("do what the top layer says, and only that", () => {
    const below = vi.fn();
    const above = vi.fn();
    use({ backToList: below });
    use({ backToList: above });
    expect(press("u").defaultPrevented).toBe(true);
    expect([below.mock.calls.length, above.mock.calls.length]).toEqual([0, 1]);
  });

  it("fall through a layer that has nothing to do", () => {
    const below = vi.fn();
    use({ showNew: below });
    use({ showNew: () => false });
    press(".");
    expect(below).toHaveBeenCalledOnce();
  });

  it("are silent once their layer has gone", () => {
    const act = vi.fn();
    keymap.use({ refresh: act })();
    expect(press("r").defaultPrevented, "left to the browser").toBe(false);
    expect(act).not.toHaveBeenCalled();
  });

  it("write letters in fields, where only those with Ctrl count", () => {
    const save = vi.fn();
    const add = vi.fn();
    use({ save, add });
    const field = document.body.appendChild(document.createElement("input"));
    press("s", {}, field);
    press("n", { ctrlKey: true }, field);
    expect(save).not.toHaveBeenCalled();
    expect(add).toHaveBeenCalledOnce();
  });

  it("leave undo in a field to the field", () => {
    const undo = vi.fn();
    use({ undo });
    const field = document.body.appendChild(document.createElement("input"));
    press("z", { ctrlKey: true }, field);
    expect(undo).not.toHaveBeenCalled();
    press("z", { ctrlKey: true });
    expect(undo).toHaveBeenCalledOnce();
  });

  it("are the dialog's own while one is open", () => {
    const next = vi.fn();
    use({ next });
    document.body.appendChild(document.createElement("dialog")).open = true;
    press("j");
    expect(next).not.toHaveBeenCalled();
  });

  it("leave Enter to a focused button or link", () => {
    const open = vi.fn();
    use({ open });
    const button = document.body.appendChild(document.createElement("button"));
    press("Enter", {}, button);
    expect(open).not.toHaveBeenCalled();
    press("Enter");
    expect(open).toHaveBeenCalledOnce();
  });

  it("leave Space to what it presses, and page with it elsewhere", () => {
    const pageOn = vi.fn();
    use({ pageOn });
    document.body.innerHTML = "<button>x</button><input><h1 tabindex=-1>y</h1>";
    press(" ", {}, document.querySelector("button")!);
    press(" ", {}, document.querySelector("input")!);
    expect(pageOn, "a button is pressed, a space is typed").not.toHaveBeenCalled();
    press(" ", {}, document.querySelector("h1")!);
    expect(pageOn, "reading goes on").toHaveBeenCalledOnce();
  });

  it("can have their letters turned off as a group", () => {
    const next = vi.fn();
    const add = vi.fn();
    use({ next, add });
    void preferences.change({ letterKeys: false });
    press("j");
    press("ArrowDown");
    press("n", { ctrlKey: true });
    expect(next, "the arrow is no letter").toHaveBeenCalledOnce();
    expect(add).toHaveBeenCalledOnce();
  });
});

describe("sequences", () => {
  it("wait for their second key", () => {
    const goSaved = vi.fn();
    const save = vi.fn();
    use({ goSaved, save });
    press("g");
    expect(keymap.first).toBe("g");
    press("s");
    expect([goSaved.mock.calls.length, save.mock.calls.length]).toEqual([1, 0]);
    expect(keymap.first).toBeNull();
  });

  it("are given up after a while, or with another key", () => {
    vi.useFakeTimers();
    const save = vi.fn();
    use({ save });
    press("g");
    vi.advanceTimersByTime(1501);
    expect(keymap.first).toBeNull();
    press("s");
    expect(save).toHaveBeenCalledOnce();
    press("g");
    press("x");
    expect(keymap.first).toBeNull();
  });
});

describe("the name of a key", () => {
  const name = (key: string, more: KeyboardEventInit = {}) =>
    nameOf(new KeyboardEvent("keydown", { key, ...more }));

  it("counts Shift with letters, and not with the signs it makes", () => {
    expect(name("A", { shiftKey: true })).toBe("Shift+a");
    expect(name("?", { shiftKey: true })).toBe("?");
    expect(name("+", { shiftKey: true, ctrlKey: true })).toBe("Mod++");
  });

  it("is the same with Command as with Ctrl", () => {
    expect(name("n", { metaKey: true })).toBe(name("n", { ctrlKey: true }));
  });

  it("goes by the key's place where the layout has no Latin letters", () => {
    expect(name("я", { ctrlKey: true, code: "KeyZ" })).toBe("Mod+z");
    expect(name("о", { code: "KeyJ" })).toBe("j");
  });
});
