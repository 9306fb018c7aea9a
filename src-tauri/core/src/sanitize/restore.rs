//! An article that comes back from an archive of ours → an article that may be kept. What was made safe once comes out
//! as it went in; what somebody else wrote into the archive is made safe here.

use chrono::{DateTime, Utc};
use dom_query::Document;
use url::Url;

use super::article::pictures;
use super::beside::{MANY, attachments};
use super::key::keys;
use super::plain::{LINE, PARAGRAPH, line};
use super::text::PlainText;
use super::{address, body, extent, language, plain};
use crate::model::{
    Extent, Inline, Made, NewArticle, NewAuthor, NewImage, NewPublication, NewRelatedCard, NewTag, NewVideo,
    Version, slug,
};
use crate::parse::RawText;
use crate::transfer::archive::{self, Author, Card, Image, Publication, Record, Video};

/// The article of a record; `None` where it has no headline.
pub(crate) fn restored(record: Record) -> Option<NewArticle> {
    let headline = text(record.headline, LINE)?;
    let related: Vec<NewRelatedCard> = record.related.into_iter().take(MANY).filter_map(card).collect();
    let videos: Vec<NewVideo> = record.videos.into_iter().take(MANY).filter_map(video).collect();
    let content = body::again(&record.content_html, related.len(), videos.len());
    let content_text = plain::body_text(&Document::fragment(content.to_string()));
    let url = page(record.url);
    let canonical_url = page(record.canonical_url).or_else(|| url.as_deref().and_then(address::canonical));
    let summary = optional(record.summary, PARAGRAPH);
    // Nothing here is relative; what is goes.
    let base = Url::parse("about:blank").ok()?;
    let attachments = attachments(record.attachments, &base);
    let apart = !(videos.is_empty() && attachments.is_empty());
    let extent = match extent::extent(&content_text, record.stub, record.access, apart) {
        // It says of itself whether it is an opening.
        Extent::Cut if !record.stub => Extent::Short,
        extent => extent,
    };
    Some(NewArticle {
        keys: keys(
            None,
            [canonical_url.as_deref(), url.as_deref()],
            &headline,
            &content_text,
            summary.as_ref(),
        ),
        pictures: pictures(&content),
        inline: Inline::default(),
        authors: record.authors.into_iter().take(MANY).filter_map(author).collect(),
        tags: record.tags.into_iter().take(MANY).filter_map(|raw| tag(raw.name, raw.url)).collect(),
        section: optional(record.section, LINE),
        site: None,
        published_at: record.published_at,
        updated_at: record.updated_at,
        reading_minutes: record.reading_minutes,
        lead_image: record.lead_image.and_then(image),
        related,
        videos,
        attachments,
        language: record.language.as_deref().and_then(language::tag),
        direction: record.direction,
        featured: record.featured,
        access: record.access,
        kind: record.kind,
        comments_url: page(record.comments_url),
        comment_count: record.comment_count,
        url,
        canonical_url,
        headline,
        summary,
        content,
        content_text,
        extent,
        made: Made::default(),
    })
}

/// The publication of a record.
pub(crate) fn restored_publication(publication: Publication) -> NewPublication {
    NewPublication {
        title: text(publication.title, LINE),
        url: page(publication.url),
        icon: media(publication.icon),
        ..NewPublication::default()
    }
}

/// What a record says that the article said before, none of it in the future.
pub(crate) fn restored_versions(versions: Vec<archive::Version>, now: DateTime<Utc>) -> Vec<Version> {
    /// Versions of one article at the most, and the highest number of one: far more than are ever kept.
    const MOST: usize = 50;
    const LAST: u32 = 1_000_000;
    let version = |version: archive::Version| {
        let lines = plain::head(&version.text, body::LONGEST);
        Some(Version {
            number: version.number.min(LAST),
            noticed_at: version.noticed_at.min(now),
            headline: text(version.headline, LINE)?.into(),
            text: plain::collapse(lines, true),
        })
    };
    versions.into_iter().take(MOST).filter_map(version).collect()
}

fn text(text: String, limit: usize) -> Option<PlainText> {
    // A text cut at the limit ends with one character more.
    line(&RawText::Plain(text), limit + 1)
}

fn optional(raw: Option<String>, limit: usize) -> Option<PlainText> {
    raw.and_then(|raw| text(raw, limit))
}

fn page(address: Option<String>) -> Option<String> {
    address::page(&address?, None)
}

fn media(address: Option<String>) -> Option<String> {
    address::media(&address?, None)
}

fn author(author: Author) -> Option<NewAuthor> {
    Some(NewAuthor {
        name: text(author.name, LINE)?,
        url: page(author.url),
        role: optional(author.role, LINE),
        bio: optional(author.bio, PARAGRAPH),
        avatar: media(author.avatar),
        links: author.links.into_iter().take(MANY).filter_map(|link| page(Some(link))).collect(),
    })
}

fn tag(name: String, url: Option<String>) -> Option<NewTag> {
    let name = text(name, LINE).filter(|name| !slug(name).is_empty())?;
    Some(NewTag { name, url: page(url) })
}

fn image(image: Image) -> Option<NewImage> {
    let size = |size: Option<u32>| size.filter(|pixels| (1..=100_000).contains(pixels));
    Some(NewImage {
        url: address::picture(&image.url, None)?,
        caption: optional(image.caption, PARAGRAPH),
        credit: optional(image.credit, LINE),
        raw_caption: optional(image.raw_caption, PARAGRAPH),
        alt: optional(image.alt, PARAGRAPH),
        width: size(image.width),
        height: size(image.height),
    })
}

fn card(card: Card) -> Option<NewRelatedCard> {
    Some(NewRelatedCard {
        url: page(Some(card.url))?,
        title: text(card.title, LINE)?,
        description: optional(card.description, PARAGRAPH),
        publisher: optional(card.publisher, LINE),
        author: optional(card.author, LINE),
        thumbnail: media(card.thumbnail),
    })
}

fn video(video: Video) -> Option<NewVideo> {
    Some(NewVideo {
        url: page(Some(video.url))?,
        poster: media(video.poster),
        title: optional(video.title, LINE),
        duration_seconds: video.duration_seconds,
    })
}
