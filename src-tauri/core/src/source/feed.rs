//! RSS, Atom and JSON Feed.

use super::{Fetched, Plan, Reading, ask, read};
use crate::Result;
use crate::fetch::{Client, Expect, Response};
use crate::parse;

pub(super) async fn fetch(client: &Client, plan: &Plan) -> Result<Fetched> {
    let Some((response, hash)) = ask(client, plan, plan.url.clone(), Expect::Feed).await? else {
        return Ok(Fetched::Unchanged);
    };
    let Response { url, moved_to, content_type, validators, body, fresh_until, .. } = response;
    let harvest = read(move || parse::feed(&body, &url, content_type.as_deref())).await?;
    Ok(Fetched::Read(Box::new(Reading { harvest, validators, hash, moved_to, fresh_until })))
}
