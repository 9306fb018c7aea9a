//! The search index, written in the same transaction as what it holds.

use rusqlite::Transaction;

use super::{author, body, note, tag};
use crate::Result;
use crate::model::*;
use crate::search::indexed;

/// Indexes an article as it now stands, in place of how it stood before.
pub(super) fn write(tx: &Transaction<'_>, id: ArticleId) -> Result<()> {
    let (headline, summary): (String, Option<String>) = tx
        .prepare_cached("SELECT headline, summary FROM article WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get("headline")?, row.get("summary")?)))?;
    let authors = author::of(tx, &[id])?.remove(&id).unwrap_or_default();
    let authors: Vec<String> = authors.into_iter().map(|author| author.name).collect();
    // What the reader wrote is about the article as its tags are. Those that were found stand in its text already.
    let tags = tag::own_names(tx, id)?.into_iter().chain(note::words(tx, id)?).collect::<Vec<_>>();
    tx.prepare_cached(
        "INSERT OR REPLACE INTO article_fts (rowid, headline, summary, body, authors, tags)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute((
        id,
        indexed(&headline),
        indexed(&summary.unwrap_or_default()),
        indexed(&body::text(tx, id)?),
        indexed(&authors.join("\n")),
        indexed(&tags.join("\n")),
    ))?;
    Ok(())
}
