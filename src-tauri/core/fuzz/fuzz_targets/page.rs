//! Any bytes are a page: read, made safe, and never a panic.

#![no_main]

use broadsheet_core::{extract, sanitize};
use libfuzzer_sys::fuzz_target;
use url::Url;

fuzz_target!(|bytes: &[u8]| {
    let Ok(url) = Url::parse("https://site.example/2025/post") else { return };
    let raw = extract::article(bytes, &url, None);
    let Some(article) = sanitize::article(raw, &url) else { return };
    let again = sanitize::html(&article.content, None);
    // Places of cards and videos are made once, by the article they stand in.
    if !article.content.contains("<aside data-") {
        assert_eq!(*again, *article.content, "what was made safe stays as it is");
    }
});
