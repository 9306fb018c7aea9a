//! JSON-LD: what a page says of its article in schema.org's words.

use chrono::{DateTime, Utc};
use dom_query::{Document, NodeRef};
use serde_json::Value;

use super::merge::plain;
use crate::model::Access;
use crate::parse::{RawArticle, RawAuthor, RawImage, RawTag, RawText, json, parse_date};

/// The types that are an article.
const ARTICLES: &[&str] = &[
    "Article",
    "NewsArticle",
    "BlogPosting",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "LiveBlogPosting",
    "TechArticle",
    "ScholarlyArticle",
    "Report",
    "AdvertiserContentArticle",
    "SatiricalArticle",
    "SocialMediaPosting",
    "Review",
];
/// How many things one page may describe.
const MANY: usize = 500;

/// What the page's JSON-LD says of its article.
#[derive(Default)]
pub(super) struct Said {
    /// Its fields, but for the headline.
    pub article: RawArticle,
    /// Its headline and its name.
    pub headlines: Vec<String>,
    /// Its text.
    pub body: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// How many words it has.
    pub words: Option<usize>,
    /// Selectors of the parts that not everybody may read.
    pub closed_parts: Vec<String>,
}

/// Reads the article that a page's JSON-LD describes; an empty one where there is none.
pub(super) fn read(document: &Document) -> Said {
    let things = things(document);
    let Some(thing) = things.iter().find(|thing| is_article(thing)) else { return Said::default() };
    let article = RawArticle {
        canonical_url: string(thing.get("url")).or_else(|| id_of(thing.get("mainEntityOfPage"))),
        summary: text(thing.get("description")),
        authors: authors(thing.get("author").or_else(|| thing.get("creator")), &things),
        tags: keywords(thing.get("keywords")),
        section: first(thing.get("articleSection")).and_then(|section| text(Some(section))),
        published_at: date(thing, &["datePublished", "dateCreated", "uploadDate"]),
        updated_at: date(thing, &["dateModified"]),
        lead_image: first(thing.get("image")).and_then(|image| picture(image, &things)),
        language: first(thing.get("inLanguage")).and_then(|language| string(Some(language))),
        access: access(thing.get("isAccessibleForFree")),
        comment_count: thing.get("commentCount").and_then(count),
        ..RawArticle::default()
    };
    let publisher = first(thing.get("publisher")).map(|publisher| described(publisher, &things));
    let headlines =
        ["headline", "name", "alternativeHeadline"].iter().filter_map(|key| string(thing.get(key)));
    Said {
        article,
        headlines: headlines.map(|text| plain(&text)).collect(),
        body: string(thing.get("articleBody")).map(|body| unescape(&unescape(&body))),
        publisher: publisher.and_then(|publisher| string(publisher.get("name"))),
        words: thing.get("wordCount").and_then(count).and_then(|words| usize::try_from(words).ok()),
        closed_parts: closed_parts(thing.get("hasPart")),
    }
}

fn date(thing: &Value, keys: &[&str]) -> Option<DateTime<Utc>> {
    keys.iter().filter_map(|key| string(first(thing.get(key)))).find_map(|date| parse_date(&date))
}

fn things(document: &Document) -> Vec<Value> {
    let mut things = Vec::new();
    stated(document).into_iter().for_each(|value| gather(value, &mut things));
    things
}

/// Each piece of JSON-LD of a page as it is stated there, the ones that are no JSON left out.
pub(super) fn stated(document: &Document) -> Vec<Value> {
    let scripts = document.select("script[type]");
    let is_linked = |script: &&NodeRef<'_>| {
        let kind = script.attr("type").unwrap_or_default().trim().to_ascii_lowercase();
        kind.starts_with("application/ld+json")
    };
    scripts.nodes().iter().filter(is_linked).take(MANY).filter_map(|script| parse(&script.text())).collect()
}

/// JSON, or what was meant as such, comments round it included. (serde_json holds the depth to 128.)
fn parse(text: &str) -> Option<Value> {
    let bare = |text: &str| -> String {
        let text = text.trim().trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
        text.trim_end_matches("]]>").trim_end_matches("//").trim().trim_end_matches(';').to_owned()
    };
    let text = bare(text);
    let wrapped = || Some(bare(text.strip_prefix("<!--")?.strip_suffix("-->")?));
    json::read(&text).or_else(|| json::read(&wrapped()?))
}

/// Everything described, `@graph` and arrays opened.
fn gather(value: Value, things: &mut Vec<Value>) {
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| gather(value, things)),
        Value::Object(mut object) if things.len() < MANY => {
            let inside = ["@graph", "mainEntity"].map(|key| object.get_mut(key).map(Value::take));
            things.push(Value::Object(object));
            inside.into_iter().flatten().for_each(|value| gather(value, things));
        }
        _ => {}
    }
}

