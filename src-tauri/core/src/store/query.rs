//! Which articles a query means, as SQL: its conditions, its order, and where a page of it ends.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::publication::REFERENCE;
use super::{follow, save};
use crate::model::*;
use crate::search::Terms;
use crate::{Error, Result};

/// What a row of a list is read from. `CROSS JOIN` keeps SQLite at the articles' own order.
pub(super) const JOINS: &str = "CROSS JOIN publication p ON p.id = a.publication_id
    LEFT JOIN section s ON s.id = a.section_id
    LEFT JOIN status st ON st.fingerprint = a.fingerprint";

pub(super) const COLUMNS: &str =
    "a.id, a.url, a.canonical_url, s.name AS section, a.headline, a.summary, a.published_at,
    a.updated_at, a.first_seen_at, a.sorted_at, a.reading_minutes, a.lead_image, a.language, a.direction,
    a.featured, a.access, a.extent, a.edited_at, a.kind, a.comments_url, a.comment_count, a.attachments, a.video,
    st.fingerprint IS NOT NULL AS read";

/// What stands in no list: articles of removed publications that are not saved, and that nothing is written on.
pub(super) const SHOWN: &str =
    "(p.removed_at IS NULL OR EXISTS (SELECT 1 FROM lasting WHERE article_id = a.id))";

/// Articles with all the words. How well they match: a headline counts most, then names and tags.
const HITS: &str = "WITH hit AS MATERIALIZED (
      SELECT rowid AS id, bm25(article_fts, 10.0, 4.0, 1.0, 5.0, 5.0) AS score FROM article_fts
      WHERE article_fts MATCH ?)";

/// A query on its way to SQLite.
pub(super) struct Statement {
    /// Before `SELECT`.
    with: &'static str,
    /// Behind `FROM`.
    from: &'static str,
    /// Joined by `AND`.
    conditions: Vec<String>,
    /// For every `?` from the start.
    pub values: Vec<Value>,
    /// Whether nothing can fit, whatever the library holds.
    pub nothing: bool,
    /// In which order it stands.
    pub order: Order,
    /// What that goes by, and whether it falls.
    by: String,
    falling: bool,
}

impl Statement {
    /// All that fits a query.
    pub fn of(conn: &Connection, query: &ArticleQuery) -> Result<Self> {
        let order = query.order.unwrap_or_default();
        let reversed = query.reversed == Some(true);
        let of_saves = matches!(order, Order::Saved | Order::Size);
        if of_saves && query.saved != Some(true) || order == Order::Best && reversed {
            return Err(no_order("not of such a list"));
        }
        let mut statement = Self {
            with: "",
            from: "article a",
            conditions: vec![SHOWN.to_owned()],
            values: Vec::new(),
            nothing: false,
            order,
            by: by(order, reversed),
            // The best match has the lowest score.
            falling: (order != Order::Best) != reversed,
        };
        statement.search(query)?;
        statement.belonging(query);
        statement.written(query);
        statement.reading(conn, query)?;
        statement.time(query);
        Ok(statement)
    }

    fn only(&mut self, condition: impl Into<String>, values: impl IntoIterator<Item = Value>) {
        self.conditions.push(condition.into());
        self.values.extend(values);
    }

