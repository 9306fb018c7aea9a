//! The JSON as the outside knows it: every key is always there, whatever is absent.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::program::{Desk, fixture, text};

/// What every article has, in lists and on its page.
const ROW: &str = "id url publication section headline summary authors publishedAt updatedAt readingMinutes \
    leadImage tags language direction featured access kind canonicalUrl commentsUrl commentCount attachments \
    video read saved stub editedAt labels noted highlightCount begun";
/// What only the page has.
const PAGE: &str = "contentHtml contentText related videos note highlights";

/// Asserts that `value` is an object with each of `keys`.
pub fn has_keys(value: &Value, keys: &str) {
    let object = value.as_object().unwrap_or_else(|| panic!("an object: {value}"));
    for key in keys.split_whitespace() {
        assert!(object.contains_key(key), "{key} is missing in {value}");
    }
}

/// Asserts that `article` has the shape of an article on its page.
pub fn is_page(article: &Value) {
    has_keys(article, ROW);
    has_keys(article, PAGE);
    parts_are_whole(article);
    for card in article["related"].as_array().expect("a list") {
        has_keys(card, "url title description publisher author thumbnail");
    }
    for video in article["videos"].as_array().expect("a list") {
        has_keys(video, "url poster title durationSeconds");
    }
}

fn parts_are_whole(article: &Value) {
    for author in article["authors"].as_array().expect("a list") {
        has_keys(author, "id name url role bio avatar");
    }
    for tag in article["tags"].as_array().expect("a list") {
        has_keys(tag, "name slug url");
    }
    for attachment in article["attachments"].as_array().expect("a list") {
        has_keys(attachment, "url type bytes durationSeconds");
    }
    if !article["leadImage"].is_null() {
        has_keys(&article["leadImage"], "url caption credit alt width height");
    }
    assert!(["ltr", "rtl"].contains(&text(article, "direction")), "{article}");
    assert!(["public", "members", "paid"].contains(&text(article, "access")), "{article}");
    assert!(["article", "video", "audio", "link"].contains(&text(article, "kind")), "{article}");
}

#[test]
fn list_rows_have_every_key_and_no_body() {
    let desk = Desk::with_sample();
    let rows = desk.rows(&["articles"]);
    assert!(rows.len() > 10, "the sample edition has more articles than that");
    for row in &rows {
        has_keys(row, ROW);
        has_keys(row, "cursor");
        parts_are_whole(row);
        for key in PAGE.split_whitespace() {
            assert!(row.get(key).is_none(), "a list never carries {key}");
        }
    }
    let keys: BTreeSet<Vec<&String>> =
        rows.iter().map(|row| row.as_object().expect("an object").keys().collect()).collect();
    assert_eq!(keys.len(), 1, "all rows have the same keys");
}

#[test]
fn article_pages_have_every_key() {
    let desk = Desk::with_sample();
    for row in desk.rows(&["articles"]) {
        is_page(&desk.json(&["article", text(&row, "id")]));
    }
}

#[test]
fn ids_are_strings_and_times_are_rfc_3339() {
    let desk = Desk::with_sample();
    let row = &desk.rows(&["articles", "--limit", "1"])[0];
    assert!(
        row["id"].is_string() && row["publication"]["id"].is_string() && row["authors"][0]["id"].is_string()
    );
    let published = text(row, "publishedAt");
    assert!(
        published.len() >= 20 && published.ends_with('Z') && published.as_bytes()[10] == b'T',
        "{published}"
    );
}

#[test]
fn every_list_carries_a_cursor_in_each_row() {
    let desk = Desk::with_sample();
    desk.json(&["follow", "tag", "Ferries"]);
    let id = text(&desk.rows(&["articles", "--limit", "1"])[0], "id").to_owned();
    desk.json(&["save", &id]);
    for list in ["publications", "sources", "articles", "authors", "tags", "saved", "follows"] {
        let rows = desk.rows(&[list]);
        assert!(!rows.is_empty(), "{list} has rows");
        rows.iter().for_each(|row| has_keys(row, "cursor"));
    }
}

#[test]
fn what_is_parsed_without_a_library_has_the_same_shape() {
    let desk = Desk::new();
    let feed = desk.json(&["parse", &fixture("feed.xml"), "--url", "https://mill.example/feed"]);
    has_keys(&feed, "kind publication articles");
    let articles = feed["articles"].as_array().expect("a list");
    assert_eq!(articles.len(), 2);
    for article in articles {
        is_page(article);
        assert!(article["id"].is_null(), "what is not stored has no id");
    }
    let page = desk.json(&["extract", &fixture("page.html"), "--url", "https://mill.example/bridge"]);
    is_page(&page);
}
