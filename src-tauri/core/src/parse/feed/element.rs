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
    /// Its name without prefix, in small letters.
    lower: Cow<'a, str>,
}

impl<'a> Element<'a> {
    /// The element at `level` that begins with `tag`, of which `name` bytes are its name, `local` without prefix.
    pub(super) fn new(space: Space, level: usize, tag: &'a str, name: usize, local: &'a str) -> Self {
        let is_lower = !local.bytes().any(|byte| byte.is_ascii_uppercase());
        let lower = if is_lower { local.into() } else { local.to_ascii_lowercase().into() };
        Self { space, level, tag, name, lower }
    }

    /// Its name without prefix, in small letters.
    pub(super) fn name(&self) -> &str {
        &self.lower
    }

    /// Its name and its attributes as written.
    pub(super) fn as_markup(&self) -> (&'a str, &'a str) {
        self.tag.split_at(self.name)
    }

    /// An attribute with something in it, whatever its prefix and case.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        if self.tag.len() == self.name {
            return None;
        }
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
