//! Feeds: what the parser makes of them, and what is stored of that.

pub mod counts;
pub mod cut;
pub mod feedparser;
pub mod feedvalidator;
pub mod flipped;
pub mod ids;
pub mod miniflux;
mod paths;
pub mod speed;

use broadsheet_core::model::Harvest;
use broadsheet_core::{Result, parse, sanitize};
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use crate::corpus::Corpus;

/// Where feeds come from unless their case says otherwise: feedparser's own test server.
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

/// The live feeds and feed-rs's fixtures: name and bytes.
fn live(corpus: &Corpus) -> Vec<(String, Vec<u8>)> {
    let files = |set: &str| corpus.files(&format!("feeds/{set}/files"));
    files("real").into_iter().chain(files("feed-rs")).filter(|(name, _)| !name.contains("snapshot")).collect()
}

/// One thing a case expects: a value at a path.
#[derive(Deserialize)]
struct Expectation {
    path: String,
    op: String,
    #[serde(default)]
    value: Value,
}
