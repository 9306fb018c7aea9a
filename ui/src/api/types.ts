// Generated from src-tauri/src/commands.rs by `cargo xtask types`. Do not edit.

/** The colour of kickers, unread dots and progress. */
export type Accent = "press" | "ink" | "bottle" | "ochre" | "graphite";

/** Who may read an article at its publisher's. */
export type Access = "public" | "members" | "paid";

/** One thing the reader was or will be told. */
export type Alert = {
  /** Its id. */
  id: AlertId,
  /** The article it is about. */
  article: ArticleId,
  /** The article's headline. */
  headline: string,
  /** The picture at the article's head. */
  picture: MediaId | null,
  /** The article's publication. */
  publication: PublicationRef,
  /** The follows that matched, by what a person calls them ("Syria"). */
  because: Array<string>,
  /** When it was written. */
  createdAt: string,
  /** How it is told: the most urgent of what its follows want. */
  mode: FollowMode,
  /** The article's version that it tells of, where it tells of a correction and not that the article came. */
  correction: number | null,
  /** How far it has come to the desktop. */
  state: AlertState,
  /** Whether the reader knows: they opened or read the article, or dismissed the alert. */
  seen: boolean,
};

/** An alert's id in this library. */
export type AlertId = string;

/** Which alerts the inbox shows. Unset fields do not restrict. */
export type AlertQuery = {
  /** Only those that nobody has claimed yet. */
  pending?: boolean,
  /** Only those the reader does not know yet. */
  unseen?: boolean,
  /** Only those this follow is a reason for. */
  follow?: FollowId,
  /** Behind the page that gave this cursor. */
  after?: string,
  /** At most this many rows; 50 unless told, 10,000 at the most. */
  limit?: number,
};

/** How far an alert has come to the desktop. */
export type AlertState = "pending" | "claimed" | "unshown" | "shown" | "quiet";

/** A host, not one of a publication's own, that the reader lets its pictures be asked from. */
export type AllowedHost = {
  /** Which publication. */
  publication: PublicationId,
  /** Its name. */
  title: string,
  /** The host, with its port where that is not the usual one. */
  host: string,
  /** Since when. */
  allowedAt: string,
};

/** Where to go on from an article. What there is nothing for is empty, and is not to be shown; the article itself is in none. */
export type Around = {
  /** Of other publications, about what it is about: what shares most tags first. */
  elsewhere: Array<ArticleSummary>,
  /** Of its publication, in its section or with its tags: what shares most first. */
  more: Array<ArticleSummary>,
  /** Of its publication: what is discussed or linked to most, most first. */
  popular: Array<FrontStory>,
  /** Of its publication: what its editors picked, newest first. */
  picks: Array<ArticleSummary>,
  /** Of its publication: what has video, newest first. */
  videos: Array<ArticleSummary>,
  /** The latest of its publication, newest first. */
  latest: Array<ArticleSummary>,
  /** The one its publication published next. */
  newer: ArticleSummary | null,
  /** The one its publication published before. */
  older: ArticleSummary | null,
};

/** An article on its page. */
export type Article = {
  /** The body: sanitized HTML, every address in it absolute. */
  contentHtml: string,
  /** The body as plain text. */
  contentText: string,
  /** Link cards embedded in the body, and what the publisher relates it to. */
  related: Array<RelatedCard>,
  /** Videos in the body or attached to it. */
  videos: Array<Video>,
  /** The pictures in `content_html`: their addresses there, and the ids under which the core serves them. */
  pictures: Array<Picture>,
  /** The pictures of its page that are not here and not asked for by themselves. */
  held: Array<HeldPicture>,
  /** The reader's note on it. */
  note: string | null,
  /** What the reader marked in its text. */
  highlights: Array<Highlight>,
  /** Its id in this library. */
  id: ArticleId,
  /** Where a browser opens it. */
  url: string | null,
  /** Its address without tracking parameters, or the one its page names as canonical. */
  canonicalUrl: string | null,
  /** Who published it. */
  publication: PublicationRef,
  /** The publisher's own department, such as "News Feed". */
  section: string | null,
  /** The headline; cut from the text where the publisher gave none. */
  headline: string,
  /** A few sentences of plain text. */
  summary: string | null,
  /** Who wrote it, in the publisher's order. */
  authors: Array<Author>,
  /** When the publisher says it appeared. */
  publishedAt: string | null,
  /** When the publisher says it last changed, where that is later than `published_at`. */
  updatedAt: string | null,
  /** When this library first saw it. */
  firstSeenAt: string,
  /** When this library last noticed that the publisher had changed headline or text; its versions tell what. */
  editedAt: string | null,
  /** What lists sort and group by: `published_at`, but never later than `first_seen_at`. */
  sortedAt: string,
  /** Minutes to read it, as the publisher states or by counting words; the words of a stub are not counted. */
  readingMinutes: number | null,
  /** The picture at its head. */
  leadImage: Image | null,
  /** Topics, in the publisher's order. */
  tags: Array<Tag>,
  /** A BCP 47 language tag. */
  language: string | null,
  /** Which way its text runs. */
  direction: Direction,
  /** Whether the publisher's editors picked it. */
  featured: boolean,
  /** Who may read it at the publisher's. */
  access: Access,
  /** Whether only an opening of its text is here, or nothing: never to be shown as the whole article. */
  stub: boolean,
  /** What it mainly is. */
  kind: ArticleKind,
  /** Where readers discuss it. */
  commentsUrl: string | null,
  /** How many comments the publisher counts. */
  commentCount: number | null,
  /** Files that come with it (podcast episodes, PDFs). */
  attachments: Array<Attachment>,
  /** The video it shows first, in its text or attached to it. */
  video: Video | null,
  /** Whether the reader opened it or marked it read. */
  read: boolean,
  /** Whether the reader saved it. */
  saved: boolean,
  /** How its saved copy stands, where it is saved. */
  save: Save | null,
  /** The reader's own words for it. */
  labels: Array<string>,
  /** Whether the reader wrote a note on it. */
  noted: boolean,
  /** How many highlights the reader made in it. */
  highlightCount: number,
  /** Where the reader stopped in the middle of it, how much lay above, from 0 to 1 (0 where only that it was is known). */
  begun: number | null,
  /** In search results: where the words were found. */
  found: Found | null,
  /** Give this as [`ArticleQuery::after`](super::ArticleQuery::after) to go on behind this row. */
  cursor: string,
};

/** How many articles fit a query. */
export type ArticleCounts = {
  /** All of them. */
  total: number,
  /** Those not read yet. */
  unread: number,
};

/** An article's id in this library. */
export type ArticleId = string;

/** What an article mainly is. */
export type ArticleKind = "article" | "video" | "audio" | "link";

/** Which articles a list shows: the feed, an author, a tag, a section, a publication, the saved ones and search
 * are this one query with different fields set. Unset fields do not restrict. */
export type ArticleQuery = {
  /** Of this publication. */
  publication?: PublicationId,
  /** Of the publications in this folder, by the name of the outermost. */
  folder?: string,
  /** By this author. */
  author?: AuthorId,
  /** With this tag, compared by normalised name. */
  tag?: string,
  /** In the section of this name, compared without regard to case. */
  section?: string,
  /** With this label of the reader's, compared by normalised name. */
  label?: string,
  /** Only saved ones. */
  saved?: boolean,
  /** Only those whose saved copy lacks something that could not be had. */
  lacking?: boolean,
  /** Only those with a note or a highlight of the reader's. */
  noted?: boolean,
  /** Only those the reader stopped in the middle of. */
  begun?: boolean,
  /** Only unread ones. */
  unread?: boolean,
  /** Only those that are or show a video. */
  video?: boolean,
  /** Only those some follow matches. */
  followed?: boolean,
  /** Only those this follow matches. */
  follow?: FollowId,
  /** Sorted at or after this instant. */
  since?: string,
  /** Sorted before this instant. */
  until?: string,
  /** First seen at or before this instant: keeps a list still while new articles arrive. */
  seenUntil?: string,
  /** With these words. */
  search?: string,
  /** In which order. */
  order?: Order,
  /** The other way round; not with `best`. */
  reversed?: boolean,
  /** Behind the row that carries this cursor. */
  after?: string,
  /** At most this many rows; 50 unless told, 500 at the most. */
  limit?: number,
};

