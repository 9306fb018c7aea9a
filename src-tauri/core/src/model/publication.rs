//! Publications, their sources, sections, authors and tags as pages of their own, and what an address offers.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    ArticleCounts, ArticleId, Author, FollowId, MediaId, PictureChoice, PublicationId, PublicationRef,
    SourceId, SpellingId,
};

/// Who publishes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Publication {
    /// Its id.
    pub id: PublicationId,
    /// Its name: the reader's own if they gave one.
    pub title: String,
    /// The name the publisher gives.
    pub own_title: String,
    /// Its site.
    pub url: Option<String>,
    /// What it says of itself.
    pub description: Option<String>,
    /// Its icon's address.
    pub icon: Option<String>,
    /// Its icon's id.
    pub icon_media: Option<MediaId>,
    /// A BCP 47 language tag.
    pub language: Option<String>,
    /// Folders it stands in, outermost first (from OPML).
    pub folder: Vec<String>,
    /// Whether the reader paused it: refreshes leave it out.
    pub paused: bool,
    /// How often it is asked by itself, in minutes, where that is not as often as all.
    pub refresh_minutes: Option<u32>,
    /// How many days its articles stay, where that is not as long as all; 0 for ever.
    pub keep_days: Option<u32>,
    /// How many of its articles stay, the newest, where that is not as many as of all; 0 all of them.
    pub keep_articles: Option<u32>,
    /// When its pictures are asked for, where that is not as all are.
    pub pictures: Option<PictureChoice>,
    /// Whether it is the sample edition that ships with the app.
    pub sample: bool,
    /// Its departments.
    pub sections: Vec<Section>,
    /// Where it is fetched from.
    pub sources: Vec<Source>,
    /// Its articles here.
    pub counts: ArticleCounts,
    /// The follow of it, where there is one.
    pub follow: Option<FollowId>,
    /// When it was added.
    pub added_at: DateTime<Utc>,
}

/// The publisher's own department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Section {
    /// As the publisher writes it.
    pub name: String,
    /// Its page at the publisher's.
    pub url: Option<String>,
    /// Its articles here.
    pub articles: u32,
}

/// One address fetched for a publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// Whose.
    pub publication: PublicationId,
    /// What is spoken there.
    pub kind: SourceKind,
    /// Whether it is asked.
    pub role: SourceRole,
    /// Its address, without what is secret in it. (Ghost's Content API key is public by its nature.)
    pub url: String,
    /// Whether there is something secret in its address.
    pub private: bool,
    /// Whether the pages of its articles are asked for their text.
    pub pages: PageChoice,
    /// How it has been answering.
    pub health: Health,
    /// When it was last asked.
    pub checked_at: Option<DateTime<Utc>>,
    /// When it last answered well.
    pub succeeded_at: Option<DateTime<Utc>>,
    /// When it will be asked next by itself.
    pub due_at: Option<DateTime<Utc>>,
}

/// Whether a publication is read through a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SourceRole {
    /// It is.
    Used,
    /// It is for as long as the one in use does not let us in.
    StandsIn,
    /// It could be.
    Spare,
}

/// What is spoken at a source's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// RSS, Atom or JSON Feed.
    Feed,
    /// Ghost's Content API.
    Ghost,
    /// WordPress's REST API.
    WordPress,
    /// A news sitemap.
    Sitemap,
}

/// Whether the pages of a source's articles are asked for their text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum PageChoice {
    /// Where the source gives only a short text, as long as its pages give more.
    #[default]
    Auto,
    /// Every article's.
    Always,
    /// None.
    Never,
}

/// How a source has been answering.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Health {
    /// In a word.
    pub state: HealthState,
    /// A plain English sentence: "Answers well.", "Harbour Post has not answered since Tuesday."
    pub sentence: String,
    /// The error code of the last failure, while it fails.
    pub problem: Option<String>,
    /// The values that go with `problem`.
    #[ts(type = "Record<string, unknown>")]
    pub params: serde_json::Value,
    /// Failures in a row.
    pub failures: u32,
    /// The server asked not to be asked before this.
    pub retry_after: Option<DateTime<Utc>>,
}

/// How a source is, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum HealthState {
    /// Not asked yet.
    New,
    /// Answers well.
    Well,
    /// The last attempts failed.
    Failing,
    /// It said 410, and is not asked any more.
    Gone,
}

