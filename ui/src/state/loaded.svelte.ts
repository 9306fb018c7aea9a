import { onEvent, Problem, type Event } from "../api";

/** One thing a page shows: asked for when the page opens, and again when a hint says that it may have changed. */
export class Loaded<T> {
  readonly #ask: () => Promise<T>;
  readonly #hints: Event["kind"][];
  #value: T | null = $state.raw(null);
  #problem: Problem | null = $state.raw(null);

  constructor(ask: () => Promise<T>, hints: Event["kind"][]) {
    this.#ask = ask;
    this.#hints = hints;
  }

  get value(): T | null {
    return this.#value;
  }
  /** Why there is nothing to show. */
  get problem(): Problem | null {
    return this.#problem;
  }

  /** Asks, and listens from now on. Returns what ends it. */
  start(): () => void {
    void this.load();
    return onEvent((event) => {
      if (this.#hints.includes(event.kind)) void this.load();
    });
  }

  async load(): Promise<void> {
    try {
      this.#value = await this.#ask();
      this.#problem = null;
    } catch (thrown) {
      const problem = Problem.from(thrown);
      // What is shown stays, unless it has really gone.
      if (this.#value !== null && problem.code !== "not_found") return;
      this.#value = null;
      this.#problem = problem;
    }
  }

  /** Shows what a command gave back, without asking for it. */
  put(value: T): void {
    this.#value = value;
  }
}
