//! What sources answered when they were asked last, and when they are to be asked again.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, Transaction, named_params};

use super::keep::FetchNote;
use super::moved;
use super::row::{Json, Millis};
use crate::Result;
use crate::error::ErrorReport;
use crate::model::*;
use crate::parse::RawPace;
use crate::source::Terms;

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
    record(tx, id, &note.terms, Some(note), now)
}

/// Notes a good answer, of which all that is new is what it says besides: 304, or the same bytes. What was to be imported
/// is here, then.
pub(crate) fn record_unchanged(
    tx: &Transaction<'_>,
    id: SourceId,
    terms: &Terms,
    now: DateTime<Utc>,
) -> Result<()> {
    record(tx, id, terms, None, now)
}

fn record(
    tx: &Transaction<'_>,
    id: SourceId,
    terms: &Terms,
    kept: Option<&FetchNote>,
    now: DateTime<Utc>,
) -> Result<()> {
    // Both validators are of one answer, or neither is.
    let validators = terms.validators.as_ref();
    tx.prepare_cached(
        "UPDATE source SET checked_at = :now, succeeded_at = :now, failures = 0, problem = NULL,
           problem_params = NULL, retry_after = NULL, etag = iif(:validated, :etag, etag),
           last_modified = iif(:validated, :last_modified, last_modified), hash = iif(:kept, :hash, hash),
           gone_at = iif(:kept, NULL, gone_at),
           imported_at = iif(:complete, coalesce(imported_at, :now), imported_at)
         WHERE id = :id",
    )?
    .execute(named_params! {
        ":id": id, ":now": Millis(now), ":validated": validators.is_some(),
        ":etag": validators.and_then(|pair| pair.etag.as_deref()),
        ":last_modified": validators.and_then(|pair| pair.last_modified.as_deref()),
        ":kept": kept.is_some(), ":hash": kept.and_then(|note| note.hash.as_deref()),
        ":complete": kept.is_none_or(|note| note.complete),
    })?;
    moved::note(tx, id, terms.moved_to.as_ref(), now)
}

/// When a source is asked next, and what that goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Next {
    /// Its last answer asks not to be asked before.
    pub allowed_at: DateTime<Utc>,
    /// How often it need be asked, by its articles' dates.
    pub rest: TimeDelta,
    /// When it is asked.
    pub due_at: DateTime<Utc>,
}

/// Notes when a source that answered well is asked next, and what it says of its pace.
pub(crate) fn plan(tx: &Transaction<'_>, id: SourceId, next: Next, pace: &RawPace) -> Result<()> {
    tx.prepare_cached("UPDATE source SET allowed_at = ?2, rest = ?3, due_at = ?4, pace = ?5 WHERE id = ?1")?
        .execute((
            id,
            Millis(next.allowed_at),
            next.rest.num_milliseconds(),
            Millis(next.due_at),
            Json(pace),
        ))?;
    Ok(())
}

/// Puts off when a source is asked.
pub(crate) fn put_off(tx: &Transaction<'_>, id: SourceId, due_at: DateTime<Utc>) -> Result<()> {
    tx.prepare_cached("UPDATE source SET due_at = ?2 WHERE id = ?1")?.execute((id, Millis(due_at)))?;
    Ok(())
}

/// Articles that tell how often their publication has news.
const TELLING: u32 = 20;

/// The dates of the newest articles of a publication, the newest first.
pub(crate) fn latest(conn: &Connection, publication: PublicationId) -> Result<Vec<DateTime<Utc>>> {
    let mut statement = conn.prepare_cached(
        "SELECT sorted_at FROM article WHERE publication_id = ?1 ORDER BY sorted_at DESC LIMIT ?2",
    )?;
    let dates = statement
        .query_map((publication, TELLING), |row| Ok(row.get::<_, Millis>(0)?.0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(dates)
}

/// Notes a failure, so many in a row: stored, and nothing more. What is known of the last good answer stays.
pub(crate) fn record_failure(
    tx: &Transaction<'_>,
    id: SourceId,
    error: &ErrorReport,
    failures: u32,
    retry_after: Option<DateTime<Utc>>,
    due_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.prepare_cached(
        "UPDATE source SET checked_at = ?2, due_at = ?3, failures = ?7, problem = ?4,
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
        failures,
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

/// Asks every source that answers well `minutes` after it last did, in place of when it was to be asked, where it allows
/// that: those of one publication, or of all that have no interval of their own, which may need less.
pub(crate) fn space_out(
    tx: &Transaction<'_>,
    publication: Option<PublicationId>,
    minutes: u32,
) -> Result<()> {
    tx.execute(
        "UPDATE source SET due_at = max(coalesce(allowed_at, 0), succeeded_at + max(?2 * 60000,
             iif((SELECT refresh_minutes FROM publication p WHERE p.id = publication_id) IS NULL, rest, 0)))
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
