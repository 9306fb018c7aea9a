//! A sanitized body → Markdown (CommonMark with the tables and footnotes that most readers know). The little that
//! Markdown has no mark for is written as the HTML it allows.

use dom_query::{Document, NodeRef};

use super::elements::{DEEPEST, holds_block, is_blank, is_block, note, place, strict_address, tag};
use super::within::{Within, is_mark};

/// What a body refers to and does not hold itself.
pub(super) trait Beside {
    /// The picture at an address.
    fn picture(&mut self, address: &str, alt: &str) -> String;
    /// The related card of a number, where it was not written yet.
    fn card(&mut self, number: usize) -> Option<String>;
    /// The video of a number, where it was not written yet.
    fn video(&mut self, number: usize) -> Option<String>;
}

/// A body on its way to Markdown.
pub(super) struct Prose<'a> {
    beside: &'a mut dyn Beside,
    within: Within,
    depth: usize,
    /// How many footnotes it is in.
    noting: usize,
}

impl<'a> Prose<'a> {
    /// A body as Markdown.
    pub(super) fn of(html: &str, beside: &'a mut dyn Beside) -> String {
        let document = Document::fragment(html);
        let mut prose = Self { beside, within: Within::of(&document), depth: 0, noting: 0 };
        prose.blocks(&document.html_root())
    }

    /// What an element holds, as blocks with an empty line between them.
    fn blocks(&mut self, node: &NodeRef<'_>) -> String {
        let mut blocks: Vec<String> = Vec::new();
        let mut line = String::new();
        for child in node.children_it(false) {
            if child.is_element() && is_block(&tag(&child)) {
                push_line(&mut blocks, &mut line);
                blocks.push(self.block(&child));
            } else if child.is_element() && holds_block(&child) {
                push_line(&mut blocks, &mut line);
                blocks.push(self.blocks(&child));
            } else {
                line.push_str(&self.inline(&child));
            }
        }
        push_line(&mut blocks, &mut line);
        blocks.retain(|block| !block.trim().is_empty());
        blocks.join("\n\n")
    }

    fn block(&mut self, node: &NodeRef<'_>) -> String {
        if self.depth >= DEEPEST {
            return tidy(&words(&node.text()));
        }
        self.depth += 1;
        let note = self.within.footnote(node).filter(|_| tag(node) != "li");
        self.noting += usize::from(note.is_some());
        let text = self.block_of(node);
        self.noting -= usize::from(note.is_some());
        self.depth -= 1;
        match (note, self.within.anchor(node)) {
            (Some(note), _) => defined(note, &text),
            (_, Some(anchor)) => format!("{anchor}\n\n{text}"),
            _ => text,
        }
    }

    fn block_of(&mut self, node: &NodeRef<'_>) -> String {
        match tag(node).as_str() {
            "h2" => self.heading(node, 2),
            "h3" => self.heading(node, 3),
            "h4" => self.heading(node, 4),
            "h5" => self.heading(node, 5),
            "h6" => self.heading(node, 6),
            "p" | "summary" | "dt" | "caption" => tidy(&self.inlines(node)),
            "hr" => "---".to_owned(),
            "pre" => fenced(&node.text()),
            "blockquote" => prefixed(&self.blocks(node), "> ", "> "),
            "ul" | "ol" => self.list(node),
            "figcaption" => emphasised(&self.blocks(node)),
            "dd" => prefixed(&self.blocks(node), ":   ", "    "),
            "table" => self.table(node),
            "aside" => match (place(node, "data-related"), place(node, "data-video")) {
                (Some(number), _) => self.beside.card(number).unwrap_or_default(),
                (_, Some(number)) => self.beside.video(number).unwrap_or_default(),
                _ => prefixed(&self.blocks(node), "> ", "> "),
            },
            "col" | "colgroup" => String::new(),
            _ => self.blocks(node),
        }
    }

    fn heading(&mut self, node: &NodeRef<'_>, level: usize) -> String {
        let text = tidy(&self.inlines(node)).replace("\\\n", " ").replace('\n', " ");
        if text.is_empty() { text } else { format!("{} {text}", "#".repeat(level)) }
    }