/// An author's own page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AuthorPage {
    /// Who. (`author.id` is never null here.)
    pub author: Author,
    /// Of which publication.
    pub publication: PublicationRef,
    /// Their articles here.
    pub counts: ArticleCounts,
    /// When their newest article here was published.
    pub latest_at: Option<DateTime<Utc>>,
    /// The follow of them, where there is one.
    pub follow: Option<FollowId>,
    /// How else the publication writes them.
    pub spellings: Vec<AuthorSpelling>,
}

/// Another way in which a publication writes an author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AuthorSpelling {
    /// Its ids: one for each address it is told with.
    pub ids: Vec<SpellingId>,
    /// As it is written.
    pub name: String,
    /// The articles here that write it so.
    pub articles: u32,
}

/// A tag's own page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TagPage {
    /// Its most used spelling.
    pub name: String,
    /// Its normalised name.
    pub slug: String,
    /// Its articles here.
    pub counts: ArticleCounts,
    /// The publications that use it, with their own pages for it, most articles first.
    pub publications: Vec<UsedBy>,
    /// The follow of it, where there is one.
    pub follow: Option<FollowId>,
    /// Articles among them whose publishers do not say so, but whose text does.
    pub found_in_text: u32,
    /// Whether it is looked for in texts; the reader can say that it is not.
    pub sought: bool,
    /// Other names that the reader made one with it, by name.
    pub aliases: Vec<TagAlias>,
}

/// Another name for a tag: the reader says that both are one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TagAlias {
    /// The other name, as the reader wrote it.
    pub name: String,
    /// The same normalised.
    pub slug: String,
    /// The normalised name of the tag it means.
    pub tag: String,
}

/// A publication that uses a name: of a tag, or of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UsedBy {
    /// Which.
    pub publication: PublicationRef,
    /// Its spelling.
    pub name: String,
    /// Its page for what it calls so.
    pub url: Option<String>,
    /// Its articles with it here.
    pub articles: u32,
}

/// A section's own page: one publication's, or all sections of one name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SectionPage {
    /// As the publisher writes it, or the one with most articles.
    pub name: String,
    /// What it is followed by: its normalised name, with `PUBLICATION_ID/` before it where it is one publication's.
    pub key: String,
    /// Whose it is; `null` where all sections of the name are meant.
    pub publication: Option<PublicationRef>,
    /// Its page at the publisher's.
    pub url: Option<String>,
    /// Its articles here.
    pub counts: ArticleCounts,
    /// When its newest article here was published.
    pub latest_at: Option<DateTime<Utc>>,
    /// All publications with a section of this name, most articles first.
    pub publications: Vec<UsedBy>,
    /// The follow of it, where there is one.
    pub follow: Option<FollowId>,
}

/// What an address offers, before anything is added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Discovery {
    /// The address as understood.
    pub address: String,
    /// What was found, best first. Empty only where `article` is there: finding nothing is
    /// [`NothingFound`](crate::Error::NothingFound).
    pub candidates: Vec<Candidate>,
    /// The article that stands at the address itself, looked for where there is nothing to follow.
    pub article: Option<FoundArticle>,
}

/// A single article that could be added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundArticle {
    /// Its address.
    pub url: String,
    /// Its headline.
    pub headline: String,
    /// A few sentences of it.
    pub summary: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it appeared.
    pub published_at: Option<DateTime<Utc>>,
    /// Whether its page shows only an opening.
    pub stub: bool,
    /// The article in the library, where it is there already.
    pub already: Option<ArticleId>,
}

/// One source that could be added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Candidate {
    /// What is spoken there.
    pub kind: SourceKind,
    /// Its address.
    pub url: String,
    /// The publication's name.
    pub title: String,
    /// What it says of itself.
    pub description: Option<String>,
    /// Its site.
    pub site: Option<String>,
    /// Its icon's address. Nothing is fetched for it before it is added.
    pub icon: Option<String>,
    /// A BCP 47 language tag.
    pub language: Option<String>,
    /// The newest headlines there, three at the most.
    pub latest: Vec<String>,
    /// How many articles it offers now.
    pub articles: u32,
    /// The publication that already has this source.
    pub already: Option<PublicationId>,
}

/// A source picked from a [`Discovery`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Choice {
    /// What is spoken there.
    pub kind: SourceKind,
    /// Its address.
    pub url: String,
}

/// A reputable publication offered to somebody who begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StarterPublication {
    /// Its name.
    pub title: String,
    /// One line about it.
    pub line: String,
    /// Its home page: where discovery begins.
    pub url: String,
    /// A BCP 47 language tag.
    pub language: String,
    /// One of a short list: `world`, `europe`, `science`, `technology`, `business`, `culture`, …
    pub topic: String,
}