fn is_article(thing: &Value) -> bool {
    values(thing.get("@type")).filter_map(Value::as_str).any(|kind| {
        let kind = kind.rsplit('/').next().unwrap_or(kind);
        ARTICLES.contains(&kind)
    })
}

/// A thing that is named by its `@id`, perhaps with its name, is described elsewhere in the page.
fn described<'a>(value: &'a Value, things: &'a [Value]) -> &'a Value {
    let Some(id) = value.get("@id").filter(|_| value.get("url").is_none()) else {
        return value;
    };
    let whole = |thing: &&Value| {
        thing.get("@type").is_some() && (thing.get("name").is_some() || value.get("name").is_none())
    };
    things.iter().find(|thing| thing.get("@id") == Some(id) && whole(thing)).unwrap_or(value)
}

fn authors(value: Option<&Value>, things: &[Value]) -> Vec<RawAuthor> {
    values(value).map(|value| described(value, things)).filter_map(|value| author(value, things)).collect()
}

fn author(value: &Value, things: &[Value]) -> Option<RawAuthor> {
    if let Value::String(name) = value {
        // Some write the author's page where the name belongs.
        let is_name = !name.contains("://") && !name.trim().is_empty();
        return is_name
            .then(|| RawAuthor { name: Some(RawText::Html(name.clone())), ..RawAuthor::default() });
    }
    Some(RawAuthor {
        name: Some(text(first(value.get("name")))?),
        url: string(value.get("url")),
        role: text(first(value.get("jobTitle"))),
        bio: text(value.get("description")),
        avatar: first(value.get("image")).and_then(|image| picture(image, things)).map(|image| image.url),
        links: values(value.get("sameAs")).filter_map(|link| string(Some(link))).collect(),
    })
}

fn picture(value: &Value, things: &[Value]) -> Option<RawImage> {
    if let Value::String(url) = value {
        return Some(RawImage { url: url.clone(), ..RawImage::default() });
    }
    let value = described(value, things);
    let size = |key: &str| value.get(key).and_then(count);
    Some(RawImage {
        url: string(value.get("url")).or_else(|| string(value.get("contentUrl")))?,
        caption: text(value.get("caption")),
        credit: text(value.get("creditText")),
        alt: None,
        width: size("width"),
        height: size("height"),
    })
}

/// Keywords are a list, or one line with commas.
fn keywords(value: Option<&Value>) -> Vec<RawTag> {
    let words = values(value).filter_map(Value::as_str);
    let words: Vec<&str> = match value {
        Some(Value::String(line)) => line.split([',', ';']).collect(),
        _ => words.collect(),
    };
    // "author:Jane Doe" and the like are notes to the publisher's own machines.
    let words = words.into_iter().map(str::trim).filter(|word| !word.is_empty() && !word.contains(':'));
    words.map(|word| RawTag { name: RawText::Html(word.to_owned()), url: None }).collect()
}

/// The plain selectors (`.name`, `#name`) of parts that are not free.
fn closed_parts(parts: Option<&Value>) -> Vec<String> {
    let closed = values(parts).filter(|part| access(part.get("isAccessibleForFree")) == Access::Paid);
    let selectors =
        closed.flat_map(|part| values(part.get("cssSelector"))).filter_map(Value::as_str).map(str::trim);
    let plain = |selector: &&str| {
        let name = selector.strip_prefix(['.', '#']).unwrap_or_default();
        (1..=100).contains(&name.len())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
            && !name.starts_with(|c: char| c.is_ascii_digit())
    };
    selectors.filter(plain).take(10).map(str::to_owned).collect()
}

fn access(free: Option<&Value>) -> Access {
    match free {
        Some(Value::Bool(false)) => Access::Paid,
        Some(Value::String(text)) if text.to_ascii_lowercase().ends_with("false") => Access::Paid,
        _ => Access::Public,
    }
}

/// A value, or each of a list.
fn values(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let list = value.and_then(Value::as_array);
    list.into_iter().flatten().chain(value.filter(|value| !value.is_array() && !value.is_null()))
}

fn first(value: Option<&Value>) -> Option<&Value> {
    values(value).next()
}

fn id_of(value: Option<&Value>) -> Option<String> {
    string(value).or_else(|| string(value?.get("@id")))
}

fn string(value: Option<&Value>) -> Option<String> {
    value?.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Texts in JSON-LD often hold the page's own escapes.
fn text(value: Option<&Value>) -> Option<RawText> {
    string(value).map(RawText::Html)
}

fn count(value: &Value) -> Option<u32> {
    match value {
        Value::Number(number) => u32::try_from(number.as_u64()?).ok(),
        Value::String(text) => text.trim().trim_end_matches("px").parse().ok(),
        Value::Object(object) => object.get("value").and_then(count),
        _ => None,
    }
}

/// Text in which the page's escapes may stand.
fn unescape(text: &str) -> String {
    if !text.contains('&') || text.contains('<') {
        return text.to_owned();
    }
    Document::fragment(text).text().to_string()
}
