//! Ghost's Content API. A source's address is the API's own with its public key:
//! `https://host/ghost/api/content/?key=…`.

use std::collections::HashMap;

use url::Url;

use super::{Asked, Fetched, Plan, Reading, ask, get, read};
use crate::fetch::{Client, Expect, Response};
use crate::model::slug;
use crate::parse::{RawAuthor, RawHarvest, RawText};
use crate::{Result, extract, parse};

/// How many posts one request brings: the most Ghost gives.
const POSTS: &str = "100";
/// How many of its pages are asked for what its authors do.
const PAGES: u32 = 5;

pub(super) async fn fetch(client: &Client, plan: &Plan) -> Result<Fetched> {
    let mut fetched = posts(client, plan).await?;
    if let Fetched::Read(reading) = &mut fetched {
        state_roles(client, plan, &mut reading.harvest).await;
    }
    Ok(fetched)
}

/// The newest posts as the API tells them.
pub(super) async fn posts(client: &Client, plan: &Plan) -> Result<Fetched> {
    let (posts, hash, terms) = match ask(client, plan, posts_url(&plan.url), Expect::Api).await? {
        Asked::Unchanged(terms) => return Ok(Fetched::Unchanged(terms.below(api_url))),
        Asked::Changed(posts, hash, terms) => (posts, hash, terms.below(api_url)),
    };
    let settings = settings(client, plan).await;
    let Response { url, body, .. } = posts;
    let harvest = read(move || parse::ghost(&body, settings.as_deref(), &url)).await?;
    Ok(Fetched::Read(Box::new(Reading { harvest, hash, terms })))
}

/// One page of older posts, with the sections that the settings name.
pub(super) async fn page(client: &Client, plan: &Plan, page: &Url) -> Result<RawHarvest> {
    let Response { url, body, .. } = get(client, plan, page.clone(), Expect::Api).await?;
    let settings = settings(client, plan).await;
    read(move || parse::ghost(&body, settings.as_deref(), &url)).await
}

/// The site's own settings; a site that keeps them back still has its posts read.
async fn settings(client: &Client, plan: &Plan) -> Option<Vec<u8>> {
    get(client, plan, endpoint(&plan.url, "settings/"), Expect::Api).await.ok().map(|response| response.body)
}

/// The jobs that the site's own pages state (`jobTitle` in their JSON-LD), which the API does not tell. The newest
/// post's page shows whether the theme states any; only then are a few more asked, until every author was seen.
async fn state_roles(client: &Client, plan: &Plan, harvest: &mut RawHarvest) {
    let mut roles: HashMap<String, Option<RawText>> = HashMap::new();
    let mut pages = 0;
    for article in &harvest.articles {
        let names: Vec<String> = article.authors.iter().filter_map(name_of).collect();
        if names.iter().all(|name| roles.contains_key(name)) {
            continue;
        }
        let Some(page) = article.url.as_deref().and_then(|url| Url::parse(url).ok()) else { continue };
        let stated: HashMap<String, RawText> = page_authors(client, plan, page)
            .await
            .into_iter()
            .filter_map(|author| Some((name_of(&author)?, author.role?)))
            .collect();
        pages += 1;
        if pages == PAGES || stated.is_empty() {
            roles.extend(stated.into_iter().map(|(name, role)| (name, Some(role))));
            break;
        }
        for name in names {
            let role = stated.get(&name).cloned();
            roles.entry(name).or_insert(role);
        }
    }
    for author in harvest.articles.iter_mut().flat_map(|article| &mut article.authors) {
        author.role = name_of(author).and_then(|name| roles.get(&name).cloned()).flatten();
    }
}

/// The authors a page of the site tells of; none where it does not answer.
async fn page_authors(client: &Client, plan: &Plan, page: Url) -> Vec<RawAuthor> {
    let Ok(Response { url, body, content_type, .. }) = get(client, plan, page, Expect::Page).await else {
        return Vec::new();
    };
    read(move || Ok(extract::article(&body, &url, content_type.as_deref()).authors)).await.unwrap_or_default()
}

/// An author's name as it is compared.
fn name_of(author: &RawAuthor) -> Option<String> {
    let Some(RawText::Plain(name) | RawText::Html(name)) = &author.name else { return None };
    Some(slug(name))
}

/// Where the newest posts are, with everything told about them.
fn posts_url(api: &Url) -> Url {
    let mut url = endpoint(api, "posts/");
    url.query_pairs_mut()
        .append_pair("include", "authors,tags")
        .append_pair("formats", "html")
        .append_pair("limit", POSTS);
    url
}

/// An endpoint below the API's address, with the key.
fn endpoint(api: &Url, name: &str) -> Url {
    let mut url = api.clone();
    let path = format!("{}/{name}", api.path().trim_end_matches('/'));
    url.set_path(&path);
    url
}

/// The API's own address from one below it, such as where its posts were found; `None` where it is none.
pub(super) fn api_url(below: &Url) -> Option<Url> {
    const API: &str = "/ghost/api/content/";
    let end = below.path().find(API)? + API.len();
    let (_, key) = below.query_pairs().find(|(name, _)| name == "key")?;
    let mut url = below.clone();
    url.set_path(below.path().get(..end)?);
    url.query_pairs_mut().clear().append_pair("key", &key);
    Some(url)
}

/// The feed every Ghost site has: it lies beside the API.
pub(super) fn feed_beside(api: &Url) -> Url {
    let site = api.path().split("ghost/api/").next().unwrap_or_default();
    let mut feed = api.clone();
    feed.set_query(None);
    feed.set_path(&format!("{}/rss/", site.trim_end_matches('/')));
    feed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_api_and_its_posts_lead_to_each_other() {
        let api = Url::parse("https://site.example/blog/ghost/api/content/?key=0123").unwrap();
        let posts = posts_url(&api);
        assert_eq!(
            posts.as_str(),
            "https://site.example/blog/ghost/api/content/posts/?key=0123&include=authors%2Ctags&formats=html&limit=100"
        );
        assert_eq!(feed_beside(&api).as_str(), "https://site.example/blog/rss/");
        assert_eq!(api_url(&posts), Some(api.clone()));
        assert_eq!(api_url(&api), Some(api));
        assert_eq!(api_url(&Url::parse("https://site.example/?key=0123").unwrap()), None);
    }
}
