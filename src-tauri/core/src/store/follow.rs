//! Follows: standing wishes, and the articles they match.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use chrono::{DateTime, Utc};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params, params_from_iter};

use super::exclusion::{self, leaves_out};
pub(super) use super::matching::matches;
use super::query::Statement;
use super::row::Millis;
use super::{alert, alias, author, list, matching, publication, tag};
use crate::follow::{closed, key, section};
use crate::model::*;
use crate::search::Terms;
use crate::{Error, Result};

/// How many articles a follow can have saved.
const KEEP: RangeInclusive<u32> = 1..=500;

/// Follows something; following it again changes nothing. Says whether it is new.
pub(crate) fn add(
    tx: &Transaction<'_>,
    kind: FollowKind,
    value: &str,
    now: DateTime<Utc>,
) -> Result<(FollowId, bool)> {
    let mut key = key(kind, value)?;
    if kind == FollowKind::Tag {
        key = alias::topic(tx, &key)?;
        // It is looked for in texts, though no publisher may use it yet.
        tag::named(tx, value.trim())?;
    }
    let there = tx
        .query_row("SELECT id FROM follow WHERE kind = ?1 AND key = ?2", (kind, &key), |row| row.get(0))
        .optional()?;
    if let Some(id) = there {
        return Ok((id, false));
    }
    tx.execute(
        "INSERT INTO follow (kind, key, value, label, followed_at, looked_to)
         VALUES (:kind, :key, :value, :label, :now, (SELECT coalesce(max(id), 0) FROM alert))",
        named_params! {
            ":kind": kind, ":key": key, ":value": value.trim(), ":label": label(tx, kind, value)?,
            ":now": Millis(now),
        },
    )?;
    Ok((FollowId(tx.last_insert_rowid()), true))
}

/// What a person calls it. An author or publication must be there, also that of a section; a tag or section may come yet.
pub(super) fn label(tx: &Transaction<'_>, kind: FollowKind, value: &str) -> Result<String> {
    Ok(match kind {
        FollowKind::Tag => {
            let known = tag::all(tx, Some(&alias::topic(tx, &slug(value))?))?.pop();
            known.map_or_else(|| value.trim().to_owned(), |tag| tag.name)
        }
        FollowKind::Author => author::get(tx, value.trim().parse()?)?.author.name,
        FollowKind::Publication => publication::title(tx, value.trim().parse()?)?,
        FollowKind::Section => {
            let (publication, name) = section(value);
            publication.map(|publication| publication::title(tx, publication)).transpose()?;
            super::section::name(tx, publication, name)?.unwrap_or_else(|| name.trim().to_owned())
        }
        FollowKind::Search => value.trim().to_owned(),
    })
}

/// Ends a follow. The alerts that were only for it, and nobody has claimed, are kept in the inbox only.
pub(crate) fn remove(tx: &Transaction<'_>, id: FollowId) -> Result<()> {
    if tx.execute("DELETE FROM follow WHERE id = ?1", [id])? == 0 {
        return Err(missing(id));
    }
    alert::let_go(tx, id)
}

/// Changes how a follow tells, and what it leaves out. What waits is told as it says now.
pub(crate) fn change(tx: &Transaction<'_>, id: FollowId, change: &FollowChange) -> Result<()> {
    let changed = tx.execute(
        "UPDATE follow SET mode = coalesce(:mode, mode), paused = coalesce(:paused, paused),
           corrections = coalesce(:corrections, corrections), own_tags = coalesce(:own_tags, own_tags)
         WHERE id = :id",
        named_params! {
            ":id": id, ":mode": change.mode, ":paused": change.paused, ":corrections": change.corrections,
            ":own_tags": change.own_tags,
        },
    )?;
    if changed == 0 {
        return Err(missing(id));
    }
    if let Some(exclude) = &change.exclude {
        exclusion::set(tx, id, exclude)?;
    }
    alert::narrow(tx, id)?;
    alert::settle(tx, Some(id))
}

/// Notes that the reader looked at a follow: nothing that came for it until now is new.
pub(crate) fn look(tx: &Transaction<'_>, id: FollowId) -> Result<()> {
    let changed = tx.execute(
        "UPDATE follow SET looked_to = (SELECT coalesce(max(id), 0) FROM alert) WHERE id = ?1",
        [id],
    )?;
    if changed == 0 { Err(missing(id)) } else { Ok(()) }
}

fn missing(id: FollowId) -> Error {
    Error::NotFound { kind: "follow", id: id.to_string() }
}

