// A small library in memory that answers the window's calls the way the core does.

import { DEFAULT_SETTINGS } from "../src/api";
import type {
  Alert,
  Around,
  Article,
  ArticleQuery,
  ArticleSummary,
  Follow,
  FrontPage,
  Position,
  Publication,
  Startup,
} from "../src/api";
import { hasVideo } from "../src/lib/articles";
import type { Answers } from "../src/test/core";
import { hint, report } from "../src/test/core";
import { article, authorPage, follow, sealed } from "../src/test/samples";
import { fitsSaved, noteAnswers, sorted, withNotes } from "./notes";
import { authorsOf, countOf, profileOf, sectionOf, tagOf, tagsOf } from "./profiles";

/** What a library holds. */
export interface Contents {
  publications: Publication[];
  articles: ArticleSummary[];
  follows: Follow[];
  alerts?: Alert[];
  startup?: Startup;
}

/** The answers of a library with these contents. */
export function answersOf(library: Contents): Answers {
  let settings = DEFAULT_SETTINGS;
  const places = new Map<string, Position | null>();
  const found = (query: ArticleQuery) =>
    sorted(
      library.articles
        .filter((one) => fits(library, one, query))
        .map((one) => (query.saved && !query.search ? { ...one, found: null } : one)),
      query,
    );
  const changed = (id: string, change: Partial<Follow>): Follow => {
    library.follows = library.follows.map((one) => (one.id === id ? { ...one, ...change } : one));
    return withId(library.follows, id);
  };
  const withId = <T extends { id: string }>(list: T[], id: string): T => {
    const one = list.find((item) => item.id === id);
    if (!one) throw report("not_found", `There is no ${id}.`);
    return one;
  };
  const saved = (id: string) => {
    const save = sealed({ savedAt: "2025-09-25T10:00:00Z" });
    Object.assign(withId(library.articles, id), { saved: true, save });
    return save;
  };
  return {
    ...noteAnswers(library.articles),
    startup: () => library.startup ?? { folder: "/home/reader/library", problem: null, zoom: 1 },
    openings: () => [],
    open_in_browser: () => null,
    copy_text: () => null,
    zoom: () => 1,
    publications: () => library.publications,
    publication: ({ id }) => withId(library.publications, id),
    move_publication: ({ id, folder }) => {
      library.publications = library.publications.map((one) =>
        one.id === id ? { ...one, folder } : one,
      );
      return withId(library.publications, id);
    },
    rename_folder: ({ from, to }) => {
      library.publications = library.publications.map((one) =>
        from.every((part, depth) => one.folder[depth] === part)
          ? { ...one, folder: [...to, ...one.folder.slice(from.length)] }
          : one,
      );
      return null;
    },
    tags: () => tagsOf(library.articles, library.follows),
    tag: ({ name }) => tagOf(library.articles, library.follows, name),
    section: ({ publication, name }) => sectionOf(library.articles, publication, name),
    profile: ({ query }) => profileOf(found(query), query),
    follow: ({ kind, value }) => {
      const label = value.replace(/^\d+\//, "");
      const made = follow({ id: `${kind}${value}`, kind, value, key: value.toLowerCase(), label });
      library.follows = [made, ...library.follows];
      return made;
    },
    unfollow: ({ id }) => {
      library.follows = library.follows.filter((one) => one.id !== id);
      return null;
    },
    follows: () => library.follows,
    set_follow: ({ id, change }) => changed(id, change),
    alerts: () => ({ items: library.alerts ?? [], next: null }),
    dismiss_alerts: ({ ids }) => {
      library.alerts = (library.alerts ?? []).map((one) =>
        ids.includes(one.id) ? { ...one, seen: true } : one,
      );
      return null;
    },
    dismiss_all_alerts: () => null,
    unseen_alerts: () => (library.alerts ?? []).filter(({ seen }) => !seen).length,
    look_at_follow: () => null,
    is_online: () => true,
    autostart: () => false,
    set_autostart: ({ on }) => on,
    starter_list: () => [],
    refresh: () => ({
      checked: 1,
      unchanged: 1,
      newArticles: 0,
      failed: [],
      skipped: 0,
      cancelled: false,
    }),
    cancel_refresh: () => null,
    settings: () => settings,
    change_settings: ({ change }) => (settings = { ...settings, ...change }),
    export_opml: () => true,
    articles: ({ query }) => {
      const rows = found(query);
      const start = query.after ? rows.findIndex((row) => row.cursor === query.after) + 1 : 0;
      const items = rows.slice(start, start + (query.limit ?? 50));
      const more = start + items.length < rows.length;
      return { items, next: more ? (items.at(-1)?.cursor ?? null) : null };
    },
    count_articles: ({ queries }) => queries.map((query) => countOf(found(query))),
    open_article: ({ id }): Article => wholeOf(withId(library.articles, id)),
    around: ({ id }) => aroundOf(library.articles, withId(library.articles, id)),
    position: ({ id }) => places.get(id) ?? null,
    keep_position: ({ id, position }) => (places.set(id, position), null),
    front_page: ({ folder }) => {
      const within = library.publications.filter((one) => !folder || one.folder[0] === folder);
      const ids = new Set(within.map(({ id }) => id));
      return frontOf(library.articles.filter(({ publication }) => ids.has(publication.id)));
    },
    article: ({ id }): Article => wholeOf(withId(library.articles, id)),
    mark_read: ({ ids, read }) => {
      const changing = library.articles.filter((one) => ids.includes(one.id) && one.read !== read);
      changing.forEach((one) => (one.read = read));
      return changing.map(({ id }) => id);
    },
    mark_all_read: ({ query }) => {
      const changing = found(query).filter((one) => !one.read);
      changing.forEach((one) => (one.read = true));
      return changing.map(({ id }) => id);
    },
    save: ({ id }) => saved(id),
    save_all: ({ ids }) => ids.map(saved),
    unsave: ({ id }) => {
      Object.assign(withId(library.articles, id), { saved: false, save: null });
      return null;
    },
    storage: () => ({
      articles: 128_000_000,
      search: 40_000_000,
      saved: 482_000_000,
      cache: 624_000_000,
      thumbnails: 39_000_000,
    }),
    forgettable: ({ what }) => {
      const going = library.articles.filter((one) => one.read || what.kind === "beyond");
      return {
        articles: going.length,
        pictureBytes: what.kind === "read" ? 402_000_000 : 0,
        list: going.slice(0, 500).map(({ id, headline, publication, sortedAt }) => ({
          id,
          headline,
          publication: publication.title,
          sortedAt,
        })),
      };
    },
    forget: () => 0,
    connections: () =>
      ["quay.example", "meridian.example", "images.hill.example"].map((host, place) => ({
        host,
        purposes: place === 2 ? ["pictures"] : ["articles", "pages", "pictures"],
        requests: 96 >> place,
        failed: place,
        bytes: 14_000_000 >> place,
        lastAt: "2025-09-25T09:38:00Z",
      })),
    clear_connections: () => null,
    open_folder: () => null,
    licences: () => "svelte 5 (MIT)",
    allowed_hosts: () => [
      {
        publication: "1",
        title: "The Kyiv Independent",
        host: "secure.gravatar.com",
        allowedAt: "2025-09-25T09:38:00Z",
      },
    ],
    forbid_host: ({ id }) => withId(library.publications, id),
    allow_host: ({ id }) => withId(library.publications, id),
    show_picture: () => null,
    choose_pictures: ({ id, choice }) =>
      Object.assign(withId(library.publications, id), { pictures: choice }),
    move_library: () =>
      new Promise(() => void hint({ kind: "transferProgress", done: 140, total: 420 })) as never,
    cancel_transfer: () => null,
    retry_saves: () => null,
    set_retention: ({ id, days, articles }) =>
      Object.assign(withId(library.publications, id), { keepDays: days, keepArticles: articles }),
    set_refresh_interval: ({ id, minutes }) =>
      Object.assign(withId(library.publications, id), { refreshMinutes: minutes }),
    authors: () => authorsOf(library.articles),
    author: ({ id }) => {
      const page = authorsOf(library.articles).find(({ author }) => author.id === id);
      if (!page) throw report("not_found", `There is no ${id}.`);
      return page;
    },
    merge_authors: () => ["7"],
    separate_author: () => authorPage(),
    stats: () => ({
      folder: "/home/reader/library",
      publications: library.publications.length,
      sources: library.publications.length,
      articles: library.articles.length,
      unread: countOf(library.articles).unread,
      saved: library.articles.filter((one) => one.saved).length,
      authors: 4,
      tags: 9,
      follows: library.follows.length,
      alerts: 0,
      followedUnread: countOf(found({ followed: true })).unread,
      databaseBytes: 18_400_000,
      mediaBytes: 402_000_000,
      cacheBytes: 300_000_000,
    }),
  };
}

/** Laid out by place alone: what stands where is the core's to know. */
function frontOf(articles: ArticleSummary[]): FrontPage {
  const [first, ...rest] = articles;
  return {
    lead: first ? { article: first, because: { kind: "links", publications: 6 } } : null,
    top: rest.filter(({ leadImage }) => leadImage).slice(0, 3),
    sections: ["Business", "Climate", "Space", null].map((name) => ({
      name,
      articles: rest.filter(({ section }) => section === (name ?? "Transport")).slice(0, 12),
    })),
    picks: rest.slice(8, 14),
    popular: rest.slice(3, 11).map((article, place) => ({
      article,
      because: { kind: "comments", count: 90 - 9 * place },
    })),
    videos: rest.filter(hasVideo),
  };
}

/** By place alone, as the front page. */
function aroundOf(articles: ArticleSummary[], it: ArticleSummary): Around {
  const others = articles.filter((one) => one.id !== it.id);
  const own = others.filter((one) => one.publication.id === it.publication.id);
  const at = articles.indexOf(it);
  return {
    elsewhere: others.filter((one) => one.publication.id !== it.publication.id).slice(0, 6),
    more: others.filter((one) => one.section === it.section).slice(0, 7),
    popular: own.slice(0, 7).map((article, place) => ({
      article,
      because: { kind: "comments", count: 90 - 9 * place },
    })),
    picks: own.slice(3, 7),
    videos: others.filter(hasVideo),
    latest: own.slice(0, 12),
    newer: articles[at - 1] ?? null,
    older: articles[at + 1] ?? null,
  };
}

function fits(library: Contents, one: ArticleSummary, query: ArticleQuery): boolean {
  const text = `${one.headline} ${one.summary ?? ""}`.toLowerCase();
  const tags = one.tags.map((tag) => tag.slug);
  const follows = library.follows.map(({ value }) => value.toLowerCase());
  return (
    (!query.publication || one.publication.id === query.publication) &&
    (!query.author || one.authors.some(({ id }) => id === query.author)) &&
    (!query.tag || tags.includes(query.tag.toLowerCase())) &&
    fitsSaved(one, query) &&
    (!query.section || one.section === query.section) &&
    (!query.saved || one.saved) &&
    (!query.unread || !one.read) &&
    (!query.video || hasVideo(one)) &&
    (!query.followed || tags.some((tag) => follows.includes(tag))) &&
    (!query.since || one.sortedAt >= query.since) &&
    (!query.until || one.sortedAt < query.until) &&
    (!query.seenUntil || one.firstSeenAt <= query.seenUntil) &&
    (!query.search || text.includes(query.search.toLowerCase()))
  );
}

function wholeOf(summary: ArticleSummary): Article {
  return withNotes({ ...article(), ...summary });
}

/** A drawing made from a picture's id, in place of the picture. */
export function drawing(id: string): string {
  const hue = [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="248" height="168"><defs>` +
    `<linearGradient id="s" x2="0" y2="1"><stop stop-color="hsl(${hue} 45% 42%)"/>` +
    `<stop offset="1" stop-color="hsl(${hue + 40} 60% 78%)"/></linearGradient></defs>` +
    `<rect width="248" height="100" fill="url(#s)"/>` +
    `<path d="M0 96Q60 70 124 98T248 90V168H0Z" fill="hsl(${hue + 120} 25% 34%)"/></svg>`;
  // The size that is asked for (?w=248) is no part of the drawing.
  return `data:image/svg+xml,${encodeURIComponent(svg)}#`;
}
