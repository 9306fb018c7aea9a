//! The readable part of a page: what remains beside navigation, advertisements and notices.

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeId, NodeRef};

use super::trim::{self, Known};
use super::weight::{Weight, Weights};
use super::{engine, figures, prune, standfirst};
use crate::sanitize::temper;

/// Elements that pages name as the article's body.
const NAMED: &[&str] = &[
    "[itemprop=articleBody]",
    "[data-testid=article-body]",
    ".gh-content",
    ".entry-content",
    ".post-content",
    ".article-body",
    ".articlebody",
    ".articleBody",
    ".article__body",
    ".article-content",
    ".article__content",
    ".article-text",
    ".story-body",
    ".story-content",
    "article",
];
/// How much text is enough to be a body, in characters.
const ENOUGH: usize = 140;
/// The attribute under which paragraphs are numbered while the body is looked for.
const MARK: &str = "data-mark";
/// A page that says it is an article has more text than this, in characters.
const LEAST: usize = 40;
/// How much of the text that a page states in its data must be found again in what was read, in hundredths.
const FOUND_AGAIN: usize = 75;

/// What was found.
pub(super) struct Body {
    /// Its markup.
    pub html: String,
    /// How many words it has.
    pub words: usize,
}

/// The body; `None` where the page has nothing like one.
pub(super) fn find(document: &Document, known: &Known) -> Option<Body> {
    let weights = Weights::of(document);
    let opening = standfirst::find(document, known, &weights);
    figures::tell_captions(document, &weights);
    let body = if known.is_declared {
        prune::prune(document, &weights);
        figures::tell_galleries(document);
        best(document, known)?
    } else {
        prune::mark(document, &weights);
        figures::tell_galleries(document);
        let body = engine::read(document)?;
        prune::set_marked_apart(&body);
        body
    };
    trim::trim(&body, known);
    let words = trim::words(&body.text()).len();
    let html = within(&body).inner_html().to_string();
    let opening = opening.filter(|opening| !standfirst::is_in(&body, opening));
    let opening = opening.map(|text| format!("<p>{}</p>", text.replace('&', "&amp;").replace('<', "&lt;")));
    Some(Body { html: opening.unwrap_or_default() + &html, words })
}

/// The innermost element that holds everything: shells round the whole body say nothing.
fn within(body: &Document) -> NodeRef<'_> {
    let mut inner = body.html_root();
    while let Some(child) = only_child(&inner)
        .filter(|child| child.has_name("div") && !child.has_attr("dir") && !child.has_attr("lang"))
    {
        inner = child;
    }
    inner
}

/// The one thing in an element, where there is nothing beside it.
fn only_child<'a>(node: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let holds = |child: &NodeRef<'_>| {
        let medium = |inner: NodeRef<'_>| {
            matches!(&*inner.node_name().unwrap_or_default(), "img" | "video" | "audio" | "iframe" | "hr")
        };
        !child.text().trim().is_empty() || medium(*child) || child.descendants_it().any(medium)
    };
    let mut solid =
        node.children_it(false).filter(|child| (child.is_element() || child.is_text()) && holds(child));
    solid.next().filter(|child| solid.next().is_none() && child.is_element())
}

/// The best of what the engine finds, what the page names, and what it states in its data.
fn best(document: &Document, known: &Known) -> Option<Document> {
    mark(document);
    let read = engine::read(document);
    let whole = read.as_ref().and_then(|read| complete(document, read));
    let candidates = [whole.or(read), named(document)].into_iter().flatten();
    let stated = known.body.as_deref().map(trim::words).filter(|words| words.len() > 60);
    let chosen = match stated {
        Some(stated) => nearest(candidates, &stated).or_else(|| known.body.as_deref().map(paragraphs)),
        None => {
            let mut candidates = candidates.map(|candidate| (weigh(&candidate), candidate));
            let first = candidates.next()?;
            // The engine can stop at a part of the article.
            let fuller = candidates
                .find(|(weight, _)| first.0.prose * 10 < weight.prose * 6 && !weight.is_mostly_links());
            Some(fuller.unwrap_or(first).1)
        }
    };
    // Where the text itself is for others, what is left of the page may be its teasers of other articles.
    chosen.filter(|body| weigh(body).text >= LEAST && !weigh(body).is_mostly_links())
}

/// The candidate that holds most of the text that the page states in its data, and little else.
fn nearest(candidates: impl Iterator<Item = Document>, stated: &[String]) -> Option<Document> {
    let judged = candidates.filter_map(|candidate| {
        let text = candidate.text();
        let again = trim::share(stated, &text);
        let beside = trim::words(&text).len().saturating_sub(stated.len()) * 10 / stated.len().max(1);
        (again >= FOUND_AGAIN).then_some((again.saturating_sub(beside), candidate))
    });
    judged.reduce(|best, next| if next.0 > best.0 + 3 { next } else { best }).map(|(_, candidate)| candidate)
}

