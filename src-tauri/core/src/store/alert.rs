//! Alerts as they are written and as they end: one for each article that came and some follow matches, and one for each
//! of its corrections that a follow asks for. What the reader sees of them is in `inbox`, how they are told in `popup`.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, params_from_iter};

use super::row::{Millis, id_list};
use super::{follow, setting, told, version};
use crate::Result;
use crate::model::*;

/// Writes an alert for each of `articles` that some follow matches, and says how many are to be told otherwise now.
pub(super) fn write(tx: &Transaction<'_>, articles: &[ArticleId], now: DateTime<Utc>) -> Result<u32> {
    let mut written = 0;
    if articles.is_empty() {
        return Ok(written);
    }
    for (article, follows) in follow::matches(tx, articles)? {
        let marks = told::marks(tx, article)?;
        if let Some(alert) = marks.alert(tx)? {
            written += u32::from(join(tx, alert, article, &follows)?);
            marks.note(tx, alert)?;
        } else if !marks.is_old(tx, article)? {
            let alert = insert(tx, article, None, &follows, now)?;
            marks.note(tx, alert)?;
            written += 1;
        }
    }
    Ok(written)
}

/// Does the same for a new article of which its page told more, whether or not it has an alert: what a follow leaves out
/// may be known only now.
pub(super) fn complete(tx: &Transaction<'_>, article: ArticleId, now: DateTime<Utc>) -> Result<u32> {
    let follows = follow::matches(tx, &[article])?.remove(&article).unwrap_or_default();
    let nobody_knows =
        "article_id = ?1 AND correction = 0 AND seen_at IS NULL AND state IN ('pending', 'quiet')";
    tx.execute(
        &format!(
            "DELETE FROM alert_follow WHERE alert_id IN (SELECT id FROM alert WHERE {nobody_knows})
               AND follow_id IN (SELECT id FROM follow) AND follow_id NOT IN (SELECT value FROM json_each(?2))"
        ),
        (article, id_list(&follows, |id| id.0)),
    )?;
    tx.execute(
        &format!(
            "DELETE FROM alert WHERE {nobody_knows}
               AND NOT EXISTS (SELECT 1 FROM alert_follow WHERE alert_id = alert.id)"
        ),
        [article],
    )?;
    write(tx, &[article], now)
}

/// Writes an alert for the correction of each of `articles` that was edited just now, where a follow asks for that, and
/// says how many.
pub(super) fn write_corrections(
    tx: &Transaction<'_>,
    articles: &[ArticleId],
    now: DateTime<Utc>,
) -> Result<u32> {
    let asking = follow::asking_for_corrections(tx)?;
    let mut written = 0;
    if asking.is_empty() || articles.is_empty() {
        return Ok(written);
    }
    let edited: Vec<ArticleId> = tx
        .prepare_cached(
            "SELECT id FROM article WHERE edited_at = ?2 AND id IN (SELECT value FROM json_each(?1)) ORDER BY id",
        )?
        .query_map((id_list(articles, |id| id.0), Millis(now)), |row| row.get("id"))?
        .collect::<rusqlite::Result<_>>()?;
    for (article, mut follows) in follow::matches(tx, &edited)? {
        follows.retain(|follow| asking.contains(follow));
        let (Version { headline, text, .. }, number) = version::current(tx, article)?;
        let marks = told::marks(tx, article)?.corrected(&headline, &text);
        if follows.is_empty() || marks.alert(tx)?.is_some() || find(tx, article, number)?.is_some() {
            continue;
        }
        let alert = insert(tx, article, Some(number), &follows, now)?;
        marks.note(tx, alert)?;
        written += 1;
    }
    Ok(written)
}

