//! One article from everything a page says of it. Each field's precedence stands here and nowhere else:
//!
//! | field | from |
//! |---|---|
//! | headline | JSON-LD, unless it repeats the heading; `<meta>`, `<title>`, the heading (`headline::choose`) |
//! | authors | JSON-LD and the byline beside it, `<meta>`, the byline shown, `<meta>` that names who posted it, a signature; the publication itself and its accounts come last |
//! | published | JSON-LD, `<meta>`, `<time>` and dates shown, the address |
//! | updated | JSON-LD, `<meta>` |
//! | summary, section, tags | JSON-LD, `<meta>` |
//! | the site's name | JSON-LD's publisher, Open Graph |
//! | picture | Open Graph, other `<meta>`, JSON-LD; what JSON-LD tells of the same picture is kept |
//! | access | JSON-LD, `article:content_tier`, a wall in the page (`access`) |
//! | language | `<html lang>`, JSON-LD, Open Graph |
//! | canonical address | `<link rel=canonical>`, JSON-LD, Open Graph |

use std::cell::LazyCell;
use std::collections::HashSet;

use dom_query::{Document, NodeRef};
use url::Url;

use super::access::Gate;
use super::byline::Places;
use super::meta::{self, Meta};
use super::trim::{Known, bare};
use super::{byline, day, headline, linked, names, signed, times};
use crate::parse::{RawArticle, RawAuthor, RawImage, RawTag, RawText};

/// The article as the page describes it, without its body, and what helps to find that.
pub(super) fn read(document: &Document, url: &Url) -> (RawArticle, Known, Gate) {
    let meta = Meta::of(document);
    let said = linked::read(document);
    let gate = Gate::of(document, &meta, &said);
    let (mut article, body, publisher) = (said.article, said.body, said.publisher);
    article.access = gate.access;
    let sites = sites(&meta, publisher.as_deref(), url);
    article.site = publisher.or_else(|| meta.first(&["og:site_name"])).map(RawText::Html);
    let mut stated: Vec<String> =
        meta.every(meta::HEADLINES).map(plain).filter(|text| !text.is_empty()).collect();
    let mut known = HashSet::new();
    stated.retain(|text| known.insert(text.clone()));
    let shown = headings(document);
    let title =
        Some(spaced(&document.select_single("head title, title").text())).filter(|title| !title.is_empty());
    let chosen = headline::choose(&said.headlines, &stated, &shown, title.as_deref(), &sites);
    article.headline = chosen.map(RawText::Plain);
    article.canonical_url =
        link(document, "canonical").or(article.canonical_url).or_else(|| meta.first(&["og:url"]));
    article.authors = authors(article.authors, &meta, document, &sites);
    let descriptions: Vec<String> =
        article.summary.iter().map(text_of).chain(meta.every(meta::DESCRIPTIONS).map(plain)).collect();
    article.summary = article.summary.or_else(|| meta.first(meta::DESCRIPTIONS).map(RawText::Html));
    article.section = article.section.or_else(|| meta.first(meta::SECTIONS).map(RawText::Html));
    let language = language(document, &meta, article.language.take());
    let month_first = language.as_deref().is_none_or(|tag| {
        tag.eq_ignore_ascii_case("en")
            || tag.to_ascii_lowercase().starts_with("en-us")
            || tag.to_ascii_lowercase().starts_with("en_us")
    });
    article.language = language;
    let declared_at = article.published_at.or_else(|| meta.date(meta::PUBLISHED));
    let is_declared = declared_at.is_some()
        || !said.headlines.is_empty()
        || meta.first(&["og:type"]).is_some_and(|kind| kind.eq_ignore_ascii_case("article"));
    article.published_at =
        declared_at.or_else(|| times::published(document, month_first)).or_else(|| day::in_address(url));
    article.published_made = declared_at.is_none() && article.published_at.is_some();
    article.updated_at = article.updated_at.or_else(|| meta.date(meta::UPDATED));
    if article.tags.is_empty() {
        let tags = meta.all("article:tag").chain(meta.all("og:article:tag")).flat_map(|line| line.split(','));
        let tags = tags.map(str::trim).filter(|tag| !tag.is_empty());
        article.tags = tags.map(|tag| RawTag { name: RawText::Html(tag.to_owned()), url: None }).collect();
    }
    picture(&meta, &mut article);
    article.lead_image = article.lead_image.or_else(|| marked_picture(document));
    let known = Known {
        headlines: shown
            .into_iter()
            .chain(stated)
            .chain(said.headlines)
            .chain(article.headline.iter().map(text_of))
            .collect(),
        descriptions,
        authors: article.authors.iter().filter_map(|author| author.name.as_ref().map(text_of)).collect(),
        body,
        is_declared,
    };
    (article, known, gate)
}

