//! An article as it came → an article that may be kept.

use std::collections::HashSet;

use dom_query::Document;
use url::Url;

use super::plain::{LINE, PARAGRAPH, head, line, non_empty, opening, optional};
use super::text::{PlainText, SafeHtml};
use super::{address, body, caption, extent, inline, language, plain, role};
use crate::model::{
    ArticleKey, ArticleKind, Attachment, Extent, InlinePicture, Made, NewArticle, NewAuthor, NewImage,
    NewRelatedCard, NewTag, NewVideo, slug,
};
use crate::parse::{RawArticle, RawAuthor, RawImage, RawRelatedCard, RawTag, RawText, RawVideo, unescape};

/// How many of each an article may have.
pub(super) const MANY: usize = 100;
/// Words a minute: what Ghost and others count with.
const WORDS_A_MINUTE: usize = 265;
/// Chinese and Japanese characters a minute.
const CHARACTERS_A_MINUTE: usize = 500;
/// How long a summary of ours is, in characters.
const SUMMARY: usize = 300;
/// How long a headline of ours is, in characters.
const HEADLINE: usize = 100;
/// A feed's summary that is longer than this is the whole text under another name.
const WHOLE_TEXT: usize = 1_200;
/// How long an id may be, in bytes; a longer one is kept as its hash.
const ID: usize = 500;

/// Makes one article safe to keep; relative addresses resolve against its own address, and that against `base`.
/// `None` where it holds nothing at all.
#[must_use]
pub fn article(raw: RawArticle, base: &Url) -> Option<NewArticle> {
    let url = raw.url.as_deref().and_then(|url| address::page(url, Some(base)));
    let own = || url.as_deref().and_then(|url| Url::parse(url).ok());
    let base = raw.base.or_else(own).unwrap_or_else(|| base.clone());
    let canonical_url = raw
        .canonical_url
        .as_deref()
        .and_then(|url| address::page(url, Some(&base)))
        .or_else(|| url.clone())
        .and_then(|url| address::canonical(&url));

    let (content, summary) = whole_text(raw.content, raw.summary);
    let (content, mut inline) = inline::without(content);
    let content = with_pictures(content, &raw.pictures, raw.lead_image.as_ref());
    let mut body =
        content.map(|content| read_body(&content, &base, raw.lead_image.clone())).unwrap_or_default();
    if body.lead.is_none() {
        body.lead = raw.lead_image;
    }
    let document = Document::fragment(body.html.to_string());
    let content_text = plain::body_text(&document);
    let told_summary =
        optional(summary.as_ref(), PARAGRAPH).map(|summary| PlainText(opening(&summary, WHOLE_TEXT)));
    let told_headline = optional(raw.headline.as_ref(), LINE);
    let minutes = raw.reading_minutes.filter(|minutes| *minutes > 0);
    let made = Made {
        headline: told_headline.is_none(),
        summary: told_summary.is_none(),
        reading_minutes: minutes.is_none(),
        published_at: raw.published_made,
    };
    let summary = told_summary
        .or_else(|| non_empty(opening(&plain::sentences(&document), SUMMARY)))
        .or_else(|| non_empty(opening(&content_text, SUMMARY)));
    let headline = told_headline.or_else(|| {
        let first = content_text.lines().find(|line| !line.is_empty()).or(summary.as_deref())?;
        non_empty(opening(first, HEADLINE))
    });
    body.related.extend(raw.related);
    body.videos.extend(raw.videos);
    body.attachments.extend(raw.attachments);
    // What has no words has its address, or that of what it shows.
    let headline = headline.or_else(|| {
        let shown = [
            body.attachments.first().map(|file| &file.url),
            body.videos.first().map(|video| &video.url),
            body.lead.as_ref().map(|image| &image.url),
        ];
        let shown = shown.into_iter().flatten().find_map(|url| address::media(url, Some(&base)));
        let address = url
            .clone()
            .or(shown)
            .or_else(|| pictures(&body.html).into_iter().find(|url| !InlinePicture::is_address(url)))?;
        Some(PlainText(plain::cut(&address, LINE).into_owned()))
    })?;

    show_once(&mut body.videos, body.lead.as_ref());
    let apart = !(body.videos.is_empty() && body.attachments.is_empty());
    let extent = extent::extent(&content_text, raw.stub, raw.access, apart);
    let sample = format!("{headline} {}", head(&content_text, 16_384), headline = &*headline);
    let addresses = [canonical_url.as_deref(), url.as_deref()];
    let keys = keys(raw.own_id, addresses, &headline, &content_text, summary.as_ref());
    let lead_image = body.lead.and_then(|lead| image(lead, &base));
    let pictures = pictures(&body.html);
    inline.0.retain(|one| {
        pictures.iter().chain(lead_image.iter().map(|lead| &lead.url)).any(|url| *url == one.url)
    });
    Some(NewArticle {
        keys,
        pictures,
        inline,
        authors: authors(raw.authors, &base),
        tags: tags(raw.tags, &base),
        section: optional(raw.section.as_ref(), LINE),
        site: optional(raw.site.as_ref(), LINE),
        published_at: raw.published_at,
        updated_at: raw
            .updated_at
            .filter(|updated| raw.published_at.is_none_or(|published| *updated > published)),
        // How long an opening takes to read says nothing of the article.
        reading_minutes: minutes.or_else(|| reading_minutes(&content_text).filter(|_| extent > Extent::Cut)),
        lead_image,
        related: body.related.into_iter().take(MANY).filter_map(|raw| card(raw, &base)).collect(),
        videos: body.videos.into_iter().take(MANY).filter_map(|raw| video(raw, &base)).collect(),
        attachments: attachments(body.attachments, &base),
        language: language::of_text(raw.language.as_deref(), &sample),
        direction: language::direction(&sample),
        featured: raw.featured,
        access: raw.access,
        kind: kind(raw.kind, &body.html, &content_text),
        comments_url: raw.comments_url.and_then(|url| address::page(&url, Some(&base))),
        comment_count: raw.comment_count,
        url,
        canonical_url,
        headline,
        summary,
        content: body.html,
        content_text,
        extent,
        made,
    })
}

