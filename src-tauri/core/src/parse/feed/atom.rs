//! Atom 1.0 (RFC 4287) and 0.3 (<https://datatracker.ietf.org/doc/html/draft-ietf-atompub-format-00>).

use std::borrow::Cow;

use super::best::Best;
use super::element::Element;
use super::entry::{Channel, Entry};
use super::inside::Inside;
use super::space::Space;
use super::xml::{Node, Xml};
use super::{extension, hints, person, text};
use crate::parse::{RawAuthor, RawText, decode, unescape};

/// Reads what stands in `<feed>`.
pub(super) fn read<'a>(xml: &mut Xml<'a>, root: &Element<'a>, feed: &mut Channel) {
    feed.language.offer(2, xml.language());
    while let Some(element) = xml.child(root) {
        match (element.space, element.name()) {
            (Space::Atom | Space::Core, "entry") => entry(xml, &element, feed),
            (Space::Atom | Space::Core, _) => feed_element(xml, &element, feed, 0),
            _ => extension::channel(xml, &element, feed),
        }
    }
}

/// Reads one element of the feed's own. `place` is 0 in Atom, and 1 where Atom's elements help out in RSS.
pub(super) fn feed_element<'a>(xml: &mut Xml<'a>, element: &Element<'a>, feed: &mut Channel, place: u8) {
    match element.name() {
        "title" => feed.title.offer(place, construct(xml, element)),
        "subtitle" | "tagline" => feed.description.offer(place, construct(xml, element)),
        "info" => feed.description.offer(place + 3, construct(xml, element)),
        "icon" => feed.icon.offer(0, xml.address_in(element)),
        "logo" => feed.icon.offer(3, xml.address_in(element)),
        "author" => feed.authors.offer(place, person_or_line(xml, element)),
        "link" => {
            let link = Link::of(xml, element);
            match link.rel() {
                "prev-archive" => feed.next.offer(0, link.href),
                "next" => feed.next.offer(1, link.href),
                "alternate" => feed.link.offer(place + link.weight(), link.href),
                _ => {}
            }
        }
        "ttl" => hints::ttl(xml.line(element), &mut feed.pace),
        _ => {}
    }
}

/// Reads an entry, and keeps it if its end is there.
pub(super) fn entry<'a>(xml: &mut Xml<'a>, element: &Element<'a>, feed: &mut Channel) {
    if feed.is_full() {
        return;
    }
    let mut entry = Entry { base: xml.base().cloned(), ..Entry::default() };
    entry.language.offer(2, xml.language());
    while let Some(child) = xml.child(element) {
        match child.space {
            Space::Atom | Space::Core => entry_element(xml, &child, &mut entry, 0),
            _ => extension::entry(xml, &child, &mut entry),
        }
    }
    if !(xml.is_over() && xml.is_inside(element)) {
        feed.keep(entry);
    }
}

/// Reads one element of an entry. `place` is 0 in Atom, and 1 where Atom's elements help out in RSS.
pub(super) fn entry_element<'a>(xml: &mut Xml<'a>, element: &Element<'a>, entry: &mut Entry, place: u8) {
    match element.name() {
        "id" => entry.id.offer(place, xml.line(element)),
        "title" => entry.title.offer(place, construct(xml, element)),
        "summary" => entry.summary.offer(place, construct(xml, element)),
        "content" => content(xml, element, entry, place),
        "published" | "pubdate" => entry.published.offer(place, xml.date(element)),
        "issued" => entry.published.offer(place + 1, xml.date(element)),
        "created" => entry.published.offer(3, xml.date(element)),
        "updated" | "modified" => entry.updated.offer(place, xml.date(element)),
        "author" => entry.authors.offer(place, person_or_line(xml, element)),
        "source" => source(xml, element, entry),
        "category" => {
            let name = element.attribute("label").or_else(|| element.attribute("term"));
            entry.tag(name.or_else(|| xml.line(element)).map(text::loose));
        }
        "link" => link(xml, element, entry, place),
        "enclosure" => {
            let url = element.attribute("url").or_else(|| element.attribute("href"));
            entry.enclose(url.map(Cow::into_owned), element.attribute("type"), element.number("length"));
        }
        _ => {}
    }
}

/// `content`; with `src` and nothing inside it, the text is elsewhere (RFC 4287 §4.1.3.2), and so perhaps the page.
fn content<'a>(xml: &mut Xml<'a>, element: &Element<'a>, entry: &mut Entry, place: u8) {
    let src = element.attribute("src").map(|src| xml.address(src));
    entry.language.offer(1, xml.language());
    let base = xml.base().cloned();
    match construct(xml, element) {
        Some(text) => {
            entry.base = base.or(entry.base.take());
            entry.content.offer(place, Some(text));
        }
        None => entry.link.offer(6, src),
    }
}

