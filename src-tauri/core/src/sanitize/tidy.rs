//! What is done to the tree of a body before the allow-list: addresses made absolute, pictures found behind their
//! lazy loaders, headings put below the headline, footnotes renamed, empty shells taken away.

use std::collections::HashMap;

use dom_query::{Document, NodeRef};
use url::Url;

use super::body::Places;
use super::{address, picture};

/// Elements that are never part of an article's text, with everything in them.
const DISCARDED: &[&str] = &[
    "script", "style", "template", "svg", "input", "select", "textarea", "button", "meta", "link", "base",
    "title", "canvas", "dialog", "map", "noembed",
];
/// Old or structural elements, and what they are shown as.
const RENAMED: &[(&str, &str)] = &[
    ("h1", "h2"),
    ("strike", "s"),
    ("tt", "code"),
    ("acronym", "abbr"),
    ("center", "div"),
    ("section", "div"),
    ("article", "div"),
    ("main", "div"),
    ("header", "div"),
    ("footer", "div"),
    ("address", "div"),
    ("hgroup", "div"),
    ("menu", "ul"),
    ("dir", "ul"),
];
/// Elements that mean nothing when nothing is in them.
const SHELLS: &[&str] = &[
    "p",
    "div",
    "span",
    "a",
    "figure",
    "figcaption",
    "em",
    "strong",
    "b",
    "i",
    "u",
    "s",
    "small",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "ul",
    "ol",
    "li",
    "dl",
    "font",
];
/// Elements that are something although they hold no text.
const SOLID: &[&str] = &["img", "hr", "table", "aside", "iframe", "video", "audio", "embed", "object", "td"];

/// Words that name a credit, in lower case.
const CREDIT_LABELS: &[&str] = &[
    "credit",
    "credits",
    "photo",
    "photo credit",
    "image",
    "image credit",
    "foto",
    "bild",
    "crédit",
    "crédito",
];

/// Takes away what is no part of the text.
pub(super) fn discard(document: &Document) {
    for node in elements(document) {
        let name = node.node_name().unwrap_or_default();
        if DISCARDED.contains(&&*name) || (node.has_attr("hidden") && &*name != "details") {
            node.remove_from_parent();
        } else if let Some((_, new)) = RENAMED.iter().find(|(old, _)| *old == &*name) {
            node.rename(new);
        }
    }
}

/// Makes the addresses of links and pictures absolute; a picture without one goes, as does one that only counts
/// readers.
pub(super) fn resolve(document: &Document, base: Option<&Url>) {
    for node in elements(document) {
        match &*node.node_name().unwrap_or_default() {
            "img" => picture::resolve(&node, base),
            "a" => resolve_link(&node, base),
            _ => {}
        }
    }
    for node in elements(document).into_iter().filter(|node| node.has_name("noscript")) {
        // What stands there for readers without scripts repeats a picture that was found behind its lazy loader.
        let found = node.prev_element_sibling().is_some_and(|before| {
            before.has_name("img") || before.descendants_it().any(|inner| inner.has_name("img"))
        });
        if found { node.remove_from_parent() } else { node.unwrap_children() }
    }
}

fn resolve_link(node: &NodeRef<'_>, base: Option<&Url>) {
    let Some(href) = node.attr("href") else { return };
    let within = href.starts_with('#') || base.is_some_and(|base| is_within(&href, base));
    if within {
        let fragment = href.split_once('#').map_or("", |(_, fragment)| fragment).to_owned();
        node.set_attr("href", &format!("#{fragment}"));
        return;
    }
    match address::link(&href, base) {
        Some(address) => node.set_attr("href", &address),
        None => node.remove_attr("href"),
    }
}

/// Whether a link leads to a place in the article itself.
fn is_within(href: &str, base: &Url) -> bool {
    let Ok(mut url) = base.join(href) else { return false };
    let has_place = url.fragment().is_some_and(|fragment| !fragment.is_empty());
    url.set_fragment(None);
    let mut page = base.clone();
    page.set_fragment(None);
    has_place && url == page
}

