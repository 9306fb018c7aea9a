//! What stands beside an article's text: pictures, link cards, videos and files.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ArticleId, MediaId, PublicationId};

/// A picture with what is told about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Image {
    /// Its address.
    pub url: String,
    /// Its id, for `media:`.
    pub media: MediaId,
    /// What it shows, in the publisher's words.
    pub caption: Option<String>,
    /// Who made it, told apart from the caption.
    pub credit: Option<String>,
    /// The publisher's whole line, where caption and credit were told apart in it.
    #[serde(default)]
    pub raw_caption: Option<String>,
    /// Its alternative text.
    pub alt: Option<String>,
    /// Its width in pixels, where known.
    pub width: Option<u32>,
    /// Its height in pixels, where known.
    pub height: Option<u32>,
    /// The colour it has on the whole, as `#rrggbb`, once it was shown: for its place before it is there.
    #[serde(default)]
    pub colour: Option<String>,
}

/// A picture in a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Picture {
    /// Its address, as it stands in the body.
    pub url: String,
    /// Its id, for `media:`.
    pub media: MediaId,
    /// Its width in pixels, once it was fetched.
    pub width: Option<u32>,
    /// Its height in pixels, once it was fetched.
    pub height: Option<u32>,
    /// The colour it has on the whole, as `#rrggbb`, once it was shown.
    pub colour: Option<String>,
}

/// A picture of an article that is not here and is not asked for by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HeldPicture {
    /// Its id.
    pub media: MediaId,
    /// Who would be asked.
    pub host: String,
    /// What it waits for.
    pub why: Held,
}

/// What a picture waits for before it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Held {
    /// The reader's click.
    Click,
    /// Nothing: the reader wants none of the publication's.
    Never,
    /// That the reader allows its host, which is not one of the publication's own.
    Consent,
}

/// A host, not one of a publication's own, that the reader lets its pictures be asked from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AllowedHost {
    /// Which publication.
    pub publication: PublicationId,
    /// Its name.
    pub title: String,
    /// The host, with its port where that is not the usual one.
    pub host: String,
    /// Since when.
    pub allowed_at: DateTime<Utc>,
}

/// Where a picture is to be shown, in the screen's own pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// How wide.
    pub width: u32,
    /// How high, where the picture is to fill it, and be cut where it is too large.
    pub height: Option<u32>,
}

/// A picture as its pixels, for whoever cannot read its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// How wide.
    pub width: u32,
    /// How high.
    pub height: u32,
    /// Red, green, blue and opacity of each, from the top left.
    pub rgba: Vec<u8>,
}

/// A link card embedded in a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RelatedCard {
    /// Where it leads.
    pub url: String,
    /// Its headline.
    pub title: String,
    /// Its summary.
    pub description: Option<String>,
    /// Who published what it leads to.
    pub publisher: Option<String>,
    /// Who wrote what it leads to.
    pub author: Option<String>,
    /// Its picture's address.
    pub thumbnail: Option<String>,
    /// Its picture's id.
    pub thumbnail_media: Option<MediaId>,
    /// The stored article it leads to, where the library has it.
    pub article: Option<ArticleId>,
}

/// A video that plays in the browser; the page shows its poster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Video {
    /// Where it plays.
    pub url: String,
    /// Its still picture's address.
    pub poster: Option<String>,
    /// Its still picture's id.
    pub poster_media: Option<MediaId>,
    /// Its title.
    pub title: Option<String>,
    /// Its length in seconds.
    pub duration_seconds: Option<u32>,
}

/// A file that comes with an article (an RSS enclosure).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    /// Its address.
    pub url: String,
    /// Its media type, as the publisher states.
    #[serde(rename = "type")]
    pub media_type: Option<String>,
    /// Its size in bytes, as the publisher states.
    #[ts(type = "number | null")]
    pub bytes: Option<u64>,
    /// Its length in seconds.
    pub duration_seconds: Option<u32>,
}
