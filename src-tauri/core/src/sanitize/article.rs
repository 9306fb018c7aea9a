//! An article as it came → an article that may be kept.

use std::collections::HashSet;

use dom_query::Document;
use url::Url;

use super::beside::{self, MANY};
use super::key::keys;
use super::plain::{LINE, PARAGRAPH, head, non_empty, opening, optional};
use super::text::{PlainText, SafeHtml};
use super::{address, body, extent, inline, language, plain};
use crate::model::{ArticleKind, Extent, Inline, InlinePicture, Made, NewArticle};
use crate::parse::{RawArticle, RawImage, RawText, RawVideo, unescape};

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

/// Makes one article safe to keep; relative addresses resolve against its own address, and that against `base`.
/// `None` where it holds nothing at all.
#[must_use]
pub fn article(mut raw: RawArticle, base: &Url) -> Option<NewArticle> {
    let url = raw.url.as_deref().and_then(|url| address::page(url, Some(base)));
    let own = || url.as_deref().and_then(|url| Url::parse(url).ok());
    let base = raw.base.take().or_else(own).unwrap_or_else(|| base.clone());
    let canonical_url = raw
        .canonical_url
        .as_deref()
        .and_then(|url| address::page(url, Some(&base)))
        .or_else(|| url.clone())
        .and_then(|url| address::canonical(&url));

    let (body, summary, mut inline) = whole_body(&mut raw, &base);
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
    let headline = told_headline
        .or_else(|| first_words(&content_text, summary.as_deref()))
        .or_else(|| only_address(url.as_deref(), &body, &base))?;

    let apart = !(body.videos.is_empty() && body.attachments.is_empty());
    let extent = extent::extent(&content_text, raw.stub, raw.access, apart);
    let sample = format!("{headline} {}", head(&content_text, 16_384), headline = &*headline);
    let addresses = [canonical_url.as_deref(), url.as_deref()];
    let keys = keys(raw.own_id, addresses, &headline, &content_text, summary.as_ref());
    let lead_image = body.lead.and_then(|lead| beside::image(lead, &base));
    let pictures = pictures(&body.html);
    inline.0.retain(|one| {
        pictures.iter().chain(lead_image.iter().map(|lead| &lead.url)).any(|url| *url == one.url)
    });
    Some(NewArticle {
        keys,
        pictures,
        inline,
        authors: beside::authors(raw.authors, &base),
        tags: beside::tags(raw.tags, &base),
        section: optional(raw.section.as_ref(), LINE),
        site: optional(raw.site.as_ref(), LINE),
        published_at: raw.published_at,
        updated_at: raw
            .updated_at
            .filter(|updated| raw.published_at.is_none_or(|published| *updated > published)),
        // How long an opening takes to read says nothing of the article.
        reading_minutes: minutes.or_else(|| reading_minutes(&content_text).filter(|_| extent > Extent::Cut)),
        lead_image,
        related: body.related.into_iter().take(MANY).filter_map(|raw| beside::card(raw, &base)).collect(),
        videos: body.videos.into_iter().take(MANY).filter_map(|raw| beside::video(raw, &base)).collect(),
        attachments: beside::attachments(body.attachments, &base),
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

/// The body with everything that was told beside it, what is the summary then, and the pictures the markup itself held.
fn whole_body(raw: &mut RawArticle, base: &Url) -> (body::Body, Option<RawText>, Inline) {
    let (content, summary) = whole_text(raw.content.take(), raw.summary.take());
    let (content, inline) = inline::without(content);
    let content = with_pictures(content, &raw.pictures, raw.lead_image.as_ref());
    let mut body =
        content.map(|content| read_body(&content, base, raw.lead_image.clone())).unwrap_or_default();
    if body.lead.is_none() {
        body.lead = raw.lead_image.take();
    }
    body.related.append(&mut raw.related);
    body.videos.append(&mut raw.videos);
    body.attachments.append(&mut raw.attachments);
    show_once(&mut body.videos, body.lead.as_ref());
    (body, summary, inline)
}

/// The headline of what has none, from what it says.
fn first_words(text: &str, summary: Option<&str>) -> Option<PlainText> {
    let first = text.lines().find(|line| !line.is_empty()).or(summary)?;
    non_empty(opening(first, HEADLINE))
}

/// The headline of what has no words: its address, or that of what it shows.
fn only_address(url: Option<&str>, body: &body::Body, base: &Url) -> Option<PlainText> {
    let shown = [
        body.attachments.first().map(|file| &file.url),
        body.videos.first().map(|video| &video.url),
        body.lead.as_ref().map(|image| &image.url),
    ];
    let shown = || shown.into_iter().flatten().find_map(|url| address::media(url, Some(base)));
    let address = url
        .map(str::to_owned)
        .or_else(shown)
        .or_else(|| pictures(&body.html).into_iter().find(|url| !InlinePicture::is_address(url)))?;
    Some(PlainText(plain::cut(&address, LINE).into_owned()))
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
