//! XML as publishers write it: every mark that makes sense counts, and none that does not loses the rest.
//!
//! quick-xml finds the marks. What it gives up at (a `<` that begins nothing, a quote or a comment without an end)
//! is taken as text, or passed over, and reading goes on behind it. End tags that do not match close what they
//! name, if that is open, and are passed over if it is not. A document type is passed over: its entities are never
//! expanded, and nothing it names is fetched.
//!
//! Everything here takes time in proportion to the document. Held at once: the names of [`DEPTH`] open elements,
//! [`BINDINGS`] namespaces, and one text.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::errors::Error;
use quick_xml::events::Event;
use url::Url;

use super::element::{Element, attributes, is_sound, local};
use super::scope::Scope;
use super::space::Space;

/// How many open elements are told apart; those further down are one with their text.
const DEPTH: usize = 200;

/// A document that is being read.
pub(super) struct Xml<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    /// Where in `text` the reader began.
    began: usize,
    /// The names of the open elements, as written.
    open: Vec<&'a str>,
    /// How many more are open below the last of `open`.
    beyond: usize,
    /// Whether the last of `open` ends where it began.
    is_empty: bool,
    /// A start tag that waits until what stands before it is closed.
    held: Option<(&'a str, bool)>,
    /// Ends that the document was found not to hold any more.
    never: Never,
    scope: Scope<'a>,
    is_over: bool,
}

/// Marks whose end was looked for once and is nowhere ahead. Looking again at every such mark would take for ever.
#[derive(Default)]
struct Never {
    comment: bool,
    instruction: bool,
    doctype: bool,
}

