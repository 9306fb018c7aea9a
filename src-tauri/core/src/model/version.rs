//! What an article said before, and what changed.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What an article said at one time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Version {
    /// Counts up from 1; some between the first and the newest may not be kept.
    pub number: u32,
    /// When this library first saw it so.
    pub noticed_at: DateTime<Utc>,
    /// The headline.
    pub headline: String,
    /// The text; a line for each paragraph.
    pub text: String,
}

/// What changed from one version of an article to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    /// The headline, run by run.
    pub headline: Vec<Run>,
    /// The text, run by run.
    pub text: Vec<Run>,
}

/// A run of words that stayed, was added or was removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    /// What happened to it.
    pub kind: Change,
    /// The run.
    pub text: String,
}

/// What happened to a run of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// It stayed.
    Same,
    /// It was added.
    Added,
    /// It was removed.
    Removed,
}
