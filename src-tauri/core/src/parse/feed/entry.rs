//! What a feed says of itself and of its entries, each value with the places it may stand in, best first.

use chrono::{DateTime, Utc};
use url::Url;

use super::best::{Best, BestOf, MANY};
use super::media::Media;
use crate::model::{Attachment, SourceKind};
use crate::parse::{
    MAX_ARTICLES, RawArticle, RawAuthor, RawHarvest, RawImage, RawPace, RawPublication, RawTag, RawText,
};

/// A feed.
#[derive(Debug, Default)]
pub(super) struct Channel {
    /// RSS `title`; Atom `title`; JSON Feed `title`; else `dc:title`.
    pub title: Best<RawText>,
    /// RSS `link`; Atom `link rel=alternate`; JSON Feed `home_page_url`.
    pub link: Best<String>,
    /// RSS `description`; Atom `subtitle`, 0.3 `tagline`; JSON Feed `description`; else `dc:description`,
    /// `itunes:summary`, `itunes:subtitle`, Atom 0.3 `info`.
    pub description: Best<RawText>,
    /// Atom `icon`; JSON Feed `icon`, `favicon`; else `itunes:image`, RSS `image/url`, Atom `logo`.
    pub icon: Best<String>,
    /// RSS `language`; else `dc:language`, `xml:lang`; JSON Feed `language`.
    pub language: Best<String>,
    /// Atom `author`; JSON Feed `authors`, `author`; RSS `itunes:author`, `dc:creator`. Entries without authors are
    /// theirs (RFC 4287 §4.2.1).
    pub authors: BestOf<RawAuthor>,
    /// RFC 5005: `link rel=prev-archive`, else `rel=next`; JSON Feed `next_url`.
    pub next: Best<String>,
    /// How often it says it changes.
    pub pace: RawPace,
    /// Its entries, those that were read to their end.
    articles: Vec<RawArticle>,
}

/// An entry.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// RSS `guid`, 1.0 `rdf:about`; Atom `id`; JSON Feed `id`; else `dc:identifier`.
    pub id: Best<String>,
    /// RSS `link`, `guid` that is a permalink; Atom `link rel=alternate`; JSON Feed `url`, `external_url`;
    /// before them `feedburner:origLink`, which names the page that FeedBurner's link leads to.
    pub link: Best<String>,
    /// RSS `title`; Atom `title`; JSON Feed `title`; else `dc:title`, `media:title`, `itunes:title`.
    pub title: Best<RawText>,
    /// RSS `description`; Atom `summary`; JSON Feed `summary`; else `dc:description`, `itunes:summary`,
    /// `itunes:subtitle`, `media:description`.
    pub summary: Best<RawText>,
    /// RSS `content:encoded`, `xhtml:body`, `fullitem`; Atom `content`; JSON Feed `content_html`, `content_text`.
    pub content: Best<RawText>,
    /// What relative addresses in the content are written against: `xml:base`.
    pub base: Option<Url>,
    /// RSS `author`, `dc:creator`; Atom `author`; JSON Feed `authors`, `author`; else `itunes:author`,
    /// `media:credit role=author`, `podcast:person`, and those of the Atom `source`.
    pub authors: BestOf<RawAuthor>,
    /// RSS `category`; Atom `category`; JSON Feed `tags`; `dc:subject`, `media:category`, `media:keywords`,
    /// `itunes:category`, `itunes:keywords`.
    pub tags: Vec<RawTag>,
    /// `slash:section`.
    pub section: Best<RawText>,
    /// RSS `pubDate`; Atom `published`, 0.3 `issued`; JSON Feed `date_published`; else `dcterms:issued`, `dc:date`,
    /// `dcterms:created`, Atom 0.3 `created`.
    pub published: Best<DateTime<Utc>>,
    /// Atom `updated`, 0.3 `modified`; JSON Feed `date_modified`; else `dcterms:modified`.
    pub updated: Best<DateTime<Utc>>,
    /// RSS `language`; else `dc:language`, `xml:lang`; JSON Feed `language`.
    pub language: Best<String>,
    /// RSS `comments`; Atom `link rel=replies` (RFC 4685).
    pub comments: Best<String>,
    /// `slash:comments`; `thr:total`, `thr:count` (RFC 4685).
    pub comment_count: Best<u32>,
    /// JSON Feed `image`, `banner_image`; RSS `image`; `itunes:image`. Media RSS has its own.
    pub image: Best<RawImage>,
    /// RSS `enclosure`; Atom `link rel=enclosure`; JSON Feed `attachments`.
    pub enclosures: Vec<Attachment>,
    /// `feedburner:origEnclosureLink`: where the only enclosure lies.
    pub enclosure_link: Best<String>,
    /// `itunes:duration`: how long the enclosure plays, in seconds.
    pub seconds: Option<u32>,
    /// Media RSS: what stands in the entry itself, and each `media:group` and `media:content` in it.
    pub media: Media,
}

