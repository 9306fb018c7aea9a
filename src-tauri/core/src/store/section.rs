//! Sections: the publisher's own departments.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Transaction};

use crate::Result;
use crate::model::*;
use crate::sanitize::PlainText;

/// More departments than any publisher has.
const MOST: usize = 200;

/// Takes in the publisher's navigation.
pub(super) fn learn(
    tx: &Transaction<'_>,
    publication: PublicationId,
    told: &[(PlainText, Option<String>)],
) -> Result<()> {
    for (position, (name, url)) in told.iter().take(MOST).enumerate() {
        tx.prepare_cached(
            "INSERT INTO section (publication_id, key, name, url, position) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (publication_id, key) DO UPDATE SET
               name = excluded.name, url = coalesce(excluded.url, url), position = excluded.position
             WHERE (name, url, position) IS NOT (excluded.name, coalesce(excluded.url, url), excluded.position)",
        )?
        .execute((publication, slug(name), &**name, url, i64::try_from(position).unwrap_or(i64::MAX)))?;
    }
    Ok(())
}

/// The id of a section an article names, which is made if it is not there.
pub(super) fn named(tx: &Transaction<'_>, publication: PublicationId, name: &str) -> Result<i64> {
    let key = slug(name);
    let there = tx
        .prepare_cached("SELECT id FROM section WHERE publication_id = ?1 AND key = ?2")?
        .query_row((publication, &key), |row| row.get(0))
        .optional()?;
    if let Some(id) = there {
        return Ok(id);
    }
    tx.prepare_cached("INSERT INTO section (publication_id, key, name) VALUES (?1, ?2, ?3)")?.execute((
        publication,
        &key,
        name,
    ))?;
    Ok(tx.last_insert_rowid())
}

/// The sections of all publications or of one, in the publisher's order.
pub(super) fn all(
    conn: &Connection,
    only: Option<PublicationId>,
) -> Result<HashMap<PublicationId, Vec<Section>>> {
    let mut statement = conn.prepare_cached(
        "SELECT s.publication_id, s.name, s.url,
           (SELECT count(*) FROM article a WHERE a.section_id = s.id) AS articles
         FROM section s WHERE ?1 IS NULL OR s.publication_id = ?1
         ORDER BY s.publication_id, s.position IS NULL, s.position, s.key",
    )?;
    let mut rows = statement.query([only])?;
    let mut sections: HashMap<PublicationId, Vec<Section>> = HashMap::new();
    while let Some(row) = rows.next()? {
        sections.entry(row.get("publication_id")?).or_default().push(Section {
            name: row.get("name")?,
            url: row.get("url")?,
            articles: row.get("articles")?,
        });
    }
    Ok(sections)
}