/** An article in a list. It never carries the body. */
export type ArticleSummary = {
  /** Its id in this library. */
  id: ArticleId,
  /** Where a browser opens it. */
  url: string | null,
  /** Its address without tracking parameters, or the one its page names as canonical. */
  canonicalUrl: string | null,
  /** Who published it. */
  publication: PublicationRef,
  /** The publisher's own department, such as "News Feed". */
  section: string | null,
  /** The headline; cut from the text where the publisher gave none. */
  headline: string,
  /** A few sentences of plain text. */
  summary: string | null,
  /** Who wrote it, in the publisher's order. */
  authors: Array<Author>,
  /** When the publisher says it appeared. */
  publishedAt: string | null,
  /** When the publisher says it last changed, where that is later than `published_at`. */
  updatedAt: string | null,
  /** When this library first saw it. */
  firstSeenAt: string,
  /** When this library last noticed that the publisher had changed headline or text; its versions tell what. */
  editedAt: string | null,
  /** What lists sort and group by: `published_at`, but never later than `first_seen_at`. */
  sortedAt: string,
  /** Minutes to read it, as the publisher states or by counting words; the words of a stub are not counted. */
  readingMinutes: number | null,
  /** The picture at its head. */
  leadImage: Image | null,
  /** Topics, in the publisher's order. */
  tags: Array<Tag>,
  /** A BCP 47 language tag. */
  language: string | null,
  /** Which way its text runs. */
  direction: Direction,
  /** Whether the publisher's editors picked it. */
  featured: boolean,
  /** Who may read it at the publisher's. */
  access: Access,
  /** Whether only an opening of its text is here, or nothing: never to be shown as the whole article. */
  stub: boolean,
  /** What it mainly is. */
  kind: ArticleKind,
  /** Where readers discuss it. */
  commentsUrl: string | null,
  /** How many comments the publisher counts. */
  commentCount: number | null,
  /** Files that come with it (podcast episodes, PDFs). */
  attachments: Array<Attachment>,
  /** The video it shows first, in its text or attached to it. */
  video: Video | null,
  /** Whether the reader opened it or marked it read. */
  read: boolean,
  /** Whether the reader saved it. */
  saved: boolean,
  /** How its saved copy stands, where it is saved. */
  save: Save | null,
  /** The reader's own words for it. */
  labels: Array<string>,
  /** Whether the reader wrote a note on it. */
  noted: boolean,
  /** How many highlights the reader made in it. */
  highlightCount: number,
  /** Where the reader stopped in the middle of it, how much lay above, from 0 to 1 (0 where only that it was is known). */
  begun: number | null,
  /** In search results: where the words were found. */
  found: Found | null,
  /** Give this as [`ArticleQuery::after`](super::ArticleQuery::after) to go on behind this row. */
  cursor: string,
};

/** A file that comes with an article (an RSS enclosure). */
export type Attachment = {
  /** Its address. */
  url: string,
  /** Its media type, as the publisher states. */
  type: string | null,
  /** Its size in bytes, as the publisher states. */
  bytes: number | null,
  /** Its length in seconds. */
  durationSeconds: number | null,
};

/** A person or desk of one publication. */
export type Author = {
  /** Its id in this library; `null` only from commands that store nothing. */
  id: AuthorId | null,
  /** The name as published. */
  name: string,
  /** Their page at the publisher's. */
  url: string | null,
  /** Their job there, only where the publisher states it. */
  role: string | null,
  /** A few sentences about them, as published. */
  bio: string | null,
  /** Their portrait's address. */
  avatar: string | null,
  /** Their portrait's id. */
  avatarMedia: MediaId | null,
  /** Their other pages: own site, social profiles. */
  links: Array<string>,
};

/** An author's id in this library. */
export type AuthorId = string;

/** An author's own page. */
export type AuthorPage = {
  /** Who. (`author.id` is never null here.) */
  author: Author,
  /** Of which publication. */
  publication: PublicationRef,
  /** Their articles here. */
  counts: ArticleCounts,
  /** When their newest article here was published. */
  latestAt: string | null,
  /** The follow of them, where there is one. */
  follow: FollowId | null,
  /** How else the publication writes them. */
  spellings: Array<AuthorSpelling>,
};

/** Another way in which a publication writes an author. */
export type AuthorSpelling = {
  /** Its ids: one for each address it is told with. */
  ids: Array<SpellingId>,
  /** As it is written. */
  name: string,
  /** The articles here that write it so. */
  articles: number,
};

/** Why filling from an archive ended. */
export type BackfillEnd = "reached" | "exhausted" | "cancelled" | "failed";

/** What filling a publication from its archive did. */
export type BackfillReport = {
  /** Which. */
  publication: PublicationId,
  /** Pages of the archive that were read. */
  pages: number,
  /** Articles that were not in the library before. */
  newArticles: number,
  /** Why it ended. Asking again goes on from there. */
  end: BackfillEnd,
  /** What went wrong, where something did. */
  problem: ErrorReport | null,
};

/** What a backup wrote. */
export type BackupReport = {
  /** The file. */
  path: string,
  /** Kept files in it. */
  files: number,
  /** Kept files that are damaged or gone, by hash. */
  missing: Array<string>,
  /** Whether it was stopped: then nothing was written. */
  cancelled: boolean,
};

/** Why an article stands on the front page. */
export type Because = { "kind": "links",
  /** How many. */
  publications: number,
} | { "kind": "featured" } | { "kind": "followed",
  /** What, as a person calls it. */
  label: string,
} | { "kind": "comments",
  /** How many comments the publisher counts. */
  count: number,
} | { "kind": "recent" };

/** One source that could be added. */
export type Candidate = {
  /** What is spoken there. */
  kind: SourceKind,
  /** Its address. */
  url: string,
  /** The publication's name. */
  title: string,
  /** What it says of itself. */
  description: string | null,
  /** Its site. */
  site: string | null,
  /** Its icon's address. Nothing is fetched for it before it is added. */
  icon: string | null,
  /** A BCP 47 language tag. */
  language: string | null,
  /** The newest headlines there, three at the most. */
  latest: Array<string>,
  /** How many articles it offers now. */
  articles: number,
  /** The publication that already has this source. */
  already: PublicationId | null,
};

/** What happened to a run of words. */
export type Change = "same" | "added" | "removed";

/** What `check` found. */
export type CheckReport = {
  /** Whether nothing is wrong. */
  sound: boolean,
  /** What is wrong, in SQLite's words. */
  problems: Array<string>,
};

/** A source picked from a [`Discovery`]. */
export type Choice = {
  /** What is spoken there. */
  kind: SourceKind,
  /** Its address. */
  url: string,
};

/** What the button that closes the window does. */
export type CloseTo = "quit" | "minimise" | "tray";

/** What changed from one version of an article to another. */
export type Comparison = {
  /** The headline, run by run. */
  headline: Array<Run>,
  /** The text, run by run. */
  text: Array<Run>,
};

