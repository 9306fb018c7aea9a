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
  /** A tag no article here has yet: its normalised name is the core's to say. */
  newTag: (name: string): Wish => ({ kind: "tag", value: name, name }),
  author: (id: AuthorId, name: string): Wish => ({ kind: "author", value: id, name }),
  publication: (publication: Pick<Publication, "id" | "title">): Wish => ({
    kind: "publication",
    value: publication.id,
    name: publication.title,
  }),
};

/** The wish a follow fulfils. */
export function wishOf({ kind, value, label }: Follow): Wish {
  // A tag's or search's value is its name; the others are called otherwise than they are told apart.
  return { kind, value, name: label };
}

/** The page of what a follow looks at. */
export function routeOf({ kind, value }: Pick<Follow, "kind" | "value">): Route {
  const parted = value.indexOf("/");
  switch (kind) {
    case "tag":
      return { page: "tag", name: value };
    case "author":
      return { page: "author", id: value };
    case "publication":
      return { page: "publication", id: value, section: null };
    case "section":
      // A section across all publications has no page of its own; it is found among the follows.
      return parted > 0
        ? { page: "publication", id: value.slice(0, parted), section: value.slice(parted + 1) }
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
    const same = (one: Follow) => one.kind === wish.kind && one.value === wish.value;
    return this.#all.find(same) ?? null;
  }

  /** The wish behind the follow of a tag by this name or normalised name. */
  tagOf(name: string): Wish | null {
    const follow = this.#all.find(
      (one) => one.kind === "tag" && (one.value === name || one.label === name),
    );
    return follow ? { kind: "tag", value: follow.value, name: follow.label } : null;
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
