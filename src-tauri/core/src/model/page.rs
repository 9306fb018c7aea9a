//! The one query of every article list, and the pages it is read in.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AuthorId, FollowId, PublicationId};

/// Which articles a list shows: the feed, an author, a tag, a section, a publication, the saved ones and search
/// are this one query with different fields set. Unset fields do not restrict.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ArticleQuery {
    /// Of this publication.
    pub publication: Option<PublicationId>,
    /// Of the publications in this folder, by the name of the outermost.
    pub folder: Option<String>,
    /// By this author.
    pub author: Option<AuthorId>,
    /// With this tag, compared by normalised name.
    pub tag: Option<String>,
    /// In the section of this name, compared without regard to case.
    pub section: Option<String>,
    /// With this label of the reader's, compared by normalised name.
    pub label: Option<String>,
    /// Only saved ones.
    pub saved: Option<bool>,
    /// Only those whose saved copy lacks something that could not be had.
    pub lacking: Option<bool>,
    /// Only those with a note or a highlight of the reader's.
    pub noted: Option<bool>,
    /// Only those the reader stopped in the middle of.
    pub begun: Option<bool>,
    /// Only unread ones.
    pub unread: Option<bool>,
    /// Only those that are or show a video.
    pub video: Option<bool>,
    /// Only those some follow matches.
    pub followed: Option<bool>,
    /// Only those this follow matches.
    pub follow: Option<FollowId>,
    /// Sorted at or after this instant.
    pub since: Option<DateTime<Utc>>,
    /// Sorted before this instant.
    pub until: Option<DateTime<Utc>>,
    /// First seen at or before this instant: keeps a list still while new articles arrive.
    pub seen_until: Option<DateTime<Utc>>,
    /// With these words.
    pub search: Option<String>,
    /// In which order.
    pub order: Option<Order>,
    /// The other way round; not with `best`.
    pub reversed: Option<bool>,
    /// Behind the row that carries this cursor.
    pub after: Option<String>,
    /// At most this many rows; 50 unless told, 500 at the most.
    pub limit: Option<u32>,
}

/// In which order a list stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// Newest first.
    #[default]
    Newest,
    /// Best match first; only with `search`.
    Best,
    /// Last saved first; only with `saved`.
    Saved,
    /// Longest to read first; what is not known stands last either way.
    Length,
    /// Most room first; only with `saved`.
    Size,
}

/// What a list can be narrowed to, the most used first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Facets {
    /// The reader's labels.
    pub labels: Vec<Facet>,
    /// Tags.
    pub tags: Vec<Facet>,
    /// Publications.
    pub publications: Vec<Facet>,
    /// Authors.
    pub authors: Vec<Facet>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Facet {
    /// What [`ArticleQuery`] takes for it.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// How many articles of the list that is.
    pub articles: u32,
}

/// One page of a longer list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// The cursor of the next page; `null` at the end.
    pub next: Option<String>,
}