/// One mark or text.
pub(super) enum Node<'a> {
    /// An element begins.
    Start(Element<'a>),
    /// An element ends, and with it all that is still open in it.
    End(&'a str),
    /// Text in which only references stand for something else.
    Text(&'a str),
    /// Text that means itself.
    Cdata(&'a str),
    /// The name of a character or entity.
    Reference(&'a str),
}

impl<'a> Xml<'a> {
    /// Begins to read `text`, which was found at `url`.
    pub(super) fn new(text: &'a str, url: &'a Url) -> Self {
        Self {
            text,
            reader: reader(text),
            began: 0,
            open: Vec::new(),
            beyond: 0,
            is_empty: false,
            held: None,
            never: Never::default(),
            scope: Scope::new(url),
            is_over: false,
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
        self.is_over
    }

    /// Takes the namespace that `root` stands in as the feed's own, where it is none we know.
    pub(super) fn adopt(&mut self, root: &mut Element<'a>) {
        if root.space == Space::Other {
            root.space = Space::Core;
            let prefix = root.as_markup().0.split_once(':').map_or("", |(prefix, _)| prefix);
            self.scope.adopt(prefix);
        }
    }

    /// An address as it stands here: absolute where an `xml:base` says against what it is written.
    pub(super) fn address(&self, written: &str) -> String {
        self.scope
            .base()
            .and_then(|base| base.join(written).ok())
            .map_or_else(|| written.to_owned(), String::from)
    }

    /// The `xml:base` (XML Base) in force, if there is any.
    pub(super) fn base(&self) -> Option<&Url> {
        self.scope.base()
    }

    /// The `xml:lang` in force.
    pub(super) fn language(&self) -> Option<&str> {
        self.scope.language()
    }

    /// The next mark or text; none at the end of all that can be read.
    pub(super) fn next(&mut self) -> Option<Node<'a>> {
        if std::mem::take(&mut self.is_empty) {
            return Some(Node::End(self.close_last()));
        }
        if let Some((tag, is_empty)) = self.held.take() {
            return Some(self.start(tag, is_empty));
        }
        while !self.is_over {
            let at = self.at();
            if let Some(length) = self.nothing_at(at) {
                self.go_to(at + length);
                if length == 1 {
                    return Some(Node::Text("<"));
                }
                continue;
            }
            let node = match self.reader.read_event() {
                Ok(Event::Text(text)) => borrowed(&text.into_inner()).map(Node::Text),
                Ok(Event::CData(text)) => borrowed(&text.into_inner()).map(Node::Cdata),
                Ok(Event::GeneralRef(name)) => borrowed(&name.into_inner()).map(Node::Reference),
                Ok(Event::Start(tag)) => self.tag(at, tag.len(), false),
                Ok(Event::Empty(tag)) => self.tag(at, tag.len(), true),
                Ok(Event::End(tag)) => {
                    let from = at + 2;
                    self.text.get(from..from + tag.name().0.len()).and_then(|name| self.end(name))
                }
                Ok(Event::Eof) => {
                    self.is_over = true;
                    None
                }
                Ok(_) => None,
                Err(error) => self.recover(&error, at),
            };
            if node.is_some() {
                return node;
            }
        }
        None
    }

    /// Where reading stands.
    fn at(&self) -> usize {
        self.began + usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn go_to(&mut self, at: usize) {
        match self.text.get(at..) {
            Some(rest) => {
                self.began = at;
                self.reader = reader(rest);
            }
            None => self.is_over = true,
        }
    }

    /// How much of a mark that begins here is no mark at all: a `<` alone, or the opening of one that never ends.
    fn nothing_at(&self, at: usize) -> Option<usize> {
        let rest = self.text.get(at..)?.strip_prefix('<')?;
        match rest.as_bytes().first()? {
            b'!' if self.never.comment && rest.starts_with("!--") => Some(4),
            b'!' if self.never.doctype && !rest.starts_with("!-") && !rest.starts_with("![") => Some(2),
            b'?' if self.never.instruction => Some(2),
            b'!' | b'?' | b'/' | b'_' | b':' => None,
            byte if byte.is_ascii_alphabetic() || !byte.is_ascii() => None,
            _ => Some(1),
        }
    }

    /// A start tag of `length` bytes behind the `<` at `at`. One whose attributes make no sense and hold another
    /// tag has lost a quote: it ends at its first `>`.
    fn tag(&mut self, at: usize, length: usize, is_empty: bool) -> Option<Node<'a>> {
        let tag = self.text.get(at + 1..at + 1 + length)?;
        if tag.contains('<') && !is_sound(tag, written_name(tag).len()) {
            return self.short_tag(at);
        }
        self.open_tag(tag, is_empty)
    }

    /// The start tag from `at` to the next `>`, whatever stands in quotes.
    fn short_tag(&mut self, at: usize) -> Option<Node<'a>> {
        let rest = self.text.get(at + 1..)?;
        let Some((tag, _)) = rest.split_once('>') else {
            self.is_over = true;
            return None;
        };
        self.go_to(at + 1 + tag.len() + 1);
        match tag.strip_suffix('/') {
            Some(tag) => self.open_tag(tag, true),
            None => self.open_tag(tag, false),
        }
    }

    fn open_tag(&mut self, tag: &'a str, is_empty: bool) -> Option<Node<'a>> {
        let name = written_name(tag);
        // An entry stands in nothing but the feed: what else is open has lost its end.
        if is_unit(name)
            && let Some(feed) = self.open.iter().rposition(|open| is_container(open))
            && let Some(unended) = self.open.get(feed + 1).copied()
        {
            self.held = Some((tag, is_empty));
            self.close_below(feed + 1);
            return Some(Node::End(unended));
        }
        let is_empty = is_empty || is_void(name);
        if self.open.len() >= DEPTH {
            self.beyond += usize::from(!is_empty);
            return None;
        }
        Some(self.start(tag, is_empty))
    }

    fn start(&mut self, tag: &'a str, is_empty: bool) -> Node<'a> {
        let name = written_name(tag);
        self.open.push(name);
        self.is_empty = is_empty;
        let level = self.open.len();
        if tag.len() > name.len() && tag.contains("xml") {
            for (key, value) in attributes(tag, name.len()) {
                self.scope.declare(level, key, &value);
            }
        }
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let space = self.scope.space(prefix);
        Node::Start(Element::new(space, level, tag, name.len(), local))
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

    /// Goes on behind what quick-xml cannot read.
    fn recover(&mut self, error: &Error, at: usize) -> Option<Node<'a>> {
        let rest = self.text.get(at..).unwrap_or_default();
        if let Error::IllFormed(_) = error {
            if self.at() <= at {
                self.is_over = true;
            }
        } else if rest.starts_with("<!--") {
            self.never.comment = true;
            self.go_to(at + 4);
        } else if rest.starts_with("<![CDATA[") {
            // All that follows stands in it, up to an end that was cut off.
            self.is_over = true;
        } else if rest.starts_with("<!") {
            self.never.doctype |= rest.get(2..3).is_some_and(|letter| letter.eq_ignore_ascii_case("d"));
            self.go_to(at + 2);
        } else if rest.starts_with("<?") {
            self.never.instruction = true;
            self.go_to(at + 2);
        } else if rest.starts_with("</") {
            self.go_to(at + 2);
        } else if rest.starts_with('<') {
            return self.short_tag(at);
        } else {
            self.is_over = true;
        }
        None
    }
}

fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

/// What quick-xml hands out stands in the document itself.
fn borrowed<'a>(text: &Cow<'a, str>) -> Option<&'a str> {
    match *text {
        Cow::Borrowed(text) => Some(text),
        Cow::Owned(_) => None,
    }
}

fn written_name(tag: &str) -> &str {
    let end = tag.bytes().position(|byte| byte.is_ascii_whitespace() || byte == b'/');
    end.and_then(|end| tag.get(..end)).unwrap_or(tag)
}

/// Whether an element of this name is one of a feed's entries.
fn is_unit(name: &str) -> bool {
    // Nearly every name ends here.
    if !name.ends_with(['m', 'M', 'y', 'Y']) {
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
