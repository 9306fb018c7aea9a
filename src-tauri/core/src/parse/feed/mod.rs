//! Feeds: RSS, Atom and JSON Feed of every version, as publishers really write them.
//!
//! One module for each format ([`rss`], [`rdf`], [`atom`], [`json`], [`rss_json`]) and for each extension, which fill
//! an [`entry::Channel`] and its entries; [`entry`] says where each value may stand, and in which order they count.
//! [`xml`] and [`json_value`] make sense of broken documents: an entry counts once its end was read, whatever follows.
//!
//! Bounds: of the bytes of a document, those of `fetch` (16 MiB); [`MAX_ARTICLES`] entries; a date, 100 bytes; a
//! byline, 1,000; 200 topics, authors or files of an entry; 200 levels of elements, 100 attributes of each; 128
//! levels of JSON. Time is in proportion to the document. There are no ids but the publisher's: what has none is
//! recognised by its address or its text (`sanitize`).

use url::Url;

use super::{RawHarvest, decode, unpack};
use crate::{Error, Result};

mod atom;
mod best;
#[cfg(test)]
mod broken_tests;
mod content;
#[cfg(test)]
mod corpus_tests;
mod dublin;
mod element;
mod entry;
mod extension;
mod feedburner;
mod hints;
mod inside;
mod itunes;
mod json;
mod json_value;
mod marks;
mod media;
mod person;
mod podcast;
mod rdf;
mod rss;
mod rss_json;
mod scope;
mod slash;
mod space;
mod syndication;
#[cfg(test)]
mod tests;
mod text;
mod thread;
mod xml;

use element::Element;
use entry::Channel;
use json_value::Document;

pub(crate) use itunes::seconds;
use space::Space;
pub(crate) use text::from_base64;
use xml::{Node, Xml};

/// How many elements may stand before a feed's own root: what scripts print before it.
const BEFORE: usize = 100;

/// Reads a feed: RSS, Atom or JSON Feed. `url` is where it came from, `content_type` what its server called it.
///
/// # Errors
/// [`Error::NotAFeed`] where nothing in the bytes is a feed's.
pub fn feed(bytes: &[u8], url: &Url, content_type: Option<&str>) -> Result<RawHarvest> {
    let bytes = unpack(bytes);
    let text = decode(&bytes, content_type);
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0');
    let mut feed = Channel::default();
    let is_feed =
        if text.starts_with('{') { read_json(text, &mut feed) } else { read_xml(text, url, &mut feed) };
    if is_feed { Ok(feed.into_harvest(url)) } else { Err(Error::NotAFeed) }
}

fn read_json(text: &str, feed: &mut Channel) -> bool {
    let document = Document::read(text);
    rss_json::read(&document, feed) || json::read(&document, feed)
}

fn read_xml(text: &str, url: &Url, feed: &mut Channel) -> bool {
    let mut xml = Xml::new(text, url);
    let Some(mut root) = root(&mut xml) else { return false };
    xml.adopt(&mut root);
    match root.name() {
        "rss" => rss::read(&mut xml, &root, feed),
        "rdf" => return rdf::read(&mut xml, &root, feed),
        // RSS 1.1, and CDF.
        "channel" => rss::channel(&mut xml, &root, feed),
        "entry" => atom::entry(&mut xml, &root, feed),
        _ => atom::read(&mut xml, &root, feed),
    }
    true
}

/// The first element that a feed begins with. A page is none, whatever stands in it.
fn root<'a>(xml: &mut Xml<'a>) -> Option<Element<'a>> {
    let mut before = 0;
    while before < BEFORE {
        let Node::Start(element) = xml.next()? else { continue };
        match (element.space, element.name()) {
            (Space::Xhtml, _) | (_, "html" | "head" | "body" | "opml" | "svg") => return None,
            (_, "rss" | "rdf" | "feed" | "channel") => return Some(element),
            (Space::Atom, "entry") => return Some(element),
            _ => before += 1,
        }
    }
    None
}
