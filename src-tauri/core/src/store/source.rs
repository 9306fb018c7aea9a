//! Sources: where publications are fetched from, how they have been answering, and when to ask again.

use std::fmt::Display;

use chrono::{DateTime, Datelike, Local, TimeZone, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};
use url::Url;

use super::keep::FetchNote;
use super::row::{Address, Json, Millis};
use crate::error::ErrorReport;
use crate::fetch::Validators;
use crate::model::*;
use crate::source::Plan;
use crate::{Error, Result};

/// A source whose turn it may be to be asked.
#[derive(Debug, Clone)]
pub(crate) struct Turn {
    /// Which.
    pub id: SourceId,
    /// Whose.
    pub publication: PublicationId,
    /// The publication's name.
    pub title: String,
    /// How to ask it.
    pub plan: Plan,
    /// Failures in a row.
    pub failures: u32,
    /// It asked not to be asked before this.
    pub retry_after: Option<DateTime<Utc>>,
    /// Whether it said that it is gone for good.
    pub gone: bool,
}

const TURN: &str = "
    SELECT s.id, s.publication_id, coalesce(p.given_title, p.own_title) AS title, s.kind, s.url, s.etag,
      s.last_modified, s.hash, s.failures, s.retry_after, s.gone_at
    FROM source s JOIN publication p ON p.id = s.publication_id";

impl Turn {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let url = row.get::<_, Address>("url")?.0;
        Ok(Self {
            id: row.get("id")?,
            publication: row.get("publication_id")?,
            title: row.get("title")?,
            plan: Plan {
                kind: row.get("kind")?,
                // Choosing this source chose its host: the only one that may be on a private network.
                home: url.host_str().map(str::to_owned),
                url,
                validators: Validators { etag: row.get("etag")?, last_modified: row.get("last_modified")? },
                hash: row.get("hash")?,
            },
            failures: row.get("failures")?,
            retry_after: row.get::<_, Option<Millis>>("retry_after")?.map(|at| at.0),
            gone: row.get::<_, Option<i64>>("gone_at")?.is_some(),
        })
    }
}

/// The host of an address.
pub(super) fn host(url: &str) -> Option<String> {
    Url::parse(url).ok()?.host_str().map(str::to_owned)
}

/// One source.
pub(crate) fn turn(conn: &Connection, id: SourceId) -> Result<Turn> {
    conn.prepare_cached(&format!("{TURN} WHERE s.id = ?1"))?
        .query_row([id], Turn::from_row)
        .optional()?
        .ok_or_else(|| missing(id))
}

/// The sources whose time has come, longest waiting first.
pub(crate) fn due(conn: &Connection, now: DateTime<Utc>) -> Result<Vec<Turn>> {
    let mut statement = conn.prepare_cached(&format!(
        "{TURN} WHERE p.removed_at IS NULL AND NOT p.paused AND s.gone_at IS NULL AND s.due_at <= ?1
           AND (s.retry_after IS NULL OR s.retry_after <= ?1)
         ORDER BY s.due_at, s.id"
    ))?;
    let turns = statement.query_map([Millis(now)], Turn::from_row)?.collect::<rusqlite::Result<_>>()?;
    Ok(turns)
}

/// The sources to ask when the reader wants all now, or all of one publication: whoever asked us to wait or is
/// gone stands among them, and is for the refresh to leave out. Paused publications only when they are named.
pub(crate) fn all_to_refresh(conn: &Connection, publication: Option<PublicationId>) -> Result<Vec<Turn>> {
    let mut statement = conn.prepare_cached(&format!(
        "{TURN} WHERE p.removed_at IS NULL AND (s.publication_id = ?1 OR (?1 IS NULL AND NOT p.paused))
         ORDER BY s.due_at, s.id"
    ))?;
    let turns = statement.query_map([publication], Turn::from_row)?.collect::<rusqlite::Result<_>>()?;
    Ok(turns)
}

/// The publication that has a source at `url`, unless it was removed.
pub(crate) fn publication_at(conn: &Connection, url: &str) -> Result<Option<PublicationId>> {
    Ok(conn
        .prepare_cached(
            "SELECT s.publication_id FROM source s JOIN publication p ON p.id = s.publication_id
             WHERE s.url = ?1 AND p.removed_at IS NULL",
        )?
        .query_row([url], |row| row.get(0))
        .optional()?)
}

