//! Captions and credits that a page writes in elements of its own making become those of a figure, so that they are
//! kept with their picture and are no part of the text.

use dom_query::{Document, NodeRef};

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
