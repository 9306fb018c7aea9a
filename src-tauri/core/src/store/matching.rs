//! Which follows match which articles. New articles are asked what they have, and nothing else is read for them: what
//! that costs does not grow with the articles stored.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use rusqlite::{Connection, ToSql};

use super::exclusion::{self, leaves_out, leaves_out_by_kind};
use super::{index, row};
use crate::Result;
use crate::follow::closed;
use crate::model::*;
use crate::search::{Held, Terms};

/// So many articles are read for their words; for more the index is quicker.
const FEW: usize = 100;

/// Pairs of article and follow, for all kinds that are no search: from some articles to the follows that match them.
/// `CROSS JOIN` keeps SQLite to that way, for which every step has an index.
const MATCHES_OF: &str = "
    SELECT x.article_id AS article, f.id AS follow FROM json_each(?1) it
      CROSS JOIN article_tag x ON x.article_id = it.value
      CROSS JOIN tag t ON t.id = x.tag_id
      CROSS JOIN follow f ON f.kind = 'tag' AND f.key = t.topic AND NOT (f.own_tags AND x.found)
    UNION SELECT x.article_id, f.id FROM json_each(?1) it
      CROSS JOIN article_author x ON x.article_id = it.value
      CROSS JOIN follow f ON f.kind = 'author' AND f.key = CAST(x.author_id AS TEXT)
    UNION SELECT a.id, f.id FROM json_each(?1) it
      CROSS JOIN article a ON a.id = it.value
      CROSS JOIN section s ON s.id = a.section_id
      CROSS JOIN follow f ON f.kind = 'section' AND f.key IN (s.key, s.publication_id || '/' || s.key)
    UNION SELECT a.id, f.id FROM json_each(?1) it
      CROSS JOIN article a ON a.id = it.value
      CROSS JOIN follow f ON f.kind = 'publication' AND f.key = CAST(a.publication_id AS TEXT)";

/// Which follows match which of `articles`, in the follows' order.
pub(super) fn matches(
    conn: &Connection,
    articles: &[ArticleId],
) -> Result<BTreeMap<ArticleId, Vec<FollowId>>> {
    let mut matches =
        if articles.len() <= FEW { by_words(conn, articles)? } else { by_index(conn, articles)? };
    matches.retain(|_, follows| !follows.is_empty());
    for follows in matches.values_mut() {
        follows.sort_unstable();
    }
    Ok(matches)
}

/// What is asked for the follows of some articles that are no searches, but for the words they leave out.
pub(super) fn pairs_sql() -> String {
    let left_out = leaves_out_by_kind("m.follow", "m.article");
    format!("SELECT article, follow FROM ({MATCHES_OF}) m WHERE NOT {left_out}")
}

fn pairs(conn: &Connection, articles: &[ArticleId]) -> Result<BTreeMap<ArticleId, Vec<FollowId>>> {
    let mut statement = conn.prepare_cached(&pairs_sql())?;
    let mut rows = statement.query([row::id_list(articles, |id| id.0)])?;
    let mut pairs: BTreeMap<ArticleId, Vec<FollowId>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        pairs.entry(row.get("article")?).or_default().push(row.get("follow")?);
    }
    Ok(pairs)
}

/// By the articles' own words.
pub(super) fn by_words(
    conn: &Connection,
    articles: &[ArticleId],
) -> Result<BTreeMap<ArticleId, Vec<FollowId>>> {
    let mut matches = pairs(conn, articles)?;
    let searches = searches(conn)?;
    let unwanted = exclusion::words(conn)?;
    for &article in articles {
        let is_asked = |follows: &Vec<FollowId>| follows.iter().any(|follow| unwanted.contains_key(follow));
        if searches.is_empty() && !matches.get(&article).is_some_and(is_asked) {
            continue;
        }
        let columns = index::columns(conn, article)?;
        let held = Held::of(&columns);
        let follows = matches.entry(article).or_default();
        for search in searches.iter().filter(|search| held.fits(&search.terms)) {
            if !search.limited || !exclusion::is_left_out(conn, search.follow, article)? {
                follows.push(search.follow);
            }
        }
        follows.retain(|follow| {
            !unwanted.get(follow).is_some_and(|words| words.iter().any(|one| held.fits(one)))
        });
    }
    Ok(matches)
}

/// By the index of all words.
pub(super) fn by_index(
    conn: &Connection,
    articles: &[ArticleId],
) -> Result<BTreeMap<ArticleId, Vec<FollowId>>> {
    let mut matches = pairs(conn, articles)?;
    let wanted: BTreeSet<i64> = articles.iter().map(|id| id.0).collect();
    let (Some(first), Some(last)) = (wanted.first(), wanted.last()) else { return Ok(matches) };
    for search in searches(conn)? {
        for article in search.among(conn, *first..=*last)? {
            if wanted.contains(&article) {
                matches.entry(ArticleId(article)).or_default().push(search.follow);
            }
        }
    }
    for (follow, words) in exclusion::words(conn)? {
        for terms in words {
            let unwanted = Search { follow, terms, limited: false }.among(conn, *first..=*last)?;
            for article in unwanted {
                if let Some(follows) = matches.get_mut(&ArticleId(article)) {
                    follows.retain(|one| *one != follow);
                }
            }
        }
    }
    Ok(matches)
}

/// A followed search.
pub(super) struct Search {
    follow: FollowId,
    /// What it looks for.
    pub terms: Terms,
    /// Whether it leaves something out.
    pub limited: bool,
}

impl Search {
    /// The articles it matches, of those with these ids.
    pub(super) fn among(&self, conn: &Connection, ids: RangeInclusive<i64>) -> Result<Vec<i64>> {
        let left_out =
            if self.limited { format!("AND NOT {}", leaves_out("?4", "it.rowid")) } else { String::new() };
        let mut statement = conn.prepare_cached(&format!(
            "SELECT it.rowid FROM article_fts it
             WHERE it.article_fts MATCH ?1 AND it.rowid BETWEEN ?2 AND ?3 {left_out}"
        ))?;
        let words = self.terms.to_match();
        let values: [&dyn ToSql; 4] = [&words, ids.start(), ids.end(), &self.follow];
        let values = values.get(..if self.limited { 4 } else { 3 }).unwrap_or_default();
        let articles = statement.query_map(values, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(articles)
    }
}

/// The followed searches.
pub(super) fn searches(conn: &Connection) -> Result<Vec<Search>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, key, EXISTS (SELECT 1 FROM follow_exclude WHERE follow_id = follow.id) AS limited
         FROM follow WHERE kind = 'search' ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    let mut searches = Vec::new();
    while let Some(row) = rows.next()? {
        let terms = Terms::read(&closed(&row.get::<_, String>("key")?));
        if !terms.is_empty() {
            searches.push(Search { follow: row.get("id")?, terms, limited: row.get("limited")? });
        }
    }
    Ok(searches)
}
