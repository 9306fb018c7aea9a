//! Where sources say for good that they moved to. One answer may be a mistake, or the word of somebody between: the new
//! address takes the old one's place once it was told every time for a while.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Transaction, named_params};
use url::Url;

use super::row::Millis;
use super::source::{address_key, at};
use crate::Result;
use crate::fetch::secret::{Credentials, split_credentials};
use crate::model::SourceId;

/// How many good answers in a row must come from there.
const TIMES: u32 = 3;
/// Over how long a time.
const LASTS: TimeDelta = TimeDelta::days(1);

/// Notes that a good answer came from where only permanent redirects led, or that there were none.
pub(super) fn note(
    tx: &Transaction<'_>,
    id: SourceId,
    moved_to: Option<&Url>,
    now: DateTime<Utc>,
) -> Result<()> {
    let Some(url) = moved_to else {
        tx.prepare_cached(
            "UPDATE source SET moved_to = NULL, moved_since = NULL, moved_times = 0
             WHERE id = ?1 AND moved_to IS NOT NULL",
        )?
        .execute([id])?;
        return Ok(());
    };
    let (bare, credentials) = split_credentials(url);
    tx.prepare_cached(
        "UPDATE source SET moved_since = iif(moved_to IS :to, moved_since, :now),
           moved_times = iif(moved_to IS :to, moved_times, 0) + 1, moved_to = :to
         WHERE id = :id",
    )?
    .execute(named_params! { ":id": id, ":to": bare.as_str(), ":now": Millis(now) })?;
    // Where another source already has that address, both go on as they are.
    if at(tx, &bare)?.is_some_and(|(_, holder)| holder != id) {
        return Ok(());
    }
    // Its validators stay: they are those of the new address, which gave them.
    tx.prepare_cached(
        "UPDATE OR IGNORE source SET url = :to, address_key = :key, credentials = :credentials, moved_to = NULL,
           moved_since = NULL, moved_times = 0
         WHERE id = :id AND moved_times >= :times AND moved_since <= :long_ago",
    )?
    .execute(named_params! {
        ":id": id, ":to": bare.as_str(), ":key": address_key(&bare),
        ":credentials": credentials.as_ref().map(Credentials::as_text),
        ":times": TIMES, ":long_ago": Millis(now - LASTS),
    })?;
    Ok(())
}
