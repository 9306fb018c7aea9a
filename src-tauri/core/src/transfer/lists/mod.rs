//! Lists of saved articles as other programs write them: addresses, with what is told beside. They come from anywhere:
//! everything is bounded, and a row that cannot be understood is told and left out.

mod csv;
mod html;
mod json;
pub mod markdown;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use url::Url;

use super::bundle::{Bundle, unreadable};
use crate::Result;
use crate::fetch::parse_address;
use crate::model::{NewHighlight, Quote, SavedFrom, Written};
use crate::parse::{RawArticle, RawAuthor, RawImage, RawText, parse_date};

/// Rows of one list.
const MOST_ROWS: usize = 50_000;
/// Rows that are told to be no good, one by one.
const MOST_REFUSED: usize = 500;
/// The longest address, title and label, in characters.
const ADDRESS: usize = 4_096;
const TITLE: usize = 300;
const LABEL: usize = 100;
/// Labels and highlights of one row.
const MOST_LABELS: usize = 100;
const MOST_HIGHLIGHTS: usize = 1_000;
/// The bytes of one file, and how many files one list may be spread over.
pub(super) const LARGEST: u64 = 64 << 20;
const MOST_FILES: usize = 5_000;

/// What a list asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedList {
    /// Who wrote it.
    pub from: SavedFrom,
    /// Its rows in its own order, each address once.
    pub rows: Vec<SavedRow>,
    /// What cannot be understood: where it stands, and what is wrong with it.
    pub refused: Vec<String>,
    by_address: HashMap<String, usize>,
    more_refused: usize,
    /// The bytes of the texts in it, which stand in memory together.
    text_bytes: u64,
}

/// One saved article of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SavedRow {
    /// Its address.
    pub address: String,
    /// What the list calls it.
    pub title: Option<String>,
    /// When it was saved.
    pub saved_at: Option<DateTime<Utc>>,
    /// What the reader wrote on it.
    pub written: Written,
    /// Whether it was read.
    pub read: bool,
    /// What the list calls it in the names of its files.
    pub slug: Option<String>,
    /// The article itself, where the list holds it: for when its page cannot be had.
    pub text: Option<ListedText>,
}

/// An article as a list holds it; nothing in it is safe yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListedText {
    /// Its text.
    pub html: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it appeared.
    pub published_at: Option<DateTime<Utc>>,
    /// Its language.
    pub language: Option<String>,
    /// The address of the picture at its head.
    pub picture: Option<String>,
}

impl SavedRow {
    /// The article that the list holds, to be made safe.
    pub(crate) fn article(&mut self) -> Option<RawArticle> {
        let text = self.text.take()?;
        let name = |name| RawAuthor { name: Some(RawText::Plain(name)), ..RawAuthor::default() };
        Some(RawArticle {
            url: Some(self.address.clone()),
            headline: self.title.clone().map(RawText::Plain),
            content: Some(RawText::Html(text.html)),
            authors: text.authors.into_iter().map(name).collect(),
            published_at: text.published_at,
            language: text.language,
            lead_image: text.picture.map(|url| RawImage { url, ..RawImage::default() }),
            ..RawArticle::default()
        })
    }
}

impl SavedList {
    fn new(from: SavedFrom) -> Self {
        Self {
            from,
            rows: Vec::new(),
            refused: Vec::new(),
            by_address: HashMap::new(),
            more_refused: 0,
            text_bytes: 0,
        }
    }

    /// Takes in a row that stands at `place`.
    fn add(&mut self, place: &str, mut row: SavedRow) {
        let address = row.address.trim();
        let Some(url) = usable(address) else {
            let shown: String = address.chars().take(80).collect();
            return self.refuse(format!("{place}: no usable address: {shown}"));
        };
        let all = |text: &ListedText| self.text_bytes + text.html.len() as u64;
        row.text = row.text.filter(|text| all(text) <= LARGEST);
        self.text_bytes = row.text.as_ref().map_or(self.text_bytes, all);
        if let Some(known) = self.by_address.get(url.as_str()).and_then(|at| self.rows.get_mut(*at)) {
            known.read |= row.read;
            known.text = known.text.take().or(row.text);
            let Written { labels: more, note, highlights } = row.written;
            known.written.labels.extend(labels(&more));
            known.written.labels.sort();
            known.written.labels.dedup();
            known.written.labels.truncate(MOST_LABELS);
            known.written.note = known.written.note.take().or(note);
            known.written.highlights.extend(highlights);
            known.written.highlights.truncate(MOST_HIGHLIGHTS);
            return;
        }
        if self.rows.len() >= MOST_ROWS {
            return self.refuse(format!("{place}: more than {MOST_ROWS} rows"));
        }
        self.by_address.insert(url.to_string(), self.rows.len());
        let title = row.title.map(|title| short(&title, TITLE)).filter(|title| !title.is_empty());
        let mut written = row.written;
        written.labels = labels(&written.labels);
        written.highlights.truncate(MOST_HIGHLIGHTS);
        self.rows.push(SavedRow { address: url.into(), title, written, ..row });
    }

