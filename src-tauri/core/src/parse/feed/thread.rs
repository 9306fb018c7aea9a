//! The Atom Threading Extensions (RFC 4685). `thr:count` stands on Atom's links and is read there.

use super::element::Element;
use super::entry::Entry;
use super::xml::Xml;

/// `thr:total`: how many answers there are.
pub(super) fn entry<'a>(xml: &mut Xml<'a>, element: &Element<'a>, entry: &mut Entry) {
    if element.name() == "total" {
        entry.comment_count.offer(0, xml.parsed::<u32>(element));
    }
}
