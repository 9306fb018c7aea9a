// Which keys do what, in one table: the window listens by it, and the help is written from it.

import { preferences } from "../state/preferences.svelte";

/** What a key can ask for, by group of the help. `Mod` is Ctrl, or Command on a Mac. */
export const bindings = {
  move: {
    next: ["j", "ArrowDown"],
    previous: ["k", "ArrowUp"],
    open: ["o", "Enter"],
    pageOn: ["Space"],
    pageBack: ["Shift+Space"],
    backToList: ["u", "Escape"],
    back: ["Alt+ArrowLeft"],
    forward: ["Alt+ArrowRight"],
    nextDay: ["]"],
    previousDay: ["["],
    showNew: ["."],
  },
  article: {
    save: ["s"],
    markRead: ["m"],
    openOriginal: ["v"],
    copyLink: ["c"],
    copyQuote: ["q"],
    listen: ["l"],
    print: ["Mod+p"],
    follow: ["f"],
    find: ["Mod+f"],
    text: ["t"],
    larger: ["Mod+=", "Mod++"],
    smaller: ["Mod+-"],
    ownSize: ["Mod+0"],
  },
  go: {
    goFeed: ["g h"],
    goToday: ["g t"],
    goFollowing: ["g f"],
    goSaved: ["g s"],
    goSettings: ["g ,"],
  },
  everywhere: {
    search: ["/"],
    refresh: ["r"],
    markAllRead: ["Shift+a"],
    undo: ["Mod+z"],
    add: ["Mod+n"],
    help: ["?"],
  },
} as const;

type Groups = typeof bindings;
/** A group of the help. */
export type Group = keyof Groups;
/** Something that keys can ask for. */
export type Action = { [G in Group]: keyof Groups[G] }[Group];
/** What a part of the window does on which action; `false` says that it was not for this part after all. */
export type Layer = Partial<Record<Action, () => void | false>>;

const FIRST_KEY_WAITS = 1500;

const actions = new Map<string, Action>(
  Object.values(bindings).flatMap((group) =>
    Object.entries(group).flatMap(([action, keys]: [string, readonly string[]]) =>
      keys.map((key): [string, Action] => [key, action as Action]),
    ),
  ),
);
const firstKeys = new Set([...actions.keys()].filter(isSequence).map((keys) => keys.split(" ")[0]));

function isSequence(keys: string): boolean {
  return keys.length > 2 && keys.includes(" ");
}

/** The keys of an action, as the table has them. */
export function keysOf(action: Action): readonly string[] {
  return [...actions].filter(([, one]) => one === action).map(([key]) => key);
}

/** Listens to the keyboard on behalf of every part of the window that has something to do. */
class Keymap {
  #layers: Layer[] = [];
  #first: string | null = $state(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The first key of a sequence, while its second is waited for. */
  get first(): string | null {
    return this.#first;
  }

  /** Puts a layer on top of the others. Returns what takes it away: use it as an effect. */
  use(layer: Layer): () => void {
    this.#layers.push(layer);
    return () => {
      this.#layers = this.#layers.filter((one) => one !== layer);
    };
  }

  /** Does what a key press asks for, if anything. */
  handle(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || isInDialog(event.target)) return;
    const key = nameOf(event);
    const plain = isPlain(key);
    if (plain && isInField(event.target)) return;
    if (plain && event.key.length === 1 && !preferences.now.letterKeys) return;
    const keys = this.#first ? `${this.#first} ${key}` : key;
    if (!this.#first && firstKeys.has(key)) {
      event.preventDefault();
      this.#wait(key);
      return;
    }
    this.#wait(null);
    const action = actions.get(keys);
    if (action === undefined || isOwnKey(event, keys)) return;
    if (this.#do(action)) event.preventDefault();
  }

  #do(action: Action): boolean {
    for (const layer of this.#layers.toReversed()) {
      const act = layer[action];
      if (act && act() !== false) return true;
    }
    return false;
  }

  #wait(key: string | null): void {
    clearTimeout(this.#timer);
    this.#first = key;
    if (key) this.#timer = setTimeout(() => (this.#first = null), FIRST_KEY_WAITS);
  }
}

/** The name of the pressed key as the table writes it. */
export function nameOf(event: KeyboardEvent): string {
  const letter = /^\p{L}$/u.test(event.key);
  // Shift is part of what a sign is ("?"), but not of what a letter is ("a" and "A" are one key).
  const names = [
    event.ctrlKey || event.metaKey ? "Mod" : null,
    event.altKey ? "Alt" : null,
    event.shiftKey && (letter || event.key === " " || event.key.length > 1) ? "Shift" : null,
    letter ? latinOf(event).toLowerCase() : event.key === " " ? "Space" : event.key,
  ];
  return names.filter((name) => name !== null).join("+");
}

/** On a layout without Latin letters the key's place counts, so that Ctrl+Z is where it always is. */
function latinOf(event: KeyboardEvent): string {
  const place = /^Key([A-Z])$/.exec(event.code)?.[1];
  return /^[a-z]$/i.test(event.key) || !place ? event.key : place;
}

function isPlain(key: string): boolean {
  return !/^(Mod|Alt)\+/.test(key);
}

/** Enter, Escape and arrows belong to a focused control before they belong to the list. */
function isOwnKey(event: KeyboardEvent, keys: string): boolean {
  const target = event.target;
  if (!(target instanceof Element)) return false;
  if (keys === "Mod+z") return isInField(target);
  if (keys.endsWith("Space")) {
    return target.closest("button, summary, select, input, [tabindex='0']") !== null;
  }
  if (keys === "Enter") return target.closest("a, button, summary, select") !== null;
  return (
    keys.startsWith("Arrow") &&
    target.closest("[role=toolbar], [role=radiogroup], nav, select, input") !== null
  );
}

/** What letters are typed into; a box to tick is none. */
const FIELDS = "input:not([type=checkbox]):not([type=radio]), textarea, select";

function isInField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.closest(FIELDS) !== null)
  );
}

function isInDialog(target: EventTarget | null): boolean {
  const over = "dialog, [role=dialog], [role=menu], [role=listbox]";
  return (
    (target instanceof Element && target.closest(over) !== null) ||
    document.querySelector("dialog[open]") !== null
  );
}

/** The window's keys. */
export const keymap = new Keymap();
