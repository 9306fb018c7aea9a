//! Tags: topics, one across all publications, each keeping its publishers' spellings and links.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use super::publication::{REFERENCE, reference};
use super::row::id_list;
use super::{alias, found};
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

/// Whether an article has a tag of its publisher's.
pub(super) fn any(tx: &Transaction<'_>, article: ArticleId) -> Result<bool> {
    Ok(tx
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM article_tag WHERE article_id = ?1 AND NOT found)")?
        .query_row([article], |row| row.get(0))?)
}

/// Gives `stays` the tags of `goes` in place of its own.
pub(super) fn hand_over(tx: &Transaction<'_>, stays: ArticleId, goes: ArticleId) -> Result<()> {
    tx.prepare_cached("DELETE FROM article_tag WHERE article_id = ?1")?.execute([stays])?;
    tx.prepare_cached("UPDATE article_tag SET article_id = ?1 WHERE article_id = ?2")?
        .execute((stays, goes))?;
    Ok(())
}

/// The tag of a name, which is made if it is not there, and looked for in texts from then on.
pub(super) fn named(tx: &Transaction<'_>, name: &str) -> Result<i64> {
    let slug = slug(name);
    let there: Option<i64> = tx
        .prepare_cached("SELECT id FROM tag WHERE slug = ?1")?
        .query_row([&slug], |row| row.get(0))
        .optional()?;
    if let Some(id) = there {
        return Ok(id);
    }
    tx.prepare_cached("INSERT INTO tag (slug, name, topic) VALUES (?1, ?2, ?3)")?.execute((
        &slug,
        name,
        alias::topic(tx, &slug)?,
    ))?;
    let id = tx.last_insert_rowid();
    found::learn(tx, id, name)?;
    Ok(id)
}

/// Forgets tags that no article has and the reader does not name.
pub(super) fn forget_unused(tx: &Transaction<'_>) -> Result<()> {
    tx.execute(
        "DELETE FROM tag WHERE id NOT IN (SELECT tag_id FROM article_tag)
           AND slug NOT IN (SELECT key FROM follow WHERE kind = 'tag')
           AND slug NOT IN (SELECT slug FROM tag_alias UNION ALL SELECT topic FROM tag_alias)",
        [],
    )?;
    Ok(())
}

fn learn(tx: &Transaction<'_>, publication: PublicationId, tag: &NewTag) -> Result<i64> {
    let id = named(tx, &tag.name)?;
    tx.prepare_cached(
        "INSERT INTO tag_spelling (tag_id, publication_id, name, url) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (tag_id, publication_id) DO UPDATE
           SET name = excluded.name, url = coalesce(excluded.url, url)
         WHERE (name, url) IS NOT (excluded.name, coalesce(excluded.url, url))",
    )?
    .execute((id, publication, &*tag.name, &tag.url))?;
    Ok(id)
}

/// The tags of these articles, in order, as their publishers write them, each topic once; and behind them those that
/// were found in the text.
pub(super) fn of(conn: &Connection, articles: &[ArticleId]) -> Result<HashMap<ArticleId, Vec<Tag>>> {
    let mut statement = conn.prepare_cached(
        "SELECT at.article_id, at.found, coalesce(sp.name, t.name) AS name, t.topic, sp.url
         FROM article_tag at
         JOIN article a ON a.id = at.article_id
         JOIN tag t ON t.id = at.tag_id
         LEFT JOIN tag_spelling sp ON sp.tag_id = t.id AND sp.publication_id = a.publication_id
         WHERE at.article_id IN (SELECT value FROM json_each(?1)) ORDER BY at.article_id, at.position",
    )?;
    let mut rows = statement.query([id_list(articles, |id| id.0)])?;
    let mut tags: HashMap<ArticleId, Vec<Tag>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let tag = from_row(row)?;
        let of_article = tags.entry(row.get("article_id")?).or_default();
        if of_article.iter().all(|one| one.slug != tag.slug) {
            of_article.push(tag);
        }
    }
    Ok(tags)
}

/// A tag of an article, from a row with `name`, `topic`, `url` and `found`.
pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Tag> {
    Ok(Tag {
        name: row.get("name")?,
        slug: row.get("topic")?,
        url: row.get("url")?,
        found_in_text: row.get("found")?,
    })
}

/// The names of an article's own tags, as its publisher writes them.
pub(super) fn own_names(conn: &Connection, article: ArticleId) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached(
        "SELECT sp.name FROM article_tag at
         JOIN article a ON a.id = at.article_id
         JOIN tag_spelling sp ON sp.tag_id = at.tag_id AND sp.publication_id = a.publication_id
         WHERE at.article_id = ?1 AND NOT at.found ORDER BY at.position",
    )?;
    let names = statement.query_map([article], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(names)
}

