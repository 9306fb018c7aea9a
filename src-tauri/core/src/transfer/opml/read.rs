//! Reading: whatever can be understood counts, and what cannot be is left out or refused by name.

use std::collections::HashSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use url::Url;

use super::{Opml, Subscription};
use crate::fetch::parse_address;
use crate::model::SourceKind;
use crate::parse::{decode, unescape};
use crate::{Error, Result};

/// The largest file, in bytes.
const LARGEST: usize = 16 << 20;
/// The most feeds taken from one file; the rest is refused by name.
const MOST: usize = 10_000;
/// The deepest folder; what lies deeper stands in it.
const DEEPEST: usize = 8;
/// The longest title or folder name, in characters.
const LONGEST: usize = 300;

/// Reads an OPML file.
///
/// # Errors
/// [`Error::OpmlInvalid`] where there is no OPML in `bytes`, or more of it than anyone can follow.
pub fn read(bytes: &[u8]) -> Result<Opml> {
    if bytes.len() > LARGEST {
        return Err(Error::OpmlInvalid);
    }
    let text = decode(bytes, None);
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut reading = Reading::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => reading.open(&tag, true),
            Ok(Event::Empty(tag)) => reading.open(&tag, false),
            Ok(Event::End(tag)) if is_outline(tag.local_name().as_ref()) => {
                reading.folders.pop();
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            // Behind such a fault nothing can be told apart; what stands before it counts.
            Err(_) => break,
        }
    }
    if reading.is_opml { Ok(reading.found) } else { Err(Error::OpmlInvalid) }
}

#[derive(Default)]
struct Reading {
    is_opml: bool,
    /// The open outlines: a folder's name, or `None` where one has no name.
    folders: Vec<Option<String>>,
    seen: HashSet<(SourceKind, Url)>,
    found: Opml,
}

/// The attributes of an outline that mean something here.
#[derive(Default)]
struct Outline {
    text: String,
    title: String,
    kind: String,
    xml_url: Option<String>,
    html_url: String,
    source_kind: String,
    source_url: String,
}

impl Reading {
    fn open(&mut self, tag: &BytesStart<'_>, has_inside: bool) {
        let name = tag.local_name();
        self.is_opml |= name.as_ref().eq_ignore_ascii_case("opml");
        if !is_outline(name.as_ref()) {
            return;
        }
        let outline = Outline::of(tag);
        let is_feed = outline.names_a_feed();
        if is_feed {
            self.subscribe(&outline);
        }
        if has_inside {
            // A feed with outlines below it is no folder, but they stand where it stands.
            self.folders.push(outline.name().filter(|_| !is_feed));
        }
    }

    fn subscribe(&mut self, outline: &Outline) {
        let Some((kind, url)) = outline.source().filter(|_| self.found.subscriptions.len() < MOST) else {
            let address = outline.xml_url.as_deref().unwrap_or_default();
            self.found.refused.push(outline.name().unwrap_or_else(|| shorten(address)));
            return;
        };
        if !self.seen.insert((kind, url.clone())) {
            return;
        }
        let site = Some(&outline.html_url).filter(|url| !url.is_empty());
        self.found.subscriptions.push(Subscription {
            kind,
            url,
            title: outline.name(),
            site: site.and_then(|url| parse_address(url).ok()),
            folder: self.folders.iter().flatten().take(DEEPEST).cloned().collect(),
        });
    }
}

impl Outline {
    fn of(tag: &BytesStart<'_>) -> Self {
        let mut outline = Self::default();
        for attribute in tag.html_attributes().with_checks(false).flatten() {
            let value = || unescape(attribute.value.as_ref()).trim().to_owned();
            // Names are compared without regard to case: `xmlurl` and `XMLURL` are about.
            match attribute.key.as_ref().to_ascii_lowercase().as_str() {
                "text" => outline.text = value(),
                "title" => outline.title = value(),
                "type" => outline.kind = value(),
                "xmlurl" => outline.xml_url = Some(value()),
                "htmlurl" => outline.html_url = value(),
                "broadsheet:kind" => outline.source_kind = value(),
                "broadsheet:url" => outline.source_url = value(),
                _ => {}
            }
        }
        outline
    }

    /// Whether this means to be a feed, rather than a folder or a line of text.
    fn names_a_feed(&self) -> bool {
        match self.kind.to_ascii_lowercase().as_str() {
            // Another list, not a feed, although some writers put its address into `xmlUrl`.
            "source" => false,
            "rss" | "atom" | "feed" => true,
            _ => self.xml_url.is_some(),
        }
    }

    fn name(&self) -> Option<String> {
        let name = [&self.title, &self.text].into_iter().find(|name| !name.is_empty())?;
        Some(shorten(name))
    }

    fn source(&self) -> Option<(SourceKind, Url)> {
        let own = match self.source_kind.as_str() {
            "ghost" => Some(SourceKind::Ghost),
            "wordpress" => Some(SourceKind::WordPress),
            "sitemap" => Some(SourceKind::Sitemap),
            _ => None,
        };
        if let (Some(kind), Ok(url)) = (own, parse_address(&self.source_url)) {
            return Some((kind, url));
        }
        let typed = self.xml_url.as_deref().filter(|url| !url.is_empty())?;
        Some((SourceKind::Feed, parse_address(typed).ok()?))
    }
}

fn is_outline(name: &str) -> bool {
    name.eq_ignore_ascii_case("outline")
}

/// A name as one line of text that is not too long.
fn shorten(text: &str) -> String {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    words.join(" ").chars().take(LONGEST).collect()
}
