//! Commands that need a file and nothing else.

use crate::program::{Desk, fixture, program, run, text};

#[test]
fn a_feed_becomes_articles() {
    let feed = Desk::new().json(&["parse", &fixture("feed.xml"), "--url", "https://mill.example/feed"]);
    assert_eq!(text(&feed, "kind"), "feed");
    assert_eq!(text(&feed["publication"], "title"), "The Mill Street Wire");
    let bridge = &feed["articles"][0];
    assert_eq!(text(bridge, "headline"), "A bridge opens twice");
    assert_eq!(text(&bridge["authors"][0], "name"), "Anna Karlo");
    assert_eq!(text(&bridge["tags"][0], "slug"), "bridges");
    assert_eq!(text(bridge, "publishedAt"), "2025-09-25T14:05:00Z");
    assert_eq!(bridge["attachments"][0]["bytes"], 1234);
    let html = text(bridge, "contentHtml");
    assert!(html.contains("opened") && !html.contains("steal"), "sanitized: {html}");
    assert!(html.contains("https://mill.example/bridge.jpg"), "addresses are absolute: {html}");
    let untitled = &feed["articles"][1];
    assert!(text(untitled, "headline").starts_with("No title, no date"), "the headline comes from the text");
    assert!(untitled["publishedAt"].is_null() && untitled["url"].is_null());
}

#[test]
fn a_page_becomes_an_article() {
    let page =
        Desk::new().json(&["extract", &fixture("page.html"), "--url", "https://mill.example/bridge?x=1"]);
    assert_eq!(text(&page, "headline"), "A bridge opens twice");
    assert_eq!(text(&page, "canonicalUrl"), "https://mill.example/bridge");
    assert!(!text(&page, "contentHtml").contains("steal"), "sanitized");
}

#[test]
fn html_is_made_safe() {
    let args = ["sanitize", &fixture("unsafe.html"), "--url", "https://mill.example/a/"];
    let safe = Desk::new().text(&args);
    for evil in ["steal", "script", "iframe", "onclick", "onerror", "javascript:"] {
        assert!(!safe.contains(evil), "{evil} survived: {safe}");
    }
    assert!(safe.contains("https://mill.example/news"), "a relative link resolves: {safe}");
    assert!(safe.contains("Kept"), "the text stays: {safe}");
}

#[test]
fn no_library_is_made_for_a_file() {
    let desk = Desk::new();
    desk.text(&["parse", &fixture("feed.xml"), "--url", "https://mill.example/feed"]);
    desk.text(&["sanitize", &fixture("unsafe.html")]);
    assert_eq!(std::fs::read_dir(desk.folder()).expect("the folder").count(), 0, "nothing was written");
}

#[test]
fn help_and_version_are_no_errors() {
    for arg in ["--help", "--version"] {
        let mut command = program();
        command.arg(arg);
        let said = run(command);
        assert_eq!((said.code, said.stderr.as_str()), (0, ""), "{arg}");
        assert!(said.stdout.contains("roadsheet"), "{arg}: {}", said.stdout);
    }
}