/// What the site may call itself, as [`bare`] writes it.
fn sites(meta: &Meta, publisher: Option<&str>, url: &Url) -> Vec<String> {
    let mut sites: Vec<String> = meta.every(meta::SITES).chain(publisher).map(bare).collect();
    // An account may be named after what the site writes about.
    if sites.is_empty() {
        sites.extend(meta.all("twitter:site").map(bare));
    }
    let host = url.host_str().unwrap_or_default().trim_start_matches("www.");
    sites.push(bare(host));
    sites.extend(host.split('.').rev().skip(1).filter(|label| label.len() > 3).map(bare));
    // A longer name may hold the host's in words: "The Courier" of courier.example.
    sites.retain(|site| !site.is_empty() && site.len() < 80);
    sites
}

fn headings(document: &Document) -> Vec<String> {
    let mut headings = Vec::new();
    for selector in ["[itemprop=headline]", "article h1, main h1", "h1"] {
        for heading in document.select(selector).nodes().iter().take(3) {
            let text = spaced(&heading.text());
            if !text.is_empty()
                && text.chars().count() < 300
                && !headings.contains(&text)
                && !heading.has_name("meta")
            {
                headings.push(text);
            }
        }
    }
    headings
}

/// The first of the lists that names somebody, and not only the publication or an account of its own.
fn authors(linked: Vec<RawAuthor>, meta: &Meta, document: &Document, sites: &[String]) -> Vec<RawAuthor> {
    let owner = bare(&plain(&meta.first(&["copyright"]).unwrap_or_default()));
    let is_person = |author: &RawAuthor| {
        let name = author.name.as_ref().map(text_of).unwrap_or_default();
        let owns = bare(&name).len() > 5 && owner.contains(&bare(&name));
        !owns && !is_account(author) && !names::is_house(&name, sites)
    };
    let linked: Vec<RawAuthor> = linked.into_iter().flat_map(split).collect();
    let places = LazyCell::new(|| Places::of(document));
    if linked.iter().any(is_person) {
        return with_others(linked, &places, sites);
    }
    let mut house = linked;
    let mut stated = |keys: &[&str]| -> Option<Vec<RawAuthor>> {
        keys.iter().find_map(|key| {
            let split = if meta::FAMILY_FIRST.contains(key) { names::split_inverted } else { names::split };
            let lines = meta.all(key).filter(|line| !line.contains("://"));
            let found: Vec<RawAuthor> = lines.flat_map(|line| split(&plain(line))).map(author).collect();
            if found.iter().any(is_person) {
                return Some(found);
            }
            if house.is_empty() {
                house = found;
            }
            None
        })
    };
    let people = |found: &Vec<RawAuthor>| found.iter().any(is_person);
    let named = stated(meta::AUTHORS)
        .or_else(|| Some(byline::shown(&places, sites, true)).filter(people))
        .or_else(|| stated(meta::POSTERS));
    if let Some(named) = named {
        return named;
    }
    let alone = house.is_empty();
    let shown = Some(byline::shown(&places, sites, false)).filter(|shown| alone && people(shown));
    let shown = shown.unwrap_or_else(|| signed::names(document, sites, !alone));
    if shown.is_empty() { house } else { shown }
}

/// The author whom the data names, and those whom the byline names beside them.
fn with_others(linked: Vec<RawAuthor>, places: &Places<'_>, sites: &[String]) -> Vec<RawAuthor> {
    let [alone] = linked.as_slice() else { return linked };
    let name = |author: &RawAuthor| author.name.as_ref().map(|name| bare(&text_of(name)));
    let whole = |author: &RawAuthor| {
        author.name.as_ref().is_some_and(|name| text_of(name).contains(char::is_whitespace))
    };
    let mut shown = byline::shown(places, sites, true);
    let at = shown.iter().position(|author| name(author) == name(alone));
    match at.and_then(|at| shown.get_mut(at)) {
        Some(same) => same.clone_from(alone),
        None => return linked,
    }
    shown.retain(|author| whole(author) || name(author) == name(alone));
    shown
}

