//! How Rust values stand in columns.

use chrono::{DateTime, Utc};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Value, ValueRef};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::model::*;

/// An instant as integer milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Millis(pub DateTime<Utc>);

impl ToSql for Millis {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.timestamp_millis().into())
    }
}

impl FromSql for Millis {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let millis = value.as_i64()?;
        DateTime::from_timestamp_millis(millis).map(Self).ok_or(FromSqlError::OutOfRange(millis))
    }
}

/// An absolute address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address(pub url::Url);

impl FromSql for Address {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        url::Url::parse(value.as_str()?).map(Self).map_err(FromSqlError::other)
    }
}

/// Anything serde knows, as JSON text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Json<T>(pub T);

impl<T: Serialize> ToSql for Json<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        serde_json::to_string(&self.0)
            .map(ToSqlOutput::from)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
    }
}

impl<T: DeserializeOwned> FromSql for Json<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_str(value.as_str()?).map(Self).map_err(FromSqlError::other)
    }
}

/// Compressed text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Packed(pub String);

/// More than any body can hold; a damaged blob that claims more is refused instead of filling the memory.
const UNPACKED_LIMIT: usize = 64 << 20;

impl ToSql for Packed {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        zstd::bulk::compress(self.0.as_bytes(), 3)
            .map(|bytes| ToSqlOutput::Owned(Value::Blob(bytes)))
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
    }
}

impl FromSql for Packed {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let mut text = String::new();
        let reader = zstd::stream::read::Decoder::new(value.as_blob()?).map_err(FromSqlError::other)?;
        std::io::Read::read_to_string(&mut std::io::Read::take(reader, UNPACKED_LIMIT as u64), &mut text)
            .map_err(FromSqlError::other)?;
        Ok(Self(text))
    }
}

macro_rules! ids {
    ($($name:ident),*) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.0.into())
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_i64().map(Self)
            }
        }
    )*};
}

ids!(ArticleId, PublicationId, SourceId, AuthorId, SpellingId, FollowId, AlertId, HighlightId);

impl ToSql for MediaId {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.as_str().into())
    }
}

impl FromSql for MediaId {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map_err(FromSqlError::other)
    }
}

macro_rules! words {
    ($($name:ident { $($variant:ident = $word:literal),* })*) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(match self { $(Self::$variant => $word),* }.into())
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                match value.as_str()? {
                    $($word => Ok(Self::$variant),)*
                    _ => Err(FromSqlError::InvalidType),
                }
            }
        }
    )*};
}

words! {
    SourceKind { Feed = "feed", Ghost = "ghost", WordPress = "wordpress", Sitemap = "sitemap" }
    PictureChoice { Always = "always", Click = "click", Never = "never" }
    PageChoice { Auto = "auto", Always = "always", Never = "never" }
    Direction { Ltr = "ltr", Rtl = "rtl" }
    Extent { Nothing = "nothing", Cut = "cut", Short = "short", Whole = "whole" }
    Access { Public = "public", Members = "members", Paid = "paid" }
    ArticleKind { Article = "article", Video = "video", Audio = "audio", Link = "link" }
    SaveState { Waiting = "waiting", Complete = "complete", Partial = "partial", Failed = "failed" }
    FollowKind {
        Tag = "tag", Author = "author", Section = "section", Publication = "publication", Search = "search"
    }
    FollowMode {
        Instant = "instant", Hourly = "hourly", Morning = "morning", Evening = "evening", Inbox = "inbox"
    }
    AlertState {
        Pending = "pending", Claimed = "claimed", Unshown = "unshown", Shown = "shown", Quiet = "quiet"
    }
}

/// Ids as one parameter, for `IN (SELECT value FROM json_each(?))`.
pub(crate) fn id_list<T: Copy>(ids: &[T], number: impl Fn(T) -> i64) -> Json<Vec<i64>> {
    Json(ids.iter().map(|id| number(*id)).collect())
}
