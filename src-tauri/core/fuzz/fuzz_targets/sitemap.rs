//! A sitemap and a `robots.txt`: no panic, and bounded.
#![no_main]

use broadsheet_core::parse::{self, Robots, Sitemap};
use libfuzzer_sys::fuzz_target;
use url::Url;

fuzz_target!(|bytes: &[u8]| {
    let Ok(url) = Url::parse("https://site.example/sitemap.xml") else { return };
    match parse::sitemap(bytes, &url, None) {
        Ok(Sitemap::Pages(harvest)) => assert!(harvest.articles.len() <= 50_000),
        Ok(Sitemap::Index(children)) => assert!(children.len() <= 1000),
        Err(_) => {}
    }
    let robots = Robots::read(&String::from_utf8_lossy(bytes), &url);
    assert!(robots.sitemaps.len() <= 1000);
    robots.allows(&url);
});
