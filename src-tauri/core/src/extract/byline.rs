//! Who wrote it, as the page shows it.

use dom_query::{Document, NodeRef};

use super::class;
use super::lines::Frame;
use super::names;
use crate::parse::{RawAuthor, RawText};

/// Words in the names of an element that holds a byline, the surest first.
const NAMES: [&[&str]; 2] = [
    &[
        "byline",
        "bylines",
        "authorname",
        "authornames",
        "bylinename",
        "writtenby",
        "pauthor",
        "articleauthor",
        "entryauthor",
        "postauthor",
        "articlebyline",
    ],
    &[
        "author",
        "authors",
        "autor",
        "autores",
        "autorin",
        "auteur",
        "auteurs",
        "autore",
        "autori",
        "forfatter",
        "skribent",
        "redactor",
        "reporter",
        "journalist",
        "writer",
        "contributor",
        "username",
        "redakteur",
        "person",
    ],
];
/// Words in the addresses of authors' pages.
const PAGES: &[&str] = &[
    "/author/",
    "/authors/",
    "/autor/",
    "/autoren/",
    "/auteur/",
    "/by/",
    "/people/",
    "/staff/",
    "/journalist/",
    "/profile/",
    "/contributor/",
    "/reporter/",
];
/// How long a byline may be, in characters.
const LONGEST: usize = 140;
/// How many authors an article may show.
const MANY: usize = 8;

/// How sure it is that an element names an author; none where it does not say so.
fn rank(node: &NodeRef<'_>) -> Option<usize> {
    if node.attr("itemprop").is_some_and(|prop| prop.contains("author"))
        || node.attr("rel").is_some_and(|rel| rel.contains("author"))
    {
        return Some(0);
    }
    let values = [node.class(), node.id_attr()].into_iter().flatten();
    let named = values.filter_map(|names| {
        let names = class::names(&names);
        names.iter().filter_map(|name| NAMES.iter().position(|list| name.has_or_pairs(list))).min()
    });
    named.min().map(|at| at + 1).or_else(|| {
        let href = node.attr("href").filter(|_| node.has_name("a"))?;
        let names_somebody = |who: &str| !who.trim_matches('/').is_empty();
        let page = PAGES.iter().find_map(|page| href.split_once(page));
        page.is_some_and(|(_, who)| names_somebody(who)).then_some(3)
    })
}

/// Where a page may name its authors, by how sure that is.
pub(super) struct Places<'a>([Vec<NodeRef<'a>>; 4]);

impl<'a> Places<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        let mut places: [Vec<NodeRef<'_>>; 4] = Default::default();
        let Some(body) = document.body() else { return Self(places) };
        let frame = Frame::of(document);
        for node in body.descendants_it().filter(NodeRef::is_element) {
            if let Some(place) = rank(&node).and_then(|rank| places.get_mut(rank))
                && place.len() < 12
                && !frame.holds(&node)
            {
                place.push(node);
            }
        }
        Self(places)
    }
}

/// The authors named at the surest place that names any, leaving out the publication itself.
///
/// With `surely` only places that leave no doubt count.
pub(super) fn shown(places: &Places<'_>, sites: &[String], surely: bool) -> Vec<RawAuthor> {
    for (rank, place) in places.0.iter().enumerate().take(if surely { 2 } else { 4 }) {
        let sure = rank == 0;
        let mut authors: Vec<RawAuthor> = Vec::new();
        let mut around = None;
        for node in place {
            // What stands apart from the first of them belongs to another article.
            let here = node.ancestors_it(Some(4)).last().map(|outer| outer.id);
            if around.is_some() && here != around && !authors.is_empty() {
                break;
            }
            around = here;
            add(node, &mut authors, sites, sure);
        }
        // A list of people is a list of other articles.
        if !authors.is_empty() && authors.len() <= MANY {
            return authors;
        }
    }
    Vec::new()
}

