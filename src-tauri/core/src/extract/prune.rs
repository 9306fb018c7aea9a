//! What stands in a page beside its article, and is taken away before the article is looked for.
//!
//! Publishers name the parts of their pages in `class` and `id`. Names alone decide only where little is lost by
//! them: a block that holds much of the page's prose is kept, whatever it is called.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use dom_query::{Document, NodeRef};

use super::beside::{BESIDE, BESIDE_IF_SHORT, ELEMENTS, HIDDEN, ROLES, SURE};
use super::class;
use super::weight::Weights;

/// How long a short block is, in characters.
const SHORT: usize = 200;

/// The attribute that marks what reads as something beside the article.
const MARK: &str = "data-beside";

/// Takes away what is not the article.
pub(super) fn prune(document: &Document, weights: &Weights) {
    let nodes = document.root().descendants_it().filter(NodeRef::is_element).collect();
    for (node, is_article) in judge(nodes, weights, |node, name| reason(node, name, weights)) {
        if !is_article {
            node.remove_from_parent();
            continue;
        }
        // It is the article: what it is called must not mislead whoever looks at it next.
        for name in ["hidden", "aria-hidden", "style", "role", "class", "id"] {
            node.remove_attr(name);
        }
    }
}

/// Marks what is called something beside the article, on a page that does not say that it is one.
pub(super) fn mark(document: &Document, weights: &Weights) {
    let nodes = document.root().descendants_it().filter(NodeRef::is_element).collect();
    for (node, is_article) in judge(nodes, weights, |node, name| is_beside(node, name, weights)) {
        if !is_article {
            node.set_attr(MARK, "");
        }
    }
}

/// Sets apart what was marked and taken for the article all the same.
pub(super) fn set_marked_apart(body: &Document) {
    for node in body.select(&format!("[{MARK}]")).nodes() {
        node.remove_attr(MARK);
        set_apart(node);
    }
}

/// Makes an aside of a block: there for the reader, and no part of the text. What stands in a line, a list or a table
/// stays as it is.
pub(super) fn set_apart(node: &NodeRef<'_>) {
    match &*node.node_name().unwrap_or_default() {
        "div" | "section" | "header" | "footer" | "address" | "form" => node.rename("aside"),
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "dl" | "blockquote" => {
            node.wrap_html("<aside></aside>");
        }
        "span" | "small" | "time" => node.remove_from_parent(),
        _ => {}
    }
}

/// The blocks that have a reason to go, each with whether it must be the article all the same.
fn judge<'a>(
    nodes: Vec<NodeRef<'a>>,
    weights: &Weights,
    reason: impl Fn(&NodeRef<'a>, &str) -> Option<String>,
) -> Vec<(NodeRef<'a>, bool)> {
    let mut blocks: Vec<(NodeRef<'_>, String)> = Vec::new();
    // How much prose stands under each reason; blocks inside one already counted for the same reason are not.
    let mut prose: HashMap<String, usize> = HashMap::new();
    for node in nodes {
        let name = node.node_name().unwrap_or_default();
        if matches!(&*name, "html" | "head" | "body" | "article" | "main") {
            continue;
        }
        let Some(reason) = reason(&node, &name) else { continue };
        let weight = weights.at(&node).prose;
        if weight > 0 {
            *prose.entry(reason.clone()).or_default() += weight;
        }
        blocks.push((node, reason));
    }
    let judged = blocks.into_iter().map(|(node, reason)| {
        let under = prose.get(&reason).copied().unwrap_or_default();
        let own = weights.at(&node).prose;
        let is_article = match reason.as_str() {
            "hidden" | "role" => weights.is_much(own),
            word if SURE.contains(&word) => weights.is_most(own),
            _ => weights.is_much(under),
        };
        (node, own > 0 && is_article)
    });
    judged.collect()
}

/// Why a block is none of the article: its element, or the word in its name.
fn reason(node: &NodeRef<'_>, name: &str, weights: &Weights) -> Option<String> {
    if ELEMENTS.contains(&name) {
        return Some(name.to_owned());
    }
    if is_hidden(node) {
        return Some("hidden".to_owned());
    }
    if has_role(node) {
        return Some("role".to_owned());
    }
    is_beside(node, name, weights)
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    let style = node.attr("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    let class = node.class().unwrap_or_default();
    let names = || class.split_ascii_whitespace();
    // "hidden md:block" is hidden on small screens alone.
    let by_class = names().any(|name| HIDDEN.contains(&name))
        && !names().any(|name| name.contains(':') || name.starts_with("d-"));
    node.has_attr("hidden")
        || by_class
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

fn has_role(node: &NodeRef<'_>) -> bool {
    node.attr("role").is_some_and(|role| ROLES.contains(&role.trim().to_ascii_lowercase().as_str()))
}

fn is_beside(node: &NodeRef<'_>, name: &str, weights: &Weights) -> Option<String> {
    // Text, tables and pictures are told apart by what they are, not by what they are called.
    if matches!(
        name,
        "p" | "h1"
            | "h2"
            | "h3"
            | "table"
            | "tbody"
            | "tr"
            | "td"
            | "pre"
            | "code"
            | "img"
            | "picture"
            | "figure"
            | "video"
            | "audio"
            | "em"
            | "strong"
            | "b"
            | "i"
            | "br"
            | "figcaption"
            | "blockquote"
            | "sup"
    ) {
        return None;
    }
    let short = weights.at(node).text < SHORT && weights.at(node).prose == 0;
    // In a caption, sources and authors are those of the picture.
    let in_caption = || node.ancestors_it(Some(4)).any(|outer| outer.has_name("figcaption"));
    named(node, short).filter(|_| !in_caption())
}

/// The word in a block's names that says that it stands beside the article.
fn named(node: &NodeRef<'_>, short: bool) -> Option<String> {
    static ANY: LazyLock<HashSet<&str>> = LazyLock::new(|| BESIDE.iter().copied().collect());
    static SHORT: LazyLock<HashSet<&str>> = LazyLock::new(|| BESIDE_IF_SHORT.iter().copied().collect());
    for attribute in ["class", "id", "data-testid", "data-component", "data-type", "data-area"] {
        let Some(value) = node.attr(attribute) else { continue };
        for name in class::names(&value).iter() {
            // Ids of headings are whole sentences.
            if attribute == "id" && name.parts.len() > 4 {
                continue;
            }
            let mut words = std::iter::once(&name.whole).chain(&name.pairs).chain(&name.parts);
            let says =
                |word: &&String| ANY.contains(word.as_str()) || (short && SHORT.contains(word.as_str()));
            if let Some(word) = words.find(says) {
                return Some(word.clone());
            }
        }
    }
    None
}