/// Puts the tree in order for reading.
pub(super) fn tidy(document: &Document, places: Places) {
    rename_notes(document);
    for node in elements(document) {
        if node.has_name("aside") {
            check_place(&node, "data-related", places.related);
            check_place(&node, "data-video", places.videos);
        }
        let bare =
            matches!(&*node.node_name().unwrap_or_default(), "span" | "font" | "big" | "picture" | "form");
        if bare && is_credit_label(&node) {
            node.append_html(": ");
        }
        if bare && !node.has_attr("lang") && !node.has_attr("dir") && !node.has_attr("id") {
            node.unwrap_children();
        }
    }
    // From the inside out: a shell that holds only empty shells is empty.
    for node in elements(document).into_iter().rev() {
        let name = node.node_name().unwrap_or_default();
        if SHELLS.contains(&&*name) && !node.has_attr("id") && is_empty(&node) {
            node.remove_from_parent();
        }
    }
}

/// Whether it is a word set apart by its looks alone from the name behind it: "Credit", "Jane Doe".
fn is_credit_label(node: &NodeRef<'_>) -> bool {
    let text = node.text().trim().to_lowercase();
    let behind = node.next_sibling().filter(NodeRef::is_text).map(|next| next.text().to_string());
    CREDIT_LABELS.contains(&text.as_str())
        && behind.is_some_and(|behind| behind.starts_with(char::is_alphanumeric))
        && node.ancestors_it(Some(8)).any(|outer| outer.has_name("figcaption"))
}

/// A place for a card is an empty `aside` that counts below the number of cards; any other claim is the publisher's.
fn check_place(node: &NodeRef<'_>, name: &str, count: usize) {
    let Some(place) = node.attr(name) else { return };
    let ours = place.parse::<usize>().is_ok_and(|place| place < count) && node.first_child().is_none();
    if !ours {
        node.remove_attr(name);
    }
}

fn is_empty(node: &NodeRef<'_>) -> bool {
    node.children_it(false).all(|child| {
        if child.is_text() {
            child.text().chars().all(char::is_whitespace)
        } else if child.is_element() {
            let name = child.node_name().unwrap_or_default();
            &*name == "br" || (!SOLID.contains(&&*name) && !child.has_attr("id") && is_hollow(&child))
        } else {
            true
        }
    })
}

/// Whether an element that is not itself a shell holds nothing.
fn is_hollow(node: &NodeRef<'_>) -> bool {
    node.first_child().is_none()
}

/// Footnotes keep working under names of ours: places that a link in the same body leads to are `note-1`, `note-2`, …
/// in the order of the first links to them; every other id goes, and every link that leads nowhere.
fn rename_notes(document: &Document) {
    let nodes = elements(document);
    let mut places: HashMap<String, NodeRef<'_>> = HashMap::new();
    for node in &nodes {
        let by_name = if node.has_name("a") { node.attr("name") } else { None };
        if let Some(id) = node.id_attr().or(by_name).filter(|id| !id.is_empty()) {
            places.entry(id.to_string()).or_insert(*node);
        }
        node.remove_attr("id");
    }
    let mut names: HashMap<String, String> = HashMap::new();
    for link in nodes.iter().filter(|node| node.has_name("a")) {
        let Some(target) = link.attr("href").and_then(|href| href.strip_prefix('#').map(decoded)) else {
            continue;
        };
        let Some(place) = places.get(&target) else {
            link.remove_attr("href");
            continue;
        };
        let next = names.len() + 1;
        let name = names.entry(target).or_insert_with(|| format!("note-{next}"));
        place.set_attr("id", name);
        link.set_attr("href", &format!("#{name}"));
    }
}

/// A fragment as it is written in an id: without percent signs.
fn decoded(fragment: &str) -> String {
    url::form_urlencoded::parse(
        fragment.replace('+', "%2B").replace('&', "%26").replace('=', "%3D").as_bytes(),
    )
    .map(|(name, _)| name.into_owned())
    .next()
    .unwrap_or_default()
}

/// All elements in document order, taken before anything changes.
pub(super) fn elements(document: &Document) -> Vec<NodeRef<'_>> {
    document.html_root().descendants_it().filter(NodeRef::is_element).collect()
}

/// What the tree's own node type lacks.
trait Unwrap {
    /// Puts an element's children in its place.
    fn unwrap_children(&self);
}

impl Unwrap for NodeRef<'_> {
    fn unwrap_children(&self) {
        for child in self.children() {
            self.insert_before(&child);
        }
        self.remove_from_parent();
    }
}
