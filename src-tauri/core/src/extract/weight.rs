//! How much text stands where in a page: what decides whether a block may be taken for something beside the article.

use std::collections::HashMap;

use dom_query::{Document, NodeId, NodeRef};

/// A run of text this long is prose, not a label, in characters.
const PROSE: usize = 50;

/// What one element holds, its own text and that of everything below it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Weight {
    /// Characters of text, runs of white space counted as one.
    pub text: usize,
    /// Those of them that are links.
    pub linked: usize,
    /// Those of them in long runs that are no links.
    pub prose: usize,
}

impl Weight {
    /// Whether most of the text leads elsewhere.
    pub(super) fn is_mostly_links(self) -> bool {
        self.linked * 2 > self.text
    }
}

/// The weight of every element of a page, counted once.
pub(super) struct Weights {
    each: HashMap<NodeId, Weight>,
    whole: Weight,
}

impl Weights {
    /// Weighs a page.
    pub(super) fn of(document: &Document) -> Self {
        Self::below(&document.root())
    }

    /// Weighs what stands below one element.
    pub(super) fn below(root: &NodeRef<'_>) -> Self {
        let mut each: HashMap<NodeId, Weight> = HashMap::new();
        let nodes: Vec<NodeRef<'_>> = root.descendants_it().collect();
        // Children come after their parents, so from behind every child is done before its parent.
        for node in nodes.iter().rev() {
            let mut weight = each.get(&node.id).copied().unwrap_or_default();
            if node.is_text() {
                weight.text = length(&node.text());
                weight.prose = if weight.text >= PROSE { weight.text } else { 0 };
            } else if node.is_element() {
                match &*node.node_name().unwrap_or_default() {
                    "script" | "style" | "template" | "noscript" | "textarea" | "select" => {
                        weight = Weight::default()
                    }
                    "a" => (weight.linked, weight.prose) = (weight.text, 0),
                    _ => {}
                }
                each.insert(node.id, weight);
            }
            if weight.text > 0
                && let Some(parent) = node.parent()
            {
                let above = each.entry(parent.id).or_default();
                above.text += weight.text;
                above.linked += weight.linked;
                above.prose += weight.prose;
            }
        }
        let whole = each.get(&root.id).copied().unwrap_or_default();
        Self { each, whole }
    }

    /// What one element holds.
    pub(super) fn at(&self, node: &NodeRef<'_>) -> Weight {
        self.each.get(&node.id).copied().unwrap_or_default()
    }

    /// The text of those of `nodes` that stand below `outer`.
    pub(super) fn below_of(&self, outer: &NodeRef<'_>, nodes: &[NodeRef<'_>]) -> usize {
        let inside = |node: &&NodeRef<'_>| {
            node.id == outer.id || node.ancestors_it(None).any(|above| above.id == outer.id)
        };
        nodes.iter().filter(inside).map(|node| self.at(node).text).sum()
    }

    /// Whether so much of the page's prose must be the article, whatever it is called.
    pub(super) fn is_much(&self, prose: usize) -> bool {
        prose > 0 && prose * 10 > self.whole.prose * 3
    }

    /// Whether so much of it must be the article even where its name leaves no doubt.
    pub(super) fn is_most(&self, prose: usize) -> bool {
        prose > 0 && prose * 10 > self.whole.prose * 8
    }
}

/// Characters, with runs of white space as one.
fn length(text: &str) -> usize {
    let mut count = 0;
    let mut space = true;
    for c in text.chars() {
        let white = c.is_whitespace();
        // A Chinese or Japanese character says as much as two or three Latin ones.
        let wide = matches!(u32::from(c), 0x3040..=0x9FFF | 0xAC00..=0xD7AF);
        count += if wide { 2 } else { usize::from(!(white && space)) };
        space = white;
    }
    count
}
