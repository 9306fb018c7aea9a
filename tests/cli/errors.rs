//! Errors: on stderr as `code: message`, with `--json` as an object, and never with exit code 0.

use std::io::Read;
use std::process::Stdio;

use serde_json::json;

use crate::program::{Desk, fixture, program, run, text};
use crate::shapes::has_keys;

#[test]
fn an_error_is_told_in_words() {
    let said = Desk::new().run(&["article", "99"]);
    assert_eq!(said.stderr, "not_found: There is no such article in the library.\n");
    assert_eq!((said.code, said.stdout.as_str()), (1, ""), "nothing is on stdout");
}

#[test]
fn an_error_is_told_in_json() {
    let (code, error) = Desk::new().error(&["article", "99"]);
    assert_eq!(code, 1);
    assert_eq!(
        error,
        json!({
            "code": "not_found",
            "message": "There is no such article in the library.",
            "params": { "kind": "article", "id": "99" },
            "retryable": false,
        })
    );
}

#[test]
fn each_bad_input_has_its_code() {
    let desk = Desk::new();
    let garbage = desk.folder().with_extension("garbage");
    std::fs::write(&garbage, "garbage").expect("a file");
    let garbage = garbage.to_str().expect("a path in Unicode");
    for (args, code) in [
        (["parse", "/no/such/file", "--url", "https://mill.example/"].as_slice(), "file"),
        (&["parse", garbage, "--url", "https://mill.example/"], "not_a_feed"),
        (&["parse", &fixture("page.html"), "--url", "https://mill.example/"], "not_a_feed"),
        (&["parse", &fixture("feed.xml"), "--url", "ftp://mill.example/"], "address_scheme"),
        (&["opml", "import", garbage], "opml_invalid"),
        (&["add", "file:///etc/passwd"], "address_scheme"),
        (&["discover", "https://"], "address_invalid"),
        (&["remove", "99"], "not_found"),
        (&["author", "99"], "not_found"),
        (&["tag", "Nowhere"], "not_found"),
        (&["unfollow", "99"], "not_found"),
        (&["save", "99"], "not_found"),
        (&["read", "99"], "not_found"),
        (&["refresh", "--publication", "99"], "not_found"),
        (&["articles", "--cursor", "garbage"], "invalid"),
    ] {
        let (exit, error) = desk.error(args);
        assert_eq!((text(&error, "code"), exit), (code, 1), "{args:?}: {error}");
        has_keys(&error, "code message params retryable");
    }
    std::fs::remove_file(garbage).expect("the file is there");
}

#[test]
fn a_command_line_that_cannot_be_understood_is_an_error_too() {
    let desk = Desk::new();
    for args in [
        ["article", "x"].as_slice(),
        &["articles", "--since", "yesterday"],
        &["articles", "--limit", "0"],
        &["nonsense"],
        &["follow", "mood", "good"],
        &["opml"],
        &[],
    ] {
        let (exit, error) = desk.error(args);
        assert_eq!((text(&error, "code"), exit), ("usage", 2), "{args:?}: {error}");
        assert!(!text(&error, "message").contains("Usage:"), "one sentence, no manual: {error}");
    }
    assert!(desk.run(&["nonsense"]).stderr.starts_with("usage: "), "in words it has the same form");
}

#[test]
fn a_library_that_is_no_database_is_refused_and_left_alone() {
    let desk = Desk::new();
    desk.json(&["stats"]);
    let database = std::fs::read_dir(desk.folder())
        .expect("the folder")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| {
            path.is_file() && std::fs::read(path).is_ok_and(|bytes| bytes.starts_with(b"SQLite format 3"))
        })
        .expect("the library has a database");
    std::fs::write(&database, [b'x'; 8192]).expect("the file is written over");
    let (exit, error) = desk.error(&["check"]);
    assert_eq!((text(&error, "code"), exit), ("library_damaged", 1), "{error}");
    assert_eq!(std::fs::read(&database).expect("the file"), [b'x'; 8192], "nothing was deleted or written");
}

#[test]
fn output_that_nobody_reads_to_its_end_is_no_trouble() {
    let desk = Desk::with_sample();
    let mut child = desk
        .command(&["articles", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let mut stderr = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut stderr).expect("text");
    let code = child.wait().expect("the program ends").code();
    assert_eq!((code, stderr.as_str()), (Some(0), ""), "no panic, no word");
}

#[test]
fn the_library_can_be_named_in_the_environment() {
    let desk = Desk::new();
    let mut command = program();
    command.args(["stats", "--json"]).env("BROADSHEET_LIBRARY", desk.folder());
    let said = run(command);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let stats: serde_json::Value = serde_json::from_str(&said.stdout).expect("JSON");
    assert_eq!(text(&stats, "folder"), desk.folder().to_str().expect("a path in Unicode"));
}
