//! RSS 0.90 and 1.0 (<https://web.resource.org/rss/1.0/spec>): RDF, in which the items stand beside the channel.

use super::element::Element;
use super::entry::Channel;
use super::rss;
use super::space::Space;
use super::xml::Xml;

/// Reads what stands in `<rdf:RDF>`; tells whether any of it was RSS.
pub(super) fn read<'a>(xml: &mut Xml<'a>, root: &Element<'a>, feed: &mut Channel) -> bool {
    let mut is_rss = false;
    while let Some(element) = xml.child(root) {
        match (element.space, element.name()) {
            (Space::Core, "channel") => rss::channel(xml, &element, feed),
            (Space::Core, "item") => rss::item(xml, &element, feed),
            // The channel names it; what it is stands here.
            (Space::Core, "image") => {
                let (url, _) = rss::image(xml, &element);
                feed.icon.offer(2, url);
            }
            _ => continue,
        }
        is_rss = true;
    }
    is_rss
}
