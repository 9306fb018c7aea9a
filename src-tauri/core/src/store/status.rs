//! Status: what the reader did. It is kept under an article's fingerprint and outlives the article.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Transaction};

use super::row::Millis;
use crate::model::*;
use crate::{Error, Result};

/// Marks articles read or unread. Returns those that changed.
pub(crate) fn mark(
    tx: &Transaction<'_>,
    ids: &[ArticleId],
    read: bool,
    now: DateTime<Utc>,
) -> Result<Vec<ArticleId>> {
    let mut changed = Vec::new();
    for &id in ids {
        let fingerprint: Vec<u8> = tx
            .prepare_cached("SELECT fingerprint FROM article WHERE id = ?1")?
            .query_row([id], |row| row.get(0))
            .optional()?
            .ok_or_else(|| Error::NotFound { kind: "article", id: id.to_string() })?;
        let rows = if read {
            tx.prepare_cached(
                "INSERT INTO status (fingerprint, read_at) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            )?
            .execute((fingerprint, Millis(now)))?
        } else {
            tx.prepare_cached("DELETE FROM status WHERE fingerprint = ?1")?.execute([fingerprint])?
        };
        if rows > 0 {
            changed.push(id);
        }
    }
    Ok(changed)
}

/// Makes an article read that turned out to be one with a read one.
pub(super) fn inherit(tx: &Transaction<'_>, stays: ArticleId, goes: ArticleId) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO status (fingerprint, read_at)
         SELECT (SELECT fingerprint FROM article WHERE id = ?1), st.read_at
         FROM article a JOIN status st ON st.fingerprint = a.fingerprint WHERE a.id = ?2
         ON CONFLICT DO NOTHING",
    )?
    .execute((stays, goes))?;
    Ok(())
}
