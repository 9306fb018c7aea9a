//! The one query of every article list. It never touches bodies, except to cut snippets for the rows a search shows.

use std::collections::HashMap;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use super::media::Looks;
use super::publication::{REFERENCE, reference};
use super::row::{Json, Millis, id_list};
use super::{author, body, follow, media, save, tag};
use crate::model::*;
use crate::search::{Terms, found};
use crate::{Error, Result};

/// Rows of a page unless told.
const USUAL: u32 = 50;
/// Rows of a page at the most.
const MOST: u32 = 500;

/// What a row of a list is read from. `CROSS JOIN` keeps SQLite at the articles' own order.
const JOINS: &str = "CROSS JOIN publication p ON p.id = a.publication_id
    LEFT JOIN section s ON s.id = a.section_id
    LEFT JOIN status st ON st.fingerprint = a.fingerprint";

const COLUMNS: &str =
    "a.id, a.url, a.canonical_url, s.name AS section, a.headline, a.summary, a.published_at,
    a.updated_at, a.first_seen_at, a.sorted_at, a.reading_minutes, a.lead_image, a.language, a.direction,
    a.featured, a.access, a.extent, a.edited_at, a.kind, a.comments_url, a.comment_count, a.attachments,
    st.fingerprint IS NOT NULL AS read";

/// What stands in no list: articles of removed publications that are not saved.
const SHOWN: &str = "(p.removed_at IS NULL OR EXISTS (SELECT 1 FROM save WHERE article_id = a.id))";

/// Articles with all the words. How well they match: a headline counts most, then names and tags.
const HITS: &str = "WITH hit AS MATERIALIZED (
      SELECT rowid AS id, bm25(article_fts, 10.0, 4.0, 1.0, 5.0, 5.0) AS score FROM article_fts
      WHERE article_fts MATCH ?)";

/// A query on its way to SQLite.
struct Statement {
    /// Before `SELECT`.
    with: &'static str,
    /// Behind `FROM`.
    from: &'static str,
    /// Joined by `AND`.
    conditions: Vec<String>,
    /// For every `?` from the start.
    values: Vec<Value>,
    /// Whether nothing can fit, whatever the library holds.
    nothing: bool,
}

impl Statement {
    fn of(conn: &Connection, query: &ArticleQuery) -> Result<Self> {
        let mut statement = Self {
            with: "",
            from: "article a",
            conditions: vec![SHOWN.to_owned()],
            values: Vec::new(),
            nothing: false,
        };
        statement.search(query)?;
        statement.belonging(query);
        statement.reading(conn, query)?;
        statement.time(query);
        Ok(statement)
    }

    fn only(&mut self, condition: impl Into<String>, values: impl IntoIterator<Item = Value>) {
        self.conditions.push(condition.into());
        self.values.extend(values);
    }

    fn search(&mut self, query: &ArticleQuery) -> Result<()> {
        let best = query.order == Some(Order::Best);
        let Some(text) = &query.search else {
            let value = "best without a search".to_owned();
            return if best { Err(Error::Invalid { what: "an order", value }) } else { Ok(()) };
        };
        let terms = Terms::read(text);
        if terms.is_empty() {
            self.nothing = true;
        } else if best {
            self.with = HITS;
            self.from = "hit CROSS JOIN article a ON a.id = hit.id";
            self.values.push(terms.to_match().into());
        } else {
            self.only(
                "a.id IN (SELECT rowid FROM article_fts WHERE article_fts MATCH ?)",
                [terms.to_match().into()],
            );
        }
        Ok(())
    }

    fn belonging(&mut self, query: &ArticleQuery) {
        if let Some(id) = query.publication {
            self.only("a.publication_id = ?", [id.0.into()]);
        }
        if let Some(name) = &query.folder {
            self.only(
                "a.publication_id IN (SELECT id FROM publication WHERE json_extract(folder, '$[0]') = ?)",
                [name.clone().into()],
            );
        }
        if let Some(id) = query.author {
            self.only("a.id IN (SELECT article_id FROM article_author WHERE author_id = ?)", [id.0.into()]);
        }
        if let Some(name) = &query.tag {
            self.only(
                "a.id IN (SELECT article_id FROM article_tag WHERE tag_id = (SELECT id FROM tag WHERE slug = ?))",
                [slug(name).into()],
            );
        }
        if let Some(name) = &query.section {
            self.only("a.section_id IN (SELECT id FROM section WHERE key = ?)", [slug(name).into()]);
        }
    }

    fn reading(&mut self, conn: &Connection, query: &ArticleQuery) -> Result<()> {
        match query.saved {
            Some(true) => self.only("a.id IN (SELECT article_id FROM save)", []),
            Some(false) => self.only("NOT EXISTS (SELECT 1 FROM save WHERE article_id = a.id)", []),
            None => {}
        }
        match query.unread {
            Some(true) => self.only("st.fingerprint IS NULL", []),
            Some(false) => self.only("st.fingerprint IS NOT NULL", []),
            None => {}
        }
        match query.video {
            Some(true) => self.only("a.kind = 'video'", []),
            Some(false) => self.only("a.kind <> 'video'", []),
            None => {}
        }
        if let Some(wanted) = query.followed {
            let not = if wanted { "" } else { "NOT " };
            let (condition, values) = follow::condition(conn)?;
            self.only(format!("{not}({condition})"), values);
        }
        Ok(())
    }

