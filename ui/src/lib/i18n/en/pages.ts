import type { Formats } from "../formats";

/** The author, tag, section, publication, saved and following pages. */
export const pages = ({ plural, number, percent, moment, ago, list }: Formats) => ({
  loading: "Loading",
  problem: "This page could not be opened",
  articlesHere: (count: number) =>
    plural(count, { one: "# article here", other: "# articles here" }),
  unread: (count: number) => plural(count, { one: "# unread", other: "# unread" }),
  thisWeek: (count: number) => plural(count, { one: "# this week", other: "# this week" }),
  savedHere: (count: number) => plural(count, { one: "# saved", other: "# saved" }),
  publications: (count: number) => plural(count, { one: "# publication", other: "# publications" }),
  spelling: (name: string) => `as “${name}”`,
  latest: (at: string, now: Date) => `latest ${ago(at, now)}`,
  profile: {
    tags: "What about",
    authors: "Who writes",
    related: "Subjects and authors",
    pace: (weeks: number) => plural(weeks, { one: "Last # week", other: "Last # weeks" }),
    paceFrom: (weeks: number) => plural(weeks, { one: "# week ago", other: "# weeks ago" }),
    paceTo: "this week",
    paceTold: (now: number, most: number) =>
      `${plural(now, { one: "# article this week", other: "# articles this week" })}, ${number(most)} in the fullest`,
  },
  author: {
    kicker: "Author",
    profile: { tags: "Writes about", authors: "Writes with", sections: "Writes in" },
    roleAt: (role: string) => `${role}, `,
    gone: {
      title: "This author is no longer here",
      text: "Their articles went, and they with them.",
    },
    none: "No articles by this author are here.",
    alsoAs: "Also written as",
    spelling: (name: string, count: number) =>
      `${name}, ${plural(count, { one: "# article", other: "# articles" })}`,
    separate: "Separate",
    separateOf: (name: string) => `Separate ${name}: it is somebody else`,
    separated: (name: string) => `${name} is an author of their own`,
    merge: "Same person as…",
    mergeTitle: (name: string) => `Who is the same person as ${name}?`,
    mergeLine:
      "Their articles come together on this page, now and at every refresh. You can undo it.",
    mergeNobody: "This publication has no other authors.",
    mergeButton: "Put together",
    mergeChoice: "Author",
    merged: (name: string) => `${name} is the same person`,
  },
  tag: {
    kicker: "Tag",
    profile: { tags: "Often together with", authors: "Who writes" },
    who: "Who reports it",
    unknownTitle: "No articles with this tag yet",
    unknown: "Follow it all the same: you will be told when the first one comes.",
    none: "No articles with this tag are here.",
    names: "Other names, and texts",
    namesLine: (name: string) => `Publications that write these mean ${name} too:`,
    alias: "Another name",
    separate: (name: string) => `${name} is a tag of its own`,
    sought: "Found in texts as well",
    found: (count: number) => plural(count, { one: "# article", other: "# articles" }),
  },
  section: {
    kicker: "Section",
    visit: "Visit the section’s page",
    who: "Who has it",
    elsewhere: "Elsewhere by this name",
    together: "All of them together",
    none: "Nothing in this section yet",
    unknown: "Follow it all the same: you will be told when the first article comes.",
  },
  publication: {
    kicker: "Publication",
    gone: {
      title: "This publication is no longer here",
      text: "It was removed. What you saved of it is still under Saved.",
    },
    visit: "Visit the site",
    sections: "Its sections",
    none: "Nothing has come from this publication yet",
    noneText: "It is checked from time to time. You can also check it now, above.",
    sources: "Where it comes from",
    kinds: { feed: "Feed", ghost: "Ghost", wordpress: "WordPress", sitemap: "News sitemap" },
    states: { new: "Not asked yet", well: "Answers well", failing: "Not answering", gone: "Gone" },
    checked: (at: string, now: Date) => `Checked ${ago(at, now)}`,
    neverChecked: "Never checked",
    retryAfter: (at: string) => `It asked not to be asked before ${moment(at)}.`,
    use: "Use this one",
    useOf: (kind: string, url: string) => `Use this one: ${kind}, ${url}`,
    used: (kind: string) => `Articles come through this now: ${kind}`,
    standsIn: "It stands in for as long as the one above does not let us in.",
    private: "Private",
    pages: "Full text",
    pageChoices: { auto: "Automatic", always: "Always", never: "Never" },
    pageLines: {
      auto: "Where only a short text comes, the rest is read on the article’s page.",
      always: "Every article’s page is read.",
      never: "Only what comes by itself is shown; no article’s page is read.",
    },
    backfill: {
      title: "Older articles",
      depth: "How far back",
      depths: { "50": "50 articles", "200": "200", all: "Everything", since: "Since a day" },
      day: "Since which day",
      dayHint: "2025-09-25",
      fetch: "Fetch",
      line: (here: number) =>
        `${plural(here, { one: "# article is here.", other: "# articles are here." })} Older ones are fetched page by page, without hurry and without alerts.`,
      progress: (articles: number, wanted: number | null) =>
        wanted === null
          ? plural(articles, { one: "# article here so far", other: "# articles here so far" })
          : plural(wanted, {
              one: `${number(articles)} of # article`,
              other: `${number(articles)} of # articles`,
            }),
      stop: "Stop",
      goOn: "Go on",
      busy: "Another publication is being filled",
      ends: {
        reached: "It reaches as far back as you asked.",
        exhausted: "The publication offers nothing older.",
        cancelled: "Stopped.",
        failed: "It could not go on.",
      },
      came: (count: number) =>
        plural(count, { one: "# older article came.", other: "# older articles came." }),
      done: (title: string, count: number) =>
        plural(count, {
          one: `# older article of ${title} came`,
          other: `# older articles of ${title} came`,
        }),
    },
    refresh: "Check now",
    more: "More about this publication",
    rename: "Rename…",
    renameTitle: "Rename this publication",
    renameLabel: "Name",
    renameHint: (own: string) => `Leave it empty to use the publisher’s own name, ${own}.`,
    renamed: (title: string) => `It is called ${title} now`,
    changeAddress: "Change address…",
    changeAddressOf: (url: string) => `Change address… ${url}`,
    addressTitle: "Change the address",
    addressLabel: "Address of the feed or site",
    addressHint:
      "Articles already here stay. Nothing of the new address is announced until it was read once.",
    addressChanged: "The address was changed",
    saveChange: "Change",
    pause: "Pause",
    resume: "Go on checking it",
    paused: "Paused",
    pausedLine: "Paused: it is left out when publications are checked.",
    wasPaused: (title: string) => `${title} is paused`,
    wasResumed: (title: string) => `${title} is checked again`,
    remove: "Remove",
    removed: (title: string) => `${title} was removed. What you saved of it stays.`,
    sample: "Sample edition",
  },
  saved: {
    title: "Saved",
    list: "Saved articles",
    picture: "Picture",
    article: "Article",
    ways: "Actions",
    copy: "Offline copy",
    when: "Saved",
    remove: "Remove from saved",
    removeOf: (headline: string) => `Remove from saved: ${headline}`,
    again: "Try again",
    againOf: (headline: string) => `Try again: ${headline}`,
    removed: "Removed from saved",
    states: {
      waiting: "Waiting",
      complete: "Complete",
      sealing: (share: number) => `Sealing ${percent(share)}`,
      missing: (count: number, all: number) =>
        plural(all, {
          one: `${number(count)} of # image missing`,
          other: `${number(count)} of # images missing`,
        }),
      textMissing: "Text not whole",
      beginning: "Only the beginning",
    },
    complete: (pictures: number) =>
      pictures === 0 ? "Text" : plural(pictures, { one: "# image, text", other: "# images, text" }),
    waiting: "Goes on by itself",
    stopped: "Stopped until you save again or reopen Broadsheet",
    metered: "Metered network.",
    now: "Save now",
    partial: (problem: string | null): string => {
      switch (problem) {
        case "not_a_picture":
          return "What came was no picture. The text is safe.";
        case "too_large":
        case "picture_too_large":
          return "Too large to keep. The text is safe.";
        case "http_status":
        case "gone":
          return "The site refused them. The text is safe.";
        case "unreachable":
        case "timed_out":
        case "connection_cut":
          return "The site did not answer. The text is safe.";
        case "disk_full":
          return "The disk is full. The text is safe.";
        default:
          return "The text is safe.";
      }
    },
    partialText: "What had come of it is kept.",
    failed: (problem: string | null): string => {
      switch (problem) {
        case "http_status":
        case "gone":
          return "The site refused its page. What the source gave is safe.";
        case "unreachable":
        case "timed_out":
        case "connection_cut":
          return "The site did not answer. What the source gave is safe.";
        default:
          return "Its page could not be read. What the source gave is safe.";
      }
    },
    retry: (at: string, now: Date) => `Tried again ${ago(at, now)}`,
    automatic: "Saved for something you follow",
    retryAll: "Try everything again",
    stop: "Stop",
    statuses: {
      all: "All",
      unread: "Unread",
      lacking: "Needs a look",
      begun: "Begun",
      noted: "With notes",
    },
    search: "Search saved",
    // Each order, and the other way round.
    orders: {
      saved: ["Newest saved", "Oldest saved"],
      newest: ["Newest published", "Oldest published"],
      length: ["Longest to read", "Shortest to read"],
      size: ["Largest", "Smallest"],
    },
    size: "Size",
    kinds: {
      label: "All labels",
      tag: "All tags",
      publication: "All publications",
      author: "All authors",
    },
    clear: "Clear filters",
    noneTitle: "Nothing saved has all of this",
    none: "Fewer words or filters find more.",
    begun: (share: number) => (share > 0 ? `Continue at ${percent(share)}` : "Begun"),
    noted: "Note",
    highlights: (count: number) => plural(count, { one: "# highlight", other: "# highlights" }),
    emptyTitle: "Nothing saved yet",
    empty: "Press s on any article, and it stays here with its pictures, also without a network.",
    more: "Show more",
  },
  following: {
    title: "Following",
    follows: "What you follow",
    inbox: "What you missed",
    kinds: {
      tag: "Tag",
      author: "Author",
      section: "Section",
      publication: "Publication",
      search: "Search",
    },
    nothing: "nothing yet",
    more: "Show more",
    mode: "Tell me",
    modeOf: (name: string) => `Tell me about ${name}`,
    modes: {
      instant: "At once",
      hourly: "Every hour",
      morning: "In the morning",
      evening: "In the evening",
      inbox: "Only in this window",
    },
    pause: "Pause",
    pauseOf: (name: string) => `Pause ${name}`,
    paused: "Paused",
    corrections: "Corrections too",
    ownTags: "Only tags of publishers",
    save: "Save",
    except: "Except",
    exceptLine: (name: string) => `${name}, but not what is also about:`,
    exceptNot: (name: string) => `No longer except ${name}`,
    exceptKind: "What it is",
    add: "Add",
    fresh: (count: number) => plural(count, { one: "# new", other: "# new" }),
    unseen: "New",
    correction: "Corrected",
    dismiss: "Mark as seen",
    dismissOf: (headline: string) => `Mark as seen: ${headline}`,
    dismissAll: "Mark all as seen",
    keepOf: (name: string) => `Save articles of ${name}`,
    keepNone: "Saved only by hand",
    keep: (count: number) =>
      plural(count, { one: "Newest article saved", other: "Newest # articles saved" }),
    articles: (count: number) => plural(count, { one: "# article", other: "# articles" }),
    emptyTitle: "Nothing followed yet",
    empty:
      "Press f on an article to follow its first tag, or use the button on any author, tag, section or publication.",
    noAlerts:
      "When an article comes that you follow, it is announced on your desktop and kept here.",
    because: (names: string[]) => `You follow ${list(names)}`,
    states: {
      pending: "Not shown yet",
      claimed: "Being shown",
      unshown: "Not shown",
      shown: "Shown on the desktop",
      quiet: "Kept here, without a notification",
    },
  },
});
