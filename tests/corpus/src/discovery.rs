//! Whether a page's feeds are found: exactly those it links.

use serde::Deserialize;
use url::Url;

use crate::corpus::Corpus;
use crate::row::Row;

/// A page and the feeds it links.
#[derive(Deserialize)]
struct Case {
    file: String,
    page_url: String,
    expected: Vec<String>,
}

/// Pages of the autodiscovery tests.
pub fn measure(corpus: &Corpus) -> Vec<Row> {
    let Some(cases) = corpus.json::<Vec<Case>>("discovery/cases.json") else { return Vec::new() };
    let (mut right, mut counted) = (0, 0);
    for case in &cases {
        let (Some(bytes), Ok(url)) =
            (corpus.read(&format!("discovery/{}", case.file)), Url::parse(&case.page_url))
        else {
            continue;
        };
        let found: Vec<String> =
            broadsheet_core::linked_feeds(&bytes, &url, None).into_iter().map(String::from).collect();
        counted += 1;
        if found == case.expected {
            right += 1;
        } else {
            corpus.explain(|| format!("discovery/{}: {found:?} and not {:?}", case.file, case.expected));
        }
    }
    vec![Row::share("feeds of a page found, and no others", "discovery", 1.0, right, counted)]
}
