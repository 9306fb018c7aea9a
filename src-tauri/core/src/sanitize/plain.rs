//! Untrusted text and markup → [`PlainText`].

use dom_query::{Document, NodeRef};

use super::temper::temper;
use super::text::PlainText;
use crate::parse::RawText;

/// How long a line such as a headline, a name or a tag may be, in characters.
pub(super) const LINE: usize = 500;
/// How long a few sentences may be: a summary, a biography, a caption.
pub(super) const PARAGRAPH: usize = 2_000;
/// How much of a text or markup is looked at, in bytes, for each character that may come out of it.
const BYTES_PER_CHARACTER: usize = 16;
/// What stands beside the text of a body.
const BESIDE_TEXT: [&str; 6] = ["figcaption", "aside", "script", "style", "rt", "rp"];

/// One line of at most `limit` characters; `None` where nothing is left.
pub(super) fn line(raw: &RawText, limit: usize) -> Option<PlainText> {
    let text = match raw {
        RawText::Plain(text) => collapse(head(text, limit * BYTES_PER_CHARACTER), false),
        RawText::Html(html) => collapse(&markup_text(head(html, limit * BYTES_PER_CHARACTER)), false),
    };
    non_empty(cut(&text, limit).into_owned())
}

/// A name that the reader gives, read as those are that publishers give; `None` where nothing is left.
pub(crate) fn name(given: &str) -> Option<PlainText> {
    line(&RawText::Plain(given.to_owned()), LINE)
}

/// The same for an optional field.
pub(super) fn optional(raw: Option<&RawText>, limit: usize) -> Option<PlainText> {
    raw.and_then(|raw| line(raw, limit))
}

pub(super) fn non_empty(text: String) -> Option<PlainText> {
    (!text.is_empty()).then_some(PlainText(text))
}

/// The text of a document's paragraphs, a line each, without what stands beside the text: captions, cards, code
/// that never was text.
pub(super) fn body_text(document: &Document) -> PlainText {
    let mut text = String::new();
    gather(&document.root(), &mut text, &BESIDE_TEXT);
    PlainText(collapse(&text, true))
}

/// The same without what makes no sentence: headings, lists (a table of contents opens many a text), tables, code.
pub(super) fn sentences(document: &Document) -> PlainText {
    let mut text = String::new();
    let skip = [&BESIDE_TEXT[..], &["h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "pre"]];
    gather(&document.root(), &mut text, &skip.concat());
    PlainText(collapse(&text, true))
}

/// The text of a piece of markup.
fn markup_text(html: &str) -> String {
    let document = Document::fragment(temper(html));
    let mut text = String::new();
    gather(&document.root(), &mut text, &["script", "style", "template"]);
    text
}

/// Adds the text below `node`, with a line break round every block. Walks without recursion: the tree may be deep.
fn gather(node: &NodeRef<'_>, text: &mut String, skip: &[&str]) {
    enum Step<'a> {
        Enter(NodeRef<'a>),
        Leave,
    }
    let mut steps = vec![Step::Enter(*node)];
    while let Some(step) = steps.pop() {
        let Step::Enter(node) = step else {
            text.push('\n');
            continue;
        };
        if node.is_text() {
            text.push_str(&node.text());
            continue;
        }
        let name = node.node_name().unwrap_or_default();
        if skip.contains(&&*name) {
            continue;
        }
        if name.as_ref() == "br" || is_block(&name) {
            text.push('\n');
        }
        if is_block(&name) {
            steps.push(Step::Leave);
        }
        steps.extend(node.children_it(true).map(Step::Enter));
    }
}

/// Whether an element is a block: text before and inside it are apart.
pub(crate) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
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

/// Takes away what cannot be seen (control characters, bidirectional overrides, byte order marks, soft hyphens) and
/// makes one space of every run of white space; with `lines` one line break where the run held one.
pub(super) fn collapse(text: &str, lines: bool) -> String {
    let mut out = String::with_capacity(text.len().min(4096));
    let mut gap = None;
    for c in text.chars() {
        if c.is_whitespace() || matches!(c, '\u{200B}' | '\u{2028}' | '\u{2029}') {
            let broke = lines && matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}');
            gap = Some(if broke { '\n' } else { gap.unwrap_or(' ') });
        } else if !is_unseen(c) {
            if let Some(space) = gap.take().filter(|_| !out.is_empty()) {
                out.push(space);
            }
            out.push(c);
        }
    }
    out
}

/// Characters that only steer a display, and could make a text read as another one. Joiners (U+200C, U+200D) stay:
/// Persian and emoji need them.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c), 0xAD | 0x200E..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFEFF | 0xFFF9..=0xFFFB)
        || matches!(u32::from(c), 0xFDD0..=0xFDEF | 0xFFFE..=0xFFFF | 0xE0000..=0xE007F)
}