fn insert(
    tx: &Transaction<'_>,
    article: ArticleId,
    correction: Option<u32>,
    follows: &[FollowId],
    now: DateTime<Utc>,
) -> Result<AlertId> {
    let mode = follow::most_urgent(tx, follows)?;
    tx.prepare_cached(
        "INSERT INTO alert (article_id, correction, created_at, mode, state) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute((article, correction.unwrap_or(0), Millis(now), mode, first_state(tx, mode)?))?;
    let alert = AlertId(tx.last_insert_rowid());
    add_reasons(tx, alert, follows)?;
    Ok(alert)
}

/// Whether an alert told in this mode waits for the desktop.
fn first_state(tx: &Transaction<'_>, mode: FollowMode) -> Result<AlertState> {
    let shown = mode != FollowMode::Inbox && setting::all(tx)?.notifications;
    Ok(if shown { AlertState::Pending } else { AlertState::Quiet })
}

fn add_reasons(tx: &Transaction<'_>, alert: AlertId, follows: &[FollowId]) -> Result<()> {
    let mut add = tx.prepare_cached(
        "INSERT OR IGNORE INTO alert_follow (alert_id, follow_id, label) SELECT ?1, id, label FROM follow WHERE id = ?2",
    )?;
    follows.iter().try_for_each(|follow| add.execute((alert, follow)).map(drop))?;
    Ok(())
}

/// Notes that an article there is or was an alert for came again, another way: with its reasons the alert may be more
/// urgent, where the reader has none of it yet; and where it came through a publication that was removed, the alert is
/// this one's from now on. Says whether it is to be told otherwise now.
fn join(tx: &Transaction<'_>, alert: AlertId, article: ArticleId, follows: &[FollowId]) -> Result<bool> {
    let is_there: bool =
        tx.query_row("SELECT EXISTS (SELECT 1 FROM alert WHERE id = ?1)", [alert], |row| row.get(0))?;
    if !is_there {
        return Ok(false);
    }
    add_reasons(tx, alert, follows)?;
    tx.execute(
        "UPDATE OR IGNORE alert SET article_id = ?2 WHERE id = ?1 AND article_id IN (
           SELECT a.id FROM article a JOIN publication p ON p.id = a.publication_id
           WHERE p.removed_at IS NOT NULL AND a.id NOT IN (SELECT article_id FROM lasting))",
        (alert, article),
    )?;
    let mode = follow::most_urgent(tx, &reasons(tx, alert)?)?;
    let changed = tx.execute(
        "UPDATE alert SET mode = ?2, state = ?3
         WHERE id = ?1 AND seen_at IS NULL AND (state = 'pending' OR (state = 'quiet' AND mode = 'inbox'))
           AND (mode, state) IS NOT (?2, ?3)",
        (alert, mode, first_state(tx, mode)?),
    )?;
    Ok(changed > 0)
}

