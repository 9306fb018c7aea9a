//! Sections: the publisher's own departments.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Transaction};

use super::list;
use super::publication::{REFERENCE, reference};
use crate::follow;
use crate::model::*;
use crate::sanitize::PlainText;
use crate::{Error, Result};

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

/// One publication's section, or all sections of one name.
pub(crate) fn get(conn: &Connection, publication: Option<PublicationId>, name: &str) -> Result<SectionPage> {
    let publications = with_name(conn, &slug(name))?;
    let one = publications
        .iter()
        .find(|one| publication.is_none_or(|id| one.publication.id == id))
        .ok_or_else(|| Error::NotFound { kind: "section", id: name.chars().take(80).collect() })?
        .clone();
    let key = follow::section_key(publication, name);
    let query = ArticleQuery { publication, section: Some(name.to_owned()), ..ArticleQuery::default() };
    Ok(SectionPage {
        name: one.name,
        publication: publication.map(|_| one.publication),
        url: publication.and(one.url),
        counts: list::count(conn, &query)?,
        latest_at: list::latest(conn, &query)?.map(|latest| latest.at),
        follow: conn
            .query_row("SELECT id FROM follow WHERE kind = 'section' AND key = ?1", [&key], |row| row.get(0))
            .optional()?,
        key,
        publications,
    })
}

/// The publications with a section of that name, most articles first. One that was removed has what is saved of it.
fn with_name(conn: &Connection, key: &str) -> Result<Vec<UsedBy>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT s.name, s.url, {REFERENCE},
           (SELECT count(*) FROM article a WHERE a.section_id = s.id
             AND (p.removed_at IS NULL OR EXISTS (SELECT 1 FROM lasting WHERE article_id = a.id))) AS articles
         FROM section s JOIN publication p ON p.id = s.publication_id
         WHERE s.key = ?1 AND (p.removed_at IS NULL OR articles > 0) ORDER BY articles DESC, p.id"
    ))?;
    let publications = statement
        .query_map([key], |row| {
            Ok(UsedBy {
                publication: reference(row)?,
                name: row.get("name")?,
                url: row.get("url")?,
                articles: row.get("articles")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(publications)
}

/// What a section is called here, if it is.
pub(super) fn name(
    conn: &Connection,
    publication: Option<PublicationId>,
    name: &str,
) -> Result<Option<String>> {
    let all = with_name(conn, &slug(name))?;
    Ok(all.into_iter().find(|one| publication.is_none_or(|id| one.publication.id == id)).map(|one| one.name))
}
