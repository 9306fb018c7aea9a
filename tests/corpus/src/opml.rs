//! Lists of subscriptions.

use std::panic::catch_unwind;

use broadsheet_core::transfer::opml::{self, Opml};
use serde::Deserialize;
use url::Url;

use crate::corpus::Corpus;
use crate::row::Row;

#[derive(Deserialize)]
struct Case {
    file: String,
    #[serde(default)]
    expect_raw: Vec<String>,
}

/// Every case: OPML is read whatever is wrong with it, what is none is refused, and listparser's expectations about
/// feeds hold. FOAF and other lists in RDF are no OPML.
pub fn measure(corpus: &Corpus) -> Vec<Row> {
    let Some(cases) = corpus.json::<Vec<Case>>("opml/cases.json") else { return Vec::new() };
    let (mut right, mut counted) = (0, 0);
    for case in cases {
        let Some(bytes) = corpus.read(&format!("opml/{}", case.file)) else { continue };
        counted += 1;
        let holds = match catch_unwind(|| opml::read(&bytes)) {
            Err(_) => false,
            Ok(Err(_)) => !is_opml(&bytes),
            Ok(Ok(opml)) => {
                is_opml(&bytes) && case.expect_raw.iter().all(|expectation| holds(expectation, &opml))
            }
        };
        right += usize::from(holds);
        if !holds {
            corpus.explain(|| format!("opml/{}: {:?}", case.file, case.expect_raw));
        }
    }
    vec![Row::share("OPML cases", "opml", 1.0, right, counted)]
}

/// Whether an element `opml` begins somewhere, looked for without a parser.
fn is_opml(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes).to_ascii_lowercase();
    text.split('<').any(|tag| tag.starts_with("opml"))
}

/// `'x'` or `"x"` as x.
fn quoted(text: &str) -> Option<&str> {
    let text = text.trim();
    let quote = text.chars().next().filter(|quote| "'\"".contains(*quote))?;
    text.strip_prefix(quote)?.strip_suffix(quote)
}

/// Whether one of listparser's expectations holds; those on what we do not read are passed over.
fn holds(expectation: &str, opml: &Opml) -> bool {
    let expectation = expectation.replace('"', "'");
    let Some((what, wanted)) = expectation.split_once(" == ") else { return true };
    if what == "len(result['feeds'])" {
        return wanted.parse() == Ok(opml.subscriptions.len());
    }
    let field = what.strip_prefix("result['feeds'][").and_then(|rest| rest.split_once("]['"));
    let (Some((index, field)), Some(wanted)) = (field, quoted(wanted)) else { return true };
    let feed = index.parse::<usize>().ok().and_then(|index| opml.subscriptions.get(index));
    match (field, feed) {
        ("title']", Some(feed)) => feed.title.as_deref() == Some(wanted),
        ("url']", Some(feed)) => Some(&feed.url) == Url::parse(wanted).ok().as_ref(),
        ("title']" | "url']", None) => false,
        _ => true,
    }
}
