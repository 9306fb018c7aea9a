//! Podcasting 2.0 (<https://podcasting2.org/docs/podcast-namespace>).

use super::element::Element;
use super::entry::Entry;
use super::text;
use super::xml::Xml;
use crate::parse::RawAuthor;

/// `podcast:person`: who is heard, and as what.
pub(super) fn entry<'a>(xml: &mut Xml<'a>, element: &Element<'a>, entry: &mut Entry) {
    if element.name() != "person" {
        return;
    }
    let url = element.attribute("href").map(|url| xml.address(url));
    let avatar = element.attribute("img").map(|url| xml.address(url));
    let role = element.attribute("role");
    let person = xml.line(element).map(|name| RawAuthor {
        name: Some(text::loose(name)),
        url,
        role: text::plain(role),
        avatar,
        ..RawAuthor::default()
    });
    entry.authors.offer(4, person);
}
