//! Publications: adding, naming, pausing, removing and bringing back.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};
use url::Url;

use super::row::{Json, Millis};
use super::{media, section, setting, source};
use crate::error::ErrorReport;
use crate::model::*;
use crate::source::feed_beside;
use crate::{Error, Result};

/// A publication and its first source on their way into the library.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Adding {
    /// What is spoken at the source.
    pub kind: SourceKind,
    /// The source's address.
    pub url: Url,
    /// The publication's name, until it says another itself.
    pub title: String,
    /// Its site.
    pub site: Option<String>,
    /// Folders it stands in.
    pub folder: Vec<String>,
    /// Its language, until it says another itself.
    pub language: Option<String>,
    /// Whether it is the sample edition.
    pub sample: bool,
    /// What else it can be read through.
    pub alternatives: Vec<Alternative>,
}

/// Another source of a publication, which is known and not asked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Alternative {
    /// What is spoken there.
    pub kind: SourceKind,
    /// Its address.
    pub url: Url,
    /// Why it does not answer, where it was asked and did not.
    pub problem: Option<ErrorReport>,
}

/// What came of adding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Added {
    /// The publication.
    pub publication: PublicationId,
    /// Its source.
    pub source: SourceId,
    /// Whether the reader did not have it just before.
    pub new: bool,
}

/// Adds a publication. One whose source is here already, in use or not, is the same publication; if it was removed it
/// comes back, and what it publishes until its next complete fetch is import again.
pub(crate) fn add(tx: &Transaction<'_>, adding: &Adding, now: DateTime<Utc>) -> Result<Added> {
    if let Some((publication, there)) = find(tx, adding)? {
        let removed = bring_back(tx, publication, now)?;
        let source = source::add_spare(tx, publication, adding.kind, &adding.url, now)?;
        // One that comes back through something better than it had is read through that.
        if removed && source != there {
            source::choose(tx, source, now)?;
        }
        know(tx, publication, adding, now)?;
        return Ok(Added { publication, source, new: removed });
    }
    let site = adding.site.as_deref().unwrap_or(adding.url.as_str());
    let publication = match without_source(tx, site)? {
        Some(publication) => publication,
        None => insert(tx, adding, now)?,
    };
    let source = source::add(tx, publication, adding.kind, &adding.url, now)?;
    know(tx, publication, adding, now)?;
    Ok(Added { publication, source, new: true })
}

fn insert(tx: &Transaction<'_>, adding: &Adding, now: DateTime<Utc>) -> Result<PublicationId> {
    tx.execute(
        "INSERT INTO publication (own_title, url, folder, language, sample, added_at)
         VALUES (:title, :url, :folder, :language, :sample, :now)",
        named_params! {
            ":title": adding.title, ":url": adding.site, ":folder": Json(&adding.folder),
            ":language": adding.language, ":sample": adding.sample, ":now": Millis(now),
        },
    )?;
    Ok(PublicationId(tx.last_insert_rowid()))
}

/// The publication of that site that came with a single article and has no source yet.
fn without_source(conn: &Connection, site: &str) -> Result<Option<PublicationId>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, url FROM publication WHERE removed_at IS NULL AND url IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM source WHERE publication_id = publication.id)",
    )?;
    let there: Vec<(PublicationId, String)> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    Ok(there.into_iter().find(|(_, url)| source::is_same_site(url, site)).map(|(id, _)| id))
}

/// The publication that the page at `page` belongs to: the one of its site, or one made for it under the name that the
/// page gives its site, else its host's.
pub(crate) fn of_page(
    tx: &Transaction<'_>,
    page: &Url,
    site: Option<&str>,
    now: DateTime<Utc>,
) -> Result<PublicationId> {
    let mut statement = tx.prepare_cached(
        "SELECT p.id, p.url FROM publication p WHERE p.removed_at IS NULL AND p.url IS NOT NULL
         UNION ALL SELECT p.id, s.url FROM publication p JOIN source s ON s.publication_id = p.id
           WHERE p.removed_at IS NULL ORDER BY 1",
    )?;
    let there: Vec<(PublicationId, String)> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    if let Some((id, _)) = there.iter().find(|(_, url)| source::is_same_site(url, page.as_str())) {
        return Ok(*id);
    }
    let host = page.host_str().unwrap_or_default();
    tx.execute(
        "INSERT INTO publication (own_title, url, added_at) VALUES (?1, ?2, ?3)",
        (site.unwrap_or(host.trim_start_matches("www.")), page.join("/").ok().map(String::from), Millis(now)),
    )?;
    Ok(PublicationId(tx.last_insert_rowid()))
}

