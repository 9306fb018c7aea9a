//! Authors: people and desks of one publication each.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};

use super::media;
use super::publication::{REFERENCE, reference};
use super::row::{Json, Millis, id_list};
use crate::model::*;

use crate::{Error, Result};

/// More authors than any article has.
const MOST: usize = 50;

/// Notes who wrote an article, in order, in place of those noted before.
pub(super) fn write(
    tx: &Transaction<'_>,
    publication: PublicationId,
    article: ArticleId,
    authors: &[NewAuthor],
) -> Result<()> {
    tx.prepare_cached("DELETE FROM article_author WHERE article_id = ?1")?.execute([article])?;
    for (position, author) in authors.iter().take(MOST).enumerate() {
        let id = learn(tx, publication, author)?;
        tx.prepare_cached(
            "INSERT INTO article_author (article_id, author_id, position) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        )?
        .execute((article, id, i64::try_from(position).unwrap_or(i64::MAX)))?;
    }
    Ok(())
}

/// Whether an article has an author.
pub(super) fn any(tx: &Transaction<'_>, article: ArticleId) -> Result<bool> {
    Ok(tx
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM article_author WHERE article_id = ?1)")?
        .query_row([article], |row| row.get(0))?)
}

/// The author of that address in the publication, or else of that name; what is told anew is taken in, and what is
/// not told stays.
fn learn(tx: &Transaction<'_>, publication: PublicationId, author: &NewAuthor) -> Result<AuthorId> {
    let name_key = slug(&author.name);
    let url_key = author.url.as_deref().map(url_key);
    let there: Option<AuthorId> = tx
        .prepare_cached(
            "SELECT id FROM author WHERE publication_id = :publication AND (
               url_key = :url_key
               OR (name_key = :name_key AND (:url_key IS NULL OR url_key IS NULL)))
             ORDER BY url_key IS NOT :url_key, id LIMIT 1",
        )?
        .query_row(
            named_params! { ":publication": publication, ":url_key": url_key, ":name_key": name_key },
            |row| row.get(0),
        )
        .optional()?;
    let avatar_media = author.avatar.as_deref().map(|avatar| media::refer(tx, avatar)).transpose()?;
    let links = (!author.links.is_empty()).then_some(Json(&author.links));
    if let Some(id) = there {
        tx.prepare_cached(
            "UPDATE author SET name = :name, name_key = :name_key, url = coalesce(:url, url),
               url_key = coalesce(:url_key, url_key), role = coalesce(:role, role), bio = coalesce(:bio, bio),
               avatar = coalesce(:avatar, avatar), avatar_media = coalesce(:avatar_media, avatar_media),
               links = coalesce(:links, links)
             WHERE id = :id AND (name, url, role, bio, avatar, links) IS NOT (
               :name, coalesce(:url, url), coalesce(:role, role), coalesce(:bio, bio),
               coalesce(:avatar, avatar), coalesce(:links, links))",
        )?
        .execute(named_params! {
            ":id": id, ":name": &*author.name, ":name_key": name_key, ":url": author.url, ":url_key": url_key,
            ":role": author.role.as_deref(), ":bio": author.bio.as_deref(), ":avatar": author.avatar,
            ":avatar_media": avatar_media, ":links": links,
        })?;
        return Ok(id);
    }
    tx.prepare_cached(
        "INSERT INTO author (publication_id, name, name_key, url, url_key, role, bio, avatar, avatar_media, links)
         VALUES (:publication, :name, :name_key, :url, :url_key, :role, :bio, :avatar, :avatar_media,
           coalesce(:links, '[]'))",
    )?
    .execute(named_params! {
        ":publication": publication, ":name": &*author.name, ":name_key": name_key, ":url": author.url,
        ":url_key": url_key, ":role": author.role.as_deref(), ":bio": author.bio.as_deref(),
        ":avatar": author.avatar, ":avatar_media": avatar_media, ":links": links,
    })?;
    Ok(AuthorId(tx.last_insert_rowid()))
}

/// An address as authors are told apart by it: moving to https makes nobody somebody else.
fn url_key(url: &str) -> String {
    let bare = url.split_once("://").map_or(url, |(_, bare)| bare);
    bare.trim_end_matches('/').to_owned()
}

/// Who wrote these articles, in order.
pub(super) fn of(conn: &Connection, articles: &[ArticleId]) -> Result<HashMap<ArticleId, Vec<Author>>> {
    let mut statement = conn.prepare_cached(
        "SELECT aa.article_id, au.* FROM article_author aa JOIN author au ON au.id = aa.author_id
         WHERE aa.article_id IN (SELECT value FROM json_each(?1)) ORDER BY aa.article_id, aa.position",
    )?;
    let mut rows = statement.query([id_list(articles, |id| id.0)])?;
    let mut authors: HashMap<ArticleId, Vec<Author>> = HashMap::new();
    while let Some(row) = rows.next()? {
        authors.entry(row.get("article_id")?).or_default().push(from_row(row)?);
    }
    Ok(authors)
}

/// All authors with an article that is not hidden, by name; or only one.
pub(crate) fn all(conn: &Connection, only: Option<AuthorId>) -> Result<Vec<AuthorPage>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT au.*, {REFERENCE}, count(*) AS total, count(*) - count(st.fingerprint) AS unread,
           max(a.sorted_at) AS latest_at, f.id AS follow
         FROM author au
         JOIN publication p ON p.id = au.publication_id
         JOIN article_author aa ON aa.author_id = au.id
         JOIN article a ON a.id = aa.article_id
         LEFT JOIN status st ON st.fingerprint = a.fingerprint
         LEFT JOIN follow f ON f.kind = 'author' AND f.key = CAST(au.id AS TEXT)
         WHERE (?1 IS NULL OR au.id = ?1)
           AND (p.removed_at IS NULL OR EXISTS (SELECT 1 FROM save WHERE article_id = a.id))
         GROUP BY au.id ORDER BY au.name_key, au.id"
    ))?;
    let authors = statement.query_map([only], page)?.collect::<rusqlite::Result<_>>()?;
    Ok(authors)
}

/// One author.
pub(crate) fn get(conn: &Connection, id: AuthorId) -> Result<AuthorPage> {
    all(conn, Some(id))?.pop().ok_or_else(|| Error::NotFound { kind: "author", id: id.to_string() })
}

fn page(row: &Row<'_>) -> rusqlite::Result<AuthorPage> {
    Ok(AuthorPage {
        author: from_row(row)?,
        publication: reference(row)?,
        counts: ArticleCounts { total: row.get("total")?, unread: row.get("unread")? },
        latest_at: row.get::<_, Option<Millis>>("latest_at")?.map(|at| at.0),
        follow: row.get("follow")?,
    })
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Author> {
    Ok(Author {
        id: row.get("id")?,
        name: row.get("name")?,
        url: row.get("url")?,
        role: row.get("role")?,
        bio: row.get("bio")?,
        avatar: row.get("avatar")?,
        avatar_media: row.get("avatar_media")?,
        links: row.get::<_, Json<_>>("links")?.0,
    })
}
