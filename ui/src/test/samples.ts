// Things as the core would give them, for tests: whole, and with only what a test is about said.

import type {
  Alert,
  Article,
  ArticleSummary,
  Author,
  AuthorPage,
  Follow,
  Profile,
  Publication,
  PublicationRef,
  Save,
  SectionPage,
  Source,
  TagPage,
} from "../api";

const AT = "2025-09-25T09:41:00Z";

export function publicationRef(given: Partial<PublicationRef> = {}): PublicationRef {
  return {
    id: "1",
    title: "The Quay Gazette",
    url: "https://quay.example/",
    icon: null,
    iconMedia: null,
    ...given,
  };
}

export function author(given: Partial<Author> = {}): Author {
  return {
    id: "11",
    name: "Ada Quist",
    url: "https://quay.example/author/ada",
    role: "Harbour correspondent",
    bio: "Ada writes about ports and the people in them.",
    avatar: null,
    avatarMedia: null,
    links: [],
    ...given,
  };
}

export function summary(given: Partial<ArticleSummary> = {}): ArticleSummary {
  return {
    id: "101",
    url: "https://quay.example/a",
    canonicalUrl: "https://quay.example/a",
    publication: publicationRef(),
    section: "News Feed",
    headline: "Two harbours re-establish their ferry after a winter apart",
    summary: "The first boat leaves on Monday.",
    authors: [author()],
    publishedAt: AT,
    updatedAt: null,
    firstSeenAt: AT,
    editedAt: null,
    sortedAt: AT,
    readingMinutes: 2,
    leadImage: null,
    tags: [{ name: "Ferries", slug: "ferries", url: null, foundInText: false }],
    language: "en",
    direction: "ltr",
    featured: false,
    access: "public",
    stub: false,
    kind: "article",
    commentsUrl: null,
    commentCount: null,
    attachments: [],
    video: null,
    read: false,
    saved: false,
    save: null,
    labels: [],
    noted: false,
    highlightCount: 0,
    begun: null,
    found: null,
    cursor: "c101",
    ...given,
  };
}

export function article(given: Partial<Article> = {}): Article {
  return {
    ...summary(),
    contentHtml: "<p>The first boat leaves on Monday.</p>",
    contentText: "The first boat leaves on Monday.",
    related: [],
    videos: [],
    pictures: [],
    held: [],
    note: null,
    highlights: [],
    ...given,
  };
}

export function source(given: Partial<Source> = {}): Source {
  return {
    id: "21",
    publication: "1",
    kind: "feed",
    role: "used",
    url: "https://quay.example/rss",
    private: false,
    pages: "auto",
    health: {
      state: "well",
      sentence: "Answers well.",
      problem: null,
      params: {},
      failures: 0,
      retryAfter: null,
    },
    checkedAt: AT,
    succeededAt: AT,
    dueAt: null,
    ...given,
  };
}

export function publication(given: Partial<Publication> = {}): Publication {
  return {
    ...publicationRef(),
    ownTitle: "The Quay Gazette",
    description: "News from the water’s edge.",
    language: "en",
    folder: [],
    paused: false,
    refreshMinutes: null,
    keepDays: null,
    keepArticles: null,
    pictures: null,
    sample: false,
    sections: [
      { name: "News Feed", url: null, articles: 4 },
      { name: "Opinion", url: null, articles: 2 },
    ],
    sources: [source()],
    counts: { total: 6, unread: 4 },
    follow: null,
    addedAt: AT,
    ...given,
  };
}

export function authorPage(given: Partial<AuthorPage> = {}): AuthorPage {
  return {
    author: author(),
    publication: publicationRef(),
    counts: { total: 3, unread: 1 },
    latestAt: AT,
    follow: null,
    spellings: [],
    ...given,
  };
}

export function tagPage(given: Partial<TagPage> = {}): TagPage {
  return {
    name: "Ferries",
    slug: "ferries",
    counts: { total: 5, unread: 2 },
    publications: [{ publication: publicationRef(), name: "Ferries", url: null, articles: 5 }],
    follow: null,
    foundInText: 0,
    sought: true,
    aliases: [],
    ...given,
  };
}

export function sectionPage(given: Partial<SectionPage> = {}): SectionPage {
  return {
    name: "Opinion",
    key: "1/opinion",
    publication: publicationRef(),
    url: null,
    counts: { total: 2, unread: 1 },
    latestAt: AT,
    publications: [{ publication: publicationRef(), name: "Opinion", url: null, articles: 2 }],
    follow: null,
    ...given,
  };
}

export function profile(given: Partial<Profile> = {}): Profile {
  return {
    weeks: Array.from({ length: 26 }, (_, week) => week % 4),
    saved: 1,
    authors: [{ it: author(), articles: 2 }],
    tags: [
      { it: { name: "Ferries", slug: "ferries", url: null, foundInText: false }, articles: 2 },
    ],
    sections: [{ it: { publication: "1", name: "Opinion" }, articles: 2 }],
    ...given,
  };
}

export function follow(given: Partial<Follow> = {}): Follow {
  return {
    id: "31",
    kind: "tag",
    value: "Ferries",
    key: "ferries",
    label: "Ferries",
    articles: 5,
    unread: 2,
    latest: { id: "101", headline: "Two harbours re-establish their ferry", at: AT },
    fresh: 1,
    mode: "instant",
    paused: false,
    corrections: false,
    keep: null,
    followedAt: AT,
    exclude: [],
    ownTags: false,
    ...given,
  };
}

export function alert(given: Partial<Alert> = {}): Alert {
  return {
    id: "41",
    article: "101",
    headline: "Two harbours re-establish their ferry after a winter apart",
    publication: publicationRef(),
    picture: null,
    because: ["Ferries"],
    createdAt: AT,
    mode: "instant",
    correction: null,
    state: "shown",
    seen: false,
    ...given,
  };
}

/** How a saved copy stands: whole, where nothing else is said. */
export function sealed(given: Partial<Save> = {}): Save {
  return {
    state: "complete",
    savedAt: AT,
    pictures: 1,
    missing: 0,
    problem: null,
    retryAt: null,
    automatic: false,
    bytes: 1_887_436,
    ...given,
  };
}
