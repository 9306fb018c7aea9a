//! Articles: writing what a source told, and reading one for its page.

use chrono::{DateTime, Utc};
use rusqlite::types::{ToSql, ToSqlOutput, Value};
use rusqlite::{Connection, OptionalExtension, Transaction};

use super::identity::{Item, Key};
use super::row::{Json, Millis};
use super::source::Turn;
use super::{author, body, body::Body, identity, index, list, media, save, section, tag};
use crate::model::*;
use crate::{Error, Result};

/// Keeps an article that was not in the library.
pub(super) fn insert(
    tx: &Transaction<'_>,
    turn: &Turn,
    item: &Item<'_>,
    now: DateTime<Utc>,
) -> Result<ArticleId> {
    let mut columns = columns(tx, turn.publication, item.article)?;
    let sorted_at = item.article.published_at.map_or(now, |published| published.min(now));
    columns.extend([
        ("publication_id", value(&turn.publication)?),
        ("fingerprint", value(&item.fingerprint)?),
        ("first_seen_at", value(&Millis(now))?),
        ("sorted_at", value(&Millis(sorted_at))?),
    ]);
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let places = vec!["?"; columns.len()];
    tx.prepare_cached(&format!("INSERT INTO article ({}) VALUES ({})", names.join(", "), places.join(", ")))?
        .execute(rusqlite::params_from_iter(columns.iter().map(|(_, value)| value)))?;
    let id = ArticleId(tx.last_insert_rowid());
    let told = Body::told(item.article);
    body::write(tx, id, &told)?;
    author::write(tx, turn.publication, id, &item.article.authors)?;
    tag::write(tx, turn.publication, id, &item.article.tags)?;
    media::show(tx, id, told.shown().chain(lead_image(item.article)))?;
    finish(tx, turn, id, item)?;
    Ok(id)
}

/// Merges what a source now tells into an article. A source of lower rank than another that told of it only fills
/// gaps, and no source erases anything by not telling it.
pub(super) fn update(tx: &Transaction<'_>, turn: &Turn, id: ArticleId, item: &Item<'_>) -> Result<()> {
    let wins = rank(turn.plan.kind) >= highest_other_rank(tx, turn.id, id)?;
    let columns = columns(tx, turn.publication, item.article)?;
    let sets: Vec<String> = columns
        .iter()
        .map(|(name, _)| {
            if wins {
                format!("{name} = coalesce(nullif(?, ''), {name})")
            } else {
                format!("{name} = coalesce(nullif({name}, ''), ?)")
            }
        })
        .collect();
    let mut values: Vec<&Value> = columns.iter().map(|(_, value)| value).collect();
    let row = Value::from(id.0);
    values.push(&row);
    tx.prepare_cached(&format!("UPDATE article SET {} WHERE id = ?", sets.join(", ")))?
        .execute(rusqlite::params_from_iter(values))?;
    tx.prepare_cached(
        "UPDATE article SET sorted_at = min(coalesce(published_at, first_seen_at), first_seen_at)
         WHERE id = ?1 AND sorted_at <> min(coalesce(published_at, first_seen_at), first_seen_at)",
    )?
    .execute([id])?;
    merge_body(tx, id, item.article, wins)?;
    if !item.article.authors.is_empty() && (wins || author::of(tx, &[id])?.is_empty()) {
        author::write(tx, turn.publication, id, &item.article.authors)?;
    }
    if !item.article.tags.is_empty() && (wins || tag::of(tx, &[id])?.is_empty()) {
        tag::write(tx, turn.publication, id, &item.article.tags)?;
    }
    finish(tx, turn, id, item)
}

fn merge_body(tx: &Transaction<'_>, id: ArticleId, article: &NewArticle, wins: bool) -> Result<()> {
    // A sealed copy stays what the reader saved.
    if save::is_sealed(tx, id)? {
        return Ok(());
    }
    let (told, kept) = (Body::told(article), body::read(tx, id)?);
    let merged = if wins { told.or(kept) } else { kept.or(told) };
    body::write(tx, id, &merged)?;
    let lead: Option<Json<Image>> =
        tx.query_row("SELECT lead_image FROM article WHERE id = ?1", [id], |row| row.get(0))?;
    media::show(tx, id, merged.shown().chain(lead.as_ref().map(|image| image.0.url.as_str())))
}

