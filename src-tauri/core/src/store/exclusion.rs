//! Exclusions: what a follow leaves out.

use std::collections::HashMap;

use rusqlite::{Connection, Transaction, named_params};

use super::follow;
use crate::follow::{closed, key};
use crate::model::*;
use crate::search::Terms;
use crate::{Error, Result};

/// Exclusions of one follow.
const MOST: usize = 50;

/// As SQL, whether a follow leaves an article out; each is named by an expression that gives its id. It asks the
/// article, and no index of all articles that have what is left out.
pub(super) fn leaves_out(follow: &str, article: &str) -> String {
    let words = format!(
        "ELSE EXISTS (SELECT 1 FROM article_fts WHERE article_fts MATCH e.words AND article_fts.rowid = {article})"
    );
    leaves_out_or(follow, article, &words)
}

/// The same but for words: [`words`] tells those.
pub(super) fn leaves_out_by_kind(follow: &str, article: &str) -> String {
    leaves_out_or(follow, article, "ELSE FALSE")
}

fn leaves_out_or(follow: &str, article: &str, otherwise: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM follow_exclude e WHERE e.follow_id = {follow} AND CASE e.kind
           WHEN 'tag' THEN EXISTS (
             SELECT 1 FROM article_tag ex JOIN tag et ON et.id = ex.tag_id WHERE ex.article_id = {article}
               AND et.topic = coalesce((SELECT topic FROM tag_alias WHERE slug = e.key), e.key))
           WHEN 'section' THEN EXISTS (
             SELECT 1 FROM article ea JOIN section es ON es.id = ea.section_id WHERE ea.id = {article}
               AND e.key IN (es.key, es.publication_id || '/' || es.key))
           {otherwise} END)"
    )
}

/// Whether a follow leaves an article out, but for words.
pub(super) fn is_left_out(conn: &Connection, follow: FollowId, article: ArticleId) -> Result<bool> {
    let sql = format!("SELECT {}", leaves_out_by_kind("?1", "?2"));
    Ok(conn.prepare_cached(&sql)?.query_row((follow, article), |row| row.get(0))?)
}

/// The words that follows leave out.
pub(super) fn words(conn: &Connection) -> Result<HashMap<FollowId, Vec<Terms>>> {
    let mut statement =
        conn.prepare_cached("SELECT follow_id, key FROM follow_exclude WHERE kind = 'search'")?;
    let mut rows = statement.query([])?;
    let mut words: HashMap<FollowId, Vec<Terms>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let terms = Terms::read(&closed(&row.get::<_, String>("key")?));
        words.entry(row.get("follow_id")?).or_default().push(terms);
    }
    Ok(words)
}

/// Sets what a follow leaves out, in place of what it left out before.
pub(super) fn set(tx: &Transaction<'_>, id: FollowId, exclude: &[Exclusion]) -> Result<()> {
    if exclude.len() > MOST {
        return Err(Error::Invalid { what: "no more than 50 exclusions", value: exclude.len().to_string() });
    }
    tx.execute("DELETE FROM follow_exclude WHERE follow_id = ?1", [id])?;
    for Exclusion { kind, value, .. } in exclude {
        if !matches!(kind, FollowKind::Tag | FollowKind::Section | FollowKind::Search) {
            return Err(Error::Invalid {
                what: "a tag, a section or words to leave out",
                value: value.chars().take(80).collect(),
            });
        }
        let key = key(*kind, value)?;
        let words = (*kind == FollowKind::Search).then(|| Terms::read(&closed(&key)).to_match());
        tx.prepare_cached(
            "INSERT OR IGNORE INTO follow_exclude (follow_id, kind, key, value, label, words)
             VALUES (:id, :kind, :key, :value, :label, :words)",
        )?
        .execute(named_params! {
            ":id": id, ":kind": kind, ":key": key, ":value": value.trim(),
            ":label": follow::label(tx, *kind, value)?, ":words": words,
        })?;
    }
    Ok(())
}

/// What each follow leaves out, by name.
pub(super) fn all(conn: &Connection) -> Result<HashMap<FollowId, Vec<Exclusion>>> {
    let mut statement = conn.prepare_cached(
        "SELECT follow_id, kind, value, label FROM follow_exclude ORDER BY follow_id, label",
    )?;
    let mut rows = statement.query([])?;
    let mut exclusions: HashMap<FollowId, Vec<Exclusion>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let exclusion =
            Exclusion { kind: row.get("kind")?, value: row.get("value")?, label: row.get("label")? };
        exclusions.entry(row.get("follow_id")?).or_default().push(exclusion);
    }
    Ok(exclusions)
}