    fn list(&mut self, node: &NodeRef<'_>) -> String {
        let ordered = tag(node) == "ol";
        let mut number: usize = node.attr("start").and_then(|start| start.parse().ok()).unwrap_or(1);
        let mut items = Vec::new();
        let mut notes = Vec::new();
        for item in node.children_it(false).filter(|child| !is_blank(child)) {
            let note = self.within.footnote(&item);
            self.noting += usize::from(note.is_some());
            let text = if tag(&item) == "li" { self.blocks(&item) } else { tidy(&self.inline(&item)) };
            self.noting -= usize::from(note.is_some());
            match note {
                Some(note) => notes.push(defined(note, &text)),
                None => {
                    let mark = if ordered { format!("{number}. ") } else { "- ".to_owned() };
                    let anchor = self.within.anchor(&item).filter(|_| tag(&item) == "li").unwrap_or_default();
                    items.push(prefixed(&(anchor + &text), &mark, &" ".repeat(mark.len())));
                    number += 1;
                }
            }
        }
        let loose = items.iter().any(|item| item.contains("\n\n"));
        let mut blocks = vec![items.join(if loose { "\n\n" } else { "\n" })];
        blocks.extend(notes);
        blocks.retain(|block| !block.is_empty());
        blocks.join("\n\n")
    }

    /// A table; cells that reach over several are followed by empty ones.
    fn table(&mut self, node: &NodeRef<'_>) -> String {
        let caption = node.find(&["caption"]).first().map(|caption| tidy(&self.inlines(caption)));
        let mut rows: Vec<Vec<String>> = Vec::new();
        for row in node.descendants_it().filter(|inner| tag(inner) == "tr") {
            let mut cells = Vec::new();
            for cell in row.element_children() {
                let text = self.blocks(&cell).replace("\\\n", "<br>");
                let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
                cells.push(barred(&lines.join("<br>")));
                let more =
                    cell.attr("colspan").and_then(|span| span.parse().ok()).unwrap_or(1_usize).min(100);
                cells.extend((1..more).map(|_| String::new()));
            }
            rows.push(cells);
        }
        rows.retain(|row| !row.is_empty());
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        if width == 0 {
            return String::new();
        }
        let line = |row: &Vec<String>| {
            let cells: Vec<&str> = (0..width).map(|at| row.get(at).map_or("", String::as_str)).collect();
            format!("| {} |", cells.join(" | "))
        };
        let mut lines: Vec<String> = rows.iter().map(line).collect();
        lines.insert(1, format!("|{}", " --- |".repeat(width)));
        let table = lines.join("\n");
        match caption.filter(|caption| !caption.is_empty()) {
            Some(caption) => format!("{}\n\n{table}", emphasised(&caption)),
            None => table,
        }
    }

    fn inlines(&mut self, node: &NodeRef<'_>) -> String {
        node.children_it(false).map(|child| self.inline(&child)).collect()
    }

    fn inline(&mut self, node: &NodeRef<'_>) -> String {
        if node.is_text() {
            return words(&node.text());
        }
        if !node.is_element() || self.depth >= DEEPEST {
            return words(&node.text());
        }
        self.depth += 1;
        let anchor = self.within.anchor(node).unwrap_or_default();
        let text = self.inline_of(node);
        self.depth -= 1;
        anchor + &text
    }

    fn inline_of(&mut self, node: &NodeRef<'_>) -> String {
        match tag(node).as_str() {
            "br" => "\\\n".to_owned(),
            "img" => {
                let (address, alt) =
                    (node.attr("src").unwrap_or_default(), node.attr("alt").unwrap_or_default());
                self.beside.picture(&address, &alt)
            }
            "em" | "i" | "cite" | "dfn" => around(&self.inlines(node), "*"),
            "strong" | "b" => around(&self.inlines(node), "**"),
            "s" | "del" => around(&self.inlines(node), "~~"),
            "code" | "kbd" | "samp" => code(&node.text()),
            "q" => format!("“{}”", self.inlines(node)),
            "a" => self.link(node),
            "sup" if self.within.is_only_mark(node) => self.inlines(node),
            kept @ ("sub" | "sup" | "mark" | "u" | "ins" | "ruby" | "rt" | "rp") => {
                let text = self.inlines(node);
                if text.trim().is_empty() { text } else { format!("<{kept}>{text}</{kept}>") }
            }
            block if is_block(block) => format!(" {} ", self.inlines(node)),
            _ => self.inlines(node),
        }
    }

