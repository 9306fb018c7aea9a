//! Articles: keeping one, and reading one for its page.

use chrono::{DateTime, Utc};
use rusqlite::types::{ToSql, Value};
use rusqlite::{Connection, OptionalExtension, Transaction, params_from_iter};

use super::body::Body;
use super::identity::{Item, Key};
use super::media::Looks;
use super::row::{Millis, id_list};
use super::teller::{Tellers, Telling};
use super::{asking, author, body, field, found, highlight, identity, index, list, media, merge, note, tag};
use crate::model::*;
use crate::{Error, Result};

/// Keeps an article that was not in the library.
pub(super) fn insert(
    tx: &Transaction<'_>,
    telling: &Telling,
    item: &Item<'_>,
    now: DateTime<Utc>,
) -> Result<ArticleId> {
    let Telling { publication, teller, .. } = *telling;
    let told = item.article;
    let fields = field::told(tx, publication, told, teller)?;
    let mut tellers = Tellers::all(teller);
    for field in &fields {
        tellers.note(field.name, field.teller);
    }
    let (told_by, told_else) = tellers.to_columns();
    let sorted_at = told.published_at.map_or(now, |published| published.min(now));
    let rest: [(&str, &dyn ToSql); 7] = [
        ("publication_id", &publication),
        ("fingerprint", &item.fingerprint),
        ("first_seen_at", &Millis(now)),
        ("sorted_at", &Millis(sorted_at)),
        ("extent", &told.extent),
        ("told_by", &told_by),
        ("told_else", &told_else),
    ];
    let names: Vec<&str> =
        fields.iter().map(|field| field.name).chain(rest.iter().map(|(name, _)| *name)).collect();
    let places = vec!["?"; names.len()];
    let mut values: Vec<Value> = fields.into_iter().map(|field| field.value).collect();
    for (_, column) in rest {
        values.push(field::value(column)?);
    }
    tx.prepare_cached(&format!("INSERT INTO article ({}) VALUES ({})", names.join(", "), places.join(", ")))?
        .execute(params_from_iter(values))?;
    let id = ArticleId(tx.last_insert_rowid());
    let body = Body::told(told);
    body::write(tx, id, &body)?;
    author::write(tx, telling, id, &told.authors)?;
    tag::write(tx, publication, id, &told.tags)?;
    media::show(tx, id, body.own(told.lead_image.as_ref().map(|image| image.url.as_str())), body.beside())?;
    finish(tx, telling, id, item)?;
    Ok(id)
}

/// Merges what is now told of an article into it.
pub(super) fn update(
    tx: &Transaction<'_>,
    telling: &Telling,
    id: ArticleId,
    item: &Item<'_>,
    now: DateTime<Utc>,
) -> Result<()> {
    merge::update(tx, telling, id, item.article, now)?;
    finish(tx, telling, id, item)
}

fn finish(tx: &Transaction<'_>, telling: &Telling, id: ArticleId, item: &Item<'_>) -> Result<()> {
    identity::keep_keys(tx, id, item)?;
    media::keep_inline(tx, &item.article.inline)?;
    if let Some(source) = telling.source {
        tx.prepare_cached(
            "INSERT INTO article_source (article_id, source_id, digest) VALUES (?1, ?2, ?3)
             ON CONFLICT (article_id, source_id) DO UPDATE SET digest = excluded.digest",
        )?
        .execute((id, source, item.digest))?;
    }
    found::write(tx, id)?;
    index::write(tx, id)
}

/// Notes that articles came as news.
pub(super) fn note_news(tx: &Transaction<'_>, ids: &[ArticleId]) -> Result<()> {
    tx.prepare_cached("UPDATE article SET news = TRUE WHERE id IN (SELECT value FROM json_each(?1))")?
        .execute([id_list(ids, |id| id.0)])?;
    Ok(())
}

/// Whether a source said just this of the article before.
pub(super) fn is_unchanged(
    tx: &Transaction<'_>,
    source: SourceId,
    id: ArticleId,
    digest: &Key,
) -> Result<bool> {
    Ok(tx
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM article_source WHERE article_id = ?1 AND source_id = ?2 AND digest = ?3)",
        )?
        .query_row((id, source, digest), |row| row.get(0))?)
}

/// Whether a source told of the article.
pub(super) fn is_told(tx: &Transaction<'_>, source: SourceId, id: ArticleId) -> Result<bool> {
    Ok(tx
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM article_source WHERE article_id = ?1 AND source_id = ?2)",
        )?
        .query_row((id, source), |row| row.get(0))?)
}

/// One article, whole.
pub(crate) fn get(conn: &Connection, id: ArticleId) -> Result<Article> {
    let summary =
        list::one(conn, id)?.ok_or_else(|| Error::NotFound { kind: "article", id: id.to_string() })?;
    let body = body::read(conn, id)?;
    let (mut related, videos) = (body.cards().to_vec(), body.films().to_vec());
    for card in &mut related {
        card.article = at(conn, &card.url)?;
    }
    let looks = media::looks(conn, &body.pictures.iter().map(|url| MediaId::of(url)).collect::<Vec<_>>())?;
    let pictures = body.pictures.into_iter().map(|url| {
        let media = MediaId::of(&url);
        let Looks { width, height, colour } = looks.get(&media).cloned().unwrap_or_default();
        Picture { media, url, width, height, colour }
    });
    Ok(Article {
        held: asking::of_article(conn, &summary)?,
        summary,
        content_html: body.html,
        content_text: body.text,
        related,
        videos,
        pictures: pictures.collect(),
        note: note::get(conn, id)?,
        highlights: highlight::of(conn, id)?,
    })
}

/// Whether only the opening of an article is here, or nothing.
pub(crate) fn is_opening(conn: &Connection, id: ArticleId) -> Result<bool> {
    let mut extent = conn.prepare_cached("SELECT extent FROM article WHERE id = ?1")?;
    let extent: Option<Extent> = extent.query_row([id], |row| row.get(0)).optional()?;
    Ok(extent.is_some_and(|extent| extent <= Extent::Cut))
}

/// The article at an address, fragment or not, that is not hidden; the one seen first where several are there.
pub(crate) fn at(conn: &Connection, address: &str) -> Result<Option<ArticleId>> {
    let address = address.split('#').next().unwrap_or_default();
    Ok(conn
        .prepare_cached(
            "SELECT a.id FROM article a JOIN publication p ON p.id = a.publication_id
             WHERE (a.url = ?1 OR a.canonical_url = ?1)
               AND (p.removed_at IS NULL OR EXISTS (SELECT 1 FROM lasting WHERE article_id = a.id))
             ORDER BY a.id LIMIT 1",
        )?
        .query_row([address], |row| row.get(0))
        .optional()?)
}
