//! The few sentences between the headline and the body, which publishers set apart from it.

use dom_query::{Document, NodeRef};

use super::class;
use super::lines::Frame;
use super::weight::Weights;

use super::trim::{Known, bare};

/// Words in the names of such a block.
const NAMES: &[&str] = &[
    "standfirst",
    "subtitle",
    "subtitulo",
    "subheadline",
    "subhead",
    "subheading",
    "subline",
    "dek",
    "deck",
    "lead",
    "lede",
    "leadtext",
    "intro",
    "introduction",
    "abstract",
    "chapeau",
    "chapo",
    "entradilla",
    "bajada",
    "copete",
    "sumario",
    "vorspann",
    "unterzeile",
    "anriss",
    "teaser",
    "teasertext",
    "strapline",
    "perex",
    "ingress",
    "manchet",
    "preamble",
    "sottotitolo",
    "sommario",
    "occhiello",
    "spot",
    "excerpt",
    "summary",
    "description",
    "synopsis",
    "kicker",
];
/// How long it is, in characters.
const LENGTH: std::ops::RangeInclusive<usize> = 40..=700;

/// The standfirst a page shows: the words it gives as its description, or a block under such a name beside the headline.
pub(super) fn find(document: &Document, known: &Known, weights: &Weights) -> Option<String> {
    let described: Vec<String> =
        known.descriptions.iter().map(|text| bare(text)).filter(|text| text.chars().count() >= 30).collect();
    let heading = document.select("h1");
    let heading = heading.nodes().first();
    let mut after = heading.is_none();
    let mut found = None;
    let frame = Frame::of(document);
    let body = document.body()?;
    for node in body.descendants_it().filter(NodeRef::is_element) {
        if heading.is_some_and(|heading| heading.id == node.id) {
            after = true;
        }
        let name = node.node_name().unwrap_or_default();
        if !matches!(&*name, "p" | "div" | "h2" | "h3" | "h4" | "span" | "section" | "header" | "strong")
            || node.attr("hidden").is_some()
        {
            continue;
        }
        // Of a wide script the weight counts each character twice, and it counts the spaces.
        if !(*LENGTH.start()..=LENGTH.end() * 3).contains(&weights.at(&node).text) {
            continue;
        }
        let text = node.text();
        let count = text.chars().filter(|c| !c.is_whitespace()).take(1_000).count();
        if !LENGTH.contains(&count) {
            continue;
        }
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if node.ancestors_it(None).any(|outer| {
            matches!(
                &*outer.node_name().unwrap_or_default(),
                "a" | "nav" | "aside" | "footer" | "li" | "figure" | "noscript"
            )
        }) {
            continue;
        }
        let same = bare(&text);
        if described.contains(&same) {
            return Some(text);
        }
        if after
            && found.is_none()
            && is_named(&node)
            && !frame.holds(&node)
            && node.descendants_it().all(|inner| !inner.has_name("a") && !inner.has_name("h1"))
        {
            found = Some(text);
        }
    }
    found
}

fn is_named(node: &NodeRef<'_>) -> bool {
    let names = node.class().unwrap_or_default();
    class::names(&names).iter().any(|name| name.has(NAMES))
}

/// Whether a body holds the standfirst already.
pub(super) fn is_in(body: &Document, standfirst: &str) -> bool {
    let standfirst = bare(standfirst);
    let opening: String = standfirst.chars().take(60).collect();
    bare(&body.text()).contains(&opening)
}
