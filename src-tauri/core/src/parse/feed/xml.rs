//! XML as publishers write it: every mark that makes sense counts, and none that does not loses the rest.
//!
//! [`super::marks`] finds the marks; here they become a tree. End tags that do not match close what they name, if that
//! is open, and are passed over if it is not.
//!
//! Everything here takes time in proportion to the document. Held at once: the names of [`DEPTH`] open elements, the
//! bindings of [`Scope`], and one text.

use std::borrow::Cow;

use memchr::memchr_iter;
use url::Url;

use super::element::{Element, Tag, attributes, local};
use super::marks::{Mark, Marks};
use super::scope::Scope;
use super::space::Space;

/// How many open elements are told apart; those further down are one with their text.
const DEPTH: usize = 200;

/// A document that is being read.
pub(super) struct Xml<'a> {
    marks: Marks<'a>,
    /// The names of the open elements, as written.
    open: Vec<&'a str>,
    /// How many more are open below the last of `open`.
    beyond: usize,
    /// Whether the last of `open` ends where it began.
    is_empty: bool,
    /// A start tag that waits until what stands before it is closed.
    held: Option<(Tag<'a>, bool)>,
    scope: Scope<'a>,
}

/// A piece of the document's tree.
pub(super) enum Node<'a> {
    /// An element begins.
    Start(Element<'a>),
    /// An element ends, and with it all that is still open in it.
    End(&'a str),
    /// Text in which references stand for characters.
    Text(&'a str),
    /// Text that means itself.
    Cdata(&'a str),
}

impl<'a> Xml<'a> {
    /// Begins to read `text`, which was found at `url`.
    pub(super) fn new(text: &'a str, url: &'a Url) -> Self {
        Self {
            marks: Marks::new(text),
            open: Vec::new(),
            beyond: 0,
            is_empty: false,
            held: None,
            scope: Scope::new(url),
        }
    }

    /// The next child of `parent`; none where it ends. Passes over text, and over children not read to their end.
    pub(super) fn child(&mut self, parent: &Element<'a>) -> Option<Element<'a>> {
        while self.is_inside(parent) {
            match self.next()? {
                Node::Start(child) if child.level == parent.level + 1 => return Some(child),
                _ => {}
            }
        }
        None
    }

    /// Whether `element` is still open.
    pub(super) fn is_inside(&self, element: &Element<'_>) -> bool {
        self.open.len() >= element.level
    }

    /// Whether the document ended, perhaps too early.
    pub(super) fn is_over(&self) -> bool {
        self.marks.is_over()
    }

    /// Takes the namespace that `root` stands in as the feed's own, where it is none we know.
    pub(super) fn adopt(&mut self, root: &mut Element<'a>) {
        if root.space == Space::Other {
            root.space = Space::Core;
            self.scope.adopt(root.tag.prefix());
        }
    }

    /// An address as it stands here: absolute where an `xml:base` says against what it is written.
    pub(super) fn address(&self, written: Cow<'_, str>) -> String {
        let absolute = self.scope.base().and_then(|base| base.join(&written).ok());
        absolute.map_or_else(|| written.into_owned(), String::from)
    }

    /// The `xml:base` (XML Base) in force, if there is any.
    pub(super) fn base(&self) -> Option<&Url> {
        self.scope.base()
    }

    /// The `xml:lang` in force.
    pub(super) fn language(&self) -> Option<&str> {
        self.scope.language()
    }

    /// The next node; none at the end of all that can be read.
    pub(super) fn next(&mut self) -> Option<Node<'a>> {
        if std::mem::take(&mut self.is_empty) {
            return Some(Node::End(self.close_last()));
        }
        if let Some((tag, is_empty)) = self.held.take() {
            return Some(self.start(tag, is_empty));
        }
        loop {
            let node = match self.marks.next()? {
                Mark::Text(text) => Some(Node::Text(text)),
                Mark::Cdata(text) => Some(Node::Cdata(text)),
                Mark::Start(tag, is_empty) => self.open(tag, is_empty),
                Mark::End(name) => self.end(name),
            };
            if node.is_some() {
                return node;
            }
        }
    }

    fn open(&mut self, tag: Tag<'a>, is_empty: bool) -> Option<Node<'a>> {
        // An entry stands in nothing but the feed: what else is open has lost its end.
        if is_unit(tag.name)
            && let Some(feed) = self.open.iter().rposition(|open| is_container(open))
            && let Some(unended) = self.open.get(feed + 1).copied()
        {
            self.held = Some((tag, is_empty));
            self.close_below(feed + 1);
            return Some(Node::End(unended));
        }
        let is_empty = is_empty || is_void(tag.name);
        if self.open.len() >= DEPTH {
            self.beyond += usize::from(!is_empty);
            return None;
        }
        Some(self.start(tag, is_empty))
    }

    fn start(&mut self, tag: Tag<'a>, is_empty: bool) -> Node<'a> {
        self.open.push(tag.name);
        self.is_empty = is_empty;
        let level = self.open.len();
        if declares(tag.attributes) {
            for (key, value) in attributes(&tag) {
                self.scope.declare(level, key, &value);
            }
        }
        Node::Start(Element::new(self.scope.space(tag.prefix()), level, tag))
    }

    fn end(&mut self, name: &'a str) -> Option<Node<'a>> {
        if self.beyond > 0 && !is_unit(name) {
            self.beyond -= 1;
            return None;
        }
        let at = self.open.iter().rposition(|open| open.eq_ignore_ascii_case(name))?;
        self.close_below(at);
        Some(Node::End(name))
    }

    /// Closes all open elements but the first `count`.
    fn close_below(&mut self, count: usize) {
        self.open.truncate(count);
        self.beyond = 0;
        self.scope.leave(count);
    }

    fn close_last(&mut self) -> &'a str {
        let name = self.open.pop().unwrap_or_default();
        self.scope.leave(self.open.len());
        name
    }
}

/// Whether anything in a tag can say what holds inside it: `xmlns`, `xml:base`, `xml:lang`.
fn declares(attributes: &str) -> bool {
    let bytes = attributes.as_bytes();
    memchr_iter(b'x', bytes).any(|at| bytes.get(at..).is_some_and(|rest| rest.starts_with(b"xml")))
}

/// Whether an element of this name is one of a feed's entries.
fn is_unit(name: &str) -> bool {
    // Nearly every name ends here.
    if !matches!(name.as_bytes(), [.., b'm' | b'M' | b'y' | b'Y']) {
        return false;
    }
    let name = local(name);
    name.eq_ignore_ascii_case("item") || name.eq_ignore_ascii_case("entry")
}

/// Whether an element of this name holds entries.
fn is_container(name: &str) -> bool {
    let name = local(name);
    ["channel", "items", "feed", "rdf", "rss"].iter().any(|container| name.eq_ignore_ascii_case(container))
}

/// Whether this is an element of HTML that has no end tag, and is none of a feed's.
fn is_void(name: &str) -> bool {
    name.len() <= 3 && ["br", "hr", "img", "wbr"].iter().any(|void| name.eq_ignore_ascii_case(void))
}
