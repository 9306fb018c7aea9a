//! What HTML says of the elements a body may hold.

use chrono::{DateTime, NaiveDate};
use dom_query::NodeRef;

use crate::sanitize;

/// Deeper than this only text is written: no page is meant so.
pub(super) const DEEPEST: usize = 200;

/// Whether an element is a block: it cannot stand among words.
pub(super) fn is_block(name: &str) -> bool {
    sanitize::is_block(name) || matches!(name, "col" | "colgroup")
}

/// Whether there is a block in what an element holds.
pub(super) fn holds_block(node: &NodeRef<'_>) -> bool {
    node.descendants_it().any(|inner| inner.is_element() && is_block(&tag(&inner)))
}

/// An element's name; empty for what is none.
pub(super) fn tag(node: &NodeRef<'_>) -> String {
    node.node_name().map(|name| name.to_string()).unwrap_or_default()
}

/// Whether a node is white space between elements.
pub(super) fn is_blank(node: &NodeRef<'_>) -> bool {
    node.is_comment() || (node.is_text() && node.text().trim().is_empty())
}

/// The number of the footnote that an id or a link within the text means.
pub(super) fn note(value: &str) -> Option<u32> {
    value.strip_prefix("note-")?.parse().ok()
}

/// The place of a card or video: its number.
pub(super) fn place(node: &NodeRef<'_>, attribute: &str) -> Option<usize> {
    node.attr(attribute)?.parse().ok()
}

/// An address as strict readers of addresses want it written; where it leads stays the same.
pub(super) fn strict_address(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for (at, c) in address.char_indices() {
        let is_escape = || {
            address.get(at + 1..at + 3).is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))
        };
        match c {
            '[' | ']' if out.find("://").is_none_or(|host| !out[host + 3..].contains(['/', '?'])) => {
                out.push(c)
            }
            '[' | ']' | '|' | '{' | '}' | '^' | '\\' | '`' | '"' | '<' | '>' | ' ' => {
                out.push_str(&format!("%{:02X}", u32::from(c)));
            }
            '%' if !is_escape() => out.push_str("%25"),
            '#' if out.contains('#') => out.push_str("%23"),
            c => out.push(c),
        }
    }
    out
}

/// Whether a text is shaped like a BCP 47 language tag.
pub(super) fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=8).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// Whether a text is an instant or a day, as `<time>` wants it.
pub(super) fn is_instant(text: &str) -> bool {
    DateTime::parse_from_rfc3339(text).is_ok() || NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()
}

/// The first thing in an element, where that is an element.
pub(super) fn first_element<'a>(node: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    node.children_it(false).find(|child| !is_blank(child)).filter(NodeRef::is_element)
}

/// Whether it is a row with cells in it.
pub(super) fn is_row(node: &NodeRef<'_>) -> bool {
    tag(node) == "tr" && node.first_element_child().is_some()
}

/// Whether a list of terms begins with a term, ends with what one means, and holds nothing else.
pub(super) fn is_list_of_terms(node: &NodeRef<'_>) -> bool {
    let children: Vec<_> = node.children_it(false).filter(|child| !is_blank(child)).collect();
    let is = |child: Option<&NodeRef<'_>>, kind: &str| child.is_some_and(|child| tag(child) == kind);
    is(children.first(), "dt")
        && is(children.last(), "dd")
        && children.iter().all(|child| matches!(tag(child).as_str(), "dt" | "dd"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_written_strictly() {
        let same = "https://news.example/a%20b?q=1#part";
        assert_eq!(strict_address(same), same);
        assert_eq!(strict_address("https://news.example/?a[]=1|2"), "https://news.example/?a%5B%5D=1%7C2");
        assert_eq!(strict_address("https://[::1]/a"), "https://[::1]/a", "a host may be in brackets");
        assert_eq!(strict_address("https://news.example/100%#a#b"), "https://news.example/100%25#a%23b");
    }
}
