//! How authors are written. Spellings of one person are one author: the same address, the same name but for case and
//! accents, or an initial in place of a first name where only one author fits. The reader can say otherwise.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};

use super::unite::{part, unite};
use super::{index, row};
use crate::model::*;
use crate::{Error, Result};

/// An author as a publication writes them.
#[derive(Debug, Clone)]
pub(super) struct Told<'a> {
    pub publication: PublicationId,
    pub name: &'a str,
    pub name_key: String,
    pub url_key: Option<String>,
}

/// Whose this spelling is, and the spelling where it is known; else whose it looks like.
pub(super) fn find(tx: &Transaction<'_>, told: &Told<'_>) -> Result<Option<(AuthorId, Option<SpellingId>)>> {
    let exact = tx
        .prepare_cached(
            "SELECT author_id, id FROM author_spelling
             WHERE publication_id = ?1 AND name = ?2 AND url_key = coalesce(?3, '')",
        )?
        .query_row((told.publication, told.name, &told.url_key), |row| Ok((row.get(0)?, Some(row.get(1)?))))
        .optional()?;
    if exact.is_some() {
        return Ok(exact);
    }
    let alike = tx
        .prepare_cached(
            "SELECT s.author_id FROM author_spelling s JOIN author au ON au.id = s.author_id
             WHERE s.publication_id = :publication AND (s.url_key = :url_key
               OR (s.name_key = :name_key AND (:url_key IS NULL OR au.url_key IS NULL)))
             ORDER BY s.url_key IS NOT :url_key, s.id LIMIT 1",
        )?
        .query_row(
            named_params! {
                ":publication": told.publication, ":url_key": told.url_key, ":name_key": told.name_key,
            },
            |row| row.get(0),
        )
        .optional()?;
    Ok(alike.or(of_initials(tx, told)?).map(|author| (author, None)))
}

