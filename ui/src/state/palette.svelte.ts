import {
  call,
  type ArticleQuery,
  type ArticleSummary,
  type AuthorPage,
  type PublicationId,
  type TagPage,
} from "../api";
import { attempt, markMany } from "../lib/articles";
import { dayOf } from "../lib/dates";
import { distanceOf } from "../lib/matching";
import { t } from "../lib/i18n";
import { bindings, keymap, keysOf, type Action } from "../lib/keymap.svelte";
import { href, router, type Route } from "../lib/router.svelte";
import { clock } from "./clock.svelte";
import { follows, publicationOf, wishes, wishOf, type Wish } from "./follows.svelte";
import { library } from "./library.svelte";
import { preferences } from "./preferences.svelte";
import { statuses } from "./statuses.svelte";

/** One line of the palette. */
export interface Entry {
  id: string;
  kind: "page" | Thing["kind"] | "saved" | "article" | "action" | "notify" | "markRead" | "search";
  name: string;
  /** What it is, at the line's end. */
  told: string;
  /** The keys that do the same. */
  keys: string | null;
  act: () => void;
}

/** A group of the palette, with its lines. */
export interface EntryGroup {
  name: keyof typeof t.shell.palette.groups;
  entries: Entry[];
}

/** Something with a page of its own, which can be followed and read as a whole. */
interface Thing {
  kind: "publication" | "section" | "tag" | "author";
  name: string;
  /** What it is. */
  told: string;
  route: Route;
  wish: Wish;
  /** Its articles. */
  query: ArticleQuery;
}

/** What the palette can do from any page, beside going somewhere. */
const ACTIONS: Action[] = ["refresh", "add", "markAllRead", "showNew", "undo", "help"];
const PAGES: (keyof (typeof bindings)["go"])[] = Object.keys(bindings.go) as never;
/** How many lines a group has, the one of what was chosen lately, and what is done with things that were named. */
const MOST = 8;
const MOST_RECENT = 5;
const MOST_DONE = 4;
const WAIT = 150;
/** How many choices are remembered, and the longest address that is; the library's settings take no more. */
const REMEMBERED = 20;
const LONGEST = 2000;

/** Everything that can be gone to or done by typing some of its name. */
export class Palette {
  text = $state("");
  #tags: TagPage[] = $state.raw([]);
  #authors: AuthorPage[] = $state.raw([]);
  #articles: ArticleSummary[] = $state.raw([]);
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What was chosen before the palette was opened: while it is open, nothing in it moves by itself. */
  #recent = preferences.now.recent;

