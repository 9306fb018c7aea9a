//! The extensions, each in a module of its own, and what several of them share.

use std::borrow::Cow;

use super::element::Element;
use super::entry::{Channel, Entry};
use super::space::Space;
use super::xml::Xml;
use super::{content, dublin, feedburner, itunes, podcast, slash, syndication, text, thread};

/// Reads an element of a feed that is not the format's own.
pub(super) fn channel<'a>(xml: &mut Xml<'a>, element: &Element<'a>, feed: &mut Channel) {
    match element.space {
        Space::Dublin => dublin::channel(xml, element, feed),
        Space::Itunes => itunes::channel(xml, element, feed),
        Space::Syndication => syndication::channel(xml, element, &mut feed.pace),
        _ => {}
    }
}

/// Reads an element of an entry that is not the format's own.
pub(super) fn entry<'a>(xml: &mut Xml<'a>, element: &Element<'a>, entry: &mut Entry) {
    match element.space {
        Space::Dublin => dublin::entry(xml, element, entry),
        Space::Content => content::entry(xml, element, entry),
        Space::Media => entry.media.read(xml, element),
        Space::Itunes => itunes::entry(xml, element, entry),
        Space::Podcast => podcast::entry(xml, element, entry),
        Space::Slash => slash::entry(xml, element, entry),
        Space::Thread => thread::entry(xml, element, entry),
        Space::Feedburner => feedburner::entry(xml, element, entry),
        // `<body xmlns="http://www.w3.org/1999/xhtml">` and `<div>`: the whole text as it is.
        Space::Xhtml => body(xml, element, entry),
        _ => {}
    }
}

/// Reads an element that holds the whole text.
pub(super) fn body<'a>(xml: &mut Xml<'a>, element: &Element<'a>, entry: &mut Entry) {
    let base = xml.base().cloned();
    entry.language.offer(1, xml.language());
    let text = text::html(xml.inside(element));
    if text.is_some() {
        entry.base = base.or(entry.base.take());
    }
    entry.content.offer(0, text);
}

/// Adds the topics of a line that lists them.
pub(super) fn tags(line: Option<Cow<'_, str>>, between: char, entry: &mut Entry) {
    for name in line.unwrap_or_default().split(between).map(str::trim).filter(|name| !name.is_empty()) {
        entry.tag(Some(text::loose(name)));
    }
}