/// The publication that is read through what is to be added, or could be. Its own address says more than those of its
/// alternatives, even where it was removed.
fn find(tx: &Transaction<'_>, adding: &Adding) -> Result<Option<(PublicationId, SourceId)>> {
    if let Some(there) = source::at(tx, &adding.url)? {
        return Ok(Some(there));
    }
    for alternative in &adding.alternatives {
        if let Some(there) = source::at(tx, &alternative.url)? {
            return Ok(Some(there));
        }
    }
    Ok(None)
}

/// Undoes a removal by adding once more. Whether there was one.
fn bring_back(tx: &Transaction<'_>, publication: PublicationId, now: DateTime<Utc>) -> Result<bool> {
    let removed = tx.execute(
        "UPDATE publication SET removed_at = NULL, paused = 0 WHERE id = ?1 AND removed_at IS NOT NULL",
        [publication],
    )? > 0;
    if removed {
        tx.execute(
            "UPDATE source SET imported_at = NULL, due_at = ?2, allowed_at = NULL, gone_at = NULL WHERE publication_id = ?1",
            (publication, Millis(now)),
        )?;
        // What waits since is as old as the rest of it.
        tx.execute(
            "UPDATE alert SET state = 'quiet'
             WHERE state = 'pending' AND article_id IN (SELECT id FROM article WHERE publication_id = ?1)",
            [publication],
        )?;
    }
    Ok(removed)
}

/// Notes what else a publication can be read through; every API has a feed beside it.
fn know(tx: &Transaction<'_>, publication: PublicationId, adding: &Adding, now: DateTime<Utc>) -> Result<()> {
    for Alternative { kind, url, problem } in &adding.alternatives {
        let id = source::add_spare(tx, publication, *kind, url, now)?;
        if let Some(problem) = problem {
            source::note_closed(tx, id, problem, now)?;
        }
    }
    let has_feed = adding.alternatives.iter().any(|other| other.kind == SourceKind::Feed);
    if let Some(feed) = feed_beside(adding.kind, &adding.url).filter(|_| !has_feed && !adding.sample) {
        source::add_spare(tx, publication, SourceKind::Feed, &feed, now)?;
    }
    Ok(())
}

/// Takes in what a fetch told about the publication itself; what it did not tell stays.
pub(super) fn learn(tx: &Transaction<'_>, id: PublicationId, told: &NewPublication) -> Result<()> {
    let icon_media = told.icon.as_deref().map(|icon| media::refer(tx, icon)).transpose()?;
    tx.prepare_cached(
        "UPDATE publication SET
           own_title = coalesce(nullif(:title, ''), own_title), url = coalesce(:url, url),
           description = coalesce(:description, description), told_icon = coalesce(:icon, told_icon),
           icon = CASE WHEN :icon <> coalesce(told_icon, '') THEN :icon ELSE icon END,
           icon_media = CASE WHEN :icon <> coalesce(told_icon, '') THEN :icon_media ELSE icon_media END,
           icon_checked_at = CASE WHEN :icon <> coalesce(told_icon, '') THEN NULL ELSE icon_checked_at END,
           language = coalesce(:language, language)
         WHERE id = :id AND (own_title, url, description, told_icon, language) IS NOT (
           coalesce(nullif(:title, ''), own_title), coalesce(:url, url), coalesce(:description, description),
           coalesce(:icon, told_icon), coalesce(:language, language))",
    )?
    .execute(named_params! {
        ":id": id, ":title": told.title.as_deref(), ":url": told.url,
        ":description": told.description.as_deref(), ":icon": told.icon, ":icon_media": icon_media,
        ":language": told.language,
    })?;
    section::learn(tx, id, &told.sections)
}

