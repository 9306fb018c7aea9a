//! Miniflux's expectations: a cross-check with a reader that people use.

use serde::Deserialize;

use super::paths::{Found, Reading, body};
use super::{Expectation, address};
use crate::corpus::Corpus;
use crate::row::Row;

#[derive(Deserialize)]
struct Case {
    file: String,
    #[serde(default)]
    feed_url: Option<String>,
    #[serde(default)]
    must_fail: bool,
    expect: Vec<Expectation>,
}

/// Cases that must fail, and every expectation about something our model has.
pub fn measure(corpus: &Corpus) -> Vec<Row> {
    let Some(cases) = corpus.json::<Vec<Case>>("feeds/miniflux/cases.json") else { return Vec::new() };
    let (mut right, mut counted) = (0, 0);
    for case in &cases {
        let Some(bytes) = corpus.read(&format!("feeds/miniflux/files/{}", case.file)) else { continue };
        let url = address(case.feed_url.as_deref().unwrap_or(super::URL));
        let reading = Reading::of(&bytes, &url, None);
        let mut check = |holds: bool, what: &str| {
            counted += 1;
            right += usize::from(holds);
            if !holds {
                corpus.explain(|| format!("miniflux/{}: {what}", case.file));
            }
        };
        if case.must_fail {
            check(reading.is_err(), "is no feed");
            continue;
        }
        for Expectation { path, op, value } in &case.expect {
            // It puts the feed's address where the feed gives none.
            if value.as_str().is_some_and(|value| Some(value) == case.feed_url.as_deref()) {
                continue;
            }
            let Some(found) =
                reading.as_ref().ok().map_or(Some(Found::Line(None)), |reading| find(reading, path))
            else {
                continue;
            };
            let holds = if op == "len_eq" && !matches!(found, Found::Count(_)) {
                continue;
            } else {
                found.is(value, &url)
            };
            check(holds, &format!("{path} {op} {value}"));
        }
    }
    vec![Row::share("Miniflux's expectations that map", "miniflux", 0.90, right, counted)]
}

/// What stands at a path; none where our model has no such thing.
fn find(reading: &Reading, path: &str) -> Option<Found> {
    let parts: Vec<&str> = path.strip_prefix("feed.")?.split('.').collect();
    let publication = &reading.publication;
    let line = |text: Option<String>| Some(Found::Line(text));
    let [entry, rest @ ..] = parts.as_slice() else { return None };
    if *entry != "Entries" || rest.is_empty() {
        return match *entry {
            "Title" => line(publication.title.as_deref().map(str::to_owned)),
            "Description" => line(publication.description.as_deref().map(str::to_owned)),
            "SiteURL" => Some(Found::Address(publication.url.clone())),
            "IconURL" => Some(Found::Address(publication.icon.clone())),
            "Language" => line(publication.language.clone()),
            "Entries" => Some(Found::Count(reading.articles.len())),
            _ => None,
        };
    }
    let (index, field) = rest.split_first()?;
    let article =
        reading.articles.get(index.parse::<usize>().ok()?).and_then(|(_, article)| article.as_ref());
    match field {
        ["Title"] => line(article.map(|article| article.headline.to_string())),
        ["URL"] => Some(Found::Address(article.and_then(|article| article.url.clone()))),
        ["CommentsURL"] => Some(Found::Address(article.and_then(|article| article.comments_url.clone()))),
        ["Content"] => match article {
            Some(article) if article.content.is_empty() => {
                line(article.summary.as_deref().map(str::to_owned))
            }
            article => Some(Found::Body(article.map(body))),
        },
        ["Author"] => {
            let names =
                article.map(|article| article.authors.iter().map(|author| &*author.name).collect::<Vec<_>>());
            line(names.map(|names| names.join(", ")))
        }
        ["Date"] => Some(Found::Date(article.and_then(|article| article.published_at))),
        ["Language"] => line(article.and_then(|article| article.language.clone())),
        ["Tags"] => Some(Found::Count(article.map_or(0, |article| article.tags.len()))),
        ["Enclosures"] => Some(Found::Count(
            article
                .map_or(0, |article| article.attachments.len() + usize::from(article.lead_image.is_some())),
        )),
        ["Enclosures", index, field] => {
            let file = article.and_then(|article| article.attachments.get(index.parse::<usize>().ok()?));
            match *field {
                "URL" => Some(Found::Address(file.map(|file| file.url.clone()))),
                "MimeType" => line(file.and_then(|file| file.media_type.clone())),
                _ => None,
            }
        }
        _ => None,
    }
}
