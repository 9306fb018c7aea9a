//! How well tags are found in the text of pages whose publishers' keywords are held out.

use std::collections::BTreeMap;

use broadsheet_core::model::{NewArticle, slug};
use broadsheet_core::tagging::{Text, plain};
use serde::de::IgnoredAny;

use super::pages::{Case, cases};
use crate::corpus::Corpus;
use crate::row::Row;

/// The sets with whole pages.
const SETS: [&str; 4] =
    ["articles/fundus", "articles/postlight", "articles/readability", "articles/trafilatura"];

/// Of the tags found how many are the page's own, and of its own that the text says how many are found.
pub fn measure(corpus: &Corpus) -> Vec<Row> {
    let pages: Vec<Page> = SETS.iter().flat_map(|set| read(corpus, set)).collect();
    let mut known: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    for (key, name) in pages.iter().flat_map(|page| &page.own) {
        known.entry(key).or_insert((name, 0)).1 += 1;
    }
    let names: Vec<(i64, String)> =
        (0..).zip(known.values()).map(|(at, (name, _))| (at, (*name).to_owned())).collect();
    let (mut all, mut shared) = (Count::default(), Count::default());
    for page in pages.iter().filter(|page| !page.own.is_empty()) {
        let found = plain(&page.text, &names);
        for (at, (key, (name, pages))) in (0..).zip(&known) {
            let (is_own, is_found) = (page.own.contains_key(*key), found.contains(&at));
            if is_found && !is_own {
                corpus.explain(|| format!("keywords: {}: {name:?} is not its own", page.id));
            }
            let is_said = is_own && page.words.contains(&format!("-{key}-"));
            all.add(is_own, is_found, is_said);
            if *pages > usize::from(is_own) {
                shared.add(is_own, is_found, is_said);
            }
        }
    }
    all.rows("keywords", 0.8).into_iter().chain(shared.rows("shared keywords", 0.4)).collect()
}

/// A page without its keywords, and they apart.
struct Page {
    id: String,
    text: Text,
    /// Everything it says, as one name would be compared.
    words: String,
    /// Its keywords, by normalised name.
    own: BTreeMap<String, String>,
}

fn read(corpus: &Corpus, set: &str) -> Vec<Page> {
    let cases: Vec<Case<IgnoredAny>> = cases(corpus, set);
    cases.iter().filter_map(|case| Some(Page::of(case.id.clone(), &case.article(corpus, set)?))).collect()
}

impl Page {
    fn of(id: String, article: &NewArticle) -> Self {
        let summary = article.summary.as_deref().unwrap_or_default();
        let (headline, body) = (&*article.headline, &*article.content_text);
        Self {
            id,
            text: Text::of(headline, summary, body),
            words: format!("-{}-", slug(&format!("{headline}\n{summary}\n{body}"))),
            own: article.tags.iter().map(|tag| (slug(&tag.name), tag.name.to_string())).collect(),
        }
    }
}

#[derive(Default)]
struct Count {
    found: usize,
    right: usize,
    said: usize,
    said_and_found: usize,
}

impl Count {
    fn add(&mut self, is_own: bool, is_found: bool, is_said: bool) {
        self.found += usize::from(is_found);
        self.right += usize::from(is_found && is_own);
        self.said += usize::from(is_said);
        self.said_and_found += usize::from(is_said && is_found);
    }

    fn rows(&self, set: &'static str, precision: f64) -> Vec<Row> {
        if self.found == 0 {
            return Vec::new();
        }
        vec![
            Row::share("tags found that are the page's own", set, precision, self.right, self.found),
            Row::share("own tags said in the text that are found", set, 0.2, self.said_and_found, self.said),
        ]
    }
}