/// Whether it is who put the article in, whoever wrote it: "admin", "jdoe2".
fn is_account(author: &RawAuthor) -> bool {
    let page = author.url.as_deref().unwrap_or_default().trim_end_matches('/').rsplit('/').next();
    let name = author.name.as_ref().map(text_of).unwrap_or_default();
    let small =
        name.chars().count() > 3 && name.chars().all(|c| c.is_lowercase() || c.is_ascii_digit() || c == '_');
    small || matches!(page, Some("admin" | "administrator" | "webmaster"))
}

/// One author who is several in one line, each by their own name.
fn split(author: RawAuthor) -> Vec<RawAuthor> {
    let Some(name) = &author.name else { return Vec::new() };
    let names = names::split(&text_of(name));
    match names.as_slice() {
        [] => Vec::new(),
        [name] => vec![RawAuthor { name: Some(RawText::Plain(name.clone())), ..author }],
        _ => names.into_iter().map(self::author).collect(),
    }
}

fn author(name: String) -> RawAuthor {
    RawAuthor { name: Some(RawText::Plain(name)), ..RawAuthor::default() }
}

fn language(document: &Document, meta: &Meta, linked: Option<String>) -> Option<String> {
    let declared = document.select_single("html[lang]").attr("lang").map(|lang| lang.to_string());
    declared
        .filter(|lang| !lang.trim().is_empty())
        .or(linked)
        .or_else(|| meta.first(&["og:locale", "content-language", "dc:language", "language"]))
}

/// The picture `<meta>` names, with its alternative text and size where it is the one already known.
fn picture(meta: &Meta, article: &mut RawArticle) {
    let Some(url) =
        meta.every(meta::PICTURES).find(|url| !url.contains(char::is_whitespace)).map(str::to_owned)
    else {
        return;
    };
    let linked = article.lead_image.take().filter(|linked| same_file(&linked.url, &url));
    let lead = article.lead_image.insert(RawImage { url, ..linked.unwrap_or_default() });
    {
        let number = |name: &str| meta.first(&[name]).and_then(|size| size.trim().parse().ok());
        lead.alt = lead.alt.take().or_else(|| meta.first(&["og:image:alt", "twitter:image:alt"]));
        lead.width = lead.width.or_else(|| number("og:image:width"));
        lead.height = lead.height.or_else(|| number("og:image:height"));
    }
}

/// The picture of the page's microdata, where nothing else names one.
fn marked_picture(document: &Document) -> Option<RawImage> {
    let of_others = |node: &NodeRef<'_>| {
        node.ancestors_it(Some(20)).any(|outer| {
            outer.attr("itemprop").is_some_and(|of| matches!(&*of, "author" | "publisher" | "logo"))
        })
    };
    let address = |node: &NodeRef<'_>| {
        let named = ["content", "src", "href", "data-src"].iter().filter_map(|name| node.attr(name));
        named
            .map(|address| address.to_string())
            .find(|address| !address.trim().is_empty() && !address.starts_with("data:"))
    };
    let marked = document.select("[itemprop=image]");
    marked.nodes().iter().take(20).filter(|node| !of_others(node)).find_map(|node| {
        let inside = |inner: &NodeRef<'_>| {
            inner.has_name("img") || inner.attr("itemprop").is_some_and(|of| &*of == "url")
        };
        let url = address(node)
            .or_else(|| node.descendants_it().filter(inside).find_map(|inner| address(&inner)))?;
        Some(RawImage { url, ..RawImage::default() })
    })
}

/// Whether two addresses end in one file's name: the same picture, perhaps in another size.
fn same_file(one: &str, other: &str) -> bool {
    let file = |address: &str| {
        address
            .split(['?', '#'])
            .next()
            .and_then(|path| path.rsplit('/').next())
            .unwrap_or_default()
            .to_owned()
    };
    one == other || (!file(one).is_empty() && file(one) == file(other))
}

fn link(document: &Document, rel: &str) -> Option<String> {
    let href = document.select_single(&format!("link[rel~={rel}][href]")).attr("href")?;
    Some(href.trim().to_owned()).filter(|href| !href.is_empty())
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of a field whatever it may hold.
fn text_of(raw: &RawText) -> String {
    match raw {
        RawText::Plain(text) => spaced(text),
        RawText::Html(html) => plain(html),
    }
}

/// A text in which the page's own escapes may stand, without them.
pub(super) fn plain(text: &str) -> String {
    if !text.contains(['&', '<']) {
        return spaced(text);
    }
    spaced(&Document::fragment(crate::sanitize::temper(text)).text())
}
