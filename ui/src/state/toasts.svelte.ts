/** A short word about what just happened, with a way back where there is one. */
export interface Toast {
  text: string;
  undo: (() => void | Promise<void>) | null;
  urgent: boolean;
  /** What is technical about it, for a bug report. */
  details: string | null;
}

const SHOWN_FOR = 6000;

/** One toast at a time. The way back outlives it: Ctrl+Z undoes the last thing also when its toast has gone. */
class Toasts {
  #now: Toast | null = $state.raw(null);
  #undo: Toast["undo"] = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #held = false;

  /** The toast to show. */
  get now(): Toast | null {
    return this.#now;
  }

  /** Says what happened. */
  say(text: string, undo: Toast["undo"] = null): void {
    this.#show({ text, undo, urgent: false, details: null });
  }

  /** Says that something asked for could not be done. */
  warn(text: string, details: string | null = null): void {
    this.#show({ text, undo: null, urgent: true, details });
  }

  /** Keeps the toast while it is hovered or focused. */
  hold(): void {
    this.#held = true;
    clearTimeout(this.#timer);
  }

  /** Lets it go again. */
  release(): void {
    this.#held = false;
    this.#wait();
  }

  dismiss(): void {
    clearTimeout(this.#timer);
    this.#held = false;
    this.#now = null;
  }

  /** Takes back the last thing that can be taken back. Tells whether there was one. */
  async undo(): Promise<boolean> {
    const undo = this.#undo;
    if (!undo) return false;
    this.#undo = null;
    this.dismiss();
    try {
      await undo();
    } catch (problem) {
      // It can be tried again, unless something newer can be taken back by now.
      this.#undo ??= undo;
      throw problem;
    }
    return true;
  }

  #show(toast: Toast): void {
    this.#now = toast;
    if (toast.undo) this.#undo = toast.undo;
    this.#wait();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    if (!this.#held) this.#timer = setTimeout(() => (this.#now = null), SHOWN_FOR);
  }
}

/** The window's toasts. */
export const toasts = new Toasts();
