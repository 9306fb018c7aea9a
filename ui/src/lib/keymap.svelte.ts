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
    highlight: ["h"],
    note: ["n"],
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
    goVideo: ["g v"],
    goSettings: ["g ,"],
  },
  everywhere: {
    palette: ["Mod+k"],
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

type Keys = Record<string, string>;

/** Every way to ask for each action; where the reader chose a key, it stands in place of the first. */
function waysOf(chosen: Keys): Map<Action, readonly string[]> {
  return new Map(
    Object.values(bindings).flatMap((group) =>
      Object.entries(group).map(([name, [first, ...others]]: [string, readonly string[]]) => {
        const action = name as Action;
        return [action, [chosen[action] ?? first ?? "", ...others]] as const;
      }),
    ),
  );
}

const ways = (): Map<Action, readonly string[]> => waysOf(preferences.now.keys);

/** The first key of a sequence, where these are one. */
function firstOf(keys: string): string | null {
  const [first, second] = keys.split(" ");
  return first && second ? first : null;
}

/** The keys of an action, as the reader has them. */
export function keysOf(action: Action): readonly string[] {
  return ways().get(action) ?? [];
}

/** What asks for another action already, or could not be told from it: a key that begins a sequence, or ends none. */
export function takenBy(keys: string, action: Action): Action | null {
  for (const [other, all] of ways()) {
    const meets = (one: string) => one === keys || firstOf(one) === keys || firstOf(keys) === one;
    if (other !== action && all.some(meets)) return other;
  }
  return null;
}

/** Whether a key begins a sequence. */
export function isFirst(key: string): boolean {
  return [...ways().values()].flat().some((keys) => firstOf(keys) === key);
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
    if (!this.#first && isFirst(key)) {
      event.preventDefault();
      this.#wait(key);
      return;
    }
    this.#wait(null);
    const action = [...ways()].find(([, all]) => all.includes(keys))?.[0];
    if (action === undefined || isOwnKey(event, keys)) return;
    if (this.do(action)) event.preventDefault();
  }

  /** Does what an action asks for, as if its key had been pressed. Whether any part of the window had it to do. */
  do(action: Action): boolean {
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
    // A row of a list takes the focus, and has no use of its own for the key.
    const own = "button, summary, select, input, video, [tabindex='0']:not([data-article])";
    return target.closest(own) !== null;
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