/// A poster that shows the lead picture in another size is told by the same address, so that a page that shows both
/// can see that they are one.
fn show_once(videos: &mut [RawVideo], lead: Option<&RawImage>) {
    let Some(lead) = lead else { return };
    for video in videos {
        if video.poster.as_ref().is_some_and(|poster| address::same_picture(poster, &lead.url)) {
            video.poster = Some(lead.url.clone());
        }
    }
}

/// The body and the summary. Many feeds write the whole text where the summary belongs.
fn whole_text(content: Option<RawText>, summary: Option<RawText>) -> (Option<RawText>, Option<RawText>) {
    match (content, summary) {
        // The lines of a text without any markup are its writer's own.
        (None, Some(RawText::Html(html))) if !html.contains('<') && has_empty_line(&html) => {
            (Some(RawText::Plain(unescape(&html).into_owned())), None)
        }
        (None, Some(RawText::Html(html))) if html.len() > WHOLE_TEXT || has_paragraphs(&html) => {
            (Some(RawText::Html(html)), None)
        }
        (None, Some(RawText::Plain(text))) if text.len() > WHOLE_TEXT || has_empty_line(&text) => {
            (Some(RawText::Plain(text)), None)
        }
        (content, summary) => {
            let same = content.is_some() && content == summary;
            (content, summary.filter(|_| !same))
        }
    }
}

/// A body that begins with a video and says little else is a video with some text.
fn kind(told: ArticleKind, html: &str, text: &str) -> ArticleKind {
    let before = html.split_once("<aside data-video=").map(|(before, _)| before);
    let begins = before.is_some_and(|before| plain::body_text(&Document::fragment(before)).is_empty());
    if told == ArticleKind::Article && begins && reading_minutes(text).is_none_or(|minutes| minutes <= 1) {
        ArticleKind::Video
    } else {
        told
    }
}

/// A body and, where it shows none itself, the pictures told beside it, one of each: several sizes of the lead picture
/// are one, and a portrait of who wrote is no picture of the article.
fn with_pictures(
    content: Option<RawText>,
    pictures: &[RawImage],
    lead: Option<&RawImage>,
) -> Option<RawText> {
    let mut shown: Vec<&str> = lead.map(|lead| lead.url.as_str()).into_iter().collect();
    let mut more = String::new();
    for image in pictures.iter().take(MANY).filter(|image| !image.url.contains("avatar")) {
        if !shown.iter().any(|known| *known == image.url || address::same_picture(known, &image.url)) {
            shown.push(&image.url);
            more.push_str(&figure(image));
        }
    }
    let html = match &content {
        _ if more.is_empty() => return content,
        Some(RawText::Html(html)) if html.contains("<img") => return content,
        Some(RawText::Html(html)) => html.clone(),
        Some(RawText::Plain(text)) => paragraphs(text),
        None => String::new(),
    };
    Some(RawText::Html(html + &more))
}

