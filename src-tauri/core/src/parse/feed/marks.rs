//! A document as the marks and texts it consists of, whatever their order.
//!
//! quick-xml reads the marks. What it gives up at (a `<` that begins nothing, a quote or a comment without an end)
//! is taken as text, or passed over, and reading goes on behind it. Text and CDATA, which are most of every feed, are
//! taken in one piece between two marks. A document type is passed over: its entities are never expanded, and nothing
//! it names is fetched.

use memchr::{memchr, memmem};
use quick_xml::Reader;
use quick_xml::errors::Error;
use quick_xml::events::Event;

use super::element::{Tag, is_sound};

/// A mark or a text.
pub(super) enum Mark<'a> {
    /// An element begins; whether it ends at once.
    Start(Tag<'a>, bool),
    /// The element of a name ends, or seems to.
    End(&'a str),
    /// Text in which references stand for characters.
    Text(&'a str),
    /// Text that means itself.
    Cdata(&'a str),
}

/// A document on its way.
pub(super) struct Marks<'a> {
    text: &'a str,
    /// Always before a mark or a text, never within.
    reader: Reader<&'a [u8]>,
    never: Never,
    is_over: bool,
}

/// Marks whose end was looked for once and is nowhere ahead. Looking again at every such mark would take for ever.
#[derive(Default)]
struct Never {
    comment: bool,
    instruction: bool,
    doctype: bool,
}

impl<'a> Marks<'a> {
    /// Begins to read `text`.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, reader: reader(text), never: Never::default(), is_over: false }
    }

    /// Whether the document ended, perhaps too early.
    pub(super) fn is_over(&self) -> bool {
        self.is_over
    }

    /// The next mark or text; none at the end of all that can be read.
    pub(super) fn next(&mut self) -> Option<Mark<'a>> {
        while !self.is_over {
            let at = self.at();
            let rest = self.text.get(at..).unwrap_or_default();
            let mark = match rest.as_bytes() {
                [] => {
                    self.is_over = true;
                    None
                }
                [b'<', b'!', b'[', ..] if rest.starts_with(CDATA) => self.cdata(at),
                [b'<', ..] if let Some((mark, length)) = bare_tag(rest) => {
                    self.go_to(at + length);
                    Some(mark)
                }
                [b'<', ..] => match self.nothing_in(rest) {
                    Some(length) => {
                        self.go_to(at + length);
                        (length == 1).then_some(Mark::Text("<"))
                    }
                    None => self.mark(at),
                },
                bytes => {
                    let length = memchr(b'<', bytes).unwrap_or(bytes.len());
                    self.go_to(at + length);
                    rest.get(..length).map(Mark::Text)
                }
            };
            if mark.is_some() {
                return mark;
            }
        }
        None
    }

    /// The mark at `at`; none for one that says nothing to a feed.
    fn mark(&mut self, at: usize) -> Option<Mark<'a>> {
        match self.reader.read_event() {
            Ok(Event::Start(tag)) => self.tag(at, tag.len(), false),
            Ok(Event::Empty(tag)) => self.tag(at, tag.len(), true),
            Ok(Event::End(tag)) => {
                let from = at + 2;
                self.text.get(from..from + tag.name().0.len()).map(Mark::End)
            }
            Ok(Event::Eof) => {
                self.is_over = true;
                None
            }
            Ok(_) => None,
            Err(error) => self.recover(&error, at),
        }
    }

    /// The CDATA section at `at`. All that follows stands in it where its end was cut off.
    fn cdata(&mut self, at: usize) -> Option<Mark<'a>> {
        let from = at + CDATA.len();
        let inside = self.text.get(from..)?;
        let Some(length) = memmem::find(inside.as_bytes(), CDATA_END.as_bytes()) else {
            self.is_over = true;
            return None;
        };
        self.go_to(from + length + CDATA_END.len());
        inside.get(..length).map(Mark::Cdata)
    }

    /// Where reading stands.
    fn at(&self) -> usize {
        self.text.len() - self.reader.get_ref().len()
    }

    fn go_to(&mut self, at: usize) {
        match self.text.as_bytes().get(at..) {
            Some(rest) => *self.reader.get_mut() = rest,
            None => self.is_over = true,
        }
    }

    /// How much of a mark that begins here is no mark at all: a `<` alone, or the opening of one that never ends.
    fn nothing_in(&self, rest: &str) -> Option<usize> {
        match rest.as_bytes().get(1)? {
            b'!' if self.never.comment && rest.starts_with("<!--") => Some(4),
            b'!' if self.never.doctype && !rest.starts_with("<!-") && !rest.starts_with("<![") => Some(2),
            b'?' if self.never.instruction => Some(2),
            b'!' | b'?' | b'/' | b'_' | b':' => None,
            byte if byte.is_ascii_alphabetic() || !byte.is_ascii() => None,
            _ => Some(1),
        }
    }

    /// A start tag of `length` bytes behind the `<` at `at`. One whose attributes make no sense and hold another
    /// tag has lost a quote: it ends at its first `>`.
    fn tag(&mut self, at: usize, length: usize, is_empty: bool) -> Option<Mark<'a>> {
        let tag = Tag::new(self.text.get(at + 1..at + 1 + length)?);
        if memchr(b'<', tag.attributes.as_bytes()).is_some() && !is_sound(&tag) {
            return self.short_tag(at);
        }
        Some(Mark::Start(tag, is_empty))
    }

    /// The start tag from `at` to the next `>`, whatever stands in quotes.
    fn short_tag(&mut self, at: usize) -> Option<Mark<'a>> {
        let rest = self.text.get(at + 1..)?;
        let Some((tag, _)) = rest.split_once('>') else {
            self.is_over = true;
            return None;
        };
        self.restart(at + 1 + tag.len() + 1);
        Some(match tag.strip_suffix('/') {
            Some(tag) => Mark::Start(Tag::new(tag), true),
            None => Mark::Start(Tag::new(tag), false),
        })
    }

    /// Goes on behind what quick-xml cannot read.
    fn recover(&mut self, error: &Error, at: usize) -> Option<Mark<'a>> {
        let rest = self.text.get(at..).unwrap_or_default();
        if let Error::IllFormed(_) = error {
            if self.at() <= at {
                self.is_over = true;
            }
        } else if rest.starts_with("<!--") {
            self.never.comment = true;
            self.restart(at + 4);
        } else if rest.starts_with("<!") {
            self.never.doctype |= rest.get(2..3).is_some_and(|letter| letter.eq_ignore_ascii_case("d"));
            self.restart(at + 2);
        } else if rest.starts_with("<?") {
            self.never.instruction = true;
            self.restart(at + 2);
        } else if rest.starts_with("</") {
            self.restart(at + 2);
        } else {
            return self.short_tag(at);
        }
        None
    }

    /// Goes on at `at` with a new reader: one that failed reads no further.
    fn restart(&mut self, at: usize) {
        match self.text.get(at..) {
            Some(rest) => self.reader = reader(rest),
            None => self.is_over = true,
        }
    }
}

/// A tag that is a name and nothing else, as most are, and how long it is with its brackets. There is nothing in it to
/// make sense of, so quick-xml is not asked.
fn bare_tag(rest: &str) -> Option<(Mark<'_>, usize)> {
    let is_end = rest.as_bytes().get(1) == Some(&b'/');
    let from = if is_end { 2 } else { 1 };
    let name = rest.get(from..)?;
    let length = name.bytes().position(|byte| !(byte.is_ascii_alphanumeric() || byte == b':'))?;
    if length == 0 || name.as_bytes().get(length) != Some(&b'>') {
        return None;
    }
    let name = name.get(..length)?;
    let mark = if is_end { Mark::End(name) } else { Mark::Start(Tag::new(name), false) };
    Some((mark, from + length + 1))
}

const CDATA: &str = "<![CDATA[";
const CDATA_END: &str = "]]>";

fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    reader
}
