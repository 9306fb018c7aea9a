//! The front page: what stands out of the last days, and why.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ArticleSummary;

/// The front page. What there is nothing for is empty, and is not to be shown.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FrontPage {
    /// The one story that most speaks for.
    pub lead: Option<FrontStory>,
    /// Those next to it, each with a picture.
    pub top: Vec<ArticleSummary>,
    /// The latest by section.
    pub sections: Vec<FrontSection>,
    /// What publishers' editors picked, newest first.
    pub picks: Vec<ArticleSummary>,
    /// What is discussed or linked to most, most first.
    pub popular: Vec<FrontStory>,
    /// What has video, newest first.
    pub videos: Vec<ArticleSummary>,
}

/// An article, and why it stands where it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FrontStory {
    /// The article.
    pub article: ArticleSummary,
    /// What speaks for it most.
    pub because: Because,
}

/// The latest of one section, whichever publications have it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FrontSection {
    /// Its name; `null` for what stands in none of the others.
    pub name: Option<String>,
    /// Newest first.
    pub articles: Vec<ArticleSummary>,
}

/// Why an article stands on the front page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Because {
    /// Other publications of the reader's link to it.
    Links {
        /// How many.
        publications: u32,
    },
    /// Its editors picked it.
    Featured,
    /// The reader follows what it is about.
    Followed {
        /// What, as a person calls it.
        label: String,
    },
    /// Readers discuss it.
    Comments {
        /// How many comments the publisher counts.
        count: u32,
    },
    /// It is new.
    Recent,
}