/// All tags with an article that is not hidden, most used first; or only the one of that normalised name.
pub(crate) fn all(conn: &Connection, only: Option<&str>) -> Result<Vec<TagPage>> {
    // One row for each topic and publication, the publication with most articles first. Of several names the tag's own
    // goes before its aliases.
    let mut statement = conn.prepare_cached(&format!(
        "SELECT t.topic, coalesce(sp.name, t.name) AS name, sp.url, f.id AS follow, {REFERENCE},
           min(t.slug <> t.topic), count(DISTINCT a.id) AS total,
           count(DISTINCT iif(st.fingerprint IS NULL, a.id, NULL)) AS unread,
           count(DISTINCT iif(at.found, a.id, NULL)) AS found,
           NOT EXISTS (SELECT 1 FROM tag_unsought WHERE topic = t.topic) AS sought
         FROM tag t
         JOIN article_tag at ON at.tag_id = t.id
         JOIN article a ON a.id = at.article_id
         JOIN publication p ON p.id = a.publication_id
         LEFT JOIN tag_spelling sp ON sp.tag_id = t.id AND sp.publication_id = p.id
         LEFT JOIN status st ON st.fingerprint = a.fingerprint
         LEFT JOIN follow f ON f.kind = 'tag' AND f.key = t.topic
         WHERE (?1 IS NULL OR t.topic = ?1)
           AND (p.removed_at IS NULL OR EXISTS (SELECT 1 FROM lasting WHERE article_id = a.id))
         GROUP BY t.topic, p.id ORDER BY t.topic, total DESC, p.id"
    ))?;
    let mut rows = statement.query([only])?;
    let mut tags: Vec<TagPage> = Vec::new();
    while let Some(row) = rows.next()? {
        let slug: String = row.get("topic")?;
        let counts = ArticleCounts { total: row.get("total")?, unread: row.get("unread")? };
        let found: u32 = row.get("found")?;
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
                tag.found_in_text += found;
                tag.publications.push(publication);
            }
            _ => tags.push(TagPage {
                name: publication.name.clone(),
                slug,
                counts,
                publications: vec![publication],
                follow: row.get("follow")?,
                found_in_text: found,
                sought: row.get("sought")?,
                aliases: Vec::new(),
            }),
        }
    }
    name_aliases(conn, only, &mut tags)?;
    tags.sort_by(|a, b| b.counts.total.cmp(&a.counts.total).then_with(|| a.slug.cmp(&b.slug)));
    Ok(tags)
}

/// Tells the aliases of tags; one that has some is called by its own name, and not by one of them.
fn name_aliases(conn: &Connection, only: Option<&str>, tags: &mut [TagPage]) -> Result<()> {
    let mut aliases = alias::by_topic(conn, only)?;
    for tag in tags {
        tag.aliases = aliases.remove(&tag.slug).unwrap_or_default();
        if !tag.aliases.is_empty() {
            let own = conn.query_row("SELECT name FROM tag WHERE slug = ?1", [&tag.slug], |row| row.get(0));
            tag.name = own.optional()?.unwrap_or_else(|| tag.name.clone());
        }
    }
    Ok(())
}

/// One tag, by any spelling of its name. One that no article has, but that is followed or has other names, is an empty
/// page.
pub(crate) fn get(conn: &Connection, name: &str) -> Result<TagPage> {
    let slug = alias::topic(conn, &slug(name))?;
    if let Some(tag) = all(conn, Some(&slug))?.pop() {
        return Ok(tag);
    }
    let aliases = alias::by_topic(conn, Some(&slug))?.remove(&slug).unwrap_or_default();
    let empty = conn.query_row(
        "SELECT t.name, f.id AS follow, NOT EXISTS (SELECT 1 FROM tag_unsought WHERE topic = t.slug) AS sought
         FROM tag t LEFT JOIN follow f ON f.kind = 'tag' AND f.key = t.slug WHERE t.slug = ?1",
        [&slug],
        |row| {
            Ok(TagPage {
                name: row.get("name")?,
                slug: slug.clone(),
                counts: ArticleCounts { total: 0, unread: 0 },
                publications: Vec::new(),
                follow: row.get("follow")?,
                found_in_text: 0,
                sought: row.get("sought")?,
                aliases,
            })
        },
    );
    empty
        .optional()?
        .filter(|tag| tag.follow.is_some() || !tag.aliases.is_empty())
        .ok_or_else(|| Error::NotFound { kind: "tag", id: name.chars().take(80).collect() })
}
