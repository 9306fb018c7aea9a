//! The Slash module of RSS 1.0 (<https://web.resource.org/rss/1.0/modules/slash/>).

use super::element::Element;
use super::entry::Entry;
use super::text;
use super::xml::Xml;

/// `slash:section` and `slash:comments`.
pub(super) fn entry<'a>(xml: &mut Xml<'a>, element: &Element<'a>, entry: &mut Entry) {
    match element.name() {
        "section" => entry.section.offer(0, text::line(xml.inside(element))),
        "comments" => entry.comment_count.offer(0, xml.parsed::<u32>(element)),
        _ => {}
    }
}
