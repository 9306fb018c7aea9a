//! Versions: what an article said before its publisher changed its headline or its text.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction};

use super::row::{Millis, Packed};
use crate::model::*;
use crate::{Error, Result};

/// How many earlier versions of an article are kept: the first one and the newest.
const MOST: u32 = 20;

/// Whether two texts say something different. Markup, white space and the order of paragraphs do not count.
pub(super) fn differ(one: &str, other: &str) -> bool {
    let same = |one: &str, other: &str| {
        one.chars().filter(|c| !c.is_whitespace()).eq(other.chars().filter(|c| !c.is_whitespace()))
    };
    if same(one, other) {
        return false;
    }
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text
            .lines()
            .map(|line| line.split_whitespace().collect())
            .filter(|line: &String| !line.is_empty())
            .collect();
        lines.sort_unstable();
        lines
    };
    sorted(one) != sorted(other)
}

/// Keeps what an article says until now, which is about to change.
pub(super) fn keep(tx: &Transaction<'_>, article: ArticleId, now: DateTime<Utc>) -> Result<()> {
    let (before, number) = current(tx, article)?;
    insert(tx, article, Version { number, ..before })?;
    trim(tx, article)?;
    tx.prepare_cached("UPDATE article SET edited_at = ?2 WHERE id = ?1")?.execute((article, Millis(now)))?;
    Ok(())
}

fn insert(tx: &Transaction<'_>, article: ArticleId, version: Version) -> Result<()> {
    let Version { number, noticed_at, headline, text } = version;
    tx.prepare_cached(
        "INSERT INTO article_version (article_id, number, noticed_at, headline, text) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute((article, number, Millis(noticed_at), headline, Packed(text)))?;
    Ok(())
}

/// Lets go of what is more than may be kept.
fn trim(tx: &Transaction<'_>, article: ArticleId) -> Result<()> {
    tx.prepare_cached(
        "DELETE FROM article_version WHERE article_id = ?1 AND number NOT IN (
           SELECT min(number) FROM article_version WHERE article_id = ?1
           UNION SELECT number FROM (
             SELECT number FROM article_version WHERE article_id = ?1 ORDER BY number DESC LIMIT ?2))",
    )?
    .execute((article, MOST - 1))?;
    Ok(())
}

/// Takes in what an article said before as another library knew it, besides what is known here. Numbers stay where
/// they count up.
pub(super) fn take_in(tx: &Transaction<'_>, article: ArticleId, told: &[Version]) -> Result<()> {
    let mut versions = earlier(tx, article)?;
    let before = versions.len();
    for version in told {
        if !versions.iter().any(|kept| (&kept.headline, &kept.text) == (&version.headline, &version.text)) {
            versions.push(version.clone());
        }
    }
    if versions.len() == before {
        return Ok(());
    }
    versions.sort_by_key(|version| version.noticed_at);
    tx.prepare_cached("DELETE FROM article_version WHERE article_id = ?1")?.execute([article])?;
    let mut last = 0;
    for version in versions {
        last = version.number.max(last + 1);
        insert(tx, article, Version { number: last, ..version })?;
    }
    trim(tx, article)
}

/// Everything an article said, oldest first; the last is how it stands now.
pub(crate) fn all(conn: &Connection, article: ArticleId) -> Result<Vec<Version>> {
    let mut versions = earlier(conn, article)?;
    versions.push(current(conn, article)?.0);
    Ok(versions)
}

/// What an article said before it said what it does now, oldest first.
pub(crate) fn earlier(conn: &Connection, article: ArticleId) -> Result<Vec<Version>> {
    let versions = conn
        .prepare_cached("SELECT * FROM article_version WHERE article_id = ?1 ORDER BY number")?
        .query_map([article], |row| {
            Ok(Version {
                number: row.get("number")?,
                noticed_at: row.get::<_, Millis>("noticed_at")?.0,
                headline: row.get("headline")?,
                text: row.get::<_, Packed>("text")?.0,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(versions)
}

/// One version of an article.
pub(crate) fn get(conn: &Connection, article: ArticleId, number: u32) -> Result<Version> {
    let missing = || Error::NotFound { kind: "version", id: number.to_string() };
    all(conn, article)?.into_iter().find(|version| version.number == number).ok_or_else(missing)
}

/// How an article stands now, and the number that is its version's.
pub(super) fn current(conn: &Connection, article: ArticleId) -> Result<(Version, u32)> {
    conn.prepare_cached(
        "SELECT a.headline, coalesce(a.edited_at, a.first_seen_at) AS noticed_at, b.text,
           (SELECT coalesce(max(number), 0) + 1 FROM article_version WHERE article_id = a.id) AS number
         FROM article a LEFT JOIN article_body b ON b.article_id = a.id WHERE a.id = ?1",
    )?
    .query_row([article], |row| {
        let number = row.get("number")?;
        let version = Version {
            number,
            noticed_at: row.get::<_, Millis>("noticed_at")?.0,
            headline: row.get("headline")?,
            text: row.get::<_, Option<Packed>>("text")?.map(|text| text.0).unwrap_or_default(),
        };
        Ok((version, number))
    })
    .optional()?
    .ok_or_else(|| Error::NotFound { kind: "article", id: article.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_make_a_difference() {
        assert!(!differ("The port\nopens.", " The  port opens."), "white space");
        assert!(!differ("One.\nTwo.\nThree.", "Three.\nOne.\nTwo."), "paragraphs that stand elsewhere");
        assert!(differ("The port opens.", "The port opened."));
        assert!(differ("One.\nTwo.", "One."), "what was taken away");
    }
}
