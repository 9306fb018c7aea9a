//! Open Graph, other `<meta>`, links and what the page shows of its article's data.

use chrono::{DateTime, Utc};
use dom_query::Document;

use crate::parse::{RawArticle, RawAuthor, RawImage, RawTag, RawText, parse_date};

/// Fills what JSON-LD left open.
pub(super) fn fill(document: &Document, article: &mut RawArticle) {
    let meta = Meta::of(document);
    let shown = |selector: &str| {
        let text = document.select_single(selector).text().trim().to_owned();
        (!text.is_empty()).then_some(RawText::Plain(text))
    };
    article.canonical_url =
        link(document, "canonical").or(article.canonical_url.take()).or_else(|| meta.first(&["og:url"]));
    or_else(&mut article.headline, || {
        meta.text(&["og:title", "twitter:title"]).or_else(|| shown("h1")).or_else(|| shown("title"))
    });
    or_else(&mut article.summary, || meta.text(&["og:description", "description", "twitter:description"]));
    or_else(&mut article.section, || meta.text(&["article:section"]));
    or_else(&mut article.published_at, || published(document, &meta));
    or_else(&mut article.updated_at, || {
        meta.date(&["article:modified_time", "og:updated_time", "last-modified"])
    });
    or_else(&mut article.language, || {
        let declared = document.select_single("html[lang]").attr("lang").map(|lang| lang.to_string());
        declared.filter(|lang| !lang.trim().is_empty()).or_else(|| meta.first(&["og:locale"]))
    });
    if article.authors.is_empty() {
        article.authors = authors(document, &meta);
    }
    if article.tags.is_empty() {
        let tags = meta.all("article:tag");
        article.tags = tags.map(|tag| RawTag { name: RawText::Plain(tag.to_owned()), url: None }).collect();
    }
    picture(&meta, article);
}

fn or_else<T>(field: &mut Option<T>, fill: impl FnOnce() -> Option<T>) {
    if field.is_none() {
        *field = fill();
    }
}

/// The picture Open Graph names, with its alternative text and size where it is the one already known.
fn picture(meta: &Meta, article: &mut RawArticle) {
    let Some(url) = meta.first(&[
        "og:image:secure_url",
        "og:image",
        "og:image:url",
        "twitter:image",
        "twitter:image:src",
    ]) else {
        return;
    };
    let lead = article.lead_image.get_or_insert_with(|| RawImage { url: url.clone(), ..RawImage::default() });
    if lead.url == url {
        let number = |name: &str| meta.first(&[name]).and_then(|size| size.trim().parse().ok());
        lead.alt = lead.alt.take().or_else(|| meta.first(&["og:image:alt", "twitter:image:alt"]));
        lead.width = lead.width.or_else(|| number("og:image:width"));
        lead.height = lead.height.or_else(|| number("og:image:height"));
    }
}

fn published(document: &Document, meta: &Meta) -> Option<DateTime<Utc>> {
    let named = [
        "article:published_time",
        "datepublished",
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "parsely-pub-date",
        "pubdate",
        "publishdate",
        "sailthru.date",
    ];
    meta.date(&named).or_else(|| {
        let times = document
            .select("[itemprop=datePublished], article time[datetime], time[pubdate], time[datetime]");
        times.nodes().iter().find_map(|time| {
            let stated = time.attr("datetime").or_else(|| time.attr("content"));
            stated.and_then(|stated| parse_date(&stated)).or_else(|| parse_date(&time.text()))
        })
    })
}

fn authors(document: &Document, meta: &Meta) -> Vec<RawAuthor> {
    let named = ["author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl"];
    let name = meta.first(&named).filter(|name| !name.contains("://"));
    let names = name.map(|line| split_names(&line)).unwrap_or_default();
    if !names.is_empty() {
        return names
            .into_iter()
            .map(|name| RawAuthor { name: Some(RawText::Plain(name)), ..RawAuthor::default() })
            .collect();
    }
    let links = document.select("a[rel~=author], [itemprop=author] [itemprop=name], [itemprop=author]");
    let mut authors: Vec<RawAuthor> = Vec::new();
    for link in links.nodes().iter().take(10) {
        let name = link.text().trim().to_owned();
        let known = authors.iter().any(|author| author.name.as_ref() == Some(&RawText::Plain(name.clone())));
        if !name.is_empty() && name.chars().count() <= 80 && !known {
            let url = link.attr("href").map(|href| href.to_string());
            authors.push(RawAuthor { name: Some(RawText::Plain(name)), url, ..RawAuthor::default() });
        }
    }
    authors
}

/// "By Jane Doe and John Roe" → both.
fn split_names(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = ["By ", "by ", "BY "].iter().find_map(|by| line.strip_prefix(by)).unwrap_or(line);
    line.split([',', ';', '|'])
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

fn link(document: &Document, rel: &str) -> Option<String> {
    let href = document.select_single(&format!("link[rel~={rel}][href]")).attr("href")?;
    Some(href.trim().to_owned()).filter(|href| !href.is_empty())
}

/// All `<meta>` of a page: name (or property) in lower case, and content.
struct Meta(Vec<(String, String)>);

impl Meta {
    fn of(document: &Document) -> Self {
        let read = |node: &dom_query::NodeRef<'_>| {
            let name = ["property", "name", "itemprop"].iter().find_map(|key| node.attr(key))?;
            let content = node.attr("content")?.trim().to_owned();
            (!content.is_empty()).then(|| (name.trim().to_ascii_lowercase(), content))
        };
        Self(document.select("meta[content]").nodes().iter().filter_map(read).collect())
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, content)| content.as_str())
    }

    /// The first content under the first of these names that has any.
    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.all(name).next()).map(str::to_owned)
    }

    fn text(&self, names: &[&str]) -> Option<RawText> {
        self.first(names).map(RawText::Plain)
    }

    fn date(&self, names: &[&str]) -> Option<DateTime<Utc>> {
        names.iter().flat_map(|name| self.all(name)).find_map(parse_date)
    }
}
