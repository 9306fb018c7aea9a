//! What can be typed after `broadsheet-cli`.

use std::path::PathBuf;

use broadsheet_core::model::{
    ArticleId, ArticleQuery, AuthorId, FollowId, FollowKind, Forgetting, Order, PageChoice, PublicationId,
    SourceId, SpellingId,
};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Broadsheet without a window: the same library, the same articles, in text or JSON.
#[derive(Debug, Parser)]
#[command(name = "broadsheet-cli", version, propagate_version = true)]
pub struct Cli {
    /// The library's folder [default: $BROADSHEET_LIBRARY, or the platform's data folder]
    #[arg(long, global = true, value_name = "DIR")]
    pub library: Option<PathBuf>,
    /// Print JSON: one document, or one object a line for lists
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// With a file alone
    #[command(flatten)]
    Files(FileCommand),
    /// In a library
    #[command(flatten)]
    Library(LibraryCommand),
}

/// What needs neither library nor network.
#[derive(Debug, Subcommand)]
pub enum FileCommand {
    /// Read a feed from a file: its publication and articles, without library or network
    Parse {
        /// The feed's bytes
        file: PathBuf,
        /// The address the bytes came from
        #[arg(long)]
        url: String,
        /// The Content-Type they came with
        #[arg(long, value_name = "T")]
        content_type: Option<String>,
    },
    /// Read an article page from a file, without library or network
    Extract {
        /// The page's bytes
        file: PathBuf,
        /// The address the bytes came from
        #[arg(long)]
        url: String,
    },
    /// Make the HTML in a file safe, without library or network
    Sanitize {
        /// The HTML
        file: PathBuf,
        /// The address that relative links in it resolve against
        #[arg(long)]
        url: Option<String>,
    },
}

/// What is done in a library.
#[derive(Debug, Subcommand)]
pub enum LibraryCommand {
    /// Look at an address and tell what could be added from it
    Discover {
        /// A site, a feed, or a feed: link
        url: String,
    },
    /// Add the publication at an address, or the article where there is nothing to follow; `sample:` adds the
    /// sample edition
    Add {
        /// A site, a feed, a feed: link, or an article's page
        url: String,
        /// Only the article on that page
        #[arg(long)]
        article: bool,
    },
    /// Remove a publication; its saved articles stay
    Remove {
        /// The publication
        id: PublicationId,
    },
    /// Put a publication into a folder, or into none
    Move {
        /// Its number
        id: PublicationId,
        /// The folder, and the folders in it; none takes it out of its folder
        folder: Vec<String>,
    },
    /// Give a folder another name, or give it up
    Folder {
        /// Its name; one in another as “World / Africa”
        from: String,
        /// The name it gets; without one, what was in it stands one step further out
        to: Option<String>,
    },
    /// List publications
    Publications,
    /// List sources, in use or only known, and how they answer
    Sources,
    /// Change through which source a publication is read
    #[command(subcommand)]
    Source(SourceCommand),
    /// Choose how often a publication is asked by itself
    Interval {
        /// The publication
        id: PublicationId,
        /// In minutes (15 to 1440); as often as all where it is left out
        minutes: Option<u32>,
    },
    /// Ask every source now; Ctrl-C stops and keeps what came
    Refresh {
        /// Only this publication's
        #[arg(long, value_name = "ID")]
        publication: Option<PublicationId>,
    },
    /// Fill a publication from its archive; asked again, it goes on where it stopped
    Backfill {
        /// The publication
        id: PublicationId,
        /// Until the library holds N of its articles
        #[arg(long, value_name = "N")]
        articles: Option<u32>,
        /// Back to T: RFC 3339, or YYYY-MM-DD for the start of that day in UTC
        #[arg(long, value_name = "T", value_parser = instant)]
        since: Option<DateTime<Utc>>,
    },
    /// List articles, newest first
    Articles(ArticlesArgs),
    /// Open one article, asking its page where its text is short
    Article {
        /// The article
        id: ArticleId,
    },
    /// Show where to read on from an article
    Around {
        /// The article
        id: ArticleId,
    },
    /// Show what an article said before its publisher changed it, and what changed
    Versions {
        /// The article
        id: ArticleId,
    },
    /// List authors
    Authors,
    /// Show one author
    Author {
        /// The author
        id: AuthorId,
    },
    /// Make one author of two of a publication, now and at later refreshes
    MergeAuthors {
        /// Who stays
        into: AuthorId,
        /// Whose articles become theirs
        other: AuthorId,
    },
    /// Make an author of their own of those who are written so; `author` lists the spellings
    SeparateAuthor {
        /// The spellings
        #[arg(required = true)]
        spellings: Vec<SpellingId>,
    },
    /// List tags, most used first
    Tags,
    /// Show one tag
    Tag {
        /// Its name, in any spelling
        name: String,
    },
    /// List the publications' sections
    Sections,
    /// Show one publication's section, or all sections of one name
    Section {
        /// Its name, in any spelling
        name: String,
        /// Only this publication's
        #[arg(long, value_name = "ID")]
        publication: Option<PublicationId>,
    },
    /// Tell what a list of articles is made of: how much, by whom, and what about
    Profile(ListArgs),
    /// Search headlines, summaries, bodies, authors and tags; best match first
    Search {
        /// What to look for
        query: String,
        #[command(flatten)]
        part: PartArgs,
    },
    /// Save an article with its pictures, to be read offline
    Save {
        /// The article
        id: ArticleId,
    },
    /// Take an article's bookmark and its offline copy away
    Unsave {
        /// The article
        id: ArticleId,
    },
    /// List saved articles
    Saved {
        #[command(flatten)]
        part: PartArgs,
    },
    /// Compare every saved file with its hash
    Verify,
    /// Follow a tag, author, section, publication or search, to be told what is new
    Follow {
        /// What kind of thing
        kind: Kind,
        /// The tag's name, the author's or publication's id, the section's name (ID/NAME for one
        /// publication's), or the words to search for
        value: String,
    },
    /// End a follow
    Unfollow {
        /// The follow
        id: FollowId,
    },
    /// List follows
    Follows,
    /// List alerts, newest first
    Alerts {
        /// Only those that nobody was shown yet
        #[arg(long)]
        pending: bool,
    },
    /// Mark an article read
    Read {
        /// The article
        id: ArticleId,
    },
    /// Mark an article unread
    Unread {
        /// The article
        id: ArticleId,
    },
    /// Bring subscriptions in or out
    #[command(subcommand)]
    Opml(OpmlCommand),
    /// How much the library holds
    Stats,
    /// What the library's room goes to
    Storage,
    /// Let articles go for good; never one that is saved or followed
    Forget(ForgetArgs),
    /// Check the database
    Check,
}

