//! How much of real article pages is read: text, headline, authors, dates, pictures.

pub mod cost;
pub mod linked;
pub mod pages;
pub mod readability;
pub mod tagged;
pub mod words;

use broadsheet_core::model::NewArticle;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use serde::Deserialize;
use url::Url;

use self::pages::{Case, cases};
use self::readability::same_byline;
use self::words::{bare, f1, ratio, shingles, spaced};
use crate::corpus::Corpus;
use crate::row::Row;

/// Recent news pages of many countries.
pub fn fundus(corpus: &Corpus) -> Vec<Row> {
    let cases: Vec<Case<Fundus>> = cases(corpus, "articles/fundus");
    let read: Vec<(Option<NewArticle>, &Fundus)> = cases
        .iter()
        .map(|case| {
            let article = case.article(corpus, "articles/fundus");
            explain(corpus, &case.id, article.as_ref(), &case.expected);
            (article, &case.expected)
        })
        .collect();
    let text = |article: &Option<NewArticle>| {
        article.as_ref().map(|article| article.content_text.to_string()).unwrap_or_default()
    };
    let (mut precision, mut recall) = (Mean::default(), Mean::default());
    for (article, expected) in read.iter().filter(|(_, expected)| !expected.text.trim().is_empty()) {
        let (found, complete) = shingles(&text(article), &expected.text);
        precision.add(found);
        recall.add(complete);
    }
    let same = |known: &dyn Fn(&Fundus) -> bool, right: &dyn Fn(&NewArticle, &Fundus) -> bool| {
        let mut share = Mean::default();
        for (article, expected) in read.iter().filter(|(_, expected)| known(expected)) {
            share.add(f64::from(u8::from(article.as_ref().is_some_and(|article| right(article, expected)))));
        }
        share
    };
    let text = Mean { sum: f1(precision.value(), recall.value()) * ratio(precision.count, 1), ..precision };
    let dates = same(&|it| it.published.is_some(), &|article, it| {
        same_day(article.published_at, it.published.as_deref(), TimeDelta::zero())
    });
    let authors = same(&|it| !it.authors.is_empty(), &|article, it| names(article) == all_bare(&it.authors));
    let titles =
        same(&|it| !it.title.trim().is_empty(), &|article, it| loosely(&article.headline, &it.title));
    rows(
        "fundus",
        [
            ("article text F1", text, 0.95),
            ("same-day date", dates, 0.96),
            ("all authors", authors, 0.92),
            ("title, loosely", titles, 0.95),
        ],
    )
}

/// Tells what of a page came out otherwise than expected.
fn explain(corpus: &Corpus, id: &str, article: Option<&NewArticle>, expected: &Fundus) {
    let Some(article) = article else { return corpus.explain(|| format!("fundus: {id}: no article")) };
    let (precision, recall) = shingles(&article.content_text, &expected.text);
    if f1(precision, recall) < 0.9 {
        corpus.explain(|| format!("fundus: {id}: text, precision {precision:.2}, recall {recall:.2}"));
    }
    if !same_day(article.published_at, expected.published.as_deref(), TimeDelta::zero()) {
        corpus.explain(|| format!("fundus: {id}: {:?}, not {:?}", article.published_at, expected.published));
    }
    if names(article) != all_bare(&expected.authors) {
        corpus.explain(|| format!("fundus: {id}: {:?}, not {:?}", names(article), expected.authors));
    }
    if !loosely(&article.headline, &expected.title) {
        corpus.explain(|| format!("fundus: {id}: {:?}, not {:?}", &*article.headline, expected.title));
    }
}

/// Tells of a field that came out otherwise than expected.
fn tell(corpus: &Corpus, right: bool, case: impl FnOnce() -> String) {
    if !right {
        corpus.explain(case);
    }
}

/// Older news pages.
pub fn postlight(corpus: &Corpus) -> Vec<Row> {
    let cases: Vec<Case<Postlight>> = cases(corpus, "articles/postlight");
    let (mut dates, mut authors, mut pictures) = (Mean::default(), Mean::default(), Mean::default());
    for case in &cases {
        let article = case.article(corpus, "articles/postlight");
        let article = article.as_ref();
        let base = case.url.as_deref().and_then(|url| Url::parse(url).ok());
        let expected = &case.expected;
        if expected.published.is_some() {
            let found = article.and_then(|article| article.published_at);
            let right = same_day(found, expected.published.as_deref(), TimeDelta::days(1));
            tell(corpus, right, || {
                format!("postlight: {}: {found:?}, not {:?}", case.id, expected.published)
            });
            dates.count(right);
        }
        if let Some(author) = &expected.author {
            let right =
                article.is_some_and(|article| same_author(article, author) || same_byline(article, author));
            tell(corpus, right, || {
                format!("postlight: {}: {:?}, not {author:?}", case.id, article.map(names))
            });
            authors.count(right);
        }
        if let Some(picture) = &expected.lead_image {
            let found = article.and_then(|article| article.lead_image.as_ref()).map(|lead| lead.url.as_str());
            let right = found.is_some_and(|found| same_picture(found, picture, base.as_ref()));
            tell(corpus, right, || format!("postlight: {}: {found:?}, not {picture:?}", case.id));
            pictures.count(right);
        }
    }
    rows(
        "postlight",
        [("date, within a day", dates, 0.85), ("author", authors, 0.80), ("lead image", pictures, 0.97)],
    )
}