/// Whether it reads as somebody's name: a few words, each with a capital, or a short word of a script without them.
pub(super) fn is_name(name: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "de", "van", "von", "der", "den", "da", "di", "du", "la", "le", "el", "al", "bin", "ibn", "dos",
        "das", "ter", "ten", "zu", "y", "e", "del", "della", "st.", "of",
    ];
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |word: &&str| {
        word.chars().find(|c| c.is_alphabetic()).is_none_or(|c| !c.is_lowercase()) || PARTICLES.contains(word)
    };
    words.len() <= 6 && words.iter().all(capital) && !name.contains(':')
}

pub(super) fn add(node: &NodeRef<'_>, authors: &mut Vec<RawAuthor>, sites: &[String], sure: bool) {
    let links: Vec<NodeRef<'_>> = node.descendants_it().filter(|inner| inner.has_name("a")).collect();
    // A line may hold each name as a link among other words.
    let by_links = links.len() > 1 || (links.len() == 1 && text_of(node).chars().count() > 40);
    let long = !by_links && text_of(node).chars().count() > LONGEST;
    // A long line may hold each name in an element of its own among dates and counts.
    let leaves = || {
        node.descendants_it().filter(|inner| {
            inner.is_element()
                && inner.element_children().is_empty()
                && text_of(inner).split_whitespace().count() > 1
        })
    };
    let apart = apart(node);
    let pieces = match () {
        () if apart.len() > 1 => apart,
        () if by_links => links,
        () if long => leaves().take(MANY).collect(),
        () => vec![*node],
    };
    for piece in pieces {
        let text = text_of(&piece);
        let text = if text.is_empty() { content_of(&piece) } else { text };
        if text.chars().count() > LONGEST {
            continue;
        }
        let link = if piece.has_name("a") {
            Some(piece)
        } else {
            piece.descendants_it().find(|inner| inner.has_name("a"))
        };
        let split = names::split(&text);
        let alone = split.len() == 1;
        for name in split {
            let known =
                authors.iter().any(|author| author.name.as_ref() == Some(&RawText::Plain(name.clone())));
            let site = sites.contains(&super::trim::bare(&name));
            if !known && !site && (sure || is_name(&name)) && name.chars().count() > 1 {
                let url =
                    link.filter(|_| alone).and_then(|link| link.attr("href")).map(|href| href.to_string());
                authors.push(RawAuthor {
                    name: Some(RawText::Plain(name)),
                    url: url.filter(|url| !url.starts_with("mailto:")),
                    ..RawAuthor::default()
                });
            }
        }
    }
}

/// The elements that hold one name each and nothing stands between.
fn apart<'a>(node: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
    let mut node = *node;
    for _ in 0..4 {
        let own = node.children_it(false).any(|inner| inner.is_text() && !inner.text().trim().is_empty());
        let inner = node.element_children();
        match inner.as_slice() {
            _ if own => return Vec::new(),
            [only] => node = *only,
            several if several.len() <= MANY => {
                let named = |piece: &&NodeRef<'_>| {
                    let text = text_of(piece);
                    text.split_whitespace().count() > 1 && is_name(&text) && names::split(&text).len() == 1
                };
                return if several.iter().all(|piece| named(&piece)) { inner } else { Vec::new() };
            }
            _ => return Vec::new(),
        }
    }
    Vec::new()
}

/// The name that an element states for machines.
fn content_of(node: &NodeRef<'_>) -> String {
    let named = |inner: &NodeRef<'_>| inner.attr("itemprop").is_some_and(|prop| &*prop == "name");
    let content = node.attr("content").or_else(|| node.descendants_it().find(named)?.attr("content"));
    content.unwrap_or_default().to_string()
}

/// The text of an element, without a date in it.
pub(super) fn text_of(node: &NodeRef<'_>) -> String {
    let mut text = String::new();
    for inner in node.descendants_it().filter(|inner| inner.is_text()) {
        let skip = inner.ancestors_it(Some(4)).take_while(|outer| outer.id != node.id).any(|outer| {
            outer.has_name("time")
                || outer.class().is_some_and(|class| {
                    ["date", "time", "role", "title", "bio", "twitter", "job"]
                        .iter()
                        .any(|word| class.contains(word))
                })
        });
        if !skip {
            text.push_str(&inner.text());
            text.push(' ');
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
