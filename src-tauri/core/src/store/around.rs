//! What stands round an article: where to read on. Every look is bounded, and none touches bodies.

use std::cmp::Reverse;
use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension, Params};

use super::{front, list};
use crate::front::{RAIL, Signals, popular};
use crate::model::*;
use crate::{Error, Result};

/// How far back another publication's link counts.
const DAYS: TimeDelta = TimeDelta::days(30);
/// Articles of the publication looked at, the newest first.
const LATEST: u32 = 200;
/// Tags of the article looked at: more are a list of everything in it.
const TAGS: u32 = 12;
/// Articles of each tag, and of the section, looked at: the newest.
const ALIKE: u32 = 100;
/// Articles alike that are read whole: enough for two rails of which one may be empty.
const READ: usize = 4 * RAIL;

/// What stands round `id`, as it is at `now`.
pub(crate) fn of(conn: &Connection, id: ArticleId, now: DateTime<Utc>) -> Result<Around> {
    let article =
        list::one(conn, id)?.ok_or_else(|| Error::NotFound { kind: "article", id: id.to_string() })?;
    let publication = article.publication.id;
    let (more, elsewhere): (Vec<_>, Vec<_>) =
        alike(conn, id)?.into_iter().partition(|other| other.publication.id == publication);

    let query =
        ArticleQuery { publication: Some(publication), limit: Some(LATEST), ..ArticleQuery::default() };
    let mut latest = list::page(conn, &query)?.items;
    latest.retain(|other| other.id != id);
    let ids: Vec<ArticleId> = latest.iter().map(|article| article.id).collect();
    let signals = Signals { links: front::links(conn, &ids, now - DAYS)?, followed: HashMap::new() };
    let some = |fits: fn(&ArticleSummary) -> bool| {
        latest.iter().filter(|article| fits(article)).take(RAIL).cloned().collect()
    };
    let (newer, older) = neighbours(conn, &article)?;
    Ok(Around {
        elsewhere: elsewhere.into_iter().take(RAIL).collect(),
        more: more.into_iter().take(RAIL).collect(),
        popular: popular(&latest, &signals),
        picks: some(|article| article.featured),
        videos: some(ArticleSummary::has_video),
        latest: some(|_| true),
        newer,
        older,
    })
}

/// What shares tags or the section with an article. A tag says more than a section; newer goes before older.
fn alike(conn: &Connection, id: ArticleId) -> Result<Vec<ArticleSummary>> {
    let mut shared: HashMap<ArticleId, u32> = HashMap::new();
    let tags = ids(
        conn,
        "SELECT tag_id FROM article_tag WHERE article_id = ?1 ORDER BY position LIMIT ?2",
        (id, TAGS),
    )?;
    for tag in tags {
        let of_tag = "SELECT article_id FROM article_tag WHERE tag_id = ?1 ORDER BY article_id DESC LIMIT ?2";
        for other in ids(conn, of_tag, (tag, ALIKE))? {
            *shared.entry(ArticleId(other)).or_default() += 2;
        }
    }
    let of_section = "SELECT id FROM article
        WHERE section_id = (SELECT section_id FROM article WHERE id = ?1)
        ORDER BY sorted_at DESC, id DESC LIMIT ?2";
    for other in ids(conn, of_section, (id, ALIKE))? {
        *shared.entry(ArticleId(other)).or_default() += 1;
    }
    shared.remove(&id);
    let mut ranked: Vec<_> = shared.into_iter().collect();
    ranked.sort_unstable_by_key(|(other, points)| Reverse((*points, other.0)));
    ranked.truncate(READ);
    let ranked: Vec<ArticleId> = ranked.into_iter().map(|(other, _)| other).collect();
    list::these(conn, &ranked)
}

fn ids(conn: &Connection, sql: &str, params: impl Params) -> Result<Vec<i64>> {
    let mut statement = conn.prepare_cached(sql)?;
    let ids = statement.query_map(params, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(ids)
}

/// What the publication published next after an article, and next before it.
fn neighbours(
    conn: &Connection,
    article: &ArticleSummary,
) -> Result<(Option<ArticleSummary>, Option<ArticleSummary>)> {
    let at = article.sorted_at.timestamp_millis();
    let beside = |sql| -> Result<Option<ArticleSummary>> {
        let id: Option<ArticleId> = conn
            .prepare_cached(sql)?
            .query_row((article.publication.id, at, article.id), |row| row.get(0))
            .optional()?;
        id.map_or(Ok(None), |id| list::one(conn, id))
    };
    Ok((
        beside(
            "SELECT id FROM article WHERE publication_id = ?1 AND (sorted_at, id) > (?2, ?3)
             ORDER BY sorted_at, id LIMIT 1",
        )?,
        beside(
            "SELECT id FROM article WHERE publication_id = ?1 AND (sorted_at, id) < (?2, ?3)
             ORDER BY sorted_at DESC, id DESC LIMIT 1",
        )?,
    ))
}
