//! The readable part of a page, as far as it goes now: the element the page itself names as the article's body, else
//! the one that holds most of the paragraphs.

use std::collections::HashMap;

use dom_query::{Document, NodeId, NodeRef};

use crate::parse::RawText;
use crate::sanitize::temper;

/// Elements that pages name as the article's body.
const NAMED: &[&str] = &[
    "[itemprop=articleBody]",
    ".gh-content",
    ".entry-content",
    ".post-content",
    ".article-body",
    ".article__body",
    ".story-body",
];
/// What stands round or between an article's paragraphs and is none of it.
const BESIDE: &str = "script, style, noscript:not(:has(img)), nav, form, button, header nav, footer, [role=navigation], \
    [role=complementary], [aria-hidden=true], .share, .social, .newsletter, .related-posts, .comments, #comments";
/// How much text is enough to be a body, in characters.
const ENOUGH: usize = 140;

/// The body's HTML; `None` where the page has nothing like one.
pub(super) fn find(document: &Document, headline: Option<&RawText>) -> Option<String> {
    document.select(BESIDE).remove();
    let named = NAMED.iter().find_map(|selector| {
        let found = document.select(selector);
        found.nodes().iter().copied().max_by_key(paragraph_text).filter(|node| paragraph_text(node) >= ENOUGH)
    });
    let body = named.or_else(|| densest(document))?;
    remove_headline(&body, headline);
    Some(body.inner_html().to_string())
}

/// The element whose own paragraphs hold the most text; its parent where that holds half as much again.
fn densest(document: &Document) -> Option<NodeRef<'_>> {
    let mut text: HashMap<NodeId, usize> = HashMap::new();
    for paragraph in document.select("p, pre, blockquote").nodes() {
        let length = paragraph.normalized_char_count();
        if length < 25 {
            continue;
        }
        // A paragraph counts for its parent, and half for what stands one above.
        for (ancestor, share) in paragraph.ancestors(Some(2)).iter().zip([2, 1]) {
            *text.entry(ancestor.id).or_default() += length * share;
        }
    }
    let (id, length) = text.into_iter().max_by_key(|(id, length)| (*length, std::cmp::Reverse(*id)))?;
    document.tree.get(&id).filter(|_| length >= ENOUGH)
}

fn paragraph_text(node: &NodeRef<'_>) -> usize {
    node.descendants_it().filter(|inner| inner.has_name("p")).map(|p| p.normalized_char_count()).sum()
}

/// The headline stands above the body, not in it.
fn remove_headline(body: &NodeRef<'_>, headline: Option<&RawText>) {
    let headline = match headline {
        Some(RawText::Plain(headline)) => headline.clone(),
        Some(RawText::Html(headline)) => Document::fragment(temper(headline)).root().text().to_string(),
        None => return,
    };
    let same = |text: &str| text.split_whitespace().eq(headline.split_whitespace());
    let heading = body.descendants_it().find(|inner| inner.has_name("h1"));
    if let Some(heading) = heading.filter(|heading| same(&heading.text())) {
        heading.remove_from_parent();
    }
}
