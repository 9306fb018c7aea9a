//! An element's start tag.

use std::borrow::Cow;

use quick_xml::events::attributes::Attributes;

use super::space::Space;
use crate::parse::entity;

/// How many attributes of one element are looked at.
const ATTRIBUTES: usize = 100;

/// An element's start tag.
pub(super) struct Element<'a> {
    /// Its vocabulary.
    pub space: Space,
    /// How many elements are open, this one included.
    pub level: usize,
    /// What stands between `<` and `>`.
    tag: &'a str,
    /// How much of it is the name.
    name: usize,
    lower: Lower,
}

/// A local name in small letters.
struct Lower([u8; 24], usize);

impl Lower {
    /// The names we know are shorter; a longer one is none of them.
    fn of(name: &str) -> Self {
        let mut lower = [0; 24];
        let length = match lower.get_mut(..name.len()) {
            Some(room) => {
                room.copy_from_slice(name.as_bytes());
                room.make_ascii_lowercase();
                name.len()
            }
            None => 0,
        };
        Self(lower, length)
    }
}

impl<'a> Element<'a> {
    /// The element at `level` that begins with `tag`, of which `name` bytes are its name, `local` without prefix.
    pub(super) fn new(space: Space, level: usize, tag: &'a str, name: usize, local: &str) -> Self {
        Self { space, level, tag, name, lower: Lower::of(local) }
    }

    /// Its name without prefix, in small letters.
    pub(super) fn name(&self) -> &str {
        let Lower(bytes, length) = &self.lower;
        bytes.get(..*length).and_then(|name| std::str::from_utf8(name).ok()).unwrap_or_default()
    }

    /// Its name and its attributes as written.
    pub(super) fn as_markup(&self) -> (&'a str, &'a str) {
        self.tag.split_at(self.name)
    }

    /// An attribute with something in it, whatever its prefix and case.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let value = attributes(self.tag, self.name).find(|(key, _)| local(key).eq_ignore_ascii_case(name))?.1;
        let value = entity::unescape(&value).trim().to_owned();
        (!value.is_empty()).then_some(value)
    }

    /// An attribute that is a number.
    pub(super) fn number(&self, name: &str) -> Option<u64> {
        self.attribute(name)?.parse().ok()
    }
}

/// The attributes of a tag, the value still escaped.
pub(super) fn attributes(tag: &str, name: usize) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
    let mut attributes = Attributes::html(tag, name);
    attributes.with_checks(false);
    attributes.take(ATTRIBUTES).flatten().map(|attribute| (attribute.key.0, attribute.value))
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Whether the attributes of a tag can be read to the end.
pub(super) fn is_sound(tag: &str, name: usize) -> bool {
    let mut attributes = Attributes::new(tag, name);
    attributes.with_checks(false).take(ATTRIBUTES).all(|attribute| attribute.is_ok())
}
