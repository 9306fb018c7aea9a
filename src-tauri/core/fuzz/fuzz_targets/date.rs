//! A date: no panic, and no year that nobody could mean.
#![no_main]

use broadsheet_core::parse::parse_date;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Some(date) = parse_date(text) {
        assert!((1699..2201).contains(&(1970 + date.timestamp().div_euclid(31_556_952))));
    }
});