/// Gives a publication the reader's own name; an empty one brings the publisher's back.
pub(crate) fn rename(tx: &Transaction<'_>, id: PublicationId, title: &str) -> Result<()> {
    let changed = tx.execute(
        "UPDATE publication SET given_title = nullif(?2, '') WHERE id = ?1 AND removed_at IS NULL",
        (id, title.trim()),
    )?;
    there(id, changed)
}

/// Leaves it out of refreshes, or takes it in again.
pub(crate) fn pause(tx: &Transaction<'_>, id: PublicationId, paused: bool) -> Result<()> {
    let changed =
        tx.execute("UPDATE publication SET paused = ?2 WHERE id = ?1 AND removed_at IS NULL", (id, paused))?;
    there(id, changed)
}

/// Sets how often it is asked, in minutes; `None` for as often as all.
pub(crate) fn set_interval(tx: &Transaction<'_>, id: PublicationId, minutes: Option<u32>) -> Result<()> {
    if let Some(minutes) = minutes.filter(|minutes| !INTERVALS.contains(minutes)) {
        return Err(Error::Invalid { what: "an interval", value: minutes.to_string() });
    }
    let changed = tx.execute(
        "UPDATE publication SET refresh_minutes = ?2 WHERE id = ?1 AND removed_at IS NULL",
        (id, minutes),
    )?;
    there(id, changed)?;
    match minutes.or(setting::all(tx)?.refresh_minutes) {
        Some(minutes) => source::space_out(tx, Some(id), minutes),
        None => Ok(()),
    }
}

/// Sets how many days its articles stay, and how many of them; `None` for as all do, 0 for ever and all of them.
pub(crate) fn set_retention(
    tx: &Transaction<'_>,
    id: PublicationId,
    days: Option<u32>,
    articles: Option<u32>,
) -> Result<()> {
    let bounds = [("a number of days", days, KEEP_DAYS), ("a number of articles", articles, KEEP_ARTICLES)];
    for (what, value, bounds) in bounds {
        if let Some(value) = value.filter(|value| *value != 0 && !bounds.contains(value)) {
            return Err(Error::Invalid { what, value: value.to_string() });
        }
    }
    let changed = tx.execute(
        "UPDATE publication SET keep_days = ?2, keep_articles = ?3 WHERE id = ?1 AND removed_at IS NULL",
        (id, days, articles),
    )?;
    there(id, changed)
}

