//! A sanitized body → XHTML that is both good HTML and what the strictest readers of books take: every element stands
//! where its kind may stand.
//!
//! Bodies are safe already. What this adds is order: blocks never stand among words, lists hold items only, captions
//! stand at an end of their figure. What must not stand where it is leaves its content there.

use dom_query::{Document, NodeRef};

use super::elements::{
    DEEPEST, first_element, holds_block, is_blank, is_block, is_instant, is_language, is_list_of_terms,
    is_row, note, place, strict_address, tag,
};

/// What a body refers to and does not hold itself.
pub(super) trait Beside {
    /// Writes the picture at an address, or that it is missing.
    fn picture(&mut self, to: &mut Markup, address: &str, alt: &str);
    /// Writes the related card of a number.
    fn card(&mut self, to: &mut Markup, number: usize);
    /// Writes the video of a number.
    fn video(&mut self, to: &mut Markup, number: usize);
}

/// XHTML on its way. The bytes of pictures that are to stand in it are named and left out.
#[derive(Debug, Default)]
pub(super) struct Markup {
    /// The text so far.
    pub text: String,
    /// Where pictures belong in it, by the hash of their bytes.
    pub cuts: Vec<(usize, String)>,
    /// The footnotes of the body that is being written.
    notes: Vec<u32>,
    /// Those of them whose id was written: it stands once.
    noted: Vec<u32>,
}

/// What may stand at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Blocks,
    Words,
}

/// Elements that an element stands in.
#[derive(Debug, Clone, Copy, Default)]
struct Inside {
    depth: usize,
    link: bool,
    ruby: bool,
}

