//! What the pipeline hands to the store. Only `sanitize` can make the texts in it.

use std::hash::{Hash, Hasher};

use chrono::{DateTime, Utc};

use super::{Access, ArticleKind, Direction, Extent};
use crate::sanitize::{PlainText, SafeHtml};

/// One article on its way into the store.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct NewArticle {
    /// What it may be recognised by, strongest first; never empty.
    pub keys: Vec<ArticleKey>,
    /// [`ArticleSummary::url`](super::ArticleSummary::url).
    pub url: Option<String>,
    /// [`ArticleSummary::canonical_url`](super::ArticleSummary::canonical_url).
    pub canonical_url: Option<String>,
    /// The publisher's headline, or one cut from the text.
    pub headline: PlainText,
    /// A few sentences.
    pub summary: Option<PlainText>,
    /// The body; empty where the source gave none.
    pub content: SafeHtml,
    /// The body as text, for search and reading time.
    pub content_text: PlainText,
    /// Who wrote it.
    pub authors: Vec<NewAuthor>,
    /// Its topics.
    pub tags: Vec<NewTag>,
    /// Its department.
    pub section: Option<PlainText>,
    /// What the site calls itself, where the article's own page says: the name of a publication that is made for it.
    pub site: Option<PlainText>,
    /// When it appeared, only where the publisher says so.
    pub published_at: Option<DateTime<Utc>>,
    /// When it last changed.
    pub updated_at: Option<DateTime<Utc>>,
    /// Minutes to read it.
    pub reading_minutes: Option<u32>,
    /// The picture at its head.
    pub lead_image: Option<NewImage>,
    /// Absolute addresses of the pictures in `content`, in order, each once.
    pub pictures: Vec<String>,
    /// The bytes of those that stood in the markup itself.
    pub inline: Inline,
    /// Link cards.
    pub related: Vec<NewRelatedCard>,
    /// Videos.
    pub videos: Vec<NewVideo>,
    /// Files that come with it.
    pub attachments: Vec<super::Attachment>,
    /// A BCP 47 language tag.
    pub language: Option<String>,
    /// Which way its text runs.
    pub direction: Direction,
    /// Whether the publisher's editors picked it.
    pub featured: bool,
    /// Who may read it at the publisher's.
    pub access: Access,
    /// What it mainly is.
    pub kind: ArticleKind,
    /// Where readers discuss it.
    pub comments_url: Option<String>,
    /// How many comments the publisher counts.
    pub comment_count: Option<u32>,
    /// How much of its text `content` is: an opening is never shown as the whole, nor replaces a longer body.
    pub extent: Extent,
    /// What was not told but made from the rest.
    pub made: Made,
}

impl NewArticle {
    /// Leaves only what is told beside the body.
    pub(crate) fn forget_body(&mut self) {
        self.content = SafeHtml::default();
        self.content_text = PlainText::default();
        self.pictures.clear();
        self.inline.0.clear();
        self.extent = Extent::Nothing;
        if self.made.summary {
            self.summary = None;
        }
        if self.made.reading_minutes {
            self.reading_minutes = None;
        }
    }
}

/// Fields of a [`NewArticle`] that were made from its text, its page's looks or its address: what anybody tells comes before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Made {
    /// The headline.
    pub headline: bool,
    /// The summary.
    pub summary: bool,
    /// The minutes to read it.
    pub reading_minutes: bool,
    /// When it appeared.
    pub published_at: bool,
}

/// Something an article may be recognised by within its publication.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ArticleKey {
    /// The id its source gives it; means something only together with the source.
    OwnId(String),
    /// Its canonical address without tracking parameters.
    Url(String),
    /// A hash of headline and text, where it has neither id nor address.
    Content(String),
}

/// An author on their way into the store.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NewAuthor {
    /// The name; not empty.
    pub name: PlainText,
    /// Their page at the publisher's.
    pub url: Option<String>,
    /// Their job.
    pub role: Option<PlainText>,
    /// About them.
    pub bio: Option<PlainText>,
    /// Their portrait's address.
    pub avatar: Option<String>,
    /// Their other pages.
    pub links: Vec<String>,
}

/// A tag on its way into the store.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NewTag {
    /// As the publisher writes it; not empty.
    pub name: PlainText,
    /// The publisher's page for it.
    pub url: Option<String>,
}

/// A lead picture on its way into the store.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NewImage {
    /// Its address.
    pub url: String,
    /// What it shows.
    pub caption: Option<PlainText>,
    /// Who made it.
    pub credit: Option<PlainText>,
    /// The whole line, where the two were told apart in it.
    pub raw_caption: Option<PlainText>,
    /// Its alternative text.
    pub alt: Option<PlainText>,
    /// Its width in pixels.
    pub width: Option<u32>,
    /// Its height in pixels.
    pub height: Option<u32>,
}

/// The pictures that stood in an article's markup itself, as `data:` addresses.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inline(pub Vec<InlinePicture>);

impl Hash for Inline {
    /// Says nothing: their addresses, which are hashes, stand in the content.
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InlinePicture {
    /// Its address, which nobody is asked for.
    pub url: String,
    /// What it is, without its notes.
    pub bytes: Vec<u8>,
}

impl InlinePicture {
    /// The scheme of such addresses.
    pub(crate) const SCHEME: &str = "inline";

    /// The address of a picture with such a hash.
    pub(crate) fn address(hash: blake3::Hash) -> String {
        format!("{}:{}", Self::SCHEME, hash.to_hex())
    }

    /// Whether an address is that of a picture that stood in some markup.
    pub(crate) fn is_address(address: &str) -> bool {
        let hash = address.strip_prefix(Self::SCHEME).and_then(|rest| rest.strip_prefix(':'));
        hash.is_some_and(|hash| {
            hash.len() == 64 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        })
    }
}

/// A related card on its way into the store.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NewRelatedCard {
    /// Where it leads.
    pub url: String,
    /// Its headline.
    pub title: PlainText,
    /// Its summary.
    pub description: Option<PlainText>,
    /// Who published what it leads to.
    pub publisher: Option<PlainText>,
    /// Who wrote what it leads to.
    pub author: Option<PlainText>,
    /// Its picture's address.
    pub thumbnail: Option<String>,
}

/// A video on its way into the store.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NewVideo {
    /// Where it plays.
    pub url: String,
    /// Its still picture's address.
    pub poster: Option<String>,
    /// Its title.
    pub title: Option<PlainText>,
    /// Its length in seconds.
    pub duration_seconds: Option<u32>,
}

/// What a fetch tells about the publication itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewPublication {
    /// Its name.
    pub title: Option<PlainText>,
    /// Its site.
    pub url: Option<String>,
    /// What it says of itself.
    pub description: Option<PlainText>,
    /// Its icon's address.
    pub icon: Option<String>,
    /// A BCP 47 language tag.
    pub language: Option<String>,
    /// Its departments in its own order: name and page.
    pub sections: Vec<(PlainText, Option<String>)>,
}

/// Everything one fetch of one source brought, made safe.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Harvest {
    /// The publication.
    pub publication: NewPublication,
    /// Its articles, newest first as far as the source sorts them.
    pub articles: Vec<NewArticle>,
}