/// Whether any publication keeps less than everything by a choice of its own.
pub(super) fn any_retention(conn: &Connection) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM publication WHERE keep_days > 0 OR keep_articles > 0)";
    Ok(conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

/// Hides it and all that is not saved of it, to be purged a day later.
pub(crate) fn remove(tx: &Transaction<'_>, id: PublicationId, now: DateTime<Utc>) -> Result<()> {
    let changed = tx.execute(
        "UPDATE publication SET removed_at = ?2 WHERE id = ?1 AND removed_at IS NULL",
        (id, Millis(now)),
    )?;
    there(id, changed)
}

/// Whether it is removed, and not brought back since.
pub(super) fn is_removed(tx: &Transaction<'_>, id: PublicationId) -> Result<bool> {
    Ok(tx
        .prepare_cached("SELECT removed_at IS NOT NULL FROM publication WHERE id = ?1")?
        .query_row([id], |row| row.get(0))?)
}

/// Undoes [`remove`]. One that was not removed is left as it is.
pub(crate) fn restore(tx: &Transaction<'_>, id: PublicationId) -> Result<()> {
    let changed = tx.execute("UPDATE publication SET removed_at = NULL WHERE id = ?1", [id])?;
    there(id, changed)
}

pub(super) fn there(id: PublicationId, changed: usize) -> Result<()> {
    if changed == 0 { Err(missing(id)) } else { Ok(()) }
}

fn missing(id: PublicationId) -> Error {
    Error::NotFound { kind: "publication", id: id.to_string() }
}

/// All publications, by title; or only one.
pub(crate) fn all(
    conn: &Connection,
    only: Option<PublicationId>,
    now: DateTime<Utc>,
) -> Result<Vec<Publication>> {
    let mut statement = conn.prepare_cached(
        "SELECT p.*, coalesce(p.given_title, p.own_title) AS title, f.id AS follow
         FROM publication p LEFT JOIN follow f ON f.kind = 'publication' AND f.key = CAST(p.id AS TEXT)
         WHERE p.removed_at IS NULL AND (?1 IS NULL OR p.id = ?1)",
    )?;
    let mut publications: Vec<Publication> =
        statement.query_map([only], from_row)?.collect::<rusqlite::Result<_>>()?;
    let mut sources: HashMap<PublicationId, Vec<Source>> = HashMap::new();
    for source in source::all(conn, only, now)? {
        sources.entry(source.publication).or_default().push(source);
    }
    let mut sections = section::all(conn, only)?;
    let counts = counts(conn, only)?;
    for publication in &mut publications {
        publication.sources = sources.remove(&publication.id).unwrap_or_default();
        publication.sections = sections.remove(&publication.id).unwrap_or_default();
        publication.counts = counts.get(&publication.id).copied().unwrap_or(publication.counts);
    }
    publications.sort_by_cached_key(|publication| (slug(&publication.title), publication.id));
    Ok(publications)
}

/// One publication.
pub(crate) fn get(conn: &Connection, id: PublicationId, now: DateTime<Utc>) -> Result<Publication> {
    all(conn, Some(id), now)?.pop().ok_or_else(|| missing(id))
}

/// What a publication is called.
pub(super) fn title(conn: &Connection, id: PublicationId) -> Result<String> {
    conn.query_row(
        "SELECT coalesce(given_title, own_title) FROM publication WHERE id = ?1 AND removed_at IS NULL",
        [id],
        |row| row.get(0),
    )
    .optional()?
    .ok_or_else(|| missing(id))
}

fn counts(conn: &Connection, only: Option<PublicationId>) -> Result<HashMap<PublicationId, ArticleCounts>> {
    let mut statement = conn.prepare_cached(
        "SELECT a.publication_id, count(*) AS total, count(*) - count(st.fingerprint) AS unread
         FROM article a LEFT JOIN status st ON st.fingerprint = a.fingerprint
         WHERE ?1 IS NULL OR a.publication_id = ?1 GROUP BY a.publication_id",
    )?;
    let counts = statement
        .query_map([only], |row| {
            Ok((
                row.get("publication_id")?,
                ArticleCounts { total: row.get("total")?, unread: row.get("unread")? },
            ))
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(counts)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Publication> {
    Ok(Publication {
        id: row.get("id")?,
        title: row.get("title")?,
        own_title: row.get("own_title")?,
        url: row.get("url")?,
        description: row.get("description")?,
        icon: row.get("icon")?,
        icon_media: row.get("icon_media")?,
        language: row.get("language")?,
        folder: row.get::<_, Json<_>>("folder")?.0,
        paused: row.get("paused")?,
        refresh_minutes: row.get("refresh_minutes")?,
        keep_days: row.get("keep_days")?,
        keep_articles: row.get("keep_articles")?,
        pictures: row.get("pictures")?,
        sample: row.get("sample")?,
        sections: Vec::new(),
        sources: Vec::new(),
        counts: ArticleCounts { total: 0, unread: 0 },
        follow: row.get("follow")?,
        added_at: row.get::<_, Millis>("added_at")?.0,
    })
}

/// The columns `publication_id`, `publication_title`, `publication_url`, `publication_icon` and
/// `publication_icon_media` of any query that names a publication beside something else.
pub(super) fn reference(row: &Row<'_>) -> rusqlite::Result<PublicationRef> {
    Ok(PublicationRef {
        id: row.get("publication_id")?,
        title: row.get("publication_title")?,
        url: row.get("publication_url")?,
        icon: row.get("publication_icon")?,
        icon_media: row.get("publication_icon_media")?,
    })
}

/// Those columns, from a table called `p`.
pub(super) const REFERENCE: &str =
    "p.id AS publication_id, coalesce(p.given_title, p.own_title) AS publication_title,
    p.url AS publication_url, p.icon AS publication_icon, p.icon_media AS publication_icon_media";
