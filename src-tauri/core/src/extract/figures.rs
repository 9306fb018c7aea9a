//! Captions and credits that a page writes in elements of its own making become those of a figure, so that they are
//! kept with their picture and are no part of the text.

use std::collections::HashMap;

use dom_query::{Document, NodeId, NodeRef};

use super::class;
use super::trim::bare;
use super::weight::Weights;

/// Words in the names of such an element.
const NAMES: &[&str] = &[
    "caption",
    "captions",
    "credit",
    "credits",
    "figcaption",
    "imagecaption",
    "imagecredit",
    "imgcaption",
    "photocaption",
    "photocredit",
    "captiontext",
    "bildunterschrift",
    "bildtext",
    "bildnachweis",
    "legende",
    "legend",
    "leyenda",
    "pie",
    "piefoto",
    "piedefoto",
    "epigrafe",
    "didascalia",
    "bildequelle",
    "fotocredit",
    "fotograf",
    "photographer",
    "popisek",
    "podpis",
    "imgdesc",
    "imagedescription",
    "imagesource",
    "kuvateksti",
    "bildebyline",
    "onderschrift",
    "imagetext",
    "imagealt",
    "figurecaption",
    "mediacaption",
    "copyright",
    "attribution",
    "source",
];
/// What a line under a picture ends or begins with where it tells who made it, in lower case.
const CREDITS: &[&str] = &[
    "foto:",
    "photo:",
    "fotos:",
    "photos:",
    "bild:",
    "bilder:",
    "image:",
    "picture:",
    "pictures:",
    "credit:",
    "(photo by",
    "photograph:",
    "— picture by",
    "photo by",
    "picture by",
    "(ap photo",
    "/getty images",
    "getty images)",
    "getty images",
    "/afp",
    "/reuters",
    "©",
    "foto di",
    "fotó:",
    "фото:",
    "photo credit",
    "image source",
    "/dpa",
    "/imago",
    "(efe)",
    "courtesy of",
];
/// How long a caption may be, in characters.
const LONGEST: usize = 600;

/// Makes captions of what is called one, of what else stands in a figure, and of what repeats a picture's description.
pub(super) fn tell_captions(document: &Document, weights: &Weights) {
    let alts: Vec<String> = document
        .select("img[alt]")
        .nodes()
        .iter()
        .filter_map(|image| image.attr("alt"))
        .map(|alt| bare(&alt))
        .filter(|alt| alt.chars().count() > 20)
        .take(200)
        .collect();
    let nodes: Vec<NodeRef<'_>> = document.root().descendants_it().filter(NodeRef::is_element).collect();
    for node in nodes {
        let name = node.node_name().unwrap_or_default();
        if !matches!(
            &*name,
            "p" | "div"
                | "span"
                | "small"
                | "em"
                | "i"
                | "cite"
                | "section"
                | "dd"
                | "h4"
                | "h5"
                | "h6"
                | "footer"
                | "li"
                | "ul"
        ) || node.parent().is_none()
        {
            continue;
        }
        // Of a wide script the weight counts each character twice.
        if !(1..=LONGEST * 2).contains(&weights.at(&node).text) {
            continue;
        }
        let text = node.text();
        let text = text.trim();
        if text.is_empty()
            || text.len() > LONGEST * 3
            || text.chars().count() > LONGEST
            || holds_picture(&node)
        {
            continue;
        }
        let figure = enclosing(&node, "figure");
        if enclosing(&node, "figcaption").is_some()
            || node.descendants_it().any(|inner| inner.has_name("figcaption"))
        {
            continue;
        }
        let is_caption = match figure {
            Some(_) => {
                node.children_it(false).any(|child| child.is_text() && !child.text().trim().is_empty())
            }
            None => {
                let follows = follows_picture(&node, weights);
                (is_named(&node) && near_picture(&node))
                    || (follows
                        && text.chars().count() < 400
                        && (has_credit(text) || alts.contains(&bare(text))))
            }
        };
        if is_caption {
            node.rename("figcaption");
            if figure.is_none() {
                enclose(&node, text.chars().count());
            }
        }
    }
    document.select("figcaption").nodes().iter().take(PICTURES).for_each(part);
}

