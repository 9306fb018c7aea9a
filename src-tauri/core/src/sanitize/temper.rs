//! Markup whose parsing would cost far more than its size is toned down before it is parsed.
//!
//! An HTML parser's work can grow with the square of its input: by depth (every tag looks through the open ones), by
//! formatting left open (`<b>` is opened anew in every block that follows) and by attributes (each is compared with
//! all before it). This pass bounds all three in one walk over the text. It only ever leaves tags out, and decides
//! nothing about safety: that is the sanitizer's part, after it.

/// How many elements may be open at once.
pub(crate) const DEPTH: usize = 256;
/// How many attributes one tag may have.
const ATTRIBUTES: usize = 100;
/// How much work one document may ask for: a tag or comment counts four, a reference or stray `<` six
/// (parsers copy the text before it), an attribute or eight bytes of text one. What follows is left out. (The busiest of several hundred real pages asks for 65,000.)
const WORK: usize = 150_000;
/// How often formatting left open may cross a block's edge before all of it is closed.
const REOPENED: usize = 200_000;

/// The same markup with at most [`DEPTH`] open elements, at most [`ATTRIBUTES`] attributes a tag, and formatting that
/// does not spread without end.
pub(crate) fn temper(html: &str) -> String {
    let mut walk = Walk {
        out: String::with_capacity(html.len()),
        open: Vec::new(),
        formatting: 0,
        reopened: 0,
        work: 0,
    };
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        walk.text(text);
        if walk.work > WORK {
            return walk.out;
        }
        rest = walk.tag(tag);
    }
    walk.text(rest);
    walk.out
}

struct Walk<'a> {
    out: String,
    /// The names of what is open, outermost first; elements that end without an end tag are not counted.
    open: Vec<&'a str>,
    /// How many of them are formatting.
    formatting: usize,
    reopened: usize,
    work: usize,
}

impl<'a> Walk<'a> {
    /// Copies text between tags as far as its references are few enough.
    fn text(&mut self, text: &str) {
        let left = WORK.saturating_sub(self.work);
        let end = text.match_indices('&').nth(left / 6).map_or(text.len(), |(at, _)| at);
        let end = text.floor_char_boundary(end.min(left * 8));
        self.work += text.matches('&').count() * 6 + text.len() / 8;
        self.out.push_str(text.get(..end).unwrap_or(text));
    }