  /** Only actions, where the text begins with ">". */
  #commands = $derived(this.text.startsWith(">"));
  #typed = $derived(this.text.replace(/^>/, "").trim());
  #things = $derived(thingsOf(this.#tags, this.#authors));
  #places = $derived([
    ...PAGES.map(pageEntry),
    ...this.#things.map(placeOf),
    ...follows.all.filter(({ kind }) => kind === "search").map(savedSearch),
  ]);
  #actions = $derived(ACTIONS.map(actionEntry));
  #done = $derived(this.#things.flatMap((thing) => [notifyEntry(thing), markEntry(thing)]));

  /** What fits the text, by group. */
  groups: EntryGroup[] = $derived.by(() => {
    const groups: EntryGroup[] =
      this.text.trim() === ""
        ? this.#untyped()
        : [
            { name: "go", entries: this.#commands ? [] : this.#best(this.#places, MOST) },
            { name: "articles", entries: this.#commands ? [] : this.#articles.map(articleEntry) },
            { name: "do", entries: this.#doable() },
          ];
    return groups.filter(({ entries }) => entries.length > 0);
  });
  /** All lines, in order. */
  entries: Entry[] = $derived(this.groups.flatMap(({ entries }) => entries));
  /** What of the text is looked for in names. */
  get typed(): string {
    return this.#typed;
  }

  /** Asks for what is not at hand. Without it, the rest is still there. */
  async start(): Promise<void> {
    const [tags, authors] = await Promise.all([
      call("tags").catch(() => []),
      call("authors").catch(() => []),
    ]);
    this.#tags = tags;
    this.#authors = authors;
  }

  /** Looks for articles once the reader stops typing. */
  look(): void {
    clearTimeout(this.#timer);
    const typed = this.#typed;
    if (this.#commands || typed.length < 2) this.#articles = [];
    else this.#timer = setTimeout(() => void this.#ask(typed), WAIT);
  }

  async #ask(search: string): Promise<void> {
    const query = { search, order: "best" as const, limit: 5 };
    const { items } = await call("articles", { query }).catch(() => ({ items: [] }));
    // An answer that was overtaken is dropped.
    if (search === this.#typed) this.#articles = items;
  }

  /** What was chosen lately, and then everything else there is room for. */
  #untyped(): EntryGroup[] {
    const all = new Map([...this.#places, ...this.#actions].map((entry) => [entry.id, entry]));
    const recent = this.#recent.flatMap((id) => all.get(id) ?? []).slice(0, MOST_RECENT);
    const others = (entries: Entry[]) =>
      entries.filter(({ id }) => !recent.some((entry) => entry.id === id));
    return [
      { name: "recent", entries: recent },
      { name: "go", entries: others(this.#places).slice(0, MOST) },
      { name: "do", entries: others(this.#actions) },
    ];
  }

  #doable(): Entry[] {
    const actions = this.#best(this.#actions, MOST);
    if (this.#typed === "") return actions;
    const done = this.#best(this.#done, MOST_DONE);
    return this.#commands ? [...actions, ...done] : [...actions, ...done, searchEntry(this.#typed)];
  }

  /** Those that contain what was typed: recent ones first, then by how they meet it. */
  #best(entries: Entry[], most: number): Entry[] {
    const order = ({ id }: Entry) => {
      const at = this.#recent.indexOf(id);
      return at < 0 ? REMEMBERED : at;
    };
    return entries
      .flatMap((entry) => {
        const distance = distanceOf(entry.name, this.#typed);
        return distance === null ? [] : { entry, distance, order: order(entry) };
      })
      .sort((a, b) => a.order - b.order || a.distance - b.distance)
      .slice(0, most)
      .map(({ entry }) => entry);
  }
}

/** Does what a line is for, and remembers that it was wanted where it is still at hand the next time. */
export function choose(entry: Entry): void {
  const { id, kind } = entry;
  const passing: Entry["kind"][] = ["article", "search", "notify", "markRead"];
  if (!passing.includes(kind) && id.length <= LONGEST) {
    const others = preferences.now.recent.filter((one) => one !== id);
    preferences.keep({ recent: [id, ...others].slice(0, REMEMBERED) });
  }
  entry.act();
}

function thingsOf(tags: TagPage[], authors: AuthorPage[]): Thing[] {
  const { kinds, of } = t.shell.palette;
  return [
    ...library.publications.map((one): Thing => {
      const { id, title: name } = one;
      const query = { publication: id };
      const [route, wish] = [{ page: "publication", id } as const, wishes.publication(one)];
      return { kind: "publication", name, told: kinds.publication, route, wish, query };
    }),
    ...library.publications.flatMap(({ id, title, sections }) =>
      sections.map(({ name }): Thing => {
        const query = { publication: id, section: name };
        const route = { page: "section", publication: id, name } as const;
        const told = of(kinds.section, title);
        return { kind: "section", name, told, route, wish: sectionWish(id, name), query };
      }),
    ),
    ...tags.map((one): Thing => {
      const { name } = one;
      const [route, wish] = [{ page: "tag", name } as const, wishes.tag(one)];
      return { kind: "tag", name, told: kinds.tag, route, wish, query: { tag: name } };
    }),
    ...authors.flatMap(({ author: { id, name }, publication }): Thing[] => {
      if (id === null) return [];
      const [route, wish] = [{ page: "author", id } as const, wishes.author(id, name)];
      const told = of(kinds.author, publication.title);
      return [{ kind: "author", name, told, route, wish, query: { author: id } }];
    }),
  ];
}

/** A section is known here by its name alone; the core has the key of one that is followed. */
function sectionWish(publication: PublicationId, name: string): Wish {
  const followed = follows.all.find(
    (one) => publicationOf(one) === publication && t.format.compare(one.label, name) === 0,
  );
  return followed ? wishOf(followed) : wishes.newSection(publication, name);
}

function placeOf({ kind, name, told, route, wish }: Thing): Entry {
  const { following, kinds } = t.shell.palette;
  return goEntry(kind, name, route, follows.of(wish) ? following(kinds[kind]) : told);
}

/** Being notified about something is following it. */
function notifyEntry({ name, route, wish }: Thing): Entry {
  const { notify, notifyNoMore } = t.shell.palette;
  return {
    id: `notify ${href(route)}`,
    kind: "notify",
    name: follows.of(wish) ? notifyNoMore(name) : notify(name),
    told: "",
    keys: null,
    act: () => void attempt(() => follows.toggle(wish)),
  };
}

function markEntry({ name, route, query }: Thing): Entry {
  return {
    id: `read ${href(route)}`,
    kind: "markRead",
    name: t.shell.palette.markRead(name),
    told: "",
    keys: null,
    act: () => void markMany(() => statuses.markAllRead(query)),
  };
}

function searchEntry(text: string): Entry {
  const act = () => router.go({ page: "search", text, order: "best" });
  const name = t.shell.palette.search(text);
  return { id: "search", kind: "search", name, told: "", keys: null, act };
}

function savedSearch({ label, value }: { label: string; value: string }): Entry {
  const route: Route = { page: "search", text: value, order: "newest" };
  return goEntry("saved", label, route, t.shell.search);
}

function goEntry(kind: Entry["kind"], name: string, route: Route, told: string): Entry {
  return { id: href(route), kind, name, told, keys: null, act: () => router.go(route) };
}

function pageEntry(action: Action): Entry {
  return { ...actionEntry(action), kind: "page", told: t.shell.palette.kinds.page };
}

function actionEntry(action: Action): Entry {
  return {
    id: action,
    kind: "action",
    name: t.keys.actions[action],
    told: "",
    keys: keysOf(action)[0] ?? null,
    act: () => void keymap.do(action),
  };
}

function articleEntry({ id, headline, sortedAt }: ArticleSummary): Entry {
  const told =
    dayOf(sortedAt) === clock.today
      ? t.shell.palette.today(sortedAt)
      : t.format.date(sortedAt, clock.now);
  return goEntry("article", headline, { page: "article", id }, told);
}
