//! What a list can be narrowed to.

use rusqlite::{Connection, params_from_iter};

use super::query::Statement;
use crate::Result;
use crate::model::*;

/// Of each kind, the most used.
const MOST: u32 = 500;

/// What the articles that fit a query have in common with some others of them.
pub(crate) fn of(conn: &Connection, query: &ArticleQuery) -> Result<Facets> {
    let query = ArticleQuery { order: None, after: None, ..query.clone() };
    let list = Statement::of(conn, &query)?;
    if list.nothing {
        return Ok(Facets::default());
    }
    let facets = |columns: &str, joined: &str| -> Result<Vec<Facet>> {
        let sql = format!(
            "SELECT {columns}, count(DISTINCT it.id) AS articles FROM ({}) it {joined} ORDER BY articles DESC, name LIMIT {MOST}",
            list.sql("a.id, a.publication_id", "")
        );
        let facets = conn
            .prepare_cached(&sql)?
            .query_map(params_from_iter(&list.values), |row| {
                Ok(Facet { key: row.get("key")?, name: row.get("name")?, articles: row.get("articles")? })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(facets)
    };
    Ok(Facets {
        labels: facets("l.key, min(l.name) AS name", "JOIN label l ON l.article_id = it.id GROUP BY l.key")?,
        tags: facets(
            "t.topic AS key, coalesce(min(sp.name), t.name) AS name",
            "JOIN article_tag at ON at.article_id = it.id JOIN tag t ON t.id = at.tag_id LEFT JOIN tag_spelling sp
               ON sp.tag_id = t.id AND sp.publication_id = it.publication_id GROUP BY t.topic",
        )?,
        publications: facets(
            "CAST(p.id AS TEXT) AS key, coalesce(p.given_title, p.own_title) AS name",
            "JOIN publication p ON p.id = it.publication_id GROUP BY p.id",
        )?,
        authors: facets(
            "CAST(au.id AS TEXT) AS key, au.name",
            "JOIN article_author aa ON aa.article_id = it.id JOIN author au ON au.id = aa.author_id GROUP BY au.id",
        )?,
    })
}
