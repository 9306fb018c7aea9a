//! What holds inside an element because it, or one round it, says so.

use url::Url;

use super::space::Space;
use crate::parse::entity;

/// How many namespaces are known at once; later ones are not.
const BINDINGS: usize = 200;

/// The longest `xml:base` that counts, in bytes: every entry below it keeps it.
const LONGEST: usize = 2048;

/// Namespaces, `xml:base` and `xml:lang`, each with the level of the element that states it.
pub(super) struct Scope<'a> {
    document: &'a Url,
    spaces: Vec<(usize, &'a str, Space)>,
    bases: Vec<(usize, Url)>,
    languages: Vec<(usize, String)>,
}

impl<'a> Scope<'a> {
    /// Nothing is said yet; addresses are the document's.
    pub(super) fn new(document: &'a Url) -> Self {
        Self { document, spaces: Vec::new(), bases: Vec::new(), languages: Vec::new() }
    }

    /// Takes in an attribute of the element at `level`, if it is one of those.
    pub(super) fn declare(&mut self, level: usize, key: &'a str, value: &str) {
        if let Some(rest) = key.strip_prefix("xmlns") {
            let prefix = rest.strip_prefix(':').unwrap_or(rest);
            if self.spaces.len() < BINDINGS {
                self.spaces.push((level, prefix, Space::of_name(&entity::unescape(value))));
            }
        } else if key == "xml:base" {
            let base = self.base().unwrap_or(self.document);
            if let Ok(base) = base.join(entity::unescape(value).trim())
                && base.as_str().len() <= LONGEST
            {
                self.bases.push((level, base));
            }
        } else if key == "xml:lang" {
            self.languages.push((level, value.trim().to_owned()));
        }
    }

    /// Forgets what elements below `level` said.
    pub(super) fn leave(&mut self, level: usize) {
        while self.spaces.pop_if(|(of, ..)| *of > level).is_some() {}
        while self.bases.pop_if(|(of, _)| *of > level).is_some() {}
        while self.languages.pop_if(|(of, _)| *of > level).is_some() {}
    }

    /// The vocabulary a prefix stands for; the empty one is that of names without.
    pub(super) fn space(&self, prefix: &str) -> Space {
        // Byte by byte: prefixes are too short for a call to compare them to pay.
        let declared = self.spaces.iter().rev().find(|(_, bound, _)| bound.bytes().eq(prefix.bytes()));
        declared.map_or_else(|| Space::of_prefix(prefix), |(.., space)| *space)
    }

    /// Takes what `prefix` is bound to as the feed's own vocabulary.
    pub(super) fn adopt(&mut self, prefix: &'a str) {
        match self.spaces.iter_mut().rev().find(|(_, bound, _)| *bound == prefix) {
            Some((.., space)) => *space = Space::Core,
            None => self.spaces.push((1, prefix, Space::Core)),
        }
    }

    /// The innermost `xml:base`.
    pub(super) fn base(&self) -> Option<&Url> {
        self.bases.last().map(|(_, base)| base)
    }

    /// The innermost `xml:lang`; an empty one says that there is none.
    pub(super) fn language(&self) -> Option<&str> {
        self.languages.last().map(|(_, language)| language.as_str()).filter(|language| !language.is_empty())
    }
}
