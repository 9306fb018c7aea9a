//! Mozilla's own pages: what Readability reads of each.

use std::collections::HashSet;

use broadsheet_core::{extract, model::NewArticle};
use chrono::TimeDelta;
use dom_query::Document;
use serde::Deserialize;
use serde_json::Value;

use super::pages::{Case, cases};
use super::words::{bare, likeness, text_of, words};
use super::{Mean, names, rows, same_day, tell};
use crate::corpus::Corpus;
use crate::row::Row;

const FOLDER: &str = "articles/readability";

/// What Readability says of a page; empty where it says nothing.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Readability {
    title: Option<String>,
    byline: Option<String>,
    excerpt: Option<String>,
    lang: Option<String>,
    site_name: Option<String>,
    published_time: Option<String>,
}

/// The text and each piece of metadata.
pub fn measure(corpus: &Corpus) -> Vec<Row> {
    let cases: Vec<Case<Readability>> = cases(corpus, FOLDER);
    let (mut texts, mut metadata) = (Mean::default(), Mean::default());
    for case in &cases {
        let article = case.article(corpus, FOLDER);
        let html = case.expected_html.as_ref().and_then(|file| corpus.read(&format!("{FOLDER}/{file}")));
        if let Some(html) = html {
            let expected = text_of(&String::from_utf8_lossy(&html));
            let found = article.as_ref().map(|article| text_of(&article.content)).unwrap_or_default();
            let alike = likeness(&found, &expected);
            tell(corpus, alike >= 0.95, || format!("readability: {}: text, likeness {alike:.3}", case.id));
            texts.count(alike >= 0.95);
        }
        let stated = stated(&case.bytes(corpus, FOLDER));
        for (expected, right, found) in case.expected.judge(article.as_ref(), &stated) {
            tell(corpus, right, || format!("readability: {}: {found}, not {expected:?}", case.id));
            metadata.count(right);
        }
    }
    rows("readability", [("text likeness at least 0.95", texts, 0.97), ("metadata", metadata, 0.98)])
}

impl Readability {
    /// Of each piece that Readability states: what it states, whether ours is right, and what ours is. An excerpt is
    /// one where the page states it.
    fn judge(&self, article: Option<&NewArticle>, stated: &HashSet<String>) -> Vec<(&str, bool, String)> {
        type Piece = (fn(&NewArticle, &str) -> bool, fn(&NewArticle) -> String);
        let headline: Piece =
            (|article, title| same_title(&article.headline, title), |article| article.headline.to_string());
        let authors: Piece = (same_byline, |article| format!("{:?}", names(article)));
        let summary: Piece = (
            |article, excerpt| article.summary.as_ref().is_some_and(|found| same_opening(found, excerpt)),
            |article| format!("{:?}", article.summary.as_deref()),
        );
        let language: Piece = (
            |article, lang| article.language.as_deref().is_some_and(|found| found.eq_ignore_ascii_case(lang)),
            |article| format!("{:?}", article.language),
        );
        let site: Piece = (
            |article, name| article.site.as_ref().is_some_and(|found| bare(found) == bare(name)),
            |article| format!("{:?}", article.site.as_deref()),
        );
        let day: Piece = (
            |article, time| same_day(article.published_at, Some(time), TimeDelta::zero()),
            |article| format!("{:?}", article.published_at),
        );
        let is_stated = |excerpt: &str| stated.contains(&bare(excerpt));
        let pieces = [
            (self.title.as_deref(), headline),
            (self.byline.as_deref(), authors),
            (self.excerpt.as_deref().filter(|excerpt| is_stated(excerpt)), summary),
            (self.lang.as_deref(), language),
            (self.site_name.as_deref(), site),
            (self.published_time.as_deref(), day),
        ];
        let known = pieces
            .into_iter()
            .filter_map(|(expected, piece)| Some((expected.filter(|it| !it.trim().is_empty())?, piece)));
        known
            .map(|(expected, (right, shown))| {
                let right = article.is_some_and(|article| right(article, expected));
                (expected, right, article.map_or_else(|| "no article".into(), shown))
            })
            .collect()
    }
}

/// Every text that a page states of itself, bare: what its `<meta>` and its JSON-LD hold.
fn stated(page: &[u8]) -> HashSet<String> {
    fn gather(value: &Value, texts: &mut HashSet<String>) {
        match value {
            Value::String(text) => drop(texts.insert(bare(&text_of(text)))),
            Value::Array(values) => values.iter().for_each(|value| gather(value, texts)),
            Value::Object(fields) => fields.values().for_each(|value| gather(value, texts)),
            _ => {}
        }
    }
    let document = Document::from(String::from_utf8_lossy(page).into_owned());
    let meta = document.select("meta[content]");
    let contents = meta.nodes().iter().filter_map(|node| node.attr("content"));
    let mut texts: HashSet<String> = contents.map(|content| bare(&text_of(&content))).collect();
    extract::linked_data(page).iter().for_each(|value| gather(value, &mut texts));
    texts
}

/// Whether two summaries open alike: either may be cut sooner.
fn same_opening(found: &str, expected: &str) -> bool {
    let (found, expected) = (bare(found), bare(expected));
    !found.is_empty()
        && !expected.is_empty()
        && (found.starts_with(&expected) || expected.starts_with(&found))
}

/// Whether a headline is the expected one, a site's name behind either aside.
fn same_title(found: &str, expected: &str) -> bool {
    bare(found) == bare(expected) || bare(without_site(found)) == bare(without_site(expected))
}

fn without_site(title: &str) -> &str {
    ["_", " [", " | ", " - ", " – ", " — ", " · ", " :: ", " » "]
        .iter()
        .filter_map(|between| title.rsplit_once(between))
        .map(|(headline, _)| headline)
        .min_by_key(|headline| std::cmp::Reverse(headline.len()))
        .unwrap_or(title)
}

/// Whether the authors are those of a byline: it names one of them or several, and nobody else. (Readability keeps the
/// first byline of several, or the last of several `<meta>`.) Further lines of it are its day and its department, and
/// a degree behind a comma is no name.
pub fn same_byline(article: &NewArticle, byline: &str) -> bool {
    let line = byline.trim().trim_start_matches(['B', 'b']).trim_start_matches(['Y', 'y']);
    let line = if byline.trim().to_lowercase().starts_with("by") { line } else { byline };
    let line = line.trim().lines().next().unwrap_or_default();
    let line =
        [", MA", ", MD", ", PhD", ", RN"].iter().fold(line, |line, degree| line.trim_end_matches(degree));
    let lowered = |text: &str| {
        let mut words: Vec<String> = words(text).into_iter().map(str::to_lowercase).collect();
        words.retain(|word| !matches!(word.as_str(), "by" | "and" | "par"));
        words.sort();
        words.dedup();
        words
    };
    let named = lowered(line);
    let found = article.authors.iter().map(|author| lowered(&author.name));
    let mut found: Vec<String> =
        found.filter(|name| name.iter().all(|word| named.contains(word))).flatten().collect();
    found.sort();
    found.dedup();
    !found.is_empty() && found == named
}