fn reasons(tx: &Transaction<'_>, alert: AlertId) -> Result<Vec<FollowId>> {
    let mut statement = tx.prepare_cached("SELECT follow_id FROM alert_follow WHERE alert_id = ?1")?;
    let follows = statement.query_map([alert], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(follows)
}

/// Has what nobody has claimed told as its follows want it now; what none of them wants on the desktop any more stays
/// in the inbox. Only what `follow` is a reason for, or all.
pub(super) fn settle(tx: &Transaction<'_>, follow: Option<FollowId>) -> Result<()> {
    let waiting: Vec<AlertId> = tx
        .prepare_cached(
            "SELECT id FROM alert WHERE state = 'pending'
               AND (?1 IS NULL OR id IN (SELECT alert_id FROM alert_follow WHERE follow_id = ?1))",
        )?
        .query_map([follow], |row| row.get("id"))?
        .collect::<rusqlite::Result<_>>()?;
    waiting.into_iter().try_for_each(|alert| settle_one(tx, alert))
}

fn settle_one(tx: &Transaction<'_>, alert: AlertId) -> Result<()> {
    let mode = follow::most_urgent(tx, &reasons(tx, alert)?)?;
    tx.prepare_cached("UPDATE alert SET mode = ?2, state = ?3 WHERE id = ?1 AND state = 'pending'")?
        .execute((alert, mode, first_state(tx, mode)?))?;
    Ok(())
}

/// Takes a follow away from what nobody has claimed and it matches no more; what is for no other follow stays in the
/// inbox.
pub(super) fn narrow(tx: &Transaction<'_>, id: FollowId) -> Result<()> {
    let (matched, values) = follow::one(tx, id)?;
    let pending: Vec<AlertId> = tx
        .prepare(&format!(
            "SELECT al.id FROM alert al JOIN article a ON a.id = al.article_id
             WHERE al.state = 'pending' AND al.id IN (SELECT alert_id FROM alert_follow WHERE follow_id = {id})
               AND NOT ({matched})"
        ))?
        .query_map(params_from_iter(values), |row| row.get("id"))?
        .collect::<rusqlite::Result<_>>()?;
    for alert in pending {
        if reasons(tx, alert)? == [id] {
            tx.execute("UPDATE alert SET state = 'quiet' WHERE id = ?1", [alert])?;
        } else {
            tx.execute("DELETE FROM alert_follow WHERE alert_id = ?1 AND follow_id = ?2", (alert, id))?;
        }
    }
    Ok(())
}

/// Takes a follow that ended away from what nobody has claimed; what is for no other follow stays in the inbox.
pub(super) fn let_go(tx: &Transaction<'_>, follow: FollowId) -> Result<()> {
    settle(tx, Some(follow))?;
    tx.execute(
        "DELETE FROM alert_follow WHERE follow_id = ?1
           AND alert_id IN (SELECT id FROM alert WHERE state = 'pending')",
        [follow],
    )?;
    Ok(())
}

/// Gives the alerts of an article that turned out to be another one to that. Where both have one it is one alert, with
/// the reasons of both, that is shown no more if either was.
pub(super) fn inherit(tx: &Transaction<'_>, stays: ArticleId, goes: ArticleId) -> Result<()> {
    let alerts: Vec<(AlertId, u32, AlertState)> = tx
        .prepare_cached("SELECT id, correction, state FROM alert WHERE article_id = ?1 ORDER BY id")?
        .query_map([goes], |row| Ok((row.get("id")?, row.get("correction")?, row.get("state")?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (alert, correction, state) in alerts {
        let kept = match find(tx, stays, correction)? {
            None => alert,
            // Whoever claimed one of them knows it by its id.
            Some((there, AlertState::Pending)) if state != AlertState::Pending => unite(tx, alert, there)?,
            Some((there, _)) => unite(tx, there, alert)?,
        };
        tx.execute("UPDATE alert SET article_id = ?2 WHERE id = ?1", (kept, stays))?;
        settle_one(tx, kept)?;
    }
    Ok(())
}

fn find(conn: &Connection, article: ArticleId, correction: u32) -> Result<Option<(AlertId, AlertState)>> {
    Ok(conn
        .prepare_cached("SELECT id, state FROM alert WHERE article_id = ?1 AND correction = ?2")?
        .query_row((article, correction), |row| Ok((row.get("id")?, row.get("state")?)))
        .optional()?)
}

/// Makes one alert of two.
fn unite(tx: &Transaction<'_>, kept: AlertId, goes: AlertId) -> Result<AlertId> {
    tx.execute(
        "INSERT OR IGNORE INTO alert_follow (alert_id, follow_id, label)
         SELECT ?1, follow_id, label FROM alert_follow WHERE alert_id = ?2",
        (kept, goes),
    )?;
    tx.execute(
        "UPDATE alert SET seen_at = coalesce(seen_at, (SELECT seen_at FROM alert WHERE id = ?2)) WHERE id = ?1",
        (kept, goes),
    )?;
    tx.execute("UPDATE told SET alert_id = ?1 WHERE alert_id = ?2", (kept, goes))?;
    tx.execute("DELETE FROM alert WHERE id = ?1", [goes])?;
    Ok(kept)
}

/// Keeps what nobody has claimed in the inbox only: the reader wants no notifications.
pub(crate) fn hush(tx: &Transaction<'_>) -> Result<()> {
    tx.execute("UPDATE alert SET state = 'quiet' WHERE state = 'pending'", [])?;
    Ok(())
}

/// Which alerts end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Those of these articles, which the reader opened or read.
    Of(Vec<ArticleId>),
    /// These, which the reader dismissed.
    These(Vec<AlertId>),
    /// All of them.
    All,
}

/// Notes that the reader knows of alerts: nobody need be told any more. Says whether any ended just now.
pub(crate) fn end(tx: &Transaction<'_>, ending: Ending, now: DateTime<Utc>) -> Result<bool> {
    let (condition, ids) = match ending {
        Ending::Of(ids) => ("article_id IN (SELECT value FROM json_each(?2))", id_list(&ids, |id| id.0)),
        Ending::These(ids) => ("id IN (SELECT value FROM json_each(?2))", id_list(&ids, |id| id.0)),
        Ending::All => ("?2 = '[]'", id_list::<AlertId>(&[], |id| id.0)),
    };
    let ended = tx
        .prepare_cached(&format!(
            "UPDATE alert SET seen_at = ?1, state = CASE state WHEN 'pending' THEN 'quiet' ELSE state END
             WHERE seen_at IS NULL AND {condition}"
        ))?
        .execute((Millis(now), ids))?;
    Ok(ended > 0)
}
