import { flushSync } from "svelte";

import type { Stretches } from "../../state/stretches.svelte";

/** How far outside what is in sight something is near, in pixels. */
const AHEAD = 1200;

/** Watches what of a list is near what is in sight: its stretches are drawn there, and at its end it goes on. */
export class Sight {
  readonly #scroller: HTMLElement;
  readonly #stretches: () => Stretches;
  readonly #seen: IntersectionObserver;

  constructor(scroller: HTMLElement, stretches: () => Stretches, onend: () => void) {
    this.#scroller = scroller;
    this.#stretches = stretches;
    this.#seen = new IntersectionObserver(
      (entries) => {
        this.#keepStill(() => entries.forEach((entry) => this.#note(entry)));
        if (entries.some((one) => one.isIntersecting && !nameOf(one.target))) onend();
      },
      { root: scroller, rootMargin: `${AHEAD}px 0px` },
    );
  }

  /** Watches a stretch, or whatever stands at the end. Returns what ends it. */
  watch(element: HTMLElement): () => void {
    this.#seen.observe(element);
    return () => this.#seen.unobserve(element);
  }

  /** Looks at something again, whether or not it has come or gone since. */
  again(element: HTMLElement): void {
    this.#seen.unobserve(element);
    this.#seen.observe(element);
  }

  #note({ target, isIntersecting, boundingClientRect }: IntersectionObserverEntry): void {
    const name = nameOf(target);
    if (!name) return;
    const { height } = boundingClientRect;
    this.#stretches().note(name, isIntersecting, height, target.childElementCount);
  }

  /** Rows drawn above may take other room than was kept for them: what is in sight stays where it is all the same. */
  #keepStill(change: () => void): void {
    const { top } = this.#scroller.getBoundingClientRect();
    const first = firstBelow(this.#scroller.querySelectorAll("[data-stretch]"), top);
    const before = first?.getBoundingClientRect().top ?? 0;
    change();
    flushSync();
    const moved = (first?.getBoundingClientRect().top ?? 0) - before;
    if (Math.abs(moved) >= 1) this.#scroller.scrollTop += moved;
  }
}

const nameOf = (element: Element) =>
  element instanceof HTMLElement ? element.dataset.stretch : undefined;

/** The first of elements one under another that reaches below `top`: of thousands, a few are looked at. */
function firstBelow(all: NodeListOf<Element>, top: number): Element | undefined {
  let [from, until] = [0, all.length];
  while (from < until) {
    const middle = (from + until) >> 1;
    if ((all[middle]?.getBoundingClientRect().bottom ?? 0) > top) until = middle;
    else from = middle + 1;
  }
  return all[from];
}