impl Markup {
    /// Writes text.
    pub(super) fn words(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                '"' => self.text.push_str("&quot;"),
                '\u{fffe}' | '\u{ffff}' => {}
                c if c.is_control() && !matches!(c, '\n' | '\t') => {}
                c => self.text.push(c),
            }
        }
    }

    /// Writes markup as it is.
    pub(super) fn raw(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    /// Opens an element; attributes without a value are left out.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, Option<&str>)]) {
        self.text.push('<');
        self.text.push_str(name);
        for (attribute, value) in attributes.iter().filter_map(|(name, value)| Some((name, (*value)?))) {
            self.text.push(' ');
            self.text.push_str(attribute);
            self.text.push_str("=\"");
            self.words(value);
            self.text.push('"');
        }
        self.text.push('>');
    }

    /// Closes an element.
    pub(super) fn close(&mut self, name: &str) {
        self.text.push_str(&format!("</{name}>"));
    }

    /// Writes an element that holds text.
    pub(super) fn element(&mut self, name: &str, attributes: &[(&str, Option<&str>)], text: &str) {
        self.open(name, attributes);
        self.words(text);
        self.close(name);
    }

    /// Writes a body.
    pub(super) fn body(&mut self, html: &str, beside: &mut dyn Beside) {
        let document = Document::fragment(html);
        let ids = document.select("[id]");
        self.notes = ids.nodes().iter().filter_map(|node| note(&node.attr("id")?)).collect();
        self.children(&document.html_root(), Place::Blocks, Inside::default(), beside);
    }

    fn children(&mut self, node: &NodeRef<'_>, place: Place, inside: Inside, beside: &mut dyn Beside) {
        for child in node.children_it(false) {
            self.node(&child, place, inside, beside);
        }
    }

    /// Writes what an element holds without the element.
    fn unwrapped(&mut self, node: &NodeRef<'_>, place: Place, inside: Inside, beside: &mut dyn Beside) {
        self.anchor(node);
        self.children(node, place, inside, beside);
    }

    /// Keeps the id of an element that is not written: links lead there.
    fn anchor(&mut self, node: &NodeRef<'_>) {
        let id = self.common(node).id;
        if id.is_some() {
            self.element("span", &[("id", id.as_deref())], "");
        }
    }

    fn node(&mut self, node: &NodeRef<'_>, place: Place, inside: Inside, beside: &mut dyn Beside) {
        let inside = Inside { depth: inside.depth + 1, ..inside };
        if node.is_text() || (node.is_element() && inside.depth > DEEPEST) {
            self.words(&node.text());
        } else if node.is_element() {
            let name = tag(node);
            match place {
                Place::Words if is_block(&name) => {
                    // The words of two blocks are apart.
                    self.raw(" ");
                    self.unwrapped(node, place, inside, beside);
                    self.raw(" ");
                }
                Place::Blocks if is_block(&name) => self.block(node, &name, inside, beside),
                _ => self.inline(node, &name, place, inside, beside),
            }
        }
    }

    fn block(&mut self, node: &NodeRef<'_>, name: &str, inside: Inside, beside: &mut dyn Beside) {
        match name {
            "hr" => {
                self.anchor(node);
                self.raw("<hr/>");
            }
            "p" | "pre" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.wrapped(node, name, &[], Place::Words, inside, beside);
            }
            "ol" | "ul" => self.list(node, name, inside, beside),
            "dl" if is_list_of_terms(node) => {
                let common = self.common(node);
                self.open("dl", &common.of(&[]));
                for item in node.element_children() {
                    let kind = tag(&item);
                    let place = if kind == "dt" { Place::Words } else { Place::Blocks };
                    self.wrapped(&item, &kind, &[], place, inside, beside);
                }
                self.close("dl");
            }
            "figure" => self.figure(node, inside, beside),
            "table" => self.table(node, inside, beside),
            "details" if first_element(node).is_some_and(|first| tag(&first) == "summary") => {
                let common = self.common(node);
                self.open("details", &common.of(&[]));
                for child in node.children_it(false).filter(|child| !is_blank(child)) {
                    if tag(&child) == "summary" && child.prev_element_sibling().is_none() {
                        self.wrapped(&child, "summary", &[], Place::Words, inside, beside);
                    } else {
                        self.node(&child, Place::Blocks, inside, beside);
                    }
                }
                self.close("details");
            }
            "aside" => match (place(node, "data-related"), place(node, "data-video")) {
                (Some(number), _) => beside.card(self, number),
                (_, Some(number)) => beside.video(self, number),
                _ => self.wrapped(node, "aside", &[], Place::Blocks, inside, beside),
            },
            "blockquote" => self.wrapped(node, "blockquote", &[], Place::Blocks, inside, beside),
            "col" | "colgroup" => {}
            "dt" | "summary" | "caption" => self.wrapped(node, "p", &[], Place::Words, inside, beside),
            _ => self.wrapped(node, "div", &[], Place::Blocks, inside, beside),
        }
    }

    fn list(&mut self, node: &NodeRef<'_>, name: &str, inside: Inside, beside: &mut dyn Beside) {
        let ordered = name == "ol";
        let items: Vec<NodeRef<'_>> = node.children_it(false).filter(|child| !is_blank(child)).collect();
        if items.is_empty() {
            return self.anchor(node);
        }
        let start = node.attr("start").filter(|_| ordered);
        let reversed = node.attr("reversed").filter(|_| ordered).map(|_| "reversed");
        let common = self.common(node);
        self.open(name, &common.of(&[("start", start.as_deref()), ("reversed", reversed)]));
        for item in items {
            if tag(&item) == "li" {
                let value = item.attr("value").filter(|_| ordered);
                self.wrapped(&item, "li", &[("value", value.as_deref())], Place::Blocks, inside, beside);
            } else {
                self.raw("<li>");
                self.node(&item, Place::Blocks, inside, beside);
                self.raw("</li>");
            }
        }
        self.close(name);
    }

    /// A figure with its caption at an end; what else looks like one is a paragraph.
    fn figure(&mut self, node: &NodeRef<'_>, inside: Inside, beside: &mut dyn Beside) {
        let children: Vec<NodeRef<'_>> = node.children_it(false).filter(|child| !is_blank(child)).collect();
        let is_caption = |child: &NodeRef<'_>| tag(child) == "figcaption";
        let caption = match (children.first(), children.last()) {
            (_, Some(last)) if is_caption(last) => children.len() - 1,
            (Some(first), _) if is_caption(first) => 0,
            _ => usize::MAX,
        };
        let common = self.common(node);
        self.open("figure", &common.of(&[]));
        for (at, child) in children.iter().enumerate() {
            if at == caption {
                self.wrapped(child, "figcaption", &[], Place::Blocks, inside, beside);
            } else {
                self.node(child, Place::Blocks, inside, beside);
            }
        }
        self.close("figure");
    }

    fn table(&mut self, node: &NodeRef<'_>, inside: Inside, beside: &mut dyn Beside) {
        let parts = node.element_children();
        let named = |name: &'static str| parts.iter().filter(move |part| tag(part) == name);
        let common = self.common(node);
        self.open("table", &common.of(&[]));
        if let Some(caption) = named("caption").next() {
            self.wrapped(caption, "caption", &[], Place::Words, inside, beside);
        }
        let mut heads = named("thead");
        let groups = heads.next().map(|head| ("thead", head)).into_iter();
        let bodies = heads.chain(parts.iter().filter(|part| {
            let name = tag(part);
            name == "tbody" || name == "tfoot"
        }));
        for (kind, group) in groups.chain(bodies.map(|body| ("tbody", body))) {
            let rows: Vec<_> = group.element_children().into_iter().filter(|row| is_row(row)).collect();
            if rows.is_empty() {
                continue;
            }
            self.open(kind, &[]);
            rows.iter().for_each(|row| self.row(row, inside, beside));
            self.close(kind);
        }
        self.close("table");
    }

    fn row(&mut self, row: &NodeRef<'_>, inside: Inside, beside: &mut dyn Beside) {
        let common = self.common(row);
        self.open("tr", &common.of(&[]));
        for cell in row.element_children() {
            let kind = if tag(&cell) == "th" { "th" } else { "td" };
            let (columns, rows) = (cell.attr("colspan"), cell.attr("rowspan"));
            let spans = [("colspan", columns.as_deref()), ("rowspan", rows.as_deref())];
            self.wrapped(&cell, kind, &spans, Place::Blocks, inside, beside);
        }
        self.close("tr");
    }

    fn inline(
        &mut self,
        node: &NodeRef<'_>,
        name: &str,
        place: Place,
        inside: Inside,
        beside: &mut dyn Beside,
    ) {
        match name {
            "br" => self.raw("<br/>"),
            "img" => {
                self.anchor(node);
                let (address, alt) =
                    (node.attr("src").unwrap_or_default(), node.attr("alt").unwrap_or_default());
                beside.picture(self, &address, &alt);
            }
            "a" => self.link(node, place, inside, beside),
            "ins" | "del" => self.wrapped(node, name, &[], place, inside, beside),
            // A wrapper of blocks says nothing of them.
            _ if place == Place::Blocks && holds_block(node) => self.unwrapped(node, place, inside, beside),
            "time" => {
                let at = node.attr("datetime").filter(|at| is_instant(at));
                let name = if at.is_some() { "time" } else { "span" };
                self.wrapped(node, name, &[("datetime", at.as_deref())], Place::Words, inside, beside);
            }
            "bdo" if node.attr("dir").is_none() => self.unwrapped(node, Place::Words, inside, beside),
            "rt" | "rp" if !inside.ruby => self.unwrapped(node, Place::Words, inside, beside),
            "ruby" => {
                let annotated = !node.find(&["rt"]).is_empty();
                let name = if annotated { "ruby" } else { "span" };
                let inside = Inside { ruby: annotated, ..inside };
                self.wrapped(node, name, &[], Place::Words, inside, beside);
            }
            "rt" | "rp" => {
                self.wrapped(node, name, &[], Place::Words, Inside { ruby: false, ..inside }, beside)
            }
            "abbr" => {
                let title = node.attr("title");
                self.wrapped(node, name, &[("title", title.as_deref())], Place::Words, inside, beside);
            }
            _ => self.wrapped(node, name, &[], Place::Words, inside, beside),
        }
    }

    fn link(&mut self, node: &NodeRef<'_>, place: Place, inside: Inside, beside: &mut dyn Beside) {
        let leads = |address: &str| match address.strip_prefix('#') {
            Some(id) => note(id).is_some_and(|note| self.notes.contains(&note)),
            None => true,
        };
        let address =
            node.attr("href").filter(|address| leads(address)).map(|address| strict_address(&address));
        if inside.link || address.is_none() {
            return self.unwrapped(node, place, inside, beside);
        }
        let inside = Inside { link: true, ..inside };
        self.wrapped(node, "a", &[("href", address.as_deref())], place, inside, beside);
    }

    fn wrapped(
        &mut self,
        node: &NodeRef<'_>,
        name: &str,
        attributes: &[(&str, Option<&str>)],
        place: Place,
        inside: Inside,
        beside: &mut dyn Beside,
    ) {
        let common = self.common(node);
        self.open(name, &common.of(attributes));
        self.children(node, place, inside, beside);
        self.close(name);
    }

    /// The attributes any element may have.
    fn common(&mut self, node: &NodeRef<'_>) -> Common {
        let attribute = |name| node.attr(name).map(|value| value.to_string());
        let note = node.attr("id").and_then(|id| note(&id)).filter(|note| !self.noted.contains(note));
        self.noted.extend(note);
        Common {
            language: attribute("lang").filter(|tag| is_language(tag)),
            direction: attribute("dir"),
            id: note.map(|note| format!("note-{note}")),
        }
    }
}

struct Common {
    language: Option<String>,
    direction: Option<String>,
    id: Option<String>,
}

impl Common {
    fn of<'a>(&'a self, own: &[(&'a str, Option<&'a str>)]) -> Vec<(&'a str, Option<&'a str>)> {
        let mut attributes = own.to_vec();
        attributes.extend([
            ("id", self.id.as_deref()),
            ("lang", self.language.as_deref()),
            ("xml:lang", self.language.as_deref()),
            ("dir", self.direction.as_deref()),
        ]);
        attributes
    }
}
