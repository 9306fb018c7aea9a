// The pages of authors, tags and sections, made of the articles there are.

import type {
  ArticleCounts,
  ArticleQuery,
  ArticleSummary,
  AuthorPage,
  Counted,
  Follow,
  Profile,
  SectionPage,
  TagPage,
  UsedBy,
} from "../src/api";
import { report } from "../src/test/core";
import { authorPage } from "../src/test/samples";

const WEEK = 7 * 24 * 3_600_000;
const WEEKS = 26;

/** How many there are, and how many of them are unread. */
export function countOf(articles: ArticleSummary[]): ArticleCounts {
  return { total: articles.length, unread: articles.filter((one) => !one.read).length };
}

/** All tags, each with its publications. */
export function tagsOf(articles: ArticleSummary[], follows: Follow[]): TagPage[] {
  return counted(articles, ({ tags }) => tags.map((tag) => [tag.slug, tag] as const)).map(
    ({ it: { name, slug } }) => tagOf(articles, follows, name || slug),
  );
}

export function tagOf(articles: ArticleSummary[], follows: Follow[], name: string): TagPage {
  const slug = name.toLowerCase().replaceAll(" ", "-");
  const tagged = articles.filter(({ tags }) => tags.some((tag) => tag.slug === slug));
  const tag = tagged[0]?.tags.find((one) => one.slug === slug);
  if (!tag) throw report("not_found", `There is no ${name}.`);
  return {
    name: tag.name,
    slug,
    counts: countOf(tagged),
    publications: usedBy(tagged, tag.name),
    follow: follows.find((one) => one.kind === "tag" && one.key === slug)?.id ?? null,
    foundInText: tagged.filter(({ tags }) =>
      tags.some((one) => one.slug === slug && one.foundInText),
    ).length,
    sought: true,
    aliases: [],
  };
}

export function sectionOf(
  articles: ArticleSummary[],
  publication: string | null,
  name: string,
): SectionPage {
  const named = articles.filter((one) => one.section?.toLowerCase() === name.toLowerCase());
  const own = named.filter((one) => !publication || one.publication.id === publication);
  const [first] = own;
  if (!first?.section) throw report("not_found", `There is no ${name}.`);
  const key = first.section.toLowerCase();
  return {
    name: first.section,
    key: publication ? `${publication}/${key}` : key,
    publication: publication ? first.publication : null,
    url: publication ? "https://quay.example/section" : null,
    counts: countOf(own),
    latestAt: first.sortedAt,
    publications: usedBy(named, first.section),
    follow: null,
  };
}

/** Half a year that rises and falls, in place of the few days that are there. */
export function profileOf(articles: ArticleSummary[], query: ArticleQuery): Profile {
  const weeks = Array.from({ length: WEEKS }, (_, week) => (week * 17 + articles.length) % 23);
  const since = Date.now() - WEEK;
  weeks[WEEKS - 1] = articles.filter(({ sortedAt }) => Date.parse(sortedAt) > since).length % 29;
  return {
    weeks: articles.length > 0 ? weeks : weeks.map(() => 0),
    saved: articles.filter(({ saved }) => saved).length,
    authors: counted(articles, ({ authors }) =>
      authors.filter(({ id }) => id !== query.author).map((one) => [one.id ?? "", one] as const),
    ),
    tags: counted(articles, ({ tags }) =>
      tags.filter(({ name }) => name !== query.tag).map((tag) => [tag.slug, tag] as const),
    ),
    sections: counted(articles, ({ section, publication: { id } }) =>
      section && !query.section
        ? [[`${id}/${section}`, { publication: id, name: section }] as const]
        : [],
    ),
  };
}

function usedBy(articles: ArticleSummary[], name: string): UsedBy[] {
  const all = counted(articles, ({ publication }) => [[publication.id, publication] as const]);
  return all.map(({ it, articles }) => ({ publication: it, name, url: null, articles }));
}

/** What most articles have to do with, by its key. */
function counted<T>(
  articles: ArticleSummary[],
  keyed: (article: ArticleSummary) => (readonly [string, T])[],
): Counted<T>[] {
  const all = new Map<string, Counted<T>>();
  for (const [key, it] of articles.flatMap(keyed)) {
    all.set(key, { it, articles: (all.get(key)?.articles ?? 0) + 1 });
  }
  return [...all.values()].sort((a, b) => b.articles - a.articles).slice(0, 8);
}

/** Everybody who wrote something, the first of them in more than one way. */
export function authorsOf(articles: ArticleSummary[]): AuthorPage[] {
  const names = new Map(
    articles.flatMap(({ authors, publication }) =>
      authors.map((one) => [one.id, { author: one, publication }] as const),
    ),
  );
  return [...names.values()].map((one, place) =>
    authorPage({
      ...one,
      counts: countOf(
        articles.filter(({ authors }) => authors.some(({ id }) => id === one.author.id)),
      ),
      spellings:
        place === 0
          ? [
              { ids: ["5"], name: one.author.name.toUpperCase(), articles: 3 },
              { ids: ["6"], name: one.author.name.replace(/^(.).* /, "$1. "), articles: 1 },
            ]
          : [],
    }),
  );
}