    fn refuse(&mut self, why: String) {
        if self.refused.len() < MOST_REFUSED {
            self.refused.push(why);
        } else {
            self.more_refused += 1;
        }
    }

    fn take_in(&mut self, other: Self) {
        for row in other.rows {
            self.add("list", row);
        }
        other.refused.into_iter().for_each(|why| self.refuse(why));
        self.more_refused += other.more_refused;
    }

    fn finished(mut self) -> Self {
        if self.more_refused > 0 {
            self.refused.push(format!("and {} more", self.more_refused));
        }
        self
    }
}

/// Reads the bytes of one file; `None` where it is no list that is known.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<SavedList> {
    let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    let list = match text.trim_start().chars().next()? {
        '[' => json::read(text.trim_start()),
        '<' => html::read(&text),
        _ => csv::read(&text),
    };
    list.map(SavedList::finished)
}

/// Reads every list in a bundle: Pocket and Omnivore give out several files in one.
///
/// # Errors
/// [`Error::File`](crate::Error::File), and [`Error::Invalid`](crate::Error::Invalid) where none of it is a list that is known.
pub(super) fn read_all(mut bundle: Bundle, path: &Path) -> Result<SavedList> {
    let mut names = bundle.names("", ".json", MOST_FILES)?;
    names.extend(bundle.names("", ".csv", MOST_FILES)?);
    if names.is_empty() {
        names = bundle.names("", ".html", MOST_FILES)?;
    }
    let mut all: Option<SavedList> = None;
    for name in names {
        let Some(list) = bundle.read(&name, LARGEST)?.and_then(|bytes| read(&bytes)) else { continue };
        match &mut all {
            Some(all) => all.take_in(list),
            None => all = Some(list),
        }
    }
    if let Some(all) = &mut all {
        read_highlights(&mut bundle, all)?;
    }
    all.map(SavedList::finished).ok_or_else(|| unreadable(path))
}

/// Reads what some lists tell of highlights in files of their own: Pocket in `annotations`, as JSON, and Omnivore in
/// `highlights`, as a file of Markdown for each article.
fn read_highlights(bundle: &mut Bundle, list: &mut SavedList) -> Result<()> {
    for name in bundle.names("annotations/", ".json", MOST_FILES)? {
        if let Some(more) = bundle.read(&name, LARGEST)?.and_then(|bytes| read(&bytes)) {
            list.take_in(more);
        }
    }
    let names = bundle.names("highlights/", ".md", MOST_FILES)?;
    for row in list.rows.iter_mut().filter(|row| row.slug.is_some()) {
        let name = format!("highlights/{}.md", row.slug.take().unwrap_or_default());
        // Only a file that is known to stand in that folder: a name from a list leads nowhere else.
        if names.binary_search(&name).is_ok()
            && let Some(bytes) = bundle.read(&name, LARGEST)?
        {
            markdown::read(&String::from_utf8_lossy(&bytes), &mut row.written);
        }
    }
    Ok(())
}

/// A highlight of these words, as far as a list tells it.
fn highlight(exact: &str, note: &str, made_at: Option<DateTime<Utc>>) -> Option<NewHighlight> {
    let exact = exact.trim().to_owned();
    let note = Some(note.trim().to_owned()).filter(|note| !note.is_empty());
    let quote = Quote { exact, ..Quote::default() };
    (!quote.exact.is_empty()).then_some(NewHighlight { quote, note, made_at })
}

/// The address of a page. Unlike the reader, a list always writes it whole.
fn usable(address: &str) -> Option<Url> {
    let scheme = address.split("://").next().unwrap_or_default();
    let is_web = ["http", "https"].iter().any(|web| web.eq_ignore_ascii_case(scheme));
    let is_bounded = address.chars().take(ADDRESS + 1).count() <= ADDRESS;
    (is_web && is_bounded).then(|| parse_address(address).ok()).flatten()
}

fn labels(labels: &[String]) -> Vec<String> {
    let mut labels: Vec<String> = labels.iter().map(|label| short(label, LABEL)).collect();
    labels.retain(|label| !label.is_empty());
    labels.truncate(MOST_LABELS);
    labels
}

/// One line of at most so many characters.
fn short(text: &str, most: usize) -> String {
    let line = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    line.collect::<Vec<_>>().join(" ").chars().take(most).collect()
}

/// A date of a list: seconds or milliseconds since 1970, or written out.
fn date(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    let at = match text.parse::<i64>() {
        Ok(0) => None,
        Ok(number) if number.abs() > 100_000_000_000 => DateTime::from_timestamp_millis(number),
        Ok(number) => DateTime::from_timestamp(number, 0),
        Err(_) => parse_date(text),
    }?;
    let start = DateTime::UNIX_EPOCH;
    (start..start + TimeDelta::days(365 * 200)).contains(&at).then_some(at)
}
