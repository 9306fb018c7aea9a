//! How much the library holds, and whether it is sound.

use std::path::Path;

use rusqlite::Connection;

use super::list;
use crate::Result;
use crate::model::*;

/// Counts what the reader has. Of a removed publication only what is saved counts.
pub(crate) fn stats(conn: &Connection, folder: &Path) -> Result<Stats> {
    let count = |sql| conn.query_row(sql, [], |row| row.get::<_, u32>(0));
    let all = list::count(conn, &ArticleQuery::default())?;
    let followed = list::count(conn, &ArticleQuery { followed: Some(true), ..ArticleQuery::default() })?;
    Ok(Stats {
        folder: folder.display().to_string(),
        publications: count("SELECT count(*) FROM publication WHERE removed_at IS NULL")?,
        sources: count(
            "SELECT count(*) FROM source s JOIN publication p ON p.id = s.publication_id WHERE p.removed_at IS NULL",
        )?,
        articles: all.total,
        unread: all.unread,
        saved: count("SELECT count(*) FROM save")?,
        authors: count(
            "SELECT count(DISTINCT s.author_id) FROM author_spelling s JOIN publication p ON p.id = s.publication_id
             WHERE p.removed_at IS NULL",
        )?,
        tags: count(
            "SELECT count(DISTINCT sp.tag_id) FROM tag_spelling sp JOIN publication p ON p.id = sp.publication_id
             WHERE p.removed_at IS NULL",
        )?,
        follows: count("SELECT count(*) FROM follow")?,
        alerts: super::inbox::count(conn)?,
        followed_unread: followed.unread,
        database_bytes: conn.query_row(
            "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
            [],
            |row| row.get(0),
        )?,
        media_bytes: super::media::kept_bytes(conn)?,
        cache_bytes: super::media::cached_bytes(conn)?,
    })
}

/// What the room goes to, but for thumbnails, of which the database knows nothing.
pub(crate) fn storage(conn: &Connection) -> Result<Storage> {
    let (whole, search): (u64, u64) = conn.query_row(
        "SELECT sum(pgsize), coalesce(sum(pgsize) FILTER (WHERE name LIKE 'article_fts%'), 0)
         FROM dbstat WHERE aggregate = TRUE",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let cache = super::media::cached_bytes(conn)?;
    let saved = super::media::kept_bytes(conn)?.saturating_sub(cache);
    Ok(Storage { articles: whole.saturating_sub(search), search, saved, cache, thumbnails: 0 })
}

/// Asks SQLite to look at every page, index and reference.
pub(crate) fn check(conn: &Connection) -> Result<CheckReport> {
    let mut problems: Vec<String> = conn
        .prepare("PRAGMA integrity_check")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    problems.retain(|line| line != "ok");
    let mut statement = conn.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (table, parent): (String, String) = (row.get("table")?, row.get("parent")?);
        problems.push(format!("a row of {table} refers to a missing row of {parent}"));
    }
    Ok(CheckReport { sound: problems.is_empty(), problems })
}
