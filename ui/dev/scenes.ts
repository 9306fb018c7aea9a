import type { Article, Comparison, Discovery, HeldPicture } from "../src/api";
import { hint, report, type Answers } from "../src/test/core";
import { article, authorPage, publication, summary } from "../src/test/samples";
import { extremes } from "./extremes";
import type { Contents } from "./library";
import { ago, alerts, articles, follows, publications, stories, titles } from "./news";
import { pieces } from "./pieces";

interface Scene {
  contents: Contents;
  answers?: Answers;
}

const candidate = {
  kind: "ghost" as const,
  url: "https://kyivindependent.com/ghost/api/content/",
  title: "The Kyiv Independent",
  description: "English-language news from Ukraine",
  site: "https://kyivindependent.com/",
  icon: null,
  language: "en",
  latest: [
    "Ukraine and Syria officially re-establish diplomatic relations",
    "What an end to Assad-era sanctions would change for Damascus",
    "A translator’s festival grows from one room to nine",
  ],
  articles: 100,
  already: null,
};

const discover = ({ address }: { address: string }): Discovery => {
  if (address.includes("none")) throw report("nothing_found", address);
  if (address.includes(",")) throw report("address_invalid", address);
  const feed = { ...candidate, kind: "feed" as const, url: "https://kyivindependent.com/rss/" };
  if (address.includes("here")) {
    return { address, candidates: [{ ...candidate, already: "1" }], article: null };
  }
  if (address.includes("private") && !address.includes("@")) {
    throw {
      ...report("http_status", address),
      params: { host: "private.example", status: 401, retryAfter: null },
    };
  }
  if (address.includes("article")) {
    const article = {
      url: "https://harbour.example/2026/ferries",
      headline: "How the ferries came back after a winter apart, and who paid for the ice",
      summary:
        "The first boat leaves on Monday. Behind it lie eleven meetings and one very long pier.",
      authors: ["Marta Hale"],
      publishedAt: ago(300),
      stub: true,
      already: null,
    };
    return { address, candidates: [], article };
  }
  return { address, candidates: [candidate, feed], article: null };
};

const versions = [
  {
    number: 1,
    noticedAt: ago(95),
    headline: "Ukraine and Syria re-establish relations",
    text: "The two presidents signed a joint communiqué in New York.\nEmbassies will return.",
  },
  { number: 2, noticedAt: ago(12), headline: stories[0]?.[1] ?? "", text: "As it stands." },
];

const compared: Comparison = {
  headline: [
    { kind: "same", text: "Ukraine and Syria " },
    { kind: "added", text: "officially " },
    { kind: "same", text: "re-establish " },
    { kind: "added", text: "diplomatic " },
    { kind: "same", text: "relations" },
    { kind: "added", text: " after leaders meet at UN" },
  ],
  text: [
    { kind: "same", text: "The two presidents signed a joint communiqué " },
    { kind: "removed", text: "in Geneva, " },
    { kind: "added", text: "in New York, ending a break that began in 2022 " },
    { kind: "same", text: "and shook hands.\nNobody spoke.\nA band played.\nEmbassies " },
    { kind: "removed", text: "may " },
    { kind: "added", text: "will " },
    { kind: "same", text: "return." },
    { kind: "removed", text: "\nThe date was not given." },
  ],
};

const news = { publications, articles, follows, alerts };

