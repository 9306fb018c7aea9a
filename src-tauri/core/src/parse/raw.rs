//! What parsing yields: everything as it came, nothing trusted. `sanitize` turns it into what may be kept.

use chrono::{DateTime, Utc, Weekday};
use serde::{Deserialize, Serialize};

use crate::model::{Access, ArticleKind, Attachment, SourceKind};

/// Text from outside, and whether markup in it is markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawText {
    /// Characters that mean themselves.
    Plain(String),
    /// HTML.
    Html(String),
}

/// One reading of one source.
#[derive(Debug, Clone, PartialEq)]
pub struct RawHarvest {
    /// What was spoken.
    pub kind: SourceKind,
    /// Against what relative addresses resolve, unless an article says otherwise.
    pub base: url::Url,
    /// The publication.
    pub publication: RawPublication,
    /// Its articles.
    pub articles: Vec<RawArticle>,
    /// Where the articles before these are: RFC 5005 `prev-archive` or `next` of a feed, the next page of an API.
    /// Asked only when an archive is fetched.
    pub next_page: Option<url::Url>,
}

/// A publication as it came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawPublication {
    /// Its name.
    pub title: Option<RawText>,
    /// Its site.
    pub url: Option<String>,
    /// What it says of itself.
    pub description: Option<RawText>,
    /// Its icon's address.
    pub icon: Option<String>,
    /// A language tag.
    pub language: Option<String>,
    /// Its departments: name and page.
    pub sections: Vec<(RawText, Option<String>)>,
    /// How often it says it changes.
    pub pace: RawPace,
}

/// What a feed says about when to ask it again. It is kept, for an answer without a feed says nothing of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawPace {
    /// RSS `ttl`: for how many minutes it may be kept.
    pub ttl_minutes: Option<u32>,
    /// `sy:updatePeriod`, in minutes.
    pub period_minutes: Option<u32>,
    /// `sy:updateFrequency`: how many times in that period.
    pub times_a_period: Option<u32>,
    /// RSS `skipHours`: hours of the day, in UTC, in which nothing new comes.
    pub skip_hours: Vec<u8>,
    /// RSS `skipDays`: days on which nothing new comes.
    pub skip_days: Vec<Weekday>,
}

/// An article as it came.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RawArticle {
    /// The id its source gives it.
    pub own_id: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Against what relative addresses in its texts resolve, where that is not its own address (`xml:base`).
    pub base: Option<url::Url>,
    /// The address its page names as canonical.
    pub canonical_url: Option<String>,
    /// Its headline.
    pub headline: Option<RawText>,
    /// Its summary.
    pub summary: Option<RawText>,
    /// Its body.
    pub content: Option<RawText>,
    /// Who wrote it.
    pub authors: Vec<RawAuthor>,
    /// Its topics.
    pub tags: Vec<RawTag>,
    /// Its department.
    pub section: Option<RawText>,
    /// What the site calls itself, where the article's own page says.
    pub site: Option<RawText>,
    /// When it appeared.
    pub published_at: Option<DateTime<Utc>>,
    /// Whether that is not told but made out from what a page shows, or from its address.
    pub published_made: bool,
    /// When it last changed.
    pub updated_at: Option<DateTime<Utc>>,
    /// Minutes to read it, only where stated.
    pub reading_minutes: Option<u32>,
    /// The picture at its head.
    pub lead_image: Option<RawImage>,
    /// More pictures told beside the body.
    pub pictures: Vec<RawImage>,
    /// Link cards told beside the body.
    pub related: Vec<RawRelatedCard>,
    /// Videos told beside the body.
    pub videos: Vec<RawVideo>,
    /// Files that come with it.
    pub attachments: Vec<Attachment>,
    /// A language tag.
    pub language: Option<String>,
    /// Whether the publisher's editors picked it.
    pub featured: bool,
    /// Who may read it.
    pub access: Access,
    /// Whether `content` is only the article's opening: the rest is for members or those who pay.
    pub stub: bool,
    /// What it mainly is.
    pub kind: ArticleKind,
    /// Where readers discuss it.
    pub comments_url: Option<String>,
    /// How many comments the publisher counts.
    pub comment_count: Option<u32>,
}

/// An author as they came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawAuthor {
    /// The name.
    pub name: Option<RawText>,
    /// Their page.
    pub url: Option<String>,
    /// Their job.
    pub role: Option<RawText>,
    /// About them.
    pub bio: Option<RawText>,
    /// Their portrait's address.
    pub avatar: Option<String>,
    /// Their other pages.
    pub links: Vec<String>,
}

/// A tag as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawTag {
    /// The publisher's spelling.
    pub name: RawText,
    /// The publisher's page for it.
    pub url: Option<String>,
}

/// A lead picture as it came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawImage {
    /// Its address.
    pub url: String,
    /// What it shows; may still hold the credit (`sanitize` tells them apart where `credit` is `None`).
    pub caption: Option<RawText>,
    /// Who made it.
    pub credit: Option<RawText>,
    /// Its alternative text.
    pub alt: Option<String>,
    /// Its width in pixels.
    pub width: Option<u32>,
    /// Its height in pixels.
    pub height: Option<u32>,
}

/// A related card as it came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawRelatedCard {
    /// Where it leads.
    pub url: String,
    /// Its headline.
    pub title: Option<RawText>,
    /// Its summary.
    pub description: Option<RawText>,
    /// Who published what it leads to.
    pub publisher: Option<RawText>,
    /// Who wrote what it leads to.
    pub author: Option<RawText>,
    /// Its picture's address.
    pub thumbnail: Option<String>,
}

/// A video as it came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawVideo {
    /// Where it plays.
    pub url: String,
    /// Its still picture's address.
    pub poster: Option<String>,
    /// Its title.
    pub title: Option<RawText>,
    /// Its length in seconds.
    pub duration_seconds: Option<u32>,
}
