//! The inbox: every alert there is, once, with how far it came and why.

use std::collections::HashMap;

use rusqlite::{Connection, Row, named_params};

use super::publication::{REFERENCE, reference};
use super::query::SHOWN;
use super::row::{Json, Millis, id_list};
use crate::Result;
use crate::model::*;

/// Rows of a page unless told.
const USUAL: u32 = 50;
/// Rows of a page at the most.
const MOST: u32 = 10_000;

const ALERT: &str = "al.id, al.created_at, al.mode, al.correction, al.state, al.seen_at IS NOT NULL AS seen,
    a.id AS article, a.headline, a.lead_image";
const FROM: &str =
    "alert al JOIN article a ON a.id = al.article_id JOIN publication p ON p.id = a.publication_id";

/// One page of the inbox, newest first. What was claimed is being shown where it is `in_hand`; else it never was.
pub(crate) fn page(conn: &Connection, query: &AlertQuery, in_hand: &[AlertId]) -> Result<Page<Alert>> {
    let before: Option<AlertId> = query.after.as_deref().map(str::parse).transpose()?;
    let limit = query.limit.unwrap_or(USUAL).clamp(1, MOST);
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {ALERT}, {REFERENCE} FROM {FROM}
         WHERE (NOT :pending OR al.state = 'pending') AND (NOT :unseen OR al.seen_at IS NULL)
           AND (:follow IS NULL OR EXISTS (
             SELECT 1 FROM alert_follow WHERE follow_id = :follow AND alert_id = al.id))
           AND (:before IS NULL OR al.id < :before) AND {SHOWN}
         ORDER BY al.id DESC LIMIT :limit"
    ))?;
    let mut items: Vec<Alert> = statement
        .query_map(
            named_params! {
                ":pending": query.pending.unwrap_or(false), ":unseen": query.unseen.unwrap_or(false),
                ":follow": query.follow, ":before": before, ":limit": limit + 1,
            },
            |row| from_row(row, in_hand),
        )?
        .collect::<rusqlite::Result<_>>()?;
    let more = items.len() > limit as usize;
    items.truncate(limit as usize);
    give_reasons(conn, &mut items)?;
    let next = items.last().filter(|_| more).map(|last| last.id.to_string());
    Ok(Page { items, next })
}

/// These alerts, newest first; they are being shown.
pub(super) fn these(conn: &Connection, ids: &[AlertId]) -> Result<Vec<Alert>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {ALERT}, {REFERENCE} FROM {FROM}
         WHERE al.id IN (SELECT value FROM json_each(?1)) ORDER BY al.id DESC"
    ))?;
    let mut items: Vec<Alert> = statement
        .query_map([id_list(ids, |id| id.0)], |row| from_row(row, ids))?
        .collect::<rusqlite::Result<_>>()?;
    give_reasons(conn, &mut items)?;
    Ok(items)
}

/// How many alerts the reader does not know yet.
pub(crate) fn count_unseen(conn: &Connection) -> Result<u32> {
    Ok(conn
        .prepare_cached(&format!("SELECT count(*) FROM {FROM} WHERE al.seen_at IS NULL AND {SHOWN}"))?
        .query_row([], |row| row.get(0))?)
}

/// Those of these alerts that the reader does not know yet.
pub(crate) fn unseen_of(conn: &Connection, ids: &[AlertId]) -> Result<Vec<AlertId>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT al.id FROM {FROM}
         WHERE al.id IN (SELECT value FROM json_each(?1)) AND al.seen_at IS NULL AND {SHOWN} ORDER BY al.id"
    ))?;
    let unseen = statement.query_map([id_list(ids, |id| id.0)], |row| row.get("id"))?;
    Ok(unseen.collect::<rusqlite::Result<_>>()?)
}

/// How many alerts there are.
pub(super) fn count(conn: &Connection) -> Result<u32> {
    Ok(conn.query_row(&format!("SELECT count(*) FROM {FROM} WHERE {SHOWN}"), [], |row| row.get(0))?)
}

fn give_reasons(conn: &Connection, alerts: &mut [Alert]) -> Result<()> {
    let ids: Vec<AlertId> = alerts.iter().map(|alert| alert.id).collect();
    let mut statement = conn.prepare_cached(
        "SELECT alert_id, label FROM alert_follow WHERE alert_id IN (SELECT value FROM json_each(?1))
         ORDER BY alert_id, follow_id",
    )?;
    let mut rows = statement.query([id_list(&ids, |id| id.0)])?;
    let mut reasons: HashMap<AlertId, Vec<String>> = HashMap::new();
    while let Some(row) = rows.next()? {
        reasons.entry(row.get("alert_id")?).or_default().push(row.get("label")?);
    }
    for alert in alerts {
        alert.because = reasons.remove(&alert.id).unwrap_or_default();
    }
    Ok(())
}

fn from_row(row: &Row<'_>, in_hand: &[AlertId]) -> rusqlite::Result<Alert> {
    let id = row.get("id")?;
    let state = match row.get("state")? {
        AlertState::Claimed if !in_hand.contains(&id) => AlertState::Unshown,
        state => state,
    };
    Ok(Alert {
        id,
        article: row.get("article")?,
        headline: row.get("headline")?,
        picture: row.get::<_, Option<Json<Image>>>("lead_image")?.map(|image| image.0.media),
        publication: reference(row)?,
        because: Vec::new(),
        created_at: row.get::<_, Millis>("created_at")?.0,
        mode: row.get("mode")?,
        correction: Some(row.get("correction")?).filter(|number| *number > 0),
        state,
        seen: row.get("seen")?,
    })
}
