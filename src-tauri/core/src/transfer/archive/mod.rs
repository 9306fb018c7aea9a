//! Our own archive: what an export as JSON writes and an import reads, one file or the same unpacked in a folder.
//!
//! - `broadsheet.json` says what it is and how many articles it holds;
//! - `articles/000001.json` and so on hold one [`Record`] each;
//! - `media/HASH` hold the bytes of pictures under their BLAKE3 hash in lower-case hex.
//!
//! Everything a record does not need may be absent, so that archives of other versions can be read.

mod read;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::model::{Access, ArticleKind, Attachment, Direction, NewHighlight};

pub(crate) use read::Archive;
pub(super) use read::open;

/// What an archive calls itself.
pub(super) const FORMAT: &str = "broadsheet-archive";
/// The version of its shape.
pub(super) const VERSION: u32 = 1;
/// The file that says so.
pub(super) const MANIFEST: &str = "broadsheet.json";

/// What an archive says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Manifest {
    pub format: String,
    pub version: u32,
    pub made_at: DateTime<Utc>,
    pub articles: usize,
}

/// An article as it stands in an archive.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Record {
    pub url: Option<String>,
    pub canonical_url: Option<String>,
    pub publication: Publication,
    pub section: Option<String>,
    pub headline: String,
    pub summary: Option<String>,
    pub authors: Vec<Author>,
    pub tags: Vec<Tag>,
    pub published_at: Option<DateTime<Utc>>,
    pub updated_at: Option<DateTime<Utc>>,
    pub first_seen_at: Option<DateTime<Utc>>,
    pub edited_at: Option<DateTime<Utc>>,
    pub reading_minutes: Option<u32>,
    pub lead_image: Option<Image>,
    pub language: Option<String>,
    pub direction: Direction,
    pub featured: bool,
    pub access: Access,
    pub kind: ArticleKind,
    pub stub: bool,
    pub comments_url: Option<String>,
    pub comment_count: Option<u32>,
    pub content_html: String,
    pub related: Vec<Card>,
    pub videos: Vec<Video>,
    pub attachments: Vec<Attachment>,
    pub versions: Vec<Version>,
    pub saved_at: Option<DateTime<Utc>>,
    pub automatic: bool,
    pub read_at: Option<DateTime<Utc>>,
    pub place: Option<f64>,
    pub share: Option<f64>,
    pub labels: Vec<String>,
    pub note: Option<String>,
    pub highlights: Vec<NewHighlight>,
    pub media: Vec<Picture>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Publication {
    pub title: String,
    pub url: Option<String>,
    pub icon: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Author {
    pub name: String,
    pub url: Option<String>,
    pub role: Option<String>,
    pub bio: Option<String>,
    pub avatar: Option<String>,
    pub links: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Tag {
    pub name: String,
    pub url: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Image {
    pub url: String,
    pub caption: Option<String>,
    pub credit: Option<String>,
    pub raw_caption: Option<String>,
    pub alt: Option<String>,
    pub width: Option<u32>,
    pub height: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Card {
    pub url: String,
    pub title: String,
    pub description: Option<String>,
    pub publisher: Option<String>,
    pub author: Option<String>,
    pub thumbnail: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Video {
    pub url: String,
    pub poster: Option<String>,
    pub title: Option<String>,
    pub duration_seconds: Option<u32>,
}

/// What an article said before its publisher changed it, oldest first.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Version {
    pub number: u32,
    pub noticed_at: DateTime<Utc>,
    pub headline: String,
    pub text: String,
}

/// A picture of an article: its address and, where it is in the archive, the hash it is there under.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Picture {
    pub url: String,
    pub hash: Option<String>,
    #[serde(rename = "type")]
    pub mime: Option<String>,
    pub problem: Option<String>,
}
