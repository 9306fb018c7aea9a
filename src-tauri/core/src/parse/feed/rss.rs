//! RSS 0.9x to 2.x (<https://www.rssboard.org/rss-specification>), of any version or none; Netscape's and
//! Microsoft's CDF, which came before it, by the way.

use std::borrow::Cow;

use super::element::Element;
use super::entry::{Channel, Entry, is_web};
use super::space::Space;
use super::xml::Xml;
use super::{atom, extension, hints, person, text};
use crate::parse::{RawImage, parse_date};

/// Reads what stands in `<rss>`: a channel, and in some feeds the items beside it.
pub(super) fn read<'a>(xml: &mut Xml<'a>, root: &Element<'a>, feed: &mut Channel) {
    while let Some(element) = xml.child(root) {
        match element.name() {
            "channel" if element.space == Space::Core => channel(xml, &element, feed),
            "item" if element.space == Space::Core => item(xml, &element, feed),
            _ => {}
        }
    }
}

/// Reads a channel.
pub(super) fn channel<'a>(xml: &mut Xml<'a>, channel: &Element<'a>, feed: &mut Channel) {
    // CDF.
    feed.link.offer(1, channel.attribute("href"));
    while let Some(element) = xml.child(channel) {
        match (element.space, element.name()) {
            (Space::Core, "item") => item(xml, &element, feed),
            // RSS 1.1.
            (Space::Core, "items") => items(xml, &element, feed),
            (Space::Core, name) => core(xml, &element, name, feed),
            // Atom's elements in an RSS channel.
            (Space::Atom, _) => atom::feed_element(xml, &element, feed, 1),
            _ => extension::channel(xml, &element, feed),
        }
        feed.language.offer(2, xml.language());
    }
}

fn core<'a>(xml: &mut Xml<'a>, element: &Element<'a>, name: &str, feed: &mut Channel) {
    match name {
        "title" => feed.title.offer(0, text::line(xml.inside(element))),
        // Atom's, whose namespace nobody declared.
        "link" if element.attribute("rel").is_some() => atom::feed_element(xml, element, feed, 1),
        "link" => feed.link.offer(0, link(xml, element)),
        "description" | "abstract" => feed.description.offer(0, text::html(xml.inside(element))),
        "language" => feed.language.offer(0, xml.line(element)),
        "image" => {
            let (url, _) = image(xml, element);
            feed.icon.offer(2, url);
        }
        "logo" => feed.icon.offer(3, element.attribute("href")),
        "ttl" => hints::ttl(xml.line(element), &mut feed.pace),
        "skiphours" => hints::skip_hours(xml, element, &mut feed.pace),
        "skipdays" => hints::skip_days(xml, element, &mut feed.pace),
        // A channel without its own namespace declaration.
        "author" => feed.authors.offer(1, person::people(xml.line(element).as_deref())),
        _ => {}
    }
}

fn items<'a>(xml: &mut Xml<'a>, items: &Element<'a>, feed: &mut Channel) {
    while let Some(element) = xml.child(items) {
        if element.name() == "item" {
            item(xml, &element, feed);
        }
    }
}

/// Reads an item, and keeps it if its end is there.
pub(super) fn item<'a>(xml: &mut Xml<'a>, item: &Element<'a>, feed: &mut Channel) {
    if feed.is_full() {
        return;
    }
    let mut entry = Entry::default();
    // RSS 1.0 and 1.1.
    let about = item.attribute("about");
    // CDF.
    entry.link.offer(3, item.attribute("href"));
    entry.updated.offer(2, item.attribute("lastmod").and_then(|date| parse_date(&date)));
    while let Some(element) = xml.child(item) {
        match element.space {
            Space::Core => item_element(xml, &element, &mut entry),
            Space::Atom => atom::entry_element(xml, &element, &mut entry, 1),
            _ => extension::entry(xml, &element, &mut entry),
        }
    }
    if xml.is_over() && xml.is_inside(item) {
        return;
    }
    entry.link.offer(4, about.as_deref().filter(|about| about.contains("://")));
    entry.id.offer(1, about);
    entry.language.offer(2, xml.language());
    feed.keep(entry);
}

