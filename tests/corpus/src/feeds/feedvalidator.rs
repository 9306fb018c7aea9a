//! feedvalidator's feeds, each with some fault: none may be lost whole.

use std::panic::catch_unwind;

use serde::Deserialize;

use super::{URL, address, read};
use crate::corpus::Corpus;
use crate::row::Row;

#[derive(Deserialize)]
struct Case {
    file: String,
}

/// Feeds whose root is one give a result; nothing panics.
pub fn measure(corpus: &Corpus) -> Vec<Row> {
    let Some(cases) = corpus.json::<Vec<Case>>("feeds/feedvalidator/cases.json") else { return Vec::new() };
    let (mut panics, mut counted, mut feeds, mut with_result) = (0, 0, 0, 0);
    for Case { file } in cases {
        let Some(bytes) = corpus.read(&format!("feeds/feedvalidator/files/{file}")) else { continue };
        counted += 1;
        let result = catch_unwind(|| read(&bytes, &address(URL), None));
        panics += usize::from(result.is_err());
        if has_feed_root(&bytes) {
            feeds += 1;
            match result {
                Ok(Ok(_)) => with_result += 1,
                _ => corpus.explain(|| format!("feedvalidator/{file}: no result")),
            }
        }
    }
    vec![
        Row::share("faulty feeds that give a result", "feedvalidator", 1.0, with_result, feeds),
        Row::wrong("faulty feeds that panic", "feedvalidator", panics, counted),
    ]
}

/// Whether the first element is a feed's, looked for without a parser.
fn has_feed_root(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let mut rest = &*text;
    while let Some((_, behind)) = rest.split_once('<') {
        if let Some(comment) = behind.strip_prefix("!--") {
            let Some((_, behind)) = comment.split_once("-->") else { return false };
            rest = behind;
        } else if behind.starts_with(['?', '!']) {
            rest = behind;
        } else {
            let name =
                behind.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next().unwrap_or_default();
            let local = name.rsplit_once(':').map_or(name, |(_, local)| local);
            return ["rss", "rdf", "feed"].iter().any(|root| local.eq_ignore_ascii_case(root));
        }
    }
    false
}