/// What can be done with a source.
#[derive(Debug, Subcommand)]
pub enum SourceCommand {
    /// Read its publication through this source from now on; `sources` lists what there is
    Use {
        /// The source
        id: SourceId,
    },
    /// Choose whether the pages of its articles are asked for their text
    Pages {
        /// The source
        id: SourceId,
        /// Which pages
        choice: Pages,
    },
}

/// What can be done with OPML.
#[derive(Debug, Subcommand)]
pub enum OpmlCommand {
    /// Add every feed of an OPML file; `refresh` then fetches them
    Import {
        /// The OPML file
        file: PathBuf,
    },
    /// Print all publications as OPML 2.0
    Export,
}

/// Which articles to list.
#[derive(Debug, Args)]
pub struct ArticlesArgs {
    #[command(flatten)]
    list: ListArgs,
    #[command(flatten)]
    part: PartArgs,
}

/// What articles of a list have in common.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Of this publication
    #[arg(long, value_name = "ID")]
    publication: Option<PublicationId>,
    /// By this author
    #[arg(long, value_name = "ID")]
    author: Option<AuthorId>,
    /// With this tag, in any spelling
    #[arg(long, value_name = "NAME")]
    tag: Option<String>,
    /// In this section
    #[arg(long, value_name = "NAME")]
    section: Option<String>,
    /// Only saved ones
    #[arg(long)]
    saved: bool,
    /// Only unread ones
    #[arg(long)]
    unread: bool,
    /// Only those that are or show a video
    #[arg(long)]
    video: bool,
    /// From T on: RFC 3339, or YYYY-MM-DD for the start of that day in UTC
    #[arg(long, value_name = "T", value_parser = instant)]
    since: Option<DateTime<Utc>>,
    /// Before T: RFC 3339, or YYYY-MM-DD for the start of that day in UTC
    #[arg(long, value_name = "T", value_parser = instant)]
    until: Option<DateTime<Utc>>,
}

