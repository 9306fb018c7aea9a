//! Letting articles go to make room. What is saved, written on or followed always stays, and what went does not come back as news
//! while its source still lists it.

use chrono::{DateTime, Utc};
use rusqlite::types::Value;
use rusqlite::{Connection, Transaction, params_from_iter};

use super::identity::Item;
use super::row::{Millis, id_list};
use super::{follow, media, publication, tag};
use crate::Result;
use crate::model::*;

/// Of the list that a reader is shown before it goes.
const SHOWN: usize = 500;

/// What can be let go: not what the reader is yet to be told of, and nothing of a removed publication, which can still be
/// brought back whole.
const FREE: &str = "p.removed_at IS NULL AND NOT EXISTS (SELECT 1 FROM lasting WHERE article_id = a.id)
    AND NOT EXISTS (SELECT 1 FROM alert WHERE article_id = a.id AND seen_at IS NULL)";

/// The articles that would go, newest first.
fn doomed(conn: &Connection, what: Forgetting, now: DateTime<Utc>) -> Result<Vec<ArticleId>> {
    // Looked at first, as most readers keep everything.
    if what == (Forgetting::Beyond { days: None, articles: None }) && !publication::any_retention(conn)? {
        return Ok(Vec::new());
    }
    let (followed, followed_values) = follow::condition(conn)?;
    let (condition, mut values): (&str, Vec<Value>) = match what {
        Forgetting::Read => ("a.read", Vec::new()),
        Forgetting::Beyond { days, articles } => (
            // What compares with nothing is not so: where neither is set, all stay.
            "(a.first_seen_at < ? - nullif(coalesce(p.keep_days, ?), 0) * 86400000
              OR a.place > nullif(coalesce(p.keep_articles, ?), 0))",
            vec![now.timestamp_millis().into(), days.into(), articles.into()],
        ),
        Forgetting::BeyondOf { publication, days, articles } => (
            "p.id = ? AND (a.first_seen_at < ? - ? * 86400000 OR a.place > ?)",
            vec![publication.0.into(), now.timestamp_millis().into(), days.into(), articles.into()],
        ),
    };
    values.extend(followed_values);
    let sql = format!(
        "SELECT a.id FROM (
           SELECT id, publication_id, first_seen_at, sorted_at,
             EXISTS (SELECT 1 FROM status st WHERE st.fingerprint = article.fingerprint) AS read,
             row_number() OVER (PARTITION BY publication_id ORDER BY sorted_at DESC, id DESC) AS place
           FROM article) a
         JOIN publication p ON p.id = a.publication_id
         WHERE {condition} AND NOT ({followed}) AND {FREE} ORDER BY a.sorted_at DESC, a.id DESC"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let ids = statement
        .query_map(params_from_iter(values), |row| row.get("id"))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(ids)
}

/// What would go, for the reader to look at first.
pub(crate) fn preview(conn: &Connection, what: Forgetting, now: DateTime<Utc>) -> Result<Forgettable> {
    let ids = doomed(conn, what, now)?;
    let mut statement = conn.prepare_cached(
        "SELECT a.id, a.headline, coalesce(p.given_title, p.own_title) AS publication, a.sorted_at
         FROM article a JOIN publication p ON p.id = a.publication_id
         WHERE a.id IN (SELECT value FROM json_each(?1)) ORDER BY a.sorted_at DESC, a.id DESC",
    )?;
    let first = ids.get(..SHOWN).unwrap_or(&ids);
    let list = statement
        .query_map([id_list(first, |id| id.0)], |row| {
            Ok(ForgettableArticle {
                id: row.get("id")?,
                headline: row.get("headline")?,
                publication: row.get("publication")?,
                sorted_at: row.get::<_, Millis>("sorted_at")?.0,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let picture_bytes = match what {
        Forgetting::Read => media::cached_bytes(conn)?,
        Forgetting::Beyond { .. } | Forgetting::BeyondOf { .. } => 0,
    };
    Ok(Forgettable { articles: u32::try_from(ids.len()).unwrap_or(u32::MAX), picture_bytes, list })
}

/// Lets articles go, and what only they needed. Says how many went.
pub(crate) fn forget(tx: &Transaction<'_>, what: Forgetting, now: DateTime<Utc>) -> Result<u32> {
    let ids = doomed(tx, what, now)?;
    if ids.is_empty() {
        return Ok(0);
    }
    let list = id_list(&ids, |id| id.0);
    tx.execute(
        "INSERT OR IGNORE INTO forgotten (key, publication_id)
         SELECT k.key, a.publication_id FROM article_key k JOIN article a ON a.id = k.article_id
         WHERE a.id IN (SELECT value FROM json_each(?1))",
        [&list],
    )?;
    tx.execute("DELETE FROM article_fts WHERE rowid IN (SELECT value FROM json_each(?1))", [&list])?;
    tx.execute("DELETE FROM article WHERE id IN (SELECT value FROM json_each(?1))", [&list])?;
    tag::forget_unused(tx)?;
    media::forget_unused(tx)?;
    Ok(u32::try_from(ids.len()).unwrap_or(u32::MAX))
}

/// Whether an article was let go before.
pub(super) fn is_forgotten(tx: &Transaction<'_>, item: &Item<'_>) -> Result<bool> {
    let mut statement = tx.prepare_cached("SELECT EXISTS (SELECT 1 FROM forgotten WHERE key = ?1)")?;
    for key in item.keys.iter().flatten() {
        if statement.query_row([key], |row| row.get(0))? {
            return Ok(true);
        }
    }
    Ok(false)
}
