//! What the front page is made from: the latest articles, and what speaks for them. It never touches bodies.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::Connection;

use super::row::{Millis, id_list};
use super::{follow, list};
use crate::Result;
use crate::front::{RAIL, Signals, arrange};
use crate::model::*;

/// How far back the page looks.
const DAYS: TimeDelta = TimeDelta::days(7);
/// Articles looked at, the newest first.
const LATEST: u32 = 400;

/// The front page as it is at `now`: of everything, or of the publications in one folder.
pub(crate) fn page(conn: &Connection, folder: Option<&str>, now: DateTime<Utc>) -> Result<FrontPage> {
    let since = now - DAYS;
    let latest = |limit| ArticleQuery {
        folder: folder.map(str::to_owned),
        since: Some(since),
        limit: Some(limit),
        ..ArticleQuery::default()
    };
    let articles = list::page(conn, &latest(LATEST))?.items;
    let ids: Vec<ArticleId> = articles.iter().map(|article| article.id).collect();
    let signals = Signals { links: links(conn, &ids, since)?, followed: followed(conn, &ids)? };
    let with_video = u32::try_from(RAIL).unwrap_or_default();
    let videos = list::page(conn, &ArticleQuery { video: Some(true), ..latest(with_video) })?.items;
    Ok(arrange(articles, videos, &signals, now))
}

/// How many other publications link to each of `articles`, in what they published since `since`.
pub(super) fn links(
    conn: &Connection,
    articles: &[ArticleId],
    since: DateTime<Utc>,
) -> Result<HashMap<ArticleId, u32>> {
    let mut statement = conn.prepare_cached(
        "SELECT t.id, count(DISTINCT f.publication_id) AS publications
         FROM json_each(?1) wanted
         CROSS JOIN article t ON t.id = wanted.value
         CROSS JOIN article_link l ON l.url IN (t.url, t.canonical_url)
         CROSS JOIN article f ON f.id = l.article_id
         CROSS JOIN publication p ON p.id = f.publication_id
         WHERE f.publication_id <> t.publication_id AND f.sorted_at >= ?2 AND p.removed_at IS NULL
         GROUP BY t.id",
    )?;
    let links = statement
        .query_map((id_list(articles, |id| id.0), Millis(since)), |row| {
            Ok((row.get("id")?, row.get("publications")?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(links)
}

/// What the reader calls the first follow that matches an article.
fn followed(conn: &Connection, articles: &[ArticleId]) -> Result<HashMap<ArticleId, String>> {
    let labels = follow::labels(conn)?;
    let matches = follow::matches(conn, articles)?;
    Ok(matches
        .into_iter()
        .filter_map(|(article, follows)| Some((article, labels.get(follows.first()?)?.clone())))
        .collect())
}
