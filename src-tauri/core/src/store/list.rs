//! The one query of every article list. It never touches bodies, except to cut snippets for the rows a search shows.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use super::media::Looks;
use super::publication::{REFERENCE, reference};
use super::query::{COLUMNS, Cursor, JOINS, SHOWN, Statement};
use super::row::{Json, Millis, id_list};
use super::{author, body, label, media, note, position, save, tag};
use crate::Result;
use crate::model::*;
use crate::search::{Terms, found};

/// Rows of a page unless told.
const USUAL: u32 = 50;
/// Rows of a page at the most.
const MOST: u32 = 500;

/// One page of a list.
pub(crate) fn page(conn: &Connection, query: &ArticleQuery) -> Result<Page<ArticleSummary>> {
    let limit = limit(query);
    let statement = Statement::of_page(conn, query)?;
    if statement.nothing {
        return Ok(Page { items: Vec::new(), next: None });
    }
    let mut items: Vec<ArticleSummary> = conn
        .prepare_cached(&statement.page_sql(limit + 1))?
        .query_map(params_from_iter(&statement.values), |row| from_row(row, statement.order))?
        .collect::<rusqlite::Result<_>>()?;
    let more = items.len() > limit;
    items.truncate(limit);
    complete(conn, &mut items)?;
    if let Some(text) = &query.search {
        highlight(conn, text, &mut items)?;
    }
    let next = items.last().filter(|_| more).map(|last| last.cursor.clone());
    Ok(Page { items, next })
}

fn limit(query: &ArticleQuery) -> usize {
    usize::try_from(query.limit.unwrap_or(USUAL).clamp(1, MOST)).unwrap_or(1)
}

/// What `page` asks SQLite.
#[cfg(test)]
pub(super) fn explain(
    conn: &Connection,
    query: &ArticleQuery,
) -> Result<(String, Vec<rusqlite::types::Value>)> {
    let statement = Statement::of_page(conn, query)?;
    Ok((statement.page_sql(limit(query) + 1), statement.values))
}

/// How many articles fit a query, on all its pages.
pub(crate) fn count(conn: &Connection, query: &ArticleQuery) -> Result<ArticleCounts> {
    let statement = Statement::of(conn, query)?;
    if statement.nothing {
        return Ok(ArticleCounts { total: 0, unread: 0 });
    }
    let sql = statement.sql("count(*) AS total, count(*) - count(st.fingerprint) AS unread", "");
    Ok(conn.prepare_cached(&sql)?.query_row(params_from_iter(&statement.values), |row| {
        Ok(ArticleCounts { total: row.get("total")?, unread: row.get("unread")? })
    })?)
}

/// The newest article that fits a query.
pub(super) fn latest(conn: &Connection, query: &ArticleQuery) -> Result<Option<LatestArticle>> {
    let statement = Statement::of(conn, query)?;
    if statement.nothing {
        return Ok(None);
    }
    let sql = statement.sql("a.id, a.headline, a.sorted_at", "ORDER BY a.sorted_at DESC, a.id DESC LIMIT 1");
    let latest = conn
        .prepare_cached(&sql)?
        .query_row(params_from_iter(&statement.values), |row| {
            let at = row.get::<_, Millis>("sorted_at")?.0;
            Ok(LatestArticle { id: row.get("id")?, headline: row.get("headline")?, at })
        })
        .optional()?;
    Ok(latest)
}

/// Every article that fits a query, on all its pages.
pub(crate) fn ids(conn: &Connection, query: &ArticleQuery) -> Result<Vec<ArticleId>> {
    let statement = Statement::of(conn, query)?;
    if statement.nothing {
        return Ok(Vec::new());
    }
    let sql = statement.sql("a.id", "ORDER BY a.sorted_at DESC, a.id DESC");
    let ids = conn
        .prepare_cached(&sql)?
        .query_map(params_from_iter(&statement.values), |row| row.get("id"))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(ids)
}

/// The summary of one article, where it is not hidden.
pub(super) fn one(conn: &Connection, id: ArticleId) -> Result<Option<ArticleSummary>> {
    Ok(these(conn, &[id])?.pop())
}

/// The summaries of these articles, in this order; what is hidden is left out.
pub(super) fn these(conn: &Connection, ids: &[ArticleId]) -> Result<Vec<ArticleSummary>> {
    let sql = format!(
        "SELECT {COLUMNS}, {REFERENCE}, a.sorted_at AS place FROM json_each(?1) wanted
         CROSS JOIN article a ON a.id = wanted.value {JOINS} WHERE {SHOWN} ORDER BY wanted.key"
    );
    let mut items: Vec<ArticleSummary> = conn
        .prepare_cached(&sql)?
        .query_map([id_list(ids, |id| id.0)], |row| from_row(row, Order::Newest))?
        .collect::<rusqlite::Result<_>>()?;
    complete(conn, &mut items)?;
    Ok(items)
}

