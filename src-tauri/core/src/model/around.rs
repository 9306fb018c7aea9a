//! What stands round an article: where to read on.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ArticleSummary, FrontStory};

/// Where to go on from an article. What there is nothing for is empty, and is not to be shown; the article itself is in none.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Around {
    /// Of other publications, about what it is about: what shares most tags first.
    pub elsewhere: Vec<ArticleSummary>,
    /// Of its publication, in its section or with its tags: what shares most first.
    pub more: Vec<ArticleSummary>,
    /// Of its publication: what is discussed or linked to most, most first.
    pub popular: Vec<FrontStory>,
    /// Of its publication: what its editors picked, newest first.
    pub picks: Vec<ArticleSummary>,
    /// Of its publication: what has video, newest first.
    pub videos: Vec<ArticleSummary>,
    /// The latest of its publication, newest first.
    pub latest: Vec<ArticleSummary>,
    /// The one its publication published next.
    pub newer: Option<ArticleSummary>,
    /// The one its publication published before.
    pub older: Option<ArticleSummary>,
}
