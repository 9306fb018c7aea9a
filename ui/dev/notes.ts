// What the reader wrote, and what saved articles can be narrowed to: as the core keeps and counts it.

import type { Article, ArticleQuery, ArticleSummary, Facet, Highlight } from "../src/api";
import { hint, type Answers } from "../src/test/core";

const BODY =
  "The first boat leaves on Monday. Behind it lie eleven meetings and one very long pier, and a winter in which nobody crossed.";

/** Writes on some of the articles, as a reader would have. */
export function writeOn(articles: ArticleSummary[]): void {
  const [first, second, third] = articles.filter(({ saved }) => saved);
  Object.assign(first ?? {}, {
    labels: ["Sea", "Long read"],
    noted: true,
    highlightCount: 2,
    begun: 0.42,
  });
  Object.assign(second ?? {}, { labels: ["Work"], begun: 0 });
  Object.assign(third ?? {}, {
    labels: ["A label that goes on for longer than anybody would want one to be", "Sea"],
    highlightCount: 1,
  });
}

const written = new Map<string, { note: string | null; highlights: Highlight[] }>();

function on(article: ArticleSummary) {
  const known = written.get(article.id);
  if (known) return known;
  const highlight = (at: number, exact: string, note: string | null): Highlight => ({
    id: `${article.id}-${at}`,
    exact,
    prefix: "",
    suffix: "",
    start: null,
    note,
    madeAt: "2025-09-25T09:41:00Z",
  });
  const fresh = {
    note: article.noted ? "Ask the pilot about the second bend.\nHe was there in March." : null,
    highlights: [
      highlight(1, "The first boat leaves on Monday.", "Which boat?"),
      highlight(2, "Words that the publisher took out of the text after they were marked", null),
    ].slice(0, article.highlightCount),
  };
  written.set(article.id, fresh);
  return fresh;
}

/** An article with what is written on it. */
export function withNotes(article: Article): Article {
  const contentHtml = article.saved ? `<p>${BODY}</p>${article.contentHtml}` : article.contentHtml;
  return { ...article, ...on(article), contentHtml };
}

/** The answers that write on articles. */
export function noteAnswers(articles: ArticleSummary[]): Answers {
  const get = (id: string) => articles.find((one) => one.id === id)!;
  const told = (article: ArticleSummary) => {
    article.noted = on(article).note !== null;
    article.highlightCount = on(article).highlights.length;
    void hint({ kind: "notesChanged", id: article.id });
  };
  const holder = (id: string) =>
    articles.find((one) => written.get(one.id)?.highlights.some((made) => made.id === id))!;
  return {
    labels: () =>
      facetsOf(articles.map(({ labels }) => labels.map((it) => [it, it]))).map(
        ({ name, articles }) => ({ it: name, articles }),
      ),
    set_labels: ({ id, labels }) => {
      const article = get(id);
      article.labels = [...new Set(labels.map((label) => label.trim()))].sort();
      told(article);
      return article.labels;
    },
    set_note: ({ id, note }) => {
      on(get(id)).note = note;
      told(get(id));
      return null;
    },
    add_highlight: ({ id, highlight }) => {
      const known = on(get(id)).highlights.find(
        ({ exact, start }) => exact === highlight.exact && start === highlight.start,
      );
      if (known) return known;
      const made = { ...highlight, id: `${id}-${Date.now()}`, madeAt: "2025-09-25T09:41:00Z" };
      on(get(id)).highlights = [...on(get(id)).highlights, made];
      told(get(id));
      return made;
    },
    note_highlight: ({ id, note }) => {
      const article = holder(id);
      on(article).highlights = on(article).highlights.map((one) =>
        one.id === id ? { ...one, note } : one,
      );
      told(article);
      return null;
    },
    remove_highlight: ({ id }) => {
      const article = holder(id);
      on(article).highlights = on(article).highlights.filter((one) => one.id !== id);
      told(article);
      return null;
    },
    facets: () => {
      const saved = articles.filter((one) => one.saved);
      return {
        labels: facetsOf(saved.map(({ labels }) => labels.map((name) => [name, name]))),
        tags: facetsOf(saved.map(({ tags }) => tags.map(({ slug, name }) => [slug, name]))),
        publications: facetsOf(saved.map(({ publication: { id, title } }) => [[id, title]])),
        authors: facetsOf(
          saved.map(({ authors }) => authors.map(({ id, name }) => [id ?? "", name])),
        ),
      };
    },
  };
}

function facetsOf(all: [string, string][][]): Facet[] {
  const facets = new Map<string, Facet>();
  for (const [key, name] of all.flat()) {
    const facet = facets.get(key) ?? { key, name, articles: 0 };
    facets.set(key, { ...facet, articles: facet.articles + 1 });
  }
  return [...facets.values()];
}

/** Whether an article fits what saved lists are narrowed to. */
export function fitsSaved(one: ArticleSummary, query: ArticleQuery): boolean {
  return (
    (!query.label || one.labels.includes(query.label)) &&
    (!query.lacking || one.save?.state === "partial" || one.save?.state === "failed") &&
    (!query.noted || one.noted || one.highlightCount > 0) &&
    (!query.begun || one.begun !== null)
  );
}

/** In the order that is asked for. */
export function sorted(rows: ArticleSummary[], query: ArticleQuery): ArticleSummary[] {
  const by = (one: ArticleSummary) => {
    if (query.order === "size") return one.save?.bytes ?? 0;
    if (query.order === "length") return one.readingMinutes ?? 0;
    return Date.parse(query.order === "saved" ? (one.save?.savedAt ?? "") : one.sortedAt);
  };
  if (query.order === undefined || query.order === "best") return rows;
  const way = query.reversed ? 1 : -1;
  return [...rows].sort((one, other) => way * (by(one) - by(other)));
}