/// Fills in what stands in other tables: one query each for the whole page.
fn complete(conn: &Connection, items: &mut [ArticleSummary]) -> Result<()> {
    let ids: Vec<ArticleId> = items.iter().map(|item| item.id).collect();
    let mut authors: HashMap<_, _> = author::of(conn, &ids)?;
    let mut tags = tag::of(conn, &ids)?;
    let mut saves = save::of(conn, &ids)?;
    let mut labels = label::of(conn, &ids)?;
    let marked = note::of(conn, &ids)?;
    let begun = position::shares(conn, &ids)?;
    let leads: Vec<MediaId> =
        items.iter().filter_map(|item| Some(item.lead_image.as_ref()?.media.clone())).collect();
    let mut looks = media::looks(conn, &leads)?;
    for item in items {
        if let Some(image) = &mut item.lead_image
            && let Some(Looks { width, height, colour }) = looks.remove(&image.media)
        {
            // Its publisher's word for its size may be that of another cut of it.
            (image.width, image.height) = width.zip(height).or(image.width.zip(image.height)).unzip();
            image.colour = colour;
        }
        item.authors = authors.remove(&item.id).unwrap_or_default();
        item.tags = tags.remove(&item.id).unwrap_or_default();
        item.save = saves.remove(&item.id);
        item.saved = item.save.is_some();
        item.labels = labels.remove(&item.id).unwrap_or_default();
        let marked = marked.get(&item.id).copied().unwrap_or_default();
        (item.noted, item.highlight_count) = (marked.noted, marked.highlights);
        item.begun = begun.get(&item.id).copied();
    }
    Ok(())
}

fn highlight(conn: &Connection, text: &str, items: &mut [ArticleSummary]) -> Result<()> {
    let terms = Terms::read(text);
    for item in items {
        let body = body::text(conn, item.id)?;
        let names: Vec<&str> = item
            .authors
            .iter()
            .map(|author| author.name.as_str())
            .chain(item.tags.iter().map(|tag| tag.name.as_str()))
            .collect();
        let written = note::words(conn, item.id)?.join(" · ");
        let texts = [item.summary.as_deref().unwrap_or_default(), &body, &names.join(", "), &written];
        item.found = Some(found(&terms, &item.headline, &texts));
    }
    Ok(())
}

fn from_row(row: &Row<'_>, order: Order) -> rusqlite::Result<ArticleSummary> {
    let at = |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<Millis>>(column)?.map(|at| at.0));
    let published_at = at("published_at")?;
    let sorted_at = row.get::<_, Millis>("sorted_at")?.0;
    let id: ArticleId = row.get("id")?;
    let cursor = Cursor { order, place: row.get("place")?, id: id.0 };
    Ok(ArticleSummary {
        id,
        url: row.get("url")?,
        canonical_url: row.get("canonical_url")?,
        publication: reference(row)?,
        section: row.get("section")?,
        headline: row.get("headline")?,
        summary: row.get("summary")?,
        authors: Vec::new(),
        published_at,
        updated_at: at("updated_at")?
            .filter(|updated| published_at.is_none_or(|published| *updated > published)),
        first_seen_at: row.get::<_, Millis>("first_seen_at")?.0,
        edited_at: at("edited_at")?,
        sorted_at,
        reading_minutes: row.get("reading_minutes")?,
        lead_image: row.get::<_, Option<Json<_>>>("lead_image")?.map(|image| image.0),
        tags: Vec::new(),
        language: row.get("language")?,
        direction: row.get("direction")?,
        featured: row.get("featured")?,
        access: row.get("access")?,
        stub: row.get::<_, Extent>("extent")? <= Extent::Cut,
        kind: row.get("kind")?,
        comments_url: row.get("comments_url")?,
        comment_count: row.get("comment_count")?,
        attachments: row.get::<_, Option<Json<_>>>("attachments")?.map(|files| files.0).unwrap_or_default(),
        video: row.get::<_, Option<Json<_>>>("video")?.map(|video| video.0),
        read: row.get("read")?,
        saved: false,
        save: None,
        labels: Vec::new(),
        noted: false,
        highlight_count: 0,
        begun: None,
        found: None,
        cursor: cursor.write(),
    })
}
