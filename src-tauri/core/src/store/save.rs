//! Saves: the reader's bookmarks, and how far their sealing has come.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};

use super::row::{Millis, id_list};
use super::{asking, media};
use crate::Result;
use crate::model::*;

/// Saves an article because the reader wants it, sealing still to come. A copy that is there already is left as it is.
pub(crate) fn add(tx: &Transaction<'_>, article: ArticleId, now: DateTime<Utc>) -> Result<()> {
    tx.execute(
        "INSERT INTO save (article_id, state, saved_at) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET automatic = FALSE, brought = FALSE,
           saved_at = iif(automatic, excluded.saved_at, saved_at)",
        (article, SaveState::Waiting, Millis(now)),
    )?;
    tx.execute("DELETE FROM unsaved WHERE article_id = ?1", [article])?;
    Ok(())
}

/// Saves an article as a follow of another library saved it. No follow here lets go of it that did not keep it.
pub(super) fn bring(tx: &Transaction<'_>, article: ArticleId, saved_at: DateTime<Utc>) -> Result<()> {
    tx.execute(
        "INSERT OR IGNORE INTO save (article_id, state, saved_at, automatic, brought)
         VALUES (?1, ?2, ?3, TRUE, TRUE)",
        (article, SaveState::Waiting, Millis(saved_at)),
    )?;
    tx.execute("DELETE FROM unsaved WHERE article_id = ?1", [article])?;
    Ok(())
}

/// Saves what follows keep, `wanted`, and lets go of what they kept before and do not any more. What the reader saved
/// or brought in stays, and what they took away does not come back. Gives back the articles that came or went.
pub(crate) fn keep_for_follows(
    tx: &Transaction<'_>,
    wanted: &[ArticleId],
    now: DateTime<Utc>,
) -> Result<Vec<ArticleId>> {
    let wanted = id_list(wanted, |id| id.0);
    let changed = |row: &Row<'_>| row.get(0);
    tx.prepare_cached(
        "UPDATE save SET brought = FALSE WHERE brought AND article_id IN (SELECT value FROM json_each(?1))",
    )?
    .execute([&wanted])?;
    let mut gone = tx.prepare_cached(
        "DELETE FROM save WHERE automatic AND NOT brought AND article_id NOT IN (SELECT value FROM json_each(?1))
         RETURNING article_id",
    )?;
    let mut ids: Vec<ArticleId> = gone.query_map([&wanted], changed)?.collect::<rusqlite::Result<_>>()?;
    let mut come = tx.prepare_cached(
        "INSERT INTO save (article_id, state, saved_at, automatic)
         SELECT value, ?2, ?3, TRUE FROM json_each(?1) WHERE value NOT IN (SELECT article_id FROM unsaved)
         ON CONFLICT DO NOTHING RETURNING article_id",
    )?;
    for id in come.query_map((&wanted, SaveState::Waiting, Millis(now)), changed)? {
        ids.push(id?);
    }
    Ok(ids)
}

/// Notes how far sealing has come.
pub(crate) fn note(tx: &Transaction<'_>, article: ArticleId, save: &Save) -> Result<()> {
    tx.execute(
        "UPDATE save SET state = :state, pictures = :pictures, missing = :missing, problem = :problem,
           retry_at = :retry_at, tries = CASE :state WHEN 'complete' THEN 0 ELSE tries + 1 END
         WHERE article_id = :article",
        named_params! {
            ":article": article, ":state": save.state, ":pictures": save.pictures, ":missing": save.missing,
            ":problem": save.problem, ":retry_at": save.retry_at.map(Millis),
        },
    )?;
    Ok(())
}

/// How often sealing a copy was tried in vain.
pub(crate) fn tries(conn: &Connection, article: ArticleId) -> Result<u32> {
    let tries = conn.query_row("SELECT tries FROM save WHERE article_id = ?1", [article], |row| row.get(0));
    Ok(tries.optional()?.unwrap_or(0))
}

/// Notes that the files kept under these hashes are damaged: what shows them is to be sealed again at once.
pub(crate) fn note_damaged(tx: &Transaction<'_>, hashes: &[String], now: DateTime<Utc>) -> Result<()> {
    let is_damaged = |kept: &media::Kept| hashes.contains(&kept.hash);
    for article in settled(tx)? {
        let shown = media::of_article(tx, article)?;
        if shown.iter().any(|shown| shown.kept.as_ref().is_some_and(is_damaged)) {
            lacks(tx, article, now)?;
        }
    }
    Ok(())
}

/// The complete copies whose articles have come to show pictures that are not here, such as an author's new portrait.
pub(crate) fn outgrown(conn: &Connection) -> Result<Vec<ArticleId>> {
    let mut statement = conn.prepare_cached(
        "WITH unkept AS (SELECT id FROM media WHERE hash IS NULL)
         SELECT s.article_id FROM save s JOIN article a ON a.id = s.article_id
         WHERE s.state = 'complete' AND (
           EXISTS (SELECT 1 FROM article_media WHERE article_id = a.id AND media_id IN unkept)
           OR EXISTS (SELECT 1 FROM article_author aa JOIN author au ON au.id = aa.author_id
             WHERE aa.article_id = a.id AND au.avatar_media IN unkept))",
    )?;
    let ids: Vec<ArticleId> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut outgrown = Vec::new();
    for id in ids {
        // What waits for the reader's consent is not lacking.
        if asking::sealed_of(conn, id)?.iter().any(|picture| picture.kept.is_none()) {
            outgrown.push(id);
        }
    }
    Ok(outgrown)
}

