//! Where the archive of a publication is to be read on: kept from page to page, so that a backfill goes on where it
//! stopped.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction};
use url::Url;

use super::identity;
use super::row::{Address, Millis};
use crate::Result;
use crate::model::*;
use crate::source::ListedPage;

/// How many of a publication's articles tell where it keeps them.
const TELLING: u32 = 200;

/// The page of the publication's archive to go on at, and whose it is.
pub(crate) fn place(conn: &Connection, publication: PublicationId) -> Result<Option<(SourceId, Url)>> {
    Ok(conn
        .prepare_cached("SELECT source_id, next_page FROM backfill WHERE publication_id = ?1")?
        .query_row([publication], |row| Ok((row.get("source_id")?, row.get::<_, Address>("next_page")?.0)))
        .optional()?)
}

/// Notes where to go on; nowhere at the archive's end.
pub(crate) fn note(
    tx: &Transaction<'_>,
    publication: PublicationId,
    source: SourceId,
    next_page: Option<&Url>,
) -> Result<()> {
    match next_page {
        Some(page) => tx.execute(
            "INSERT OR REPLACE INTO backfill (publication_id, source_id, next_page) VALUES (?1, ?2, ?3)",
            (publication, source, page.as_str()),
        )?,
        None => tx.execute("DELETE FROM backfill WHERE publication_id = ?1", [publication])?,
    };
    Ok(())
}

/// How many articles of the publication the library holds.
pub(crate) fn held(conn: &Connection, publication: PublicationId) -> Result<u32> {
    Ok(conn
        .prepare_cached("SELECT count(*) FROM article WHERE publication_id = ?1")?
        .query_row([publication], |row| row.get(0))?)
}

/// The site of a publication, as far as it tells one, and the addresses of its newest articles.
pub(crate) fn site(conn: &Connection, publication: PublicationId) -> Result<(Option<Url>, Vec<Url>)> {
    let site: Option<String> =
        conn.query_row("SELECT url FROM publication WHERE id = ?1", [publication], |row| row.get(0))?;
    let mut newest = conn.prepare_cached(
        "SELECT url FROM article WHERE publication_id = ?1 AND url IS NOT NULL ORDER BY sorted_at DESC LIMIT ?2",
    )?;
    let newest = newest
        .query_map((publication, TELLING), |row| row.get::<_, String>(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let parse = |url: String| Url::parse(&url).ok();
    Ok((site.and_then(parse), newest.into_iter().filter_map(parse).collect()))
}

/// Those of a site's pages that may be articles the library does not have: not here, and not passed over before, or
/// only because they were older than is wanted now.
pub(crate) fn unasked(
    conn: &Connection,
    publication: PublicationId,
    mut pages: Vec<ListedPage>,
    since: Option<DateTime<Utc>>,
) -> Result<Vec<ListedPage>> {
    let mut known = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM article_key WHERE key = ?1)
           OR EXISTS (SELECT 1 FROM passed_page WHERE key = ?1 AND (published_at IS NULL OR published_at < ?2))",
    )?;
    let mut failed = Ok(());
    pages.retain(|page| {
        let Some(key) = identity::page_key(publication, &page.url) else { return false };
        let is_known = known.query_row((key, since.map(Millis)), |row| row.get::<_, bool>(0));
        is_known.map(|known| !known).unwrap_or_else(|error| {
            failed = Err(error);
            false
        })
    });
    failed?;
    Ok(pages)
}

/// Notes a page that is not to be asked again, unless the article of `published_at` there is wanted later.
pub(crate) fn pass(
    tx: &Transaction<'_>,
    publication: PublicationId,
    page: &Url,
    published_at: Option<DateTime<Utc>>,
) -> Result<()> {
    tx.prepare_cached(
        "INSERT OR REPLACE INTO passed_page (key, publication_id, published_at)
         SELECT ?1, ?2, ?3 WHERE NOT EXISTS (SELECT 1 FROM article_key WHERE key = ?1)",
    )?
    .execute((identity::page_key(publication, page), publication, published_at.map(Millis)))?;
    Ok(())
}
