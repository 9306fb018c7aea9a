//! FeedBurner's namespace.

use super::element::Element;
use super::entry::{Entry, is_web};
use super::xml::Xml;

/// `feedburner:origLink`, `feedburner:origEnclosureLink`: what the entry's link and its enclosure lead to by way of
/// FeedBurner.
pub(super) fn entry<'a>(xml: &mut Xml<'a>, element: &Element<'a>, entry: &mut Entry) {
    let link = match element.name() {
        "origlink" => &mut entry.link,
        "origenclosurelink" => &mut entry.enclosure_link,
        _ => return,
    };
    link.offer(0, xml.address_in(element).filter(|link| is_web(link)));
}