/** A host that was asked in the last day. What was read there is not kept. */
export type Connection = {
  /** Its name, with its port where that is not the usual one. */
  host: string,
  /** What it was asked for. */
  purposes: Array<Purpose>,
  /** How often it was asked. */
  requests: number,
  /** Of these, how often nothing good came of it. */
  failed: number,
  /** Bytes that were read of its answers. */
  bytes: number,
  /** When it was asked last. */
  lastAt: string,
};

/** Something, and how many articles it has to do with. */
export type Counted<T> = {
  /** What. */
  it: T,
  /** How many. */
  articles: number,
};

/** How much of each article a list shows. */
export type Density = "compact" | "comfortable" | "roomy";

/** How far back a publication's archive is to be read. Both unset: to its end. */
export type Depth = {
  /** Until the library holds so many of its articles. */
  articles: number | null,
  /** Until this day; what is older is not kept. */
  since: string | null,
};

/** Which way text runs. */
export type Direction = "ltr" | "rtl";

/** What an address offers, before anything is added. */
export type Discovery = {
  /** The address as understood. */
  address: string,
  /** What was found, best first. Empty only where `article` is there: finding nothing is
   * [`NothingFound`](crate::Error::NothingFound). */
  candidates: Array<Candidate>,
  /** The article that stands at the address itself, looked for where there is nothing to follow. */
  article: FoundArticle | null,
};

/** An [`Error`] as plain data. */
export type ErrorReport = {
  /** [`Error::code`]. */
  code: string,
  /** One plain English sentence. */
  message: string,
  /** [`Error::params`]. */
  params: Record<string, unknown>,
  /** [`Error::is_retryable`]. */
  retryable: boolean,
};

/** Something happened in the library. */
export type Event = { "kind": "refreshProgress",
  /** Sources asked so far. */
  done: number,
  /** Sources in this run. */
  total: number,
} | { "kind": "refreshEnded",
  /** Articles that were not in the library before. */
  newArticles: number,
  /** Sources that could not be read. */
  failed: number,
  /** Whether the reader stopped it. */
  cancelled: boolean,
} | { "kind": "backfillProgress",
  /** Which. */
  publication: PublicationId,
  /** Articles of it here now. */
  articles: number,
  /** Articles wanted, where a number is. */
  wanted: number | null,
} | { "kind": "backfillEnded",
  /** Which. */
  publication: PublicationId,
  /** Articles that were not in the library before. */
  newArticles: number,
} | { "kind": "transferProgress",
  /** Articles done so far. */
  done: number,
  /** Articles in all. */
  total: number,
} | { "kind": "articlesChanged" } | { "kind": "publicationsChanged",
  /** The one that changed, where it was one. */
  id: PublicationId | null,
} | { "kind": "statusChanged",
  /** The articles it changed for. */
  ids: Array<ArticleId>,
} | { "kind": "notesChanged",
  /** The article. */
  id: ArticleId,
} | { "kind": "savesChanged",
  /** The article. */
  id: ArticleId,
} | { "kind": "saveProgress",
  /** The article. */
  id: ArticleId,
  /** Parts that came or could not be had. */
  done: number,
  /** All of them: the text and each picture. */
  total: number,
} | { "kind": "networkChanged" } | { "kind": "followsChanged" } | { "kind": "settingsChanged" } | { "kind": "alertsWaiting" } | { "kind": "alertsChanged" };

/** Something that a follow leaves out: "Syria, but not sport". */
export type Exclusion = {
  /** What it looks at. */
  kind: FollowKind,
  /** The value, as a follow of that kind would have it. */
  value: string,
  /** What a person calls it. Told by the library, and not asked for. */
  label?: string,
};

/** Which articles are written. */
export type ExportChoice = { "kind": "saved" } | { "kind": "these", "ids": Array<ArticleId> };

/** What articles are written as. */
export type ExportFormat = "html" | "markdown" | "epub" | "json";

/** What an export wrote. */
export type ExportReport = {
  /** The file or folder. */
  path: string,
  /** Articles in it. */
  articles: number,
  /** Pictures in it, each counted once for every article that shows it. */
  pictures: number,
  /** Pictures that are not in it, each told in its place. */
  missing: Array<MissingPicture>,
  /** Whether the reader stopped it: then nothing is there. */
  cancelled: boolean,
};

/** One of them. */
export type Facet = {
  /** What [`ArticleQuery`] takes for it. */
  key: string,
  /** What it is called. */
  name: string,
  /** How many articles of the list that is. */
  articles: number,
};

/** What a list can be narrowed to, the most used first. */
export type Facets = {
  /** The reader's labels. */
  labels: Array<Facet>,
  /** Tags. */
  tags: Array<Facet>,
  /** Publications. */
  publications: Array<Facet>,
  /** Authors. */
  authors: Array<Facet>,
};

/** A standing wish. */
export type Follow = {
  /** Its id. */
  id: FollowId,
  /** What it looks at. */
  kind: FollowKind,
  /** The value as given (see [`FollowKind`]). */
  value: string,
  /** The value normalised: what tells it from other follows of its kind. A tag's is its `slug`. */
  key: string,
  /** What a person calls it: the tag's or author's name, the query. */
  label: string,
  /** Articles it matches in the library. */
  articles: number,
  /** Those not read yet. */
  unread: number,
  /** The newest article it matches. */
  latest: LatestArticle | null,
  /** What came for it since the reader last looked at it, and they do not know yet. */
  fresh: number,
  /** When what comes for it is told. */
  mode: FollowMode,
  /** Whether it tells nothing for now: what comes for it is kept in the inbox. */
  paused: boolean,
  /** Whether corrections of its articles are told as well. */
  corrections: boolean,
  /** How many of the newest of them are saved by themselves, where any are. */
  keep: number | null,
  /** Since when. */
  followedAt: string,
  /** What it leaves out. */
  exclude: Array<Exclusion>,
  /** Whether only publishers' own tags count, and none that were found in the text. */
  ownTags: boolean,
};

/** What is to be different about a follow. Unset fields stay as they are. */
export type FollowChange = {
  /** When it tells. */
  mode?: FollowMode,
  /** Whether it tells nothing for now. */
  paused?: boolean,
  /** Whether corrections of its articles are told as well. */
  corrections?: boolean,
  /** What it leaves out, in place of what it left out before: tags, sections and words. */
  exclude?: Array<Exclusion>,
  /** Whether only publishers' own tags count, and none that were found in the text. */
  ownTags?: boolean,
};

/** A follow's id in this library. */
export type FollowId = string;

/** What a follow looks at. */
export type FollowKind = "tag" | "author" | "section" | "publication" | "search";

/** When a follow tells, the most urgent first. */
export type FollowMode = "instant" | "hourly" | "morning" | "evening" | "inbox";

/** What would be let go. */
export type Forgettable = {
  /** How many articles. */
  articles: number,
  /** How many bytes of pictures. */
  pictureBytes: number,
  /** The articles, newest first, 500 at the most. */
  list: Array<ForgettableArticle>,
};

/** An article that would be let go. */
export type ForgettableArticle = {
  /** Which. */
  id: ArticleId,
  /** Its headline. */
  headline: string,
  /** Its publication's name. */
  publication: string,
  /** Where it stands in lists. */
  sortedAt: string,
};

/** Which articles are to be let go; never one that is saved or followed. */
export type Forgetting = { "kind": "read" } | { "kind": "beyond",
  /** How many days articles stay. */
  days: number | null,
  /** How many stay of each publication. */
  articles: number | null,
} | { "kind": "beyondOf",
  /** Which. */
  publication: PublicationId,
  /** How many days its articles stay. */
  days: number | null,
  /** How many of them stay. */
  articles: number | null,
};

/** Where a search found its words. */
export type Found = {
  /** The headline, with what matched told apart. */
  headline: Array<Fragment>,
  /** A piece of the text round the first match; empty where only the headline matched. */
  text: Array<Fragment>,
};