/** What the window can be looked at with. */
export const scenes: Record<string, () => Scene> & { news: () => Scene } = {
  news: () => ({
    contents: news,
    answers: {
      versions: () => versions,
      add_article: () => ({ ...article(), ...articles[0] }),
      compare_versions: () => compared,
      backfill: ({ publication }) => {
        void hint({ kind: "backfillProgress", publication, articles: 120, wanted: 200 });
        return new Promise(() => {}) as never;
      },
      use_source: ({ id }) => {
        const publication = publications[0]!;
        publication.sources.forEach((one) => (one.role = one.id === id ? "used" : "spare"));
        return structuredClone(publication);
      },
      choose_pages: ({ id, choice }) => {
        const one = publications[0]!.sources.find((one) => one.id === id)!;
        one.pages = choice;
        return one;
      },
      discover,
      add: () => publication({ title: "The Kyiv Independent" }),
    },
  }),
  pieces: () => {
    const whole = ({ id }: { id: string }) => ({
      ...(pieces.find((one) => one.id === id) ?? { ...article(), ...articles[0]! }),
    });
    const contents = { ...news, articles: [...pieces, ...articles.slice(0, 90)] };
    return { contents, answers: { article: whole, open_article: whole } };
  },
  /** Pictures that wait: the first pieces' for a click, the others' for nothing, and posters for consent. */
  held: () => {
    const here = new Set<string>();
    const holding = (one: Article, place: number): Article => {
      const own = [...one.pictures, ...(one.leadImage ? [one.leadImage] : [])];
      const why = place < 3 ? "click" : "never";
      const held: HeldPicture[] = own.map(({ media }) => ({
        media,
        host: "pictures.example",
        why,
      }));
      for (const { posterMedia } of one.videos)
        held.push({ media: posterMedia ?? "", host: "img.video.example", why: "consent" });
      held.push({ media: "face", host: "secure.gravatar.com", why: "consent" });
      return { ...one, held: held.filter(({ media }) => !here.has(media)) };
    };
    const whole = ({ id }: { id: string }) =>
      holding(
        pieces.find((one) => one.id === id) ?? { ...article(), ...articles[0]! },
        pieces.findIndex((one) => one.id === id),
      );
    return {
      contents: { ...news, articles: [...pieces, ...articles.slice(0, 90)] },
      answers: {
        article: whole,
        open_article: whole,
        show_picture: ({ id }) => (here.add(id), null),
      },
    };
  },
  refreshing: () => {
    setTimeout(() => void hint({ kind: "refreshProgress", done: 14, total: 38 }), 700);
    setTimeout(() => {
      articles.unshift(
        ...[1, 2, 3].map((n) => summary({ id: `new${n}`, sortedAt: ago(0), firstSeenAt: ago(-1) })),
      );
      void hint({ kind: "articlesChanged" });
    }, 900);
    return { contents: news };
  },
  sample: () => ({
    contents: { ...news, publications: publications.map((one) => ({ ...one, sample: true })) },
  }),
  extreme: () => ({
    contents: { publications, articles: [...extremes(ago(1)), ...articles], follows },
    answers: {
      author: ({ id }) =>
        authorPage({ author: extremes(ago(1))[0]!.authors.find((one) => one.id === id) }),
    },
  }),
  /** The library takes its time: what stands in place of what is still to come. */
  slow: () => {
    const never = () => new Promise(() => {}) as never;
    return {
      contents: news,
      answers: {
        articles: never,
        front_page: never,
        open_article: never,
        author: never,
        tag: never,
        section: never,
        publication: never,
        storage: never,
      },
    };
  },
  /** Nothing that is asked for can be read. */
  failing: () => {
    const fail = () => {
      throw { ...report("library_busy", "database is locked"), retryable: true };
    };
    return {
      contents: news,
      answers: {
        articles: fail,
        front_page: fail,
        article: fail,
        open_article: fail,
        author: fail,
        tag: fail,
        section: fail,
        publication: fail,
        storage: fail,
        connections: fail,
        alerts: fail,
        follows: fail,
      },
    };
  },
  empty: () => ({ contents: { publications, articles: [], follows: [] } }),
  first: () => ({
    contents: { publications: [], articles: [], follows: [] },
    answers: {
      discover,
      add_sample: () => publication(),
      starter_list: () =>
        ["world", "world", "science", "technology"].map((topic, place) => ({
          title: titles[place]?.[0] ?? "",
          line: "A line about what it is and who writes it.",
          url: `https://example.org/${place}`,
          language: place === 3 ? "uk" : "en",
          topic,
        })),
    },
  }),
  away: () => ({
    contents: {
      ...news,
      startup: {
        folder: "",
        problem: {
          ...report("library_away", "The library is not where it was moved to"),
          params: { folder: "/media/reader/Drive/Broadsheet" },
        },
        zoom: 1,
      },
    },
  }),
  damaged: () => ({
    contents: {
      ...news,
      startup: {
        folder: "/home/reader/.local/share/news.broadsheet.desktop",
        problem: report("library_damaged", "database disk image is malformed"),
        zoom: 1,
      },
    },
  }),
};
