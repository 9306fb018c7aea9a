//! What the reader writes on articles: labels, a note, and highlights in the text.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::HighlightId;

/// A quotation of an article's text, found again by its words and those round it (a TextQuoteSelector of the Web
/// Annotation Data Model). Where several places fit, `start` says which was meant.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct Quote {
    /// The words themselves.
    pub exact: String,
    /// What stood before them.
    pub prefix: String,
    /// What stood behind them.
    pub suffix: String,
    /// How many letters and digits of the text stood before them.
    pub start: Option<u32>,
}

/// A highlight on its way in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct NewHighlight {
    /// What is highlighted.
    #[serde(flatten)]
    pub quote: Quote,
    /// The reader's note on it.
    pub note: Option<String>,
    /// When it was made, where that is not now.
    pub made_at: Option<DateTime<Utc>>,
}

/// Words of an article that the reader marked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Highlight {
    /// Its id.
    pub id: HighlightId,
    /// What is highlighted.
    #[serde(flatten)]
    pub quote: Quote,
    /// The reader's note on it.
    pub note: Option<String>,
    /// When it was made.
    pub made_at: DateTime<Utc>,
}

impl From<Highlight> for NewHighlight {
    fn from(Highlight { quote, note, made_at, .. }: Highlight) -> Self {
        Self { quote, note, made_at: Some(made_at) }
    }
}

/// Everything the reader wrote on one article, on its way in or out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// Their own words for it.
    pub labels: Vec<String>,
    /// Their note.
    pub note: Option<String>,
    /// What they marked.
    pub highlights: Vec<NewHighlight>,
}

/// Where the reader stopped in an article.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Position {
    /// How many blocks of its body lie above, with the share of the next one.
    pub place: f64,
    /// How much of it lies above, from 0 to 1; not known of positions from before this was kept.
    pub share: Option<f64>,
}
