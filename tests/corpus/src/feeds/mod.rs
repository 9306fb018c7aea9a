//! Feeds: what the parser makes of them, after sanitizing, for that is what is stored.

pub mod counts;

use broadsheet_core::model::Harvest;
use broadsheet_core::{Result, parse, sanitize};
use url::Url;

/// Where feeds come from unless their case says otherwise.
const URL: &str = "http://127.0.0.1:8097/feed";

/// An address of the corpus.
fn address(url: &str) -> Url {
    #[expect(clippy::expect_used, reason = "addresses of the corpus are addresses")]
    Url::parse(url).expect("an address")
}

/// Reads a feed as a refresh does.
fn read(bytes: &[u8], url: &Url, content_type: Option<&str>) -> Result<Harvest> {
    parse::feed(bytes, url, content_type).map(sanitize::harvest)
}
