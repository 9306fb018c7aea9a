//! Tags: topics, one across all publications, each keeping its publishers' spellings and links.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Transaction};

use super::publication::{REFERENCE, reference};
use super::row::id_list;
use crate::model::*;

use crate::{Error, Result};

/// More tags than any article has.
const MOST: usize = 100;

/// Notes an article's tags, in order, in place of those noted before.
pub(super) fn write(
    tx: &Transaction<'_>,
    publication: PublicationId,
    article: ArticleId,
    tags: &[NewTag],
) -> Result<()> {
    tx.prepare_cached("DELETE FROM article_tag WHERE article_id = ?1")?.execute([article])?;
    for (position, tag) in tags.iter().take(MOST).enumerate() {
        let id = learn(tx, publication, tag)?;
        tx.prepare_cached(
            "INSERT INTO article_tag (article_id, tag_id, position) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        )?
        .execute((article, id, i64::try_from(position).unwrap_or(i64::MAX)))?;
    }
    Ok(())
}

/// Whether an article has a tag.
pub(super) fn any(tx: &Transaction<'_>, article: ArticleId) -> Result<bool> {
    Ok(tx
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM article_tag WHERE article_id = ?1)")?
        .query_row([article], |row| row.get(0))?)
}

fn learn(tx: &Transaction<'_>, publication: PublicationId, tag: &NewTag) -> Result<i64> {
    let slug = slug(&tag.name);
    let there: Option<i64> = tx
        .prepare_cached("SELECT id FROM tag WHERE slug = ?1")?
        .query_row([&slug], |row| row.get(0))
        .optional()?;
    let id = match there {
        Some(id) => id,
        None => {
            tx.prepare_cached("INSERT INTO tag (slug) VALUES (?1)")?.execute([&slug])?;
            tx.last_insert_rowid()
        }
    };
    tx.prepare_cached(
        "INSERT INTO tag_spelling (tag_id, publication_id, name, url) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (tag_id, publication_id) DO UPDATE
           SET name = excluded.name, url = coalesce(excluded.url, url)
         WHERE (name, url) IS NOT (excluded.name, coalesce(excluded.url, url))",
    )?
    .execute((id, publication, &*tag.name, &tag.url))?;
    Ok(id)
}

/// The tags of these articles, in order, as their publishers write them.
pub(super) fn of(conn: &Connection, articles: &[ArticleId]) -> Result<HashMap<ArticleId, Vec<Tag>>> {
    let mut statement = conn.prepare_cached(
        "SELECT at.article_id, sp.name, t.slug, sp.url
         FROM article_tag at
         JOIN article a ON a.id = at.article_id
         JOIN tag t ON t.id = at.tag_id
         JOIN tag_spelling sp ON sp.tag_id = t.id AND sp.publication_id = a.publication_id
         WHERE at.article_id IN (SELECT value FROM json_each(?1)) ORDER BY at.article_id, at.position",
    )?;
    let mut rows = statement.query([id_list(articles, |id| id.0)])?;
    let mut tags: HashMap<ArticleId, Vec<Tag>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let tag = Tag { name: row.get("name")?, slug: row.get("slug")?, url: row.get("url")? };
        tags.entry(row.get("article_id")?).or_default().push(tag);
    }
    Ok(tags)
}

/// All tags with an article that is not hidden, most used first; or only the one of that slug.
pub(crate) fn all(conn: &Connection, only: Option<&str>) -> Result<Vec<TagPage>> {
    // One row for each tag and publication, the publication with most articles first.
    let mut statement = conn.prepare_cached(&format!(
        "SELECT t.slug, sp.name, sp.url, f.id AS follow, {REFERENCE},
           count(*) AS total, count(*) - count(st.fingerprint) AS unread
         FROM tag t
         JOIN article_tag at ON at.tag_id = t.id
         JOIN article a ON a.id = at.article_id
         JOIN publication p ON p.id = a.publication_id
         JOIN tag_spelling sp ON sp.tag_id = t.id AND sp.publication_id = p.id
         LEFT JOIN status st ON st.fingerprint = a.fingerprint
         LEFT JOIN follow f ON f.kind = 'tag' AND f.key = t.slug
         WHERE (?1 IS NULL OR t.slug = ?1)
           AND (p.removed_at IS NULL OR EXISTS (SELECT 1 FROM lasting WHERE article_id = a.id))
         GROUP BY t.id, p.id ORDER BY t.id, total DESC, p.id"
    ))?;
    let mut rows = statement.query([only])?;
    let mut tags: Vec<TagPage> = Vec::new();
    while let Some(row) = rows.next()? {
        let slug: String = row.get("slug")?;
        let counts = ArticleCounts { total: row.get("total")?, unread: row.get("unread")? };
        let publication = UsedBy {
            publication: reference(row)?,
            name: row.get("name")?,
            url: row.get("url")?,
            articles: counts.total,
        };
        match tags.last_mut() {
            Some(tag) if tag.slug == slug => {
                tag.counts.total += counts.total;
                tag.counts.unread += counts.unread;
                tag.publications.push(publication);
            }
            _ => tags.push(TagPage {
                name: publication.name.clone(),
                slug,
                counts,
                publications: vec![publication],
                follow: row.get("follow")?,
            }),
        }
    }
    tags.sort_by(|a, b| b.counts.total.cmp(&a.counts.total).then_with(|| a.slug.cmp(&b.slug)));
    Ok(tags)
}

/// One tag, by any spelling of its name. A followed tag that no article has yet is an empty page.
pub(crate) fn get(conn: &Connection, name: &str) -> Result<TagPage> {
    let slug = slug(name);
    if let Some(tag) = all(conn, Some(&slug))?.pop() {
        return Ok(tag);
    }
    conn.query_row("SELECT id, label FROM follow WHERE kind = 'tag' AND key = ?1", [&slug], |row| {
        Ok(TagPage {
            name: row.get("label")?,
            slug: slug.clone(),
            counts: ArticleCounts { total: 0, unread: 0 },
            publications: Vec::new(),
            follow: row.get("id")?,
        })
    })
    .optional()?
    .ok_or_else(|| Error::NotFound { kind: "tag", id: name.chars().take(80).collect() })
}
