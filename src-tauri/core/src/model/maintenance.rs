//! What long work and the library itself report.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ArticleId, PublicationId, SourceId};
use crate::error::ErrorReport;

/// What a refresh did.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RefreshReport {
    /// Sources asked.
    pub checked: u32,
    /// Of them, those with nothing new.
    pub unchanged: u32,
    /// Articles that were not in the library before.
    pub new_articles: u32,
    /// Sources that could not be read, and why.
    pub failed: Vec<SourceFailure>,
    /// Sources left alone because they said 410 or asked us to wait.
    pub skipped: u32,
    /// Whether the reader stopped it.
    pub cancelled: bool,
}

/// A source that could not be read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SourceFailure {
    /// Which.
    pub source: SourceId,
    /// Whose.
    pub publication: PublicationId,
    /// The publication's name.
    pub title: String,
    /// Why.
    pub error: ErrorReport,
}

/// How far back a publication's archive is to be read. Both unset: to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Depth {
    /// Until the library holds so many of its articles.
    pub articles: Option<u32>,
    /// Until this day; what is older is not kept.
    pub since: Option<DateTime<Utc>>,
}

/// What filling a publication from its archive did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackfillReport {
    /// Which.
    pub publication: PublicationId,
    /// Pages of the archive that were read.
    pub pages: u32,
    /// Articles that were not in the library before.
    pub new_articles: u32,
    /// Why it ended. Asking again goes on from there.
    pub end: BackfillEnd,
    /// What went wrong, where something did.
    pub problem: Option<ErrorReport>,
}

/// Why filling from an archive ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum BackfillEnd {
    /// It is as deep as was asked.
    Reached,
    /// The publisher offers no more.
    Exhausted,
    /// The reader stopped it.
    Cancelled,
    /// A page could not be read.
    Failed,
}

/// What an OPML import did.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportReport {
    /// Publications added.
    pub added: u32,
    /// Feeds that were already here.
    pub already: u32,
    /// Entries that name no usable address, by their text.
    pub refused: Vec<String>,
}

/// What `verify` found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VerifyReport {
    /// Saved files looked at.
    pub checked: u32,
    /// Files whose bytes are not what they were, or that are gone, by hash.
    pub damaged: Vec<String>,
    /// Those that were so and were fetched again.
    pub mended: Vec<String>,
}

/// What `check` found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckReport {
    /// Whether nothing is wrong.
    pub sound: bool,
    /// What is wrong, in SQLite's words.
    pub problems: Vec<String>,
}

/// A host that was asked in the last day. What was read there is not kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Connection {
    /// Its name, with its port where that is not the usual one.
    pub host: String,
    /// What it was asked for.
    pub purposes: Vec<Purpose>,
    /// How often it was asked.
    pub requests: u32,
    /// Of these, how often nothing good came of it.
    pub failed: u32,
    /// Bytes that were read of its answers.
    #[ts(type = "number")]
    pub bytes: u64,
    /// When it was asked last.
    pub last_at: DateTime<Utc>,
}

/// What a host is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    /// What is new: a feed, an API, a sitemap.
    Articles,
    /// Pages: to find feeds and icons, and to read on where a source gives only an opening.
    Pages,
    /// Pictures.
    Pictures,
}

/// Which articles are to be let go; never one that is saved or followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind", deny_unknown_fields)]
pub enum Forgetting {
    /// Those that were read, with every picture that no saved article shows.
    Read,
    /// Those that came longer ago, and those beyond so many of their publication. A publication with a choice of its own
    /// keeps to that.
    Beyond {
        /// How many days articles stay.
        days: Option<u32>,
        /// How many stay of each publication.
        articles: Option<u32>,
    },
    /// The same of one publication, whatever it chose.
    BeyondOf {
        /// Which.
        publication: PublicationId,
        /// How many days its articles stay.
        days: Option<u32>,
        /// How many of them stay.
        articles: Option<u32>,
    },
}

/// What would be let go.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Forgettable {
    /// How many articles.
    pub articles: u32,
    /// How many bytes of pictures.
    #[ts(type = "number")]
    pub picture_bytes: u64,
    /// The articles, newest first, 500 at the most.
    pub list: Vec<ForgettableArticle>,
}

/// An article that would be let go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ForgettableArticle {
    /// Which.
    pub id: ArticleId,
    /// Its headline.
    pub headline: String,
    /// Its publication's name.
    pub publication: String,
    /// Where it stands in lists.
    pub sorted_at: DateTime<Utc>,
}

/// What the library's room goes to, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Storage {
    /// Articles, and everything else that is no picture and no index.
    #[ts(type = "number")]
    pub articles: u64,
    /// The index that searches read.
    #[ts(type = "number")]
    pub search: u64,
    /// Pictures of saved articles.
    #[ts(type = "number")]
    pub saved: u64,
    /// Pictures that can be had again.
    #[ts(type = "number")]
    pub cache: u64,
    /// Smaller copies of pictures, which can be made again.
    #[ts(type = "number")]
    pub thumbnails: u64,
}

/// How much the library holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Stats {
    /// The library's folder.
    pub folder: String,
    /// Publications.
    pub publications: u32,
    /// Sources.
    pub sources: u32,
    /// Articles.
    pub articles: u32,
    /// Unread articles.
    pub unread: u32,
    /// Saved articles.
    pub saved: u32,
    /// Authors.
    pub authors: u32,
    /// Tags.
    pub tags: u32,
    /// Follows.
    pub follows: u32,
    /// Alerts in the inbox.
    pub alerts: u32,
    /// Unread articles that some follow matches.
    pub followed_unread: u32,
    /// Bytes of the database.
    #[ts(type = "number")]
    pub database_bytes: u64,
    /// Bytes of kept pictures.
    #[ts(type = "number")]
    pub media_bytes: u64,
    /// Of them, bytes of pictures that no saved article shows: those can be had again.
    #[ts(type = "number")]
    pub cache_bytes: u64,
}
