//! The content module of RSS 1.0 (<https://web.resource.org/rss/1.0/modules/content/>), which all of RSS uses.

use super::element::Element;
use super::entry::Entry;
use super::extension;
use super::xml::Xml;

/// `content:encoded`: the whole text as HTML.
pub(super) fn entry<'a>(xml: &mut Xml<'a>, element: &Element<'a>, entry: &mut Entry) {
    if element.name() == "encoded" {
        extension::body(xml, element, entry);
    }
}
