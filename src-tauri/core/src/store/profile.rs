//! What a list is made of.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use super::query::Statement;
use super::{alias, author, list, tag};
use crate::Result;
use crate::model::*;

/// Half a year.
const WEEKS: i32 = 26;
/// Articles looked at for who and what, the newest.
const NEWEST: u32 = 1000;
/// Authors, tags and sections at the most, of each.
const MOST: u32 = 8;

/// What the articles that fit a query are made of.
pub(crate) fn of(conn: &Connection, query: &ArticleQuery, now: DateTime<Utc>) -> Result<Profile> {
    let query = ArticleQuery { order: None, after: None, ..query.clone() };
    let statement = Statement::of(conn, &query)?;
    if statement.nothing {
        return Ok(Profile::default());
    }
    let saved = ArticleQuery { saved: Some(true), ..query.clone() };
    Ok(Profile {
        weeks: weeks(conn, &query, now)?,
        saved: list::count(conn, &saved)?.total,
        authors: most(
            conn,
            &statement,
            "au.*",
            "JOIN article_author aa ON aa.article_id = it.id JOIN author au ON au.id = aa.author_id
             WHERE au.id IS NOT ? GROUP BY au.id",
            &query.author.map(|id| id.0).into(),
            author::from_row,
        )?,
        // Of several spellings that of the newest article.
        tags: most(
            conn,
            &statement,
            "t.topic, coalesce(sp.name, t.name) AS name, sp.url, at.found",
            "JOIN article_tag at ON at.article_id = it.id JOIN tag t ON t.id = at.tag_id
             LEFT JOIN tag_spelling sp ON sp.tag_id = t.id AND sp.publication_id = it.publication_id
             WHERE t.topic IS NOT ? GROUP BY t.topic",
            &query.tag.as_deref().map(|name| alias::topic(conn, &slug(name))).transpose()?.into(),
            tag::from_row,
        )?,
        sections: most(
            conn,
            &statement,
            "s.publication_id, s.name",
            "JOIN section s ON s.id = it.section_id WHERE s.key IS NOT ? GROUP BY s.id",
            &query.section.as_deref().map(slug).into(),
            |row| Ok(SectionRef { publication: row.get("publication_id")?, name: row.get("name")? }),
        )?,
    })
}

/// How much came in each week.
fn weeks(conn: &Connection, query: &ArticleQuery, now: DateTime<Utc>) -> Result<Vec<u32>> {
    let from = now - TimeDelta::weeks(WEEKS.into());
    let since = query.since.map_or(from, |since| since.max(from));
    let statement = Statement::of(conn, &ArticleQuery { since: Some(since), ..query.clone() })?;
    let sql = statement.sql("a.sorted_at", "");
    let mut weeks = vec![0; usize::try_from(WEEKS).unwrap_or_default()];
    let mut prepared = conn.prepare_cached(&sql)?;
    let mut rows = prepared.query(params_from_iter(&statement.values))?;
    while let Some(row) = rows.next()? {
        let age = now.timestamp_millis() - row.get::<_, i64>("sorted_at")?;
        let back = usize::try_from(age / TimeDelta::weeks(1).num_milliseconds()).unwrap_or(0);
        if let Some(week) = weeks.iter_mut().rev().nth(back) {
            *week += 1;
        }
    }
    Ok(weeks)
}

/// What stands most often beside the newest articles of a list: `columns` of `joined`, but for one of it.
fn most<T>(
    conn: &Connection,
    list: &Statement,
    columns: &str,
    joined: &str,
    but: &Value,
    read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<Counted<T>>> {
    let newest = list.sql(
        "a.id, a.publication_id, a.section_id, a.sorted_at",
        &format!("ORDER BY a.sorted_at DESC, a.id DESC LIMIT {NEWEST}"),
    );
    // With `max`, SQLite takes the bare columns from the row of the newest.
    let sql = format!(
        "SELECT {columns}, count(DISTINCT it.id) AS articles, max(it.sorted_at) AS latest
         FROM ({newest}) it {joined} ORDER BY articles DESC, latest DESC LIMIT {MOST}"
    );
    let counted = conn
        .prepare_cached(&sql)?
        .query_map(params_from_iter(list.values.iter().chain([but])), |row| {
            Ok(Counted { it: read(row)?, articles: row.get("articles")? })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(counted)
}
