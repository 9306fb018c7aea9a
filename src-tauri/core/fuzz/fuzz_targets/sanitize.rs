//! Any text is markup: made safe, and safe again the same.

#![no_main]

use broadsheet_core::sanitize;
use libfuzzer_sys::fuzz_target;
use url::Url;

fuzz_target!(|html: &str| {
    let base = Url::parse("https://site.example/2025/post").ok();
    let once = sanitize::html(html, base.as_ref());
    let lower = once.to_lowercase();
    for danger in ["<script", "<style", "<iframe", "<svg", "<form", "href=\"javascript", "src=\"data", " style=", " class="] {
        // In text and in quoted values these are escaped or harmless; as markup they may not stand there.
        let is_markup = lower.match_indices(danger).any(|(at, _)| {
            danger.starts_with('<') || lower.get(..at).and_then(|before| before.rfind(['<', '>'])).is_some_and(|tag| {
                lower.as_bytes().get(tag) == Some(&b'<') && lower.get(tag..at).is_some_and(|tag| tag.matches('"').count() % 2 == 0)
            })
        });
        assert!(!is_markup, "{danger} is left");
    }
    assert_eq!(*sanitize::html(&once, base.as_ref()), *once, "what was made safe stays as it is");
});
