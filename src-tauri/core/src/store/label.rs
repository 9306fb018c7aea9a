//! Labels: the reader's own words for articles.

use std::collections::HashMap;

use rusqlite::{Connection, Transaction};

use super::note::touch;
use super::row::id_list;
use crate::Result;
use crate::model::*;

/// Labels of one article, and the letters of one.
const MOST: u32 = 100;
const LONGEST: usize = 100;

/// Gives an article these labels in place of those it has, and tells how they are kept.
pub(crate) fn set(tx: &Transaction<'_>, article: ArticleId, names: &[String]) -> Result<Vec<String>> {
    tx.execute("DELETE FROM label WHERE article_id = ?1", [article])?;
    add(tx, article, names)?;
    touch(tx, article)?;
    Ok(of(tx, &[article])?.remove(&article).unwrap_or_default())
}

/// Gives an article these labels besides those it has. A label is spelled as it was first.
pub(super) fn add(tx: &Transaction<'_>, article: ArticleId, names: &[String]) -> Result<()> {
    let mut insert = tx.prepare_cached(
        "INSERT INTO label (article_id, key, name)
         SELECT ?1, ?2, coalesce((SELECT name FROM label WHERE key = ?2 LIMIT 1), ?3)
         WHERE (SELECT count(*) FROM label WHERE article_id = ?1) < ?4 ON CONFLICT DO NOTHING",
    )?;
    for name in names {
        let name = one_line(name);
        if !name.is_empty() {
            insert.execute((article, slug(&name), &name, MOST))?;
        }
    }
    Ok(())
}

fn one_line(name: &str) -> String {
    let words = name.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect::<String>().trim_end().to_owned()
}

/// The labels of these articles, by name.
pub(super) fn of(conn: &Connection, articles: &[ArticleId]) -> Result<HashMap<ArticleId, Vec<String>>> {
    let mut statement = conn.prepare_cached(
        "SELECT article_id, name FROM label WHERE article_id IN (SELECT value FROM json_each(?1)) ORDER BY key",
    )?;
    let mut labels: HashMap<ArticleId, Vec<String>> = HashMap::new();
    let mut rows = statement.query([id_list(articles, |id| id.0)])?;
    while let Some(row) = rows.next()? {
        labels.entry(row.get("article_id")?).or_default().push(row.get("name")?);
    }
    Ok(labels)
}

/// Every label there is, by name, with how many articles have it.
pub(crate) fn all(conn: &Connection) -> Result<Vec<Counted<String>>> {
    let mut statement = conn.prepare_cached(
        "SELECT min(name) AS name, count(*) AS articles FROM label GROUP BY key ORDER BY key",
    )?;
    let labels = statement
        .query_map([], |row| Ok(Counted { it: row.get("name")?, articles: row.get("articles")? }))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(labels)
}
