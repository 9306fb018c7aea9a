//! Articles, whole and in lists, and who wrote and published them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    ArticleId, Attachment, AuthorId, HeldPicture, Highlight, Image, MediaId, Picture, PublicationId,
    RelatedCard, Video,
};

/// An article in a list. It never carries the body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ArticleSummary {
    /// Its id in this library.
    pub id: ArticleId,
    /// Where a browser opens it.
    pub url: Option<String>,
    /// Its address without tracking parameters, or the one its page names as canonical.
    pub canonical_url: Option<String>,
    /// Who published it.
    pub publication: PublicationRef,
    /// The publisher's own department, such as "News Feed".
    pub section: Option<String>,
    /// The headline; cut from the text where the publisher gave none.
    pub headline: String,
    /// A few sentences of plain text.
    pub summary: Option<String>,
    /// Who wrote it, in the publisher's order.
    pub authors: Vec<Author>,
    /// When the publisher says it appeared.
    pub published_at: Option<DateTime<Utc>>,
    /// When the publisher says it last changed, where that is later than `published_at`.
    pub updated_at: Option<DateTime<Utc>>,
    /// When this library first saw it.
    pub first_seen_at: DateTime<Utc>,
    /// When this library last noticed that the publisher had changed headline or text; its versions tell what.
    pub edited_at: Option<DateTime<Utc>>,
    /// What lists sort and group by: `published_at`, but never later than `first_seen_at`.
    pub sorted_at: DateTime<Utc>,
    /// Minutes to read it, as the publisher states or by counting words; the words of a stub are not counted.
    pub reading_minutes: Option<u32>,
    /// The picture at its head.
    pub lead_image: Option<Image>,
    /// Topics, in the publisher's order.
    pub tags: Vec<Tag>,
    /// A BCP 47 language tag.
    pub language: Option<String>,
    /// Which way its text runs.
    pub direction: Direction,
    /// Whether the publisher's editors picked it.
    pub featured: bool,
    /// Who may read it at the publisher's.
    pub access: Access,
    /// Whether only an opening of its text is here, or nothing: never to be shown as the whole article.
    pub stub: bool,
    /// What it mainly is.
    pub kind: ArticleKind,
    /// Where readers discuss it.
    pub comments_url: Option<String>,
    /// How many comments the publisher counts.
    pub comment_count: Option<u32>,
    /// Files that come with it (podcast episodes, PDFs).
    pub attachments: Vec<Attachment>,
    /// The video it shows first, in its text or attached to it.
    pub video: Option<Video>,
    /// Whether the reader opened it or marked it read.
    pub read: bool,
    /// Whether the reader saved it.
    pub saved: bool,
    /// How its saved copy stands, where it is saved.
    pub save: Option<Save>,
    /// The reader's own words for it.
    pub labels: Vec<String>,
    /// Whether the reader wrote a note on it.
    pub noted: bool,
    /// How many highlights the reader made in it.
    pub highlight_count: u32,
    /// Where the reader stopped in the middle of it, how much lay above, from 0 to 1 (0 where only that it was is known).
    pub begun: Option<f64>,
    /// In search results: where the words were found.
    pub found: Option<Found>,
    /// Give this as [`ArticleQuery::after`](super::ArticleQuery::after) to go on behind this row.
    pub cursor: String,
}

impl ArticleSummary {
    /// Whether it is or shows a video.
    pub fn has_video(&self) -> bool {
        self.kind == ArticleKind::Video || self.video.is_some()
    }
}

/// An article on its page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Article {
    /// Everything a list shows of it.
    #[serde(flatten)]
    pub summary: ArticleSummary,
    /// The body: sanitized HTML, every address in it absolute.
    pub content_html: String,
    /// The body as plain text.
    pub content_text: String,
    /// Link cards embedded in the body, and what the publisher relates it to.
    pub related: Vec<RelatedCard>,
    /// Videos in the body or attached to it.
    pub videos: Vec<Video>,
    /// The pictures in `content_html`: their addresses there, and the ids under which the core serves them.
    pub pictures: Vec<Picture>,
    /// The pictures of its page that are not here and not asked for by themselves.
    #[serde(default)]
    pub held: Vec<HeldPicture>,
    /// The reader's note on it.
    pub note: Option<String>,
    /// What the reader marked in its text.
    pub highlights: Vec<Highlight>,
}

