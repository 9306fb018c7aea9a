//! Alerts: the outbox and the inbox. One for each article, claimed before it is shown.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use super::follow;
use super::publication::{REFERENCE, reference};
use super::row::Millis;
use crate::model::*;
use crate::{Error, Result};

/// Writes an alert for each of `articles` that some follow matches, and says how many.
pub(super) fn write(tx: &Transaction<'_>, articles: &[ArticleId], now: DateTime<Utc>) -> Result<u32> {
    let mut written = 0;
    if articles.is_empty() {
        return Ok(written);
    }
    let shown = super::setting::all(tx)?.notifications;
    let state = if shown { AlertState::Pending } else { AlertState::Quiet };
    for (article, follows) in follow::matches(tx, articles)? {
        tx.prepare_cached("INSERT INTO alert (article_id, created_at, state) VALUES (?1, ?2, ?3)")?
            .execute((article, Millis(now), state))?;
        let alert = AlertId(tx.last_insert_rowid());
        for follow in follows {
            tx.prepare_cached(
                "INSERT INTO alert_follow (alert_id, follow_id, label) SELECT ?1, id, label FROM follow WHERE id = ?2",
            )?
            .execute((alert, follow))?;
        }
        written += 1;
    }
    Ok(written)
}

/// Gives the alert of an article that turned out to be another one to that: one alert, with the reasons of both, that
/// is shown no more if either was.
pub(super) fn inherit(tx: &Transaction<'_>, stays: ArticleId, goes: ArticleId) -> Result<()> {
    let moved =
        tx.execute("UPDATE OR IGNORE alert SET article_id = ?1 WHERE article_id = ?2", (stays, goes))?;
    if moved > 0 {
        return Ok(());
    }
    tx.execute(
        "INSERT OR IGNORE INTO alert_follow (alert_id, follow_id, label)
         SELECT (SELECT id FROM alert WHERE article_id = ?1), af.follow_id, af.label
         FROM alert al JOIN alert_follow af ON af.alert_id = al.id WHERE al.article_id = ?2",
        (stays, goes),
    )?;
    tx.execute(
        "UPDATE alert SET state = (SELECT state FROM alert WHERE article_id = ?2)
         WHERE article_id = ?1 AND state = 'pending' AND EXISTS (SELECT 1 FROM alert WHERE article_id = ?2)",
        (stays, goes),
    )?;
    Ok(())
}

/// The inbox, newest first; with `pending` only what nobody has claimed.
pub(crate) fn all(conn: &Connection, pending: bool) -> Result<Vec<Alert>> {
    let mut alerts = select(conn, "NOT ?1 OR al.state = 'pending'", pending)?;
    alerts.reverse();
    Ok(alerts)
}

/// Claims the oldest alert that nobody has claimed, in one statement: whoever claims it shows it.
pub(crate) fn claim(tx: &Transaction<'_>) -> Result<Option<Alert>> {
    let claimed: Option<AlertId> = tx
        .query_row(
            "UPDATE alert SET state = 'claimed' WHERE id = (
               SELECT al.id FROM alert al
               JOIN article a ON a.id = al.article_id
               JOIN publication p ON p.id = a.publication_id
               WHERE al.state = 'pending' AND p.removed_at IS NULL ORDER BY al.id LIMIT 1)
             RETURNING id",
            [],
            |row| row.get("id"),
        )
        .optional()?;
    let Some(id) = claimed else { return Ok(None) };
    Ok(select(tx, "al.id = ?1", id)?.pop())
}

/// Keeps what nobody has claimed in the inbox only: the reader wants no notifications.
pub(crate) fn hush(tx: &Transaction<'_>) -> Result<()> {
    tx.execute("UPDATE alert SET state = 'quiet' WHERE state = 'pending'", [])?;
    Ok(())
}

/// Notes that a claimed alert was shown on the desktop.
pub(crate) fn note_shown(tx: &Transaction<'_>, id: AlertId) -> Result<()> {
    let changed =
        tx.execute("UPDATE alert SET state = 'shown' WHERE id = ?1 AND state <> 'pending'", [id])?;
    if changed == 0 { Err(Error::NotFound { kind: "alert", id: id.to_string() }) } else { Ok(()) }
}

/// Whether any alert waits to be claimed.
pub(crate) fn any_pending(conn: &Connection) -> Result<bool> {
    Ok(conn.query_row("SELECT EXISTS (SELECT 1 FROM alert WHERE state = 'pending')", [], |row| row.get(0))?)
}

fn select(conn: &Connection, condition: &str, value: impl rusqlite::ToSql) -> Result<Vec<Alert>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT al.id, al.created_at, al.state, a.id AS article, a.headline, {REFERENCE}, af.label
         FROM alert al
         JOIN article a ON a.id = al.article_id
         JOIN publication p ON p.id = a.publication_id
         LEFT JOIN alert_follow af ON af.alert_id = al.id
         WHERE ({condition}) AND (p.removed_at IS NULL OR EXISTS (SELECT 1 FROM lasting WHERE article_id = a.id))
         ORDER BY al.id, af.follow_id"
    ))?;
    let mut rows = statement.query([value])?;
    let mut alerts: Vec<Alert> = Vec::new();
    while let Some(row) = rows.next()? {
        let id: AlertId = row.get("id")?;
        let because: Option<String> = row.get("label")?;
        match alerts.last_mut() {
            Some(alert) if alert.id == id => alert.because.extend(because),
            _ => alerts.push(from_row(row, because)?),
        }
    }
    Ok(alerts)
}

fn from_row(row: &Row<'_>, because: Option<String>) -> rusqlite::Result<Alert> {
    Ok(Alert {
        id: row.get("id")?,
        article: row.get("article")?,
        headline: row.get("headline")?,
        publication: reference(row)?,
        because: because.into_iter().collect(),
        created_at: row.get::<_, Millis>("created_at")?.0,
        state: row.get("state")?,
    })
}
