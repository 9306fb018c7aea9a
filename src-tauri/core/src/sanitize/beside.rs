//! What stands beside an article's text: who wrote it, what it is about, pictures, cards, videos and files.

use std::collections::HashSet;

use url::Url;

use super::plain::{LINE, PARAGRAPH, line, non_empty, optional};
use super::text::PlainText;
use super::{address, caption, role};
use crate::model::{Attachment, NewAuthor, NewImage, NewRelatedCard, NewTag, NewVideo, slug};
use crate::parse::{RawAuthor, RawImage, RawRelatedCard, RawTag, RawText, RawVideo};

/// How many of each an article may have.
pub(super) const MANY: usize = 100;

pub(super) fn authors(raw: Vec<RawAuthor>, base: &Url) -> Vec<NewAuthor> {
    let mut seen = HashSet::new();
    raw.into_iter()
        .filter_map(|raw| author(raw, base))
        .filter(|author| seen.insert(author.name.to_lowercase()))
        .take(MANY)
        .collect()
}

fn author(raw: RawAuthor, base: &Url) -> Option<NewAuthor> {
    let name = optional(raw.name.as_ref(), LINE)?;
    let bio = optional(raw.bio.as_ref(), PARAGRAPH);
    let role = optional(raw.role.as_ref(), LINE)
        .or_else(|| role::from_bio(&name, bio.as_deref()?).and_then(non_empty));
    let mut links: Vec<String> =
        raw.links.iter().filter_map(|link| address::page(link, Some(base))).take(MANY).collect();
    links.dedup();
    Some(NewAuthor {
        url: raw.url.and_then(|url| address::page(&url, Some(base))),
        avatar: raw.avatar.and_then(|url| address::media(&url, Some(base))),
        name,
        role,
        bio,
        links,
    })
}

pub(super) fn tags(raw: Vec<RawTag>, base: &Url) -> Vec<NewTag> {
    let mut seen = HashSet::new();
    raw.into_iter()
        .filter_map(|raw| {
            let name = line(&raw.name, LINE)?;
            Some(NewTag { name, url: raw.url.and_then(|url| address::page(&url, Some(base))) })
        })
        .filter(|tag| {
            let slug = slug(&tag.name);
            !slug.is_empty() && seen.insert(slug)
        })
        .take(MANY)
        .collect()
}

pub(super) fn image(raw: RawImage, base: &Url) -> Option<NewImage> {
    let url = address::picture(&raw.url, Some(base))?;
    let (caption, credit) = match (&raw.caption, &raw.credit) {
        (Some(caption), None) => caption::tell_apart(caption),
        (caption, credit) => (
            caption.as_ref().and_then(|caption| line(caption, PARAGRAPH)),
            credit.as_ref().and_then(|credit| line(credit, LINE)),
        ),
    };
    let told_apart = raw.credit.is_none() && credit.is_some();
    let raw_caption =
        raw.caption.as_ref().filter(|_| told_apart).and_then(|caption| line(caption, PARAGRAPH));
    let alt = raw.alt.and_then(|alt| line(&RawText::Plain(alt), PARAGRAPH));
    let size = |size: Option<u32>| size.filter(|pixels| (1..=20_000).contains(pixels));
    Some(NewImage {
        url,
        raw_caption,
        caption,
        credit,
        alt,
        width: size(raw.width),
        height: size(raw.height),
    })
}

pub(super) fn card(raw: RawRelatedCard, base: &Url) -> Option<NewRelatedCard> {
    let url = address::page(&raw.url, Some(base))?;
    Some(NewRelatedCard {
        title: optional(raw.title.as_ref(), LINE).unwrap_or_else(|| PlainText(url.clone())),
        description: optional(raw.description.as_ref(), PARAGRAPH),
        publisher: optional(raw.publisher.as_ref(), LINE),
        author: optional(raw.author.as_ref(), LINE),
        thumbnail: raw.thumbnail.and_then(|url| address::media(&url, Some(base))),
        url,
    })
}

pub(super) fn video(raw: RawVideo, base: &Url) -> Option<NewVideo> {
    Some(NewVideo {
        url: address::page(&raw.url, Some(base))?,
        poster: raw.poster.and_then(|url| address::media(&url, Some(base))),
        // Some players put the address where the title belongs.
        title: optional(raw.title.as_ref(), LINE).filter(|title| !title.contains("://")),
        duration_seconds: raw.duration_seconds,
    })
}

pub(super) fn attachments(raw: Vec<Attachment>, base: &Url) -> Vec<Attachment> {
    let mut seen = HashSet::new();
    raw.into_iter()
        .filter_map(|mut attachment| {
            attachment.url = address::media(&attachment.url, Some(base))?;
            let media_type = attachment.media_type.as_ref().map(|text| RawText::Plain(text.clone()));
            attachment.media_type = optional(media_type.as_ref(), 100).map(String::from);
            Some(attachment)
        })
        .filter(|attachment| seen.insert(attachment.url.clone()))
        .take(MANY)
        .collect()
}
