//! What a list is made of.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Author, PublicationId, Tag};

/// What a list is made of: how much each week, who writes it, and what about. Who and what are of its newest articles,
/// and leave out what the query itself names.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// Its articles in each of the last weeks, oldest first; the last of them are the seven days until now.
    pub weeks: Vec<u32>,
    /// How many of its articles are saved.
    pub saved: u32,
    /// Who wrote most of it.
    pub authors: Vec<Counted<Author>>,
    /// What most of it is about.
    pub tags: Vec<Counted<Tag>>,
    /// Where most of it stood.
    pub sections: Vec<Counted<SectionRef>>,
}

/// Something, and how many articles it has to do with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Counted<T> {
    /// What.
    pub it: T,
    /// How many.
    pub articles: u32,
}

/// A section by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SectionRef {
    /// Whose.
    pub publication: PublicationId,
    /// As the publisher writes it.
    pub name: String,
}
