import { call, DEFAULT_SETTINGS, onEvent, type Place, type Settings } from "../api";
import { warn } from "../lib/articles";

/** What the reader chose, as the library keeps it. */
class Preferences {
  #now: Settings = $state.raw(DEFAULT_SETTINGS);
  #unanswered = 0;

  /** All settings as they stand. */
  get now(): Settings {
    return this.#now;
  }

  /** Follows every change from now on. Returns what ends it. */
  start(): () => void {
    return onEvent(({ kind }) => {
      if (kind === "settingsChanged") void this.load().catch(warn);
    });
  }

  /** Asks the library for what was chosen. */
  async load(): Promise<void> {
    const settings = await call("settings");
    // What the reader is just choosing is newer than any answer.
    if (this.#unanswered === 0) this.#now = settings;
  }

  /** Changes some settings: at once in the window, and for good in the library. */
  async change(change: Partial<Settings>): Promise<void> {
    const before = this.#now;
    this.#now = { ...before, ...change };
    this.#unanswered += 1;
    try {
      await call("change_settings", { change });
    } catch (thrown) {
      this.#now = before;
      warn(thrown);
    } finally {
      this.#unanswered -= 1;
    }
  }

  /** Keeps where the reader is, for the next start. */
  remember(place: Place): void {
    const { place: before } = this.#now;
    if (before?.address === place.address && before.article === place.article) return;
    this.keep({ place });
  }

  /** Changes what the reader did not ask to be changed: that it could not be kept is no reason to disturb them. */
  keep(change: Partial<Settings>): void {
    this.#now = { ...this.#now, ...change };
    this.#unanswered += 1;
    void call("change_settings", { change })
      .catch(() => {})
      .finally(() => (this.#unanswered -= 1));
  }

  isFolderOpen(name: string): boolean {
    return !this.#now.closedFolders.includes(name);
  }

  toggleFolder(name: string): void {
    const closed = this.#now.closedFolders;
    const closedFolders = this.isFolderOpen(name)
      ? [...closed, name]
      : closed.filter((one) => one !== name);
    void this.change({ closedFolders });
  }
}

/** The window's one view of the settings. */
export const preferences = new Preferences();
