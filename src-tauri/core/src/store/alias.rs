//! Aliases: names that the reader made one with a tag. What publishers write stays as they write it: every tag knows the
//! topic it means, and that is what lists, counts and follows go by.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use super::tag;
use super::unite::{part, unite};
use crate::model::*;
use crate::{Error, Result};

/// Names of one tag, and the letters of one.
const MOST: u32 = 100;
const LONGEST: usize = 100;

/// The normalised name of the tag that a normalised name means: its own, unless it is an alias.
pub(super) fn topic(conn: &Connection, slug: &str) -> Result<String> {
    let topic = conn
        .prepare_cached("SELECT topic FROM tag_alias WHERE slug = ?1")?
        .query_row([slug], |row| row.get(0))
        .optional()?;
    Ok(topic.unwrap_or_else(|| slug.to_owned()))
}

/// All aliases, by name.
pub(crate) fn all(conn: &Connection) -> Result<Vec<TagAlias>> {
    let mut statement = conn.prepare_cached("SELECT * FROM tag_alias ORDER BY slug")?;
    let aliases = statement.query_map([], from_row)?.collect::<rusqlite::Result<_>>()?;
    Ok(aliases)
}

/// The aliases of every tag that has some, or of only one, by name.
pub(super) fn by_topic(conn: &Connection, only: Option<&str>) -> Result<HashMap<String, Vec<TagAlias>>> {
    let mut statement =
        conn.prepare_cached("SELECT * FROM tag_alias WHERE ?1 IS NULL OR topic = ?1 ORDER BY slug")?;
    let mut aliases: HashMap<String, Vec<TagAlias>> = HashMap::new();
    for alias in statement.query_map([only], from_row)? {
        let alias = alias?;
        aliases.entry(alias.tag.clone()).or_default().push(alias);
    }
    Ok(aliases)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<TagAlias> {
    Ok(TagAlias { name: row.get("name")?, slug: row.get("slug")?, tag: row.get("topic")? })
}

/// Makes a name one with a tag, with all that was one with that name before. Gives back the tag's normalised name.
pub(crate) fn add(tx: &Transaction<'_>, tag: &str, alias: &str) -> Result<String> {
    let (tag, alias) = (tag.trim(), alias.trim());
    let (topic, slug) = (topic(tx, &slug(tag))?, slug(alias));
    let invalid = |what| Error::Invalid { what, value: alias.chars().take(80).collect() };
    if topic.is_empty() || slug.is_empty() || alias.chars().count() > LONGEST {
        return Err(invalid("another name for a tag"));
    }
    if topic == slug {
        return Err(invalid("a name that is another than the tag's own"));
    }
    let names: u32 =
        tx.query_row("SELECT count(*) FROM tag_alias WHERE topic IN (?1, ?2)", (&topic, &slug), |row| {
            row.get(0)
        })?;
    if names >= MOST {
        return Err(invalid("no more than 100 names for a tag"));
    }
    tag::named(tx, tag)?;
    tag::named(tx, alias)?;
    tx.execute("UPDATE tag_alias SET topic = ?1 WHERE topic = ?2", (&topic, &slug))?;
    tx.execute(
        "INSERT INTO tag_alias (slug, name, topic) VALUES (?1, ?2, ?3)
         ON CONFLICT (slug) DO UPDATE SET name = excluded.name, topic = excluded.topic",
        (&slug, alias, &topic),
    )?;
    tx.execute("UPDATE tag SET topic = ?1 WHERE topic = ?2 OR slug = ?2", (&topic, &slug))?;
    take_over(tx, &topic, &slug)?;
    Ok(topic)
}

/// Gives a topic what the reader did with another name of it.
fn take_over(tx: &Transaction<'_>, topic: &str, slug: &str) -> Result<()> {
    for table in ["tag_taken", "tag_unsought"] {
        tx.execute(&format!("UPDATE OR IGNORE {table} SET topic = ?1 WHERE topic = ?2"), (topic, slug))?;
        tx.execute(&format!("DELETE FROM {table} WHERE topic = ?1"), [slug])?;
    }
    // What is found is found of the topic.
    tx.execute(
        "UPDATE OR IGNORE article_tag SET tag_id = (SELECT id FROM tag WHERE slug = ?1)
         WHERE found AND tag_id = (SELECT id FROM tag WHERE slug = ?2)",
        (topic, slug),
    )?;
    tx.execute(
        "DELETE FROM article_tag WHERE found AND tag_id = (SELECT id FROM tag WHERE slug = ?1)",
        [slug],
    )?;
    unite(tx, FollowKind::Tag, topic, slug)
}

/// Parts a name from the tag it was made one with, and gives back that tag's normalised name and its own.
pub(crate) fn remove(tx: &Transaction<'_>, alias: &str) -> Result<[String; 2]> {
    let slug = slug(alias);
    let topic = topic(tx, &slug)?;
    if tx.execute("DELETE FROM tag_alias WHERE slug = ?1", [&slug])? == 0 {
        return Err(Error::NotFound { kind: "alias", id: alias.chars().take(80).collect() });
    }
    tx.execute("UPDATE tag SET topic = slug WHERE slug = ?1", [&slug])?;
    part(tx, FollowKind::Tag, &slug, &topic)?;
    Ok([topic, slug])
}