fn item_element<'a>(xml: &mut Xml<'a>, element: &Element<'a>, entry: &mut Entry) {
    match element.name() {
        "title" => entry.title.offer(0, text::line(xml.inside(element))),
        // Atom's, whose namespace nobody declared.
        "link" if element.attribute("rel").is_some() => atom::link(xml, element, entry, 1),
        "id" | "published" | "updated" => atom::entry_element(xml, element, entry, 2),
        "link" => entry.link.offer(1, link(xml, element)),
        "guid" => guid(xml, element, entry),
        "description" | "abstract" => {
            let base = xml.base().cloned();
            entry.summary.offer(0, text::html(xml.inside(element)));
            entry.base = entry.base.take().or(base);
        }
        "summary" => entry.summary.offer(1, text::html(xml.inside(element))),
        "encoded" | "fullitem" | "body" | "content" => extension::body(xml, element, entry),
        "author" => entry.authors.offer(1, atom::person_or_line(xml, element)),
        "creator" => entry.authors.offer(0, person::people(xml.line(element).as_deref())),
        "category" => {
            let name = element.attribute("text");
            entry.tag(xml.line(element).or(name).map(text::loose));
        }
        "tags" | "keywords" => extension::tags(xml.line(element), ',', entry),
        "pubdate" => entry.published.offer(0, xml.date(element)),
        "date" => entry.published.offer(1, xml.date(element)),
        "comments" => entry.comments.offer(0, xml.address_in(element)),
        "enclosure" => enclosure(xml, element, entry),
        "image" => {
            let (url, title) = image(xml, element);
            entry.image.offer(1, url.map(|url| RawImage { url, alt: title, ..RawImage::default() }));
        }
        "language" => entry.language.offer(0, xml.line(element)),
        _ => {}
    }
}

/// RSS writes the address as text; some write Atom's attribute.
fn link<'a>(xml: &mut Xml<'a>, element: &Element<'a>) -> Option<String> {
    let attribute = element.attribute("href");
    xml.line(element).or(attribute).map(|url| xml.address(url))
}

/// A guid is the item's address unless it says otherwise, and then, too, if there is no other.
fn guid<'a>(xml: &mut Xml<'a>, element: &Element<'a>, entry: &mut Entry) {
    let says = element.keyword("ispermalink").unwrap_or_default();
    let Some(guid) = xml.line(element) else { return };
    let is_address = is_web(&guid) || (says == "true" && guid.starts_with('/'));
    entry.link.offer(
        2,
        Some(&guid).filter(|_| is_address && says != "false").map(|guid| xml.address(guid.as_ref().into())),
    );
    entry.id.offer(0, Some(guid));
}

/// `<enclosure url length type/>`; some write the address as text, or call it `href`.
fn enclosure<'a>(xml: &mut Xml<'a>, element: &Element<'a>, entry: &mut Entry) {
    let url = element.attribute("url").or_else(|| element.attribute("href"));
    let url = url.or_else(|| xml.line(element)).map(|url| xml.address(url));
    entry.enclose(url, element.attribute("type"), element.number("length"));
}

/// The address and title of `<image><url/><title/></image>`, or of an address as attribute or text.
pub(super) fn image<'a>(xml: &mut Xml<'a>, image: &Element<'a>) -> (Option<String>, Option<String>) {
    let url = image.attribute("url").or_else(|| image.attribute("href"));
    let mut url = url.or_else(|| image.attribute("resource")).map(Cow::into_owned);
    let mut title = None;
    while let Some(element) = xml.child(image) {
        match element.name() {
            "url" => url = xml.address_in(&element).or(url),
            "title" => title = xml.line(&element).map(Cow::into_owned),
            _ => {}
        }
    }
    (url, title)
}
