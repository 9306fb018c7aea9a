import {
  call,
  FIRST,
  Problem,
  type ArticleCounts,
  type ArticleQuery,
  type ArticleSummary,
  type Page,
} from "../api";
import { boundsOf, groupByDay, ownZone, type DayGroup, type DayKey } from "../lib/dates";
import { STRETCH, Stretches } from "./stretches.svelte";

/** How many come behind them, of which those are drawn that are near. */
const STRIDE = 8 * STRETCH;
/** The core gives no more rows than this at once. */
const MOST = 500;
/** How far down a list a place is looked for. */
const FAR = 1000;

/**
 * One list of articles, as it was when it was opened: what arrives later waits until the reader asks for it, so
 * that nothing moves under the eye. It lives in the history, so that coming back finds it as it was left.
 */
export class ArticleListState {
  readonly query: ArticleQuery;
  #items: ArticleSummary[] = $state.raw([]);
  // Kept and not derived: what is derived ends with the page that asked for it first, and the list outlives it.
  #groups: DayGroup<ArticleSummary>[] = $state.raw([]);
  #counts = $state.raw(new Map<DayKey, ArticleCounts>());
  #next: string | null = null;
  #complete = $state(false);
  #loading = $state(false);
  #loaded = $state(false);
  #problem: Problem | null = $state.raw(null);
  #waiting = $state(0);
  #seenUntil: string;
  #turn = 0;
  #coming: Promise<void> = Promise.resolve();

  /** The row the reader is at. */
  selected: string | null = $state(null);
  /** How far the list was scrolled when the reader left it. */
  scrolled = 0;
  /** Whether a page shows it, or did. */
  entered = false;
  /** Which of its rows are drawn. */
  readonly stretches = new Stretches();

  constructor(query: ArticleQuery, now = new Date()) {
    this.query = query;
    this.#seenUntil = now.toISOString();
  }

  get items(): ArticleSummary[] {
    return this.#items;
  }
  get groups() {
    return this.#groups;
  }
  /** How many articles each day has, also those not loaded yet. */
  get counts(): ReadonlyMap<DayKey, ArticleCounts> {
    return this.#counts;
  }
  /** Whether the last row is the list's last. */
  get complete(): boolean {
    return this.#complete;
  }
  get loading(): boolean {
    return this.#loading;
  }
  /** Whether the first page has come. */
  get loaded(): boolean {
    return this.#loaded;
  }
  get problem(): Problem | null {
    return this.#problem;
  }
  /** Articles that came since the list was opened and wait to be shown. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Loads the next page, unless there is none; one that is on its way is waited for. */
  more(): Promise<void> {
    if (!this.#loading && !this.#complete) {
      const limit = this.#items.length > 0 ? STRIDE : FIRST;
      void this.#load(() => this.#ask(this.#next, limit), true);
    }
    return this.#coming;
  }

  /**
   * Loads on until an article is there, and enough behind it for it to stand first in sight; or the list is longer than
   * anybody would look through.
   */
  async reach(id: string): Promise<boolean> {
    const isThere = () => this.#items.some((item) => item.id === id);
    while (!isThere() && !this.#complete && !this.#problem && this.#items.length < FAR) {
      await this.more();
    }
    if (!isThere()) return false;
    await this.more();
    return true;
  }

  /** The articles above a row. */
  above(id: string): ArticleSummary[] {
    const at = this.#items.findIndex((item) => item.id === id);
    return this.#items.slice(0, Math.max(0, at));
  }

  /** Asks again for all that is loaded, as of the same moment: articles that went are gone, changes are shown. */
  async reload(): Promise<void> {
    const wanted = Math.max(this.#items.length, FIRST);
    await this.#load(async () => {
      const items: ArticleSummary[] = [];
      let next: string | null = null;
      do {
        const page = await this.#ask(next, Math.min(MOST, wanted - items.length));
        items.push(...page.items);
        next = page.next;
      } while (next !== null && items.length < wanted);
      return { items, next };
    });
    await this.countDays();
  }

  /** Brings in what waits, at the top of a list that begins anew. */
  async showWaiting(now = new Date()): Promise<void> {
    this.#seenUntil = now.toISOString();
    this.#waiting = 0;
    this.scrolled = 0;
    await this.#load(() => this.#ask(null, FIRST));
    this.#counts = new Map();
    await this.countDays();
  }

  /** Counts what has arrived since. An empty list has nothing to keep still, and shows it at once. */
  async lookForNew(now = new Date()): Promise<void> {
    if (!this.#loaded) return;
    // A hint asked for this, not the reader: where it cannot be told, the next hint asks again.
    const counts = await call("count_articles", { queries: [this.query, this.still()] }).catch(
      () => [],
    );
    const [all, before] = counts;
    if (!all || !before) return;
    this.#waiting = Math.max(0, all.total - before.total);
    // Asked of the whole: what was first seen before the list was opened may have been stored after.
    if (all.total > 0 && this.#items.length === 0) await this.showWaiting(now);
  }

  /** Counts the articles of each day shown. Days counted before keep their numbers until the new ones come. */
  async countDays(): Promise<void> {
    await this.#count(this.#groups);
  }

  /** Counts the articles of the days that have no number yet. */
  async countNewDays(): Promise<void> {
    await this.#count(this.#groups.filter(({ day }) => !this.#counts.has(day)));
  }

  async #count(groups: readonly { day: DayKey }[]): Promise<void> {
    if (groups.length === 0) return;
    const turn = this.#turn;
    const queries = groups.map(({ day }) => ({ ...this.still(), ...boundsOf(day) }));
    const counts = await call("count_articles", { queries }).catch(() => []);
    if (turn !== this.#turn) return;
    const counted = new Map(this.#counts);
    counts.forEach((count, nth) => groups[nth] && counted.set(groups[nth].day, count));
    this.#counts = counted;
  }

  /** The query of the list as it stands: what came later is not in it. */
  still(): ArticleQuery {
    return { ...this.query, seenUntil: this.#seenUntil };
  }

  #ask(after: string | null, limit: number) {
    return call("articles", { query: { ...this.still(), limit, ...(after ? { after } : {}) } });
  }

  /** Only the newest of several askings counts: an answer that was overtaken is dropped. */
  #load(ask: () => Promise<Page<ArticleSummary>>, goesOn = false): Promise<void> {
    this.#coming = this.#bring(ask, goesOn);
    return this.#coming;
  }

  async #bring(ask: () => Promise<Page<ArticleSummary>>, goesOn: boolean): Promise<void> {
    const turn = ++this.#turn;
    this.#loading = true;
    try {
      const { items, next } = await ask();
      if (turn !== this.#turn) return;
      const [before, days] = goesOn ? [this.#items, this.#groups] : [[], []];
      this.stretches.expect(before.length > 0 ? items.map(({ id }) => id) : []);
      this.#items = [...before, ...items];
      this.#groups = groupByDay(items, (item) => item.sortedAt, ownZone(), days);
      this.#next = next;
      this.#complete = next === null;
      this.#loaded = true;
      this.#problem = null;
    } catch (thrown) {
      if (turn === this.#turn) this.#problem = Problem.from(thrown);
    } finally {
      if (turn === this.#turn) this.#loading = false;
    }
  }
}
