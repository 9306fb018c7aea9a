//! RSS, Atom and JSON Feed.

use url::Url;

use super::{Asked, Fetched, Plan, Reading, ask, get, read};
use crate::Result;
use crate::fetch::{Client, Expect, Response};
use crate::parse::{self, RawHarvest};

pub(super) async fn fetch(client: &Client, plan: &Plan) -> Result<Fetched> {
    let (response, hash, terms) = match ask(client, plan, plan.url.clone(), Expect::Feed).await? {
        Asked::Unchanged(terms) => return Ok(Fetched::Unchanged(terms)),
        Asked::Changed(response, hash, terms) => (response, hash, terms),
    };
    let Response { url, content_type, body, .. } = response;
    let harvest = read(move || harvest(&body, &url, content_type.as_deref())).await?;
    Ok(Fetched::Read(Box::new(Reading { harvest, hash, terms })))
}

/// One page of the feed's archive (RFC 5005).
pub(super) async fn page(client: &Client, plan: &Plan, page: &Url) -> Result<RawHarvest> {
    let Response { url, content_type, body, .. } = get(client, plan, page.clone(), Expect::Feed).await?;
    read(move || harvest(&body, &url, content_type.as_deref())).await
}

fn harvest(body: &[u8], url: &Url, content_type: Option<&str>) -> Result<RawHarvest> {
    let mut harvest = parse::feed(body, url, content_type)?;
    if harvest.next_page.is_none() && !harvest.articles.is_empty() {
        harvest.next_page = paged(url);
    }
    Ok(harvest)
}

/// The page after this one of a feed that lies where WordPress has its feeds, which do not tell it: `?paged=2`.
fn paged(url: &Url) -> Option<Url> {
    let is_wordpress = url.path().trim_end_matches('/').ends_with("/feed")
        || url.query_pairs().any(|(name, value)| name == "feed" && value.starts_with("rss"));
    let page = url.query_pairs().find(|(name, _)| name == "paged").map(|(_, page)| page.parse::<u32>());
    let next = page.unwrap_or(Ok(1)).ok()?.checked_add(1).filter(|_| is_wordpress)?;
    let others: Vec<_> = url.query_pairs().filter(|(name, _)| name != "paged").collect();
    let mut after = url.clone();
    after.query_pairs_mut().clear().extend_pairs(others).append_pair("paged", &next.to_string());
    Some(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_that_lie_where_wordpress_has_them_go_on() {
        let after = |url: &str| paged(&Url::parse(url).unwrap()).map(String::from);
        assert_eq!(after("https://s.example/feed/").as_deref(), Some("https://s.example/feed/?paged=2"));
        assert_eq!(
            after("https://s.example/?feed=rss2&paged=2").as_deref(),
            Some("https://s.example/?feed=rss2&paged=3")
        );
        assert_eq!(after("https://s.example/rss.xml"), None, "others say it themselves");
        assert_eq!(after("https://s.example/feed?paged=x"), None);
    }
}
