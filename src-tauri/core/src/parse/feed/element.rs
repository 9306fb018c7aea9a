//! An element's start tag.

use std::borrow::Cow;
use std::cell::OnceCell;

use quick_xml::events::attributes::Attributes;

use super::space::Space;
use crate::parse::entity;

/// How many attributes of one element are looked at.
const ATTRIBUTES: usize = 100;

/// What stands between `<` and `>`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'a> {
    /// The name.
    pub name: &'a str,
    /// All that follows it.
    pub attributes: &'a str,
    /// How long the name's prefix is.
    prefix: Option<usize>,
}

impl<'a> Tag<'a> {
    /// Takes a tag apart.
    pub(super) fn new(tag: &'a str) -> Self {
        let mut prefix = None;
        let mut end = tag.len();
        for (at, byte) in tag.bytes().enumerate() {
            match byte {
                b':' if prefix.is_none() => prefix = Some(at),
                b'/' | b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' => {
                    end = at;
                    break;
                }
                _ => {}
            }
        }
        let (name, attributes) = tag.split_at_checked(end).unwrap_or((tag, ""));
        Self { name, attributes, prefix }
    }

    /// The name's prefix, empty where it has none.
    pub(super) fn prefix(&self) -> &'a str {
        self.prefix.and_then(|end| self.name.get(..end)).unwrap_or_default()
    }

    /// The name without its prefix.
    pub(super) fn local(&self) -> &'a str {
        self.prefix.and_then(|end| self.name.get(end + 1..)).unwrap_or(self.name)
    }
}

/// An element that begins.
pub(super) struct Element<'a> {
    /// Its vocabulary.
    pub space: Space,
    /// How many elements are open, this one included.
    pub level: usize,
    /// It as written.
    pub tag: Tag<'a>,
    /// Its name without prefix, in small letters.
    lower: Cow<'a, str>,
    /// Its attributes without prefixes, taken apart when the first is asked for.
    attributes: OnceCell<Vec<(&'a str, Cow<'a, str>)>>,
}

impl<'a> Element<'a> {
    /// The element at `level` that begins with `tag`.
    pub(super) fn new(space: Space, level: usize, tag: Tag<'a>) -> Self {
        Self { space, level, tag, lower: in_small(tag.local().into()), attributes: OnceCell::new() }
    }

    /// Its name without prefix, in small letters.
    pub(super) fn name(&self) -> &str {
        &self.lower
    }

    /// An attribute with something in it, whatever its prefix and case.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        if self.tag.attributes.is_empty() {
            return None;
        }
        let all = self
            .attributes
            .get_or_init(|| attributes(&self.tag).map(|(name, value)| (local(name), value)).collect());
        let (_, value) = all.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        present(match value {
            Cow::Borrowed(value) => entity::unescape(value),
            Cow::Owned(value) => Cow::Owned(entity::unescape(value).into_owned()),
        })
    }

    /// An attribute whose case says nothing: in small letters.
    pub(super) fn keyword(&self, name: &str) -> Option<Cow<'a, str>> {
        self.attribute(name).map(in_small)
    }

    /// An attribute that is a number.
    pub(super) fn number(&self, name: &str) -> Option<u64> {
        self.attribute(name)?.parse().ok()
    }
}

/// A text without white space round it; none where nothing is left.
pub(super) fn present(text: Cow<'_, str>) -> Option<Cow<'_, str>> {
    let text = match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) if text.trim().len() == text.len() => Cow::Owned(text),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    };
    (!text.is_empty()).then_some(text)
}

fn in_small(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        text
    }
}

/// The attributes of a tag, the values still escaped.
pub(super) fn attributes<'a>(tag: &Tag<'a>) -> impl Iterator<Item = (&'a str, Cow<'a, str>)> {
    let mut attributes = Attributes::html(tag.attributes, 0);
    attributes.with_checks(false);
    attributes.take(ATTRIBUTES).flatten().map(|attribute| (attribute.key.0, attribute.value))
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    // Names are short: a search made for long texts costs more than it saves.
    name.bytes().rposition(|byte| byte == b':').and_then(|colon| name.get(colon + 1..)).unwrap_or(name)
}

/// Whether the attributes of a tag can be read to the end.
pub(super) fn is_sound(tag: &Tag<'_>) -> bool {
    let mut attributes = Attributes::new(tag.attributes, 0);
    attributes.with_checks(false).take(ATTRIBUTES).all(|attribute| attribute.is_ok())
}
