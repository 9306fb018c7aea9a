//! What a page says about where its site can be followed. Pure.

use dom_query::Document;
use url::Url;

use super::icon::Icon;
use super::wordpress;
use crate::parse::decode;
use crate::sanitize::temper;

/// How many feeds of one page are looked at.
const FEEDS: usize = 12;
/// How many icons of one page are looked at.
const ICONS: usize = 30;
/// What feeds call themselves in `<link rel=alternate type=…>`.
const TYPES: &[&str] = &[
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
    "application/x-rss+xml",
    "text/rss+xml",
    "text/atom+xml",
];

/// What a page offers.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Links {
    /// Its feeds, in its own order, those of comments last.
    pub feeds: Vec<Url>,
    /// Ghost's Content API with the page's public key.
    pub ghost: Option<Url>,
    /// The root of WordPress's REST API.
    pub wordpress: Option<Url>,
    /// The address it names as its own.
    pub canonical: Option<Url>,
    /// Its icons.
    pub icons: Vec<Icon>,
    /// Its web app manifest.
    pub manifest: Option<Url>,
    /// Its language.
    pub language: Option<String>,
}

/// The feeds that a page found at `url` links (`<link rel=alternate>`), in its own order, those of comments last.
#[must_use]
pub fn linked_feeds(bytes: &[u8], url: &Url, content_type: Option<&str>) -> Vec<Url> {
    links(bytes, url, content_type).feeds
}

/// Reads the links of a page found at `url`.
pub(super) fn links(bytes: &[u8], url: &Url, content_type: Option<&str>) -> Links {
    let document = Document::from(temper(&decode(bytes, content_type)));
    let base = document.base_uri().and_then(|base| url.join(base.trim()).ok()).unwrap_or_else(|| url.clone());
    let resolve =
        |address: &str| base.join(address.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let mut links = Links {
        ghost: ghost(&document, &base),
        language: document.select("html[lang]").attr("lang").map(|lang| lang.to_string()),
        ..Links::default()
    };
    let mut comments = Vec::new();
    for link in document.select("link[rel][href]").nodes() {
        let attr = |name: &str| link.attr(name).unwrap_or_default().trim().to_ascii_lowercase();
        let rel = attr("rel");
        let says = |word: &str| rel.split_ascii_whitespace().any(|part| part == word);
        let Some(address) = resolve(&link.attr("href").unwrap_or_default()) else { continue };
        let kind = attr("type");
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if says("canonical") && links.canonical.is_none() {
            links.canonical = Some(address.clone());
        }
        if says(wordpress::RELATION) && links.wordpress.is_none() {
            links.wordpress = wordpress::api_url(&address);
        }
        if says("manifest") && links.manifest.is_none() {
            links.manifest = Some(address.clone());
        }
        // A touch icon without a size has the one it was invented with.
        let touch = rel.starts_with("apple-touch-icon");
        if (says("icon") || touch) && links.icons.len() < ICONS {
            let sizes = attr("sizes");
            let sizes = if touch && sizes.is_empty() { "180x180" } else { &sizes };
            links.icons.push(Icon::new(address.clone(), sizes, &attr("type")));
        }
        if !says("alternate") || !TYPES.contains(&kind) {
            continue;
        }
        let of_comments = attr("title").contains("comment") || address.path().contains("/comments/");
        let list = if of_comments { &mut comments } else { &mut links.feeds };
        if !list.contains(&address) {
            list.push(address);
        }
    }
    links.feeds.extend(comments);
    links.feeds.truncate(FEEDS);
    links
}

/// The Content API of the Ghost site whose scripts (portal, search) carry its public key.
fn ghost(document: &Document, base: &Url) -> Option<Url> {
    document.select("script[data-key]").nodes().iter().find_map(|script| {
        let key = script.attr("data-key")?;
        let is_key = key.len() == 26 && key.bytes().all(|b| b.is_ascii_hexdigit());
        let api = match script.attr("data-api") {
            Some(api) => base.join(&api).ok()?,
            None => {
                let site = script.attr("data-ghost").or_else(|| script.attr("data-sodo-search"))?;
                base.join(&site).ok()?.join("ghost/api/content/").ok()?
            }
        };
        let is_api = api.path().trim_end_matches('/').ends_with("/ghost/api/content");
        if !is_key || !is_api || !matches!(api.scheme(), "http" | "https") {
            return None;
        }
        let mut url = api;
        let path = format!("{}/", url.path().trim_end_matches('/'));
        url.set_path(&path);
        url.set_fragment(None);
        url.query_pairs_mut().clear().append_pair("key", &key);
        Some(url)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> Links {
        links(html.as_bytes(), &Url::parse("https://site.example/blog/").unwrap(), None)
    }

    #[test]
    fn feeds_are_found_in_order_and_comments_come_last() {
        let found = read(
            "<html lang=sv><link rel=alternate type=application/rss+xml title='Comments Feed' href=/comments/feed/>
            <link rel='alternate' type='application/rss+xml' href='/feed/'><link rel=alternate type=text/html href=/en>
            <link rel=stylesheet type=application/rss+xml href=/x><link rel='alternate' type='application/feed+json; charset=utf-8' href=feed.json>
            <link rel=alternate type=application/atom+xml href='javascript:alert(1)'><link rel='shortcut icon' href=/i.png>",
        );
        let feeds: Vec<&str> = found.feeds.iter().map(Url::as_str).collect();
        assert_eq!(
            feeds,
            [
                "https://site.example/feed/",
                "https://site.example/blog/feed.json",
                "https://site.example/comments/feed/"
            ]
        );
        assert_eq!(found.icons[0].url.as_str(), "https://site.example/i.png");
        assert_eq!(found.language.as_deref(), Some("sv"));
    }

    #[test]
    fn a_ghost_site_carries_its_key() {
        let key = "22444f78447824223cefc48062";
        let expected = format!("https://site.example/ghost/api/content/?key={key}");
        for script in [
            format!(
                "<script data-ghost='https://site.example/' data-key='{key}' data-api='https://site.example/ghost/api/content/'>"
            ),
            format!("<script data-key='{key}' data-sodo-search='https://site.example/'>"),
            format!("<script data-key={key} data-ghost=/>"),
        ] {
            assert_eq!(read(&script).ghost.map(String::from).as_ref(), Some(&expected), "{script}");
        }
        for script in [
            "<script data-key='short' data-ghost='/'>".to_owned(),
            format!("<script data-key='{key}'>"),
            format!("<script data-key='{key}' data-api='/other/'>"),
        ] {
            assert_eq!(read(&script).ghost, None, "{script}");
        }
    }
}
