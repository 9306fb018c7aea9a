//! What stands between an element's tags.

use std::borrow::Cow;
use std::str::FromStr;

use chrono::{DateTime, Utc};

use super::element::{Element, Tag, local, present};
use super::xml::{Node, Xml};
use crate::parse::{parse_date, unescape};

/// The inside of an element.
#[derive(Debug, Default)]
pub(super) struct Inside<'a> {
    /// Its text, references decoded; or, where it holds elements, its markup as HTML.
    pub text: Cow<'a, str>,
    /// Whether it holds elements.
    pub is_markup: bool,
}

/// A text on its way; nothing is copied while it is of one piece.
#[derive(Default)]
struct Gathered<'a> {
    text: Cow<'a, str>,
    /// White space that counts only if something follows.
    gap: &'a str,
    /// Whether what came until now means itself.
    is_literal: bool,
}

impl<'a> Gathered<'a> {
    fn push(&mut self, piece: Cow<'a, str>) {
        if piece.trim_ascii().is_empty() {
            // A second run of it is as good as the first.
            if let Cow::Borrowed(piece) = piece {
                self.gap = piece;
            }
        } else if self.text.is_empty() {
            self.text = piece;
            self.gap = "";
        } else {
            self.owned().push_str(&piece);
        }
    }

    /// The text to add to, behind the gap.
    fn owned(&mut self) -> &mut String {
        let gap = std::mem::take(&mut self.gap);
        let text = self.text.to_mut();
        if !text.is_empty() {
            text.push_str(gap);
        }
        text
    }

    /// From here on markup is written: what is there until now must not be taken for some.
    fn become_markup(&mut self) {
        if !self.is_literal && self.text.contains(['<', '&']) {
            self.text = Cow::Owned(escape(&self.text));
        }
    }
}

impl<'a> Xml<'a> {
    /// Reads an element to its end. Elements in it become HTML.
    pub(super) fn inside(&mut self, element: &Element<'a>) -> Inside<'a> {
        let mut gathered = Gathered::default();
        let mut is_markup = false;
        while self.is_inside(element)
            && let Some(node) = self.next()
        {
            match node {
                Node::Text(text) if is_markup => gathered.push(text.into()),
                Node::Text(text) => gathered.push(unescape(text)),
                Node::Cdata(text) => {
                    gathered.is_literal = true;
                    gathered.push(text.into());
                }
                Node::Start(child) => {
                    if !std::mem::replace(&mut is_markup, true) {
                        gathered.become_markup();
                    }
                    write_start(gathered.owned(), &child);
                }
                Node::End(name) if self.is_inside(element) => write_end(gathered.owned(), name),
                Node::End(_) => {}
            }
        }
        Inside { text: gathered.text, is_markup }
    }

    /// Reads an element to its end for its text alone: a name, a date, an address. None where it is empty.
    pub(super) fn line(&mut self, element: &Element<'a>) -> Option<Cow<'a, str>> {
        let mut gathered = Gathered::default();
        while self.is_inside(element)
            && let Some(node) = self.next()
        {
            match node {
                Node::Text(text) => gathered.push(unescape(text)),
                Node::Cdata(text) => gathered.push(text.into()),
                Node::Start(_) | Node::End(_) => {}
            }
        }
        present(gathered.text)
    }

    /// Reads an element to its end for the address in it.
    pub(super) fn address_in(&mut self, element: &Element<'a>) -> Option<String> {
        self.line(element).map(|written| self.address(written))
    }

    /// Reads an element to its end for the date in it.
    pub(super) fn date(&mut self, element: &Element<'a>) -> Option<DateTime<Utc>> {
        parse_date(&self.line(element)?)
    }

    /// Reads an element to its end for the number, or the like, in it.
    pub(super) fn parsed<T: FromStr>(&mut self, element: &Element<'a>) -> Option<T> {
        self.line(element)?.parse().ok()
    }
}

/// Writes a start tag as HTML: without a prefix, its attributes as they are.
fn write_start(text: &mut String, element: &Element<'_>) {
    let Tag { name, attributes, .. } = element.tag;
    text.push('<');
    text.push_str(local(name));
    if !attributes.trim_ascii().is_empty() {
        text.push_str(attributes);
    }
    text.push('>');
}

fn write_end(text: &mut String, name: &str) {
    let name = local(name);
    if !["br", "hr", "img", "wbr", "col", "input", "source"]
        .iter()
        .any(|void| name.eq_ignore_ascii_case(void))
    {
        text.push_str("</");
        text.push_str(name);
        text.push('>');
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
