//! What was reached once is kept.

use crate::ACCURACY;
use crate::corpus::Corpus;
use crate::row::Row;

/// The worst value each row may fall to on the corpus beside the checkout: measure, set, value.
const REACHED: &[(&str, &str, f64)] = &[
    ("feeds of a page found, and no others", "discovery", 1.0),
    ("feed entries as many as the oracle counts", "real", 0.99),
    ("feed entries as many as the oracle counts", "feed-rs", 0.99),
    ("feedparser's expectations that map", "feedparser", 0.95),
    ("Miniflux's expectations that map", "miniflux", 0.87),
    ("faulty feeds that give a result", "feedvalidator", 1.0),
    ("faulty feeds that panic", "feedvalidator", 0.0),
    ("ids equal across two readings", "live feeds", 1.0),
    ("whole entries kept when cut at 10 places", "live feeds", 0.995),
    ("panics or hangs with 1 % of bytes flipped", "live feeds", 0.0),
    ("dates, exact instant", "dates", 1.0),
    ("dates that must be read", "dates", 1.0),
    ("OPML cases", "opml", 1.0),
    ("article text F1", "fundus", 0.952),
    ("same-day date", "fundus", 0.99),
    ("all authors", "fundus", 0.95),
    ("title, loosely", "fundus", 0.95),
    ("article text F1", "trafilatura", 0.93),
    ("date, within a day", "postlight", 0.95),
    ("author", "postlight", 0.88),
    ("lead image", "postlight", 0.96),
    ("text likeness at least 0.95", "readability", 0.97),
    ("metadata", "readability", 0.97),
    ("JSON-LD, to the value", "structured-data", 1.0),
    ("tags found that are the page's own", "keywords", 0.80),
    ("own tags said in the text that are found", "keywords", 0.27),
    ("tags found that are the page's own", "shared keywords", 0.40),
    ("own tags said in the text that are found", "shared keywords", 0.35),
    ("dangerous output", "sanitize", 0.0),
    ("not the same when made safe again", "sanitize", 0.0),
];

#[test]
fn no_accuracy_falls_below_what_was_reached() {
    let Some(corpus) = Corpus::open(None, true) else {
        eprintln!("skipped: corpus absent");
        return;
    };
    let rows: Vec<Row> = std::thread::scope(|scope| {
        let running: Vec<_> = ACCURACY.iter().map(|measure| scope.spawn(|| measure(&corpus))).collect();
        running.into_iter().flat_map(|thread| thread.join().expect("a measure that ends")).collect()
    });
    let mut fallen = Vec::new();
    for (measure, set, reached) in REACHED {
        // A set that the corpus does not hold has no row.
        let Some(row) = rows.iter().find(|row| row.measure == *measure && row.set == *set) else { continue };
        let holds = if row.less_is_better { row.value <= *reached } else { row.value >= *reached };
        if !holds {
            fallen.push(format!("{measure}, {set}: {:.4}, and {reached} was reached", row.value));
        }
    }
    assert!(fallen.is_empty(), "{}", fallen.join("\n"));
}
