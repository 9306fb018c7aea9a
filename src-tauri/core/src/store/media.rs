//! Media: the pictures things in the library show, each known by its address and kept by the hash of its bytes.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};

use super::row::Millis;
use super::source::host;
use crate::fetch::Validators;
use crate::model::*;
use crate::{Error, Result};

/// A picture something in the library shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Media {
    /// Its id.
    pub id: MediaId,
    /// Its address.
    pub url: String,
    /// The kept file, once fetched.
    pub kept: Option<Kept>,
    /// The error code of the last attempt, while it fails.
    pub problem: Option<String>,
}

/// The bytes of a picture, as they were kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    /// BLAKE3 of the bytes in lower-case hex: the file's name.
    pub hash: String,
    /// Their media type, from the bytes themselves.
    pub mime: String,
    /// How many.
    pub bytes: u64,
    /// The width in pixels, where known.
    pub width: Option<u32>,
    /// The height in pixels, where known.
    pub height: Option<u32>,
    /// What its server gave, to be told "unchanged".
    pub validators: Validators,
}

const COLUMNS: &str =
    "m.id, m.url, m.hash, m.mime, m.bytes, m.width, m.height, m.etag, m.last_modified, m.problem";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Media> {
    let kept = match row.get::<_, Option<String>>("hash")? {
        Some(hash) => Some(Kept {
            hash,
            mime: row.get("mime")?,
            bytes: row.get("bytes")?,
            width: row.get("width")?,
            height: row.get("height")?,
            validators: Validators { etag: row.get("etag")?, last_modified: row.get("last_modified")? },
        }),
        None => None,
    };
    Ok(Media { id: row.get("id")?, url: row.get("url")?, kept, problem: row.get("problem")? })
}

/// Notes that something shows the picture at `url`; whoever refers to the id keeps it.
pub(super) fn refer(tx: &Transaction<'_>, url: &str) -> Result<MediaId> {
    let id = MediaId::of(url);
    tx.prepare_cached("INSERT INTO media (id, url) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING")?
        .execute((&id, url))?;
    Ok(id)
}

/// Notes which pictures an article shows, in place of those noted before.
pub(crate) fn show<'a>(
    tx: &Transaction<'_>,
    article: ArticleId,
    urls: impl IntoIterator<Item = &'a str>,
) -> Result<()> {
    tx.prepare_cached("DELETE FROM article_media WHERE article_id = ?1")?.execute([article])?;
    for url in urls {
        let id = refer(tx, url)?;
        tx.prepare_cached(
            "INSERT INTO article_media (article_id, media_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
        )?
        .execute((article, id))?;
    }
    Ok(())
}

/// A picture that belongs to something in the library.
pub(crate) fn get(conn: &Connection, id: &MediaId) -> Result<Media> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM media m WHERE m.id = ?1 AND (
           EXISTS (SELECT 1 FROM article_media WHERE media_id = m.id)
           OR EXISTS (SELECT 1 FROM author WHERE avatar_media = m.id)
           OR EXISTS (SELECT 1 FROM publication WHERE icon_media = m.id))"
    ))?
    .query_row([id], from_row)
    .optional()?
    .ok_or_else(|| Error::NotFound { kind: "media", id: id.as_str().to_owned() })
}

/// The host of a source of a publication that shows the picture: the picture's own host where one is, since only
/// a source's own host may be on a private network.
pub(crate) fn home(conn: &Connection, media: &Media) -> Result<Option<String>> {
    let mut statement = conn.prepare_cached(
        "SELECT s.url FROM source s WHERE s.publication_id IN (
           SELECT a.publication_id FROM article_media am JOIN article a ON a.id = am.article_id
             WHERE am.media_id = ?1
           UNION SELECT publication_id FROM author WHERE avatar_media = ?1
           UNION SELECT id FROM publication WHERE icon_media = ?1)
         ORDER BY s.id",
    )?;
    let urls: Vec<String> =
        statement.query_map([&media.id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let own = host(&media.url);
    let mut hosts = urls.iter().filter_map(|url| host(url));
    let first = hosts.next();
    Ok(if first == own { first } else { hosts.find(|host| Some(host) == own.as_ref()).or(first) })
}

/// The pictures an article shows: those of its page, of its authors and of its publication.
pub(crate) fn of_article(conn: &Connection, id: ArticleId) -> Result<Vec<Media>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM media m WHERE m.id IN (
           SELECT media_id FROM article_media WHERE article_id = ?1
           UNION SELECT au.avatar_media FROM article_author aa JOIN author au ON au.id = aa.author_id
             WHERE aa.article_id = ?1
           UNION SELECT p.icon_media FROM article a JOIN publication p ON p.id = a.publication_id
             WHERE a.id = ?1)
         ORDER BY m.id"
    ))?;
    let media = statement.query_map([id], from_row)?.collect::<rusqlite::Result<_>>()?;
    Ok(media)
}