    fn time(&mut self, query: &ArticleQuery) {
        let bounds = [
            ("a.sorted_at >= ?", query.since),
            ("a.sorted_at < ?", query.until),
            ("a.first_seen_at <= ?", query.seen_until),
        ];
        for (condition, at) in bounds {
            if let Some(at) = at {
                self.only(condition, [at.timestamp_millis().into()]);
            }
        }
    }

    fn after(&mut self, cursor: &str, best: bool) -> Result<()> {
        match Cursor::read(cursor)? {
            Cursor::Newest { sorted_at, id } if !best => {
                self.only("(a.sorted_at, a.id) < (?, ?)", [sorted_at.into(), id.into()]);
            }
            Cursor::Best { score, id } if best => {
                self.only("(hit.score, a.id) > (?, ?)", [score.into(), id.into()]);
            }
            _ => return Err(not_a_cursor(cursor)),
        }
        Ok(())
    }

    fn of_page(conn: &Connection, query: &ArticleQuery) -> Result<Self> {
        let mut statement = Self::of(conn, query)?;
        if let Some(cursor) = &query.after {
            statement.after(cursor, query.order == Some(Order::Best))?;
        }
        Ok(statement)
    }

    fn page_sql(&self, rows: usize) -> String {
        let (order, score) = if self.with == HITS {
            ("hit.score, a.id", "hit.score")
        } else {
            ("a.sorted_at DESC, a.id DESC", "NULL")
        };
        self.sql(
            &format!("{COLUMNS}, {REFERENCE}, {score} AS score"),
            &format!("ORDER BY {order} LIMIT {rows}"),
        )
    }

    fn sql(&self, select: &str, rest: &str) -> String {
        let Self { with, from, conditions, .. } = self;
        format!("{with} SELECT {select} FROM {from} {JOINS} WHERE {} {rest}", conditions.join(" AND "))
    }
}

/// Where a page ends. Opaque to everybody else.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Cursor {
    Newest { sorted_at: i64, id: i64 },
    Best { score: f64, id: i64 },
}

impl Cursor {
    fn write(self) -> String {
        match self {
            Self::Newest { sorted_at, id } => format!("n{sorted_at}.{id}"),
            Self::Best { score, id } => format!("b{:x}.{id}", score.to_bits()),
        }
    }

    fn read(cursor: &str) -> Result<Self> {
        let read = || {
            let (place, id) = cursor.split_once('.')?;
            let id = id.parse().ok()?;
            if let Some(sorted_at) = place.strip_prefix('n') {
                return Some(Self::Newest { sorted_at: sorted_at.parse().ok()?, id });
            }
            let score = f64::from_bits(u64::from_str_radix(place.strip_prefix('b')?, 16).ok()?);
            score.is_finite().then_some(Self::Best { score, id })
        };
        read().ok_or_else(|| not_a_cursor(cursor))
    }
}

fn not_a_cursor(cursor: &str) -> Error {
    Error::Invalid { what: "a cursor", value: cursor.chars().take(80).collect() }
}

/// One page of a list.
pub(crate) fn page(conn: &Connection, query: &ArticleQuery) -> Result<Page<ArticleSummary>> {
    let limit = limit(query);
    let statement = Statement::of_page(conn, query)?;
    if statement.nothing {
        return Ok(Page { items: Vec::new(), next: None });
    }
    let mut items: Vec<ArticleSummary> = conn
        .prepare_cached(&statement.page_sql(limit + 1))?
        .query_map(params_from_iter(&statement.values), from_row)?
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
pub(super) fn explain(conn: &Connection, query: &ArticleQuery) -> Result<(String, Vec<Value>)> {
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

/// When the newest article that fits a query was published, or seen.
pub(super) fn latest(
    conn: &Connection,
    query: &ArticleQuery,
) -> Result<Option<chrono::DateTime<chrono::Utc>>> {
    let statement = Statement::of(conn, query)?;
    if statement.nothing {
        return Ok(None);
    }
    let sql = statement.sql("a.sorted_at", "ORDER BY a.sorted_at DESC, a.id DESC LIMIT 1");
    let latest = conn
        .prepare_cached(&sql)?
        .query_row(params_from_iter(&statement.values), |row| row.get::<_, Millis>("sorted_at"))
        .optional()?;
    Ok(latest.map(|at| at.0))
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
        "SELECT {COLUMNS}, {REFERENCE}, NULL AS score FROM json_each(?1) wanted
         CROSS JOIN article a ON a.id = wanted.value {JOINS} WHERE {SHOWN} ORDER BY wanted.key"
    );
    let mut items: Vec<ArticleSummary> = conn
        .prepare_cached(&sql)?
        .query_map([id_list(ids, |id| id.0)], from_row)?
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
        let texts = [item.summary.as_deref().unwrap_or_default(), &body, &names.join(", ")];
        item.found = Some(found(&terms, &item.headline, &texts));
    }
    Ok(())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<ArticleSummary> {
    let at = |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<Millis>>(column)?.map(|at| at.0));
    let published_at = at("published_at")?;
    let sorted_at = row.get::<_, Millis>("sorted_at")?.0;
    let id: ArticleId = row.get("id")?;
    let cursor = match row.get::<_, Option<f64>>("score")? {
        Some(score) => Cursor::Best { score, id: id.0 },
        None => Cursor::Newest { sorted_at: sorted_at.timestamp_millis(), id: id.0 },
    };
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
        read: row.get("read")?,
        saved: false,
        save: None,
        found: None,
        cursor: cursor.write(),
    })
}
