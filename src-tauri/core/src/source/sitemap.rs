//! A site's news sitemap, for sites with neither feed nor API. A source's address is that of the sitemap, or of an
//! index that leads to it where the sitemap's own name changes with the day.

use std::collections::HashSet;

use url::Url;

use super::{Asked, Fetched, Plan, Reading, Terms, ask, get, read};
use crate::fetch::{Client, Expect, Response, Validators};
use crate::parse::{self, Child, MAX_ARTICLES, RawHarvest, Sitemap};
use crate::{Error, Result};

/// How many sitemaps are read at a time, the index included.
pub(super) const SITEMAPS: usize = 5;
/// How deep an index may name indexes. One that contains itself is seen before that.
const DEPTH: usize = 3;

pub(super) async fn fetch(client: &Client, plan: &Plan) -> Result<Fetched> {
    let (response, hash, terms) = match ask(client, plan, plan.url.clone(), Expect::Feed).await? {
        Asked::Unchanged(terms) => return Ok(Fetched::Unchanged(terms)),
        Asked::Changed(response, hash, terms) => (response, hash, terms),
    };
    let Response { url, content_type, body, .. } = response;
    let first = read(move || parse::sitemap(&body, &url, content_type.as_deref())).await?;
    // An index says nothing of what its sitemaps hold, so it cannot say that nothing changed.
    let (terms, hash) = match &first {
        Sitemap::Pages(_) => (terms, hash),
        Sitemap::Index(_) => (Terms { validators: Some(Validators::default()), ..terms }, String::new()),
    };
    let harvest = match first {
        Sitemap::Pages(harvest) => with_news(harvest),
        Sitemap::Index(children) => below(client, plan, children).await,
    };
    let mut harvest = harvest.ok_or(Error::NotAFeed)?;
    harvest.base = plan.url.clone();
    Ok(Fetched::Read(Box::new(Reading { harvest, hash, terms })))
}

/// Follows an index to the first sitemap with news: those that call themselves so first, then the newest.
async fn below(client: &Client, plan: &Plan, children: Vec<Child>) -> Option<RawHarvest> {
    let mut seen = HashSet::from([plan.url.clone()]);
    let mut waiting: Vec<(usize, Child)> = children.into_iter().map(|child| (1, child)).collect();
    for _ in 1..SITEMAPS {
        waiting.retain(|(depth, child)| *depth <= DEPTH && !seen.contains(&child.url));
        let best = waiting.iter().enumerate().max_by_key(|(at, (_, child))| {
            (names_news(&child.url), child.changed_at, std::cmp::Reverse(*at))
        });
        let (depth, child) = waiting.swap_remove(best.map(|(at, _)| at)?);
        seen.insert(child.url.clone());
        let Ok(response) = get(client, plan, child.url, Expect::Feed).await else { continue };
        let sitemap = read(move || {
            let Response { url, content_type, body, .. } = response;
            parse::sitemap(&body, &url, content_type.as_deref())
        });
        match sitemap.await {
            Ok(Sitemap::Pages(harvest)) => {
                if let Some(news) = with_news(harvest) {
                    return Some(news);
                }
            }
            Ok(Sitemap::Index(children)) => {
                waiting.extend(children.into_iter().map(|child| (depth + 1, child)));
            }
            Err(_) => {}
        }
    }
    None
}

/// The entries that are news; `None` where there are none: a list of all pages is no list of articles.
fn with_news(mut harvest: RawHarvest) -> Option<RawHarvest> {
    harvest.articles.retain(|article| article.headline.is_some());
    harvest.articles.truncate(MAX_ARTICLES);
    (!harvest.articles.is_empty()).then_some(harvest)
}

/// Whether a sitemap's address says that it is about news.
pub(super) fn names_news(url: &Url) -> bool {
    let address = url.as_str().to_ascii_lowercase();
    let path =
        address.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
    path.contains("news")
}