/** A single article that could be added. */
export type FoundArticle = {
  /** Its address. */
  url: string,
  /** Its headline. */
  headline: string,
  /** A few sentences of it. */
  summary: string | null,
  /** Who wrote it. */
  authors: Array<string>,
  /** When it appeared. */
  publishedAt: string | null,
  /** Whether its page shows only an opening. */
  stub: boolean,
  /** The article in the library, where it is there already. */
  already: ArticleId | null,
};

/** A run of text that matched, or did not. */
export type Fragment = {
  /** The run. */
  text: string,
  /** Whether it matched. */
  hit: boolean,
};

/** The front page. What there is nothing for is empty, and is not to be shown. */
export type FrontPage = {
  /** The one story that most speaks for. */
  lead: FrontStory | null,
  /** Those next to it, each with a picture. */
  top: Array<ArticleSummary>,
  /** The latest by section. */
  sections: Array<FrontSection>,
  /** What publishers' editors picked, newest first. */
  picks: Array<ArticleSummary>,
  /** What is discussed or linked to most, most first. */
  popular: Array<FrontStory>,
  /** What has video, newest first. */
  videos: Array<ArticleSummary>,
};

/** The latest of one section, whichever publications have it. */
export type FrontSection = {
  /** Its name; `null` for what stands in none of the others. */
  name: string | null,
  /** Newest first. */
  articles: Array<ArticleSummary>,
};

/** An article, and why it stands where it stands. */
export type FrontStory = {
  /** The article. */
  article: ArticleSummary,
  /** What speaks for it most. */
  because: Because,
};

/** How a source has been answering. */
export type Health = {
  /** In a word. */
  state: HealthState,
  /** A plain English sentence: "Answers well.", "Harbour Post has not answered since Tuesday." */
  sentence: string,
  /** The error code of the last failure, while it fails. */
  problem: string | null,
  /** The values that go with `problem`. */
  params: Record<string, unknown>,
  /** Failures in a row. */
  failures: number,
  /** The server asked not to be asked before this. */
  retryAfter: string | null,
};

/** How a source is, in a word. */
export type HealthState = "new" | "well" | "failing" | "gone";

/** What a picture waits for before it is asked for. */
export type Held = "click" | "never" | "consent";

/** A picture of an article that is not here and is not asked for by itself. */
export type HeldPicture = {
  /** Its id. */
  media: MediaId,
  /** Who would be asked. */
  host: string,
  /** What it waits for. */
  why: Held,
};

/** Words of an article that the reader marked. */
export type Highlight = {
  /** Its id. */
  id: HighlightId,
  /** The reader's note on it. */
  note: string | null,
  /** When it was made. */
  madeAt: string,
  /** The words themselves. */
  exact: string,
  /** What stood before them. */
  prefix: string,
  /** What stood behind them. */
  suffix: string,
  /** How many letters and digits of the text stood before them. */
  start: number | null,
};

/** A highlight's id in this library. */
export type HighlightId = string;

/** A picture with what is told about it. */
export type Image = {
  /** Its address. */
  url: string,
  /** Its id, for `media:`. */
  media: MediaId,
  /** What it shows, in the publisher's words. */
  caption: string | null,
  /** Who made it, told apart from the caption. */
  credit: string | null,
  /** The publisher's whole line, where caption and credit were told apart in it. */
  rawCaption: string | null,
  /** Its alternative text. */
  alt: string | null,
  /** Its width in pixels, where known. */
  width: number | null,
  /** Its height in pixels, where known. */
  height: number | null,
  /** The colour it has on the whole, as `#rrggbb`, once it was shown: for its place before it is there. */
  colour: string | null,
};

/** What an OPML import did. */
export type ImportReport = {
  /** Publications added. */
  added: number,
  /** Feeds that were already here. */
  already: number,
  /** Entries that name no usable address, by their text. */
  refused: Array<string>,
};

/** What the window speaks. */
export type Language = "system" | "en" | "uk";

/** The newest article of a list. */
export type LatestArticle = {
  /** Its id. */
  id: ArticleId,
  /** Its headline. */
  headline: string,
  /** When it was published, or seen. */
  at: string,
};

/** The space between an article's lines. */
export type LineSpacing = "tight" | "normal" | "loose";

/** The width of an article's column. */
export type Measure = "narrow" | "normal" | "wide";

/** The id of a picture's address: the first 16 bytes of its BLAKE3 hash in lower-case hex, so the same address
 * has the same id everywhere without being looked up. */
export type MediaId = string;

/** A picture that could not be written. */
export type MissingPicture = {
  /** The article that shows it. */
  article: ArticleId,
  /** Its address. */
  url: string,
  /** Why: an error code, or `not_kept`, `damaged` and `not_tame` (a drawing that could do more than be looked at). */
  problem: string,
};

/** A highlight on its way in. */
export type NewHighlight = {
  /** The reader's note on it. */
  note: string | null,
  /** When it was made, where that is not now. */
  madeAt: string | null,
  /** The words themselves. */
  exact: string,
  /** What stood before them. */
  prefix: string,
  /** What stood behind them. */
  suffix: string,
  /** How many letters and digits of the text stood before them. */
  start: number | null,
};

/** A saved article that could not be had. */
export type NotImported = {
  /** Its address, without what is secret in it. */
  address: string,
  /** Its headline, where the list tells it. */
  title: string | null,
  /** Why. */
  error: ErrorReport,
};

/** Something the system asked to be opened: by a click on a notification or a link, or with a file. */
export type Opening = { "kind": "article",
  /** Which. */
  id: ArticleId,
} | { "kind": "alerts" } | { "kind": "address",
  /** The address, still to be looked at. */
  address: string,
} | { "kind": "opml",
  /** The file's name. */
  name: string,
  /** What the import did. */
  report: ImportReport | null,
  /** Why it could not be imported. */
  problem: ErrorReport | null,
};

/** In which order a list stands. */
export type Order = "newest" | "best" | "saved" | "length" | "size";

/** One page of a longer list. */
export type Page<T> = {
  /** The rows. */
  items: Array<T>,
  /** The cursor of the next page; `null` at the end. */
  next: string | null,
};

/** Whether the pages of a source's articles are asked for their text. */
export type PageChoice = "auto" | "always" | "never";

/** A picture in a body. */
export type Picture = {
  /** Its address, as it stands in the body. */
  url: string,
  /** Its id, for `media:`. */
  media: MediaId,
  /** Its width in pixels, once it was fetched. */
  width: number | null,
  /** Its height in pixels, once it was fetched. */
  height: number | null,
  /** The colour it has on the whole, as `#rrggbb`, once it was shown. */
  colour: string | null,
};

/** When pictures are asked for that are not here. */
export type PictureChoice = "always" | "click" | "never";

/** A place in the window. */
export type Place = {
  /** The page, as the window's address names it. */
  address: string,
  /** The article at the top of its list. */
  article: ArticleId | null,
};

/** Where the reader stopped in an article. */
export type Position = {
  /** How many blocks of its body lie above, with the share of the next one. */
  place: number,
  /** How much of it lies above, from 0 to 1; not known of positions from before this was kept. */
  share: number | null,
};

/** What a list is made of: how much each week, who writes it, and what about. Who and what are of its newest articles,
 * and leave out what the query itself names. */
export type Profile = {
  /** Its articles in each of the last weeks, oldest first; the last of them are the seven days until now. */
  weeks: Array<number>,
  /** How many of its articles are saved. */
  saved: number,
  /** Who wrote most of it. */
  authors: Array<Counted<Author>>,
  /** What most of it is about. */
  tags: Array<Counted<Tag>>,
  /** Where most of it stood. */
  sections: Array<Counted<SectionRef>>,
};

