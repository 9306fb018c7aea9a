import { call, onEvent, Problem, type Event, type Publication, type Stats } from "../api";

/** What the shell of the window shows of the library, kept fresh by the core's hints. */
class LibraryState {
  #publications: Publication[] = $state.raw([]);
  #stats: Stats | null = $state.raw(null);
  #progress: { done: number; total: number } | null = $state.raw(null);
  #failed = $state(0);
  #problem: Problem | null = $state.raw(null);
  #loaded = $state(false);
  #asking = false;
  #askAgain = false;

  get publications(): Publication[] {
    return this.#publications;
  }
  get stats(): Stats | null {
    return this.#stats;
  }
  /** How far the refresh under way has come. */
  get progress(): { done: number; total: number } | null {
    return this.#progress;
  }
  /** When a source was last asked. */
  get checkedAt(): Date | null {
    const times = this.#publications.flatMap(({ sources }) =>
      sources.map(({ checkedAt }) => (checkedAt ? Date.parse(checkedAt) : 0)),
    );
    const latest = Math.max(0, ...times);
    return latest > 0 ? new Date(latest) : null;
  }
  /** Sources that could not be read in the last refresh of this session. */
  get failed(): number {
    return this.#failed;
  }
  /** Why the library could not be asked the last time. */
  get problem(): Problem | null {
    return this.#problem;
  }
  /** Whether the library has been asked at all. */
  get loaded(): boolean {
    return this.#loaded;
  }
  /** Whether there is nothing in it to show. */
  get isEmpty(): boolean {
    return this.#loaded && this.#publications.length === 0 && (this.#stats?.saved ?? 0) === 0;
  }

  /** Follows every change from now on. Returns what ends it. */
  start(): () => void {
    return onEvent((event) => this.#hear(event));
  }

  /** Asks for the publications and counts again; hints that come meanwhile are answered by one more asking. */
  async load(): Promise<void> {
    if (this.#asking) {
      this.#askAgain = true;
      return;
    }
    this.#asking = true;
    try {
      do {
        this.#askAgain = false;
        [this.#publications, this.#stats] = await Promise.all([
          call("publications"),
          call("stats"),
        ]);
        this.#loaded = true;
        this.#problem = null;
      } while (this.#askAgain);
    } catch (thrown) {
      this.#problem = Problem.from(thrown);
    } finally {
      this.#asking = false;
    }
  }

  /** Checks every source, or one publication's. The report comes as events. */
  async refresh(publication: string | null = null): Promise<void> {
    await call("refresh", { publication });
  }

  async cancelRefresh(): Promise<void> {
    await call("cancel_refresh");
  }

  #hear(event: Event): void {
    switch (event.kind) {
      case "refreshProgress":
        this.#progress = { done: event.done, total: event.total };
        return;
      case "refreshEnded":
        this.#progress = null;
        this.#failed = event.failed;
        break;
      case "networkChanged":
      case "alertsWaiting":
      case "alertsChanged":
      case "backfillProgress":
      case "saveProgress":
      case "transferProgress":
        return;
    }
    void this.load();
  }
}

/** The window's view of the library. */
export const library = new LibraryState();
