//! Articles out, and saved articles in.

use std::fs;

use serde_json::json;

use crate::program::{Desk, text};

/// A library with two saved articles of the sample edition, one of them read and written on, and its folder's paths as
/// texts.
fn desk_with_saves() -> Desk {
    let desk = Desk::with_sample();
    for row in desk.rows(&["articles", "--limit", "2"]) {
        desk.json(&["save", text(&row, "id")]);
    }
    let rows = desk.rows(&["saved"]);
    let id = text(&rows[0], "id");
    desk.json(&["read", id]);
    desk.json(&["label", id, "Sea", "Work"]);
    desk.json(&["note", id, "Ask the pilot."]);
    desk
}

fn path(desk: &Desk, name: &str) -> String {
    desk.folder().join(name).to_str().expect("a path in Unicode").to_owned()
}

#[test]
fn saved_articles_go_out_and_come_back_in() {
    let desk = desk_with_saves();
    let archive = path(&desk, "saved.zip");
    let report = desk.json(&["export", "--saved", "--format", "json", "--to", &archive]);
    assert_eq!(
        (&report["articles"], &report["missing"], &report["path"]),
        (&json!(2), &json!([]), &json!(archive))
    );
    let other = Desk::new();
    let came = other.json(&["import", &archive]);
    assert_eq!(
        came,
        json!({
            "from": "broadsheet", "added": 2, "already": 0, "failed": [], "refused": [], "missing": 0, "fromList": 0,
            "cancelled": false,
        })
    );
    let known = |desk: &Desk| -> Vec<_> {
        let rows = desk.rows(&["saved"]);
        rows.iter()
            .map(|row| {
                json!([
                    row["headline"],
                    row["read"],
                    row["save"]["savedAt"],
                    row["tags"],
                    row["labels"],
                    row["noted"]
                ])
            })
            .collect()
    };
    assert_eq!(known(&other), known(&desk));
    let again = path(&other, "again.zip");
    other.json(&["export", "--saved", "--format", "json", "--to", &again]);
    assert_eq!(
        other.text(&["import", &again]),
        "From a Broadsheet archive: 0 articles saved, 2 already here.\n"
    );
}

#[test]
fn articles_are_written_in_every_format_and_never_over_what_is_there() {
    let desk = desk_with_saves();
    let ids: Vec<String> = desk.rows(&["saved"]).iter().map(|row| text(row, "id").to_owned()).collect();
    for (format, name) in
        [("html", "page.html"), ("epub", "book.epub"), ("json", "one.zip"), ("markdown", "notes")]
    {
        let to = path(&desk, name);
        let said = desk.text(&["export", &ids[0], "--format", format, "--to", &to]);
        assert!(said.starts_with("1 article with ") && said.ends_with(&format!("in {to}\n")), "{said}");
        let (code, error) = desk.error(&["export", &ids[0], "--format", format, "--to", &to]);
        assert_eq!((code, text(&error, "code")), (1, "file"), "{format} is there already");
    }
    assert!(
        fs::read_to_string(desk.folder().join("page.html"))
            .expect("a page")
            .contains("Content-Security-Policy")
    );
    assert!(desk.folder().join("notes/images").is_dir());
    let pages = path(&desk, "pages");
    desk.text(&["export", &ids[0], &ids[1], "--format", "html", "--to", &pages]);
    assert!(desk.folder().join("pages/index.html").is_file());
    let (code, error) = desk.error(&["export", "999", "--format", "epub", "--to", &path(&desk, "none.epub")]);
    assert_eq!((code, text(&error, "code")), (1, "not_found"));
    assert!(!desk.folder().join("none.epub").exists());
    assert_eq!(desk.run(&["export", "--format", "epub", "--to", "x.epub"]).code, 2, "which ones?");
}

#[test]
fn what_is_no_list_is_refused_and_what_cannot_be_had_is_told() {
    let desk = Desk::new();
    let notes = path(&desk, "notes.txt");
    fs::write(&notes, "Just some notes").expect("a file");
    let (code, error) = desk.error(&["import", &notes]);
    assert_eq!((code, text(&error, "code")), (1, "invalid"));
    let list = path(&desk, "list.csv");
    // A port that nobody listens at.
    fs::write(
        &list,
        "title,url,time_added,tags,status\nOne,http://127.0.0.1:9/one,1,,unread\nTwo,,2,,unread\n",
    )
    .expect("a file");
    let said = desk.text(&["import", &list]);
    assert_eq!(
        said,
        "From Pocket: 0 articles saved, 0 already here.\n  not saved: http://127.0.0.1:9/one “One” (unreachable)\n  \
         not understood: line 3: no usable address: \nImporting the same once more asks for these again.\n"
    );
}

#[test]
fn a_library_goes_into_one_file_and_comes_back_out_of_it() {
    let desk = desk_with_saves();
    let backup = path(&desk, "library.zip");
    let report = desk.json(&["backup", &backup]);
    assert!(report["files"].as_u64() > Some(0) && report["missing"] == json!([]), "{report}");
    assert_eq!(text(&desk.error(&["backup", &backup]).1, "code"), "file", "never over what is there");
    let lists = |desk: &Desk| [&["articles"][..], &["saved"], &["publications"]].map(|list| desk.rows(list));

    let other = Desk::new();
    let restored = other.json(&["restore", &backup]);
    assert_eq!((&restored["files"], &restored["setAside"]), (&report["files"], &json!(null)));
    assert_eq!(lists(&other), lists(&desk), "nothing is lost");
    assert_eq!(other.json(&["verify"])["damaged"], json!([]));
    assert_eq!(other.json(&["check"])["sound"], true);

    other.json(&["unsave", text(&other.rows(&["saved"])[0], "id")]);
    let again = other.json(&["restore", &backup]);
    assert!(fs::exists(text(&again, "setAside")).expect("a folder"), "what was there is set aside");
    assert_eq!(lists(&other), lists(&desk));
}

#[test]
fn a_backup_that_is_damaged_changes_nothing() {
    let desk = desk_with_saves();
    let backup = path(&desk, "library.zip");
    desk.json(&["backup", &backup]);
    let whole = fs::read(&backup).expect("the backup");
    let before = desk.rows(&["saved"]);
    let mut turned = whole.clone();
    let middle = turned.len() / 2;
    turned[middle] ^= 0xFF;
    for broken in [&whole[..whole.len() / 2], &turned, b"no backup"] {
        let place = path(&desk, "broken.zip");
        fs::write(&place, broken).expect("written");
        let (exit, error) = desk.error(&["restore", &place]);
        assert_eq!((exit, text(&error, "code")), (1, "invalid"), "{error}");
        assert_eq!(desk.rows(&["saved"]), before, "the library is as it was");
    }
    let left = fs::read_dir(desk.folder()).expect("a folder").flatten().map(|entry| entry.file_name());
    let left: Vec<_> = left.filter(|name| name.to_string_lossy().starts_with("set-aside")).collect();
    assert!(left.is_empty(), "nothing half is left behind: {left:?}");
}
