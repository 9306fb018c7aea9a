//! The fields of an article that stand in its own row, as columns.

use rusqlite::Transaction;
use rusqlite::types::{ToSql, ToSqlOutput, Value};

use super::row::{Json, Millis};
use super::section;
use super::teller::Teller;
use crate::model::*;
use crate::{Error, Result};

/// The columns, in the order of [`told`].
pub(super) const NAMES: &[&str] = &[
    "section_id",
    "url",
    "canonical_url",
    "headline",
    "summary",
    "published_at",
    "updated_at",
    "reading_minutes",
    "lead_image",
    "language",
    "direction",
    "featured",
    "access",
    "kind",
    "comments_url",
    "comment_count",
    "attachments",
];

/// A field with its value and who told it.
#[derive(Debug, Clone)]
pub(super) struct Field {
    /// The column.
    pub name: &'static str,
    /// Its value.
    pub value: Value,
    /// Who told it.
    pub teller: Teller,
}

impl Field {
    /// Whether nothing was told: no value, or a default that is not meant.
    pub(super) fn is_silent(&self) -> bool {
        self.is_empty() || (self.is_default() && !self.teller.states_defaults())
    }

    /// Whether it has no value.
    pub(super) fn is_empty(&self) -> bool {
        matches!(&self.value, Value::Null) || matches!(&self.value, Value::Text(text) if text.is_empty())
    }

    /// Its value as text.
    pub(super) fn text(&self) -> &str {
        match &self.value {
            Value::Text(text) => text,
            _ => "",
        }
    }

    fn is_default(&self) -> bool {
        match (self.name, &self.value) {
            ("featured", Value::Integer(featured)) => *featured == 0,
            ("access", Value::Text(access)) => access == "public",
            ("kind", Value::Text(kind)) => kind == "article",
            _ => false,
        }
    }

    /// Whether the field was made from the body and goes with it.
    pub(super) fn goes_with_body(&self) -> bool {
        self.teller.is_made() && matches!(self.name, "summary" | "reading_minutes")
    }
}

/// What `teller` tells, field by field.
pub(super) fn told(
    tx: &Transaction<'_>,
    publication: PublicationId,
    article: &NewArticle,
    teller: Teller,
) -> Result<Vec<Field>> {
    let section = match article.section.as_deref() {
        Some(name) if !name.is_empty() => Some(section::named(tx, publication, name)?),
        _ => None,
    };
    let values = [
        value(&section)?,
        value(&article.url)?,
        value(&article.canonical_url)?,
        value(&&*article.headline)?,
        value(&article.summary.as_deref())?,
        value(&article.published_at.map(Millis))?,
        value(&article.updated_at.map(Millis))?,
        value(&article.reading_minutes)?,
        value(&article.lead_image.as_ref().map(image).map(Json))?,
        value(&article.language)?,
        value(&article.direction)?,
        value(&article.featured)?,
        value(&article.access)?,
        value(&article.kind)?,
        value(&article.comments_url)?,
        value(&article.comment_count)?,
        value(&(!article.attachments.is_empty()).then_some(Json(&article.attachments)))?,
    ];
    let Made { headline, summary, reading_minutes, published_at } = article.made;
    let fields = NAMES.iter().zip(values).map(|(name, value)| {
        let made = match *name {
            "headline" => headline,
            "summary" => summary,
            "reading_minutes" => reading_minutes,
            "published_at" => published_at,
            _ => false,
        };
        Field { name, value, teller: if made { teller.made() } else { teller } }
    });
    Ok(fields.collect())
}

/// A value as SQLite keeps it.
pub(super) fn value(column: &dyn ToSql) -> Result<Value> {
    match column.to_sql()? {
        ToSqlOutput::Borrowed(borrowed) => borrowed.try_into().map_err(|_| not_utf8()),
        ToSqlOutput::Owned(owned) => Ok(owned),
        _ => Err(not_utf8()),
    }
}

fn not_utf8() -> Error {
    Error::Unexpected { detail: "a value of no known kind".to_owned() }
}

fn image(told: &NewImage) -> Image {
    Image {
        media: MediaId::of(&told.url),
        url: told.url.clone(),
        caption: told.caption.as_deref().map(str::to_owned),
        credit: told.credit.as_deref().map(str::to_owned),
        raw_caption: told.raw_caption.as_deref().map(str::to_owned),
        alt: told.alt.as_deref().map(str::to_owned),
        width: told.width,
        height: told.height,
        colour: None,
    }
}
