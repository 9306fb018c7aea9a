//! How quickly feeds are read, against feed-rs in the same run.

use std::hint::black_box;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use broadsheet_core::parse;

use super::{URL, address, live};
use crate::corpus::Corpus;
use crate::row::Row;

/// How long they read.
const TIME: Duration = Duration::from_secs(6);

/// Bytes a second by ours over bytes a second by feed-rs, on those live feeds and fixtures that both can read.
pub fn measure(corpus: &Corpus) -> Vec<Row> {
    let feeds: Vec<_> = live(corpus).into_iter().filter(|(_, bytes)| by_feed_rs(bytes)).collect();
    if feeds.is_empty() {
        return Vec::new();
    }
    let url = address(URL);
    let ours = |bytes: &[u8]| drop(black_box(parse::feed(bytes, &url, None)));
    // In turns, so that a busy machine slows both; the best of each is the least disturbed.
    let (mut ours_took, mut other_took) = (Duration::MAX, Duration::MAX);
    let begun = Instant::now();
    while begun.elapsed() < TIME || other_took == Duration::MAX {
        ours_took = ours_took.min(timed(&feeds, ours));
        other_took = other_took.min(timed(&feeds, |bytes| {
            by_feed_rs(bytes);
        }));
    }
    let megabytes = feeds.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() as f64 / 1e6;
    corpus.explain(|| {
        let speed = |took: Duration| megabytes / took.as_secs_f64();
        format!("MB a second: {:.0}, feed-rs {:.0}", speed(ours_took), speed(other_took))
    });
    vec![Row {
        measure: "feeds read, times as fast as feed-rs",
        set: "live feeds",
        value: other_took.as_secs_f64() / ours_took.as_secs_f64(),
        target: 2.75,
        counted: feeds.len(),
        less_is_better: false,
    }]
}

/// Whether feed-rs reads a feed. It panics on some numbers; what it makes of a feed is not made safe here either.
fn by_feed_rs(bytes: &[u8]) -> bool {
    let parser = feed_rs::parser::Builder::new().sanitize_content(false).build();
    catch_unwind(AssertUnwindSafe(|| black_box(parser.parse(bytes)).is_ok())).unwrap_or(false)
}

fn timed(feeds: &[(String, Vec<u8>)], parse: impl Fn(&[u8])) -> Duration {
    let begun = Instant::now();
    for (_, bytes) in feeds {
        parse(bytes);
    }
    begun.elapsed()
}
