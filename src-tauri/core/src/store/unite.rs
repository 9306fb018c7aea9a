//! Follows of two tags, or two authors, that the reader made one, and that part again.

use rusqlite::{OptionalExtension, Transaction};

use super::follow;
use crate::Result;
use crate::follow::key;
use crate::model::*;

/// What a follow is, but for where its alerts begin.
const WHOLE: &str = "id, kind, key, value, label, followed_at, mode, paused, corrections, keep, own_tags";

fn of(tx: &Transaction<'_>, kind: FollowKind, key: &str) -> Result<Option<FollowId>> {
    Ok(tx
        .prepare_cached("SELECT id FROM follow WHERE kind = ?1 AND key = ?2")?
        .query_row((kind, key), |row| row.get(0))
        .optional()?)
}

/// Makes the follows of two that are one now one follow: that of `key` where there is one, with the alerts of both. It
/// tells as soon as either did, and the other is remembered.
pub(super) fn unite(tx: &Transaction<'_>, kind: FollowKind, key: &str, other: &str) -> Result<()> {
    match (of(tx, kind, key)?, of(tx, kind, other)?) {
        (_, None) => {}
        (None, Some(goes)) => {
            let label = follow::label(tx, kind, key)?;
            tx.execute("UPDATE follow SET key = ?1, label = ?2 WHERE id = ?3", (key, label, goes))?;
        }
        (Some(stays), Some(goes)) => {
            tx.execute(
                "UPDATE OR IGNORE alert_follow SET follow_id = ?1 WHERE follow_id = ?2",
                (stays, goes),
            )?;
            let mode = follow::most_urgent(tx, &[stays, goes])?;
            tx.execute(
                "UPDATE follow SET keep = max(coalesce(follow.keep, other.keep), coalesce(other.keep, follow.keep)),
                   mode = CASE WHEN follow.paused AND other.paused THEN follow.mode ELSE ?3 END,
                   paused = follow.paused AND other.paused
                 FROM (SELECT keep, paused FROM follow WHERE id = ?2) other WHERE id = ?1",
                (stays, goes, mode),
            )?;
            tx.execute("UPDATE united_follow SET with_id = ?1 WHERE with_id = ?2", (stays, goes))?;
            tx.execute(
                &format!(
                    "INSERT OR REPLACE INTO united_follow ({WHOLE}, with_id, exclude)
                     SELECT {WHOLE}, ?1, (
                       SELECT json_group_array(json_array(x.kind, x.key, x.value, x.label, x.words))
                       FROM follow_exclude x WHERE x.follow_id = follow.id)
                     FROM follow WHERE id = ?2"
                ),
                (stays, goes),
            )?;
            follow::remove(tx, goes)?;
        }
    }
    Ok(())
}

/// Gives what was parted from another the follow it had before they were one, or that was made by its name since.
pub(super) fn part(tx: &Transaction<'_>, kind: FollowKind, own: &str, from: &str) -> Result<()> {
    let revived = tx.execute(
        &format!(
            "INSERT OR IGNORE INTO follow ({WHOLE}, looked_to)
             SELECT {WHOLE}, (SELECT coalesce(max(id), 0) FROM alert) FROM united_follow WHERE kind = ?1 AND key = ?2"
        ),
        (kind, own),
    )?;
    if revived > 0 {
        tx.execute(
            "INSERT INTO follow_exclude (follow_id, kind, key, value, label, words)
             SELECT u.id, x.value ->> 0, x.value ->> 1, x.value ->> 2, x.value ->> 3, x.value ->> 4
             FROM united_follow u, json_each(u.exclude) x WHERE u.kind = ?1 AND u.key = ?2",
            (kind, own),
        )?;
    }
    tx.execute("DELETE FROM united_follow WHERE kind = ?1 AND key = ?2", (kind, own))?;
    if revived > 0 {
        return Ok(());
    }
    let Some(id) = of(tx, kind, from)? else { return Ok(()) };
    let value: String = tx.query_row("SELECT value FROM follow WHERE id = ?1", [id], |row| row.get(0))?;
    if key(kind, &value)? == own {
        let label = follow::label(tx, kind, &value)?;
        tx.execute("UPDATE OR IGNORE follow SET key = ?1, label = ?2 WHERE id = ?3", (own, label, id))?;
    }
    Ok(())
}
