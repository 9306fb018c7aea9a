//! Pop-ups: what is put on the desktop, each claimed in the library before anybody sees it.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Transaction};

use super::inbox;
use super::row::{Millis, id_list};
use super::setting;
use crate::Result;
use crate::clock::Clock;
use crate::follow::delivery::{Decision, Delivery, Waiting};
use crate::model::*;

/// The newest of those shown in one that are told by name.
const NAMED: usize = 3;
/// More than a day's.
const REMEMBERED: u32 = 1_000;

/// Claims what is to be shown next, if anything is: whoever claims it shows it. What the day has no room for stays in
/// the inbox.
pub(crate) fn claim(tx: &Transaction<'_>, clock: &dyn Clock) -> Result<Option<Popup>> {
    let settings = setting::all(tx)?;
    let delivery = Delivery::now(&settings, clock);
    let (alerts, digest) = match decide(tx, &settings, &delivery)? {
        Decision::Wait => return Ok(None),
        Decision::Keep(alerts) => {
            tx.execute(
                "UPDATE alert SET state = 'quiet' WHERE id IN (SELECT value FROM json_each(?1))",
                [id_list(&alerts, |id| id.0)],
            )?;
            return Ok(None);
        }
        Decision::One(alert) => {
            take(tx, &[alert], delivery.at())?;
            return Ok(inbox::these(tx, &[alert])?.pop().map(Popup::One));
        }
        Decision::Many { mut alerts, digest } => {
            alerts.reverse();
            (alerts, digest)
        }
    };
    take(tx, &alerts, delivery.at())?;
    let first = inbox::these(tx, alerts.get(..NAMED).unwrap_or(&alerts))?;
    let count = u32::try_from(alerts.len()).unwrap_or(u32::MAX);
    Ok(Some(Popup::Many { alerts, count, first, digest }))
}

/// Whether there is anything to claim now.
pub(crate) fn waits(conn: &Connection, clock: &dyn Clock) -> Result<bool> {
    let settings = setting::all(conn)?;
    Ok(decide(conn, &settings, &Delivery::now(&settings, clock))? != Decision::Wait)
}

/// Notes that claimed alerts were shown on the desktop.
pub(crate) fn note_shown(tx: &Transaction<'_>, ids: &[AlertId]) -> Result<()> {
    tx.execute(
        "UPDATE alert SET state = 'shown'
         WHERE state = 'claimed' AND id IN (SELECT value FROM json_each(?1))",
        [id_list(ids, |id| id.0)],
    )?;
    Ok(())
}

fn decide(conn: &Connection, settings: &Settings, delivery: &Delivery<'_>) -> Result<Decision> {
    if !delivery.is_open() {
        return Ok(Decision::Wait);
    }
    let shown = if settings.popups_a_day.is_some() { shown_lately(conn)? } else { Vec::new() };
    Ok(delivery.decide(&waiting(conn)?, &shown))
}

/// What nobody has claimed, oldest first, once for each follow that tells of it. What was removed is not told.
fn waiting(conn: &Connection) -> Result<Vec<Waiting>> {
    let mut statement = conn.prepare_cached(
        "SELECT al.id, al.created_at, f.mode FROM alert al
         JOIN article a ON a.id = al.article_id
         JOIN publication p ON p.id = a.publication_id AND p.removed_at IS NULL
         JOIN alert_follow af ON af.alert_id = al.id
         JOIN follow f ON f.id = af.follow_id AND NOT f.paused
         WHERE al.state = 'pending' ORDER BY al.id, f.id",
    )?;
    let waiting = statement
        .query_map([], |row| {
            Ok(Waiting {
                alert: row.get("id")?,
                mode: row.get("mode")?,
                created_at: row.get::<_, Millis>("created_at")?.0,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(waiting)
}

fn shown_lately(conn: &Connection) -> Result<Vec<DateTime<Utc>>> {
    let mut statement = conn.prepare_cached("SELECT claimed_at FROM popup ORDER BY id DESC LIMIT ?1")?;
    let shown = statement
        .query_map([REMEMBERED], |row| Ok(row.get::<_, Millis>("claimed_at")?.0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(shown)
}

fn take(tx: &Transaction<'_>, alerts: &[AlertId], now: DateTime<Utc>) -> Result<()> {
    tx.prepare_cached("INSERT INTO popup (claimed_at) VALUES (?1)")?.execute([Millis(now)])?;
    tx.prepare_cached(
        "UPDATE alert SET state = 'claimed', popup_id = ?2
         WHERE state = 'pending' AND id IN (SELECT value FROM json_each(?1))",
    )?
    .execute((id_list(alerts, |id| id.0), tx.last_insert_rowid()))?;
    Ok(())
}