impl Channel {
    /// Whether it has as many entries as are read.
    pub(super) fn is_full(&self) -> bool {
        self.articles.len() >= MAX_ARTICLES
    }

    /// Takes an entry that was read to its end.
    pub(super) fn keep(&mut self, entry: Entry) {
        self.articles.push(entry.into_article());
    }

    /// The whole feed, which was found at `url`.
    pub(super) fn into_harvest(self, url: &Url) -> RawHarvest {
        let mut articles = self.articles;
        let authors = self.authors.take();
        for article in articles.iter_mut().filter(|article| article.authors.is_empty()) {
            article.authors.clone_from(&authors);
        }
        let publication = RawPublication {
            title: self.title.take(),
            url: self.link.take(),
            description: self.description.take(),
            icon: self.icon.take(),
            language: self.language.take(),
            sections: Vec::new(),
            pace: self.pace,
        };
        let next_page = self.next.take().and_then(|next| url.join(&next).ok());
        RawHarvest { kind: SourceKind::Feed, base: url.clone(), publication, articles, next_page }
    }
}

impl Entry {
    /// Adds a topic.
    pub(super) fn tag(&mut self, name: Option<RawText>) {
        if let Some(name) = name
            && self.tags.len() < MANY
        {
            self.tags.push(RawTag { name, url: None });
        }
    }

    /// Adds a file.
    pub(super) fn enclose(
        &mut self,
        url: Option<String>,
        media_type: Option<impl Into<String>>,
        bytes: Option<u64>,
    ) {
        let Some(url) = url else { return };
        let media_type = media_type.map(Into::into);
        if self.enclosures.len() < MANY {
            // RSS demands a length, so those who do not know it write 0.
            let bytes = bytes.filter(|bytes| *bytes > 0);
            self.enclosures.push(Attachment { url, media_type, bytes, duration_seconds: None });
        }
    }

    fn into_article(mut self) -> RawArticle {
        if let ([only], Some(link)) = (self.enclosures.as_mut_slice(), self.enclosure_link.take()) {
            only.url = link;
        }
        let updated = self.updated.take();
        let id = self.id.take();
        // Many ids are the entry's address, and some entries have no other.
        let address = id.clone().filter(|id| is_web(id));
        let mut article = RawArticle {
            own_id: id,
            url: self.link.take().or(address),
            base: self.base,
            headline: self.title.take(),
            summary: self.summary.take(),
            content: self.content.take(),
            authors: self.authors.take(),
            tags: self.tags,
            section: self.section.take(),
            // Atom demands only `updated` (RFC 4287 §4.2.15): what has no other date appeared then.
            published_at: self.published.take().or(updated),
            updated_at: updated,
            language: self.language.take(),
            comments_url: self.comments.take(),
            comment_count: self.comment_count.take(),
            ..RawArticle::default()
        };
        self.media.give(&mut article);
        super::media::attach_all(self.enclosures, self.seconds, &mut article);
        super::media::offer_lead(self.image.take(), &mut article);
        article
    }
}

/// Whether a text is an address on the web.
pub(super) fn is_web(text: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| text.starts_with(scheme))
}