fn finish(tx: &Transaction<'_>, turn: &Turn, id: ArticleId, item: &Item<'_>) -> Result<()> {
    identity::keep_keys(tx, id, item)?;
    tx.prepare_cached(
        "INSERT INTO article_source (article_id, source_id, digest) VALUES (?1, ?2, ?3)
         ON CONFLICT (article_id, source_id) DO UPDATE SET digest = excluded.digest",
    )?
    .execute((id, turn.id, item.digest))?;
    index::write(tx, id)
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

/// The written precedence: a publisher's API knows more than its feed.
fn rank(kind: SourceKind) -> u8 {
    match kind {
        SourceKind::Feed | SourceKind::Sitemap => 1,
        SourceKind::Ghost | SourceKind::WordPress => 2,
    }
}

fn highest_other_rank(tx: &Transaction<'_>, source: SourceId, article: ArticleId) -> Result<u8> {
    let mut statement = tx.prepare_cached(
        "SELECT s.kind FROM article_source x JOIN source s ON s.id = x.source_id
         WHERE x.article_id = ?1 AND x.source_id <> ?2",
    )?;
    let kinds: Vec<SourceKind> =
        statement.query_map((article, source), |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(kinds.into_iter().map(rank).max().unwrap_or(0))
}

/// What a source told, column by column; `NULL` is what it did not tell.
fn columns(
    tx: &Transaction<'_>,
    publication: PublicationId,
    article: &NewArticle,
) -> Result<Vec<(&'static str, Value)>> {
    let section = match article.section.as_deref() {
        Some(name) if !name.is_empty() => Some(section::named(tx, publication, name)?),
        _ => None,
    };
    Ok(vec![
        ("section_id", value(&section)?),
        ("url", value(&article.url)?),
        ("canonical_url", value(&article.canonical_url)?),
        ("headline", value(&&*article.headline)?),
        ("summary", value(&article.summary.as_deref())?),
        ("published_at", value(&article.published_at.map(Millis))?),
        ("updated_at", value(&article.updated_at.map(Millis))?),
        ("reading_minutes", value(&article.reading_minutes)?),
        ("lead_image", value(&article.lead_image.as_ref().map(image).map(Json))?),
        ("language", value(&article.language)?),
        ("direction", value(&article.direction)?),
        ("featured", value(&article.featured)?),
        ("access", value(&article.access)?),
        ("kind", value(&article.kind)?),
        ("comments_url", value(&article.comments_url)?),
        ("comment_count", value(&article.comment_count)?),
        ("attachments", value(&(!article.attachments.is_empty()).then_some(Json(&article.attachments)))?),
    ])
}

fn value(column: &dyn ToSql) -> Result<Value> {
    match column.to_sql()? {
        ToSqlOutput::Borrowed(borrowed) => borrowed.try_into().map_err(|_| not_utf8()),
        ToSqlOutput::Owned(owned) => Ok(owned),
        _ => Err(not_utf8()),
    }
}

fn not_utf8() -> Error {
    Error::Unexpected { detail: "a value of no known kind".to_owned() }
}

fn image(told: &NewImage) -> Image {
    Image {
        media: MediaId::of(&told.url),
        url: told.url.clone(),
        caption: told.caption.as_deref().map(str::to_owned),
        credit: told.credit.as_deref().map(str::to_owned),
        alt: told.alt.as_deref().map(str::to_owned),
        width: told.width,
        height: told.height,
    }
}

fn lead_image(article: &NewArticle) -> Option<&str> {
    article.lead_image.as_ref().map(|image| image.url.as_str())
}

/// One article, whole.
pub(crate) fn get(conn: &Connection, id: ArticleId) -> Result<Article> {
    let summary =
        list::one(conn, id)?.ok_or_else(|| Error::NotFound { kind: "article", id: id.to_string() })?;
    let mut body = body::read(conn, id)?;
    for card in &mut body.related {
        card.article = at(conn, &card.url)?;
    }
    Ok(Article {
        summary,
        content_html: body.html,
        content_text: body.text,
        related: body.related,
        videos: body.videos,
        pictures: body.pictures.into_iter().map(|url| Picture { media: MediaId::of(&url), url }).collect(),
    })
}

/// The article at an address, fragment or not, that is not hidden; the one seen first where several are there.
pub(crate) fn at(conn: &Connection, address: &str) -> Result<Option<ArticleId>> {
    let address = address.split('#').next().unwrap_or_default();
    Ok(conn
        .prepare_cached(
            "SELECT a.id FROM article a JOIN publication p ON p.id = a.publication_id
             WHERE (a.url = ?1 OR a.canonical_url = ?1)
               AND (p.removed_at IS NULL OR EXISTS (SELECT 1 FROM save WHERE article_id = a.id))
             ORDER BY a.id LIMIT 1",
        )?
        .query_row([address], |row| row.get(0))
        .optional()?)
}
