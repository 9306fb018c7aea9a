import { call, onEvent, type Follow, type FollowKind, type Publication, type Tag } from "../api";
import type { AuthorId } from "../api";
import { t } from "../lib/i18n";
import { toasts } from "./toasts.svelte";

/** Something that can be followed. */
export interface Wish {
  kind: FollowKind;
  /** What tells it from others: a tag's normalised name, an id. */
  value: string;
  /** What a person calls it. */
  name: string;
}

export const wishes = {
  tag: (tag: Pick<Tag, "name" | "slug">): Wish => ({
    kind: "tag",
    value: tag.slug,
    name: tag.name,
  }),
  author: (id: AuthorId, name: string): Wish => ({ kind: "author", value: id, name }),
  publication: (publication: Pick<Publication, "id" | "title">): Wish => ({
    kind: "publication",
    value: publication.id,
    name: publication.title,
  }),
};

/** What the reader follows, for every button that shows it. */
class Follows {
  #all: Follow[] = $state.raw([]);

  /** All of it, newest first. */
  get all(): Follow[] {
    return this.#all;
  }

  /** Loads, and follows every change from now on. Returns what ends it. */
  start(): () => void {
    void this.load();
    return onEvent((event) => {
      if (event.kind === "followsChanged" || event.kind === "articlesChanged") void this.load();
    });
  }

  async load(): Promise<void> {
    this.#all = await call("follows").catch(() => this.#all);
  }

  /** The follow that fulfils a wish, if there is one. */
  of(wish: Wish): Follow | null {
    const same = (one: Follow) => one.kind === wish.kind && one.value === wish.value;
    return this.#all.find(same) ?? null;
  }

  /** Follows, or ends it; says so, with a way back. */
  async toggle(wish: Wish): Promise<void> {
    if (this.of(wish)) {
      await this.#end(wish);
      toasts.say(t.article.follow.unfollowed(wish.name), () => this.#begin(wish));
    } else {
      await this.#begin(wish);
      toasts.say(t.article.follow.followed(wish.name), () => this.#end(wish));
    }
  }

  async #begin(wish: Wish): Promise<void> {
    // A tag is given by its spelling, which the core keeps as what a person calls it.
    const value = wish.kind === "tag" ? wish.name : wish.value;
    const begun = await call("follow", { kind: wish.kind, value });
    this.#all = [begun, ...this.#all.filter((one) => one.id !== begun.id)];
  }

  async #end(wish: Wish): Promise<void> {
    const follow = this.of(wish);
    if (!follow) return;
    await call("unfollow", { id: follow.id });
    this.#all = this.#all.filter((one) => one.id !== follow.id);
  }
}

/** The window's view of what the reader follows. */
export const follows = new Follows();
