//! What HTML says of the elements a body may hold.

use dom_query::NodeRef;

/// Deeper than this only text is written: no page is meant so.
pub(super) const DEEPEST: usize = 200;

/// Whether an element is a block: it cannot stand among words.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "aside"
            | "blockquote"
            | "caption"
            | "col"
            | "colgroup"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "figcaption"
            | "figure"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "hr"
            | "li"
            | "ol"
            | "p"
            | "pre"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
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
