//! Keeping saved articles that come back from an archive of ours, and reading what an archive holds of one besides
//! what its page shows.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, named_params};

use super::body::{self, Body};
use super::identity::{self, Origin};
use super::media::{self, Kept};
use super::row::Millis;
use super::source::{self, host};
use super::teller::Telling;
use super::{article, asking, found, index, note, page, position, save, status, version};
use crate::Result;
use crate::model::*;
use crate::transfer::export::Marks;

/// An article that comes back.
#[derive(Debug, Clone)]
pub(crate) struct Restoring {
    /// The article.
    pub told: NewArticle,
    /// Who published it.
    pub publication: NewPublication,
    /// When the library it comes from first saw it.
    pub first_seen_at: DateTime<Utc>,
    /// When that library last noticed a change.
    pub edited_at: Option<DateTime<Utc>>,
    /// What it said before.
    pub versions: Vec<Version>,
    /// When it was saved.
    pub saved_at: DateTime<Utc>,
    /// Whether a follow saved it, and not the reader.
    pub automatic: bool,
    /// What the reader did with it.
    pub marks: Marks,
    /// What the reader wrote on it.
    pub written: Written,
    /// The bytes of its pictures, kept already, by their addresses.
    pub pictures: Vec<(String, Kept)>,
    /// The error codes of those that could not be had, by their addresses.
    pub problems: Vec<(String, String)>,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Restored {
    /// It is saved now, and so many of its pictures are missing.
    Saved { missing: u32 },
    /// It was saved here already.
    Already,
}

/// Keeps and saves an article, sealed as it comes: pictures it misses are tried again like those of any save. One that
/// is saved here stays as it is, unless a follow saved it here and the reader there; it takes only what pictures it
/// misses, what it said before and what is written on it.
pub(crate) fn restore(tx: &Transaction<'_>, restoring: &Restoring, now: DateTime<Utc>) -> Result<Restored> {
    let told = &restoring.told;
    let publication = publication_of(tx, &restoring.publication, told.url.as_deref(), now)?;
    let items = identity::items(std::slice::from_ref(told), Origin::page(publication));
    let item = items.first().ok_or_else(|| super::unexpected("an article that is no item"))?;
    let known = identity::recognise(tx, &items)?.first().copied().flatten();
    let telling = Telling::by_page(publication);
    let id = match known {
        Some(id) if is_readers(tx, id)? || (restoring.automatic && save::is_saved(tx, id)?) => {
            take_pictures(tx, id, restoring, now)?;
            take_versions(tx, id, restoring)?;
            note::take_in(tx, id, &restoring.written, now)?;
            return Ok(Restored::Already);
        }
        Some(id) => {
            article::update(tx, &telling, id, item, now)?;
            take_body(tx, id, told)?;
            id
        }
        None => article::insert(tx, &telling, item, restoring.first_seen_at.min(now))?,
    };
    take_versions(tx, id, restoring)?;
    page::mark_read(tx, id, now)?;
    if let Some(at) = restoring.marks.read_at {
        status::mark(tx, &[id], true, at)?;
    }
    if known.is_none() {
        position::keep(tx, id, restoring.marks.position, now)?;
    }
    match restoring.automatic {
        true => save::bring(tx, id, restoring.saved_at)?,
        false => save::add(tx, id, restoring.saved_at)?,
    }
    note::take_in(tx, id, &restoring.written, now)?;
    take_pictures(tx, id, restoring, now)?;
    Ok(Restored::Saved { missing: seal(tx, id, restoring, now)? })
}

/// Notes that the copy is sealed, and what it misses. How many pictures that are.
fn seal(tx: &Transaction<'_>, id: ArticleId, restoring: &Restoring, now: DateTime<Utc>) -> Result<u32> {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let shown = asking::sealed_of(tx, id)?;
    let missing: Vec<_> = shown.iter().filter(|media| media.kept.is_none()).collect();
    let mut problem = None;
    for media in &missing {
        if let Some((_, code)) = restoring.problems.iter().find(|(address, _)| *address == media.url) {
            media::note_failed(tx, &media.id, code, None)?;
            problem.get_or_insert_with(|| code.clone());
        }
    }
    let state = if missing.is_empty() { SaveState::Complete } else { SaveState::Partial };
    let retry_at = Some(now).filter(|_| !missing.is_empty());
    let (pictures, missing) = (count(shown.len()), count(missing.len()));
    let before = save::get(tx, id)?.ok_or_else(|| super::unexpected("an article that was just saved"))?;
    save::note(tx, id, &Save { state, pictures, missing, problem, retry_at, ..before })?;
    Ok(missing)
}

/// The publication of an article that comes back from an archive: the one of its name and site, or the one that is read
/// from its site, or one made for it.
fn publication_of(
    tx: &Transaction<'_>,
    told: &NewPublication,
    page: Option<&str>,
    now: DateTime<Utc>,
) -> Result<PublicationId> {
    let site = told.url.as_deref().or(page).unwrap_or_default();
    let host = host(site).unwrap_or_default();
    let title = told.title.as_deref().unwrap_or_else(|| host.trim_start_matches("www."));
    let mut statement = tx.prepare_cached(
        "SELECT p.id, coalesce(p.url, s.url, '') AS site, s.id IS NOT NULL AS is_read,
           ?1 IN (p.own_title, p.given_title) AS is_named
         FROM publication p LEFT JOIN source s ON s.publication_id = p.id AND s.in_use
         WHERE p.removed_at IS NULL ORDER BY is_named DESC, p.id",
    )?;
    let mut rows = statement.query([title])?;
    while let Some(row) = rows.next()? {
        let (there, is_named): (String, Option<bool>) = (row.get("site")?, row.get("is_named")?);
        // One that came from an archive that names no site of it is known by its name alone.
        let are_without = there.is_empty() && told.url.is_none();
        let is_its_site = are_without || there == site || source::is_same_site(&there, site);
        if is_its_site && (is_named == Some(true) || row.get("is_read")?) {
            return Ok(row.get("id")?);
        }
    }
    let icon_media = told.icon.as_deref().map(|icon| media::refer(tx, icon)).transpose()?;
    tx.execute(
        "INSERT INTO publication (own_title, url, icon, told_icon, icon_media, added_at)
         VALUES (:title, :url, :icon, :icon, :icon_media, :now)",
        named_params! {
            ":title": title, ":url": told.url, ":icon": told.icon, ":icon_media": icon_media, ":now": Millis(now),
        },
    )?;
    Ok(PublicationId(tx.last_insert_rowid()))
}

/// Whether the reader saved an article, and no follow did.
fn is_readers(tx: &Transaction<'_>, id: ArticleId) -> Result<bool> {
    Ok(save::get(tx, id)?.is_some_and(|save| !save.automatic))
}

/// Gives an article the body that was saved, whatever its publisher has made of it since: that is what a save keeps.
fn take_body(tx: &Transaction<'_>, id: ArticleId, told: &NewArticle) -> Result<()> {
    let body = Body::told(told);
    if body.is_empty() || told.extent <= Extent::Cut {
        return Ok(());
    }
    body::write(tx, id, &body)?;
    tx.execute("UPDATE article SET extent = ?2 WHERE id = ?1", (id, told.extent))?;
    let lead = article::get(tx, id)?.summary.lead_image.map(|image| image.url);
    media::show(tx, id, body.own(lead.as_deref()), body.beside())?;
    found::write(tx, id)?;
    index::write(tx, id)
}

/// Takes in what it said before, and when it was edited, unless it was edited here too.
fn take_versions(tx: &Transaction<'_>, id: ArticleId, restoring: &Restoring) -> Result<()> {
    version::take_in(tx, id, &restoring.versions)?;
    let edited_at = restoring.edited_at.map(Millis);
    tx.execute("UPDATE article SET edited_at = coalesce(edited_at, ?2) WHERE id = ?1", (id, edited_at))?;
    Ok(())
}

/// Notes the bytes of those of its pictures that are not here.
fn take_pictures(
    tx: &Transaction<'_>,
    id: ArticleId,
    restoring: &Restoring,
    now: DateTime<Utc>,
) -> Result<()> {
    for missing in media::of_article(tx, id)?.into_iter().filter(|media| media.kept.is_none()) {
        if let Some((_, kept)) = restoring.pictures.iter().find(|(address, _)| *address == missing.url) {
            media::note_fetched(tx, &missing.id, kept, now)?;
        }
    }
    Ok(())
}

/// What the reader did with an article.
pub(crate) fn marks(conn: &Connection, id: ArticleId) -> Result<Marks> {
    let read_at: Option<Millis> = conn
        .prepare_cached(
            "SELECT st.read_at FROM article a JOIN status st ON st.fingerprint = a.fingerprint WHERE a.id = ?1",
        )?
        .query_row([id], |row| row.get(0))
        .optional()?;
    Ok(Marks { read_at: read_at.map(|at| at.0), position: position::of(conn, id)? })
}

/// Every saved article, the one saved last first.
pub(crate) fn saved(conn: &Connection) -> Result<Vec<ArticleId>> {
    let mut statement =
        conn.prepare_cached("SELECT article_id FROM save ORDER BY saved_at DESC, article_id DESC")?;
    let ids = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(ids)
}

/// Saves the article of a list as it was saved there: with the list's date, read if it was, and with what the reader
/// wrote on it. Says whether it was not saved before.
pub(crate) fn save_as_listed(
    tx: &Transaction<'_>,
    id: ArticleId,
    saved_at: DateTime<Utc>,
    read: bool,
    written: &Written,
) -> Result<bool> {
    let was_saved = is_readers(tx, id)?;
    note::take_in(tx, id, written, saved_at)?;
    if was_saved {
        return Ok(false);
    }
    save::add(tx, id, saved_at)?;
    if read {
        status::mark(tx, &[id], true, saved_at)?;
    }
    Ok(true)
}
