import type { Formats } from "../formats";

/** First run, and adding publications. */
export const add = ({ plural, number }: Formats) => ({
  title: "Add a publication",
  byAddress: "By address",
  importList: "Import a list (OPML)",
  address: "Address of a site or a feed",
  placeholder: "kyivindependent.com",
  find: "Find",
  looking: (host: string) => `Looking at ${host} for what it offers to readers`,
  lookingShort: "Looking",
  found: "Found",
  foundSeveral: (count: number) =>
    plural(count, { one: "# way to follow it", other: "# ways to follow it" }),
  whatToFollow: "What to follow",
  recommended: "recommended",
  latest: "Latest there now",
  nothingLatest: "There are no articles there right now.",
  articlesNow: (count: number) => plural(count, { one: "# article now", other: "# articles now" }),
  kinds: {
    feed: "Feed",
    ghost: "Ghost site",
    wordpress: "WordPress site",
    sitemap: "News sitemap",
  },
  kindLines: {
    feed: "What the feed carries",
    ghost: "Full text, pictures, authors, tags",
    wordpress: "Full text, pictures, authors, sections",
    sitemap: "Headlines, read from the pages",
  },
  already: (title: string) => `${title} is already here.`,
  openIt: "Open it",
  promise: "Broadsheet talks only to this site. No account needed.",
  addIt: "Add publication",
  adding: (title: string) => `Adding ${title} and fetching its articles`,
  added: (title: string) => `${title} was added`,
  addedFailing: (title: string) => `${title} was added, but it did not answer yet`,
  onlyArticle: "There is nothing to follow here, but this article can be added by itself.",
  addArticle: "Add article",
  articleAdded: "The article was added",
  articleAlready: "This article is already here.",
  login: {
    title: "This address asks who you are",
    name: "User name",
    password: "Password",
    signIn: "Sign in",
    refused: "The site did not accept this name and password.",
    promise: "Sent to this site alone. Never shown again, and never part of an export.",
  },
  tryFeed: "Try a section page, or paste the feed’s address.",
  chooseFile: "Choose an OPML file",
  importHint:
    "Other readers export their list as OPML. Folders come along; nothing is sent anywhere.",
  importing: "Reading the list",
  imported: (added: number, already: number) =>
    already === 0
      ? plural(added, { one: "# publication added", other: "# publications added" })
      : `${plural(added, { one: "# publication added", other: "# publications added" })}, ${number(already)} already here`,
  refused: (count: number) =>
    plural(count, {
      one: "# entry has no address that can be used",
      other: "# entries have no address that can be used",
    }),
  tooLargeFile: "This file is too large for a list of publications.",
  welcome: {
    tag: "Your papers, on your desk. Follow any site, read without noise, keep what matters.",
    question: "Which site do you read first in the morning?",
    bring: "Bring your list",
    bringLine: "An OPML file from another reader, folders included",
    shelf: "Borrow a starter shelf",
    shelfLine: "Short lists by topic, yours to change",
    sample: "Look round with a sample edition",
    sampleLine: "Works with no network, and is removed with one click",
    promise: "No account. Everything stays on this computer.",
  },
  shelf: {
    title: "Starter shelf",
    text: "Choose what you would like to read. Nothing is fetched until you add it.",
    language: "Language",
    choose: (count: number) =>
      count === 0
        ? "Choose publications"
        : plural(count, { one: "Add # publication", other: "Add # publications" }),
    adding: (done: number, total: number) => `Adding ${number(done)} of ${number(total)}`,
    done: (count: number) =>
      plural(count, { one: "# publication added", other: "# publications added" }),
    someFailed: (titles: string) => `Could not add: ${titles}`,
    topics: {
      world: "World",
      europe: "Europe",
      ukraine: "Ukraine",
      science: "Science",
      technology: "Technology",
      business: "Business",
      culture: "Culture",
      climate: "Climate",
      politics: "Politics",
      sport: "Sport",
      health: "Health",
    },
  },
});
