//! Where the archive of a publication is to be read on: kept from page to page, so that a backfill goes on where it
//! stopped.

use rusqlite::{Connection, OptionalExtension, Transaction};
use url::Url;

use super::row::Address;
use crate::Result;
use crate::model::*;

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
