//! The reader's own library, moved: found where it went, and whole in one place however the program ends. `KILLS` says how
//! often it is ended by force, else fourteen times.

#![cfg(target_os = "linux")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{Said, program, run};

/// A reader with folders of their own for settings and data.
struct Reader {
    home: TempDir,
}

impl Reader {
    fn new() -> Self {
        let reader = Self { home: TempDir::new().expect("a folder") };
        reader.ok(&["add", "sample:"]);
        reader.ok(&["save", "1", "2", "3"]);
        reader
    }

    fn at(&self, path: &str) -> PathBuf {
        self.home.path().join(path)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = program();
        command.env("XDG_CONFIG_HOME", self.at("settings")).env("XDG_DATA_HOME", self.at("data")).args(args);
        command
    }

    fn run(&self, args: &[&str]) -> Said {
        run(self.command(args))
    }

    fn ok(&self, args: &[&str]) -> String {
        let said = self.run(args);
        assert_eq!(said.code, 0, "{args:?}: {}", said.stderr);
        said.stdout
    }

    fn folder(&self) -> PathBuf {
        let stats: Value = serde_json::from_str(&self.ok(&["stats", "--json"])).expect("a document");
        stats["folder"].as_str().expect("a folder").into()
    }

    /// Everything that is read of the library.
    fn contents(&self) -> String {
        self.ok(&["verify"])
            + &self.ok(&["check"])
            + &self.ok(&["articles", "--json"])
            + &self.ok(&["saved", "--json"])
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("text")
}

#[test]
fn the_library_is_used_where_it_was_moved_to() {
    let reader = Reader::new();
    let (own, to, before) = (reader.folder(), reader.at("drive/library"), reader.contents());
    assert!(reader.ok(&["move-library", text(&to)]).contains(text(&to)), "it says where");
    assert_eq!((reader.folder(), reader.contents()), (to.clone(), before.clone()));
    let left: Vec<_> =
        fs::read_dir(&own).expect("a folder").map(|one| one.expect("one").file_name()).collect();
    assert_eq!(left, ["library-folder"], "only what says where");

    // The drive is not there: nothing new begins, and there is a way out.
    fs::rename(reader.at("drive"), reader.at("unplugged")).expect("moved");
    let said = reader.run(&["articles", "--json"]);
    let told: Value = serde_json::from_str(&said.stderr).expect("an error");
    assert_eq!((said.code, &told["code"]), (1, &Value::from("library_away")));
    assert!(!to.exists() && !own.join("library.db").exists(), "no new library");
    reader.ok(&["use-library", text(&reader.at("unplugged/library"))]);
    assert_eq!(reader.contents(), before);
    assert_eq!(reader.run(&["use-library", text(&reader.at("settings"))]).code, 1, "no library is there");

    // What is named goes before what is pointed to, and is not the reader's own.
    let other = reader.at("other");
    let named = reader.run(&["--library", text(&other), "stats"]);
    assert!(named.stdout.contains(text(&other)), "{named:?}");
    let moved = reader.run(&["--library", text(&other), "move-library", text(&reader.at("there"))]);
    assert!(moved.stderr.starts_with("invalid"), "{moved:?}");
    let mut command = reader.command(&["stats"]);
    assert!(run(std::mem::replace(command.env("BROADSHEET_LIBRARY", &other), program())).code == 0);
}

#[test]
fn killed_at_any_time_one_whole_library_is_found() {
    let kills = std::env::var("KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(14);
    let reader = Reader::new();
    let before = reader.contents();
    let (mut moved, pointer) = (0, reader.at("settings/news.broadsheet.desktop/library-folder"));
    for kill in 0..kills {
        let (from, to) = (reader.folder(), reader.at(&format!("{kill}")));
        let mut moving = reader.command(&["move-library", text(&to)]);
        let mut moving = moving.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        // As soon as it has come so far, or further: each time to another step.
        let has_come = |step: u64| match step {
            0 => to.join("library-is-coming").exists(),
            1 => to.join("media").exists(),
            2 => to.join("library.db").exists(),
            3 => to.join("moved-from").exists(),
            4 => fs::read_to_string(&pointer).is_ok_and(|there| there == text(&to)),
            5 => !from.join("media").exists(),
            _ => !from.join("library.db").exists(),
        };
        while !has_come(kill % 7) && moving.try_wait().expect("asked").is_none() {
            std::thread::yield_now();
        }
        moving.kill().expect("ended");
        moving.wait().expect("gone");
        let found = reader.folder();
        assert!(found == from || found == to, "found in one of both: {found:?}");
        moved += u64::from(found == to);
        assert_eq!(reader.contents(), before, "whole, after kill {kill}");
    }
    eprintln!("{kills} kills, of which {moved} came after the move");
    reader.ok(&["move-library", text(&reader.at("last"))]);
    assert_eq!(reader.contents(), before);
}
