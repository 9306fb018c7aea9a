//! Links within a body: to footnotes and back, and to anything else, such as from a list of contents.

use std::collections::HashSet;

use dom_query::{Document, NodeRef};

use super::elements::{note, tag};

/// What the ids of a body stand for.
#[derive(Debug, Default)]
pub(super) struct Within {
    /// Footnotes: what a mark leads to.
    pub footnotes: HashSet<u32>,
    /// Where a mark stands: footnotes lead back there.
    pub marks: HashSet<u32>,
    /// Everything else a link leads to.
    pub anchors: HashSet<u32>,
}

impl Within {
    /// Looks through a body.
    pub(super) fn of(document: &Document) -> Self {
        let links: Vec<(u32, bool)> = document
            .select("a[href]")
            .nodes()
            .iter()
            .filter_map(|link| Some((target(link)?, is_mark(&link.text()))))
            .collect();
        let ids = document.select("[id]");
        let places: Vec<(u32, &NodeRef<'_>)> =
            ids.nodes().iter().filter_map(|node| Some((note(&node.attr("id")?)?, node))).collect();
        let mut within = Self::default();
        for (id, node) in &places {
            if may_be_footnote(node) && links.contains(&(*id, true)) {
                within.footnotes.insert(*id);
            }
        }
        for (id, node) in places {
            let leads_to_footnote =
                |link: &NodeRef<'_>| target(link).is_some_and(|id| within.footnotes.contains(&id));
            if within.footnotes.contains(&id) {
                continue;
            }
            if leads_to_footnote(node) || node.descendants_it().any(|inner| leads_to_footnote(&inner)) {
                within.marks.insert(id);
            } else if links.iter().any(|(to, _)| *to == id) {
                within.anchors.insert(id);
            }
        }
        within
    }

    /// The number of the footnote that an element is.
    pub(super) fn footnote(&self, node: &NodeRef<'_>) -> Option<u32> {
        note(&node.attr("id")?).filter(|id| self.footnotes.contains(id))
    }

    /// What marks an element that links lead to.
    pub(super) fn anchor(&self, node: &NodeRef<'_>) -> Option<String> {
        let id = note(&node.attr("id")?).filter(|id| self.anchors.contains(id))?;
        Some(format!("<a id=\"note-{id}\"></a>"))
    }

    /// Whether an element holds the mark of a footnote and nothing else.
    pub(super) fn is_only_mark(&self, node: &NodeRef<'_>) -> bool {
        let text = node.text();
        node.find(&["a"]).iter().any(|link| {
            target(link).is_some_and(|id| self.footnotes.contains(&id)) && link.text().trim() == text.trim()
        })
    }
}

/// The id that a link within the text leads to.
fn target(link: &NodeRef<'_>) -> Option<u32> {
    note(link.attr("href")?.strip_prefix('#')?)
}

/// Whether an element may be a footnote: a paragraph or two, and no part of a text.
fn may_be_footnote(node: &NodeRef<'_>) -> bool {
    const HEADINGS: [&str; 5] = ["h2", "h3", "h4", "h5", "h6"];
    matches!(tag(node).as_str(), "li" | "p" | "dd" | "div")
        && !node.descendants_it().any(|inner| HEADINGS.contains(&tag(&inner).as_str()))
}

/// Whether the words of a link are the mark of a footnote: a number, a letter or a sign.
pub(super) fn is_mark(text: &str) -> bool {
    let mark = text.trim().trim_matches(['[', ']', '(', ')']).trim();
    let is_sign = |c: char| matches!(c, '*' | '†' | '‡' | '§' | '¶' | '#');
    let mut letters = mark.chars();
    (1..=4).contains(&mark.chars().count())
        && (mark.chars().all(|c| c.is_numeric())
            || mark.chars().all(is_sign)
            || matches!((letters.next(), letters.next()), (Some(c), None) if c.is_alphabetic()))
}
