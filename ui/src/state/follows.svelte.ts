import {
  call,
  onEvent,
  type AuthorId,
  type Event,
  type Follow,
  type FollowChange,
  type FollowKind,
  type FollowMode,
  type Publication,
  type PublicationId,
  type SectionPage,
  type Tag,
} from "../api";
import { t } from "../lib/i18n";
import type { Route } from "../lib/router.svelte";
import { toasts } from "./toasts.svelte";

/** What can change a follow, or the counts beside it. */
const HINTS: Event["kind"][] = ["followsChanged", "statusChanged", "articlesChanged"];

/** When a follow can tell, the most urgent first. */
export const MODES: readonly FollowMode[] = ["instant", "hourly", "morning", "evening", "inbox"];

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
  newTag: (name: string): Wish => unknown("tag", name, name),
  section: ({ key, name }: Pick<SectionPage, "key" | "name">): Wish => ({
    kind: "section",
    value: key,
    key,
    name,
  }),
  newSection: (publication: PublicationId | null, name: string): Wish =>
    unknown("section", publication === null ? name : `${publication}/${name}`, name),
  search: (words: string): Wish => unknown("search", words, words),
  author: (id: AuthorId, name: string): Wish => ({ kind: "author", value: id, key: id, name }),
  publication: (publication: Pick<Publication, "id" | "title">): Wish => ({
    kind: "publication",
    value: publication.id,
    key: publication.id,
    name: publication.title,
  }),
};

/** Something nothing here belongs to yet: its normalised name is the core's to say. */
const unknown = (kind: FollowKind, value: string, name: string): Wish =>
  follows.known(kind, value) ?? { kind, value, key: value, name };

/** The wish a follow fulfils. */
export function wishOf({ kind, value, key, label }: Follow): Wish {
  return { kind, value, key, name: label };
}

/** The page of what a follow looks at. */
export function routeOf({
  kind,
  value,
  key,
  label,
}: Pick<Follow, "kind" | "value" | "key" | "label">): Route {
  switch (kind) {
    case "tag":
      return { page: "tag", name: value };
    case "author":
      return { page: "author", id: value };
    case "publication":
      return { page: "publication", id: value };
    case "section":
      return { page: "section", publication: publicationOf({ kind, key }), name: label };
    case "search":
      return { page: "search", text: value, order: "newest" };
  }
}

/** Whose section is followed, where it is one publication's. */
export function publicationOf({ kind, key }: Pick<Follow, "kind" | "key">): PublicationId | null {
  return kind === "section" ? (/^(\d+)\/./.exec(key)?.[1] ?? null) : null;
}

/** What the reader follows, for every button that shows it. */
class Follows {
  #all: Follow[] = $state.raw([]);
  #known = $state(false);

  /** All of it, newest first. */
  get all(): Follow[] {
    return this.#all;
  }

  /** Whether the library has told what is followed: until then nothing is, as far as the window knows. */
  get areKnown(): boolean {
    return this.#known;
  }

  /** Loads, and follows every change from now on. Returns what ends it. */
  start(): () => void {
    void this.load();
    return onEvent((event) => {
      if (HINTS.includes(event.kind)) void this.load();
    });
  }

  async load(): Promise<void> {
    const all = await call("follows").catch(() => null);
    if (!all) return;
    this.#all = all;
    this.#known = true;
  }

  /** The follow that fulfils a wish, if there is one. */
  of(wish: Wish): Follow | null {
    const same = (one: Follow) => one.kind === wish.kind && one.key === wish.key;
    return this.#all.find(same) ?? null;
  }

  /** The wish behind the follow of something by this spelling of it. */
  known(kind: FollowKind, value: string): Wish | null {
    const follow = this.#all.find(
      (one) => one.kind === kind && [one.key, one.value, one.label].includes(value),
    );
    return follow ? wishOf(follow) : null;
  }

  /** Follows, or ends it; says so, with a way back. */
  async toggle(wish: Wish): Promise<void> {
    const ended = this.of(wish);
    if (ended) {
      await this.#end(wish);
      toasts.say(t.article.follow.unfollowed(wish.name), async () => {
        const begun = await this.#begin(wish);
        const { mode, paused, corrections, exclude, ownTags, keep } = ended;
        await this.change(begun, { mode, paused, corrections, exclude, ownTags });
        if (keep !== null) await this.keepNewest(begun, keep);
      });
    } else {
      const begun = await this.#begin(wish);
      toasts.say(t.article.follow.followed(wish.name), () => this.#end(wishOf(begun)));
    }
  }

  /** Has so many of a follow's newest articles saved by themselves, or none any more. */
  async keepNewest({ id }: Follow, keep: number | null): Promise<void> {
    this.#put(await call("keep_newest", { id, keep }));
  }

  /** Changes what a follow tells, and when, and what it leaves out. */
  async change({ id }: Follow, change: FollowChange): Promise<void> {
    this.#put(await call("set_follow", { id, change }));
  }

  /** Notes that the reader looks at what a wish is about: what came for it is new no more. */
  async look(wish: Wish): Promise<void> {
    const follow = this.of(wish);
    if (follow?.fresh) await call("look_at_follow", { id: follow.id });
  }

  #put(changed: Follow): void {
    this.#all = this.#all.map((one) => (one.id === changed.id ? changed : one));
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