/// Which articles to let go.
#[derive(Debug, Args)]
pub struct ForgetArgs {
    /// Those that were read, with every picture that no saved article shows
    #[arg(long, conflicts_with_all = ["days", "articles"], required_unless_present_any = ["days", "articles"])]
    read: bool,
    /// Those that came more than N days ago
    #[arg(long, value_name = "N")]
    days: Option<u32>,
    /// All but the newest N of each publication
    #[arg(long, value_name = "N")]
    articles: Option<u32>,
    /// Only list them
    #[arg(long)]
    pub dry_run: bool,
}

impl ForgetArgs {
    /// What is to go.
    pub fn what(&self) -> Forgetting {
        if self.read {
            Forgetting::Read
        } else {
            Forgetting::Beyond { days: self.days, articles: self.articles }
        }
    }
}

/// Which part of a list of articles to print.
#[derive(Debug, Args)]
pub struct PartArgs {
    /// At most this many rows
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,
    /// Go on behind the row that carries this cursor
    #[arg(long, value_name = "C")]
    cursor: Option<String>,
}

/// [`FollowKind`] as typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Kind {
    /// A topic, across publications
    Tag,
    /// A person
    Author,
    /// A department
    Section,
    /// All of a publication
    Publication,
    /// Words
    Search,
}

impl From<Kind> for FollowKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Tag => Self::Tag,
            Kind::Author => Self::Author,
            Kind::Section => Self::Section,
            Kind::Publication => Self::Publication,
            Kind::Search => Self::Search,
        }
    }
}

/// [`PageChoice`] as typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Pages {
    /// Where the source gives only a short text, as long as its pages give more
    Auto,
    /// Every article's
    Always,
    /// None
    Never,
}

impl From<Pages> for PageChoice {
    fn from(pages: Pages) -> Self {
        match pages {
            Pages::Auto => Self::Auto,
            Pages::Always => Self::Always,
            Pages::Never => Self::Never,
        }
    }
}

impl ArticlesArgs {
    /// The query, and how many rows are wanted of it.
    pub fn into_query(self) -> (ArticleQuery, u32) {
        self.part.of(self.list.into_query())
    }
}

impl ListArgs {
    /// The query.
    pub fn into_query(self) -> ArticleQuery {
        ArticleQuery {
            publication: self.publication,
            author: self.author,
            tag: self.tag,
            section: self.section,
            saved: self.saved.then_some(true),
            unread: self.unread.then_some(true),
            video: self.video.then_some(true),
            since: self.since,
            until: self.until,
            ..ArticleQuery::default()
        }
    }
}

impl PartArgs {
    /// `query` from this part's beginning on, and how many rows are wanted of it.
    pub fn of(self, query: ArticleQuery) -> (ArticleQuery, u32) {
        (ArticleQuery { after: self.cursor, ..query }, self.limit)
    }

    /// The saved articles.
    pub fn saved(self) -> (ArticleQuery, u32) {
        self.of(ArticleQuery { saved: Some(true), ..ArticleQuery::default() })
    }

    /// What `words` find, best first.
    pub fn search(self, words: String) -> (ArticleQuery, u32) {
        self.of(ArticleQuery { search: Some(words), order: Some(Order::Best), ..ArticleQuery::default() })
    }
}

/// Reads an instant: RFC 3339, or a bare date for the start of that day in UTC.
fn instant(typed: &str) -> Result<DateTime<Utc>, String> {
    let date = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
    DateTime::parse_from_rfc3339(typed)
        .map(|instant| instant.to_utc())
        .or_else(|_| NaiveDate::parse_from_str(typed, "%Y-%m-%d").map(date))
        .map_err(|_| "expected RFC 3339 (2025-09-25T14:05:00Z) or YYYY-MM-DD".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn instants_are_rfc_3339_or_days_in_utc() {
        let at = |text: &str| instant(text).map(|instant| instant.to_rfc3339());
        assert_eq!(at("2025-09-25").as_deref(), Ok("2025-09-25T00:00:00+00:00"), "a day starts in UTC");
        assert_eq!(
            at("2025-09-25T01:00:00+02:00").as_deref(),
            Ok("2025-09-24T23:00:00+00:00"),
            "an offset is honoured"
        );
        assert!(instant("yesterday").is_err(), "words are no instant");
        assert!(instant("2025-02-30").is_err(), "a day that is not");
    }
}
