//! Names of tags, what is found in texts, and what follows leave out, on the sample edition.

use serde_json::{Value, json};

use crate::program::{Desk, text};

/// The tags of the article whose headline begins so, each with whether it was found in the text.
fn tags(desk: &Desk, beginning: &str) -> Vec<(String, bool)> {
    let article = article(desk, beginning);
    let tags = article["tags"].as_array().expect("tags").iter();
    tags.map(|tag| (text(tag, "slug").to_owned(), tag["foundInText"] == true)).collect()
}

fn article(desk: &Desk, beginning: &str) -> Value {
    let rows = desk.rows(&["articles"]);
    rows.into_iter()
        .find(|row| text(row, "headline").starts_with(beginning))
        .expect("an article that begins so")
}

#[test]
fn names_are_made_one_and_parted() {
    let desk = Desk::with_sample();
    let before = desk.json(&["tag", "ferries"])["counts"]["total"].clone();
    let tag = desk.json(&["alias", "add", "Ferries", "Diplomacy"]);
    assert_eq!((text(&tag, "slug"), text(&tag["aliases"][0], "name")), ("ferries", "Diplomacy"));
    assert_eq!(text(&desk.json(&["tag", "DIPLOMACY"]), "slug"), "ferries", "either name leads there");
    assert_eq!(desk.rows(&["alias", "list"]).len(), 1);
    let follow = desk.json(&["follow", "tag", "diplomacy"]);
    assert_eq!((text(&follow, "key"), &follow["articles"]), ("ferries", &tag["counts"]["total"]));
    let parted = desk.json(&["alias", "remove", "diplomacy"]);
    assert_eq!((&parted["counts"]["total"], &parted["aliases"]), (&before, &json!([])));
    assert_eq!(text(&desk.error(&["alias", "remove", "diplomacy"]).1, "code"), "not_found");
    assert_eq!(text(&desk.error(&["alias", "add", "Ferries", "FERRIES"]).1, "code"), "invalid");
}

#[test]
fn a_followed_tag_is_found_in_texts_and_the_reader_has_the_last_word() {
    let desk = Desk::with_sample();
    let follow = desk.json(&["follow", "tag", "Winter market"]);
    assert_eq!(follow["articles"], 1, "what is stored is looked through at once");
    let (beginning, found) = ("Forty stalls", ("winter-market".to_owned(), true));
    assert!(tags(&desk, beginning).contains(&found), "and told apart: {:?}", tags(&desk, beginning));
    assert!(tags(&desk, beginning).contains(&("food".to_owned(), false)));
    assert!(desk.rows(&["alerts"]).is_empty(), "nobody is told of what was there");
    let id = text(&article(&desk, beginning), "id").to_owned();
    desk.json(&["take-tag", &id, "winter market"]);
    assert!(!tags(&desk, beginning).contains(&found), "taken away");
    assert_eq!(text(&desk.error(&["take-tag", &id, "winter market"]).1, "code"), "not_found");
    desk.json(&["take-tag", &id, "winter market", "--undo"]);
    assert!(tags(&desk, beginning).contains(&found), "and given back");
    let tag = desk.json(&["seek-tag", "Winter market", "--never"]);
    assert_eq!((&tag["sought"], &tag["counts"]["total"]), (&json!(false), &json!(0)));
    assert_eq!(desk.json(&["seek-tag", "Winter market"])["counts"]["total"], 1);
}

#[test]
fn a_follow_leaves_out_what_it_is_told_to() {
    let desk = Desk::with_sample();
    let follow = desk.json(&["follow", "tag", "Port Almery"]);
    let id = text(&follow, "id").to_owned();
    let all = desk.rows(&["articles", "--follow", &id]);
    assert_eq!(follow["articles"], all.len());
    let limited = desk.json(&[
        "limit",
        &id,
        "--not-tag",
        "FOOD",
        "--not-section",
        "City",
        "--not-words",
        "tide",
        "--own-tags",
    ]);
    let left = desk.rows(&["articles", "--follow", &id]);
    assert!(left.len() < all.len() && !left.is_empty(), "{} of {}", left.len(), all.len());
    assert_eq!(limited["articles"], left.len(), "its list and its counts are one");
    assert_eq!(limited["exclude"].as_array().map(Vec::len), Some(3));
    for row in &left {
        let slugs: Vec<&str> =
            row["tags"].as_array().expect("tags").iter().map(|tag| text(tag, "slug")).collect();
        assert!(slugs.contains(&"port-almery") && !slugs.contains(&"food"), "{slugs:?}");
    }
    assert_eq!(desk.json(&["limit", &id])["articles"], all.len(), "nothing is left out any more");
    assert_eq!(text(&desk.error(&["limit", "99"]).1, "code"), "not_found");
}