/// Sets how many of the newest articles of a follow are saved by themselves.
pub(crate) fn set_keep(tx: &Transaction<'_>, id: FollowId, keep: Option<u32>) -> Result<()> {
    if let Some(keep) = keep.filter(|keep| !KEEP.contains(keep)) {
        return Err(Error::Invalid { what: "a number of articles (1 to 500)", value: keep.to_string() });
    }
    match tx.execute("UPDATE follow SET keep = ?2 WHERE id = ?1", (id, keep))? {
        0 => Err(missing(id)),
        _ => Ok(()),
    }
}

/// The articles that follows have saved: the newest ones of each, as many as the reader wants of it.
pub(crate) fn kept(conn: &Connection) -> Result<Vec<ArticleId>> {
    let mut statement =
        conn.prepare_cached("SELECT id, keep FROM follow WHERE keep IS NOT NULL ORDER BY id")?;
    let rules: Vec<(FollowId, u32)> = statement
        .query_map([], |row| Ok((row.get("id")?, row.get("keep")?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut kept = Vec::new();
    for (follow, keep) in rules {
        let all = Statement::of(conn, &of_follow(follow))?;
        let newest = format!("AND p.removed_at IS NULL ORDER BY a.sorted_at DESC, a.id DESC LIMIT {keep}");
        let mut newest = conn.prepare_cached(&all.sql("a.id", &newest))?;
        for id in newest.query_map(params_from_iter(&all.values), |row| row.get("id"))? {
            kept.push(id?);
        }
    }
    Ok(kept)
}

/// The list of a follow.
fn of_follow(id: FollowId) -> ArticleQuery {
    ArticleQuery { follow: Some(id), ..ArticleQuery::default() }
}

/// All follows, newest first; or only one.
pub(crate) fn all(conn: &Connection, only: Option<FollowId>) -> Result<Vec<Follow>> {
    let mut statement = conn.prepare_cached(
        "SELECT f.*, (
           SELECT count(*) FROM alert_follow af JOIN alert al ON al.id = af.alert_id
           WHERE af.follow_id = f.id AND af.alert_id > f.looked_to AND al.seen_at IS NULL) AS fresh
         FROM follow f WHERE ?1 IS NULL OR f.id = ?1 ORDER BY f.followed_at DESC, f.id DESC",
    )?;
    let rows: Vec<Follow> = statement.query_map([only], from_row)?.collect::<rusqlite::Result<_>>()?;
    let mut exclusions = exclusion::all(conn)?;
    rows.into_iter()
        .map(|mut follow| {
            let query = of_follow(follow.id);
            let counts = list::count(conn, &query)?;
            follow.articles = counts.total;
            follow.unread = counts.unread;
            follow.latest = list::latest(conn, &query)?;
            follow.exclude = exclusions.remove(&follow.id).unwrap_or_default();
            Ok(follow)
        })
        .collect()
}

/// One follow.
pub(crate) fn get(conn: &Connection, id: FollowId) -> Result<Follow> {
    all(conn, Some(id))?.pop().ok_or_else(|| missing(id))
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Follow> {
    Ok(Follow {
        id: row.get("id")?,
        kind: row.get("kind")?,
        value: row.get("value")?,
        key: row.get("key")?,
        label: row.get("label")?,
        articles: 0,
        unread: 0,
        latest: None,
        fresh: row.get("fresh")?,
        mode: row.get("mode")?,
        paused: row.get("paused")?,
        corrections: row.get("corrections")?,
        keep: row.get("keep")?,
        followed_at: row.get::<_, Millis>("followed_at")?.0,
        exclude: Vec::new(),
        own_tags: row.get("own_tags")?,
    })
}

/// As SQL, which articles a follow matches: the condition on the article `a`, and its values.
pub(super) fn one(conn: &Connection, id: FollowId) -> Result<(String, Vec<Value>)> {
    let row = conn
        .prepare_cached(
            "SELECT kind, key, own_tags, EXISTS (SELECT 1 FROM follow_exclude WHERE follow_id = id) AS limited
             FROM follow WHERE id = ?1",
        )?
        .query_row([id], |row| {
            Ok((row.get("kind")?, row.get("key")?, row.get("own_tags")?, row.get("limited")?))
        })
        .optional()?;
    let (kind, key, own_tags, limited): (FollowKind, String, bool, bool) = row.ok_or_else(|| missing(id))?;
    let (matched, values) = match kind {
        FollowKind::Tag => (
            format!(
                "a.id IN (SELECT x.article_id FROM tag t JOIN article_tag x ON x.tag_id = t.id
                   WHERE t.topic = ?{})",
                if own_tags { " AND NOT x.found" } else { "" }
            ),
            vec![key.into()],
        ),
        FollowKind::Author => (
            "a.id IN (SELECT article_id FROM article_author WHERE author_id = ?)".to_owned(),
            vec![key.parse::<AuthorId>()?.0.into()],
        ),
        FollowKind::Publication => {
            ("a.publication_id = ?".to_owned(), vec![key.parse::<PublicationId>()?.0.into()])
        }
        FollowKind::Section => match section(&key) {
            (None, name) => (
                "a.section_id IN (SELECT id FROM section WHERE key = ?)".to_owned(),
                vec![name.to_owned().into()],
            ),
            (Some(publication), name) => (
                "a.section_id = (SELECT id FROM section WHERE publication_id = ? AND key = ?)".to_owned(),
                vec![publication.0.into(), name.to_owned().into()],
            ),
        },
        FollowKind::Search => (
            "a.id IN (SELECT rowid FROM article_fts WHERE article_fts MATCH ?)".to_owned(),
            vec![Terms::read(&closed(&key)).to_match().into()],
        ),
    };
    if !limited {
        return Ok((matched, values));
    }
    Ok((format!("{matched} AND NOT {}", leaves_out(&id.to_string(), "a.id")), values))
}

/// Pairs of article and follow, for all kinds that are no search: from the follows to all their articles.
const MATCHES: &str = "
    SELECT x.article_id AS article, f.id AS follow FROM follow f
      JOIN tag t ON t.topic = f.key JOIN article_tag x ON x.tag_id = t.id
      WHERE f.kind = 'tag' AND NOT (f.own_tags AND x.found)
    UNION SELECT x.article_id, f.id FROM follow f
      JOIN article_author x ON x.author_id = CAST(f.key AS INTEGER) WHERE f.kind = 'author'
    UNION SELECT a.id, f.id FROM follow f
      JOIN section s ON f.key IN (s.key, s.publication_id || '/' || s.key)
      JOIN article a ON a.section_id = s.id WHERE f.kind = 'section'
    UNION SELECT a.id, f.id FROM follow f
      JOIN article a ON a.publication_id = CAST(f.key AS INTEGER) WHERE f.kind = 'publication'";

/// The condition that some follow matches the article `a`.
pub(super) fn condition(conn: &Connection) -> Result<(String, Vec<Value>)> {
    let mut condition = format!(
        "a.id IN (SELECT article FROM ({MATCHES}) m WHERE NOT {})",
        leaves_out("m.follow", "m.article")
    );
    let mut values = Vec::new();
    let (limited, free): (Vec<_>, Vec<_>) =
        matching::searches(conn)?.into_iter().partition(|search| search.limited);
    if !free.is_empty() {
        let words: Vec<String> = free.iter().map(|search| format!("({})", search.terms.to_match())).collect();
        condition.push_str(" OR a.id IN (SELECT rowid FROM article_fts WHERE article_fts MATCH ?)");
        values.push(words.join(" OR ").into());
    }
    if !limited.is_empty() {
        let mut found = Vec::new();
        for search in limited {
            found.extend(search.among(conn, i64::MIN..=i64::MAX)?);
        }
        condition.push_str(" OR a.id IN (SELECT value FROM json_each(?))");
        values.push(serde_json::to_string(&found).unwrap_or_default().into());
    }
    Ok((condition, values))
}

/// The most urgent way in which any of these follows tells that is not paused.
pub(super) fn most_urgent(conn: &Connection, follows: &[FollowId]) -> Result<FollowMode> {
    let mut statement = conn.prepare_cached(
        "SELECT mode FROM follow WHERE NOT paused AND id IN (SELECT value FROM json_each(?1))",
    )?;
    let modes = statement
        .query_map([super::row::id_list(follows, |id| id.0)], |row| row.get("mode"))?
        .collect::<rusqlite::Result<Vec<FollowMode>>>()?;
    Ok(modes.into_iter().min().unwrap_or(FollowMode::Inbox))
}

/// The follows that tell of corrections.
pub(super) fn asking_for_corrections(conn: &Connection) -> Result<BTreeSet<FollowId>> {
    let mut statement = conn.prepare_cached("SELECT id FROM follow WHERE corrections")?;
    let follows = statement.query_map([], |row| row.get("id"))?.collect::<rusqlite::Result<_>>()?;
    Ok(follows)
}

/// What a person calls each follow.
pub(super) fn labels(conn: &Connection) -> Result<BTreeMap<FollowId, String>> {
    let mut statement = conn.prepare_cached("SELECT id, label FROM follow")?;
    let labels = statement
        .query_map([], |row| Ok((row.get("id")?, row.get("label")?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(labels)
}
