import {
  call,
  onEvent,
  type AuthorId,
  type Event,
  type Follow,
  type FollowKind,
  type Publication,
  type Tag,
} from "../api";
import { t } from "../lib/i18n";
import type { Route } from "../lib/router.svelte";
import { toasts } from "./toasts.svelte";

/** What can change a follow, or the counts beside it. */
const HINTS: Event["kind"][] = ["followsChanged", "statusChanged", "articlesChanged"];

/** Something that can be followed. */
export interface Wish {
  kind: FollowKind;
  /** The value it is followed by. */
  value: string;
  /** The value normalised, as the core does it. */
  key: string;
  /** What a person calls it. */
  name: string;
}

export const wishes = {
  tag: (tag: Pick<Tag, "name" | "slug">): Wish => ({
    kind: "tag",
    value: tag.name,
    key: tag.slug,
    name: tag.name,
  }),
  /** A tag no article here has yet: its normalised name is the core's to say. */
  newTag: (name: string): Wish => ({ kind: "tag", value: name, key: name, name }),
  author: (id: AuthorId, name: string): Wish => ({ kind: "author", value: id, key: id, name }),
  publication: (publication: Pick<Publication, "id" | "title">): Wish => ({
    kind: "publication",
    value: publication.id,
    key: publication.id,
    name: publication.title,
  }),
};

/** The wish a follow fulfils. */
export function wishOf({ kind, value, key, label }: Follow): Wish {
  return { kind, value, key, name: label };
}

/** The page of what a follow looks at. */
export function routeOf({ kind, value }: Pick<Follow, "kind" | "value">): Route {
  const parted = /^(\d+)\/(.*)$/s.exec(value);
  switch (kind) {
    case "tag":
      return { page: "tag", name: value };
    case "author":
      return { page: "author", id: value };
    case "publication":
      return { page: "publication", id: value, section: null };
    case "section":
      // A section across all publications has no page of its own; it is found among the follows.
      return parted?.[1] && parted[2]
        ? { page: "publication", id: parted[1], section: parted[2] }
        : { page: "following" };
    case "search":
      return { page: "search", text: value, order: "newest" };
  }
}

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
      if (HINTS.includes(event.kind)) void this.load();
    });
  }

  async load(): Promise<void> {
    this.#all = await call("follows").catch(() => this.#all);
  }

  /** The follow that fulfils a wish, if there is one. */
  of(wish: Wish): Follow | null {
    const same = (one: Follow) => one.kind === wish.kind && one.key === wish.key;
    return this.#all.find(same) ?? null;
  }

  /** The wish behind the follow of a tag by this spelling of its name. */
  tagOf(name: string): Wish | null {
    const follow = this.#all.find(
      (one) => one.kind === "tag" && [one.key, one.value, one.label].includes(name),
    );
    return follow ? wishOf(follow) : null;
  }

  /** Follows, or ends it; says so, with a way back. */
  async toggle(wish: Wish): Promise<void> {
    if (this.of(wish)) {
      await this.#end(wish);
      toasts.say(
        t.article.follow.unfollowed(wish.name),
        async () => void (await this.#begin(wish)),
      );
    } else {
      const begun = await this.#begin(wish);
      toasts.say(t.article.follow.followed(wish.name), () => this.#end(wishOf(begun)));
    }
  }

  async #begin(wish: Wish): Promise<Follow> {
    const begun = await call("follow", { kind: wish.kind, value: wish.value });
    this.#all = [begun, ...this.#all.filter((one) => one.id !== begun.id)];
    return begun;
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
