//! Whether a feed has as many entries as another parser counts.

use std::collections::BTreeMap;

use broadsheet_core::parse;
use serde::Deserialize;
use serde_json::Value;

use super::{URL, address};
use crate::corpus::Corpus;
use crate::row::Row;

/// What the oracle (feedparser) found in a feed.
#[derive(Deserialize)]
struct Case {
    #[serde(default)]
    entries: Vec<Value>,
}

/// Live feeds and feed-rs's fixtures. A feed in which the oracle found nothing is left out: it cannot read all kinds.
pub fn measure(corpus: &Corpus) -> Vec<Row> {
    ["real", "feed-rs"].into_iter().filter_map(|set| one(corpus, set)).collect()
}

fn one(corpus: &Corpus, set: &'static str) -> Option<Row> {
    let oracle: BTreeMap<String, Case> = corpus.json(&format!("feeds/{set}/oracle.json"))?;
    let (mut same, mut counted) = (0, 0);
    for (file, case) in oracle.iter().filter(|(_, case)| !case.entries.is_empty()) {
        let Some(bytes) = corpus.read(&format!("feeds/{set}/files/{file}")) else { continue };
        let found = parse::feed(&bytes, &address(URL), None).map_or(0, |harvest| harvest.articles.len());
        counted += 1;
        if found == case.entries.len() {
            same += 1;
        } else {
            corpus.explain(|| format!("{set}/{file}: {found} entries of {}", case.entries.len()));
        }
    }
    Some(Row::share("feed entries as many as the oracle counts", set, 0.99, same, counted))
}
