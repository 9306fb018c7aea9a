import { dayOf } from "../lib/dates";

/** The time as the window shows it: it moves once a minute, which is as fine as anything here is told. */
class Clock {
  #now = $state.raw(new Date());
  #today = $derived(dayOf(this.#now));

  constructor() {
    setInterval(() => (this.#now = new Date()), 60_000);
  }

  get now(): Date {
    return this.#now;
  }

  /** The day it is for the reader. */
  get today(): string {
    return this.#today;
  }
}

/** The window's clock. */
export const clock = new Clock();
