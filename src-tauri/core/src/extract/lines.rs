//! The short lines of a page, and what of a page is not about its article.

use std::collections::HashSet;

use dom_query::{Document, NodeId, NodeRef};

use super::byline::text_of;
use super::class;

/// How long a line may be, in characters; a paragraph may be longer.
pub(super) const LONGEST: usize = 80;
/// How many elements of a page are looked at.
const MANY: usize = 20_000;
/// What holds more elements than this is no line.
const LARGE: usize = 40;
/// Words in the names of elements that belong to comments, to other articles or to the page's frame.
const ELSEWHERE: &[&str] = &[
    "comment",
    "comments",
    "related",
    "sidebar",
    "footer",
    "nav",
    "recommended",
    "teaser",
    "teasers",
    "popular",
    "trending",
    "widget",
    "recirc",
    "mostread",
    "respond",
    "more",
    "newsletter",
    "newsletters",
    "signup",
];

/// What of a page belongs to comments, to other articles or to the page itself.
pub(super) struct Frame {
    /// Elements that hold the headline, whatever they are called.
    heads: HashSet<NodeId>,
}

impl Frame {
    pub(super) fn of(document: &Document) -> Self {
        let heads = document
            .select_single("h1")
            .nodes()
            .iter()
            .flat_map(|head| head.ancestors(None))
            .collect::<Vec<_>>();
        Self { heads: heads.into_iter().map(|outer| outer.id).collect() }
    }

    /// Whether an element stands in it.
    pub(super) fn holds(&self, node: &NodeRef<'_>) -> bool {
        let in_article = node.ancestors_it(None).any(|outer| outer.has_name("article"));
        node.ancestors_it(None).any(|outer| self.is(&outer, in_article))
    }

    /// Whether it begins with this element.
    fn is(&self, node: &NodeRef<'_>, in_article: bool) -> bool {
        let name = node.node_name().unwrap_or_default();
        if self.heads.contains(&node.id) || matches!(&*name, "body" | "html" | "article" | "main") {
            return false;
        }
        // An article has a head and a foot of its own, and what is beside it may be a line about it.
        let short = || node.text().trim().len() < 400;
        if in_article && (&*name == "footer" || (&*name == "aside" && short())) {
            return false;
        }
        matches!(&*name, "nav" | "footer" | "aside" | "figure" | "figcaption")
            || [node.class(), node.id_attr()].into_iter().flatten().any(|names| {
                class::names(&names)
                    .iter()
                    .any(|name| name.has(ELSEWHERE) && !name.has(&["with", "has", "no"]))
            })
    }
}

/// An element whose text is one line, or a paragraph.
pub(super) struct Line<'a> {
    pub(super) node: NodeRef<'a>,
    pub(super) text: String,
}

impl Line<'_> {
    /// Whether it is short.
    pub(super) fn is_short(&self) -> bool {
        self.text.chars().count() <= LONGEST
    }
}

/// The lines behind the headline that stand outside the page's frame, each as its outermost element.
pub(super) fn of(document: &Document) -> Vec<Line<'_>> {
    let Some(body) = document.body() else { return Vec::new() };
    let frame = Frame::of(document);
    let mut lines = Vec::new();
    let mut after = false;
    let mut open = vec![(body, false)];
    for _ in 0..MANY {
        let Some((node, in_article)) = open.pop() else { break };
        after |= node.has_name("h1");
        if frame.is(&node, in_article) {
            continue;
        }
        let paragraph = node.has_name("p");
        let small = paragraph || node.descendants_it().filter(NodeRef::is_element).nth(LARGE).is_none();
        let text = if after && small { text_of(&node) } else { String::new() };
        if !text.is_empty() && (paragraph || text.chars().count() <= LONGEST) {
            lines.push(Line { node, text });
            continue;
        }
        let in_article = in_article || node.has_name("article");
        open.extend(node.element_children().into_iter().rev().map(|inner| (inner, in_article)));
    }
    lines
}
