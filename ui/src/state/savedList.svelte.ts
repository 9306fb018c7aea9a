import { call, type ArticleQuery, type Facets, type Order } from "../api";
import { ArticleListState } from "./articleList.svelte";

/** Which of the saved articles are shown, by what became of them. */
export const STATUSES = ["all", "unread", "lacking", "begun", "noted"] as const;
type Status = (typeof STATUSES)[number];

/** What they can be narrowed to besides. */
export const KINDS = ["label", "tag", "publication", "author"] as const;
type Kind = (typeof KINDS)[number];

/** What the list can stand in the order of. */
export const ORDERS = ["saved", "newest", "length", "size"] as const satisfies Order[];
type SavedOrder = (typeof ORDERS)[number];

/** What is shown of the saved articles, and in which order. */
export type Shown = Record<Kind | "search", string> & {
  status: Status;
  order: SavedOrder;
  reversed: boolean;
};

const WHOLE = {
  status: "all",
  label: "",
  tag: "",
  publication: "",
  author: "",
  search: "",
} as const;

function queryOf({ status, order, reversed, ...narrowed }: Shown): ArticleQuery {
  const chosen = Object.entries(narrowed).filter(([, value]) => value !== "");
  return {
    saved: true,
    order,
    reversed,
    ...Object.fromEntries(chosen),
    ...(status === "all" ? {} : { [status]: true }),
  };
}

/** The saved articles as the reader left them: it lives in the history, so that coming back changes nothing. */
export class SavedList {
  #shown: Shown = $state.raw({ ...WHOLE, order: "saved", reversed: false });
  #list: ArticleListState = $state.raw(new ArticleListState(queryOf(this.#shown)));
  #counts: number[] = $state.raw([]);
  #facets: Facets = $state.raw({ labels: [], tags: [], publications: [], authors: [] });

  get shown(): Shown {
    return this.#shown;
  }
  get list(): ArticleListState {
    return this.#list;
  }
  /** How many there are of each of {@link STATUSES}, among what is shown otherwise. */
  get counts(): number[] {
    return this.#counts;
  }
  /** What there is to narrow the list to. */
  get facets(): Facets {
    return this.#facets;
  }
  /** Whether anything is left out. */
  get isNarrowed(): boolean {
    return Object.entries(WHOLE).some(([name, all]) => this.#shown[name as Kind] !== all);
  }

  /** Shows something else. What was shown stands until that has come, so that nothing flickers. */
  async change(part: Partial<Shown>): Promise<void> {
    const shown = (this.#shown = { ...this.#shown, ...part });
    const list = new ArticleListState(queryOf(shown));
    await list.more();
    if (shown !== this.#shown) return;
    this.#list = list;
    await this.count();
  }

  /** Shows all of them again, in the same order. */
  clear(): Promise<void> {
    return this.change(WHOLE);
  }

  /** Counts them, and what they can be narrowed to, again. */
  async count(): Promise<void> {
    const queries = STATUSES.map((status) => queryOf({ ...this.#shown, status }));
    try {
      const [counts, facets] = await Promise.all([
        call("count_articles", { queries }),
        call("facets", { query: { saved: true } }),
      ]);
      this.#counts = counts.map(({ total }) => total);
      this.#facets = facets;
    } catch {
      // The list itself says what is wrong; numbers that are not there are no news.
    }
  }
}