/// Notes that a picture was fetched and its bytes are kept.
pub(crate) fn note_fetched(
    tx: &Transaction<'_>,
    id: &MediaId,
    kept: &Kept,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.prepare_cached(
        "UPDATE media SET hash = :hash, mime = :mime, bytes = :bytes, width = :width, height = :height,
           etag = :etag, last_modified = :last_modified, fetched_at = :now, problem = NULL
         WHERE id = :id",
    )?
    .execute(named_params! {
        ":id": id, ":hash": kept.hash, ":mime": kept.mime, ":bytes": kept.bytes, ":width": kept.width,
        ":height": kept.height, ":etag": kept.validators.etag, ":last_modified": kept.validators.last_modified,
        ":now": Millis(now),
    })?;
    Ok(())
}

/// Notes that a picture could not be had. Bytes that are kept stay kept.
pub(crate) fn note_failed(tx: &Transaction<'_>, id: &MediaId, code: &str) -> Result<()> {
    tx.prepare_cached("UPDATE media SET problem = ?2 WHERE id = ?1")?.execute((id, code))?;
    Ok(())
}

/// The hashes of the pictures that saved articles show, each once.
const SAVED: &str = "SELECT DISTINCT m.hash FROM media m WHERE m.hash IS NOT NULL AND m.id IN (
    SELECT media_id FROM article_media WHERE article_id IN (SELECT article_id FROM save)
    UNION SELECT au.avatar_media FROM article_author aa JOIN author au ON au.id = aa.author_id
      WHERE aa.article_id IN (SELECT article_id FROM save)
    UNION SELECT p.icon_media FROM article a JOIN publication p ON p.id = a.publication_id
      WHERE a.id IN (SELECT article_id FROM save))";

/// Bytes of the kept files that no saved article shows.
pub(super) fn cached_bytes(conn: &Connection) -> Result<u64> {
    let sql = format!(
        "SELECT coalesce(sum(bytes), 0) FROM (
           SELECT DISTINCT hash, bytes FROM media WHERE hash IS NOT NULL AND hash NOT IN ({SAVED}))"
    );
    Ok(conn.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
}

/// Forgets the bytes of every picture that no saved article shows. The files are for the sweep to delete.
pub(crate) fn forget_cached(tx: &Transaction<'_>) -> Result<()> {
    tx.execute(
        &format!(
            "UPDATE media SET hash = NULL, mime = NULL, bytes = NULL, width = NULL, height = NULL, fetched_at = NULL
             WHERE hash IS NOT NULL AND hash NOT IN ({SAVED})"
        ),
        [],
    )?;
    Ok(())
}

/// What `verify` reads again: the hashes of the pictures that saved articles show.
pub(crate) fn saved_hashes(conn: &Connection) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached(&format!("{SAVED} ORDER BY m.hash"))?;
    let hashes = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(hashes)
}

/// Forgets pictures nothing shows any more.
pub(super) fn forget_unused(tx: &Transaction<'_>) -> Result<()> {
    tx.execute(
        "DELETE FROM media WHERE id NOT IN (
           SELECT media_id FROM article_media
           UNION SELECT avatar_media FROM author WHERE avatar_media IS NOT NULL
           UNION SELECT icon_media FROM publication WHERE icon_media IS NOT NULL)",
        [],
    )?;
    Ok(())
}

/// Whether some picture's bytes are kept under `hash`: a file that nobody names may be deleted.
pub(crate) fn is_kept(conn: &Connection, hash: &str) -> Result<bool> {
    Ok(conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM media WHERE hash = ?1)")?
        .query_row([hash], |row| row.get(0))?)
}