/// Notes that a sealed copy lacks something that can be had now.
pub(crate) fn lacks(tx: &Transaction<'_>, article: ArticleId, now: DateTime<Utc>) -> Result<()> {
    tx.execute(
        "UPDATE save SET state = iif(state = 'complete', 'partial', state), tries = 0, retry_at = ?2
         WHERE article_id = ?1",
        (article, Millis(now)),
    )?;
    Ok(())
}

/// The saved articles whose sealing has come to some end.
fn settled(conn: &Connection) -> Result<Vec<ArticleId>> {
    let mut statement = conn.prepare_cached("SELECT article_id FROM save WHERE state <> 'waiting'")?;
    let ids = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(ids)
}

/// Notes that a sealed copy is to be sealed again.
pub(super) fn reopen(tx: &Transaction<'_>, article: ArticleId) -> Result<()> {
    tx.execute("UPDATE save SET state = ?2, tries = 0 WHERE article_id = ?1", (article, SaveState::Waiting))?;
    Ok(())
}

/// Takes the bookmark away; says whether there was one.
pub(crate) fn remove(tx: &Transaction<'_>, article: ArticleId) -> Result<bool> {
    let was_saved = tx.execute("DELETE FROM save WHERE article_id = ?1", [article])? > 0;
    if was_saved {
        tx.execute("INSERT OR IGNORE INTO unsaved (article_id) VALUES (?1)", [article])?;
    }
    Ok(was_saved)
}

/// The room that the text and the pictures of the article `id` take, as SQL.
pub(super) fn room_of(id: &str) -> String {
    format!(
        "((SELECT coalesce(sum(bytes), 0) FROM (SELECT DISTINCT m.hash, m.bytes FROM article_media am
             JOIN media m ON m.id = am.media_id WHERE am.article_id = {id} AND m.hash IS NOT NULL))
          + coalesce((SELECT length(html) + length(text) FROM article_body WHERE article_id = {id}), 0))"
    )
}

/// The saves that fit a condition.
fn select(condition: &str) -> String {
    format!("SELECT save.*, {} AS room FROM save WHERE {condition}", room_of("save.article_id"))
}

/// The save of an article.
pub(crate) fn get(conn: &Connection, article: ArticleId) -> Result<Option<Save>> {
    Ok(conn.prepare_cached(&select("article_id = ?1"))?.query_row([article], from_row).optional()?)
}

/// The saves of these articles.
pub(super) fn of(conn: &Connection, articles: &[ArticleId]) -> Result<HashMap<ArticleId, Save>> {
    let mut statement = conn.prepare_cached(&select("article_id IN (SELECT value FROM json_each(?1))"))?;
    let saves = statement
        .query_map([id_list(articles, |id| id.0)], |row| Ok((row.get("article_id")?, from_row(row)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(saves)
}

/// Articles whose saves are to be gone on with, oldest first: those waiting, and those whose time to be tried again
/// has come by `now`; all that lack something where no time is given.
pub(crate) fn unfinished(conn: &Connection, now: Option<DateTime<Utc>>) -> Result<Vec<ArticleId>> {
    let mut statement = conn.prepare_cached(
        "SELECT article_id FROM save
         WHERE state = 'waiting' OR (state <> 'complete' AND (?1 IS NULL OR retry_at <= ?1))
         ORDER BY saved_at, article_id",
    )?;
    let ids = statement.query_map([now.map(Millis)], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(ids)
}

/// Whether a save waits that does not say that it is for this reason.
pub(crate) fn any_waiting_otherwise(conn: &Connection, why: Option<&str>) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM save WHERE state = 'waiting' AND problem IS NOT ?1)";
    Ok(conn.prepare_cached(sql)?.query_row([why], |row| row.get(0))?)
}

/// Notes at the saves that wait why they do, where it is for more than their turn. Gives back those that this is new of.
pub(crate) fn note_waiting(tx: &Transaction<'_>, why: Option<&str>) -> Result<Vec<ArticleId>> {
    let mut noting = tx.prepare_cached(
        "UPDATE save SET problem = ?1 WHERE state = 'waiting' AND problem IS NOT ?1 RETURNING article_id",
    )?;
    let ids = noting.query_map([why], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(ids)
}

/// Whether an article is saved.
pub(crate) fn is_saved(conn: &Connection, article: ArticleId) -> Result<bool> {
    Ok(conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM save WHERE article_id = ?1)")?
        .query_row([article], |row| row.get(0))?)
}

/// Whether an article's copy is sealed, so that its body is not to be changed any more.
pub(super) fn is_sealed(conn: &Connection, article: ArticleId) -> Result<bool> {
    Ok(conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM save WHERE article_id = ?1 AND state NOT IN ('waiting', 'failed'))",
        )?
        .query_row([article], |row| row.get(0))?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Save> {
    Ok(Save {
        state: row.get("state")?,
        saved_at: row.get::<_, Millis>("saved_at")?.0,
        automatic: row.get("automatic")?,
        pictures: row.get("pictures")?,
        missing: row.get("missing")?,
        problem: row.get("problem")?,
        retry_at: row.get::<_, Option<Millis>>("retry_at")?.map(|at| at.0),
        bytes: row.get("room")?,
    })
}