/** Who publishes. */
export type Publication = {
  /** Its id. */
  id: PublicationId,
  /** Its name: the reader's own if they gave one. */
  title: string,
  /** The name the publisher gives. */
  ownTitle: string,
  /** Its site. */
  url: string | null,
  /** What it says of itself. */
  description: string | null,
  /** Its icon's address. */
  icon: string | null,
  /** Its icon's id. */
  iconMedia: MediaId | null,
  /** A BCP 47 language tag. */
  language: string | null,
  /** Folders it stands in, outermost first (from OPML). */
  folder: Array<string>,
  /** Whether the reader paused it: refreshes leave it out. */
  paused: boolean,
  /** How often it is asked by itself, in minutes, where that is not as often as all. */
  refreshMinutes: number | null,
  /** How many days its articles stay, where that is not as long as all; 0 for ever. */
  keepDays: number | null,
  /** How many of its articles stay, the newest, where that is not as many as of all; 0 all of them. */
  keepArticles: number | null,
  /** When its pictures are asked for, where that is not as all are. */
  pictures: PictureChoice | null,
  /** Whether it is the sample edition that ships with the app. */
  sample: boolean,
  /** Its departments. */
  sections: Array<Section>,
  /** Where it is fetched from. */
  sources: Array<Source>,
  /** Its articles here. */
  counts: ArticleCounts,
  /** The follow of it, where there is one. */
  follow: FollowId | null,
  /** When it was added. */
  addedAt: string,
};

/** A publication's id in this library. */
export type PublicationId = string;

/** Just enough of a publication to name it beside an article. */
export type PublicationRef = {
  /** Its id. */
  id: PublicationId,
  /** Its name, as the reader or else the publisher calls it. */
  title: string,
  /** Its site. */
  url: string | null,
  /** Its icon's address. */
  icon: string | null,
  /** Its icon's id. */
  iconMedia: MediaId | null,
};

/** What a host is asked for. */
export type Purpose = "articles" | "pages" | "pictures";

/** Hours of each day, in minutes of it (0 to 1439) by the reader's clock: from `from` until `to`, over midnight where that
 * comes first. */
export type QuietHours = {
  /** When they begin. */
  from: number,
  /** When they end; never when they begin. */
  to: number,
};

/** What a refresh did. */
export type RefreshReport = {
  /** Sources asked. */
  checked: number,
  /** Of them, those with nothing new. */
  unchanged: number,
  /** Articles that were not in the library before. */
  newArticles: number,
  /** Sources that could not be read, and why. */
  failed: Array<SourceFailure>,
  /** Sources left alone because they said 410 or asked us to wait. */
  skipped: number,
  /** Whether the reader stopped it. */
  cancelled: boolean,
};

/** A link card embedded in a body. */
export type RelatedCard = {
  /** Where it leads. */
  url: string,
  /** Its headline. */
  title: string,
  /** Its summary. */
  description: string | null,
  /** Who published what it leads to. */
  publisher: string | null,
  /** Who wrote what it leads to. */
  author: string | null,
  /** Its picture's address. */
  thumbnail: string | null,
  /** Its picture's id. */
  thumbnailMedia: MediaId | null,
  /** The stored article it leads to, where the library has it. */
  article: ArticleId | null,
};

/** A run of words that stayed, was added or was removed. */
export type Run = {
  /** What happened to it. */
  kind: Change,
  /** The run. */
  text: string,
};

/** The reader's bookmark with its sealed copy. */
export type Save = {
  /** How far sealing has come. */
  state: SaveState,
  /** When it was saved. */
  savedAt: string,
  /** Whether a follow saved it: it goes again when newer articles take its place. */
  automatic: boolean,
  /** Pictures the article shows. */
  pictures: number,
  /** Pictures that could not be had. */
  missing: number,
  /** The error code of the text that could not be had, or else of the first such picture; while it waits, `metered` if
   * that is for a network on which bytes cost nothing, and `stopped` if for the reader or the next start. */
  problem: string | null,
  /** When that is tried again by itself. */
  retryAt: string | null,
  /** The room its text and the pictures it shows take, each counted for every article that shows it. */
  bytes: number,
};

/** How far sealing has come. */
export type SaveState = "waiting" | "complete" | "partial" | "failed";

/** Where saved articles come from. */
export type SavedFrom = "broadsheet" | "pocket" | "instapaper" | "omnivore" | "wallabag" | "raindrop" | "readwise";

/** What bringing in saved articles did. */
export type SavedImport = {
  /** Where they come from. */
  from: SavedFrom,
  /** Articles that are saved now and were not. */
  added: number,
  /** Those of them whose pages could not be had: their text is the one that the list holds. */
  fromList: number,
  /** Articles that were saved here already. */
  already: number,
  /** Articles that could not be had. Bringing in the same file again asks for these once more. */
  failed: Array<NotImported>,
  /** What cannot be understood, by where it stands and what is wrong with it. */
  refused: Array<string>,
  /** Pictures that are missing in what was added. */
  missing: number,
  /** Whether the reader stopped it. What came until then stays. */
  cancelled: boolean,
};

/** The publisher's own department. */
export type Section = {
  /** As the publisher writes it. */
  name: string,
  /** Its page at the publisher's. */
  url: string | null,
  /** Its articles here. */
  articles: number,
};

/** A section's own page: one publication's, or all sections of one name. */
export type SectionPage = {
  /** As the publisher writes it, or the one with most articles. */
  name: string,
  /** What it is followed by: its normalised name, with `PUBLICATION_ID/` before it where it is one publication's. */
  key: string,
  /** Whose it is; `null` where all sections of the name are meant. */
  publication: PublicationRef | null,
  /** Its page at the publisher's. */
  url: string | null,
  /** Its articles here. */
  counts: ArticleCounts,
  /** When its newest article here was published. */
  latestAt: string | null,
  /** All publications with a section of this name, most articles first. */
  publications: Array<UsedBy>,
  /** The follow of it, where there is one. */
  follow: FollowId | null,
};

/** A section by its name. */
export type SectionRef = {
  /** Whose. */
  publication: PublicationId,
  /** As the publisher writes it. */
  name: string,
};

