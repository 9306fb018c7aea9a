//! The search index, written in the same transaction as what it holds.

use rusqlite::{Connection, Transaction};

use super::{author, body, note, tag};
use crate::Result;
use crate::model::*;
use crate::search::indexed;

/// What the index holds of an article as it now stands: headline, summary, body, authors and tags, as words.
pub(super) fn columns(conn: &Connection, id: ArticleId) -> Result<[String; 5]> {
    let (headline, summary): (String, Option<String>) = conn
        .prepare_cached("SELECT headline, summary FROM article WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get("headline")?, row.get("summary")?)))?;
    let authors = author::of(conn, &[id])?.remove(&id).unwrap_or_default();
    let authors: Vec<String> = authors.into_iter().map(|author| author.name).collect();
    // What the reader wrote is about the article as its tags are. Those that were found stand in its text already.
    let tags = tag::own_names(conn, id)?.into_iter().chain(note::words(conn, id)?).collect::<Vec<_>>();
    let body = body::text(conn, id)?;
    Ok([headline, summary.unwrap_or_default(), body, authors.join("\n"), tags.join("\n")]
        .map(|text| indexed(&text)))
}

/// Indexes an article as it now stands, in place of how it stood before.
pub(super) fn write(tx: &Transaction<'_>, id: ArticleId) -> Result<()> {
    let [headline, summary, body, authors, tags] = columns(tx, id)?;
    tx.prepare_cached(
        "INSERT OR REPLACE INTO article_fts (rowid, headline, summary, body, authors, tags)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute((id, headline, summary, body, authors, tags))?;
    Ok(())
}