    fn search(&mut self, query: &ArticleQuery) -> Result<()> {
        let best = self.order == Order::Best;
        let Some(text) = &query.search else {
            return if best { Err(no_order("best without a search")) } else { Ok(()) };
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
                "a.id IN (SELECT article_id FROM article_tag WHERE tag_id IN (SELECT id FROM tag
                   WHERE topic = coalesce((SELECT topic FROM tag_alias WHERE slug = ?), ?)))",
                [slug(name).into(), slug(name).into()],
            );
        }
        if let Some(name) = &query.section {
            self.only("a.section_id IN (SELECT id FROM section WHERE key = ?)", [slug(name).into()]);
        }
    }

    fn written(&mut self, query: &ArticleQuery) {
        if let Some(name) = &query.label {
            self.only("a.id IN (SELECT article_id FROM label WHERE key = ?)", [slug(name).into()]);
        }
        let wanted = [
            (query.noted, "a.id IN (SELECT article_id FROM note UNION SELECT article_id FROM highlight)"),
            (query.begun, "a.id IN (SELECT article_id FROM position)"),
            (
                query.lacking,
                "a.id IN (SELECT article_id FROM save WHERE state = 'partial' OR state = 'failed')",
            ),
        ];
        for (wanted, condition) in wanted {
            if let Some(wanted) = wanted {
                self.only(format!("{}({condition})", if wanted { "" } else { "NOT " }), []);
            }
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
            Some(true) => self.only("(a.video IS NOT NULL OR a.kind = 'video')", []),
            Some(false) => self.only("a.video IS NULL AND a.kind <> 'video'", []),
            None => {}
        }
        if let Some(wanted) = query.followed {
            let not = if wanted { "" } else { "NOT " };
            let (condition, values) = follow::condition(conn)?;
            self.only(format!("{not}({condition})"), values);
        }
        if let Some(id) = query.follow {
            let (condition, values) = follow::one(conn, id)?;
            self.only(condition, values);
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

    fn after(&mut self, cursor: &str) -> Result<()> {
        let Cursor { order, place, id } = Cursor::read(cursor)?;
        if order != self.order {
            return Err(not_a_cursor(cursor));
        }
        let behind = if self.falling { "<" } else { ">" };
        self.only(format!("({}, a.id) {behind} (?, ?)", self.by), [place, id.into()]);
        Ok(())
    }

    /// What of it stands behind the query's cursor.
    pub fn of_page(conn: &Connection, query: &ArticleQuery) -> Result<Self> {
        let mut statement = Self::of(conn, query)?;
        if let Some(cursor) = &query.after {
            statement.after(cursor)?;
        }
        Ok(statement)
    }

    /// So many rows of a page, in the query's order.
    pub fn page_sql(&self, rows: usize) -> String {
        let (by, falling) = (&self.by, if self.falling { "DESC" } else { "" });
        self.sql(
            &format!("{COLUMNS}, {REFERENCE}, {by} AS place"),
            &format!("ORDER BY {by} {falling}, a.id {falling} LIMIT {rows}"),
        )
    }

    /// Any other question about what fits.
    pub fn sql(&self, select: &str, rest: &str) -> String {
        let Self { with, from, conditions, .. } = self;
        format!("{with} SELECT {select} FROM {from} {JOINS} WHERE {} {rest}", conditions.join(" AND "))
    }
}

/// What an order goes by, as SQL.
fn by(order: Order, reversed: bool) -> String {
    match order {
        Order::Newest => "a.sorted_at".to_owned(),
        Order::Best => "hit.score".to_owned(),
        Order::Saved => "(SELECT saved_at FROM save WHERE article_id = a.id)".to_owned(),
        // What nobody knows stands last.
        Order::Length => format!("coalesce(a.reading_minutes, {})", if reversed { u32::MAX } else { 0 }),
        Order::Size => save::room_of("a.id"),
    }
}

/// The letters of cursors.
const LETTERS: [(char, Order); 5] =
    [('n', Order::Newest), ('b', Order::Best), ('s', Order::Saved), ('l', Order::Length), ('z', Order::Size)];

/// Where a page ends. Opaque to everybody else.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cursor {
    pub order: Order,
    /// Of what the order goes by: a whole number, but for the score of a match.
    pub place: Value,
    pub id: i64,
}

impl Cursor {
    pub fn write(&self) -> String {
        let letter =
            LETTERS.iter().find(|(_, order)| *order == self.order).map_or('n', |(letter, _)| *letter);
        let place = match self.place {
            Value::Integer(place) => place.to_string(),
            Value::Real(score) => format!("{:x}", score.to_bits()),
            _ => String::new(),
        };
        format!("{letter}{place}.{}", self.id)
    }

    fn read(cursor: &str) -> Result<Self> {
        let read = || {
            let (place, id) = cursor.split_once('.')?;
            let id = id.parse().ok()?;
            let mut letters = place.chars();
            let letter = letters.next()?;
            let order = LETTERS.iter().find(|(one, _)| *one == letter)?.1;
            let place = letters.as_str();
            let place = if order == Order::Best {
                let score = f64::from_bits(u64::from_str_radix(place, 16).ok()?);
                Value::Real(Some(score).filter(|score| score.is_finite())?)
            } else {
                Value::Integer(place.parse().ok()?)
            };
            Some(Self { order, place, id })
        };
        read().ok_or_else(|| not_a_cursor(cursor))
    }
}

fn not_a_cursor(cursor: &str) -> Error {
    Error::Invalid { what: "a cursor", value: cursor.chars().take(80).collect() }
}

fn no_order(why: &str) -> Error {
    Error::Invalid { what: "an order", value: why.to_owned() }
}
