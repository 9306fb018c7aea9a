import { call, onEvent } from "../api";
import { attempt } from "../lib/articles";

/** What writes out, brings in or moves much of the library: one at a time. It outlives the page it was asked on. */
class Transfer {
  #what: string | null = $state(null);
  #progress: { done: number; total: number } | null = $state.raw(null);

  /** Which is under way. */
  get what(): string | null {
    return this.#what;
  }
  /** How far it is; nothing before it has begun. */
  get progress(): { done: number; total: number } | null {
    return this.#progress;
  }

  /** Does one, and tells what went wrong with it. Gives back what it gives; nothing where it failed. */
  async run<T>(what: string, does: () => Promise<T>): Promise<T | null> {
    if (this.#what !== null) return null;
    this.#what = what;
    const end = onEvent((event) => {
      if (event.kind === "transferProgress") this.#progress = event;
    });
    let done: T | null = null;
    await attempt(async () => void (done = await does()));
    end();
    this.#progress = null;
    this.#what = null;
    return done;
  }

  async cancel(): Promise<void> {
    await attempt(() => call("cancel_transfer"));
  }
}

/** The window's one transfer. */
export const transfer = new Transfer();