/// Gives a publication a source, due at once. One that is there already is left as it is.
pub(crate) fn add(
    tx: &Transaction<'_>,
    publication: PublicationId,
    kind: SourceKind,
    url: &Url,
    now: DateTime<Utc>,
) -> Result<SourceId> {
    tx.prepare_cached(
        "INSERT INTO source (publication_id, kind, url, due_at) VALUES (:publication, :kind, :url, :now)
         ON CONFLICT (url) DO NOTHING",
    )?
    .execute(named_params! {
        ":publication": publication, ":kind": kind, ":url": url.as_str(), ":now": Millis(now),
    })?;
    Ok(tx.query_row("SELECT id FROM source WHERE url = ?1", [url.as_str()], |row| row.get(0))?)
}

/// Gives a source another address. What is known of the old one no longer counts, and the next complete fetch is
/// import again.
pub(crate) fn change_address(
    tx: &Transaction<'_>,
    id: SourceId,
    url: &Url,
    now: DateTime<Utc>,
) -> Result<()> {
    let holder: Option<SourceId> =
        tx.query_row("SELECT id FROM source WHERE url = ?1", [url.as_str()], |row| row.get(0)).optional()?;
    match holder {
        Some(holder) if holder == id => return Ok(()),
        Some(_) => {
            return Err(Error::Invalid { what: "an address no other source has", value: url.to_string() });
        }
        None => {}
    }
    let changed = tx.execute(
        "UPDATE source SET url = ?2, etag = NULL, last_modified = NULL, hash = NULL, due_at = ?3,
           imported_at = NULL, failures = 0, problem = NULL, problem_params = NULL, retry_after = NULL,
           gone_at = NULL, succeeded_at = NULL
         WHERE id = ?1",
        (id, url.as_str(), Millis(now)),
    )?;
    if changed == 0 { Err(missing(id)) } else { Ok(()) }
}

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
        // Where another source already has that address, both go on as they are.
        tx.prepare_cached("UPDATE OR IGNORE source SET url = ?2 WHERE id = ?1")?
            .execute((id, url.as_str()))?;
    }
    Ok(())
}

