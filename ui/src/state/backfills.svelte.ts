import { SvelteMap } from "svelte/reactivity";

import {
  call,
  onEvent,
  Problem,
  type BackfillReport,
  type Depth,
  type PublicationId,
} from "../api";

/** How far filling a publication has come. */
export interface Progress {
  publication: PublicationId;
  /** Articles of it here; nothing is known before the first page came. */
  articles: number | null;
  /** Articles wanted, where a number is. */
  wanted: number | null;
}

/** How filling a publication ended, and how far it was to go: to go on from there. */
export interface Ended {
  depth: Depth;
  report: BackfillReport | null;
  problem: Problem | null;
}

/** Filling publications from their archives. It outlives the page it was asked on. */
class Backfills {
  #running: Progress | null = $state.raw(null);
  #ended = new SvelteMap<PublicationId, Ended>();

  /** What is being filled; one at a time. */
  get running(): Progress | null {
    return this.#running;
  }

  /** How filling a publication ended the last time in this session. */
  endOf(publication: PublicationId): Ended | null {
    return this.#ended.get(publication) ?? null;
  }

  /** Follows how far it is. Returns what ends that. */
  start(): () => void {
    return onEvent((event) => {
      if (event.kind === "backfillProgress") this.#running = event;
      if (event.kind === "backfillEnded") this.#running = null;
    });
  }

  /** Fills a publication, or goes on where it stopped. Gives back the report; a failure is kept for the page. */
  async fill(publication: PublicationId, depth: Depth): Promise<BackfillReport | null> {
    this.#running = { publication, articles: null, wanted: depth.articles };
    this.#ended.delete(publication);
    const ended: Ended = { depth, report: null, problem: null };
    try {
      ended.report = await call("backfill", { publication, depth });
      if (ended.report.problem) ended.problem = new Problem(ended.report.problem);
    } catch (thrown) {
      ended.problem = Problem.from(thrown);
    }
    this.#running = null;
    this.#ended.set(publication, ended);
    return ended.report;
  }

  /** Stops; what has come stays. */
  async cancel(): Promise<void> {
    await call("cancel_backfill");
  }
}

/** The window's view of what is being filled. */
export const backfills = new Backfills();
