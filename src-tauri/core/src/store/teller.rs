//! Who told what of an article.
//!
//! One article may be told by several sources and by its own page. Each field is kept with its teller, and takes a
//! new value only from the same teller or from one who comes before it: a publisher's API before the article's page,
//! that before a feed, that before a sitemap, and of two sources of one kind the one the library has had for longer.
//! What was made from the rest of an article comes after all that was told. So the row is the same in whatever order
//! the same readings arrive, and a better value is never lost to a worse one. See [`merge`](super::merge).

use std::collections::BTreeMap;

use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};

use super::row::Json;
use super::source::Turn;
use crate::model::*;

/// Who told a field; the greater comes before the lesser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Teller(i64);

/// Between two ranks there is room for every source.
const RANK: i64 = 1 << 40;
/// Below every rank there is room for what was made.
const MADE: i64 = 8 * RANK;

impl FromSql for Teller {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(Self)
    }
}

impl ToSql for Teller {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.into())
    }
}

impl Teller {
    /// The article's own page.
    pub(super) const PAGE: Self = Self(2 * RANK + RANK - 1);

    /// A source.
    pub(super) fn source(kind: SourceKind, id: SourceId) -> Self {
        let rank = match kind {
            SourceKind::Sitemap => 0,
            SourceKind::Feed => 1,
            SourceKind::Ghost | SourceKind::WordPress => 3,
        };
        Self(rank * RANK + (RANK - 1 - id.0).max(0))
    }

    /// The same teller of a field that was not told but made from the rest.
    pub(super) fn made(self) -> Self {
        Self(self.0 - MADE)
    }

    /// Whether it was made.
    pub(super) fn is_made(self) -> bool {
        self.0 < 0
    }

    /// Whether what this teller leaves at its default is meant so: only an API states that an article is free, not
    /// featured and just an article.
    pub(super) fn states_defaults(self) -> bool {
        self.0.rem_euclid(MADE) >= 3 * RANK
    }
}

/// The tellers of an article's fields: most have the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tellers {
    most: Teller,
    rest: BTreeMap<String, Teller>,
}

impl Tellers {
    /// One teller of everything.
    pub(super) fn all(teller: Teller) -> Self {
        Self { most: teller, rest: BTreeMap::new() }
    }

    /// From the columns `told_by` and `told_else`.
    pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let rest: Option<Json<BTreeMap<String, Teller>>> = row.get("told_else")?;
        Ok(Self { most: row.get("told_by")?, rest: rest.map(|rest| rest.0).unwrap_or_default() })
    }

    /// Who told `field`.
    pub(super) fn of(&self, field: &str) -> Teller {
        self.rest.get(field).copied().unwrap_or(self.most)
    }

    /// Notes who told `field`.
    pub(super) fn note(&mut self, field: &str, teller: Teller) {
        if teller == self.most {
            self.rest.remove(field);
        } else {
            self.rest.insert(field.to_owned(), teller);
        }
    }

    /// The columns `told_by` and `told_else`.
    pub(super) fn to_columns(&self) -> (Teller, Option<Json<&BTreeMap<String, Teller>>>) {
        (self.most, (!self.rest.is_empty()).then_some(Json(&self.rest)))
    }
}

/// A telling on its way into the library: by whom, and of which publication's articles.
#[derive(Debug, Clone, Copy)]
pub(super) struct Telling {
    /// The publication.
    pub publication: PublicationId,
    /// The source, unless it is the article's own page.
    pub source: Option<SourceId>,
    /// Who tells.
    pub teller: Teller,
}

impl Telling {
    /// A source tells.
    pub(super) fn of(turn: &Turn) -> Self {
        let teller = Teller::source(turn.plan.kind, turn.id);
        Self { publication: turn.publication, source: Some(turn.id), teller }
    }

    /// An article's own page tells.
    pub(super) fn by_page(publication: PublicationId) -> Self {
        Self { publication, source: None, teller: Teller::PAGE }
    }
}
