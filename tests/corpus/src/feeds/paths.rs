//! From the names other parsers give to what a feed holds, to ours, and whether what is found is what is expected.

use broadsheet_core::model::{ArticleKind, NewArticle};
use broadsheet_core::parse::{self, RawArticle, RawHarvest, RawText, parse_date};
use broadsheet_core::{Result, sanitize};
use chrono::{DateTime, TimeZone, Utc};
use serde_json::Value;
use url::Url;

/// A feed as parsed, and its articles as stored.
pub struct Reading {
    pub raw: RawHarvest,
    pub publication: broadsheet_core::model::NewPublication,
    pub articles: Vec<(RawArticle, Option<NewArticle>)>,
}

/// What stands at a path.
pub enum Found {
    /// A line of text.
    Line(Option<String>),
    /// A body: its text and the addresses in it.
    Body(Option<(String, Vec<String>)>),
    /// An address.
    Address(Option<String>),
    /// An instant.
    Date(Option<DateTime<Utc>>),
    /// A number.
    Number(Option<u64>),
    /// How many there are.
    Count(usize),
}

impl Reading {
    pub fn of(bytes: &[u8], url: &Url, content_type: Option<&str>) -> Result<Self> {
        let mut raw = parse::feed(bytes, url, content_type)?;
        let articles = std::mem::take(&mut raw.articles);
        let publication = sanitize::harvest(raw.clone()).publication;
        let articles = articles
            .into_iter()
            .map(|mut article| {
                article.language = article.language.or_else(|| raw.publication.language.clone());
                let safe = sanitize::article(article.clone(), &raw.base).or_else(|| {
                    // The cases hold one field each, and an article of which nothing can be shown is not kept.
                    let headline = Some(RawText::Plain("-".into()));
                    sanitize::article(RawArticle { headline, ..article.clone() }, &raw.base)
                });
                (article, safe)
            })
            .collect();
        Ok(Self { raw, publication, articles })
    }
}

impl Found {
    /// Whether there is anything.
    pub fn is_there(&self) -> bool {
        match self {
            Self::Line(line) => line.as_ref().is_some_and(|line| !line.is_empty()),
            Self::Body(body) => {
                body.as_ref().is_some_and(|(text, links)| !text.is_empty() || !links.is_empty())
            }
            Self::Address(address) => address.is_some(),
            Self::Date(date) => date.is_some(),
            Self::Number(number) => number.is_some_and(|number| number > 0),
            Self::Count(count) => *count > 0,
        }
    }

    /// Whether this is `expected`. Texts are compared as they read: what is HTML at the other parser's may be the
    /// text of it here. Addresses are compared whole, dates as instants.
    pub fn is(&self, expected: &Value, base: &Url) -> bool {
        match self {
            Self::Line(line) => {
                let expected = as_text(expected);
                let line = line.as_deref().unwrap_or_default();
                line.eq_ignore_ascii_case(&collapse(&expected))
                    || line == text_of(&expected, base)
                    || line == name_of(&expected)
            }
            Self::Body(body) => {
                let expected = as_text(expected);
                let (text, links) = body.clone().unwrap_or_default();
                let (html_text, html_links) = body_of(RawText::Html(expected.clone()), base);
                (text == html_text && links == html_links)
                    || (links.is_empty() && text == collapse(&expected))
            }
            Self::Address(address) => {
                let resolve = |address: &str| base.join(address.trim()).ok();
                match (address, as_text(expected).as_str()) {
                    (None, expected) => expected.is_empty(),
                    (Some(address), expected) => resolve(address) == resolve(expected),
                }
            }
            Self::Date(date) => match expected {
                Value::Array(parts) => *date == from_parts(parts),
                Value::String(text) => date.is_some() && *date == parse_date(text),
                _ => false,
            },
            Self::Number(number) => number.map(|number| number.to_string()) == Some(as_text(expected)),
            Self::Count(count) => expected.as_u64() == Some(*count as u64),
        }
    }
}

fn as_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        value => value.to_string(),
    }
}

fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `Jane Doe` of `Jane Doe (jane@x.example)`: mail addresses are not kept.
fn name_of(text: &str) -> String {
    match text.split_once(" (") {
        Some((name, address)) if address.contains('@') => collapse(name),
        _ => collapse(text),
    }
}

/// A piece of HTML as one line of text.
fn text_of(html: &str, base: &Url) -> String {
    let raw = RawArticle { headline: Some(RawText::Html(html.to_owned())), ..RawArticle::default() };
    sanitize::article(raw, base).map(|article| article.headline.to_string()).unwrap_or_default()
}

/// A body's text and addresses, after sanitizing.
fn body_of(content: RawText, base: &Url) -> (String, Vec<String>) {
    let raw = RawArticle {
        url: None,
        headline: Some(RawText::Plain("x".into())),
        content: Some(content),
        kind: ArticleKind::Article,
        ..RawArticle::default()
    };
    sanitize::article(raw, base).map(|article| body(&article)).unwrap_or_default()
}

/// The same of an article.
pub fn body(article: &NewArticle) -> (String, Vec<String>) {
    let addresses = |attribute: &str| -> Vec<String> {
        let values = article.content.split(attribute).skip(1).filter_map(|rest| rest.split_once('"'));
        values.map(|(value, _)| value.to_owned()).collect()
    };
    let mut all = addresses("href=\"");
    all.extend(addresses("src=\""));
    (collapse(&article.content_text), all)
}

/// Year, month, day, hour, minute, second, in UTC.
fn from_parts(parts: &[Value]) -> Option<DateTime<Utc>> {
    let part = |at: usize| parts.get(at).and_then(Value::as_u64).and_then(|part| u32::try_from(part).ok());
    let year = i32::try_from(part(0)?).ok()?;
    Utc.with_ymd_and_hms(year, part(1)?, part(2)?, part(3)?, part(4)?, part(5)?).single()
}
