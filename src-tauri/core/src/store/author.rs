//! Authors: people and desks of one publication each.

use std::collections::HashMap;

use rusqlite::{Connection, Row, Transaction, named_params};

use super::media;
use super::publication::{REFERENCE, reference};
use super::row::{Json, Millis, id_list};
use super::spelling::{self, Told};
use super::teller::{Teller, Telling};
use crate::model::*;

use crate::{Error, Result};

/// More authors than any article has.
const MOST: usize = 50;

/// Takes in what is told of an author: all of it, or where it does not win only what was missing; the name by a rule of
/// its own. Writes nothing where
/// nothing changes.
const TAKE_IN: &str = "
    UPDATE author SET (name, name_key, url, url_key, role, bio, avatar, avatar_media, links, told_by) = (
      new.name, new.name_key, new.url, new.url_key, new.role, new.bio, new.avatar, new.avatar_media, new.links,
      new.told_by)
    FROM (SELECT id, iif(:named, :name, name) AS name, iif(:named, :name_key, name_key) AS name_key,
        iif(:wins, coalesce(:url, url), coalesce(url, :url)) AS url,
        iif(:wins, coalesce(:url_key, url_key), coalesce(url_key, :url_key)) AS url_key,
        iif(:wins, coalesce(:role, role), coalesce(role, :role)) AS role,
        iif(:wins, coalesce(:bio, bio), coalesce(bio, :bio)) AS bio,
        iif(:wins, coalesce(:avatar, avatar), coalesce(avatar, :avatar)) AS avatar,
        iif(:wins, coalesce(:avatar_media, avatar_media), coalesce(avatar_media, :avatar_media)) AS avatar_media,
        iif(:wins OR links = '[]', coalesce(:links, links), links) AS links, max(told_by, :teller) AS told_by
      FROM author WHERE id = :id) AS new
    WHERE author.id = new.id
      AND (author.name, author.url, author.role, author.bio, author.avatar, author.links, author.told_by)
        IS NOT (new.name, new.url, new.role, new.bio, new.avatar, new.links, new.told_by)";

/// Notes who wrote an article, in order, in place of those noted before.
pub(super) fn write(
    tx: &Transaction<'_>,
    telling: &Telling,
    article: ArticleId,
    authors: &[NewAuthor],
) -> Result<()> {
    tx.prepare_cached("DELETE FROM article_author WHERE article_id = ?1")?.execute([article])?;
    for (position, author) in authors.iter().take(MOST).enumerate() {
        let (id, spelling) = learn(tx, telling, author)?;
        tx.prepare_cached(
            "INSERT INTO article_author (article_id, author_id, spelling_id, position) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO NOTHING",
        )?
        .execute((article, id, spelling, i64::try_from(position).unwrap_or(i64::MAX)))?;
    }
    Ok(())
}

/// Gives `stays` the authors of `goes` in place of its own.
pub(super) fn hand_over(tx: &Transaction<'_>, stays: ArticleId, goes: ArticleId) -> Result<()> {
    tx.prepare_cached("DELETE FROM article_author WHERE article_id = ?1")?.execute([stays])?;
    tx.prepare_cached("UPDATE article_author SET article_id = ?1 WHERE article_id = ?2")?
        .execute((stays, goes))?;
    Ok(())
}

/// Whether an article has an author.
pub(super) fn any(tx: &Transaction<'_>, article: ArticleId) -> Result<bool> {
    Ok(tx
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM article_author WHERE article_id = ?1)")?
        .query_row([article], |row| row.get(0))?)
}

/// The author who is written so in the publication (see [`spelling`]), and the spelling. What is told anew is taken in
/// from whoever told of them before or comes before that; others fill gaps. What is not told stays.
fn learn(tx: &Transaction<'_>, telling: &Telling, author: &NewAuthor) -> Result<(AuthorId, SpellingId)> {
    let Telling { publication, teller, .. } = *telling;
    let told = Told {
        publication,
        name: &author.name,
        name_key: slug(&author.name),
        url_key: author.url.as_deref().map(url_key),
    };
    let (id, known) = match spelling::find(tx, &told)? {
        Some((id, known)) => {
            take_in(tx, id, &told, author, teller)?;
            (id, known)
        }
        None => (insert(tx, &told, author, teller)?, None),
    };
    Ok((id, known.map_or_else(|| spelling::add(tx, &told, id), Ok)?))
}

