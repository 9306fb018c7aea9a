//! Ghost's Content API. A source's address is the API's own with its public key:
//! `https://host/ghost/api/content/?key=…`.

use url::Url;

use super::{Fetched, Plan, Reading, ask, read};
use crate::fetch::{Answer, Client, Expect, Request, Response, Validators};
use crate::{Result, parse};

/// How many posts one request brings: the most Ghost gives.
const POSTS: &str = "100";

pub(super) async fn fetch(client: &Client, plan: &Plan) -> Result<Fetched> {
    let Some((posts, hash)) = ask(client, plan, posts_url(&plan.url), Expect::Api).await? else {
        return Ok(Fetched::Unchanged);
    };
    let settings = settings(client, plan).await;
    let Response { url, moved_to, validators, body, fresh_until, .. } = posts;
    let harvest = read(move || parse::ghost(&body, settings.as_deref(), &url)).await?;
    Ok(Fetched::Read(Box::new(Reading {
        harvest,
        validators,
        hash,
        moved_to: moved_to.as_ref().and_then(api_url),
        fresh_until,
    })))
}

/// The site's own settings; a site that keeps them back still has its posts read.
async fn settings(client: &Client, plan: &Plan) -> Option<Vec<u8>> {
    let request = Request {
        url: endpoint(&plan.url, "settings/"),
        home: plan.home.clone(),
        expect: Expect::Api,
        validators: Validators::default(),
    };
    match client.get(&request).await {
        Ok(Answer::Fetched(response)) => Some(response.body),
        _ => None,
    }
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
        assert_eq!(api_url(&posts), Some(api.clone()));
        assert_eq!(api_url(&api), Some(api));
        assert_eq!(api_url(&Url::parse("https://site.example/?key=0123").unwrap()), None);
    }
}
