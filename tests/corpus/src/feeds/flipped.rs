//! Whether damaged bytes end the program, or keep it busy.

use std::panic::catch_unwind;
use std::time::{Duration, Instant};

use super::{URL, address, live, read};
use crate::corpus::Corpus;
use crate::row::Row;

/// How long one feed may take, in an unoptimised build on a busy machine.
const LONGEST: Duration = Duration::from_secs(10);

/// Flips one byte in a hundred of every live feed, the same ones every time.
pub fn measure(corpus: &Corpus) -> Vec<Row> {
    let feeds = live(corpus);
    if feeds.is_empty() {
        return Vec::new();
    }
    let counted = feeds.len();
    let mut wrong = 0;
    for (file, mut bytes) in feeds {
        flip(&mut bytes);
        let begun = Instant::now();
        let ended_well = catch_unwind(|| drop(read(&bytes, &address(URL), None))).is_ok();
        if !ended_well || begun.elapsed() > LONGEST {
            wrong += 1;
            corpus.explain(|| format!("{file}: panic {}, {:?}", !ended_well, begun.elapsed()));
        }
    }
    vec![Row::wrong("panics or hangs with 1 % of bytes flipped", "live feeds", wrong, counted)]
}

/// Changes one byte of each hundred; which one and how comes from a fixed sequence (Knuth's MMIX generator).
fn flip(bytes: &mut [u8]) {
    let mut state = 20_251_124_u64;
    for hundred in bytes.chunks_mut(100) {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let [place, change, ..] = state.to_be_bytes();
        let length = hundred.len();
        if let Some(byte) = hundred.get_mut(usize::from(place) % length) {
            *byte ^= change | 1;
        }
    }
}
