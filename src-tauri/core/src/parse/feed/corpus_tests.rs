//! The feeds of the corpus, where it stands beside the checkout.

use std::path::PathBuf;

use super::feed;
use super::tests::url;
use crate::sanitize;

fn corpus() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/feeds");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: corpus absent");
    None
}

#[test]
fn live_feeds_have_as_many_articles_as_the_oracle_counts() {
    let Some(folder) = corpus() else { return };
    let (mut same, mut all) = (0, 0);
    for set in ["real", "feed-rs"] {
        let text = std::fs::read_to_string(folder.join(set).join("oracle.json")).unwrap();
        let oracle: serde_json::Value = serde_json::from_str(&text).unwrap();
        let cases = oracle.as_object().into_iter().flatten().map(|(file, case)| (file.clone(), case));
        let listed = oracle
            .as_array()
            .into_iter()
            .flatten()
            .map(|case| (case["file"].as_str().unwrap().to_owned(), case));
        for (file, case) in cases.chain(listed) {
            let Some(expected) = case["entries"].as_array().map(Vec::len) else {
                continue;
            };
            let Ok(bytes) = std::fs::read(folder.join(set).join("files").join(&file)) else { continue };
            all += 1;
            let found = feed(&bytes, &url(), None).map(|harvest| sanitize::harvest(harvest).articles.len());
            if found.as_ref().ok() == Some(&expected) {
                same += 1;
            } else {
                eprintln!("{set}/{file}: {found:?} of {expected}");
            }
        }
    }
    assert!(all > 50, "the corpus is whole: {all}");
    assert!(same * 100 >= all * 85, "{same} of {all} have the right number of articles");
}

#[test]
fn no_feed_of_the_corpus_ends_the_program() {
    let Some(folder) = corpus() else { return };
    let mut folders = vec![folder];
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(harvest) = feed(&std::fs::read(&path).unwrap(), &url(), None) {
                let harvest = sanitize::harvest(harvest);
                assert!(
                    harvest
                        .articles
                        .iter()
                        .all(|article| !article.keys.is_empty() && !article.headline.is_empty())
                );
                read += 1;
            }
        }
    }
    assert!(read > 500, "{read} feeds were read");
}
