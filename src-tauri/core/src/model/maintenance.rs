//! What long work and the library itself report.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{PublicationId, SourceId};
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
}
