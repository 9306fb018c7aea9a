//! FeedBurner's namespace.

use super::element::Element;
use super::entry::{Entry, is_web};
use super::xml::Xml;

/// `feedburner:origLink`: the page that the entry's link leads to by way of FeedBurner.
pub(super) fn entry<'a>(xml: &mut Xml<'a>, element: &Element<'a>, entry: &mut Entry) {
    if element.name() == "origlink" {
        entry.link.offer(0, xml.address_in(element).filter(|link| is_web(link)));
    }
}
