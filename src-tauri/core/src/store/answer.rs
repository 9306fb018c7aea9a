//! What sources answered when they were asked last, and when they are to be asked again.

use chrono::{DateTime, Utc};
use rusqlite::{Transaction, named_params};

use super::keep::FetchNote;
use super::row::{Json, Millis};
use super::source::{address_key, at};
use crate::Result;
use crate::error::ErrorReport;
use crate::fetch::secret::{Credentials, split_credentials};
use crate::model::*;

/// Whether its import has ended: only what comes after it is told to the reader.
pub(super) fn is_imported(tx: &Transaction<'_>, id: SourceId) -> Result<bool> {
    Ok(tx
        .prepare_cached("SELECT imported_at IS NOT NULL FROM source WHERE id = ?1")?
        .query_row([id], |row| row.get(0))?)
}

/// Notes a fetch that brought something and was kept.
pub(super) fn record_success(
    tx: &Transaction<'_>,
    id: SourceId,
    note: &FetchNote,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.prepare_cached(
        "UPDATE source SET etag = :etag, last_modified = :last_modified, hash = :hash,
           checked_at = :now, succeeded_at = :now, due_at = :due_at, failures = 0, problem = NULL,
           problem_params = NULL, retry_after = NULL, gone_at = NULL,
           imported_at = coalesce(imported_at, CASE WHEN :complete THEN :now END)
         WHERE id = :id",
    )?
    .execute(named_params! {
        ":id": id, ":etag": note.validators.etag, ":last_modified": note.validators.last_modified,
        ":hash": note.hash, ":now": Millis(now), ":due_at": Millis(note.due_at),
        ":complete": note.complete,
    })?;
    if let Some(url) = &note.moved_to {
        let (bare, credentials) = split_credentials(url);
        // Where another source already has that address, both go on as they are.
        if at(tx, &bare)?.is_none_or(|(_, holder)| holder == id) {
            tx.prepare_cached(
                "UPDATE OR IGNORE source SET url = ?2, address_key = ?3, credentials = ?4 WHERE id = ?1",
            )?
            .execute((
                id,
                bare.as_str(),
                address_key(&bare),
                credentials.as_ref().map(Credentials::as_text),
            ))?;
        }
    }
    Ok(())
}

/// Notes an answer that brought nothing new: 304, or the same bytes. What was to be imported is here, then.
pub(crate) fn record_unchanged(
    tx: &Transaction<'_>,
    id: SourceId,
    due_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.prepare_cached(
        "UPDATE source SET checked_at = ?2, succeeded_at = ?2, due_at = ?3, failures = 0, problem = NULL,
           problem_params = NULL, retry_after = NULL, imported_at = coalesce(imported_at, ?2)
         WHERE id = ?1",
    )?
    .execute((id, Millis(now), Millis(due_at)))?;
    Ok(())
}

/// Notes a failure: stored, and nothing more. What is known of the last good answer stays.
pub(crate) fn record_failure(
    tx: &Transaction<'_>,
    id: SourceId,
    error: &ErrorReport,
    retry_after: Option<DateTime<Utc>>,
    due_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.prepare_cached(
        "UPDATE source SET checked_at = ?2, due_at = ?3, failures = failures + 1, problem = ?4,
           problem_params = ?5, retry_after = ?6
         WHERE id = ?1",
    )?
    .execute((
        id,
        Millis(now),
        Millis(due_at),
        &error.code,
        Json(&error.params),
        retry_after.map(Millis),
    ))?;
    Ok(())
}

/// Notes that a source that is not in use was asked once and did not let us in.
pub(super) fn note_closed(
    tx: &Transaction<'_>,
    id: SourceId,
    error: &ErrorReport,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.execute(
        "UPDATE source SET checked_at = ?2, failures = 1, problem = ?3, problem_params = ?4
         WHERE id = ?1 AND NOT in_use AND checked_at IS NULL",
        (id, Millis(now), &error.code, Json(&error.params)),
    )?;
    Ok(())
}

/// Asks every source that answers well `minutes` after it last did, in place of when it was to be asked: those of one
/// publication, or of all that have no interval of their own.
pub(crate) fn space_out(
    tx: &Transaction<'_>,
    publication: Option<PublicationId>,
    minutes: u32,
) -> Result<()> {
    tx.execute(
        "UPDATE source SET due_at = succeeded_at + ?2 * 60000
         WHERE succeeded_at IS NOT NULL AND failures = 0 AND gone_at IS NULL AND (publication_id = ?1
           OR (?1 IS NULL AND publication_id IN (SELECT id FROM publication WHERE refresh_minutes IS NULL)))",
        (publication, minutes),
    )?;
    Ok(())
}

/// Notes that a source said 410: it is not asked any more.
pub(crate) fn record_gone(
    tx: &Transaction<'_>,
    id: SourceId,
    error: &ErrorReport,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.prepare_cached(
        "UPDATE source SET checked_at = ?2, gone_at = ?2, due_at = NULL, failures = failures + 1, problem = ?3,
           problem_params = ?4, retry_after = NULL
         WHERE id = ?1",
    )?
    .execute((id, Millis(now), &error.code, Json(&error.params)))?;
    Ok(())
}