fn figure(image: &RawImage) -> String {
    let attribute = |text: &str| escaped(text).replace('"', "&quot;");
    let alt = image.alt.as_deref().map(attribute).unwrap_or_default();
    let caption = match &image.caption {
        Some(RawText::Html(html)) => html.clone(),
        Some(RawText::Plain(text)) => escaped(text),
        None => String::new(),
    };
    format!(
        "<figure><img src=\"{}\" alt=\"{alt}\"><figcaption>{caption}</figcaption></figure>",
        attribute(&image.url)
    )
}

fn has_empty_line(text: &str) -> bool {
    text.trim().lines().any(|line| line.trim().is_empty())
}

fn has_paragraphs(html: &str) -> bool {
    let head = head(html, WHOLE_TEXT).to_ascii_lowercase();
    ["<p", "<img", "<figure", "<iframe", "<blockquote", "<ul", "<br"].iter().any(|tag| head.contains(tag))
}

fn read_body(content: &RawText, base: &Url, lead: Option<RawImage>) -> body::Body {
    let lead = lead.and_then(|mut lead| {
        lead.url = address::media(&lead.url, Some(base))?;
        Some(lead)
    });
    match content {
        RawText::Html(html) => body::read(html, base, lead),
        RawText::Plain(text) => body::read(&paragraphs(text), base, lead),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Plain text as HTML: an empty line ends a paragraph.
fn paragraphs(text: &str) -> String {
    let escaped = escaped(text);
    let lines: Vec<&str> = escaped.lines().map(str::trim).collect();
    let paragraphs = lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
    paragraphs.map(|lines| format!("<p>{}</p>", lines.join("<br>"))).collect()
}

/// What the article may be recognised by: never anything random, never a date.
pub(super) fn keys(
    own_id: Option<String>,
    [canonical, own]: [Option<&str>; 2],
    headline: &str,
    text: &str,
    summary: Option<&PlainText>,
) -> Vec<ArticleKey> {
    let own_id = own_id
        .map(|id| id.trim().to_owned())
        .filter(|id| !id.is_empty())
        .map(|id| if id.len() > ID { blake3::hash(id.as_bytes()).to_hex().to_string() } else { id });
    let mut keys: Vec<ArticleKey> = own_id.map(ArticleKey::OwnId).into_iter().collect();
    let canonical = canonical.and_then(address::url_key);
    // What appeared elsewhere first has its own address beside that one: a feed tells no other.
    let own = own.and_then(address::url_key).filter(|own| canonical.as_ref() != Some(own));
    keys.extend(canonical.into_iter().chain(own).map(ArticleKey::Url));
    if keys.is_empty() {
        keys.push(content_key(headline, text, summary.map(|summary| &**summary)));
    }
    keys
}

/// The key of an article that has neither id nor address of its own.
pub(super) fn content_key(headline: &str, text: &str, summary: Option<&str>) -> ArticleKey {
    let mut hasher = blake3::Hasher::new();
    for part in [headline, text, summary.filter(|_| text.is_empty()).unwrap_or_default()] {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    ArticleKey::Content(hasher.finalize().to_hex().to_string())
}

fn authors(raw: Vec<RawAuthor>, base: &Url) -> Vec<NewAuthor> {
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

fn tags(raw: Vec<RawTag>, base: &Url) -> Vec<NewTag> {
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

fn image(raw: RawImage, base: &Url) -> Option<NewImage> {
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

fn card(raw: RawRelatedCard, base: &Url) -> Option<NewRelatedCard> {
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

fn video(raw: RawVideo, base: &Url) -> Option<NewVideo> {
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

/// The addresses of the pictures in a body, each once.
pub(super) fn pictures(html: &SafeHtml) -> Vec<String> {
    if !html.contains("<img") {
        return Vec::new();
    }
    let document = Document::fragment(html.to_string());
    let mut seen = HashSet::new();
    let sources = document.select("img[src]");
    let sources = sources.nodes().iter().filter_map(|image| image.attr("src")).map(|src| src.to_string());
    sources.filter(|src| seen.insert(src.clone())).collect()
}

/// Minutes to read a text; `None` where there is none.
fn reading_minutes(text: &str) -> Option<u32> {
    if text.is_empty() {
        return None;
    }
    let ideographs = text.chars().filter(|c| extent::is_ideograph(*c)).count();
    let is_word = |word: &&str| word.chars().any(|c| c.is_alphanumeric() && !extent::is_ideograph(c));
    let words = text.split_whitespace().filter(is_word).count();
    let minutes = words.div_ceil(WORDS_A_MINUTE) + ideographs / CHARACTERS_A_MINUTE;
    u32::try_from(minutes.max(1)).ok()
}
