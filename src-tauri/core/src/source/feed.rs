//! RSS, Atom and JSON Feed.

use url::Url;

use super::{Fetched, Plan, Reading, ask, get, read};
use crate::Result;
use crate::fetch::{Client, Expect, Response};
use crate::parse::{self, RawHarvest};

pub(super) async fn fetch(client: &Client, plan: &Plan) -> Result<Fetched> {
    let Some((response, hash)) = ask(client, plan, plan.url.clone(), Expect::Feed).await? else {
        return Ok(Fetched::Unchanged);
    };
    let Response { url, moved_to, content_type, validators, body, fresh_until, .. } = response;
    let harvest = read(move || parse::feed(&body, &url, content_type.as_deref())).await?;
    Ok(Fetched::Read(Box::new(Reading { harvest, validators, hash, moved_to, fresh_until })))
}

/// One page of the feed's archive (RFC 5005).
#[allow(dead_code, reason = "asked for by filling from the archive")]
pub(super) async fn page(client: &Client, plan: &Plan, page: &Url) -> Result<RawHarvest> {
    let Response { url, content_type, body, .. } = get(client, plan, page.clone(), Expect::Feed).await?;
    read(move || parse::feed(&body, &url, content_type.as_deref())).await
}
