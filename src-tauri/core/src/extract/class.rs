//! The words in the names that publishers give to the parts of their pages, in `class` and `id`.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// How many names of one element are looked at.
pub(super) const CLASSES: usize = 24;
/// How long a name is read, in characters.
const LONGEST: usize = 120;
/// How many values are remembered, and how long each may be, in bytes.
const MANY: usize = 10_000;
const LONGEST_VALUE: usize = 300;

/// One name taken apart: `relatedPosts__list-item` → related, posts, list, item.
pub(super) struct Name {
    /// Its words in lower case.
    pub parts: Vec<String>,
    /// Each two words that stand together, as one.
    pub pairs: Vec<String>,
    /// All of them as one.
    pub whole: String,
}

impl Name {
    fn of(name: &str) -> Self {
        let parts = parts(name);
        let pairs = parts.windows(2).map(<[String]>::concat).collect();
        Self { whole: parts.concat(), pairs, parts }
    }

    /// Whether one of its words is one of `words`.
    pub(super) fn has(&self, words: &[&str]) -> bool {
        self.parts.iter().any(|part| words.contains(&part.as_str()))
    }

    /// Whether one of its words, or two of them together, is one of `words`.
    pub(super) fn has_or_pairs(&self, words: &[&str]) -> bool {
        self.has(words) || self.pairs.iter().any(|pair| words.contains(&pair.as_str()))
    }
}

/// The names in the value of a `class` or `id`, taken apart. The same few hundred values stand in a page again and
/// again, so that each is taken apart once.
pub(super) fn names(value: &str) -> Rc<[Name]> {
    thread_local! {
        static KNOWN: RefCell<HashMap<Box<str>, Rc<[Name]>>> = RefCell::default();
    }
    let take_apart = || value.split_ascii_whitespace().take(CLASSES).map(Name::of).collect();
    if value.len() > LONGEST_VALUE {
        return take_apart();
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some(names) = known.get(value) {
            return Rc::clone(names);
        }
        if known.len() >= MANY {
            known.clear();
        }
        Rc::clone(known.entry(value.into()).or_insert_with(take_apart))
    })
}

fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut small = false;
    for c in name.chars().take(LONGEST) {
        let apart = !c.is_alphanumeric();
        if apart || (c.is_uppercase() && small) {
            parts.push(String::new());
        }
        if !apart && let Some(part) = parts.last_mut() {
            part.extend(c.to_lowercase());
        }
        small = c.is_lowercase();
    }
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fall_apart_into_words() {
        for name in ["related-posts", "relatedPosts", "related__posts", "Related_Posts"] {
            let taken_apart = &names(name)[0];
            assert_eq!(taken_apart.parts, ["related", "posts"], "{name}");
            assert!(taken_apart.has_or_pairs(&["relatedposts"]), "{name}");
        }
    }
}
