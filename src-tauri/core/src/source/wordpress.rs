//! WordPress's REST API (<https://developer.wordpress.org/rest-api/>). A source's address is the API's root:
//! `https://host/wp-json/`, or `https://host/?rest_route=/` where the site has plain links.
//!
//! The API tells no validators, so the newest posts' ids and modification times are asked first, which is a kilobyte
//! or two: the same again means unchanged. `modified_after` would say less, for a post that was scheduled keeps the
//! time it was written at when it appears.

use std::collections::HashMap;
use std::mem::take;

use url::Url;

use super::{Asked, Fetched, Plan, Reading, ask, get, read};
use crate::fetch::{Client, Expect, Response};
use crate::parse::{RawArticle, RawAuthor, RawHarvest};
use crate::sanitize::url_key;
use crate::{Result, parse};

/// The relation under which a site tells where its API is.
pub(super) const RELATION: &str = "https://api.w.org/";
/// How many posts one request brings. WordPress gives up to 100, but embeds what belongs to each of them one by one.
const POSTS: &str = "50";
/// The fields read; sites with many plugins send as much again.
const FIELDS: &str = "id,link,date_gmt,modified_gmt,title,content,excerpt,comment_status,comment_count,format,sticky,lang,\
                      jetpack_featured_media_url,yoast_head_json.author,_links,_embedded";

pub(super) async fn fetch(client: &Client, plan: &Plan) -> Result<Fetched> {
    let mut fetched = posts(client, plan).await?;
    if let Fetched::Read(reading) = &mut fetched {
        sign(client, plan, &mut reading.harvest).await;
    }
    Ok(fetched)
}

/// Adds the authors' names from the site's feed where its API tells none: many sites let nobody ask for their users.
async fn sign(client: &Client, plan: &Plan, harvest: &mut RawHarvest) {
    if harvest.articles.iter().any(|article| !article.authors.is_empty()) {
        return;
    }
    let Ok(answer) = get(client, plan, feed_beside(&plan.url), Expect::Feed).await else { return };
    let Response { url, content_type, body, .. } = answer;
    let Ok(feed) = read(move || parse::feed(&body, &url, content_type.as_deref())).await else { return };
    let key = |article: &RawArticle| url_key(article.url.as_deref()?);
    let mut signed: HashMap<String, Vec<RawAuthor>> = feed
        .articles
        .into_iter()
        .filter_map(|mut item| Some((key(&item)?, take(&mut item.authors))))
        .collect();
    for article in &mut harvest.articles {
        article.authors = key(article).and_then(|key| signed.remove(&key)).unwrap_or_default();
    }
}

/// The newest posts as the API tells them.
pub(super) async fn posts(client: &Client, plan: &Plan) -> Result<Fetched> {
    let state = endpoint(&plan.url, "wp/v2/posts", &[("_fields", "id,modified_gmt"), ("per_page", POSTS)]);
    let (hash, terms) = match ask(client, plan, state, Expect::Api).await? {
        Asked::Unchanged(terms) => return Ok(Fetched::Unchanged(terms.below(api_url))),
        Asked::Changed(_, hash, terms) => (hash, terms.below(api_url)),
    };
    let posts = endpoint(
        &plan.url,
        "wp/v2/posts",
        &[("_embed", "author,wp:term,wp:featuredmedia"), ("_fields", FIELDS), ("per_page", POSTS)],
    );
    let harvest = page(client, plan, &posts).await?;
    Ok(Fetched::Read(Box::new(Reading { harvest, hash, terms })))
}

/// The API that the headers of a site's page lead to.
pub(super) fn announced(page: &Response) -> Option<Url> {
    let (_, api) = page.links.iter().find(|(rel, _)| rel == RELATION)?;
    page.url.join(api).ok().filter(|api| matches!(api.scheme(), "http" | "https")).as_ref().and_then(api_url)
}

/// One page of posts, with what the site's index says of the site.
pub(super) async fn page(client: &Client, plan: &Plan, posts: &Url) -> Result<RawHarvest> {
    let posts = get(client, plan, posts.clone(), Expect::Api).await?;
    let index = endpoint(&plan.url, "", &[("_fields", "name,description,url,home,site_icon_url")]);
    // A site that keeps its index back still has its posts read.
    let index = get(client, plan, index, Expect::Api).await.ok();
    let Response { url, links, body, .. } = posts;
    read(move || {
        let mut harvest = parse::wordpress(&body, index.as_ref().map(|index| index.body.as_slice()), &url)?;
        // The header's own address may be one that only the server behind a proxy knows.
        harvest.next_page = parse::page_after(&url).filter(|_| goes_on(&links, harvest.articles.len()));
        Ok(harvest)
    })
    .await
}

