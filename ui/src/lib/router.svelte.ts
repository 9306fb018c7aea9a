import type { ArticleId, AuthorId, Order, PublicationId } from "../api";
import type { DayKey } from "./dates";

/** How what a search found is ordered. */
export type SearchOrder = Extract<Order, "best" | "newest">;

/** Where in the window the reader is. */
export type Route =
  | { page: "feed"; show: "all" | "unread" | "followed"; day?: DayKey }
  | { page: "article"; id: ArticleId }
  | { page: "author"; id: AuthorId }
  | { page: "tag"; name: string }
  | { page: "publication"; id: PublicationId }
  /** One publication's section, or all sections of one name. */
  | { page: "section"; publication: PublicationId | null; name: string }
  | { page: "saved" }
  | { page: "following" }
  | { page: "search"; text: string; order: SearchOrder }
  | { page: "today" }
  | { page: "video" }
  | { page: "settings"; part: SettingsPart };

/** The parts of the settings, in their order. */
export const SETTINGS = [
  "appearance",
  "reading",
  "notifications",
  "storage",
  "privacy",
  "publications",
  "keyboard",
  "about",
] as const;

/** One part of the settings. */
export type SettingsPart = (typeof SETTINGS)[number];

/** The address of a route, for `<a href>`: links are ordinary links. */
export function href(route: Route): string {
  const part = encodeURIComponent;
  switch (route.page) {
    case "feed":
      if (route.day) return `#/feed/${route.show}/${route.day}`;
      return route.show === "all" ? "#/" : `#/feed/${route.show}`;
    case "article":
    case "author":
    case "publication":
      return `#/${route.page}/${part(route.id)}`;
    case "tag":
      return `#/tag/${part(route.name)}`;
    case "section":
      return `#/section/${part(route.publication ?? "")}/${part(route.name)}`;
    case "search":
      return `#/search/${route.order}/${part(route.text)}`;
    case "settings":
      return route.part === "appearance" ? "#/settings" : `#/settings/${route.part}`;
    default:
      return `#/${route.page}`;
  }
}

const HOME: Route = { page: "feed", show: "all" };

/** The route of an address; what cannot be understood is the news feed. */
export function parse(hash: string): Route {
  const [page, ...rest] = hash
    .replace(/^#?\/?/, "")
    .split("/")
    .map(decode);
  const first = rest[0] ?? "";
  switch (page) {
    case "feed":
      return feedOf(first, rest[1] ?? "");
    case "article":
    case "author":
    case "publication":
      return first ? { page, id: first } : HOME;
    case "tag":
      return first ? { page, name: first } : HOME;
    case "section":
      return rest[1] ? { page, publication: first || null, name: rest[1] } : HOME;
    case "search":
      return { page, order: first === "newest" ? "newest" : "best", text: rest[1] ?? "" };
    case "saved":
    case "following":
    case "today":
    case "video":
      return { page };
    case "settings":
      return { page, part: SETTINGS.find((part) => part === first) ?? "appearance" };
    default:
      return HOME;
  }
}

function feedOf(shown: string, day: string): Route {
  const show = shown === "unread" || shown === "followed" ? shown : "all";
  // A day of the calendar: February the 30th is none.
  const isDay = new Date(`${day}T00:00Z`).toJSON()?.startsWith(`${day}T`);
  return { page: "feed", show, ...(isDay ? { day } : {}) };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** One step of the history: where it is, and what its page keeps for when the reader comes back. */
export class Entry {
  /** Where this step is. It changes in place where the reader only changes their mind: a filter, a search. */
  route: Route = $state.raw({ page: "feed", show: "all" });
  #kept = new Map<string, unknown>();

  constructor(route: Route) {
    this.route = route;
  }

  /** What was kept under `name`, or what `make` makes now and keeps. */
  keep<T>(name: string, make: () => T): T {
    if (!this.#kept.has(name)) this.#kept.set(name, make());
    return this.#kept.get(name) as T;
  }

  /** What is kept under `name`, if anything. */
  kept<T>(name: string): T | undefined {
    return this.#kept.get(name) as T | undefined;
  }

  /** Keeps something else under `name`. */
  put(name: string, value: unknown): void {
    this.#kept.set(name, value);
  }
}

/** Older steps keep their address but not their lists, so that a long session does not grow for ever. */
const ENTRIES_KEPT = 30;

/** The reader's way through the window, with back and forward, on the browser's own history. */
export class Router {
  #entries = new Map<number, Entry>();
  #last = 0;
  #position = $state(0);
  #entry: Entry = $state.raw(new Entry(HOME));

  constructor() {
    const known = position();
    this.#last = known ?? 0;
    this.#position = this.#last;
    history.replaceState({ position: this.#last }, "");
    this.#arrive();
    window.addEventListener("popstate", () => this.#onpopstate());
    // WebKit holds popstate back until the page has loaded, and a notification's click may come before.
    window.addEventListener("hashchange", () => this.#onpopstate());
  }

  /** The step the reader is at. */
  get entry(): Entry {
    return this.#entry;
  }

  /** Where the reader is. */
  get route(): Route {
    return this.#entry.route;
  }

  /** The step the reader came from, where it is still known. */
  get behind(): Entry | null {
    return this.#entries.get(this.#position - 1) ?? null;
  }

  /** The page that what is shown was reached from: articles, authors and tags stand in no list of places. */
  get place(): Route {
    for (let at = this.#position; ; at -= 1) {
      const route = at === this.#position ? this.route : this.#entries.get(at)?.route;
      if (!route) return HOME;
      if (hasPlace(route)) return route;
    }
  }

  /** Whether there is a step to go back to. */
  get canGoBack(): boolean {
    return this.#position > 0;
  }

  /** Goes on to a route; going where one is already changes nothing. */
  go(route: Route): void {
    if (href(route) !== location.hash) location.hash = href(route);
  }

  /** Goes to a route in place of the present one: what is being typed makes no history. */
  replace(route: Route): void {
    history.replaceState({ position: this.#position }, "", href(route));
    this.#entry.route = route;
  }

  /** Goes back, or to the news feed where there is nothing behind. */
  back(): void {
    if (this.canGoBack) history.back();
    else this.go(HOME);
  }

  /** Goes forward again. */
  forward(): void {
    history.forward();
  }

  #onpopstate(): void {
    const known = position();
    if (known === null && href(parse(location.hash)) === href(this.route)) {
      // A link to where the reader already is: the browser made no new step.
      history.replaceState({ position: this.#position }, "");
      return;
    }
    if (known === null) {
      // A link was followed: this is a new step, and what was ahead of it is gone.
      this.#last = this.#position + 1;
      for (const key of [...this.#entries.keys()]) {
        if (key >= this.#last || key < this.#last - ENTRIES_KEPT) this.#entries.delete(key);
      }
      this.#position = this.#last;
      history.replaceState({ position: this.#last }, "");
    } else {
      this.#position = known;
    }
    this.#arrive();
  }

  #arrive(): void {
    const route = parse(location.hash);
    const kept = this.#entries.get(this.#position);
    // Before the page has loaded a link takes the place of the present step, and keeps its number.
    const entry = kept && href(kept.route) === href(route) ? kept : new Entry(route);
    this.#entries.set(this.#position, entry);
    this.#entry = entry;
  }
}

function hasPlace(route: Route): boolean {
  if (route.page === "section") return route.publication !== null;
  return !["article", "author", "tag"].includes(route.page);
}

function position(): number | null {
  const state: unknown = history.state;
  return typeof state === "object" && state !== null && "position" in state
    ? Number(state.position)
    : null;
}

/** The window's one router. */
export const router = new Router();
