// How keys are written for the reader.

import { preferences } from "../state/preferences.svelte";
import { t } from "./i18n";
import { keysOf, type Action } from "./keymap.svelte";

const onMac = navigator.platform.startsWith("Mac");

/** The caps of one press: "Mod+z" is two, "+" alone is one. */
export function capsOf(press: string): string[] {
  const names = press.length > 1 ? press.split(/\+(?=.)/) : [press];
  const known: Record<string, string> = t.keys.caps;
  return names.map((name) => (name === "Mod" && onMac ? "⌘" : (known[name] ?? name)));
}

/** The key of an action as the reader has it, in a few signs; none where single letters are no keys. */
export function keyOf(action: Action): string | undefined {
  const [way] = keysOf(action);
  if (!way || (way.split(" ").some((press) => press.length === 1) && !preferences.now.letterKeys)) {
    return undefined;
  }
  return way.split(" ").map(together).join(" ");
}

/** The key of an action for `aria-keyshortcuts`, which knows keys pressed together but none after another. */
export function shortcutOf(action: Action): string | undefined {
  const [way] = keysOf(action);
  if (!way || way.includes(" ") || keyOf(action) === undefined) return undefined;
  return way.replace("Mod", onMac ? "Meta" : "Control");
}

/** Keys pressed together: a letter among them is written as it stands on the keyboard. */
function together(press: string): string {
  const caps = capsOf(press);
  return caps.length > 1
    ? caps.map((cap) => (cap.length === 1 ? cap.toUpperCase() : cap)).join("+")
    : (caps[0] ?? press);
}
