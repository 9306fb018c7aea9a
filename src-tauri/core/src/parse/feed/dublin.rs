//! Dublin Core, elements and terms (<https://www.dublincore.org/specifications/dublin-core/dcmi-terms/>).

use super::element::Element;
use super::entry::{Channel, Entry};
use super::xml::Xml;
use super::{person, text};

/// What Dublin Core says of a feed.
pub(super) fn channel<'a>(xml: &mut Xml<'a>, element: &Element<'a>, feed: &mut Channel) {
    match element.name() {
        "title" => feed.title.offer(2, text::line(xml.inside(element))),
        "description" => feed.description.offer(2, text::html(xml.inside(element))),
        "language" => feed.language.offer(1, xml.line(element)),
        "creator" | "author" => feed.authors.offer(2, person::people(xml.line(element).as_deref())),
        _ => {}
    }
}

/// What Dublin Core says of an entry.
pub(super) fn entry<'a>(xml: &mut Xml<'a>, element: &Element<'a>, entry: &mut Entry) {
    match element.name() {
        "title" => entry.title.offer(2, text::line(xml.inside(element))),
        "description" | "abstract" => entry.summary.offer(2, text::html(xml.inside(element))),
        "identifier" => entry.id.offer(3, xml.line(element)),
        "language" => entry.language.offer(1, xml.line(element)),
        "creator" | "author" => entry.authors.offer(0, person::people(xml.line(element).as_deref())),
        "subject" => entry.tag(text::line(xml.inside(element))),
        "issued" => entry.published.offer(1, xml.date(element)),
        "date" => entry.published.offer(2, xml.date(element)),
        "created" => entry.published.offer(3, xml.date(element)),
        "modified" => entry.updated.offer(1, xml.date(element)),
        _ => {}
    }
}
