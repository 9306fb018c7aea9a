//! Whether what an article is recognised by is the same at every reading.

use super::{URL, address, live, read};
use crate::corpus::Corpus;
use crate::row::Row;

/// Reads every live feed twice.
pub fn measure(corpus: &Corpus) -> Vec<Row> {
    let (mut same, mut counted) = (0, 0);
    for (file, bytes) in live(corpus) {
        let keys = || {
            let harvest = read(&bytes, &address(URL), None).ok()?;
            Some(harvest.articles.into_iter().map(|article| article.keys).collect::<Vec<_>>())
        };
        let (Some(first), Some(second)) = (keys(), keys()) else { continue };
        counted += first.len();
        same += first.iter().zip(&second).filter(|(one, other)| one == other && !one.is_empty()).count();
        if first != second {
            corpus.explain(|| format!("{file}: other ids at a second reading"));
        }
    }
    if counted == 0 {
        return Vec::new();
    }
    vec![Row::share("ids equal across two readings", "live feeds", 1.0, same, counted)]
}