/// How long a name is, in characters.
const NAME: usize = 60;

/// Tells the parts of a caption apart that stand in elements of their own without a space between: a short one behind
/// a sentence is the credit. What is hidden from those who hear the page is shown to those who see it.
fn part(caption: &NodeRef<'_>) {
    let inner: Vec<NodeRef<'_>> = caption.descendants_it().filter(NodeRef::is_element).take(50).collect();
    for node in inner {
        node.remove_attr("aria-hidden");
        let (text, before) = (node.text(), node.prev_sibling().map(|before| before.text()));
        let after_sentence = before.is_some_and(|before| before.ends_with(['.', '!', '?', '…', '”', '»']));
        if !after_sentence || !text.starts_with(|c: char| !c.is_whitespace() && c != ')') {
            continue;
        }
        node.insert_before(&node.tree.new_text(" "));
        let is_short = text.chars().count() <= NAME && !text.trim_end().ends_with(['.', '!', '?']);
        let in_credit = node.parent().is_some_and(|outer| outer.has_name("cite"));
        if is_short && !in_credit && node.next_sibling().is_none_or(|next| next.text().trim().is_empty()) {
            node.rename("cite");
        }
    }
}

/// How many pictures of a page are looked at for galleries.
const PICTURES: usize = 500;
/// A picture of fewer pixels across is an icon.
const ICON: u32 = 100;
/// How many nodes a gallery has at the most.
const LARGEST: usize = 1_000;

/// Makes figures of blocks that hold nothing but pictures and their captions: the engine drops them, for it takes
/// blocks without sentences for something beside the article.
pub(super) fn tell_galleries(document: &Document) {
    let mut held: HashMap<NodeId, usize> = HashMap::new();
    let mut blocks = Vec::new();
    for picture in document.select("img").nodes().iter().take(PICTURES) {
        for outer in picture.ancestors_it(Some(5)) {
            let is_block = matches!(&*outer.node_name().unwrap_or_default(), "div" | "section" | "ul" | "ol");
            let pictures = held.entry(outer.id).or_default();
            *pictures += 1;
            if is_block && *pictures == 2 {
                blocks.push(outer);
            }
        }
    }
    for block in blocks {
        if enclosing(&block, "figure").is_none() && is_gallery(&block) {
            block.rename("figure");
            let items: Vec<NodeRef<'_>> =
                block.descendants_it().filter(|inner| inner.has_name("li")).collect();
            items.iter().for_each(|item| item.rename("div"));
        }
    }
}

/// Whether a block holds only pictures, none of which leads to another page, and captions.
fn is_gallery(block: &NodeRef<'_>) -> bool {
    let mut nodes = block.descendants_it();
    let only_pictures = nodes.by_ref().take(LARGEST).all(|node| {
        let text = if node.is_text() { node.text() } else { return !leads_away(&node) };
        text.trim().is_empty() || node.ancestors_it(Some(8)).any(|outer| is_silent(&outer))
    });
    let is_icon = |node: &NodeRef<'_>| {
        node.has_name("img")
            && node
                .attr("width")
                .is_some_and(|width| width.trim().parse::<u32>().is_ok_and(|width| width < ICON))
    };
    only_pictures && nodes.next().is_none() && !block.descendants_it().any(|node| is_icon(&node))
}

fn is_silent(node: &NodeRef<'_>) -> bool {
    matches!(
        &*node.node_name().unwrap_or_default(),
        "figcaption" | "noscript" | "script" | "style" | "button"
    )
}

/// Whether it is a link to anything but a picture.
fn leads_away(node: &NodeRef<'_>) -> bool {
    let is_picture = |href: &str| {
        let path = href.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
        [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"].iter().any(|ending| path.ends_with(ending))
    };
    node.has_name("a")
        && node.attr("href").is_some_and(|href| !href.starts_with('#') && !is_picture(&href))
        && holds_picture(node)
}

fn is_named(node: &NodeRef<'_>) -> bool {
    let names = node.class().unwrap_or_default();
    class::names(&names).iter().any(|name| name.has(NAMES) || NAMES.contains(&name.whole.as_str()))
}

fn has_credit(text: &str) -> bool {
    let text = text.to_lowercase();
    CREDITS.iter().any(|credit| text.contains(credit))
}

fn enclosing<'a>(node: &NodeRef<'a>, name: &str) -> Option<NodeRef<'a>> {
    node.ancestors_it(Some(8)).find(|outer| outer.has_name(name))
}

