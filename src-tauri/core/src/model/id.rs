//! Ids as types of their own, so that an author's id cannot stand where an article's is wanted.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ts_rs::TS;

use crate::Error;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident, $what:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, TS)]
        #[ts(as = "String")]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = Error;

            fn from_str(text: &str) -> Result<Self, Error> {
                text.parse()
                    .map(Self)
                    .map_err(|_| Error::Invalid { what: $what, value: text.chars().take(80).collect() })
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

ids! {
    /// An article's id in this library.
    ArticleId, "an article's id";
    /// A publication's id in this library.
    PublicationId, "a publication's id";
    /// A source's id in this library.
    SourceId, "a source's id";
    /// An author's id in this library.
    AuthorId, "an author's id";
    /// The id of a spelling of an author in this library.
    SpellingId, "a spelling's id";
    /// A follow's id in this library.
    FollowId, "a follow's id";
    /// An alert's id in this library.
    AlertId, "an alert's id";
    /// A highlight's id in this library.
    HighlightId, "a highlight's id";
}

/// The id of a picture's address: the first 16 bytes of its BLAKE3 hash in lower-case hex, so the same address
/// has the same id everywhere without being looked up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(as = "String")]
#[serde(transparent)]
pub struct MediaId(pub(crate) String);

impl MediaId {
    /// The id of `address`, an absolute URL.
    #[must_use]
    pub fn of(address: &str) -> Self {
        Self(blake3::hash(address.as_bytes()).to_hex()[..32].to_owned())
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for MediaId {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        if text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Error::Invalid { what: "a picture's id", value: text.chars().take(80).collect() })
        }
    }
}
