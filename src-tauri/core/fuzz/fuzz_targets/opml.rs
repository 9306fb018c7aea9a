//! A list of subscriptions: no panic, and bounded.
#![no_main]

use broadsheet_core::transfer::opml;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(list) = opml::read(bytes) {
        assert!(list.subscriptions.len() <= 10_000);
    }
});
