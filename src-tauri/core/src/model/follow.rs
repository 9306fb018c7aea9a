//! Standing wishes, and what the reader is told because of them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AlertId, ArticleId, FollowId, PublicationRef};

/// What a follow looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum FollowKind {
    /// A topic across publications; the value is its name.
    Tag,
    /// A person; the value is the author's id.
    Author,
    /// A department; the value is the section's name, with `PUBLICATION_ID/` before it to mean one publication's.
    Section,
    /// All of a publication; the value is its id.
    Publication,
    /// Words; the value is the query.
    Search,
}

/// A standing wish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Follow {
    /// Its id.
    pub id: FollowId,
    /// What it looks at.
    pub kind: FollowKind,
    /// The value as given (see [`FollowKind`]).
    pub value: String,
    /// The value normalised: what tells it from other follows of its kind. A tag's is its `slug`.
    pub key: String,
    /// What a person calls it: the tag's or author's name, the query.
    pub label: String,
    /// Articles it matches in the library.
    pub articles: u32,
    /// Those not read yet.
    pub unread: u32,
    /// When the newest article it matches was published.
    pub latest_at: Option<DateTime<Utc>>,
    /// How many of the newest of them are saved by themselves, where any are.
    pub keep: Option<u32>,
    /// Since when.
    pub followed_at: DateTime<Utc>,
}

/// One thing the reader was or will be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Alert {
    /// Its id.
    pub id: AlertId,
    /// The article it is about.
    pub article: ArticleId,
    /// The article's headline.
    pub headline: String,
    /// The article's publication.
    pub publication: PublicationRef,
    /// The follows that matched, by what a person calls them ("Syria").
    pub because: Vec<String>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// How far it has come.
    pub state: AlertState,
}

/// How far an alert has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum AlertState {
    /// Nobody has claimed it yet.
    Pending,
    /// Claimed for the desktop; if the app ended right then it may not have been seen.
    Claimed,
    /// Shown on the desktop.
    Shown,
    /// Kept here only: the reader wanted no notifications when it came.
    Quiet,
}