/// Where an entry was first published: its authors count where the entry names none (RFC 4287 §4.2.1).
fn source<'a>(xml: &mut Xml<'a>, source: &Element<'a>, entry: &mut Entry) {
    while let Some(element) = xml.child(source) {
        if element.name() == "author" {
            entry.authors.offer(6, person_or_line(xml, &element));
        }
    }
}

/// A link of an entry.
pub(super) fn link<'a>(xml: &mut Xml<'a>, element: &Element<'a>, entry: &mut Entry, place: u8) {
    let link = Link::of(xml, element);
    match link.rel() {
        "alternate" => entry.link.offer(1 + place + link.weight(), link.href),
        "enclosure" => entry.enclose(link.href, link.media_type, element.number("length")),
        "replies" if link.is_page() => {
            entry.comment_count.offer(1, element.number("count").and_then(|count| u32::try_from(count).ok()));
            entry.comments.offer(1, link.href);
        }
        "related" | "via" => entry.link.offer(7, link.href),
        _ => {}
    }
}

/// `<link href rel type/>`.
struct Link<'a> {
    href: Option<String>,
    rel: Cow<'a, str>,
    media_type: Option<Cow<'a, str>>,
}

impl<'a> Link<'a> {
    fn of(xml: &mut Xml<'a>, element: &Element<'a>) -> Self {
        let written = element.attribute("href").or_else(|| xml.line(element));
        Self {
            href: written.map(|href| xml.address(href)),
            rel: element.keyword("rel").unwrap_or(Cow::Borrowed("alternate")),
            media_type: element.keyword("type"),
        }
    }

    /// RFC 4287 §4.2.7.2: a registered name may be written as an address.
    fn rel(&self) -> &str {
        self.rel.strip_prefix("http://www.iana.org/assignments/relation/").unwrap_or(&self.rel)
    }

    fn is_page(&self) -> bool {
        self.media_type.as_deref().is_none_or(|kind| kind.contains("html"))
    }

    /// A page is what a reader wants to open; other forms of it only where there is none.
    fn weight(&self) -> u8 {
        if self.is_page() { 0 } else { 3 }
    }
}

/// A person (RFC 4287 §3.2): `name`, `uri` (0.3 `url`), or all in one line, as RSS writes it.
pub(super) fn person_or_line<'a>(xml: &mut Xml<'a>, element: &Element<'a>) -> Vec<RawAuthor> {
    let (mut name, mut url, mut email) = (Best::<Cow<'_, str>>::default(), None, None);
    let mut line = String::new();
    while xml.is_inside(element)
        && let Some(node) = xml.next()
    {
        match node {
            Node::Start(child) => match child.name() {
                "name" => name.offer(0, xml.line(&child)),
                "uri" | "url" | "homepage" => url = xml.address_in(&child),
                "email" => email = xml.line(&child),
                _ => {}
            },
            Node::Text(text) => line.push_str(&unescape(text)),
            Node::Cdata(text) => line.push_str(text),
            Node::End(_) => {}
        }
    }
    match name.take().or(email.filter(|_| line.trim().is_empty())) {
        Some(name) => vec![person::person(person::name(&name), url)],
        None => person::people(Some(line.trim()).filter(|line| !line.is_empty())),
    }
}

/// A text construct (RFC 4287 §3.1) or content (§4.1.3): plain, HTML, XHTML, or base64 of any of them. Atom 0.3 says
/// so with `mode`. None where there is nothing to read.
fn construct<'a>(xml: &mut Xml<'a>, element: &Element<'a>) -> Option<RawText> {
    let kind = element.keyword("type").unwrap_or_default();
    let mode = element.keyword("mode").unwrap_or_default();
    let Inside { text, is_markup } = xml.inside(element);
    let is_html = kind.contains("html");
    if is_markup {
        return text::html(Inside { text, is_markup });
    }
    let is_text = kind.is_empty() || kind == "text" || kind.starts_with("text/") || is_html;
    let is_xml = kind.ends_with("+xml") || kind.ends_with("/xml");
    if mode != "base64" && (is_text || is_xml) {
        return text::of_kind(text, is_html);
    }
    // Not all that should be base64 is, and not all that is base64 is text.
    let text = match text::from_base64(&text) {
        Some(bytes) => decode(&bytes, None).into_owned().into(),
        None => text,
    };
    if text.chars().any(|c| c.is_control() && !c.is_whitespace()) {
        return None;
    }
    if is_html { text::of_kind(text, true) } else { text::line(Inside { text, is_markup }) }
}