/** Everything that can be set, as it stands. The defaults are those of [`Settings::default`]. */
export type Settings = {
  /** The colours of the window. */
  theme: Theme,
  /** The colour of kickers, unread dots and progress. */
  accent: Accent,
  /** How much of each article a list shows. */
  density: Density,
  /** Whether pictures are dimmed in the dark theme. */
  dimPictures: boolean,
  /** What articles are set in. */
  typeface: Typeface,
  /** The size of an article's text in pixels: 15, 17, 19, 21, 24 or 28. */
  textSize: number,
  /** The space between an article's lines. */
  lineSpacing: LineSpacing,
  /** The width of an article's column. */
  measure: Measure,
  /** What the window speaks. */
  language: Language,
  /** Whether single letters are keys. */
  letterKeys: boolean,
  /** Keys the reader chose, by what they do; everything else keeps its own. */
  keys: { [key in string]: string },
  /** Whether the news feed opens articles beside itself, where there is room. */
  splitView: boolean,
  /** Where the reader was last, for the next start; `null` before there was anything. */
  place: Place | null,
  /** Folders of the sidebar that are closed, by name. */
  closedFolders: Array<string>,
  /** What was chosen last where one goes to anything, newest first: addresses of pages and names of actions, 20 at
   * most. */
  recent: Array<string>,
  /** How often sources are asked by themselves, in minutes (15 to 1440); `null` only when the reader asks. */
  refreshMinutes: number | null,
  /** When pictures are asked for, where a publication has no choice of its own. */
  pictures: PictureChoice,
  /** How many days articles stay after they came (7 to 3650); `null` for ever. Saved and followed ones always stay. */
  keepDays: number | null,
  /** How many articles of each publication stay, the newest (50 to 100,000); `null` all of them. */
  keepArticles: number | null,
  /** What pictures that no saved article shows may take, in megabytes (50 to 100,000); `null` as much as they like. */
  cacheMegabytes: number | null,
  /** Whether copies are sealed and icons looked for also where each byte is paid for; else they wait. */
  saveOnMetered: boolean,
  /** Whether what comes in for a follow is shown on the desktop. It is kept in the inbox either way. */
  notifications: boolean,
  /** Until when nothing is shown on the desktop; `null` where that is not put off. */
  alertsPausedUntil: string | null,
  /** Between which hours nothing is shown on the desktop; `null` for none. */
  quietHours: QuietHours | null,
  /** On which days something is shown on the desktop, Monday first. */
  alertDays: [boolean, boolean, boolean, boolean, boolean, boolean, boolean],
  /** When the morning's digest is shown, in minutes of the day (0 to 1439). */
  morningDigest: number,
  /** When the evening's is. */
  eveningDigest: number,
  /** How many alerts are shown one by one (1 to 20); more at once become one summary. */
  alertsAtOnce: number,
  /** How often something is shown on the desktop in a day (1 to 500); `null` as often as there is something. */
  popupsADay: number | null,
  /** Whether what is shown on the desktop makes a sound. */
  alertSound: boolean,
  /** What the button that closes the window does. */
  closeTo: CloseTo,
};

/** Some settings, each under its name in [`Settings`], with what it is to be. */
export type SettingsChange = Partial<Settings>;

/** One address fetched for a publication. */
export type Source = {
  /** Its id. */
  id: SourceId,
  /** Whose. */
  publication: PublicationId,
  /** What is spoken there. */
  kind: SourceKind,
  /** Whether it is asked. */
  role: SourceRole,
  /** Its address, without what is secret in it. (Ghost's Content API key is public by its nature.) */
  url: string,
  /** Whether there is something secret in its address. */
  private: boolean,
  /** Whether the pages of its articles are asked for their text. */
  pages: PageChoice,
  /** How it has been answering. */
  health: Health,
  /** When it was last asked. */
  checkedAt: string | null,
  /** When it last answered well. */
  succeededAt: string | null,
  /** When it will be asked next by itself. */
  dueAt: string | null,
};

/** A source that could not be read. */
export type SourceFailure = {
  /** Which. */
  source: SourceId,
  /** Whose. */
  publication: PublicationId,
  /** The publication's name. */
  title: string,
  /** Why. */
  error: ErrorReport,
};

/** A source's id in this library. */
export type SourceId = string;

/** What is spoken at a source's address. */
export type SourceKind = "feed" | "ghost" | "wordpress" | "sitemap";

/** Whether a publication is read through a source. */
export type SourceRole = "used" | "standsIn" | "spare";

/** The id of a spelling of an author in this library. */
export type SpellingId = string;

/** A reputable publication offered to somebody who begins. */
export type StarterPublication = {
  /** Its name. */
  title: string,
  /** One line about it. */
  line: string,
  /** Its home page: where discovery begins. */
  url: string,
  /** A BCP 47 language tag. */
  language: string,
  /** One of a short list: `world`, `europe`, `science`, `technology`, `business`, `culture`, … */
  topic: string,
};

/** What the window is told when it starts. */
export type Startup = {
  /** The library's folder. */
  folder: string,
  /** Why it could not be opened; `null` when it is open. */
  problem: ErrorReport | null,
  /** How much larger than its own size the page is shown. */
  zoom: number,
};

/** How much the library holds. */
export type Stats = {
  /** The library's folder. */
  folder: string,
  /** Publications. */
  publications: number,
  /** Sources. */
  sources: number,
  /** Articles. */
  articles: number,
  /** Unread articles. */
  unread: number,
  /** Saved articles. */
  saved: number,
  /** Authors. */
  authors: number,
  /** Tags. */
  tags: number,
  /** Follows. */
  follows: number,
  /** Alerts in the inbox. */
  alerts: number,
  /** Unread articles that some follow matches. */
  followedUnread: number,
  /** Bytes of the database. */
  databaseBytes: number,
  /** Bytes of kept pictures. */
  mediaBytes: number,
  /** Of them, bytes of pictures that no saved article shows: those can be had again. */
  cacheBytes: number,
};

/** What the library's room goes to, in bytes. */
export type Storage = {
  /** Articles, and everything else that is no picture and no index. */
  articles: number,
  /** The index that searches read. */
  search: number,
  /** Pictures of saved articles. */
  saved: number,
  /** Pictures that can be had again. */
  cache: number,
  /** Smaller copies of pictures, which can be made again. */
  thumbnails: number,
};

/** A topic, with this publisher's spelling of it. */
export type Tag = {
  /** As the publisher writes it. */
  name: string,
  /** The normalised name, one across all publications and for all names that the reader made one. */
  slug: string,
  /** The publisher's page for it. */
  url: string | null,
  /** Whether the publisher does not say so, but the text does. */
  foundInText: boolean,
};

/** Another name for a tag: the reader says that both are one. */
export type TagAlias = {
  /** The other name, as the reader wrote it. */
  name: string,
  /** The same normalised. */
  slug: string,
  /** The normalised name of the tag it means. */
  tag: string,
};

/** A tag's own page. */
export type TagPage = {
  /** Its most used spelling. */
  name: string,
  /** Its normalised name. */
  slug: string,
  /** Its articles here. */
  counts: ArticleCounts,
  /** The publications that use it, with their own pages for it, most articles first. */
  publications: Array<UsedBy>,
  /** The follow of it, where there is one. */
  follow: FollowId | null,
  /** Articles among them whose publishers do not say so, but whose text does. */
  foundInText: number,
  /** Whether it is looked for in texts; the reader can say that it is not. */
  sought: boolean,
  /** Other names that the reader made one with it, by name. */
  aliases: Array<TagAlias>,
};

/** The colours of the window. */
export type Theme = "system" | "light" | "sepia" | "dark";

/** What articles are set in. */
export type Typeface = "serif" | "sans";

/** A publication that uses a name: of a tag, or of a section. */
export type UsedBy = {
  /** Which. */
  publication: PublicationRef,
  /** Its spelling. */
  name: string,
  /** Its page for what it calls so. */
  url: string | null,
  /** Its articles with it here. */
  articles: number,
};

/** What `verify` found. */
export type VerifyReport = {
  /** Saved files looked at. */
  checked: number,
  /** Files whose bytes are not what they were, or that are gone, by hash. */
  damaged: Array<string>,
  /** Those that were so and were fetched again. */
  mended: Array<string>,
};

/** What an article said at one time. */
export type Version = {
  /** Counts up from 1; some between the first and the newest may not be kept. */
  number: number,
  /** When this library first saw it so. */
  noticedAt: string,
  /** The headline. */
  headline: string,
  /** The text; a line for each paragraph. */
  text: string,
};

/** A video that plays in the browser; the page shows its poster. */
export type Video = {
  /** Where it plays. */
  url: string,
  /** Its still picture's address. */
  poster: string | null,
  /** Its still picture's id. */
  posterMedia: MediaId | null,
  /** Its title. */
  title: string | null,
  /** Its length in seconds. */
  durationSeconds: number | null,
};

