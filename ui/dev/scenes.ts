import type { Article, ArticleSummary, Comparison, Discovery, HeldPicture, Save } from "../src/api";
import { hint, report, type Answers } from "../src/test/core";
import {
  article,
  author,
  authorPage,
  follow,
  publication,
  source,
  summary,
} from "../src/test/samples";
import { extremes } from "./extremes";
import { writeOn } from "./notes";
import type { Contents } from "./library";
import { pieces } from "./pieces";

interface Scene {
  contents: Contents;
  answers?: Answers;
}

const MINUTE = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE).toISOString();

const titles = [
  ["The Kyiv Independent", "Ukraine"],
  ["Dnipro Courier", "Ukraine"],
  ["Lviv Weekly", "Ukraine"],
  ["The Meridian", "World"],
  ["Harbour Post", "World"],
  ["Levant Record", "World"],
  ["Field & Orbit", "Science"],
  ["Plain Text", ""],
] as const;

const publications = titles.map(([title, folder], place) =>
  publication({
    id: String(place + 1),
    title,
    folder: folder ? [folder] : [],
    sections: ["News Feed", "Business", "Climate", "Space"].map((name, at) => ({
      name,
      url: null,
      articles: 7 - at,
    })),
    counts: { total: 40, unread: (place * 7 + 5) % 31 },
    sources:
      title === "Levant Record"
        ? [
            source({
              health: {
                state: "failing",
                sentence: "Levant Record has not answered since Tuesday.",
                problem: "timed_out",
                params: { host: "levantrecord.example" },
                failures: 4,
                retryAfter: null,
              },
            }),
          ]
        : place === 0
          ? [
              source({ kind: "ghost", url: "https://kyivindependent.com/ghost/api/content/" }),
              source({
                id: "22",
                role: "spare",
                url: "https://kyivindependent.com/news-archive/rss/",
              }),
              source({
                id: "23",
                role: "spare",
                private: true,
                url: "https://kyivindependent.com/members/rss/?token=***",
              }),
            ]
          : [source()],
  }),
);

const stories: [string, string, string, string | null][] = [
  [
    "News Feed",
    "Ukraine and Syria officially re-establish diplomatic relations after leaders meet at UN",
    "The two presidents signed a joint communiqué in New York, ending a break that began in 2022 and opening the way for embassies to return.",
    "lead",
  ],
  [
    "Business",
    "Grain insurers trim winter premiums as Black Sea traffic steadies",
    "Underwriters point to six quiet months on the western corridor. Shippers say the saving will reach farm gates by December.",
    "port",
  ],
  [
    "Climate",
    "The wind farm that asked its neighbours first",
    "A hillside co-operative spent three years on tea and spreadsheets before it poured any concrete. It is now the cheapest power in the county.",
    "turbines",
  ],
  ["Transport", "Night trams will run through the winter, council decides", "", null],
  [
    "Space",
    "A faint galaxy, a fainter signal: what the deep survey found this week",
    "Radio astronomers traced a two-millisecond burst to a dwarf galaxy older than anyone expected.",
    "hubble",
  ],
  ["Infrastructure", "Why the town library runs the best small data centre", "", "library"],
];

/** How saved copies can stand. */
const copies: Omit<Save, "savedAt">[] = [
  {
    state: "complete",
    pictures: 1,
    missing: 0,
    problem: null,
    retryAt: null,
    automatic: false,
    bytes: 1_887_436,
  },
  {
    state: "partial",
    pictures: 9,
    missing: 2,
    problem: "timed_out",
    retryAt: ago(-30),
    automatic: true,
    bytes: 5_662_310,
  },
  {
    state: "failed",
    pictures: 3,
    missing: 0,
    problem: "http_status",
    retryAt: null,
    automatic: false,
    bytes: 88_000,
  },
  {
    state: "waiting",
    pictures: 0,
    missing: 0,
    problem: null,
    retryAt: null,
    automatic: false,
    bytes: 12_000,
  },
  {
    state: "waiting",
    pictures: 0,
    missing: 0,
    problem: "metered",
    retryAt: null,
    automatic: false,
    bytes: 12_000,
  },
];

const articles: ArticleSummary[] = Array.from({ length: 140 }, (_, place) => {
  const [section, headline, line, picture] = stories[place % stories.length] ?? stories[0]!;
  const { id, title } = publications[place % publications.length]!;
  return summary({
    id: String(place + 1),
    publication: { id, title, url: null, icon: null, iconMedia: null },
    section,
    headline,
    summary: line || null,
    authors: [
      author({
        id: String((place % 3) + 1),
        name: ["Sonya Bandouil", "Daria Koval", "Marta Hale"][place % 3],
      }),
    ],
    sortedAt: ago(20 + place * 37),
    readingMinutes: 1 + (place % 9),
    leadImage: picture
      ? {
          url: "https://example.org/p.jpg",
          media: `${picture}${place}`,
          caption: null,
          rawCaption: null,
          credit: null,
          alt: null,
          width: null,
          height: null,
          colour: null,
        }
      : null,
    tags: ["Syria", "Black Sea", "Diplomacy", "United Nations"]
      .filter((_, at) => place % (at + 2) === 0)
      .map((name) => ({ name, slug: name.toLowerCase().replaceAll(" ", "-"), url: null })),
    kind: place === 9 ? "video" : "article",
    video:
      place % 9 === 4 || place === 9
        ? {
            url: "https://videos.example/9",
            poster: "https://videos.example/9.jpg",
            posterMedia: `still${place}`,
            title: null,
            durationSeconds: 65 + place * 7,
          }
        : null,
    read: place % 6 === 3 || place % 6 === 5,
    saved: place % 6 === 1,
    editedAt: place === 0 ? ago(12) : null,
    stub: place === 2 || place === 7,
    access: place === 2 ? "members" : "public",
    save:
      place % 6 === 1
        ? { ...copies[((place - 1) / 6) % copies.length]!, savedAt: ago(5 + place * 50) }
        : null,
    found: {
      headline: [{ text: headline, hit: false }],
      text: [
        { text: "… signed a joint ", hit: false },
        { text: "communiqué", hit: true },
        { text: " in New York, ending a break …", hit: false },
      ],
    },
  });
});

writeOn(articles);

const follows = [
  follow({ value: "Syria", key: "syria", label: "Syria" }),
  follow({ id: "4", kind: "section", value: "5/climate", key: "5/climate", label: "Climate" }),
  follow({ id: "2", kind: "author", value: "1", key: "1", label: "Sonya Bandouil", unread: 1 }),
  follow({
    id: "3",
    kind: "search",
    value: "grain corridor",
    key: "grain corridor",
    label: "grain corridor",
    unread: 2,
  }),
];

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

const news = { publications, articles, follows };

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