    fn link(&mut self, node: &NodeRef<'_>) -> String {
        let Some(address) = node.attr("href") else { return self.inlines(node) };
        let text = self.inlines(node);
        let Some(id) = address.strip_prefix('#') else {
            return if text.trim().is_empty() { text } else { link(&address, &text) };
        };
        match note(id) {
            Some(note) if self.within.footnotes.contains(&note) => {
                let words = if is_mark(&node.text()) { String::new() } else { text };
                format!("{words}[^{note}]")
            }
            // The way back from a footnote: readers of Markdown make their own.
            Some(note) if self.within.marks.contains(&note) && self.noting > 0 => String::new(),
            Some(note) if self.within.anchors.contains(&note) && !text.trim().is_empty() => {
                link(&format!("#note-{note}"), &text)
            }
            _ => text,
        }
    }
}

/// Words of a text, so that nothing in them is taken for a mark.
pub(super) fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '#' | '|' => out.extend(['\\', c]),
            '&' => out.push_str("&amp;"),
            '\r' => {}
            c if c.is_whitespace() && c != '\u{a0}' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A link.
pub(super) fn link(address: &str, text: &str) -> String {
    format!("[{}]({})", tidy(text).replace("\\\n", " "), target(address))
}

/// A picture beside.
pub(super) fn image(file: &str, alt: &str) -> String {
    format!("![{}]({file})", tidy(&words(alt)))
}

fn target(address: &str) -> String {
    strict_address(address).replace('(', "%28").replace(')', "%29")
}

/// One space for every run of them, and none at the ends of lines; what would begin a block where a line begins is
/// written so that it does not.
pub(super) fn tidy(text: &str) -> String {
    let lines = text.split('\n').map(|line| {
        let hard = line.ends_with('\\') && !line.ends_with("\\\\");
        let line = line.strip_suffix('\\').filter(|_| hard).unwrap_or(line);
        let line = line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        let line = harmless(&line);
        if hard && !line.is_empty() { line + "\\" } else { line }
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    text.trim_matches(['\n', ' ']).trim_end_matches("\\\n").trim_end_matches('\n').to_owned()
}

/// A line that begins no list, no rule and no heading.
fn harmless(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.get(digits..).and_then(|rest| rest.chars().next()) {
        Some(mark @ ('.' | ')')) if digits > 0 => {
            format!("{}\\{mark}{}", &line[..digits], &line[digits + 1..])
        }
        Some('-' | '+' | '=' | ':') if digits == 0 => format!("\\{line}"),
        _ => line.to_owned(),
    }
}

fn push_line(blocks: &mut Vec<String>, line: &mut String) {
    blocks.push(tidy(&std::mem::take(line)));
}

/// A mark on both sides of words: not of the spaces beside them, where it would be none.
fn around(text: &str, mark: &str) -> String {
    let inner = text.trim_matches([' ', '\n']);
    if inner.is_empty() || inner.ends_with('\\') {
        return text.to_owned();
    }
    let start = text.len() - text.trim_start_matches([' ', '\n']).len();
    format!("{}{mark}{inner}{mark}{}", &text[..start], &text[start + inner.len()..])
}

fn emphasised(text: &str) -> String {
    text.split("\n\n").map(|part| around(part, "*")).collect::<Vec<_>>().join("\n\n")
}

fn ticks(text: &str, least: usize) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(if longest >= least { longest + 1 } else { least })
}

fn code(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (ticks, space) =
        (ticks(&text, 1), if text.starts_with('`') || text.ends_with('`') { " " } else { "" });
    if text.is_empty() { text } else { format!("{ticks}{space}{text}{space}{ticks}") }
}

fn fenced(text: &str) -> String {
    let ticks = ticks(text, 3);
    format!("{ticks}\n{}\n{ticks}", text.trim_matches('\n'))
}

/// A cell in which no bar ends it: those of code have no mark before them yet.
fn barred(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    for c in cell.chars() {
        if c == '|' && !out.ends_with('\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn defined(note: u32, text: &str) -> String {
    prefixed(text, &format!("[^{note}]: "), "    ")
}

/// Every line behind a prefix; the first behind another.
pub(super) fn prefixed(text: &str, first: &str, rest: &str) -> String {
    let lines = text.split('\n').enumerate().map(|(at, line)| {
        let prefix = if at == 0 { first } else { rest };
        format!("{prefix}{line}").trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}
