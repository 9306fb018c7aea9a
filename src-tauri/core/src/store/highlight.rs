//! Highlights: words of articles that the reader marked.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};

use super::note::{joined, text, touch};
use super::row::Millis;
use crate::model::*;
use crate::{Error, Result};

/// Highlights of one article.
const MOST: u32 = 1_000;
/// Letters of the words themselves, and of those kept on each side of them.
pub(super) const LONGEST: usize = 10_000;
const AROUND: usize = 200;

/// Highlights words of an article. The same words again are the same highlight.
pub(crate) fn add(
    tx: &Transaction<'_>,
    article: ArticleId,
    new: &NewHighlight,
    now: DateTime<Utc>,
) -> Result<Highlight> {
    let NewHighlight { quote: Quote { exact, prefix, suffix, start }, note, made_at } = new;
    let exact = exact.trim();
    if exact.is_empty() || exact.chars().count() > LONGEST {
        return Err(Error::Invalid { what: "words to highlight", value: exact.chars().take(80).collect() });
    }
    let prefix: String = prefix.chars().rev().take(AROUND).collect::<Vec<_>>().into_iter().rev().collect();
    let suffix: String = suffix.chars().take(AROUND).collect();
    let note = text(note.as_deref())?;
    let known: Option<(HighlightId, Option<String>)> = tx
        .prepare_cached(
            "SELECT id, note FROM highlight WHERE article_id = ?1 AND (exact, prefix, suffix) = (?2, ?3, ?4)",
        )?
        .query_row((article, exact, &prefix, &suffix), |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let id = if let Some((id, before)) = known {
        tx.execute("UPDATE highlight SET note = ?2 WHERE id = ?1", (id, joined(before, note)))?;
        id
    } else {
        let count: u32 =
            tx.query_row("SELECT count(*) FROM highlight WHERE article_id = ?1", [article], |row| {
                row.get(0)
            })?;
        if count >= MOST {
            return Err(Error::Invalid { what: "one more highlight", value: count.to_string() });
        }
        tx.prepare_cached(
            "INSERT INTO highlight (article_id, exact, prefix, suffix, start, note, made_at)
             VALUES (:article, :exact, :prefix, :suffix, :start, :note, :made_at)",
        )?
        .execute(named_params! {
            ":article": article, ":exact": exact, ":prefix": prefix, ":suffix": suffix, ":start": start,
            ":note": note, ":made_at": Millis(made_at.map_or(now, |at| at.min(now))),
        })?;
        HighlightId(tx.last_insert_rowid())
    };
    touch(tx, article)?;
    Ok(tx.query_row("SELECT * FROM highlight WHERE id = ?1", [id], from_row)?)
}

/// Writes a note on a highlight, or takes it away. Tells the article.
pub(crate) fn annotate(tx: &Transaction<'_>, id: HighlightId, note: Option<&str>) -> Result<ArticleId> {
    let article = article_of(tx, id)?;
    tx.execute("UPDATE highlight SET note = ?2 WHERE id = ?1", (id, text(note)?))?;
    touch(tx, article)?;
    Ok(article)
}

/// Takes a highlight away, with its note. Tells the article.
pub(crate) fn remove(tx: &Transaction<'_>, id: HighlightId) -> Result<ArticleId> {
    let article = article_of(tx, id)?;
    tx.execute("DELETE FROM highlight WHERE id = ?1", [id])?;
    touch(tx, article)?;
    Ok(article)
}

fn article_of(tx: &Transaction<'_>, id: HighlightId) -> Result<ArticleId> {
    tx.query_row("SELECT article_id FROM highlight WHERE id = ?1", [id], |row| row.get(0))
        .optional()?
        .ok_or_else(|| Error::NotFound { kind: "highlight", id: id.to_string() })
}

/// The highlights of an article, in the order of its text as far as that is known.
pub(crate) fn of(conn: &Connection, article: ArticleId) -> Result<Vec<Highlight>> {
    let mut statement = conn
        .prepare_cached("SELECT * FROM highlight WHERE article_id = ?1 ORDER BY start IS NULL, start, id")?;
    let highlights = statement.query_map([article], from_row)?.collect::<rusqlite::Result<_>>()?;
    Ok(highlights)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Highlight> {
    Ok(Highlight {
        id: row.get("id")?,
        quote: Quote {
            exact: row.get("exact")?,
            prefix: row.get("prefix")?,
            suffix: row.get("suffix")?,
            start: row.get("start")?,
        },
        note: row.get("note")?,
        made_at: row.get::<_, Millis>("made_at")?.0,
    })
}
