//! RSS, Atom and JSON Feed, read with feed-rs.

use std::panic::{AssertUnwindSafe, catch_unwind};

use feed_rs::model::{Content, Entry, Feed, FeedType, Image, Link, LinkTarget, Person, Text};
use url::Url;

use super::{MAX_ARTICLES, RawArticle, RawAuthor, RawHarvest, RawPublication, RawTag, RawText, decode};
use crate::model::SourceKind;
use crate::{Error, Result};

mod media;
#[cfg(test)]
mod tests;

/// Reads a feed: RSS, Atom or JSON Feed. `url` is where it came from, `content_type` what its server called it.
///
/// # Errors
/// [`Error::NotAFeed`].
pub fn feed(bytes: &[u8], url: &Url, content_type: Option<&str>) -> Result<RawHarvest> {
    let text = decode(bytes, content_type);
    let text = without_declaration(&text);
    // feed-rs gives items without an id a random or hashed one. Ours stay without: what an article is recognised
    // by is decided where its address and text are known.
    let parser = feed_rs::parser::Builder::new()
        .base_uri(Some(url.as_str()))
        .sanitize_content(false)
        .id_generator(|_, _, _| String::new())
        .build();
    // feed-rs panics on some numbers that are too large; nothing from outside may end the program.
    let feed = catch_unwind(AssertUnwindSafe(|| parser.parse(text.as_bytes())))
        .map_err(|_| Error::NotAFeed)?
        .map_err(|_| Error::NotAFeed)?;
    Ok(harvest(feed, url))
}

/// The document from its first tag on, without the XML declaration: the text is UTF-8 now, whatever that says.
fn without_declaration(text: &str) -> &str {
    let start = text.find(['<', '{']).unwrap_or(text.len());
    let text = text.get(start..).unwrap_or_default();
    match text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        Some((_, rest)) => rest.trim_start(),
        None => text,
    }
}

fn harvest(feed: Feed, url: &Url) -> RawHarvest {
    let kind = feed.feed_type.clone();
    let publication = RawPublication {
        title: feed.title.map(|title| title_text(title, &kind)),
        url: alternate(&feed.links).map(|link| link.href.clone()),
        description: feed.description.map(|text| body_text(text.content, text.content_type.as_str(), &kind)),
        icon: feed.icon.or(feed.logo).map(|Image { uri, .. }| uri),
        language: feed.language,
        sections: Vec::new(),
    };
    let authors: Vec<RawAuthor> = feed.authors.into_iter().filter_map(author).collect();
    let articles = feed
        .entries
        .into_iter()
        .take(MAX_ARTICLES)
        .map(|entry| {
            let mut article = article(entry, &kind);
            // Atom (RFC 4287 §4.2.1): an entry without authors is by the feed's. RSS has no such rule, but its
            // channel author is a podcast's own.
            if article.authors.is_empty() {
                article.authors.clone_from(&authors);
            }
            article
        })
        .collect();
    RawHarvest { kind: SourceKind::Feed, base: url.clone(), publication, articles, next_page: None }
}

fn article(entry: Entry, kind: &FeedType) -> RawArticle {
    let mut article = RawArticle {
        own_id: Some(entry.id).filter(|id| !id.is_empty()),
        url: alternate(&entry.links).map(|link| link.href.clone()),
        headline: entry.title.map(|title| title_text(title, kind)),
        summary: entry.summary.map(|text| body_text(text.content, text.content_type.as_str(), kind)),
        content: entry.content.and_then(|content| content_text(content, kind)),
        authors: entry.authors.into_iter().filter_map(author).collect(),
        // Atom demands only `updated` (RFC 4287 §4.2.15): what has no other date appeared then.
        published_at: entry.published.or(entry.updated),
        updated_at: entry.updated,
        language: entry.language,
        comments_url: comments(&entry.links),
        ..RawArticle::default()
    };
    // RSS 2.0: a guid is the item's address unless it says otherwise, and many items have no other.
    if article.url.is_none() {
        article.url =
            article.own_id.clone().filter(|id| id.starts_with("http://") || id.starts_with("https://"));
    }
    for category in entry.categories {
        let name = category.label.unwrap_or(category.term);
        article.tags.push(RawTag { name: loose_text(name), url: None });
    }
    media::read(entry.media, &entry.links, &mut article);
    article
}

