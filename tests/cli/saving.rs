//! Articles of the sample edition saved: sealed, kept by themselves, written on.

use serde_json::json;

use crate::program::{Desk, text};
use crate::sample::ids;

#[test]
fn saving_seals_the_pictures_and_verifying_finds_what_is_broken() {
    let desk = Desk::with_sample();
    let id = text(&desk.rows(&["articles", "--limit", "1"])[0], "id").to_owned();
    let saved = desk.json(&["save", &id]);
    assert_eq!(saved["saved"], true);
    assert_eq!(
        (text(&saved["save"], "state"), &saved["save"]["missing"]),
        ("complete", &json!(0)),
        "{saved}"
    );
    assert_eq!(ids(&desk.rows(&["saved"])), std::slice::from_ref(&id));
    assert_eq!(ids(&desk.rows(&["articles", "--saved"])), std::slice::from_ref(&id));
    assert_eq!(desk.json(&["save", &id])["save"]["state"], "complete", "saving again changes nothing");
    let report = desk.json(&["verify"]);
    assert!(report["checked"].as_u64() > Some(0) && report["damaged"] == json!([]), "{report}");

    let victim = kept_files(desk.folder()).into_iter().next().expect("a kept picture");
    std::fs::write(&victim, b"rot").expect("the file is written over");
    let report = desk.json(&["verify"]);
    assert_eq!(
        (report["mended"].as_array().map(Vec::len), &report["damaged"]),
        (Some(1), &json!([])),
        "{report}"
    );
    assert_ne!(std::fs::read(&victim).expect("the file"), b"rot", "fetched again");

    assert_eq!(desk.json(&["unsave", &id])["saved"], false);
    assert_eq!(desk.rows(&["saved"]).len(), 0);
}

/// The pictures a library keeps: every file in its folders.
fn kept_files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").filter_map(|entry| Some(entry.ok()?.path()));
    let (folders, _): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let files = folders.iter().flat_map(|folder| {
        let inside =
            std::fs::read_dir(folder).expect("a folder").filter_map(|entry| Some(entry.ok()?.path()));
        inside.filter(|path| path.is_file()).collect::<Vec<_>>().into_iter().chain(kept_files(folder))
    });
    files.collect()
}

#[test]
fn the_newest_of_a_follow_are_saved_by_themselves() {
    let desk = Desk::with_sample();
    let publication = text(&desk.rows(&["publications"])[0], "id").to_owned();
    let follow = text(&desk.json(&["follow", "publication", &publication]), "id").to_owned();
    assert_eq!(desk.json(&["keep", &follow, "2"])["keep"], 2);
    let saved = desk.rows(&["saved"]);
    assert!(saved.iter().all(|row| row["save"]["automatic"] == true && row["save"]["state"] == "complete"));
    assert_eq!(ids(&saved), ids(&desk.rows(&["articles", "--limit", "2"])), "the newest ones, sealed");
    assert_eq!(desk.json(&["keep", &follow])["keep"], json!(null));
    assert_eq!(desk.rows(&["saved"]).len(), 0);
    assert_eq!(text(&desk.error(&["keep", &follow, "0"]).1, "code"), "invalid");
}

#[test]
fn what_is_written_on_articles_is_listed_found_and_stays() {
    let desk = Desk::with_sample();
    let rows = desk.rows(&["articles"]);
    let (one, two) = (text(&rows[0], "id"), text(&rows[1], "id"));
    for id in [one, two] {
        desk.json(&["save", id]);
    }
    let article = desk.json(&["article", one]);
    let words: Vec<&str> = text(&article, "contentText").split_whitespace().skip(10).take(6).collect();
    let words = words.join("  ");
    let highlight = desk.json(&["highlight", one, &words, "--note", "Ask the lighthouse keeper"]);
    assert_eq!(text(&highlight, "exact").split(' ').count(), 6);
    assert!(!text(&highlight, "prefix").is_empty(), "what stands round it is kept too: {highlight}");
    assert_eq!(text(&desk.error(&["highlight", one, "no such words in it"]).1, "code"), "invalid");
    desk.json(&["label", one, "Sea", "long read"]);
    desk.json(&["note", two, "Compare both"]);
    assert_eq!(desk.rows(&["labels"]).len(), 2);
    let saved = |more: &[&str]| ids(&desk.rows(&[&["saved"], more].concat()));
    assert_eq!(saved(&["--label", "LONG READ"]), [one]);
    assert_eq!(saved(&["--search", "lighthouse keeper"]), [one]);
    assert_eq!(saved(&["--noted"]).len(), 2);
    let sorted = saved(&["--sort", "size"]);
    assert_eq!(saved(&["--sort", "size", "--reverse"]), sorted.iter().rev().cloned().collect::<Vec<_>>());
    desk.json(&["unsave", one]);
    let article = desk.json(&["article", one]);
    assert_eq!(text(&article["highlights"][0], "note"), "Ask the lighthouse keeper", "it is the article's");
    let id = text(&highlight, "id");
    desk.json(&["note-highlight", id, "Asked"]);
    assert_eq!(text(&desk.json(&["article", one])["highlights"][0], "note"), "Asked");
    desk.json(&["unhighlight", id]);
    assert_eq!(desk.json(&["article", one])["highlights"], serde_json::json!([]));
}