/// Notes an answer that brought nothing new: 304, or the same bytes.
pub(crate) fn record_unchanged(
    tx: &Transaction<'_>,
    id: SourceId,
    due_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.prepare_cached(
        "UPDATE source SET checked_at = ?2, succeeded_at = ?2, due_at = ?3, failures = 0, problem = NULL,
           problem_params = NULL, retry_after = NULL
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

/// All sources of publications that are not removed, or those of one publication.
pub(crate) fn all(
    conn: &Connection,
    publication: Option<PublicationId>,
    now: DateTime<Utc>,
) -> Result<Vec<Source>> {
    let mut statement = conn.prepare_cached(
        "SELECT s.*, coalesce(p.given_title, p.own_title) AS title
         FROM source s JOIN publication p ON p.id = s.publication_id
         WHERE p.removed_at IS NULL AND (?1 IS NULL OR s.publication_id = ?1)
         ORDER BY s.publication_id, s.id",
    )?;
    let sources =
        statement.query_map([publication], |row| from_row(row, now))?.collect::<rusqlite::Result<_>>()?;
    Ok(sources)
}

/// One source.
pub(crate) fn get(conn: &Connection, id: SourceId, now: DateTime<Utc>) -> Result<Source> {
    conn.query_row(
        "SELECT s.*, coalesce(p.given_title, p.own_title) AS title
         FROM source s JOIN publication p ON p.id = s.publication_id WHERE s.id = ?1",
        [id],
        |row| from_row(row, now),
    )
    .optional()?
    .ok_or_else(|| missing(id))
}

fn from_row(row: &Row<'_>, now: DateTime<Utc>) -> rusqlite::Result<Source> {
    let at = |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<Millis>>(column)?.map(|at| at.0));
    let failures: u32 = row.get("failures")?;
    let succeeded_at = at("succeeded_at")?;
    let state = if at("gone_at")?.is_some() {
        HealthState::Gone
    } else if failures > 0 {
        HealthState::Failing
    } else if succeeded_at.is_some() {
        HealthState::Well
    } else {
        HealthState::New
    };
    let title: String = row.get("title")?;
    Ok(Source {
        id: row.get("id")?,
        publication: row.get("publication_id")?,
        kind: row.get("kind")?,
        url: row.get("url")?,
        health: Health {
            state,
            sentence: sentence(
                state,
                &title,
                row.get::<_, Option<String>>("problem")?.as_deref(),
                succeeded_at.map(|at| at.with_timezone(&Local)),
                &now.with_timezone(&Local),
            ),
            problem: row.get("problem")?,
            params: row
                .get::<_, Option<Json<serde_json::Value>>>("problem_params")?
                .map_or_else(|| serde_json::json!({}), |params| params.0),
            failures,
            retry_after: at("retry_after")?,
        },
        checked_at: at("checked_at")?,
        succeeded_at,
        due_at: at("due_at")?,
    })
}

/// A source's health in plain English, in the reader's time zone.
fn sentence<Z: TimeZone>(
    state: HealthState,
    title: &str,
    problem: Option<&str>,
    succeeded_at: Option<DateTime<Z>>,
    now: &DateTime<Z>,
) -> String
where
    Z::Offset: Display,
{
    match state {
        HealthState::New => "Not asked yet.".to_owned(),
        HealthState::Well => "Answers well.".to_owned(),
        HealthState::Gone => format!("{title} says that this address is gone for good."),
        HealthState::Failing => {
            let deed = match problem {
                Some("http_status") => "has answered only with errors",
                Some("tls") => "has offered no secure connection",
                Some("not_a_feed" | "too_large") => "has sent nothing we can read",
                Some("redirect_loop" | "address_private" | "address_scheme" | "address_invalid") => {
                    "has sent us on to addresses we cannot follow"
                }
                _ => "has not answered",
            };
            match succeeded_at {
                Some(at) => format!("{title} {deed} since {}.", day(&at, now)),
                None => format!("{title} {deed} so far."),
            }
        }
    }
}

/// The day of `at`, as a person would name it at `now`.
fn day<Z: TimeZone>(at: &DateTime<Z>, now: &DateTime<Z>) -> String
where
    Z::Offset: Display,
{
    let days = now.date_naive().signed_duration_since(at.date_naive()).num_days();
    match days {
        ..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        2..=6 => at.format("%A").to_string(),
        _ if at.year() == now.year() => at.format("%B %-d").to_string(),
        _ => at.format("%B %-d, %Y").to_string(),
    }
}

fn missing(id: SourceId) -> Error {
    Error::NotFound { kind: "source", id: id.to_string() }
}

#[cfg(test)]
mod tests {
    use chrono::FixedOffset;

    use super::*;

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(text).unwrap()
    }

    fn failing(problem: &str, since: Option<&str>) -> String {
        let now = at("2025-09-26T09:00:00+02:00");
        sentence(HealthState::Failing, "Harbour Post", Some(problem), since.map(at), &now)
    }

    #[test]
    fn health_is_a_sentence() {
        for (since, expected) in [
            ("2025-09-26T00:30:00+02:00", "Harbour Post has not answered since today."),
            ("2025-09-25T23:30:00+02:00", "Harbour Post has not answered since yesterday."),
            ("2025-09-23T12:00:00+02:00", "Harbour Post has not answered since Tuesday."),
            ("2025-09-19T12:00:00+02:00", "Harbour Post has not answered since September 19."),
            ("2024-12-24T12:00:00+01:00", "Harbour Post has not answered since December 24, 2024."),
            ("2025-10-01T12:00:00+02:00", "Harbour Post has not answered since today."),
        ] {
            assert_eq!(failing("timed_out", Some(since)), expected, "a clock may even have gone backwards");
        }
        assert_eq!(failing("http_status", None), "Harbour Post has answered only with errors so far.");
        assert_eq!(
            failing("not_a_feed", Some("2025-09-25T23:30:00+02:00")),
            "Harbour Post has sent nothing we can read since yesterday."
        );
    }
}
