//! Pictures, recordings and files that come with an entry: Media RSS, iTunes, enclosures.

use feed_rs::model::{Link, MediaContent, MediaObject};

use super::loose_text;
use crate::model::{ArticleKind, Attachment};
use crate::parse::{RawArticle, RawImage, RawText, RawVideo};

/// Reads what comes with an entry into `article`.
pub(super) fn read(objects: Vec<MediaObject>, links: &[Link], article: &mut RawArticle) {
    for object in objects {
        read_object(object, article);
    }
    // Atom's and JSON Feed's way of attaching files.
    let attached = links.iter().filter(|link| {
        link.rel.as_deref() == Some("enclosure")
            || (link.rel.is_none() && link.media_type.as_deref().is_some_and(|kind| !kind.contains("html")))
    });
    for link in attached {
        attach(link.href.clone(), link.media_type.clone(), link.length, None, article);
    }
}

fn read_object(object: MediaObject, article: &mut RawArticle) {
    let seconds = object.duration.map(|duration| clamp(duration.as_secs()));
    let credit = object.credits.into_iter().map(|credit| credit.entity).find(|name| !name.trim().is_empty());
    let description = object.description.map(|text| loose_text(text.content));
    let poster = object.thumbnails.first().map(|thumbnail| thumbnail.image.uri.clone());
    let title = object.title.map(|text| loose_text(text.content));

    let mut pictures: Vec<&MediaContent> =
        object.content.iter().filter(|content| is_picture(content)).collect();
    pictures.sort_by_key(|content| std::cmp::Reverse(content.width.unwrap_or(0)));
    if let Some((content, url)) = pictures.first().and_then(|content| Some((content, content.url.as_ref()?)))
    {
        offer_lead(
            RawImage {
                url: url.to_string(),
                caption: description,
                credit: credit.map(RawText::Plain),
                alt: title.as_ref().map(|(RawText::Plain(text) | RawText::Html(text))| text.clone()),
                width: content.width,
                height: content.height,
            },
            article,
        );
    } else if let Some(thumbnail) = object.thumbnails.first() {
        let image = &thumbnail.image;
        offer_lead(
            RawImage {
                url: image.uri.clone(),
                width: image.width,
                height: image.height,
                ..RawImage::default()
            },
            article,
        );
    }

    for content in object.content.iter().filter(|content| !is_picture(content)) {
        let Some(url) = content.url.as_ref().map(ToString::to_string) else { continue };
        let seconds = content.duration.map(|duration| clamp(duration.as_secs())).or(seconds);
        let media_type = content.content_type.as_ref().map(|kind| kind.as_str().to_ascii_lowercase());
        if media_type.as_deref().is_some_and(|kind| kind.starts_with("video/") || kind.contains("shockwave"))
        {
            // A Flash player's address plays nowhere any more; the entry's own page does.
            let page = article
                .url
                .clone()
                .filter(|_| media_type.as_deref().is_some_and(|k| k.contains("shockwave")));
            article.videos.push(RawVideo {
                url: page.unwrap_or_else(|| url.clone()),
                poster: poster.clone(),
                title: title.clone(),
                duration_seconds: seconds,
            });
            article.kind = ArticleKind::Video;
        }
        if !media_type.as_deref().is_some_and(|kind| kind.contains("shockwave")) {
            attach(url, media_type, content.size, seconds, article);
        }
    }
}

/// Whether a medium is a picture: by its type, else by its name. (Ghost's `medium="image"` is not handed on.)
fn is_picture(content: &MediaContent) -> bool {
    match content.content_type.as_ref() {
        Some(kind) => kind.as_str().starts_with("image/"),
        None => content.url.as_ref().is_some_and(|url| {
            let path = url.path().to_ascii_lowercase();
            [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"].iter().any(|ending| path.ends_with(ending))
        }),
    }
}

/// Takes `image` as the lead picture unless there is one.
fn offer_lead(image: RawImage, article: &mut RawArticle) {
    if article.lead_image.is_none() && !image.url.trim().is_empty() {
        article.lead_image = Some(image);
    }
}

fn attach(
    url: String,
    media_type: Option<String>,
    bytes: Option<u64>,
    seconds: Option<u32>,
    article: &mut RawArticle,
) {
    if media_type.as_deref().is_some_and(|kind| kind.starts_with("image/")) {
        offer_lead(RawImage { url, ..RawImage::default() }, article);
        return;
    }
    if article.attachments.iter().any(|attachment| attachment.url == url) {
        return;
    }
    if media_type.as_deref().is_some_and(|kind| kind.starts_with("audio/")) {
        article.kind = ArticleKind::Audio;
    }
    // "length" is required of an enclosure, so those who do not know it write 0.
    let bytes = bytes.filter(|bytes| *bytes > 0);
    article.attachments.push(Attachment { url, media_type, bytes, duration_seconds: seconds });
}

fn clamp(seconds: u64) -> u32 {
    u32::try_from(seconds).unwrap_or(u32::MAX)
}
