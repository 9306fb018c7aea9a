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
fn publications_move_and_folders_are_renamed_in_what_goes_out_too() {
    let desk = Desk::new();
    desk.json(&["opml", "import", &fixture("subscriptions.opml")]);
    let folders = || -> Vec<serde_json::Value> {
        desk.rows(&["publications"]).iter().map(|publication| publication["folder"].clone()).collect()
    };
    let id = text(&desk.rows(&["publications"])[0], "id").to_owned();
    desk.text(&["move", &id, "World", "Coast"]);
    assert_eq!(folders(), [json!(["World", "Coast"]), json!(["Towns"])]);
    desk.text(&["folder", "World", "Abroad"]);
    desk.text(&["folder", "Towns"]);
    assert_eq!(folders(), [json!(["Abroad", "Coast"]), json!([])], "a folder given up leaves what was in it");
    let exported = desk.text(&["opml", "export"]);
    assert!(exported.contains("Abroad") && exported.contains("Coast"), "{exported}");
    assert!(!exported.contains("Towns") && !exported.contains("World"), "{exported}");
    assert_eq!(desk.run(&["move", "999", "World"]).code, 1, "there is no such publication");
}

#[test]
fn the_sample_edition_stays_at_home() {
    let exported = Desk::with_sample().text(&["opml", "export"]);
    assert!(!exported.contains("sample"), "{exported}");
}
