import type { Formats } from "../formats";

/** Article lists: the feed, and every page that shows a list of articles. */
export const feed = ({ plural, number, list }: Formats) => ({
  title: "News Feed",
  show: "Show",
  all: "All",
  unread: "Unread",
  followed: "Followed",
  search: "Search articles",
  today: "today",
  yesterday: "yesterday",
  dayCounts: (total: number, unread: number) =>
    unread === 0
      ? plural(total, { one: "# article", other: "# articles" })
      : `${plural(total, { one: "# article", other: "# articles" })}, ${number(unread)} unread`,
  newArticles: (count: number) => plural(count, { one: "# new article", other: "# new articles" }),
  readingTime: (minutes: number) => plural(minutes, { one: "# min read", other: "# min read" }),
  rowUnread: "Unread",
  rowRead: "Read",
  authorsAndMore: (names: string[], more: number) =>
    list([...names, plural(more, { one: "# more", other: "# more" })]),
  rowSaved: "Saved",
  video: "Video",
  audio: "Audio",
  link: "Link",
  membersOnly: "Members only",
  paidOnly: "Subscribers only",
  actions: "Article actions",
  save: "Save for offline",
  unsave: "Remove from saved",
  markRead: "Mark as read",
  markUnread: "Mark as unread",
  openOriginal: "Open the original",
  copyLink: "Copy link",
  density: (name: string) => `Layout: ${name}`,
  densities: { compact: "compact", comfortable: "comfortable", roomy: "roomy" },
  markAllRead: "Mark all as read",
  markedRead: (count: number) =>
    plural(count, { one: "# article marked as read", other: "# articles marked as read" }),
  nothingUnread: "Everything here is read already",
  savedForOffline: "Saved for offline",
  removedFromSaved: "Removed from saved",
  linkCopied: "Link copied",
  noOriginal: "This article has no address",
  loading: "Loading articles",
  stopped: "The list could not be read",
  beside: "More",
  caughtUp: {
    title: "You are all caught up",
    text: "Nothing here is unread. New articles will wait behind a button at the top.",
    showAll: "Show all articles",
  },
  nothingFollowed: {
    title: "Nothing followed yet",
    text: "Follow a tag, an author or a publication, and what is new about it gathers here.",
  },
  nothingYet: {
    title: "No articles yet",
    text: "Your publications have not sent anything yet. Press r to check them now.",
    refresh: "Check now",
  },
  results: {
    title: "Search",
    count: (count: number, text: string) =>
      plural(count, { one: `# article with “${text}”`, other: `# articles with “${text}”` }),
    order: "Order",
    clear: "Clear",
    newest: "Newest",
    best: "Best match",
    start: "Type a word. Headlines, summaries, full texts, authors and tags are searched.",
    none: "Nothing here has all of these words.",
    noneText: "Try fewer words, or another spelling. Accents and capitals make no difference.",
  },
});
