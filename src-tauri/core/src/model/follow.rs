//! Standing wishes.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ArticleId, FollowId};

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
    /// The newest article it matches.
    pub latest: Option<LatestArticle>,
    /// What came for it since the reader last looked at it, and they do not know yet.
    pub fresh: u32,
    /// When what comes for it is told.
    pub mode: FollowMode,
    /// Whether it tells nothing for now: what comes for it is kept in the inbox.
    pub paused: bool,
    /// Whether corrections of its articles are told as well.
    pub corrections: bool,
    /// How many of the newest of them are saved by themselves, where any are.
    pub keep: Option<u32>,
    /// Since when.
    pub followed_at: DateTime<Utc>,
    /// What it leaves out.
    pub exclude: Vec<Exclusion>,
    /// Whether only publishers' own tags count, and none that were found in the text.
    pub own_tags: bool,
}

/// Something that a follow leaves out: "Syria, but not sport".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Exclusion {
    /// What it looks at.
    pub kind: FollowKind,
    /// The value, as a follow of that kind would have it.
    pub value: String,
    /// What a person calls it. Told by the library, and not asked for.
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub label: String,
}

/// The newest article of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LatestArticle {
    /// Its id.
    pub id: ArticleId,
    /// Its headline.
    pub headline: String,
    /// When it was published, or seen.
    pub at: DateTime<Utc>,
}

/// When a follow tells, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum FollowMode {
    /// As it comes.
    Instant,
    /// With each hour, all of it at once.
    Hourly,
    /// In the morning, all of it at once.
    Morning,
    /// In the evening, all of it at once.
    Evening,
    /// Never on the desktop: in the inbox only.
    Inbox,
}

/// What is to be different about a follow. Unset fields stay as they are.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct FollowChange {
    /// When it tells.
    pub mode: Option<FollowMode>,
    /// Whether it tells nothing for now.
    pub paused: Option<bool>,
    /// Whether corrections of its articles are told as well.
    pub corrections: Option<bool>,
    /// What it leaves out, in place of what it left out before: tags, sections and words.
    pub exclude: Option<Vec<Exclusion>>,
    /// Whether only publishers' own tags count, and none that were found in the text.
    pub own_tags: Option<bool>,
}