fn insert(tx: &Transaction<'_>, told: &Told<'_>, author: &NewAuthor, teller: Teller) -> Result<AuthorId> {
    let avatar_media = author.avatar.as_deref().map(|avatar| media::refer(tx, avatar)).transpose()?;
    tx.prepare_cached(
        "INSERT INTO author
           (publication_id, name, name_key, url, url_key, role, bio, avatar, avatar_media, links, told_by)
         VALUES (:publication, :name, :name_key, :url, :url_key, :role, :bio, :avatar, :avatar_media, :links, :teller)",
    )?
    .execute(named_params! {
        ":publication": told.publication, ":name": told.name, ":name_key": told.name_key, ":url": author.url,
        ":url_key": told.url_key, ":role": author.role.as_deref(), ":bio": author.bio.as_deref(),
        ":avatar": author.avatar, ":avatar_media": avatar_media, ":links": Json(&author.links), ":teller": teller,
    })?;
    Ok(AuthorId(tx.last_insert_rowid()))
}

fn take_in(
    tx: &Transaction<'_>,
    id: AuthorId,
    told: &Told<'_>,
    author: &NewAuthor,
    teller: Teller,
) -> Result<()> {
    let there = tx
        .prepare_cached("SELECT name, name_key, url_key, told_by FROM author WHERE id = ?1")?
        .query_row([id], |row| {
            Ok(There {
                name: row.get("name")?,
                name_key: row.get("name_key")?,
                url_key: row.get("url_key")?,
                told_by: row.get("told_by")?,
            })
        })?;
    let wins = teller >= there.told_by;
    // Of two who are one only because the reader said so, each keeps the address they had.
    let at_home = there.url_key.is_none() || there.url_key == told.url_key;
    let avatar_media = author.avatar.as_deref().map(|avatar| media::refer(tx, avatar)).transpose()?;
    tx.prepare_cached(TAKE_IN)?.execute(named_params! {
        ":wins": wins, ":named": wins && there.takes(told),
        ":id": id, ":name": told.name, ":name_key": told.name_key,
        ":url": author.url.as_deref().filter(|_| at_home), ":url_key": told.url_key.as_deref().filter(|_| at_home),
        ":role": author.role.as_deref(), ":bio": author.bio.as_deref(), ":avatar": author.avatar,
        ":avatar_media": avatar_media, ":links": (!author.links.is_empty()).then_some(Json(&author.links)),
        ":teller": teller,
    })?;
    Ok(())
}

/// What an author is called so far, and where.
struct There {
    name: String,
    name_key: String,
    url_key: Option<String>,
    told_by: Teller,
}

impl There {
    /// Whether they are to be called as they are told: not by initials or in capitals where it was better, and not by
    /// somebody's name whom only the reader made one with them.
    fn takes(&self, told: &Told<'_>) -> bool {
        let is_shouted = |name: &str| !name.chars().any(char::is_lowercase);
        if self.name_key == told.name_key {
            return !is_shouted(told.name) || is_shouted(&self.name);
        }
        let moved_on = told.url_key.is_some() && told.url_key == self.url_key;
        let is_fuller = spelling::is_short_for(&self.name_key, &told.name_key);
        is_fuller || (moved_on && !spelling::is_short_for(&told.name_key, &self.name_key))
    }
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
           AND (p.removed_at IS NULL OR EXISTS (SELECT 1 FROM lasting WHERE article_id = a.id))
         GROUP BY au.id ORDER BY au.name_key, au.id"
    ))?;
    let mut authors = statement.query_map([only], page)?.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut spellings = spelling::all(conn, only)?;
    for page in &mut authors {
        page.spellings = page.author.id.and_then(|id| spellings.remove(&id)).unwrap_or_default();
    }
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
        spellings: Vec::new(),
    })
}

pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Author> {
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