/// The only author whose name this is with initials, or the other way round.
fn of_initials(tx: &Transaction<'_>, told: &Told<'_>) -> Result<Option<AuthorId>> {
    let Some((_, family)) = told.name_key.rsplit_once('-') else { return Ok(None) };
    let mut statement = tx.prepare_cached(
        "SELECT s.author_id, s.name_key FROM author_spelling s JOIN author au ON au.id = s.author_id
         WHERE s.publication_id = ?1 AND substr(s.name_key, -length(?2)) = ?2
           AND (?3 IS NULL OR au.url_key IS NULL OR au.url_key = ?3)",
    )?;
    let mut names: HashMap<AuthorId, Vec<String>> = HashMap::new();
    let mut rows = statement.query((told.publication, format!("-{family}"), &told.url_key))?;
    while let Some(row) = rows.next()? {
        names.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    // An author who is also written in a way that this name cannot be short for is somebody else.
    let fits = |key: &String| is_short_for(key, &told.name_key) || is_short_for(&told.name_key, key);
    let mut fitting = names.into_iter().filter(|(_, keys)| keys.iter().all(fits)).map(|(author, _)| author);
    Ok(fitting.next().filter(|_| fitting.next().is_none()))
}

/// Whether a folded name is another with initials in place of some of its first names: "j-smith" and "jane-smith".
pub(super) fn is_short_for(short: &str, long: &str) -> bool {
    let (short, long): (Vec<&str>, Vec<&str>) = (short.split('-').collect(), long.split('-').collect());
    let is_initial = |one: &str, of: &str| one.chars().count() == 1 && of.starts_with(one) && of != one;
    short.len() == long.len()
        && short.len() > 1
        && short.last() == long.last()
        && short != long
        && short.iter().zip(&long).all(|(one, other)| one == other || is_initial(one, other))
}

/// Notes a spelling that was not known.
pub(super) fn add(tx: &Transaction<'_>, told: &Told<'_>, author: AuthorId) -> Result<SpellingId> {
    tx.prepare_cached(
        "INSERT INTO author_spelling (publication_id, name, url_key, name_key, author_id, first_author_id)
         VALUES (?1, ?2, coalesce(?3, ''), ?4, ?5, ?5)",
    )?
    .execute((told.publication, told.name, &told.url_key, &told.name_key, author))?;
    Ok(SpellingId(tx.last_insert_rowid()))
}

/// How else authors are written than they are called, most used first; all authors' or only one's.
pub(super) fn all(
    conn: &Connection,
    only: Option<AuthorId>,
) -> Result<HashMap<AuthorId, Vec<AuthorSpelling>>> {
    let mut statement = conn.prepare_cached(
        "SELECT s.author_id, s.name, json_group_array(CAST(s.id AS TEXT)) AS ids, sum(s.articles) AS articles
         FROM (SELECT sp.*, (SELECT count(*) FROM article_author WHERE spelling_id = sp.id) AS articles
           FROM author_spelling sp WHERE ?1 IS NULL OR sp.author_id = ?1) s
         JOIN author au ON au.id = s.author_id
         WHERE s.name <> au.name GROUP BY s.author_id, s.name ORDER BY s.author_id, articles DESC, s.name",
    )?;
    let mut spellings: HashMap<AuthorId, Vec<AuthorSpelling>> = HashMap::new();
    let mut rows = statement.query([only])?;
    while let Some(row) = rows.next()? {
        spellings.entry(row.get("author_id")?).or_default().push(from_row(row)?);
    }
    Ok(spellings)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<AuthorSpelling> {
    Ok(AuthorSpelling {
        ids: row.get::<_, row::Json<_>>("ids")?.0,
        name: row.get("name")?,
        articles: row.get("articles")?,
    })
}

/// Makes one author of two of a publication: everything of `other` is `into`'s from now on. Gives back the spellings
/// that were the other's, to [`separate`] them again.
pub(crate) fn merge(tx: &Transaction<'_>, into: AuthorId, other: AuthorId) -> Result<Vec<SpellingId>> {
    if into == other || publication_of(tx, into)? != publication_of(tx, other)? {
        return Err(Error::Invalid {
            what: "another author of the same publication",
            value: other.to_string(),
        });
    }
    let together: bool = tx.query_row(
        "SELECT EXISTS (SELECT 1 FROM article_author x JOIN article_author y ON y.article_id = x.article_id
         WHERE x.author_id = ?1 AND y.author_id = ?2)",
        (into, other),
        |row| row.get(0),
    )?;
    if together {
        let value = format!("{into} and {other}");
        return Err(Error::Invalid { what: "authors who never sign an article together", value });
    }
    let spellings = of(tx, other)?;
    give(tx, &spellings, into)?;
    unite(tx, FollowKind::Author, &into.to_string(), &other.to_string())?;
    Ok(spellings)
}

/// Makes an author of their own of those who are written so, and gives back which. What they had before they were put
/// together is theirs again.
pub(crate) fn separate(tx: &Transaction<'_>, spellings: &[SpellingId]) -> Result<AuthorId> {
    let invalid =
        || Error::Invalid { what: "some of one author's spellings", value: format!("{spellings:?}") };
    let first = *spellings.first().ok_or_else(invalid)?;
    let (author, own): (AuthorId, AuthorId) = tx
        .query_row("SELECT author_id, first_author_id FROM author_spelling WHERE id = ?1", [first], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?
        .ok_or_else(|| Error::NotFound { kind: "spelling", id: first.to_string() })?;
    let all = of(tx, author)?;
    if !spellings.iter().all(|one| all.contains(one)) || all.iter().all(|one| spellings.contains(one)) {
        return Err(invalid());
    }
    let own = if own != author && of(tx, own)?.is_empty() && publication_of(tx, own).is_ok() {
        own
    } else {
        tx.execute(
            "INSERT INTO author (publication_id, name, name_key)
             SELECT publication_id, name, name_key FROM author_spelling WHERE id = ?1",
            [first],
        )?;
        AuthorId(tx.last_insert_rowid())
    };
    give(tx, spellings, own)?;
    part(tx, FollowKind::Author, &own.to_string(), &author.to_string())?;
    Ok(own)
}

/// Lets spellings, and the articles that use them, be an author's.
fn give(tx: &Transaction<'_>, spellings: &[SpellingId], author: AuthorId) -> Result<()> {
    let list = row::id_list(spellings, |id| id.0);
    tx.execute(
        "UPDATE author_spelling SET author_id = ?2 WHERE id IN (SELECT value FROM json_each(?1))",
        (&list, author),
    )?;
    let articles: Vec<ArticleId> = tx
        .prepare(
            "SELECT article_id FROM article_author WHERE spelling_id IN (SELECT value FROM json_each(?1))",
        )?
        .query_map([&list], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    tx.execute(
        "UPDATE article_author SET author_id = ?2 WHERE spelling_id IN (SELECT value FROM json_each(?1))",
        (&list, author),
    )?;
    articles.into_iter().try_for_each(|article| index::write(tx, article))
}

fn of(tx: &Transaction<'_>, author: AuthorId) -> Result<Vec<SpellingId>> {
    let mut statement =
        tx.prepare_cached("SELECT id FROM author_spelling WHERE author_id = ?1 ORDER BY id")?;
    let ids = statement.query_map([author], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(ids)
}

fn publication_of(tx: &Transaction<'_>, author: AuthorId) -> Result<PublicationId> {
    tx.query_row("SELECT publication_id FROM author WHERE id = ?1", [author], |row| row.get(0))
        .optional()?
        .ok_or_else(|| Error::NotFound { kind: "author", id: author.to_string() })
}