/// Just enough of a publication to name it beside an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PublicationRef {
    /// Its id.
    pub id: PublicationId,
    /// Its name, as the reader or else the publisher calls it.
    pub title: String,
    /// Its site.
    pub url: Option<String>,
    /// Its icon's address.
    pub icon: Option<String>,
    /// Its icon's id.
    pub icon_media: Option<MediaId>,
}

/// A person or desk of one publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Author {
    /// Its id in this library; `null` only from commands that store nothing.
    pub id: Option<AuthorId>,
    /// The name as published.
    pub name: String,
    /// Their page at the publisher's.
    pub url: Option<String>,
    /// Their job there, only where the publisher states it.
    pub role: Option<String>,
    /// A few sentences about them, as published.
    pub bio: Option<String>,
    /// Their portrait's address.
    pub avatar: Option<String>,
    /// Their portrait's id.
    pub avatar_media: Option<MediaId>,
    /// Their other pages: own site, social profiles.
    pub links: Vec<String>,
}

/// A topic, with this publisher's spelling of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Tag {
    /// As the publisher writes it.
    pub name: String,
    /// The normalised name, one across all publications and for all names that the reader made one.
    pub slug: String,
    /// The publisher's page for it.
    pub url: Option<String>,
    /// Whether the publisher does not say so, but the text does.
    pub found_in_text: bool,
}

/// Which way text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

/// Who may read an article at its publisher's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Access {
    /// Anyone.
    #[default]
    Public,
    /// Those with an account.
    Members,
    /// Those who pay.
    Paid,
}

/// How much of an article's text is here, as far as the text itself shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Extent {
    /// None of it.
    #[default]
    Nothing,
    /// An opening that says itself that it goes on elsewhere, or that stands before a wall.
    Cut,
    /// Few words, which may be all there are.
    Short,
    /// As much as an article is.
    Whole,
}

/// What an article mainly is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum ArticleKind {
    /// Text.
    #[default]
    Article,
    /// A video with some text.
    Video,
    /// A recording with some text.
    Audio,
    /// A pointer to somebody else's page.
    Link,
}

/// The reader's bookmark with its sealed copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Save {
    /// How far sealing has come.
    pub state: SaveState,
    /// When it was saved.
    pub saved_at: DateTime<Utc>,
    /// Whether a follow saved it: it goes again when newer articles take its place.
    pub automatic: bool,
    /// Pictures the article shows.
    pub pictures: u32,
    /// Pictures that could not be had.
    pub missing: u32,
    /// The error code of the text that could not be had, or else of the first such picture; while it waits, `metered` if
    /// that is for a network on which bytes cost nothing, and `stopped` if for the reader or the next start.
    pub problem: Option<String>,
    /// When that is tried again by itself.
    pub retry_at: Option<DateTime<Utc>>,
    /// The room its text and the pictures it shows take, each counted for every article that shows it.
    #[ts(type = "number")]
    pub bytes: u64,
}

/// How far sealing has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum SaveState {
    /// Not begun, or to be gone on with.
    Waiting,
    /// The text and every picture are here.
    Complete,
    /// The text is here and pictures are missing.
    Partial,
    /// The rest of the text could not be had: only what its source gave is here.
    Failed,
}

/// Where a search found its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Found {
    /// The headline, with what matched told apart.
    pub headline: Vec<Fragment>,
    /// A piece of the text round the first match; empty where only the headline matched.
    pub text: Vec<Fragment>,
}

/// A run of text that matched, or did not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Fragment {
    /// The run.
    pub text: String,
    /// Whether it matched.
    pub hit: bool,
}

/// How many articles fit a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ArticleCounts {
    /// All of them.
    pub total: u32,
    /// Those not read yet.
    pub unread: u32,
}
