//! Positions: where the reader stopped in an article, so that reading goes on there after a restart.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction};

use super::row::{Millis, id_list};
use crate::model::{ArticleId, Position};
use crate::{Error, Result};

/// Positions kept, the latest: who has not come back to an article for so many others begins it anew.
const MOST: u32 = 500;
/// More blocks than any body has.
const LAST: f64 = 100_000.0;

/// Where the reader stopped, if anywhere but at the beginning or the end.
pub(crate) fn of(conn: &Connection, article: ArticleId) -> Result<Option<Position>> {
    Ok(conn
        .prepare_cached("SELECT place, share FROM position WHERE article_id = ?1")?
        .query_row([article], |row| Ok(Position { place: row.get("place")?, share: row.get("share")? }))
        .optional()?)
}

/// How much of these articles lay above where the reader stopped, as far as they are begun.
pub(super) fn shares(conn: &Connection, articles: &[ArticleId]) -> Result<HashMap<ArticleId, f64>> {
    let mut statement = conn.prepare_cached(
        "SELECT article_id, coalesce(share, 0.0) FROM position
         WHERE article_id IN (SELECT value FROM json_each(?1))",
    )?;
    let shares = statement
        .query_map([id_list(articles, |id| id.0)], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(shares)
}

/// Keeps where the reader stopped; `None` is the beginning, or the end.
pub(crate) fn keep(
    tx: &Transaction<'_>,
    article: ArticleId,
    position: Option<Position>,
    now: DateTime<Utc>,
) -> Result<()> {
    let Some(Position { place, share }) = position else {
        tx.prepare_cached("DELETE FROM position WHERE article_id = ?1")?.execute([article])?;
        return Ok(());
    };
    if !(0.0..=LAST).contains(&place) || share.is_some_and(|share| !(0.0..=1.0).contains(&share)) {
        return Err(Error::Invalid { what: "a position", value: place.to_string() });
    }
    // Of an article that has just gone there is nothing to keep.
    tx.prepare_cached(
        "INSERT INTO position (article_id, place, share, left_at)
         SELECT id, ?2, ?3, ?4 FROM article WHERE id = ?1
         ON CONFLICT (article_id) DO UPDATE
           SET place = excluded.place, share = excluded.share, left_at = excluded.left_at",
    )?
    .execute((article, place, share, Millis(now)))?;
    tx.prepare_cached(
        "DELETE FROM position WHERE article_id IN
           (SELECT article_id FROM position ORDER BY left_at DESC, article_id DESC LIMIT -1 OFFSET ?1)",
    )?
    .execute([MOST])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    fn place(shelf: &Shelf, id: ArticleId) -> Option<f64> {
        shelf.read(|conn| of(conn, id)).map(|position| position.place)
    }

    fn there(place: f64) -> Option<Position> {
        Some(Position { place, share: Some(0.5) })
    }

    #[test]
    fn a_position_is_kept_until_the_article_is_done() {
        let shelf = Shelf::new();
        let (_, source) = shelf.add("https://harbour.example/feed");
        shelf.keep(source, 0, vec![article("a", "A")]);
        let id = shelf.only().summary.id;
        assert_eq!(place(&shelf, id), None, "nobody has begun it");
        shelf.write(|tx| keep(tx, id, there(3.25), at(1))).unwrap();
        shelf.write(|tx| keep(tx, id, there(7.5), at(2))).unwrap();
        assert_eq!(place(&shelf, id), Some(7.5), "the last place counts");
        shelf.write(|tx| keep(tx, id, None, at(3))).unwrap();
        assert_eq!(place(&shelf, id), None, "what is done begins anew");
    }

    #[test]
    fn what_is_no_place_is_refused_and_what_is_gone_keeps_none() {
        let shelf = Shelf::new();
        for wrong in [-1.0, f64::NAN, f64::INFINITY, 1e9] {
            let told = shelf.write(|tx| keep(tx, ArticleId(1), there(wrong), at(0)));
            assert!(matches!(told, Err(Error::Invalid { .. })), "{wrong} is no place");
        }
        shelf.write(|tx| keep(tx, ArticleId(1), there(1.0), at(0))).unwrap();
        assert_eq!(place(&shelf, ArticleId(1)), None, "there is no such article");
    }

    #[test]
    fn only_the_latest_are_kept() {
        let shelf = Shelf::new();
        let (_, source) = shelf.add("https://harbour.example/feed");
        let many = MOST + 3;
        shelf.keep(source, 0, (0..many).map(|n| article(&n.to_string(), &format!("{n}"))).collect());
        shelf
            .write(|tx| (1..=many).try_for_each(|n| keep(tx, ArticleId(n.into()), there(1.0), at(n.into()))))
            .unwrap();
        assert_eq!(place(&shelf, ArticleId(3)), None, "the oldest went");
        assert_eq!(place(&shelf, ArticleId(4)), Some(1.0), "the five hundredth is here");
    }
}