fn holds_picture(node: &NodeRef<'_>) -> bool {
    node.descendants_it().any(|inner| {
        matches!(&*inner.node_name().unwrap_or_default(), "img" | "picture" | "video" | "iframe")
    })
}

/// Whether a picture stands beside a block, or beside what it alone stands in.
fn near_picture(node: &NodeRef<'_>) -> bool {
    let mut outer = *node;
    for _ in 0..3 {
        let Some(parent) = outer.parent().filter(|parent| {
            !matches!(&*parent.node_name().unwrap_or_default(), "body" | "article" | "main")
        }) else {
            return false;
        };
        if holds_picture(&parent) {
            return true;
        }
        outer = parent;
    }
    false
}

fn follows_picture(node: &NodeRef<'_>, weights: &Weights) -> bool {
    let mut outer = *node;
    for _ in 0..2 {
        if let Some(before) = outer.prev_element_sibling() {
            let picture = before.has_name("img") || (weights.at(&before).text == 0 && holds_picture(&before));
            return picture;
        }
        let Some(parent) = outer.parent() else { return false };
        outer = parent;
    }
    false
}

/// Makes a figure of the block round a picture and its caption, where that holds nothing else.
fn enclose(caption: &NodeRef<'_>, length: usize) {
    let outer = caption.ancestors_it(Some(3)).find(holds_picture);
    let shell = |outer: &NodeRef<'_>| {
        matches!(&*outer.node_name().unwrap_or_default(), "div" | "p" | "section" | "span")
    };
    if let Some(outer) = outer.filter(shell)
        && outer.text().trim().chars().count() <= length + 100
    {
        outer.rename("figure");
    }
}

#[cfg(test)]
mod tests {
    use url::Url;

    use crate::extract::article;
    use crate::parse::RawArticle;
    use crate::sanitize;

    fn read(inside: &str) -> crate::model::NewArticle {
        let text = "<p>Words of an article, many enough to be taken for one, and then some more of them.</p>"
            .repeat(5);
        let html = format!("<title>T</title><article><h1>T</h1>{text}{inside}{text}</article>");
        let url = Url::parse("https://site.example/2025/post").unwrap();
        let raw: RawArticle = article(html.as_bytes(), &url, None);
        sanitize::article(raw, &url).unwrap()
    }

    #[test]
    fn galleries_stay() {
        let slide = |name: &str| {
            format!(
                "<div class=slide><img src=/dot.gif data-original=/{name}.jpg><figcaption>{name}</figcaption></div>"
            )
        };
        let told = read(&format!("<div class=slides>{}{}{}</div>", slide("a"), slide("b"), slide("c")));
        assert_eq!(told.pictures.len(), 3, "{:?}", told.content);
        let teasers = "<div><a href=/x><img src=/x.jpg></a></div>".repeat(4);
        assert!(!read(&format!("<div>{teasers}</div>")).content.contains("<figure"), "links to other pages");
    }

    #[test]
    fn a_captions_parts_are_told_apart() {
        let figure =
            |caption: &str| format!("<figure><img src=/a.jpg><figcaption>{caption}</figcaption></figure>");
        let caption = |html: &str| read(&figure(html)).content.to_string();
        assert!(
            caption("Neighbours cross the bridge.<span class=x>Samuel Roe</span>")
                .contains("Neighbours cross the bridge. <cite>Samuel Roe</cite>"),
        );
        let named = caption("Neighbours cross <span class=source>fot. Samuel Roe</span>");
        assert!(named.contains("Samuel Roe"), "who took a picture is told in its caption: {named}");
        assert!(
            caption("<span aria-hidden=true>Seen by all.</span><span>Then more was said.</span>")
                .contains("Seen by all. Then more was said.")
        );
    }
}
