//! What is done in a library.

use std::path::PathBuf;

use broadsheet_core::model::{
    AlertId, ArticleId, AuthorId, ExportChoice, FollowId, HighlightId, PublicationId, SourceId, SpellingId,
};
use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};

use super::follow::{AlertsArgs, AliasCommand, FollowArgs, LimitArgs};
use super::kind::{Format, Kind, Pages, Pictures};
use super::list::{ArticlesArgs, ForgetArgs, ListArgs, PartArgs, SavedArgs, instant};

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
    /// Choose how long a publication's articles stay; never one less that is saved or followed
    Retention {
        /// The publication
        id: PublicationId,
        /// Days after they came (7 to 3650; 0 for ever); as all where it is left out
        #[arg(long, value_name = "N")]
        days: Option<u32>,
        /// How many, the newest (50 to 100000; 0 all of them); as of all where it is left out
        #[arg(long, value_name = "N")]
        articles: Option<u32>,
    },
    /// Choose when a publication's pictures are asked for, and from which hosts that are not its own
    #[command(subcommand)]
    Pictures(PicturesCommand),
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
    /// Make names one with a tag, or part them again
    #[command(subcommand)]
    Alias(AliasCommand),
    /// Take a tag away from an article in whose text it was found; it does not come back there
    TakeTag {
        /// The article
        id: ArticleId,
        /// The tag's name, in any spelling
        tag: String,
        /// Give it back
        #[arg(long)]
        undo: bool,
    },
    /// Look for a tag in the texts of articles whose publishers do not name it, as is done unless you say otherwise
    SeekTag {
        /// Its name, in any spelling
        tag: String,
        /// Never, and let it go wherever it was found
        #[arg(long)]
        never: bool,
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
    /// Save articles with their pictures, to be read offline; without any, fetch what saved ones still lack
    Save {
        /// The articles
        ids: Vec<ArticleId>,
    },
    /// Take articles' bookmarks and their offline copies away; what you wrote on them stays
    Unsave {
        /// The articles
        #[arg(required = true)]
        ids: Vec<ArticleId>,
    },
    /// List saved articles, the last saved first
    Saved(SavedArgs),
    /// List your labels
    Labels,
    /// Give an article labels of your own, in place of those it has; none takes them away
    Label {
        /// The article
        id: ArticleId,
        /// The labels
        names: Vec<String>,
    },
    /// Write a note on an article, in place of the one it has; none takes it away
    Note {
        /// The article
        id: ArticleId,
        /// The note
        text: Option<String>,
    },
    /// Highlight words of an article
    Highlight {
        /// The article
        id: ArticleId,
        /// The words, as they stand in its text
        words: String,
        /// A note on them
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
    },
    /// Write a note on a highlight, in place of the one it has; none takes it away. `article` lists highlights
    NoteHighlight {
        /// The highlight
        id: HighlightId,
        /// The note
        text: Option<String>,
    },
    /// Take a highlight away, with its note
    Unhighlight {
        /// The highlight
        id: HighlightId,
    },
    /// Compare every saved file with its hash
    Verify,
    /// Write articles to a file or folder, with their pictures; never over what is there
    Export(ExportArgs),
    /// Write the whole library to one file, as it stands at one moment; never over what is there
    Backup {
        /// The file
        to: PathBuf,
    },
    /// Bring in saved articles: from an archive that `export --format json` wrote, or the list of Pocket, Instapaper,
    /// Omnivore, Wallabag, Raindrop.io or Readwise Reader, whose articles are fetched; Ctrl-C stops and keeps what came
    Import {
        /// The file, or the folder it was unpacked in
        path: PathBuf,
    },
    /// Follow a tag, author, section, publication or search, to be told what is new
    Follow {
        /// What kind of thing
        kind: Kind,
        /// The tag's name, the author's or publication's id, the section's name (ID/NAME for one
        /// publication's), or the words to search for
        value: String,
        #[command(flatten)]
        how: FollowArgs,
    },
    /// Change how a follow tells
    SetFollow {
        /// The follow
        id: FollowId,
        #[command(flatten)]
        how: FollowArgs,
    },
    /// Show nothing on the desktop for some time; without a time, show it again
    PauseAlerts {
        /// For how many minutes, 10080 at the most
        #[arg(value_parser = clap::value_parser!(u32).range(1..=10_080))]
        minutes: Option<u32>,
    },
    /// End a follow
    Unfollow {
        /// The follow
        id: FollowId,
    },
    /// Have the newest articles of a follow saved by themselves; those you save yourself are counted apart
    Keep {
        /// The follow
        id: FollowId,
        /// How many, 1 to 500; none where it is left out
        articles: Option<u32>,
    },
    /// Choose what a follow leaves out, in place of what it left out before
    Limit(LimitArgs),
    /// List follows
    Follows,
    /// List alerts, newest first
    Alerts(AlertsArgs),
    /// Say that you have seen alerts: they are not shown on the desktop any more
    Dismiss {
        /// The alerts
        #[arg(required_unless_present = "all", conflicts_with = "all")]
        ids: Vec<AlertId>,
        /// All of them
        #[arg(long)]
        all: bool,
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

/// Which articles to write, how and where.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The file or folder to write, where nothing may be yet
    #[arg(long, value_name = "PATH")]
    pub to: PathBuf,
    /// As what
    #[arg(long)]
    pub format: Format,
    /// Every saved article
    #[arg(long, conflicts_with = "ids", required_unless_present = "ids")]
    saved: bool,
    /// The articles
    ids: Vec<ArticleId>,
}

impl ExportArgs {
    /// Which articles.
    pub fn choice(&self) -> ExportChoice {
        if self.saved { ExportChoice::Saved } else { ExportChoice::These(self.ids.clone()) }
    }
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

/// What can be chosen about a publication's pictures.
#[derive(Debug, Subcommand)]
pub enum PicturesCommand {
    /// Choose when they are asked for
    Choose {
        /// The publication
        id: PublicationId,
        /// When; as all are where it is left out
        choice: Option<Pictures>,
    },
    /// Let them be asked from a host that is not one of the publication's own
    Allow {
        /// The publication
        id: PublicationId,
        /// The host
        host: String,
    },
    /// Take that back; pictures that came from there stay
    Forbid {
        /// The publication
        id: PublicationId,
        /// The host
        host: String,
    },
    /// List the hosts that are allowed so
    Allowed,
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
