//! A sanitized body as text that keeps its paragraphs, headings, quotes and lists.

use super::wrap;

/// What marks an item of a list.
const ITEM: &str = "• ";

/// A piece of the body that stands on lines of its own.
#[derive(Default)]
struct Block {
    text: String,
    /// What stands before each of its lines.
    indent: String,
    /// What stands before its first line, in place of as much of the indent's end.
    mark: &'static str,
    /// Whether white space in it counts.
    verbatim: bool,
}

/// Sanitized `html` as paragraphs of text no wider than `width`.
///
/// It reads only what the sanitizer writes: every `<` opens a tag, and every tag is closed.
pub fn to_text(html: &str, width: usize) -> String {
    let mut reading = Reading::default();
    let mut rest = html;
    while let Some((text, behind)) = rest.split_once('<') {
        reading.text(text);
        let (tag, behind) = behind.split_once('>').unwrap_or((behind, ""));
        reading.tag(tag);
        rest = behind;
    }
    reading.text(rest);
    reading.end_block();
    let mut text = String::new();
    for (index, block) in reading.blocks.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| reading.blocks.get(before));
        // The items of a list stand together; everything else has air round it.
        if before.is_some_and(|before| before.mark != ITEM || block.mark != ITEM) {
            text.push('\n');
        }
        text.push_str(&block.lines(width));
    }
    text
}

#[derive(Default)]
struct Reading {
    blocks: Vec<Block>,
    open: Block,
    quotes: usize,
    lists: usize,
}

impl Reading {
    fn text(&mut self, text: &str) {
        self.open.text.push_str(&unescape(text));
    }

    fn tag(&mut self, tag: &str) {
        let (name, closes) = tag.strip_prefix('/').map_or((tag, false), |name| (name, true));
        let name = name.split([' ', '/']).next().unwrap_or_default();
        match name {
            "blockquote" | "ul" | "ol" => {
                self.end_block();
                let depth = if name == "blockquote" { &mut self.quotes } else { &mut self.lists };
                *depth = if closes { depth.saturating_sub(1) } else { *depth + 1 };
            }
            "br" => self.open.text.push_str(if self.open.verbatim { "\n" } else { " " }),
            "td" | "th" if closes => self.open.text.push_str("   "),
            "p" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" | "tr" | "pre" | "figure"
            | "figcaption" | "hr" | "section" | "dt" | "dd" | "table" | "details" | "summary" => {
                self.end_block()
            }
            _ => {}
        }
        match name {
            _ if closes => {}
            "li" => self.open.mark = ITEM,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.open.mark = "# ",
            "pre" => self.open.verbatim = true,
            _ => {}
        }
    }

    fn end_block(&mut self) {
        let mut block = std::mem::take(&mut self.open);
        if block.text.trim().is_empty() {
            // A paragraph inside a list item still is that item's first line.
            self.open.mark = block.mark;
            return;
        }
        // Deeper than this the indent would leave no room for words.
        block.indent = "> ".repeat(self.quotes.min(4)) + &"  ".repeat(self.lists.min(4));
        self.blocks.push(block);
    }
}

impl Block {
    fn lines(&self, width: usize) -> String {
        if self.verbatim {
            return self
                .text
                .trim_matches('\n')
                .lines()
                .map(|line| format!("{}{line}\n", self.indent))
                .collect();
        }
        let first = self.indent.strip_suffix("  ").unwrap_or(&self.indent).to_owned() + self.mark;
        let wrapped = wrap(&self.text, width, &self.indent);
        match wrapped.strip_prefix(&self.indent) {
            Some(behind) if !self.mark.is_empty() => first + behind,
            _ => wrapped,
        }
    }
}

/// Decodes the entities the sanitizer writes, and drops what would steer a terminal.
fn unescape(text: &str) -> String {
    let text =
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&nbsp;", "\u{a0}");
    text.replace("&amp;", "&").chars().filter(|&c| !c.is_control() || c == '\n').collect()
}

#[cfg(test)]
mod tests {
    use super::to_text;

    #[test]
    fn paragraphs_quotes_headings_and_lists_stand_apart() {
        let html = "<p>One <em>two</em></p><blockquote><p>Said &amp; done</p></blockquote><h2>Next</h2>\
                    <ul><li><p>First</p></li><li>Second</li></ul><pre>a\n  b</pre>";
        assert_eq!(
            to_text(html, 40),
            "One two\n\n> Said & done\n\n# Next\n\n• First\n• Second\n\na\n  b\n",
            "every block has lines of its own"
        );
    }

    #[test]
    fn what_would_steer_a_terminal_is_dropped() {
        assert_eq!(to_text("<p>a\u{1b}[31mb\u{9b}2J</p>", 40), "a[31mb2J\n");
    }

    #[test]
    fn an_escaped_entity_is_decoded_once() {
        assert_eq!(to_text("&amp;lt;b&amp;gt;", 40), "&lt;b&gt;\n");
    }

    #[test]
    fn a_tag_that_never_ends_is_no_trouble() {
        assert_eq!(to_text("a<p", 40), "a\n");
    }
}
