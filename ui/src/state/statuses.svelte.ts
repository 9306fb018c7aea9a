import { SvelteMap } from "svelte/reactivity";

import {
  call,
  onEvent,
  type ArticleId,
  type ArticleQuery,
  type ArticleSummary,
  type Save,
} from "../api";

type Marked = Pick<ArticleSummary, "id" | "read" | "save">;

/** Above this many, lists are asked again as a whole rather than article by article. */
const ASKED_ONE_BY_ONE = 20;

/**
 * What the reader did with articles since the lists that show them were asked for. Every row and page reads its
 * read and saved state through here, so that all of them agree without being asked again.
 */
class Statuses {
  #read = new SvelteMap<ArticleId, boolean>();
  #saves = new SvelteMap<ArticleId, Save | null>();
  #sealing = new SvelteMap<ArticleId, number>();
  #changes = $state(0);
  /** Changes this window asked for: the hints about them tell it nothing new. */
  #own = new Set<ArticleId>();

  /** Follows changes made elsewhere, by the command line or while saving. Returns what ends it. */
  start(): () => void {
    return onEvent((event) => {
      if (event.kind === "statusChanged") void this.#hearRead(event.ids);
      if (event.kind === "savesChanged") void this.#hearSave(event.id);
      if (event.kind === "saveProgress") this.#sealing.set(event.id, event.done / event.total);
    });
  }

  /** Moves whenever read states changed: what counts unread articles counts again. */
  get changes(): number {
    return this.#changes;
  }

  isRead(article: Marked): boolean {
    return this.#read.get(article.id) ?? article.read;
  }

  /** How its saved copy stands; `null` where it is not saved. */
  saveOf(article: Marked): Save | null {
    const known = this.#saves.get(article.id);
    return known === undefined ? article.save : known;
  }

  /** How much of its copy was asked for, from 0 to 1, while it is being sealed. */
  sealingOf(article: Marked): number | undefined {
    return this.#sealing.get(article.id);
  }

  /** Whether any copy is being sealed. */
  get isSealing(): boolean {
    return this.#sealing.size > 0;
  }

  isSaved(article: Marked): boolean {
    return this.saveOf(article) !== null;
  }

  /** Marks articles read or unread. Gives back those that changed, for the way back. */
  async markRead(ids: ArticleId[], read: boolean): Promise<ArticleId[]> {
    ids.forEach((id) => this.#own.add(id));
    const changed = await call("mark_read", { ids, read });
    this.#note(changed, read);
    return changed;
  }

  /** Marks everything a query finds as read. Gives back those that changed. */
  async markAllRead(query: ArticleQuery): Promise<ArticleId[]> {
    const changed = await call("mark_all_read", { query });
    changed.forEach((id) => this.#own.add(id));
    this.#note(changed, true);
    return changed;
  }

  async save(id: ArticleId): Promise<Save> {
    const save = await call("save", { id });
    this.#saves.set(id, save);
    return save;
  }

  /** Saves several, all or none; hints tell how each of them stands. */
  async saveAll(ids: ArticleId[]): Promise<void> {
    await call("save_all", { ids });
  }

  /** Tries again what saves lack. */
  async retrySaves(): Promise<void> {
    await call("retry_saves");
  }

  /** Stops the sealing of copies; what is not sealed yet waits. */
  async stopSaves(): Promise<void> {
    await call("stop_saves");
  }

  async unsave(id: ArticleId): Promise<void> {
    await call("unsave", { id });
    this.#saves.set(id, null);
  }

  #note(ids: ArticleId[], read: boolean): void {
    for (const id of ids) this.#read.set(id, read);
    if (ids.length > 0) this.#changes += 1;
  }

  async #hearRead(ids: ArticleId[]): Promise<void> {
    const foreign = ids.filter((id) => !this.#own.delete(id));
    if (foreign.length === 0) return;
    if (foreign.length <= ASKED_ONE_BY_ONE) await Promise.all(foreign.map((id) => this.#ask(id)));
    this.#changes += 1;
  }

  async #hearSave(id: ArticleId): Promise<void> {
    await this.#ask(id);
    this.#sealing.delete(id);
  }

  async #ask(id: ArticleId): Promise<void> {
    try {
      const article = await call("article", { id });
      this.#read.set(id, article.read);
      this.#saves.set(id, article.save);
    } catch {
      // It has gone meanwhile; the lists that showed it are told so by another hint.
    }
  }
}

/** What the reader did, for the whole window. */
export const statuses = new Statuses();
