import { call, type ArticleSummary, type AuthorPage, type TagPage } from "../api";
import { distanceOf } from "../lib/matching";
import { t } from "../lib/i18n";
import { bindings, keymap, keysOf, type Action } from "../lib/keymap.svelte";
import { href, router, type Route } from "../lib/router.svelte";
import { follows } from "./follows.svelte";
import { library } from "./library.svelte";

type Kind = keyof typeof t.shell.palette.kinds;

/** One line of the palette. */
export interface Entry {
  id: string;
  kind: Kind;
  name: string;
  /** What it is, at the line's end. */
  told: string;
  /** The keys that do the same. */
  keys: string | null;
  act: () => void;
}

/** A group of the palette, with its lines. */
export interface EntryGroup {
  name: "go" | "articles" | "do";
  entries: Entry[];
}

/** What the palette can do from any page, beside going somewhere. */
const ACTIONS: Action[] = ["refresh", "add", "markAllRead", "showNew", "undo", "help"];
const PAGES: (keyof (typeof bindings)["go"])[] = Object.keys(bindings.go) as never;
const MOST = 8;
const WAIT = 150;

/** What was chosen last, newest first: it stands first the next time. */
const recent: string[] = [];

/** Everything that can be gone to or done by typing some of its name. */
export class Palette {
  text = $state("");
  #tags: TagPage[] = $state.raw([]);
  #authors: AuthorPage[] = $state.raw([]);
  #articles: ArticleSummary[] = $state.raw([]);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Only actions, where the text begins with ">". */
  #commands = $derived(this.text.startsWith(">"));
  #typed = $derived(this.text.replace(/^>/, "").trim());
  #places = $derived([...PAGES.map(pageEntry), ...this.#things()]);

  /** What fits the text, by group. */
  groups: EntryGroup[] = $derived.by(() => {
    const groups: EntryGroup[] = [
      { name: "go", entries: this.#commands ? [] : best(this.#places, this.#typed, MOST) },
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

  #things(): Entry[] {
    const { kinds, of } = t.shell.palette;
    const refs = library.publications;
    return [
      ...refs.map(({ id, title }) => place("publication", title, { page: "publication", id })),
      ...refs.flatMap(({ id, title, sections }) =>
        sections.map(({ name }) =>
          place(
            "section",
            name,
            { page: "section", publication: id, name },
            of(kinds.section, title),
          ),
        ),
      ),
      ...this.#tags.map(({ name, follow }) =>
        place(
          "tag",
          name,
          { page: "tag", name },
          follow ? t.shell.palette.following(kinds.tag) : undefined,
        ),
      ),
      ...this.#authors.flatMap(({ author, publication, follow }) =>
        author.id === null
          ? []
          : place(
              "author",
              author.name,
              { page: "author", id: author.id },
              follow
                ? t.shell.palette.following(kinds.author)
                : of(kinds.author, publication.title),
            ),
      ),
      ...follows.all
        .filter(({ kind }) => kind === "search")
        .map(({ label, value }) =>
          place("page", label, { page: "search", text: value, order: "newest" }, t.shell.search),
        ),
    ];
  }

  #doable(): Entry[] {
    const actions = best(ACTIONS.map(actionEntry), this.#typed, MOST);
    if (this.#commands || this.#typed === "") return actions;
    const text = this.#typed;
    const act = () => router.go({ page: "search", text, order: "best" });
    const name = t.shell.palette.search(text);
    return [...actions, { id: "search", kind: "action", name, told: "", keys: null, act }];
  }
}

/** Does what a line is for, and remembers that it was wanted. */
export function choose(entry: Entry): void {
  const at = recent.indexOf(entry.id);
  if (at >= 0) recent.splice(at, 1);
  recent.unshift(entry.id);
  recent.splice(20);
  entry.act();
}

/** Those that contain what was typed: recent ones first, then by how they meet it. */
function best(entries: Entry[], typed: string, most: number): Entry[] {
  const order = ({ id }: Entry) => {
    const at = recent.indexOf(id);
    return at < 0 ? recent.length : at;
  };
  return entries
    .flatMap((entry) => {
      const distance = distanceOf(entry.name, typed);
      return distance === null ? [] : { entry, distance };
    })
    .sort((a, b) => order(a.entry) - order(b.entry) || a.distance - b.distance)
    .slice(0, most)
    .map(({ entry }) => entry);
}

function place(kind: Kind, name: string, route: Route, told = t.shell.palette.kinds[kind]): Entry {
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

function articleEntry(article: ArticleSummary): Entry {
  const { id, headline, sortedAt } = article;
  return {
    ...place("article", headline, { page: "article", id }),
    told: t.format.date(sortedAt, new Date()),
  };
}
