//! Media: the pictures things in the library show, each known by its address and kept by the hash of its bytes.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};

use super::asking;
use super::row::{Json, Millis};
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
    /// When it was last shown, to the day.
    pub shown_at: Option<DateTime<Utc>>,
    /// The host its address sent us on to, while that may not be asked.
    pub sent_on: Option<String>,
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

/// What a picture looks like before it is there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Looks {
    /// Its width in pixels, once it was fetched.
    pub width: Option<u32>,
    /// Its height in pixels, once it was fetched.
    pub height: Option<u32>,
    /// Its mean colour as `#rrggbb`, once it was shown.
    pub colour: Option<String>,
}

/// How long showing a picture again is not worth a note.
const SHOWN_OFTEN: TimeDelta = TimeDelta::days(1);

const COLUMNS: &str = "m.id, m.url, m.hash, m.mime, m.bytes, m.width, m.height, m.etag, m.last_modified, m.problem, m.shown_at, \
     m.sent_on";

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
    Ok(Media {
        id: row.get("id")?,
        url: row.get("url")?,
        kept,
        problem: row.get("problem")?,
        shown_at: row.get::<_, Option<Millis>>("shown_at")?.map(|at| at.0),
        sent_on: row.get("sent_on")?,
    })
}

/// Notes that something shows the picture at `url`; whoever refers to the id keeps it.
pub(super) fn refer(tx: &Transaction<'_>, url: &str) -> Result<MediaId> {
    let id = MediaId::of(url);
    tx.prepare_cached("INSERT INTO media (id, url) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING")?
        .execute((&id, url))?;
    Ok(id)
}

/// Notes which pictures an article shows, its own and those of what stands beside it, in place of those noted before.
pub(crate) fn show<'a>(
    tx: &Transaction<'_>,
    article: ArticleId,
    own: impl IntoIterator<Item = &'a str, IntoIter: Clone>,
    beside: impl IntoIterator<Item = &'a str>,
) -> Result<()> {
    let own = own.into_iter();
    asking::name_hosts(tx, asking::publication_of(tx, article)?, own.clone())?;
    tx.prepare_cached("DELETE FROM article_media WHERE article_id = ?1")?.execute([article])?;
    for url in own.chain(beside) {
        let id = refer(tx, url)?;
        tx.prepare_cached(
            "INSERT INTO article_media (article_id, media_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
        )?
        .execute((article, id))?;
    }
    Ok(())
}

/// Keeps the pictures that stood in an article's markup, as far as the article shows them.
pub(super) fn keep_inline(tx: &Transaction<'_>, inline: &Inline) -> Result<()> {
    for picture in &inline.0 {
        tx.prepare_cached("INSERT OR IGNORE INTO inline_picture SELECT id, ?2 FROM media WHERE id = ?1")?
            .execute((MediaId::of(&picture.url), &picture.bytes))?;
    }
    Ok(())
}

/// The bytes of a picture that stood in an article's markup; `None` where they were too large to take.
pub(crate) fn inline(conn: &Connection, id: &MediaId) -> Result<Option<Vec<u8>>> {
    let mut bytes = conn.prepare_cached("SELECT bytes FROM inline_picture WHERE media_id = ?1")?;
    Ok(bytes.query_row([id], |row| row.get(0)).optional()?)
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
           etag = :etag, last_modified = :last_modified, fetched_at = :now, problem = NULL, sent_on = NULL
         WHERE id = :id",
    )?
    .execute(named_params! {
        ":id": id, ":hash": kept.hash, ":mime": kept.mime, ":bytes": kept.bytes, ":width": kept.width,
        ":height": kept.height, ":etag": kept.validators.etag, ":last_modified": kept.validators.last_modified,
        ":now": Millis(now),
    })?;
    Ok(())
}