/// Sentences that must and must not stand in the text.
pub fn trafilatura(corpus: &Corpus) -> Vec<Row> {
    let cases: Vec<Case<Trafilatura>> = cases(corpus, "articles/trafilatura");
    let (mut hits, mut missed, mut wrong) = (0, 0, 0);
    for case in &cases {
        let article = case.article(corpus, "articles/trafilatura");
        let (hit, miss, bad) = case.expected.judge(article.as_ref());
        tell(corpus, miss + bad == 0, || format!("trafilatura: {}: {miss} missed, {bad} wrong", case.id));
        (hits, missed, wrong) = (hits + hit, missed + miss, wrong + bad);
    }
    let value = f1(ratio(hits, hits + wrong), ratio(hits, hits + missed));
    let mean = Mean { sum: value * ratio(cases.len(), 1), count: cases.len() };
    rows("trafilatura", [("article text F1", mean, 0.93)])
}

#[derive(Debug, Deserialize)]
pub struct Fundus {
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub authors: Vec<String>,
    pub published: Option<String>,
    #[serde(default)]
    pub text: String,
}

#[derive(Debug, Deserialize)]
pub struct Postlight {
    pub author: Option<String>,
    pub published: Option<String>,
    pub lead_image: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Trafilatura {
    #[serde(default)]
    pub must_contain: Vec<String>,
    #[serde(default)]
    pub must_not_contain: Vec<String>,
}

impl Trafilatura {
    /// How many sentences are there, are missing, and are there although they must not be.
    pub fn judge(&self, article: Option<&NewArticle>) -> (usize, usize, usize) {
        let text = article.map(|article| spaced(&article.content_text)).unwrap_or_default();
        let count = |wanted: &[String]| wanted.iter().filter(|one| text.contains(&spaced(one))).count();
        let hits = count(&self.must_contain);
        (hits, self.must_contain.len() - hits, count(&self.must_not_contain))
    }
}

/// A mean in the making.
#[derive(Debug, Default, Clone, Copy)]
struct Mean {
    sum: f64,
    count: usize,
}

impl Mean {
    fn add(&mut self, value: f64) {
        self.sum += value;
        self.count += 1;
    }

    fn count(&mut self, right: bool) {
        self.add(f64::from(u8::from(right)));
    }

    fn value(&self) -> f64 {
        if self.count == 0 { 0.0 } else { self.sum / ratio(self.count, 1) }
    }
}

/// One row for each mean that counted anything.
fn rows<const N: usize>(set: &'static str, means: [(&'static str, Mean, f64); N]) -> Vec<Row> {
    let counted = means.into_iter().filter(|(_, mean, _)| mean.count > 0);
    counted
        .map(|(measure, mean, target)| Row {
            measure,
            set,
            value: mean.value(),
            target,
            counted: mean.count,
            less_is_better: false,
        })
        .collect()
}

/// An expected date: RFC 3339, or with a space, or without a zone, or a day alone.
fn date(text: &str) -> Option<DateTime<chrono::FixedOffset>> {
    let text = text.replacen(' ', "T", 1);
    let zoned = ["%Y-%m-%dT%H:%M:%S%.f%:z", "%Y-%m-%dT%H:%M:%S%.f%z"];
    let zoned = zoned.iter().find_map(|spelling| DateTime::parse_from_str(&text, spelling).ok());
    let local = || NaiveDateTime::parse_from_str(&text, "%Y-%m-%dT%H:%M:%S%.f").ok();
    let day = || Some(text.parse::<NaiveDate>().ok()?.and_time(NaiveTime::MIN));
    let utc = DateTime::parse_from_rfc3339(&text).ok();
    zoned.or(utc).or_else(|| Some(local().or_else(day)?.and_utc().fixed_offset()))
}

/// Whether two dates are the same day, by the publisher's clock or by UTC's, or no further apart than `within`.
pub fn same_day(found: Option<DateTime<Utc>>, expected: Option<&str>, within: TimeDelta) -> bool {
    let (Some(found), Some(expected)) = (found, expected.and_then(date)) else { return false };
    let local = found.with_timezone(&expected.timezone()).date_naive() == expected.date_naive();
    local
        || (found.date_naive() - expected.to_utc().date_naive()).abs() <= within
        || (found - expected.to_utc()).abs() <= within
}

/// The authors' names as they are compared.
pub fn names(article: &NewArticle) -> Vec<String> {
    let mut names: Vec<String> = article.authors.iter().map(|author| bare(&author.name)).collect();
    names.sort();
    names
}

/// The same of expected ones.
pub fn all_bare(expected: &[String]) -> Vec<String> {
    let mut names: Vec<String> = expected.iter().map(|name| bare(name)).collect();
    names.sort();
    names.dedup();
    names
}

/// Whether one headline is the other, or the other with something before or behind it.
pub fn loosely(found: &str, expected: &str) -> bool {
    let (found, expected) = (bare(found), bare(expected));
    let (short, long) = if found.len() < expected.len() { (&found, &expected) } else { (&expected, &found) };
    !short.is_empty() && (long.starts_with(short.as_str()) || long.ends_with(short.as_str()))
}

/// Whether the authors are the expected one, or the one line holds the other.
pub fn same_author(article: &NewArticle, expected: &str) -> bool {
    let found: Vec<&str> = article.authors.iter().map(|author| &*author.name).collect();
    let (found, expected) = (bare(&found.join(" ")), bare(expected));
    !found.is_empty() && !expected.is_empty() && (found.contains(&expected) || expected.contains(&found))
}

/// Whether two addresses are of one picture: the same host and path, whatever size is asked for.
pub fn same_picture(found: &str, expected: &str, base: Option<&Url>) -> bool {
    let key = |address: &str| {
        let url = base.map_or_else(|| Url::parse(address), |base| base.join(address)).ok()?;
        Some((url.host_str()?.to_owned(), url.path().to_owned()))
    };
    key(found).is_some() && key(found) == key(expected)
}