/** What holds where the reader chose nothing. */
export const DEFAULT_SETTINGS: Settings = {
  "theme": "system",
  "accent": "press",
  "density": "comfortable",
  "dimPictures": true,
  "typeface": "serif",
  "textSize": 19,
  "lineSpacing": "normal",
  "measure": "normal",
  "language": "system",
  "letterKeys": true,
  "keys": {},
  "splitView": false,
  "place": null,
  "closedFolders": [],
  "recent": [],
  "refreshMinutes": 30,
  "pictures": "always",
  "keepDays": null,
  "keepArticles": null,
  "cacheMegabytes": 1000,
  "saveOnMetered": false,
  "notifications": true,
  "alertsPausedUntil": null,
  "quietHours": null,
  "alertDays": [
    true,
    true,
    true,
    true,
    true,
    true,
    true
  ],
  "morningDigest": 480,
  "eveningDigest": 1080,
  "alertsAtOnce": 3,
  "popupsADay": null,
  "alertSound": false,
  "closeTo": "quit"
};

/** Every command of the core and the shell: what it is given and what it returns. */
export interface Commands {
  /** Opens the library, unless it is open, and tells how it stands. */
  startup: { args: Record<string, never>; returns: Startup };
  /** Copies the library's files into a folder the reader picks, and tells where; `null` if they pick none. */
  back_up: { args: Record<string, never>; returns: string | null };
  /** Moves a library that does not open into a new folder within its own, and begins a new one; also where it cannot be found. Deletes nothing. */
  set_aside: { args: Record<string, never>; returns: Startup };
  /** Asks in which folder a library is that cannot be found, and uses it there. */
  choose_library: { args: Record<string, never>; returns: Startup };
  /** Asks where to, moves the library there and starts anew; `false` if the reader changes their mind or stops it. */
  move_library: { args: Record<string, never>; returns: boolean };
  /** Asks where to, proposing a name, and writes the whole library there in one file; `null` if the reader picks no place. */
  write_backup: { args: { name: string }; returns: BackupReport | null };
  /** Asks for a backup, makes the library what it holds and starts anew; `false` if the reader changes their mind or stops it. */
  restore_backup: { args: Record<string, never>; returns: boolean };
  /** Asks where to, proposing a name, and writes articles there; `null` if the reader picks no place. */
  export_articles: { args: { choice: ExportChoice; format: ExportFormat; name: string }; returns: ExportReport | null };
  /** Asks for a file, and brings in the saved articles in it; `null` if the reader picks none. */
  import_saved: { args: Record<string, never>; returns: SavedImport | null };
  /** What the system asked to be opened since the last call (see the event `openings`). */
  openings: { args: Record<string, never>; returns: Array<Opening> };
  /** Opens the library's folder in the system's own way. */
  open_folder: { args: Record<string, never>; returns: null };
  /** The licences of everything that Broadsheet is made of, as text. */
  licences: { args: Record<string, never>; returns: string };
  /** Opens an `http` or `https` address in the reader's browser. */
  open_in_browser: { args: { url: string }; returns: null };
  /** Puts text on the clipboard. */
  copy_text: { args: { text: string }; returns: null };
  /** Asks where to, and writes a picture there; `false` if the reader changes their mind. */
  save_picture: { args: { id: MediaId; name: string }; returns: boolean };
  /** Asks where to, and writes all publications there as OPML; `false` if the reader changes their mind. */
  export_opml: { args: Record<string, never>; returns: boolean };
  /** Whether the desktop starts the program when the reader logs in. */
  autostart: { args: Record<string, never>; returns: boolean };
  /** Has the desktop start the program when the reader logs in, or not; tells whether it then does. */
  set_autostart: { args: { on: boolean }; returns: boolean };
  /** Makes the page larger (`1`), smaller (`-1`) or its own size (`0`), remembers it, and tells the factor. */
  zoom: { args: { step: number }; returns: number };
  /** Looks at an address and tells what could be added from it. Stores nothing. */
  discover: { args: { address: string }; returns: Discovery };
  /** Adds the publication at an address and fetches it; gives back the one already there. */
  add: { args: { address: string; choice: Choice | null }; returns: Publication };
  /** Adds the one article at an address, under the publication of its site. */
  add_article: { args: { address: string }; returns: Article };
  /** Publications to begin with. Nothing is fetched. */
  starter_list: { args: Record<string, never>; returns: Array<StarterPublication> };
  /** Adds the sample edition that ships with Broadsheet. */
  add_sample: { args: Record<string, never>; returns: Publication };
  /** Adds every feed of an OPML file, given as its bytes; fetches nothing. */
  import_opml: { args: { opml: Array<number> }; returns: ImportReport };
  /** All publications, by title. */
  publications: { args: Record<string, never>; returns: Array<Publication> };
  /** One publication. */
  publication: { args: { id: PublicationId }; returns: Publication };
  /** Gives a publication the reader's own name; an empty one brings the publisher's back. */
  rename_publication: { args: { id: PublicationId; title: string }; returns: Publication };
  /** Puts a publication into a folder, named from the outermost; into none where there is no name. */
  move_publication: { args: { id: PublicationId; folder: Array<string> }; returns: Publication };
  /** Gives a folder another name, or none: then what was in it is in no folder. */
  rename_folder: { args: { from: Array<string>; to: Array<string> }; returns: null };
  /** Leaves a publication out of refreshes, or takes it in again. */
  pause_publication: { args: { id: PublicationId; paused: boolean }; returns: Publication };
  /** Gives a source another address. */
  change_address: { args: { id: SourceId; address: string }; returns: Source };
  /** Sets whether refreshes ask the pages of a source's articles for their text. */
  choose_pages: { args: { id: SourceId; choice: PageChoice }; returns: Source };
  /** Sets how often a publication is asked by itself, in minutes; `null` for as often as all. */
  set_refresh_interval: { args: { id: PublicationId; minutes: number | null }; returns: Publication };
  /** Sets how many days a publication's articles stay, and how many of them; `null` for as all do, 0 for ever. */
  set_retention: { args: { id: PublicationId; days: number | null; articles: number | null }; returns: Publication };
  /** Sets when a publication's pictures are asked for; `null` for as all are. */
  choose_pictures: { args: { id: PublicationId; choice: PictureChoice | null }; returns: Publication };
  /** Lets a publication's pictures be asked from a host that is not one of its own. */
  allow_host: { args: { id: PublicationId; host: string }; returns: Publication };
  /** Takes that back. */
  forbid_host: { args: { id: PublicationId; host: string }; returns: Publication };
  /** Every host that the reader allowed so. */
  allowed_hosts: { args: Record<string, never>; returns: Array<AllowedHost> };
  /** Reads a publication through another of its sources from now on. */
  use_source: { args: { id: SourceId }; returns: Publication };
  /** Takes a publication away; what is saved stays, and the rest can be restored. */
  remove_publication: { args: { id: PublicationId }; returns: null };
  /** Undoes `remove_publication`. */
  restore_publication: { args: { id: PublicationId }; returns: Publication };
  /** Asks every source of one publication, or of all, now. Events tell how far it is. */
  refresh: { args: { publication: PublicationId | null }; returns: RefreshReport };
  /** Stops the refresh under way, if there is one. */
  cancel_refresh: { args: Record<string, never>; returns: null };
  /** Whether there is a network, as far as is known. */
  is_online: { args: Record<string, never>; returns: boolean };
  /** Fills a publication from its archive, so far back; asked again, it goes on where it stopped. */
  backfill: { args: { publication: PublicationId; depth: Depth }; returns: BackfillReport };
  /** Stops the backfill under way, if there is one. What it has stored stays. */
  cancel_backfill: { args: Record<string, never>; returns: null };
  /** One page of a list. */
  articles: { args: { query: ArticleQuery }; returns: Page<ArticleSummary> };
  /** The front page, made from the last days. */
  front_page: { args: { folder: string | null }; returns: FrontPage };
  /** How many articles fit a query. */
  count_articles: { args: { queries: Array<ArticleQuery> }; returns: Array<ArticleCounts> };
  /** One article, whole. Does not mark it read. */
  article: { args: { id: ArticleId }; returns: Article };
  /** One article, whole, for a reader who opens it: the rest of a short text is read on its page. */
  open_article: { args: { id: ArticleId }; returns: Article };
  /** Fetches a picture that waits for the reader's click. */
  show_picture: { args: { id: MediaId }; returns: null };
  /** Where to read on from an article. */
  around: { args: { id: ArticleId }; returns: Around };
  /** What a list can be narrowed to. */
  facets: { args: { query: ArticleQuery }; returns: Facets };
  /** Where the reader stopped in an article; `null` at its ends. */
  position: { args: { id: ArticleId }; returns: Position | null };
  /** Keeps where the reader stopped. */
  keep_position: { args: { id: ArticleId; position: Position | null }; returns: null };
  /** Everything an article said since it came, oldest first; the last is how it stands now. */
  versions: { args: { id: ArticleId }; returns: Array<Version> };
  /** What changed in an article from one of its versions to another, by their numbers. */
  compare_versions: { args: { id: ArticleId; from: number; to: number }; returns: Comparison };
  /** The stored article that has this address, if any. */
  article_at: { args: { address: string }; returns: ArticleId | null };
  /** Marks articles read or unread, and tells which changed. */
  mark_read: { args: { ids: Array<ArticleId>; read: boolean }; returns: Array<ArticleId> };
  /** Marks everything a query finds as read, and tells which changed. */
  mark_all_read: { args: { query: ArticleQuery }; returns: Array<ArticleId> };
  /** All authors, by name. */
  authors: { args: Record<string, never>; returns: Array<AuthorPage> };
  /** One author. */
  author: { args: { id: AuthorId }; returns: AuthorPage };
  /** Makes one author of two of a publication, and tells the spellings that were the other's. */
  merge_authors: { args: { into: AuthorId; other: AuthorId }; returns: Array<SpellingId> };
  /** Makes an author of their own of those whom a publication writes so: undoes `merge_authors`. */
  separate_author: { args: { spellings: Array<SpellingId> }; returns: AuthorPage };
  /** All tags, most used first. */
  tags: { args: Record<string, never>; returns: Array<TagPage> };
  /** One tag, by any spelling of its name. */
  tag: { args: { name: string }; returns: TagPage };
  /** Every name that the reader made one with a tag, by name. */
  tag_aliases: { args: Record<string, never>; returns: Array<TagAlias> };
  /** Makes another name one with a tag: their articles and follows are one from then on. */
  add_tag_alias: { args: { tag: string; alias: string }; returns: TagPage };
  /** Parts a name from the tag that the reader made it one with. */
  remove_tag_alias: { args: { alias: string }; returns: TagPage };
  /** Takes a tag away from an article in whose text it was found; it does not come back there. */
  take_tag: { args: { id: ArticleId; tag: string }; returns: null };
  /** Undoes `take_tag`. */
  give_tag_back: { args: { id: ArticleId; tag: string }; returns: null };
  /** Sets whether a tag is looked for in texts. Where it is not, it goes wherever it was found. */
  seek_tag: { args: { tag: string; sought: boolean }; returns: TagPage };
  /** One publication's section by its name, or all sections of that name. */
  section: { args: { publication: PublicationId | null; name: string }; returns: SectionPage };
  /** What a list is made of: how much each week, who writes it, and what about. */
  profile: { args: { query: ArticleQuery }; returns: Profile };
  /** Saves an article and seals its copy. */
  save: { args: { id: ArticleId }; returns: Save };
  /** Saves several articles, all or none, and seals their copies one after another. */
  save_all: { args: { ids: Array<ArticleId> }; returns: Array<Save> };
  /** Stops the sealing under way; what is not sealed yet waits. */
  stop_saves: { args: Record<string, never>; returns: null };
  /** Tries everything again that saves lack, at once. */
  retry_saves: { args: Record<string, never>; returns: null };
  /** Takes the bookmark and its copy away. What is written on the article stays. */
  unsave: { args: { id: ArticleId }; returns: null };
  /** Every label there is, by name. */
  labels: { args: Record<string, never>; returns: Array<Counted<string>> };
  /** Gives an article these labels in place of those it has, and tells how they are kept. */
  set_labels: { args: { id: ArticleId; labels: Array<string> }; returns: Array<string> };
  /** Writes the note on an article in place of the one before, or takes it away. */
  set_note: { args: { id: ArticleId; note: string | null }; returns: null };
  /** Highlights words of an article. */
  add_highlight: { args: { id: ArticleId; highlight: NewHighlight }; returns: Highlight };
  /** Writes a note on a highlight, or takes it away. */
  note_highlight: { args: { id: HighlightId; note: string | null }; returns: null };
  /** Takes a highlight away, with its note. */
  remove_highlight: { args: { id: HighlightId }; returns: null };
  /** Follows something; following it again changes nothing. */
  follow: { args: { kind: FollowKind; value: string }; returns: Follow };
  /** Ends a follow. */
  unfollow: { args: { id: FollowId }; returns: null };
  /** Has the newest articles of a follow saved by themselves, so many, or none any more. */
  keep_newest: { args: { id: FollowId; keep: number | null }; returns: Follow };
  /** All follows, newest first. */
  follows: { args: Record<string, never>; returns: Array<Follow> };
  /** Changes when a follow tells, whether it is paused, and whether it tells of corrections. */
  set_follow: { args: { id: FollowId; change: FollowChange }; returns: Follow };
  /** Notes that the reader looked at a follow: nothing that came for it until now is fresh. */
  look_at_follow: { args: { id: FollowId }; returns: null };
  /** One page of the inbox, newest first. */
  alerts: { args: { query: AlertQuery }; returns: Page<Alert> };
  /** How many alerts the reader does not know yet. */
  unseen_alerts: { args: Record<string, never>; returns: number };
  /** Notes that the reader knows of these alerts. */
  dismiss_alerts: { args: { ids: Array<AlertId> }; returns: null };
  /** Notes that the reader knows of every alert there is. */
  dismiss_all_alerts: { args: Record<string, never>; returns: null };
  /** Stops what brings in, writes out or moves, if there is something under way. */
  cancel_transfer: { args: Record<string, never>; returns: null };
  /** All settings. */
  settings: { args: Record<string, never>; returns: Settings };
  /** Changes some settings, and gives back all as they then stand. */
  change_settings: { args: { change: SettingsChange }; returns: Settings };
  /** How much the library holds. */
  stats: { args: Record<string, never>; returns: Stats };
  /** Lets go of every picture that no saved article shows, and tells how much the library then holds. */
  clear_pictures: { args: Record<string, never>; returns: Stats };
  /** What the library's room goes to. */
  storage: { args: Record<string, never>; returns: Storage };
  /** What would be let go. */
  forgettable: { args: { what: Forgetting }; returns: Forgettable };
  /** Lets articles go for good, and tells how many. */
  forget: { args: { what: Forgetting }; returns: number };
  /** Which hosts were asked in the last day, most asked first. */
  connections: { args: Record<string, never>; returns: Array<Connection> };
  /** Forgets which hosts were asked. */
  clear_connections: { args: Record<string, never>; returns: null };
  /** Checks the database. */
  check: { args: Record<string, never>; returns: CheckReport };
  /** Compares every saved file with its hash. */
  verify: { args: Record<string, never>; returns: VerifyReport };
}

/** Every event the window hears, and what it carries. */
export interface Events {
  /** Something changed in the library. */
  library: Event;
  /** The system asked for something to be opened: ask `openings`. */
  openings: null;
}
