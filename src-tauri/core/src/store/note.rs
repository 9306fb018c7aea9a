//! Notes: what the reader writes on an article as a whole; and everything they wrote on one, taken in and handed over.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction};

use super::row::id_list;
use super::{highlight, index, label};
use crate::model::*;
use crate::{Error, Result};

/// Letters of one note.
const LONGEST: usize = 20_000;

/// Whether there is such an article to write on.
pub(crate) fn check(conn: &Connection, article: ArticleId) -> Result<()> {
    let is_there = conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM article WHERE id = ?1)")?
        .query_row([article], |row| row.get(0))?;
    if is_there { Ok(()) } else { Err(Error::NotFound { kind: "article", id: article.to_string() }) }
}

/// Writes the note on an article in place of the one before, or takes it away.
pub(crate) fn set(tx: &Transaction<'_>, article: ArticleId, note: Option<&str>) -> Result<()> {
    match text(note)? {
        Some(text) => tx.execute(
            "INSERT INTO note (article_id, text) VALUES (?1, ?2)
             ON CONFLICT DO UPDATE SET text = excluded.text",
            (article, text),
        )?,
        None => tx.execute("DELETE FROM note WHERE article_id = ?1", [article])?,
    };
    touch(tx, article)
}

/// The note on an article.
pub(crate) fn get(conn: &Connection, article: ArticleId) -> Result<Option<String>> {
    Ok(conn
        .prepare_cached("SELECT text FROM note WHERE article_id = ?1")?
        .query_row([article], |row| row.get(0))
        .optional()?)
}

/// A note as it is kept: nothing where it is empty.
pub(super) fn text(note: Option<&str>) -> Result<Option<String>> {
    let note = note.map(str::trim).filter(|note| !note.is_empty());
    if note.is_some_and(|note| note.chars().count() > LONGEST) {
        let value = note.unwrap_or_default().chars().take(80).collect();
        return Err(Error::Invalid { what: "a note of at most 20,000 letters", value });
    }
    Ok(note.map(str::to_owned))
}

/// Two notes on the same thing as one: neither is lost, and none stands twice.
pub(super) fn joined(before: Option<String>, more: Option<String>) -> Option<String> {
    match (before, more) {
        (Some(before), Some(more)) if !before.contains(&more) => Some(format!("{before}\n\n{more}")),
        (before, more) => before.or(more),
    }
}

/// Everything that is written on an article.
pub(crate) fn written(conn: &Connection, article: ArticleId) -> Result<Written> {
    Ok(Written {
        labels: label::of(conn, &[article])?.remove(&article).unwrap_or_default(),
        note: get(conn, article)?,
        highlights: highlight::of(conn, article)?.into_iter().map(NewHighlight::from).collect(),
    })
}

/// Takes in what was written elsewhere, besides what is written here. What is longer than it may be is cut.
pub(crate) fn take_in(
    tx: &Transaction<'_>,
    article: ArticleId,
    written: &Written,
    now: DateTime<Utc>,
) -> Result<()> {
    let cut =
        |note: &Option<String>| note.as_ref().map(|note| note.chars().take(LONGEST).collect::<String>());
    label::add(tx, article, &written.labels)?;
    if let Some(note) = joined(get(tx, article)?, cut(&written.note)) {
        set(tx, article, cut(&Some(note)).as_deref())?;
    }
    for new in &written.highlights {
        let mut new = NewHighlight { note: cut(&new.note), ..new.clone() };
        new.quote.exact = new.quote.exact.chars().take(highlight::LONGEST).collect();
        match highlight::add(tx, article, &new, now) {
            // One without words, or beyond all reason many, ends nothing.
            Ok(_) | Err(Error::Invalid { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    touch(tx, article)
}

/// Gives everything that is written on `goes` to `stays`.
pub(super) fn hand_over(tx: &Transaction<'_>, stays: ArticleId, goes: ArticleId) -> Result<()> {
    let on_it = written(tx, goes)?;
    if on_it == Written::default() {
        return Ok(());
    }
    for table in ["label", "note", "highlight"] {
        tx.execute(&format!("DELETE FROM {table} WHERE article_id = ?1"), [goes])?;
    }
    take_in(tx, stays, &on_it, DateTime::<Utc>::MAX_UTC)
}

/// After something was written on an article: it is found by it, and a copy that a follow saved is the reader's own.
pub(super) fn touch(tx: &Transaction<'_>, article: ArticleId) -> Result<()> {
    tx.execute(
        "UPDATE save SET automatic = FALSE WHERE article_id = ?1 AND article_id IN (
           SELECT article_id FROM label UNION SELECT article_id FROM note UNION SELECT article_id FROM highlight)",
        [article],
    )?;
    index::write(tx, article)
}

/// Whether there is a note on an article, and how many highlights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Marked {
    pub noted: bool,
    pub highlights: u32,
}

/// What is written on these articles, as lists show it.
pub(super) fn of(conn: &Connection, articles: &[ArticleId]) -> Result<HashMap<ArticleId, Marked>> {
    let mut statement = conn.prepare_cached(
        "SELECT value AS id, EXISTS (SELECT 1 FROM note WHERE article_id = value) AS noted,
           (SELECT count(*) FROM highlight WHERE article_id = value) AS highlights FROM json_each(?1)",
    )?;
    let marked = statement
        .query_map([id_list(articles, |id| id.0)], |row| {
            Ok((row.get("id")?, Marked { noted: row.get("noted")?, highlights: row.get("highlights")? }))
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(marked)
}

/// What is written on an article, for the index: all but the words of the text itself.
pub(super) fn words(conn: &Connection, article: ArticleId) -> Result<Vec<String>> {
    let Written { labels, note, highlights } = written(conn, article)?;
    let notes = highlights.into_iter().filter_map(|highlight| highlight.note);
    Ok(labels.into_iter().chain(note).chain(notes).collect())
}
