//! Where no portable way is known to ask about the network: sleep is noticed by a minute that took too long.

use std::time::Duration;

use broadsheet_core::clock::{Clock, SystemClock};

use super::Change;

/// How often the clock is looked at.
const LOOK: Duration = Duration::from_secs(60);
/// After how long it was no busy computer but one that slept.
const SLEPT: i64 = 3 * 60;

/// Tells whenever the computer woke.
pub async fn watch(tell: impl Fn(Change)) {
    let mut last = SystemClock.now();
    loop {
        tokio::time::sleep(LOOK).await;
        let now = SystemClock.now();
        if (now - last).num_seconds() >= SLEPT {
            tell(Change::Woke);
        }
        last = now;
    }
}
