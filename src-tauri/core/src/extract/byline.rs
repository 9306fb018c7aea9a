//! Who wrote it, as the page shows it.

use dom_query::{Document, NodeRef};

use super::names;
use crate::parse::{RawAuthor, RawText};

/// Where pages show an author, the surest first.
const PLACES: &[&str] = &[
    "[itemprop=author] [itemprop=name]",
    "[itemprop=author]",
    "a[rel~=author]",
    "[rel~=author]",
    ".byline-name, .author-name, .author__name, .byline__name, .article-author__name, .c-byline__author, .byline-author, .entry-author, .p-author, .vcard .fn, .author.vcard, .article__author, .article-author, .articleauthor",
    ".byline, .by-line, .article-byline, .article__byline, .entry-byline, .post-byline, .c-byline, .story-byline",
    "[class*=byline], [class*=Byline], [id*=byline]",
    ".author, .authors, .autor, .auteur, .autore, .forfatter, .skribent, .redactor, [class*=author-name], [class*=authorName], [class*=AuthorName], [class*=author__], [class*=article-author]",
    "[class*=author] a, [class*=Author] a",
    "a[href*='/author/'], a[href*='/authors/'], a[href*='/autor/'], a[href*='/auteur/'], a[href*='/by/']",
];
/// How many authors an article may show.
const MANY: usize = 8;
/// How long a byline may be, in characters.
const LONGEST: usize = 140;

/// The authors named at the first place that names any, leaving out the publication itself.
pub(super) fn shown(document: &Document, sites: &[String]) -> Vec<RawAuthor> {
    for place in PLACES {
        let mut authors: Vec<RawAuthor> = Vec::new();
        let found = document.select(place);
        let mut parent = None;
        for node in found.nodes().iter().filter(|node| !is_elsewhere(node)).take(12) {
            // What stands apart from the first of them belongs to another article.
            let around = node.ancestors_it(Some(4)).last().map(|outer| outer.id);
            if parent.is_some() && around != parent && !authors.is_empty() {
                break;
            }
            parent = around;
            add(node, &mut authors, sites);
        }
        // A list of people is a list of other articles.
        if !authors.is_empty() && authors.len() <= MANY {
            return authors;
        }
    }
    Vec::new()
}

fn add(node: &NodeRef<'_>, authors: &mut Vec<RawAuthor>, sites: &[String]) {
    let links: Vec<NodeRef<'_>> = node.descendants_it().filter(|inner| inner.has_name("a")).collect();
    // A line may hold each name as a link among other words.
    let by_links = links.len() > 1 || (links.len() == 1 && text_of(node).chars().count() > 40);
    let pieces = if by_links { links } else { vec![*node] };
    for piece in pieces {
        let text = text_of(&piece);
        let text = if text.is_empty() { piece.attr("content").unwrap_or_default().to_string() } else { text };
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
            if !known && !site && name.split_whitespace().count() <= 6 && name.chars().count() > 1 {
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

/// The text of an element, without a date in it.
fn text_of(node: &NodeRef<'_>) -> String {
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

/// Whether it belongs to comments, to other articles or to the page's frame.
fn is_elsewhere(node: &NodeRef<'_>) -> bool {
    const ELSEWHERE: &[&str] = &[
        "comment",
        "comments",
        "related",
        "sidebar",
        "footer",
        "nav",
        "recommended",
        "teaser",
        "teasers",
        "popular",
        "trending",
        "widget",
        "recirc",
        "mostread",
        "respond",
        "more",
    ];
    node.ancestors_it(None).any(|outer| {
        let name = outer.node_name().unwrap_or_default();
        if matches!(&*name, "body" | "html" | "article" | "main") {
            return false;
        }
        matches!(&*name, "nav" | "footer" | "aside" | "figure" | "figcaption")
            || [outer.class(), outer.id_attr()].into_iter().flatten().any(|names| {
                names.split_ascii_whitespace().any(|name| {
                    super::prune::parts(name).iter().any(|part| ELSEWHERE.contains(&part.as_str()))
                })
            })
    })
}
