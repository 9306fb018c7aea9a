//! feedparser's expectations, where they are about something our model has: `README.md` lists which.

use std::collections::BTreeMap;

use broadsheet_core::model::NewArticle;
use broadsheet_core::parse::RawArticle;
use serde::Deserialize;

use super::paths::{Found, Reading, body};
use super::{Expectation, URL, address};
use crate::corpus::Corpus;
use crate::row::Row;

#[derive(Deserialize)]
struct Case {
    file: String,
    group: String,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    expect: Vec<Expectation>,
}

/// All cases but the group that asserts feedparser's own allow-list of HTML.
pub fn measure(corpus: &Corpus) -> Vec<Row> {
    let Some(cases) = corpus.json::<Vec<Case>>("feeds/feedparser/cases.json") else { return Vec::new() };
    let (mut right, mut counted) = (0, 0);
    for case in cases.iter().filter(|case| case.group != "wellformed/sanitize") {
        let Some(bytes) = corpus.read(&format!("feeds/feedparser/files/{}", case.file)) else { continue };
        let header = |name: &str| {
            case.headers
                .iter()
                .find(|(key, _)| key.eq_ignore_ascii_case(name))
                .map(|(_, value)| value.as_str())
        };
        let mut url = address(URL);
        if let Some(base) = header("Content-Location").and_then(|location| url.join(location).ok()) {
            url = base;
        }
        let reading = Reading::of(&bytes, &url, header("Content-Type"));
        for Expectation { path, op, value } in &case.expect {
            let found = match &reading {
                Ok(reading) => find(reading, path),
                // What is mapped is expected of a feed that was not read at all, too.
                Err(_) => is_mapped(path).then_some(Found::Line(None)),
            };
            let Some(found) = found else { continue };
            counted += 1;
            let holds = match op.as_str() {
                "eq" => found.is(value, &url),
                "ne" => !found.is(value, &url),
                "truthy" => found.is_there(),
                "falsy" => !found.is_there(),
                "len_eq" => matches!(found, Found::Count(_)) && found.is(value, &url),
                _ => false,
            };
            if holds {
                right += 1;
            } else {
                corpus.explain(|| format!("feedparser/{}: {path} {op} {value}", case.file));
            }
        }
    }
    vec![Row::share("feedparser's expectations that map", "feedparser", 0.92, right, counted)]
}

fn is_mapped(path: &str) -> bool {
    let (whole, _) = path.split_once(".N.").unwrap_or((path, ""));
    find_in_feed_name(whole) || whole.starts_with("entries.") && article_name(whole).is_some()
}

fn find_in_feed_name(path: &str) -> bool {
    matches!(plain_name(path), "feed.title" | "feed.link" | "feed.language" | "feed.ttl")
        || matches!(plain_name(path), "feed.description" | "feed.subtitle" | "feed.tagline" | "feed.info")
}

/// `feed.title` of `feed.title_detail.value`.
fn plain_name(path: &str) -> &str {
    path.strip_suffix("_detail.value").unwrap_or(path)
}

fn article_name(path: &str) -> Option<&str> {
    let (_, name) = path.strip_prefix("entries.")?.split_once('.')?;
    ["title", "link", "id", "guid", "summary", "description", "content.0.value", "author"]
        .contains(&plain_name(name))
        .then_some(name)
}

/// What stands at a path; none where our model has no such thing.
fn find(reading: &Reading, path: &str) -> Option<Found> {
    if let Some(rest) = path.strip_prefix("entries.") {
        let (index, name) = rest.split_once('.')?;
        return match reading.articles.get(index.parse::<usize>().ok()?) {
            Some((raw, article)) => in_article(raw, article.as_ref(), plain_name(name)),
            None => in_article(&RawArticle::default(), None, plain_name(name)),
        };
    }
    let publication = &reading.publication;
    Some(match plain_name(path) {
        "feed.title" => Found::Line(publication.title.as_deref().map(str::to_owned)),
        "feed.link" => Found::Address(publication.url.clone()),
        "feed.description" | "feed.subtitle" | "feed.tagline" | "feed.info" => {
            Found::Line(publication.description.as_deref().map(str::to_owned))
        }
        "feed.language" => Found::Line(publication.language.clone()),
        "feed.image.href" | "feed.logo" | "feed.icon" => Found::Address(publication.icon.clone()),
        "feed.ttl" => Found::Number(reading.raw.publication.pace.ttl_minutes.map(u64::from)),
        _ => return None,
    })
}

