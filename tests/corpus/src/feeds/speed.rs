//! How quickly feeds are read, against feed-rs in the same run.

use std::hint::black_box;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use broadsheet_core::parse;

use super::{URL, address, live};
use crate::corpus::Corpus;
use crate::row::Row;

/// How long each parser reads.
const TIME: Duration = Duration::from_secs(3);

/// Bytes a second by ours over bytes a second by feed-rs, the live feeds and fixtures read in turn.
pub fn measure(corpus: &Corpus) -> Vec<Row> {
    let feeds = live(corpus);
    if feeds.is_empty() {
        return Vec::new();
    }
    let url = address(URL);
    let ours = |bytes: &[u8]| drop(black_box(parse::feed(bytes, &url, None)));
    // It panics on some numbers, and what it makes of a feed is not made safe here either.
    let other = |bytes: &[u8]| {
        let parser = feed_rs::parser::Builder::new().sanitize_content(false).build();
        drop(black_box(catch_unwind(AssertUnwindSafe(|| parser.parse(bytes)))));
    };
    // In turns, so that a busy machine slows both.
    let (mut ours_took, mut other_took, mut rounds) = (Duration::ZERO, Duration::ZERO, 0_u32);
    while ours_took + other_took < TIME * 2 || rounds < 2 {
        ours_took += timed(&feeds, ours);
        other_took += timed(&feeds, other);
        rounds += 1;
    }
    let megabytes =
        feeds.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() as f64 / 1e6 * f64::from(rounds);
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

fn timed(feeds: &[(String, Vec<u8>)], parse: impl Fn(&[u8])) -> Duration {
    let begun = Instant::now();
    for (_, bytes) in feeds {
        parse(bytes);
    }
    begun.elapsed()
}