/// What is known of the looks of these pictures.
pub(super) fn looks(conn: &Connection, ids: &[MediaId]) -> Result<HashMap<MediaId, Looks>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, width, height, colour FROM media
         WHERE id IN (SELECT value FROM json_each(?1)) AND (width IS NOT NULL OR colour IS NOT NULL)",
    )?;
    let looks = statement
        .query_map([Json(ids)], |row| {
            let colour: Option<u32> = row.get("colour")?;
            let colour = colour.map(|colour| format!("#{colour:06x}"));
            let looks = Looks { width: row.get("width")?, height: row.get("height")?, colour };
            Ok((row.get("id")?, looks))
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(looks)
}

/// Whether it is worth a note that a picture is shown `now`: what was shown last is let go last.
pub(crate) fn is_shown_anew(media: &Media, now: DateTime<Utc>) -> bool {
    media.shown_at.is_none_or(|at| now - at >= SHOWN_OFTEN)
}

/// Notes that a picture is shown.
pub(crate) fn note_shown(tx: &Transaction<'_>, id: &MediaId, now: DateTime<Utc>) -> Result<()> {
    tx.prepare_cached("UPDATE media SET shown_at = ?2 WHERE id = ?1")?.execute((id, Millis(now)))?;
    Ok(())
}

/// Notes the colour that the bytes kept under `hash` have on the whole.
pub(crate) fn note_colour(tx: &Transaction<'_>, hash: &str, colour: u32) -> Result<()> {
    tx.prepare_cached("UPDATE media SET colour = ?2 WHERE hash = ?1 AND colour IS NOT ?2")?
        .execute((hash, colour))?;
    Ok(())
}

/// Notes that a picture could not be had, and which host it waits for. Bytes that are kept stay kept.
pub(crate) fn note_failed(
    tx: &Transaction<'_>,
    id: &MediaId,
    code: &str,
    sent_on: Option<&str>,
) -> Result<()> {
    tx.prepare_cached("UPDATE media SET problem = ?2, sent_on = ?3 WHERE id = ?1")?
        .execute((id, code, sent_on))?;
    Ok(())
}

/// The hashes of the pictures that saved articles show, each once.
const SAVED: &str = "SELECT DISTINCT m.hash FROM media m WHERE m.hash IS NOT NULL AND m.id IN (
    SELECT media_id FROM article_media WHERE article_id IN (SELECT article_id FROM save)
    UNION SELECT au.avatar_media FROM article_author aa JOIN author au ON au.id = aa.author_id
      WHERE aa.article_id IN (SELECT article_id FROM save)
    UNION SELECT p.icon_media FROM article a JOIN publication p ON p.id = a.publication_id
      WHERE a.id IN (SELECT article_id FROM save))";

/// The hashes of pictures that came in an archive, where they stood in an article's markup: nothing else has them.
const ONLY: &str = "SELECT hash FROM media WHERE hash IS NOT NULL AND url LIKE 'inline:%'
    AND id NOT IN (SELECT media_id FROM inline_picture)";

/// Bytes of all kept files.
pub(super) fn kept_bytes(conn: &Connection) -> Result<u64> {
    let sql =
        "SELECT coalesce(sum(bytes), 0) FROM (SELECT DISTINCT hash, bytes FROM media WHERE hash IS NOT NULL)";
    Ok(conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

/// Bytes of the kept files that no saved article shows.
pub(super) fn cached_bytes(conn: &Connection) -> Result<u64> {
    let sql = format!(
        "SELECT coalesce(sum(bytes), 0) FROM (
           SELECT DISTINCT hash, bytes FROM media WHERE hash IS NOT NULL AND hash NOT IN ({SAVED}))"
    );
    Ok(conn.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
}

/// Forgets the bytes of pictures that no saved article shows, those shown longest ago first, until the rest takes at
/// most `budget` bytes. The files are for the sweep to delete; what the pictures look like stays known. Says whether
/// any went.
pub(crate) fn forget_cached(tx: &Transaction<'_>, budget: u64) -> Result<bool> {
    let forgotten = tx.execute(
        &format!(
            "WITH cached AS (
               SELECT hash, max(bytes) AS bytes, max(coalesce(shown_at, fetched_at, 0)) AS at
               FROM media WHERE hash IS NOT NULL AND hash NOT IN ({SAVED}) AND hash NOT IN ({ONLY}) GROUP BY hash),
             stacked AS (SELECT hash, sum(bytes) OVER (ORDER BY at DESC, hash) AS up_to_here FROM cached)
             UPDATE media SET hash = NULL, mime = NULL, bytes = NULL, fetched_at = NULL
             WHERE hash IN (SELECT hash FROM stacked WHERE up_to_here > ?1)"
        ),
        [budget],
    )?;
    Ok(forgotten > 0)
}

/// What `verify` reads again: the hashes of the pictures that saved articles show.
pub(crate) fn saved_hashes(conn: &Connection) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached(&format!("{SAVED} ORDER BY m.hash"))?;
    let hashes = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(hashes)
}

/// The hashes of all kept files, each once.
pub(crate) fn kept_hashes(conn: &Connection) -> Result<Vec<String>> {
    let mut statement =
        conn.prepare_cached("SELECT DISTINCT hash FROM media WHERE hash IS NOT NULL ORDER BY hash")?;
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