fn in_article(raw: &RawArticle, article: Option<&NewArticle>, name: &str) -> Option<Found> {
    let line = |text: Option<String>| Some(Found::Line(text));
    let parts: Vec<&str> = name.split('.').collect();
    match parts.as_slice() {
        ["title"] => line(raw.headline.as_ref().and(article).map(|article| article.headline.to_string())),
        ["link"] => Some(Found::Address(article.and_then(|article| article.url.clone()))),
        ["id" | "guid"] => line(raw.own_id.clone()),
        ["summary" | "description" | "subtitle"] => Some(summary(raw, article)),
        ["content", "0", "value"] => Some(Found::Body(article.map(body))),
        ["content", "0", "language"] => line(article.and_then(|article| article.language.clone())),
        ["author"] | ["author_detail", "name"] => {
            line(author(article, 0, |author| Some(author.name.to_string())))
        }
        ["authors", index, "name"] => {
            line(author(article, index.parse().ok()?, |author| Some(author.name.to_string())))
        }
        ["author_detail", "url" | "href"] => {
            Some(Found::Address(author(article, 0, |author| author.url.clone())))
        }
        ["authors", index, "url" | "href"] => {
            Some(Found::Address(author(article, index.parse().ok()?, |author| author.url.clone())))
        }
        ["category"] => line(tag(article, 0)),
        ["tags", index, "term" | "label"] => line(tag(article, index.parse().ok()?)),
        ["tags"] => Some(Found::Count(article.map_or(0, |article| article.tags.len()))),
        ["published" | "published_parsed" | "created" | "created_parsed"] => {
            Some(Found::Date(article.and_then(|article| article.published_at)))
        }
        ["updated" | "updated_parsed"] => {
            Some(Found::Date(article.and_then(|article| article.updated_at.or(article.published_at))))
        }
        ["comments"] => Some(Found::Address(article.and_then(|article| article.comments_url.clone()))),
        ["image", "href"] | ["media_thumbnail", "0", "url"] => {
            let lead = article.and_then(|article| article.lead_image.as_ref());
            Some(Found::Address(lead.map(|image| image.url.clone())))
        }
        ["enclosures", index, field] => enclosure(article, index.parse().ok()?, field),
        _ => None,
    }
}

/// A description may be the whole text under another name, and then it is the body here.
fn summary(raw: &RawArticle, article: Option<&NewArticle>) -> Found {
    match article {
        Some(article) if raw.content.is_none() && !article.content.is_empty() => {
            Found::Body(Some(body(article)))
        }
        Some(article) => Found::Line(article.summary.as_deref().map(str::to_owned)),
        None => Found::Line(None),
    }
}

fn author(
    article: Option<&NewArticle>,
    index: usize,
    field: impl Fn(&broadsheet_core::model::NewAuthor) -> Option<String>,
) -> Option<String> {
    article?.authors.get(index).and_then(field)
}

fn tag(article: Option<&NewArticle>, index: usize) -> Option<String> {
    Some(article?.tags.get(index)?.name.to_string())
}

fn enclosure(article: Option<&NewArticle>, index: usize, field: &str) -> Option<Found> {
    let file = article.and_then(|article| article.attachments.get(index));
    Some(match field {
        "href" | "url" => Found::Address(file.map(|file| file.url.clone())),
        "length" => Found::Number(file.and_then(|file| file.bytes)),
        "type" => Found::Line(file.and_then(|file| file.media_type.clone())),
        _ => return None,
    })
}
