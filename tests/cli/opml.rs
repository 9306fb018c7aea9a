//! Subscriptions in and out.

use serde_json::json;

use crate::program::{Desk, fixture, text};

#[test]
fn subscriptions_come_in_once_and_in_their_folders() {
    let desk = Desk::new();
    let file = fixture("subscriptions.opml");
    let report = desk.json(&["opml", "import", &file]);
    assert_eq!(report, json!({ "added": 2, "already": 0, "refused": ["No address"] }));
    let again = desk.json(&["opml", "import", &file]);
    assert_eq!(
        (&again["added"], &again["already"]),
        (&json!(0), &json!(2)),
        "a second import changes nothing"
    );
    let publications = desk.rows(&["publications"]);
    let titles: Vec<&str> = publications.iter().map(|publication| text(publication, "title")).collect();
    assert_eq!(titles, ["Quays & Alleys", "The Mill Street Wire"], "by title");
    assert!(publications.iter().all(|publication| publication["folder"] == json!(["Towns"])));
    assert!(
        desk.rows(&["sources"]).iter().all(|source| source["checkedAt"].is_null()),
        "nothing was fetched"
    );
}

#[test]
fn what_goes_out_comes_back_in() {
    let desk = Desk::new();
    desk.json(&["opml", "import", &fixture("subscriptions.opml")]);
    let exported = desk.text(&["opml", "export"]);
    assert_eq!(text(&desk.json(&["opml", "export"]), "opml"), exported, "the same in JSON");
    let file = desk.folder().join("exported.opml");
    std::fs::write(&file, &exported).expect("a file");
    let other = Desk::new();
    other.json(&["opml", "import", file.to_str().expect("a path in Unicode")]);
    assert_eq!(other.text(&["opml", "export"]), exported);
}

#[test]
fn the_sample_edition_stays_at_home() {
    let exported = Desk::with_sample().text(&["opml", "export"]);
    assert!(!exported.contains("sample"), "{exported}");
}