/// The page a feed or an entry stands for: a link without a relation, or `rel=alternate` (RFC 4287 §4.2.7.2).
fn alternate(links: &[Link]) -> Option<&Link> {
    let pages = || links.iter().filter(|link| link.target.is_none() && !link.href.is_empty());
    let is_page = |link: &&Link| link.media_type.as_deref().is_none_or(|kind| kind.contains("html"));
    pages()
        .filter(is_page)
        .find(|link| matches!(link.rel.as_deref(), None | Some("alternate")))
        .or_else(|| pages().find(|link| matches!(link.rel.as_deref(), None | Some("alternate"))))
}

fn comments(links: &[Link]) -> Option<String> {
    let is_comments = |link: &&Link| {
        link.target == Some(LinkTarget::Comments)
            || (link.rel.as_deref() == Some("replies")
                && link.media_type.as_deref().is_none_or(|kind| kind.contains("html")))
    };
    links.iter().find(is_comments).map(|link| link.href.clone())
}

fn author(person: Person) -> Option<RawAuthor> {
    let name = person.name?;
    // RSS 2.0 writes "address (name)", of which feed-rs takes only the address away.
    let name = name.trim();
    let name = name.strip_prefix('(').and_then(|name| name.strip_suffix(')')).unwrap_or(name).trim();
    if name.is_empty() {
        return None;
    }
    let name = name.to_owned();
    Some(RawAuthor { name: Some(loose_text(name)), url: person.uri, ..RawAuthor::default() })
}

/// Atom says what its titles are; RSS and JSON Feed do not.
fn title_text(title: Text, kind: &FeedType) -> RawText {
    match kind {
        FeedType::Atom if title.content_type.as_str().contains("html") => RawText::Html(title.content),
        FeedType::Atom | FeedType::JSON => RawText::Plain(title.content),
        _ => loose_text(title.content),
    }
}

/// Descriptions and bodies: RSS writes HTML in them, the others say so.
fn body_text(text: String, content_type: &str, kind: &FeedType) -> RawText {
    match kind {
        FeedType::Atom | FeedType::JSON if !content_type.contains("html") => RawText::Plain(text),
        _ => RawText::Html(text),
    }
}

fn content_text(content: Content, kind: &FeedType) -> Option<RawText> {
    let content_type = content.content_type.as_str().to_owned();
    let readable = content_type.starts_with("text/") || content_type.contains("html");
    content
        .body
        .filter(|body| readable && !body.trim().is_empty())
        .map(|body| body_text(body, &content_type, kind))
}

/// A line that should be plain but in which many publishers write HTML: it is HTML where it holds an entity or a
/// closing tag of the kind that stands in a line, so that "5 < 6" and "the <script> tag" stay what they are.
fn loose_text(text: String) -> RawText {
    const INLINE: &[&str] = &[
        "</b>",
        "</i>",
        "</em>",
        "</strong>",
        "</span>",
        "</sub>",
        "</sup>",
        "</a>",
        "</q>",
        "</cite>",
        "</u>",
        "</s>",
        "</code>",
        "<br",
    ];
    let lower = text.to_ascii_lowercase();
    if has_entity(&lower) || INLINE.iter().any(|tag| lower.contains(tag)) {
        RawText::Html(text)
    } else {
        RawText::Plain(text)
    }
}

fn has_entity(text: &str) -> bool {
    text.split('&').skip(1).any(|rest| {
        rest.split_once(';').is_some_and(|(name, _)| {
            let name = name.strip_prefix('#').unwrap_or(name);
            (1..=31).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric())
        })
    })
}
