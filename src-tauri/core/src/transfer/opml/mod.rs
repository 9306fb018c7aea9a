//! OPML 2.0 (<http://opml.org/spec2.opml>), read from anyone and written for anyone.
//!
//! What we write is ordinary OPML that every reader takes in. A source that is no feed (a publisher's API)
//! stands there as its site's feed, with its true kind and address in attributes of our own namespace, so that
//! coming back here loses nothing.

mod read;
mod write;

#[cfg(test)]
mod tests;

use url::Url;

use crate::model::SourceKind;

pub use read::read;
pub use write::write;

/// The namespace of our own attributes.
const NAMESPACE: &str = "https://broadsheet.invalid/opml";

/// What an OPML file asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Opml {
    /// Its feeds, in its own order, each address once.
    pub subscriptions: Vec<Subscription>,
    /// Entries that should be feeds and name no usable address, by their text.
    pub refused: Vec<String>,
}

/// One feed of an OPML file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// What is spoken at `url`.
    pub kind: SourceKind,
    /// Its address.
    pub url: Url,
    /// What the file calls it.
    pub title: Option<String>,
    /// Its site.
    pub site: Option<Url>,
    /// The folders it stands in, outermost first.
    pub folder: Vec<String>,
}