fn weigh(document: &Document) -> Weight {
    Weights::of(document).at(&document.root())
}

/// What the page itself names as the article's body, where there is one such place.
fn named(document: &Document) -> Option<Document> {
    let weights = Weights::of(document);
    NAMED.iter().find_map(|selector| {
        let found = document.select(selector);
        let node = found.nodes().iter().copied().max_by_key(|node| weights.at(node).prose)?;
        (weights.at(&node).prose >= ENOUGH).then(|| copy(&node))
    })
}

/// Numbers the paragraphs, so that they are known again in what the engine makes of the page.
fn mark(document: &Document) {
    for (number, paragraph) in document.select("p").nodes().iter().enumerate() {
        paragraph.set_attr(MARK, &number.to_string());
    }
}

/// The engine can stop at one of several blocks that hold the article. Where paragraphs it left are built just as
/// those it took, this is the innermost element that holds both, unless it holds much else.
fn complete(document: &Document, read: &Document) -> Option<Document> {
    let taken: HashSet<String> =
        read.select("p").nodes().iter().filter_map(|node| Some(node.attr(MARK)?.to_string())).collect();
    let weights = Weights::of(document);
    let paragraphs = document.select("p");
    let is_taken = |node: &NodeRef<'_>| node.attr(MARK).is_some_and(|mark| taken.contains(&*mark));
    let long = paragraphs.nodes().iter().filter(|node| weights.at(node).text > 40);
    let (ours, others): (Vec<NodeRef<'_>>, Vec<NodeRef<'_>>) = long.partition(|node| is_taken(node));
    let mut builds: HashMap<String, usize> = HashMap::new();
    for build in ours.iter().filter_map(build) {
        *builds.entry(build).or_default() += 1;
    }
    let alike = |node: &&NodeRef<'_>| {
        build(node).is_some_and(|build| builds.get(&build).is_some_and(|count| *count > 1))
    };
    let missed: Vec<NodeRef<'_>> = others.iter().filter(alike).copied().collect();
    let length = |nodes: &[NodeRef<'_>]| nodes.iter().map(|node| weights.at(node).text).sum::<usize>();
    let (have, lack) = (length(&ours), length(&missed));
    if lack * 20 < have {
        return None;
    }
    let mut around = ours.first().copied()?;
    while weights.below_of(&around, &ours) + weights.below_of(&around, &missed) < have + lack {
        around = around.parent()?;
    }
    if weights.at(&around).text * 10 < (have + lack) * 13 {
        return Some(copy(&around));
    }
    if lack * 2 > have * 3 {
        return None;
    }
    let missed_or_ours: HashSet<NodeId> = ours.iter().chain(&missed).map(|node| node.id).collect();
    Some(Document::fragment(parts_of(&around, &missed_or_ours, &weights)))
}

/// The markup of an element without those of its parts that hold much else than `paragraphs`.
fn parts_of(around: &NodeRef<'_>, paragraphs: &HashSet<NodeId>, weights: &Weights) -> String {
    let mut html = String::new();
    let mut open: Vec<NodeRef<'_>> = around.children();
    open.reverse();
    while let Some(part) = open.pop() {
        let inside = part.descendants_it().chain([part]).filter(|node| paragraphs.contains(&node.id));
        let held: usize = inside.map(|node| weights.at(&node).text).sum();
        let text = weights.at(&part).text;
        if held * 10 >= text * 7 || !part.is_element() {
            html.push_str(&part.html());
        } else if held > 0 {
            open.extend(part.children().into_iter().rev());
        }
    }
    html
}

/// How a paragraph is built in: its class and those of the two elements round it; none where nothing is named.
fn build(node: &NodeRef<'_>) -> Option<String> {
    let names =
        node.ancestors_it(Some(2)).chain([*node]).map(|node| node.class().unwrap_or_default().to_string());
    let build = names.collect::<Vec<_>>().join("|");
    (build.len() > 2).then_some(build)
}

fn copy(node: &NodeRef<'_>) -> Document {
    Document::fragment(node.inner_html())
}

/// Plain text, or the markup some put there, as paragraphs.
fn paragraphs(text: &str) -> Document {
    if text.contains("<p") || text.contains("<br") {
        return Document::fragment(temper(text));
    }
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let between = if escaped.contains("\n\n") { "\n\n" } else { "\n" };
    let paragraphs = escaped.split(between).map(str::trim).filter(|paragraph| !paragraph.is_empty());
    Document::fragment(paragraphs.map(|paragraph| format!("<p>{paragraph}</p>")).collect::<String>())
}
