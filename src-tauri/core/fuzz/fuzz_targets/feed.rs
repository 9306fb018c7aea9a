//! A feed of any kind: no panic, bounded, and the same at every reading.
#![no_main]

use broadsheet_core::parse;
use libfuzzer_sys::fuzz_target;
use url::Url;

fuzz_target!(|bytes: &[u8]| {
    let Ok(url) = Url::parse("https://site.example/feed.xml") else { return };
    let first = parse::feed(bytes, &url, None);
    if let Ok(first) = first {
        assert!(first.articles.len() <= 1000);
        assert!(parse::feed(bytes, &url, None).is_ok_and(|second| second == first));
    }
});