/// Whether posts follow those of a page. WordPress says so in a header, and a page without any header of that name has
/// come through a cache that dropped it: there a full page has one behind it.
fn goes_on(links: &[(String, String)], posts: usize) -> bool {
    let full = POSTS.parse().is_ok_and(|most: usize| posts >= most);
    posts > 0 && (links.iter().any(|(rel, _)| rel == "next") || (links.is_empty() && full))
}

/// A route of the API, with parameters.
fn endpoint(api: &Url, route: &str, parameters: &[(&str, &str)]) -> Url {
    let mut url = api.clone();
    let named = api.query_pairs().find(|(name, _)| name == "rest_route");
    match named {
        Some(_) => {
            url.query_pairs_mut().clear().append_pair("rest_route", &format!("/{route}"));
        }
        None => {
            let path = format!("{}/{route}", api.path().trim_end_matches('/'));
            url.set_path(&path);
        }
    }
    url.query_pairs_mut().extend_pairs(parameters);
    url
}

/// The API's root from an address at or below it; `None` where it is none.
pub(super) fn api_url(below: &Url) -> Option<Url> {
    const API: &str = "/wp-json";
    let mut url = below.clone();
    url.set_fragment(None);
    if below.query_pairs().any(|(name, _)| name == "rest_route") {
        url.query_pairs_mut().clear().append_pair("rest_route", "/");
        return Some(url);
    }
    let end = below.path().find(API)? + API.len();
    let (root, rest) = below.path().split_at_checked(end)?;
    if !rest.is_empty() && !rest.starts_with('/') {
        return None;
    }
    url.set_path(&format!("{root}/"));
    url.set_query(None);
    Some(url)
}

/// The feed every WordPress site has: it lies beside the API.
pub(super) fn feed_beside(api: &Url) -> Url {
    let mut feed = api.clone();
    feed.set_query(None);
    match api.path().split_once("wp-json") {
        Some((site, _)) => feed.set_path(&format!("{}/feed/", site.trim_end_matches('/'))),
        // Without named links the query says what is meant.
        None => {
            feed.query_pairs_mut().append_pair("feed", "rss2");
        }
    }
    feed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn api(below: &str) -> Option<String> {
        api_url(&Url::parse(below).unwrap()).map(String::from)
    }

    #[test]
    fn the_api_is_known_from_what_lies_below_it() {
        for (below, root) in [
            ("https://s.example/wp-json/wp/v2/posts?per_page=3", Some("https://s.example/wp-json/")),
            ("https://s.example/blog/wp-json", Some("https://s.example/blog/wp-json/")),
            ("https://s.example/?rest_route=/wp/v2/posts/", Some("https://s.example/?rest_route=%2F")),
            (
                "https://s.example/index.php?rest_route=/&x=y",
                Some("https://s.example/index.php?rest_route=%2F"),
            ),
            ("https://s.example/wp-jsonp/", None),
            ("https://s.example/feed/", None),
        ] {
            assert_eq!(api(below).as_deref(), root, "{below}");
        }
        let feed = |api: &str| feed_beside(&Url::parse(api).unwrap()).to_string();
        assert_eq!(feed("https://s.example/blog/wp-json/"), "https://s.example/blog/feed/");
        assert_eq!(feed("https://s.example/?rest_route=%2F"), "https://s.example/?feed=rss2");
    }

    #[test]
    fn posts_follow_where_the_header_says_so_or_is_dropped() {
        let link = |rel: &str| vec![(rel.to_owned(), "https://s.example/".to_owned())];
        assert!(goes_on(&link("next"), 7));
        assert!(!goes_on(&link("next"), 0), "an empty page is the last, whatever it says");
        assert!(!goes_on(&link("prev"), 50));
        assert!(goes_on(&[], 50), "a cache dropped the header");
        assert!(!goes_on(&[], 49));
    }

    #[test]
    fn routes_stand_below_the_root_or_in_its_query() {
        let route = |root: &str| {
            endpoint(&Url::parse(root).unwrap(), "wp/v2/posts", &[("per_page", "3")]).to_string()
        };
        assert_eq!(route("https://s.example/wp-json/"), "https://s.example/wp-json/wp/v2/posts?per_page=3");
        assert_eq!(
            route("https://s.example/?rest_route=%2F"),
            "https://s.example/?rest_route=%2Fwp%2Fv2%2Fposts&per_page=3"
        );
    }
}
