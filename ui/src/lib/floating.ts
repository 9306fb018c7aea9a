// What lies over the page beside what it belongs to: where it stands, how it is left, and a menu's keys. (Placing by
// CSS anchor positioning is not yet known to every web view that Broadsheet runs in.)

import type { Attachment } from "svelte/attachments";

/** How far it keeps from the window's edges. */
const EDGE = 8;

/** Beside what a panel stands, and what to do once the reader has left it. */
export interface Place {
  /** Where the thing is that it belongs to, as it stands now. */
  anchor: () => DOMRect;
  /** The button that opens and closes it, if one does. */
  owner?: HTMLElement;
  /** Which of its edges is in line with the thing. */
  align: "start" | "end";
  /** The room between them. */
  gap: number;
  /** Called when the reader has left it; with `back` the focus goes back to where it came from. */
  onleave: (back: boolean) => void;
}

/** Shows an element in the top layer beside its anchor, gives it the focus, and tells when the reader leaves it. */
export function floating(at: Place): Attachment<HTMLElement> {
  return (panel) => {
    const isOwn = (target: EventTarget | null) =>
      target instanceof Node && (panel.contains(target) || at.owner?.contains(target));
    const listening = new AbortController();
    const heard = { capture: true, signal: listening.signal };
    const move = () => place(panel, at);
    panel.showPopover?.();
    move();
    (firstIn(panel) ?? panel).focus({ preventScroll: true });
    window.addEventListener("resize", move, heard);
    document.addEventListener("scroll", move, heard);
    document.addEventListener(
      "pointerdown",
      ({ target }) => isOwn(target) || at.onleave(false),
      heard,
    );
    panel.addEventListener(
      "focusout",
      ({ relatedTarget }) => relatedTarget && !isOwn(relatedTarget) && at.onleave(false),
      heard,
    );
    document.addEventListener(
      "keydown",
      (event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        at.onleave(true);
      },
      heard,
    );
    return () => listening.abort();
  };
}

function firstIn(panel: HTMLElement): HTMLElement | null {
  return panel.querySelector("a[href], button:enabled, input, select, [role=menuitem]");
}

/** Under the anchor, or over it where there is more room; always whole within the window. */
function place(panel: HTMLElement, { anchor, align, gap }: Place): void {
  const { clientWidth, clientHeight } = document.documentElement;
  const { left, right, top, bottom } = anchor();
  const above = top - gap - EDGE;
  const below = clientHeight - bottom - gap - EDGE;
  panel.style.maxBlockSize = "";
  const over = panel.offsetHeight > below && above > below;
  panel.style.maxBlockSize = `${Math.max(over ? above : below, 0)}px`;
  const atRight = (align === "end") === (getComputedStyle(panel).direction !== "rtl");
  const wanted = atRight ? right - panel.offsetWidth : left;
  const most = clientWidth - panel.offsetWidth - EDGE;
  panel.style.left = `${Math.max(EDGE, Math.min(wanted, most))}px`;
  panel.style.top = `${over ? top - gap - panel.offsetHeight : bottom + gap}px`;
}

/** The keys of a menu, as the WAI-ARIA Authoring Practices have them ("Menu and Menubar Pattern"). */
export function moveInMenu(event: KeyboardEvent): void {
  const menu = event.currentTarget;
  if (!(menu instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return;
  const items = [...menu.querySelectorAll<HTMLElement>("[role=menuitem]")];
  const at = items.findIndex((item) => item === document.activeElement);
  const next = stepOf(event.key, at, items);
  if (next === null) return;
  event.preventDefault();
  items.at(next)?.focus();
}

function stepOf(key: string, at: number, items: HTMLElement[]): number | null {
  switch (key) {
    case "ArrowDown":
      return (at + 1) % items.length;
    case "ArrowUp":
      return at < 0 ? -1 : at - 1;
    case "Home":
      return 0;
    case "End":
      return -1;
    default:
      return key.length === 1 && key !== " " ? beginningWith(key, at, items) : null;
  }
}

/** The next item, round the end, that begins with a letter. */
function beginningWith(letter: string, at: number, items: HTMLElement[]): number | null {
  const begins = (item: HTMLElement) =>
    item.textContent?.trim().toLocaleLowerCase().startsWith(letter.toLocaleLowerCase());
  const round = items.map((_, step) => (at + 1 + step) % items.length);
  return round.find((place) => begins(items[place]!)) ?? null;
}