    /// Takes what begins with `<` at the head of `text`; returns what follows it.
    fn tag(&mut self, text: &'a str) -> &'a str {
        let bytes = text.as_bytes();
        self.work += if matches!(bytes.get(1), Some(b'!' | b'?' | b'/'))
            || bytes.get(1).is_some_and(u8::is_ascii_alphabetic)
        {
            4
        } else {
            6
        };
        match bytes.get(1) {
            // A comment that never ends holds all the rest.
            Some(b'!') if text.starts_with("<!--") => match comment_end(text) {
                Some(end) => self.copy(text, Some(end)),
                None => "",
            },
            Some(b'!' | b'?') => self.copy(text, text.find('>').map(|at| at + 1)),
            Some(b'/') if bytes.get(2).is_some_and(u8::is_ascii_alphabetic) => {
                let name = name_at(text, 2);
                let (end, _) = tag_end(text, 2 + name.len());
                self.end(name, text.get(..end).unwrap_or(text));
                text.get(end..).unwrap_or_default()
            }
            Some(b'/') => self.copy(text, text.find('>').map(|at| at + 1)),
            Some(first) if first.is_ascii_alphabetic() => self.start(text),
            _ => {
                self.out.push('<');
                text.get(1..).unwrap_or_default()
            }
        }
    }

    fn start(&mut self, text: &'a str) -> &'a str {
        let name = name_at(text, 1);
        let (end, kept) = tag_end(text, 1 + name.len());
        let rest = text.get(end..).unwrap_or_default();
        let tag = text.get(..end).unwrap_or(text);
        self.work += tag.bytes().filter(|byte| *byte == b'=' || *byte == b'&').take(WORK).count();
        let formatting = is_formatting(name);
        if !formatting {
            self.cross();
        }
        let counted = !ends_by_itself(name) && !tag.ends_with("/>");
        if (counted && self.open.len() >= DEPTH) || (formatting && self.reopened > REOPENED) {
            return rest;
        }
        // A tag that is never closed is no tag; written out it would swallow the rest as its attributes.
        if !tag.ends_with('>') {
            return "";
        }
        self.out.push_str(text.get(..kept).unwrap_or(tag));
        if kept < end {
            self.out.push('>');
        }
        if counted {
            self.open.push(name);
            self.formatting += usize::from(formatting);
        }
        // Inside a drawing or a formula these elements hold markup like any other.
        let foreign = || self.open.iter().any(|open| one_of(open, &["svg", "math"]));
        match raw_text_end(name, rest).filter(|_| !foreign()) {
            Some(at) => {
                let (raw, rest) = rest.split_at(at);
                if is_read(name, tag) {
                    self.out.push_str(raw);
                }
                rest
            }
            None => rest,
        }
    }

    fn end(&mut self, name: &str, tag: &str) {
        if !is_formatting(name) {
            self.cross();
        }
        if ends_by_itself(name) {
            self.out.push_str(tag);
            return;
        }
        // Formatting ends wherever it stands; a block's end closes what is open inside it, but not past a table.
        let same = |open: &&str| open.eq_ignore_ascii_case(name);
        let Some(at) = self.open.iter().rposition(same) else {
            // Without a matching start it opens (`</p>`) or closes nothing we count.
            return;
        };
        if is_formatting(name) {
            self.open.remove(at);
            self.formatting -= 1;
        } else {
            if self.open.iter().skip(at + 1).any(|open| is_scope(open)) && !is_scope(name) {
                return;
            }
            let inside: Vec<&str> = self.open.drain(at..).skip(1).collect();
            for formatting in inside.into_iter().rev().filter(|name| is_formatting(name)) {
                self.out.push_str("</");
                self.out.push_str(formatting);
                self.out.push('>');
                self.formatting -= 1;
            }
        }
        self.out.push_str(tag);
    }

    /// Notes that a block begins or ends: the parser may open all formatting anew.
    fn cross(&mut self) {
        self.reopened += self.formatting;
        if self.reopened > REOPENED && self.formatting > 0 {
            for name in self.open.iter().rev().filter(|name| is_formatting(name)) {
                self.out.push_str("</");
                self.out.push_str(name);
                self.out.push('>');
            }
            self.open.retain(|name| !is_formatting(name));
            self.formatting = 0;
        }
    }

    /// Copies up to byte `end`, or all where there is no end.
    fn copy(&mut self, text: &'a str, end: Option<usize>) -> &'a str {
        let (copied, rest) = text.split_at(end.unwrap_or(text.len()));
        self.out.push_str(copied);
        rest
    }
}

/// Where a comment ends: at `-->`, or at `--!>` as browsers see it.
fn comment_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    bytes.windows(3).enumerate().skip(2).find_map(|(at, window)| match window {
        b"-->" => Some(at + 3),
        b"--!" if bytes.get(at + 3) == Some(&b'>') => Some(at + 4),
        _ => None,
    })
}

/// The tag's name, which starts at byte `from`.
fn name_at(text: &str, from: usize) -> &str {
    let rest = text.get(from..).unwrap_or_default();
    let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}

/// Where the tag whose attributes start at byte `from` ends, and up to where its attributes are few enough.
pub(super) fn tag_end(text: &str, from: usize) -> (usize, usize) {
    let mut quote = None;
    let mut attributes = 0_usize;
    let mut between = true;
    let mut kept = None;
    let mut after_equals = false;
    for (at, byte) in text.bytes().enumerate().skip(from) {
        match (quote, byte) {
            (Some(open), _) if byte == open => {
                quote = None;
                between = true;
            }
            (Some(_), _) => {}
            (None, b'>') => return (at + 1, kept.unwrap_or(at + 1)),
            (None, b'"' | b'\'') if after_equals => quote = Some(byte),
            (None, b' ' | b'\t' | b'\n' | b'\r' | 0x0C | b'/') => between = true,
            (None, b'=') => {}
            (None, _) => {
                if between && !after_equals {
                    attributes += 1;
                    if attributes > ATTRIBUTES && kept.is_none() {
                        kept = Some(at);
                    }
                }
                between = false;
            }
        }
        after_equals = quote.is_none() && (byte == b'=' || (after_equals && byte.is_ascii_whitespace()));
    }
    (text.len(), kept.unwrap_or(text.len()))
}

/// Whether anybody reads what is in such an element. Programs and styles are most of many a page.
fn is_read(name: &str, tag: &str) -> bool {
    let program = name.eq_ignore_ascii_case("script") && !tag.to_ascii_lowercase().contains("ld+json");
    !program && !name.eq_ignore_ascii_case("style")
}

/// Where an element whose content is raw text ends: at its end tag, or with the document.
fn raw_text_end(name: &str, rest: &str) -> Option<usize> {
    const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];
    let name = RAW.iter().find(|raw| name.eq_ignore_ascii_case(raw))?;
    let mut from = 0;
    // A script may hold a script inside a comment; its end tag does not end the outer one.
    let (mut comment, mut inner) = (false, false);
    while let Some(at) = rest.get(from..).and_then(|rest| rest.find(['<', '-'])).map(|at| at + from) {
        let here = rest.get(at..).unwrap_or_default();
        let names = |start: &str| {
            here.get(..start.len() + name.len()).is_some_and(|tag| {
                tag.starts_with(start)
                    && tag
                        .as_bytes()
                        .iter()
                        .skip(start.len())
                        .copied()
                        .map(|b| b.to_ascii_lowercase())
                        .eq(name.bytes())
            })
        };
        if names("</") && !inner {
            return Some(at);
        }
        if *name == "script" {
            match () {
                () if here.starts_with("<!--") => comment = true,
                () if here.starts_with("-->") => (comment, inner) = (false, false),
                () if names("</") => inner = false,
                () if names("<") => inner = comment,
                () => {}
            }
        }
        from = at + 1;
    }
    Some(rest.len())
}

fn is_formatting(name: &str) -> bool {
    one_of(
        name,
        &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"],
    )
}

/// Elements with no end tag, or whose end tag may be left out so that the next one of them ends it.
fn ends_by_itself(name: &str) -> bool {
    one_of(
        name,
        &[
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
            "track", "wbr", "p", "li", "dd", "dt", "tr", "td", "th", "thead", "tbody", "tfoot", "option",
            "optgroup", "rp", "rt", "html", "head", "body", "image", "keygen", "frame", "colgroup",
        ],
    )
}

/// Elements past which an end tag inside them does not reach (the parser's "scope").
fn is_scope(name: &str) -> bool {
    one_of(name, &["applet", "caption", "marquee", "object", "table", "template", "svg", "math", "select"])
}

fn one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|one| name.eq_ignore_ascii_case(one))
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    fn depth(html: &str) -> usize {
        let document = Document::fragment(html);
        let mut deepest = 0;
        let mut nodes = vec![(document.root(), 0)];
        while let Some((node, at)) = nodes.pop() {
            deepest = deepest.max(at);
            nodes.extend(node.children_it(false).map(|child| (child, at + 1)));
        }
        deepest
    }

    #[test]
    fn ordinary_markup_is_left_as_it_is() {
        for html in [
            "<p>One <b>two</b><p>three<ul><li>a<li>b</ul><img src=x alt='a > b'><br/>",
            "<table><tr><td>1<td>2</table><!-- a < b --><a href=\"x\"><div>y</div></a>",
            "5 < 6 & <3 <- text",
            "<script type='application/ld+json'>{\"a\": \"<div>\"}</script><p>x</p>",
            "<div><p>unclosed",
        ] {
            assert_eq!(temper(html), html);
        }
    }

    #[test]
    fn programs_and_styles_are_emptied() {
        assert_eq!(temper("<script>if (a < b) { '<div>' }</script><p>x</p>"), "<script></script><p>x</p>");
        assert_eq!(temper("<STYLE>p > a {}</STYLE>y"), "<STYLE></STYLE>y");
    }

    #[test]
    fn depth_is_bounded_whatever_the_tags() {
        // Beside each counted element the parser may add up to four of its own: <tbody>, <tr>, <td>, <p>.
        let piles = [
            "<div>",
            "<b>",
            "<a href=x><div>",
            "<i><div></i>",
            "<div><table></div>",
            "<marquee></div><div>",
            "<svg>",
            "<b><p>",
            "<table><td>",
            "<blockquote><b a=1>",
            "<ul><li>",
            "<object></b><b>",
            "<font><em></font>",
            "<details><summary>",
            "<svg><title><div>",
            "<!-- --!><div>",
            "<math><mi>",
            "<span></div>",
            "<select><option>",
            "<p><b><i></p>",
        ];
        for pile in piles {
            let tempered = temper(&pile.repeat(10_000));
            assert!(depth(&tempered) <= DEPTH * 5, "{pile} went {} deep", depth(&tempered));
        }
    }

    #[test]
    fn attributes_are_bounded_and_quotes_respected() {
        let many: String = (0..50_000).map(|n| format!(" a{n}=1")).collect();
        let tempered = temper(&format!("<p{many}>text</p>"));
        assert!(tempered.len() < 2_000 && tempered.ends_with(">text</p>"), "{}", tempered.len());
        let quoted = "<p title='a b c > d' lang=en>x</p>";
        assert_eq!(temper(quoted), quoted, "spaces and > in a quoted value are no attributes");
    }

    #[test]
    fn formatting_left_open_does_not_spread_without_end() {
        let open: String = (0..200).map(|n| format!("<b a={n}>")).collect();
        let tempered = temper(&format!("<p>{open}{}", "<p>x".repeat(200_000)));
        let nodes = Document::fragment(tempered).tree.len();
        assert!(nodes < 2_000_000, "{nodes} nodes");
    }
}
