// A made-up library of eight publications, as a reader might have it.

import type { ArticleSummary, Save } from "../src/api";
import { alert, author, follow, publication, sealed, source, summary } from "../src/test/samples";
import { writeOn } from "./notes";

const MINUTE = 60_000;
/** So many minutes before now. */
export const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE).toISOString();

export const titles = [
  ["The Kyiv Independent", "Ukraine"],
  ["Dnipro Courier", "Ukraine"],
  ["Lviv Weekly", "Ukraine"],
  ["The Meridian", "World"],
  ["Harbour Post", "World"],
  ["Levant Record", "World"],
  ["Field & Orbit", "Science"],
  ["Plain Text", ""],
] as const;

export const publications = titles.map(([title, folder], place) =>
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

export const stories: [string, string, string, string | null][] = [
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
const copies: Partial<Save>[] = [
  {},
  {
    state: "partial",
    pictures: 9,
    missing: 2,
    problem: "timed_out",
    retryAt: ago(-30),
    automatic: true,
    bytes: 5_662_310,
  },
  { state: "failed", pictures: 3, problem: "http_status", bytes: 88_000 },
  { state: "waiting", pictures: 0, bytes: 12_000 },
  { state: "waiting", pictures: 0, problem: "metered", bytes: 12_000 },
];

export const articles: ArticleSummary[] = Array.from({ length: 140 }, (_, place) => {
  const [section, headline, line, picture] = stories[place % stories.length] ?? stories[0]!;
  const { id, title } = publications[place % publications.length]!;
  return summary({
    id: String(place + 1),
    cursor: `c${place}`,
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
      .map((name) => ({
        name,
        slug: name.toLowerCase().replaceAll(" ", "-"),
        url: null,
        foundInText: false,
      })),
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
        ? sealed({ ...copies[((place - 1) / 6) % copies.length], savedAt: ago(5 + place * 50) })
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

export const follows = [
  follow({
    value: "Syria",
    key: "syria",
    label: "Syria",
    exclude: [{ kind: "tag", value: "sport", label: "Sport" }],
  }),
  follow({ id: "4", kind: "section", value: "5/climate", key: "5/climate", label: "Climate" }),
  follow({
    id: "2",
    kind: "author",
    value: "1",
    key: "1",
    label: "Sonya Bandouil",
    unread: 1,
    mode: "morning",
    fresh: 0,
    paused: true,
  }),
  follow({
    id: "3",
    kind: "search",
    value: "grain corridor",
    key: "grain corridor",
    label: "grain corridor",
    unread: 2,
  }),
];

export const alerts = articles.slice(0, 6).map((article, place) =>
  alert({
    id: String(place),
    article: article.id,
    headline: article.headline,
    publication: article.publication,
    because: place % 2 ? ["Syria"] : ["Syria", "Sonya Bandouil"],
    createdAt: article.sortedAt,
    seen: place > 3,
    correction: place === 2 ? 2 : null,
    state: (["pending", "shown", "unshown", "quiet"] as const)[place % 4] ?? "shown",
  }),
);
