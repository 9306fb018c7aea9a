//! Forgetting for good what was removed long ago. What is saved or written on, and all it shows, stays.

use chrono::{DateTime, Utc};
use rusqlite::Transaction;

use super::row::Millis;
use super::{alert, media, tag};
use crate::Result;

/// Deletes what is neither saved nor written on of publications removed before `cutoff`, and what only that needed.
pub(super) fn purge(tx: &Transaction<'_>, cutoff: DateTime<Utc>) -> Result<()> {
    let waiting: bool = tx.query_row(
        "SELECT EXISTS (SELECT 1 FROM publication WHERE removed_at < ?1)",
        [Millis(cutoff)],
        |row| row.get(0),
    )?;
    if !waiting {
        return Ok(());
    }
    const DOOMED: &str = "
        publication_id IN (SELECT id FROM publication WHERE removed_at < ?1)
        AND id NOT IN (SELECT article_id FROM lasting)";
    let cutoff = Millis(cutoff);
    tx.execute(
        &format!("DELETE FROM article_fts WHERE rowid IN (SELECT id FROM article WHERE {DOOMED})"),
        [cutoff],
    )?;
    tx.execute(&format!("DELETE FROM article WHERE {DOOMED}"), [cutoff])?;
    tx.execute(
        "DELETE FROM author WHERE publication_id IN (SELECT id FROM publication WHERE removed_at < ?1)
           AND id NOT IN (SELECT author_id FROM article_author)",
        [cutoff],
    )?;
    tx.execute(
        "DELETE FROM publication WHERE removed_at < ?1 AND id NOT IN (SELECT publication_id FROM article)",
        [cutoff],
    )?;
    tag::forget_unused(tx)?;
    tx.execute(
        "DELETE FROM follow WHERE
           (kind = 'author' AND CAST(key AS INTEGER) NOT IN (SELECT id FROM author))
           OR (kind = 'publication' AND CAST(key AS INTEGER) NOT IN (SELECT id FROM publication))
           OR (kind = 'section' AND key GLOB '[0-9]*/*'
             AND CAST(key AS INTEGER) NOT IN (SELECT id FROM publication))",
        [],
    )?;
    alert::settle(tx, None)?;
    media::forget_unused(tx)
}