/// At most `limit` characters, ending with "…" at a word's end where something was cut.
pub(super) fn cut(text: &str, limit: usize) -> std::borrow::Cow<'_, str> {
    let Some((end, _)) = text.char_indices().nth(limit) else { return text.into() };
    let last = text.char_indices().nth(limit.saturating_sub(1)).map_or(end, |(at, _)| at);
    let kept = text.get(..last).unwrap_or_default();
    // A text without spaces (Chinese, Japanese) is cut where it is.
    let word_end = kept.rfind(char::is_whitespace).filter(|at| *at > last / 2).unwrap_or(last);
    format!("{}…", kept.get(..word_end).unwrap_or_default().trim_end()).into()
}

/// The first sentences of `text`, whole ones where they fit in `limit` characters.
pub(super) fn opening(text: &str, limit: usize) -> String {
    let text = text.replace('\n', " ");
    let Some((end, _)) = text.char_indices().nth(limit) else { return text };
    let head = text.get(..end).unwrap_or_default();
    let sentence_end = head
        .char_indices()
        .zip(head.chars().skip(1).chain([' ']))
        .filter(|((_, c), next)| {
            matches!(c, '。' | '！' | '？')
                || (matches!(c, '.' | '!' | '?' | '…' | '۔') && next.is_whitespace())
        })
        .map(|((at, c), _)| at + c.len_utf8())
        .last()
        .filter(|at| *at > end / 3);
    match sentence_end {
        Some(at) => head.get(..at).unwrap_or_default().to_owned(),
        None => cut(&text, limit).into_owned(),
    }
}

/// The first `bytes` of a text, at a character's end.
pub(super) fn head(text: &str, bytes: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(html: &str) -> String {
        line(&RawText::Html(html.to_owned()), LINE).map(String::from).unwrap_or_default()
    }

    fn plain(text: &str) -> String {
        line(&RawText::Plain(text.to_owned()), LINE).map(String::from).unwrap_or_default()
    }

    #[test]
    fn markup_becomes_its_text() {
        assert_eq!(html("Q&amp;A: <b>five</b> &lt; six"), "Q&A: five < six");
        assert_eq!(html("<p>One</p><p>two<br>three</p>"), "One two three", "blocks do not run together");
        assert_eq!(html("a<script>alert(1)</script>b<style>p{}</style>"), "ab", "code is not text");
    }

    #[test]
    fn plain_text_means_itself() {
        assert_eq!(plain("Q&A: <script> tags & 5 < 6"), "Q&A: <script> tags & 5 < 6");
    }

    #[test]
    fn what_cannot_be_seen_goes() {
        assert_eq!(plain("evil\u{202E}txt.exe"), "eviltxt.exe", "bidirectional override");
        assert_eq!(plain("\u{feff}a\u{0}b\u{7f}\t\n  c\u{ad}d "), "ab cd");
        assert_eq!(plain("می\u{200c}خواهم"), "می\u{200c}خواهم", "a joiner is part of the word");
        assert_eq!(line(&RawText::Plain(" \u{200b}\n".into()), LINE), None, "nothing is nothing");
    }

    #[test]
    fn sentences_are_told_without_headings_and_lists() {
        let page = Document::fragment(
            "<h2>Contents</h2><ul><li>One</li></ul><p>It <b>began</b> so.</p><table><tr><td>1</td></tr></table>",
        );
        assert_eq!(&*sentences(&page), "It began so.", "a summary made of a table of contents says nothing");
        assert_eq!(&*body_text(&page), "Contents\nOne\nIt began so.\n1", "the text itself keeps them");
    }

    #[test]
    fn ten_megabytes_become_a_line() {
        let text = plain(&"word ".repeat(2_000_000));
        assert!(text.chars().count() <= LINE && text.ends_with("word…"), "cut at a word's end");
        assert_eq!(html(&"<b>".repeat(3_000_000)), "", "markup alone has no text");
    }

    #[test]
    fn openings_end_at_a_sentence() {
        let text = "One sentence here. Another one follows it. And a third that is much too long to fit.";
        assert_eq!(opening(text, 50), "One sentence here. Another one follows it.");
        assert_eq!(
            opening("いち。にい。さんさんさんさん", 8),
            "いち。にい。",
            "sentences end without spaces too"
        );
        assert_eq!(opening("no end of a sentence in sight at all", 20), "no end of a…");
        assert_eq!(opening("short", 20), "short");
    }
}
