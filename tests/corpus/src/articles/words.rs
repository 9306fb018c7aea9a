//! How alike two texts are.

use std::collections::HashMap;

use dom_query::Document;

/// The words of a text: runs of letters, digits and `_`, as the benchmarks count them.
pub fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect()
}

/// Only letters and digits, in lower case: what is left of two spellings of one name or headline.
pub fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// One space for each run of white space.
pub fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of markup, with a space round each element.
pub fn text_of(html: &str) -> String {
    let document = Document::fragment(html);
    let root = document.root();
    let texts: Vec<String> =
        root.descendants_it().filter(|node| node.is_text()).map(|node| node.text().to_string()).collect();
    texts.join(" ")
}

/// The share of words two texts have in common (Dice), each as often as it stands there.
pub fn likeness(one: &str, other: &str) -> f64 {
    let (one, other) = (counted(words(one)), counted(words(other)));
    let total: usize = one.values().chain(other.values()).sum();
    if total == 0 { 1.0 } else { 2.0 * ratio(common(&one, &other), total) }
}

/// Precision and recall of a text's runs of four words.
pub fn shingles(found: &str, expected: &str) -> (f64, f64) {
    let (found, expected) = (runs(found), runs(expected));
    let hits = common(&found, &expected);
    (ratio(hits, found.values().sum()), ratio(hits, expected.values().sum()))
}

/// The harmonic mean.
pub fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}

/// A share; 0 of nothing.
#[expect(clippy::cast_precision_loss, reason = "counts of words and cases")]
pub fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn runs(text: &str) -> HashMap<String, usize> {
    let words = words(text);
    if words.len() < 4 {
        return counted([words.join(" ")].into_iter().filter(|run| !run.is_empty()));
    }
    counted(words.windows(4).map(|run| run.join(" ")))
}

fn counted<T: std::hash::Hash + Eq>(items: impl IntoIterator<Item = T>) -> HashMap<T, usize> {
    let mut counts = HashMap::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    counts
}

fn common<T: std::hash::Hash + Eq>(one: &HashMap<T, usize>, other: &HashMap<T, usize>) -> usize {
    one.iter().filter_map(|(item, count)| Some(*count.min(other.get(item)?))).sum()
}
