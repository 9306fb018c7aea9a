//! Tags that are found in the text of an article: the names that tell them, and the corrections of the reader.
//!
//! What it costs to look through an article grows with its words, and hardly with the number of tags or articles: each
//! word asks an index which names it may be part of.

use std::collections::BTreeSet;

use rusqlite::{Connection, Transaction};

use super::row::{Json, id_list};
use super::{alias, body};
use crate::model::*;
use crate::tagging::{self, Text};
use crate::{Error, Result};

/// Where they stand in an article's order: behind its publisher's own.
const BEHIND: i64 = 1000;
/// More are not told of one article.
const MOST: usize = 20;
/// More names are not looked at for one article.
const MOST_NAMES: u32 = 2000;
/// In so many stored articles a tag is looked for when the reader names it.
const STORED: u32 = 300;

/// Notes how a tag's name is recognised.
pub(super) fn learn(tx: &Transaction<'_>, tag: i64, name: &str) -> rusqlite::Result<()> {
    let mut insert = tx.prepare_cached("INSERT OR IGNORE INTO tag_term (anchor, tag_id) VALUES (?1, ?2)")?;
    tagging::anchors(name).iter().try_for_each(|anchor| insert.execute((anchor, tag)).map(drop))
}

/// Looks for tags in an article as it now stands, in place of those found before.
pub(crate) fn write(tx: &Transaction<'_>, article: ArticleId) -> Result<()> {
    let (headline, summary): (String, Option<String>) = tx
        .prepare_cached("SELECT headline, summary FROM article WHERE id = ?1")?
        .query_row([article], |row| Ok((row.get("headline")?, row.get("summary")?)))?;
    let text = Text::of(&headline, &summary.unwrap_or_default(), &body::text(tx, article)?);
    tx.prepare_cached("DELETE FROM article_tag WHERE article_id = ?1 AND found")?.execute([article])?;
    let found = tagging::plain(&text, &names(tx, article, &text)?);
    let mut insert = tx.prepare_cached(
        "INSERT OR IGNORE INTO article_tag (article_id, tag_id, position, found) SELECT ?1, ?2, ?3, TRUE
         WHERE NOT EXISTS (SELECT 1 FROM article_tag x JOIN tag t ON t.id = x.tag_id
           WHERE x.article_id = ?1 AND t.topic = (SELECT topic FROM tag WHERE id = ?2))",
    )?;
    for (position, tag) in (BEHIND..).zip(found.into_iter().take(MOST)) {
        insert.execute((article, tag, position))?;
    }
    Ok(())
}

/// The names that may stand in a text, each with the tag it means.
fn names(tx: &Transaction<'_>, article: ArticleId, text: &Text) -> Result<Vec<(i64, String)>> {
    let mut statement = tx.prepare_cached(
        "SELECT DISTINCT one.id, t.name FROM json_each(?2) stem
         CROSS JOIN tag_term term ON term.anchor = stem.value
         CROSS JOIN tag t ON t.id = term.tag_id
         CROSS JOIN tag one ON one.slug = t.topic
         WHERE NOT EXISTS (SELECT 1 FROM tag_unsought WHERE topic = t.topic)
           AND NOT EXISTS (SELECT 1 FROM tag_taken WHERE article_id = ?1 AND topic = t.topic) LIMIT ?3",
    )?;
    let stems: Vec<&str> = text.stems().collect();
    let names = statement
        .query_map((article, Json(stems), MOST_NAMES), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(names)
}

/// The newest articles in which a tag may be found, or was: those to look through when its names change.
pub(crate) fn suspects(conn: &Connection, name: &str) -> Result<Vec<ArticleId>> {
    let topic = alias::topic(conn, &slug(name))?;
    let mut suspects = BTreeSet::new();
    let mut names = conn.prepare_cached("SELECT name FROM tag WHERE topic = ?1")?;
    let mut holding = conn.prepare_cached(
        "SELECT rowid FROM article_fts WHERE article_fts MATCH ?1 ORDER BY rowid DESC LIMIT ?2",
    )?;
    for name in names.query_map([&topic], |row| row.get::<_, String>(0))? {
        let words = tagging::beginnings(&name?);
        if words.is_empty() {
            continue;
        }
        // They are letters and nothing else: no word of them means anything to the index.
        let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"*")).collect();
        for article in holding.query_map((words.join(" AND "), STORED), |row| row.get(0))? {
            suspects.insert(article?);
        }
    }
    let mut found = conn.prepare_cached(
        "SELECT x.article_id FROM article_tag x JOIN tag t ON t.id = x.tag_id
         WHERE t.topic = ?1 AND x.found ORDER BY x.article_id DESC LIMIT ?2",
    )?;
    for article in found.query_map((&topic, STORED), |row| row.get(0))? {
        suspects.insert(article?);
    }
    Ok(suspects.into_iter().rev().take(usize::try_from(STORED).unwrap_or(usize::MAX)).collect())
}

/// Looks through these articles again, those of them that are still there.
pub(crate) fn write_all(tx: &Transaction<'_>, articles: &[ArticleId]) -> Result<()> {
    let there: Vec<ArticleId> = tx
        .prepare_cached("SELECT id FROM article WHERE id IN (SELECT value FROM json_each(?1))")?
        .query_map([id_list(articles, |id| id.0)], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    there.into_iter().try_for_each(|article| write(tx, article))
}

/// Lets go of a tag wherever it was found, but in these articles.
pub(crate) fn let_go(tx: &Transaction<'_>, topic: &str, but: &[ArticleId]) -> Result<()> {
    tx.execute(
        "DELETE FROM article_tag WHERE found AND tag_id IN (SELECT id FROM tag WHERE topic = ?1)
           AND article_id NOT IN (SELECT value FROM json_each(?2))",
        (topic, id_list(but, |id| id.0)),
    )?;
    Ok(())
}

/// Takes a tag away from an article in which it was found: it does not come back.
pub(crate) fn take(tx: &Transaction<'_>, article: ArticleId, name: &str) -> Result<()> {
    let topic = alias::topic(tx, &slug(name))?;
    let taken = tx.execute(
        "DELETE FROM article_tag WHERE article_id = ?1 AND found
           AND tag_id IN (SELECT id FROM tag WHERE topic = ?2)",
        (article, &topic),
    )?;
    if taken == 0 {
        return Err(Error::NotFound { kind: "tag", id: name.chars().take(80).collect() });
    }
    tx.execute("INSERT OR IGNORE INTO tag_taken (article_id, topic) VALUES (?1, ?2)", (article, topic))?;
    Ok(())
}

/// Takes that back.
pub(crate) fn give_back(tx: &Transaction<'_>, article: ArticleId, name: &str) -> Result<()> {
    let topic = alias::topic(tx, &slug(name))?;
    if tx.execute("DELETE FROM tag_taken WHERE article_id = ?1 AND topic = ?2", (article, topic))? == 0 {
        return Err(Error::NotFound { kind: "tag", id: name.chars().take(80).collect() });
    }
    write(tx, article)
}

/// Sets whether a tag is looked for in texts, and gives back its normalised name.
pub(crate) fn set_sought(tx: &Transaction<'_>, name: &str, sought: bool) -> Result<String> {
    let topic = alias::topic(tx, &slug(name))?;
    if sought {
        tx.execute("DELETE FROM tag_unsought WHERE topic = ?1", [&topic])?;
    } else {
        tx.execute(
            "INSERT OR IGNORE INTO tag_unsought (topic) SELECT slug FROM tag WHERE slug = ?1",
            [&topic],
        )?;
        let_go(tx, &topic, &[])?;
    }
    Ok(topic)
}
