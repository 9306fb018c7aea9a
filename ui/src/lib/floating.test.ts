import { describe, expect, it } from "vitest";

import { moveInMenu } from "./floating";

function menu(...names: string[]): HTMLElement {
  const menu = document.createElement("div");
  menu.innerHTML = names.map((name) => `<button role="menuitem">${name}</button>`).join("");
  menu.addEventListener("keydown", moveInMenu);
  document.body.replaceChildren(menu);
  menu.querySelector("button")?.focus();
  return menu;
}

function press(...keys: string[]): string | null {
  for (const key of keys) {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }
  return document.activeElement?.textContent ?? null;
}

describe("the keys of a menu", () => {
  it("go from item to item, and round its ends", () => {
    menu("Open", "Save", "Remove");
    expect(press("ArrowDown")).toBe("Save");
    expect(press("ArrowUp", "ArrowUp")).toBe("Remove");
    expect(press("ArrowDown")).toBe("Open");
    expect(press("End")).toBe("Remove");
    expect(press("Home")).toBe("Open");
  });

  it("find an item by its first letter, and the next of that letter", () => {
    menu("Open", "Save", "Share", "Remove");
    expect(press("s")).toBe("Save");
    expect(press("S")).toBe("Share");
    expect(press("s")).toBe("Save");
    expect(press("x")).toBe("Save");
  });
});
