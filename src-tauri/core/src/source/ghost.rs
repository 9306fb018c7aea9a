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
pub(super) fn posts_url(api: &Url) -> Url {
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

/// The API's address from the one its posts were found at.
fn api_url(posts: &Url) -> Option<Url> {
    let path = posts.path().trim_end_matches('/').strip_suffix("posts")?.to_owned();
    let (_, key) = posts.query_pairs().find(|(name, _)| name == "key")?;
    let mut url = posts.clone();
    url.set_path(&path);
    url.query_pairs_mut().clear().append_pair("key", &key);
    Some(url)
}
