//! Which publications' icons are to be looked for, and what was found.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Transaction};
use url::Url;

use super::media::{self, Kept, Media};
use super::row::{Address, Millis};
use super::setting;
use crate::Result;
use crate::model::*;

/// A publication whose icon's turn it is.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    /// Which.
    pub publication: PublicationId,
    /// Its site, or else where it is fetched from.
    pub site: Url,
    /// The host the reader chose.
    pub home: Option<String>,
    /// The icon its source tells.
    pub told: Option<String>,
    /// The icon that is shown, and what is kept of it.
    pub shown: Option<Media>,
}

/// The publications whose icon was never looked for, or not since `before`; those that wait longest first. Where pictures
/// are not asked for by themselves, icons are not either.
pub(crate) fn due(
    conn: &Connection,
    only: Option<PublicationId>,
    before: DateTime<Utc>,
    most: u32,
) -> Result<Vec<Wanted>> {
    let mut statement = conn.prepare_cached(
        "SELECT p.id, p.url AS site, p.told_icon, p.icon_media, s.url AS source
         FROM publication p JOIN source s ON s.publication_id = p.id AND s.in_use
         WHERE p.removed_at IS NULL AND NOT p.paused AND (?1 IS NULL OR p.id = ?1) AND s.succeeded_at IS NOT NULL
           AND (p.icon_checked_at IS NULL OR p.icon_checked_at < ?2) AND coalesce(p.pictures, ?4) = 'always'
         GROUP BY p.id ORDER BY p.icon_checked_at, p.id LIMIT ?3",
    )?;
    let mut rows = statement.query((only, Millis(before), most, setting::all(conn)?.pictures))?;
    let mut wanted = Vec::new();
    while let Some(row) = rows.next()? {
        let source = row.get::<_, Address>("source")?.0;
        let site: Option<String> = row.get("site")?;
        let shown = match row.get::<_, Option<MediaId>>("icon_media")? {
            Some(id) => Some(media::get(conn, &id)?),
            None => None,
        };
        wanted.push(Wanted {
            publication: row.get("id")?,
            site: site.and_then(|site| Url::parse(&site).ok()).unwrap_or_else(|| source.clone()),
            home: source.host_str().map(str::to_owned),
            told: row.get("told_icon")?,
            shown,
        });
    }
    Ok(wanted)
}

/// Notes that a publication's icon was found and its bytes are kept.
pub(crate) fn note_found(
    tx: &Transaction<'_>,
    publication: PublicationId,
    url: &str,
    kept: &Kept,
    now: DateTime<Utc>,
) -> Result<()> {
    let id = media::refer(tx, url)?;
    media::note_fetched(tx, &id, kept, now)?;
    tx.execute(
        "UPDATE publication SET icon = ?2, icon_media = ?3, icon_checked_at = ?4 WHERE id = ?1",
        (publication, url, id, Millis(now)),
    )?;
    Ok(())
}

/// Notes that a publication's icon was looked for. One that is `gone` is not shown any more.
pub(crate) fn note_checked(
    tx: &Transaction<'_>,
    publication: PublicationId,
    gone: bool,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.execute(
        "UPDATE publication SET icon_checked_at = ?2, icon = CASE WHEN ?3 THEN NULL ELSE icon END,
           icon_media = CASE WHEN ?3 THEN NULL ELSE icon_media END
         WHERE id = ?1",
        (publication, Millis(now), gone),
    )?;
    Ok(())
}
