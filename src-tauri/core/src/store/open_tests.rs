use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use rusqlite::Connection;

use super::open::file;
use super::testing::*;
use super::*;
use crate::model::*;
use crate::recover;

/// Opens SQLite as some other program would.
#[expect(clippy::disallowed_methods, reason = "tests stand for other programs")]
pub(super) fn other_program(folder: &Path) -> Connection {
    Connection::open(file(folder)).unwrap()
}

fn code(outcome: Result<Store>) -> &'static str {
    outcome.err().map_or("opened", |error| error.code())
}

pub(super) fn filled() -> Shelf {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    shelf.keep(source, 0, (0..50).map(|n| article(&n.to_string(), &format!("Story {n}"))).collect());
    shelf
}

/// Closes a store, and gives back its folder.
fn close(shelf: Shelf) -> tempfile::TempDir {
    let Shelf { folder, store } = shelf;
    drop(store);
    folder
}

#[test]
fn a_library_opens_again_as_it_was() {
    let folder = close(filled());
    let store = Store::open(folder.path(), at(1)).unwrap();
    let again = Shelf { folder, store };
    assert_eq!(again.list(&ArticleQuery::default()).len(), 50);
    let check = again.read(stats::check);
    assert_eq!(check, CheckReport { sound: true, problems: Vec::new() });
    let settings = again.read(|conn| {
        let pragma = |name| conn.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
        let mode: String = conn.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
        Ok((mode, pragma("foreign_keys")?, pragma("busy_timeout")?))
    });
    assert_eq!(settings, ("wal".to_owned(), 1, 5000), "as the architecture says");
}

#[test]
fn every_table_is_strict() {
    let loose = Shelf::new().read(|conn| {
        let mut statement = conn.prepare(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND NOT strict AND type = 'table'
               AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'article_fts%'",
        )?;
        let names = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
        Ok(names)
    });
    assert!(loose.is_empty(), "not strict: {loose:?}");
}

#[test]
fn a_newer_library_is_refused_and_left_alone() {
    let folder = close(filled());
    other_program(folder.path()).pragma_update(None, "user_version", 99).unwrap();
    let before = fs::read(file(folder.path())).unwrap();
    let error = Store::open(folder.path(), at(1)).err().unwrap();
    assert_eq!(error.code(), "library_newer");
    assert_eq!(error.params()["found"], 99, "the sentence can say which");
    assert_eq!(fs::read(file(folder.path())).unwrap(), before, "not a byte of it changed");
}

#[test]
fn a_damaged_library_is_kept_and_can_be_put_aside() {
    let folder = tempfile::tempdir().unwrap();
    let rubbish = b"this is no database, but perhaps somebody can mend it ".repeat(100);
    fs::write(file(folder.path()), &rubbish).unwrap();
    assert_eq!(code(Store::open(folder.path(), start())), "library_damaged");
    assert_eq!(fs::read(file(folder.path())).unwrap(), rubbish, "nothing is deleted");

    let aside = recover::set_aside(folder.path()).unwrap();
    assert_eq!(fs::read(file(&aside)).unwrap(), rubbish, "moved, not deleted");
    assert_eq!(code(Store::open(folder.path(), at(1))), "opened", "a new library begins");
    assert_eq!(code(Store::open(&aside, at(1))), "library_damaged", "and the old one is as it was");
}

#[test]
fn a_library_damaged_in_the_middle_says_so() {
    let folder = close(filled());
    let mut bytes = fs::read(file(folder.path())).unwrap();
    let half = bytes.len() / 2;
    bytes[half..].fill(0xAA);
    fs::write(file(folder.path()), &bytes).unwrap();
    let _ = fs::remove_file(folder.path().join("library.db-wal"));
    match Store::open(folder.path(), at(1)) {
        Err(error) => assert_eq!(error.code(), "library_damaged"),
        Ok(store) => {
            let damaged = Shelf { folder, store };
            let checked = damaged.write(|tx| stats::check(tx));
            let told = checked.map_or_else(|error| error.code() == "library_damaged", |report| !report.sound);
            assert!(told, "the check finds what opening did not");
        }
    }
}

#[test]
fn two_programs_share_a_library() {
    let folder = tempfile::tempdir().unwrap();
    let work = |name: &'static str| {
        let path = folder.path().to_owned();
        move || {
            let store = Store::open(&path, start()).unwrap_or_else(|error| panic!("{name}: {error}"));
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            for n in 0..20 {
                let added = adding(&format!("https://{name}.example/{n}"));
                runtime.block_on(store.write(move |tx| publication::add(tx, &added, start()))).unwrap();
            }
        }
    };
    let programs = [thread::spawn(work("one")), thread::spawn(work("two")), thread::spawn(work("three"))];
    for program in programs {
        program.join().unwrap();
    }
    let store = Store::open(folder.path(), at(1)).unwrap();
    let shelf = Shelf { folder, store };
    assert_eq!(shelf.read(|conn| publication::all(conn, None, at(1))).len(), 60, "nobody's work is lost");
}

#[test]
fn another_program_that_does_not_let_go_makes_it_busy() {
    let shelf = filled();
    let other = other_program(shelf.folder.path());
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    shelf.read(|conn| Ok(conn.busy_timeout(Duration::ZERO)?));
    let busy = shelf.write(|tx| Ok(tx.execute("UPDATE publication SET paused = 1", [])?));
    assert_eq!(busy.unwrap_err().code(), "library_busy");
    assert_eq!(shelf.list(&ArticleQuery::default()).len(), 50, "reading goes on");
    other.execute_batch("ROLLBACK").unwrap();
    shelf.write(|tx| Ok(tx.execute("UPDATE publication SET paused = 1", [])?)).unwrap();
}

#[test]
fn another_programs_changes_are_noticed() {
    let shelf = filled();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let version = || runtime.block_on(shelf.store.version_elsewhere()).unwrap();
    let before = version();
    runtime
        .block_on(shelf.store.write(|tx| Ok(tx.execute("UPDATE publication SET paused = 1", [])?)))
        .unwrap();
    assert_eq!(version(), before, "our own changes are no news");
    other_program(shelf.folder.path()).execute("UPDATE publication SET paused = 0", []).unwrap();
    assert_ne!(version(), before, "another program's are");
}

#[test]
fn work_that_nobody_waits_for_still_ends_whole() {
    let shelf = Shelf::new();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap();
    let (go, wait) = mpsc::channel();
    let (begun, has_begun) = mpsc::channel();
    let store = shelf.store.clone();
    let task = runtime.spawn(async move {
        store
            .write(move |tx| {
                publication::add(tx, &adding("https://one.example/feed"), start())?;
                begun.send(()).unwrap();
                wait.recv().unwrap();
                publication::add(tx, &adding("https://two.example/feed"), start())
            })
            .await
    });
    has_begun.recv().unwrap();
    task.abort();
    go.send(()).unwrap();
    let all = runtime.block_on(shelf.store.write(|tx| publication::all(tx, None, start()))).unwrap();
    assert_eq!(all.len(), 2, "the transaction ended, and the next one waited for it");
}

#[test]
fn work_that_panics_is_undone_and_the_store_goes_on() {
    let shelf = Shelf::new();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let outcome: Result<()> = runtime.block_on(shelf.store.write(|tx| {
        publication::add(tx, &adding("https://one.example/feed"), start())?;
        panic!("a bug")
    }));
    assert_eq!(outcome.unwrap_err().code(), "unexpected");
    let outcome: Result<()> = runtime.block_on(shelf.store.read(|_| panic!("a bug")));
    assert_eq!(outcome.unwrap_err().code(), "unexpected");
    let all = runtime.block_on(shelf.store.read(|conn| publication::all(conn, None, start()))).unwrap();
    assert!(all.is_empty(), "nothing of it was kept");
}

#[test]
fn readers_cannot_write() {
    let shelf = Shelf::new();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let outcome = runtime.block_on(shelf.store.read(|conn| Ok(conn.execute("DELETE FROM publication", [])?)));
    assert!(outcome.is_err(), "a reader only reads");
}

// ---- disks ----

/// Runs another test of this file with `folder` on a small disk of its own. Says whether that could be done.
fn on_a_small_disk(test: &str) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let script = format!(
        "mount -t tmpfs -o size=700k tmpfs '{0}' && SMALL_DISK='{0}' exec \"$0\" --exact --ignored --nocapture store::open_tests::{test}",
        folder.path().display()
    );
    let exe = std::env::current_exe().unwrap();
    let Ok(output) = Command::new("unshare").args(["-m", "sh", "-c", &script]).arg(exe).output() else {
        return false;
    };
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    if !said.contains("running 1 test") {
        return false;
    }
    assert!(output.status.success(), "{said}");
    true
}

fn small_disk() -> PathBuf {
    std::env::var_os("SMALL_DISK").unwrap().into()
}

#[test]
fn a_full_disk_loses_nothing() {
    if !on_a_small_disk("inside_a_full_disk") {
        eprintln!("skipped: cannot mount a small disk here");
    }
}

#[test]
#[ignore = "runs on a small disk, mounted by a_full_disk_loses_nothing"]
fn inside_a_full_disk() {
    let folder = small_disk();
    let store = Store::open(&folder, start()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let added = runtime
        .block_on(store.write(|tx| publication::add(tx, &adding("https://one.example/f"), start())))
        .unwrap();
    let mut kept = 0;
    let error = loop {
        let text: String = (0..4000).map(|n| format!("{} ", (n * 7919 + kept * 104_729) % 99_991)).collect();
        let told = NewArticle {
            content: text.as_str().into(),
            content_text: text.as_str().into(),
            ..article(&kept.to_string(), "One")
        };
        let harvest = Harvest { articles: vec![told], ..Harvest::default() };
        match runtime.block_on(store.write(move |tx| keep(tx, added.source, &harvest, &note(), start()))) {
            Ok(_) => kept += 1,
            Err(error) => break error,
        }
    };
    assert_eq!(error.code(), "disk_full", "{error}");
    assert!(kept > 0, "some came before");
    let counts = runtime.block_on(store.read(|conn| list::count(conn, &ArticleQuery::default()))).unwrap();
    assert_eq!(counts.total, kept, "what was kept is still there, and nothing else");
    drop(store);
    fs::write(folder.join("filler"), vec![0; 700 << 10]).unwrap_err();
    match Store::open(&folder, start()) {
        Ok(store) => assert!(runtime.block_on(store.read(stats::check)).unwrap().sound),
        Err(error) => assert_eq!(error.code(), "disk_full", "{error}"),
    }
    assert_eq!(code(Store::open(&folder.join("another"), start())), "disk_full", "nor does a new one begin");
}

#[test]
fn a_read_only_disk_is_told() {
    if !on_a_small_disk("inside_a_read_only_disk") {
        eprintln!("skipped: cannot mount a small disk here");
    }
}

#[test]
#[ignore = "runs on a small disk, mounted by a_read_only_disk_is_told"]
fn inside_a_read_only_disk() {
    let folder = small_disk();
    drop(Store::open(&folder, start()).unwrap());
    let mounted = Command::new("mount").args(["-o", "remount,ro"]).arg(&folder).status().unwrap();
    assert!(mounted.success());
    assert_eq!(code(Store::open(&folder, start())), "library_read_only", "a library that is there");
    assert_eq!(code(Store::open(&folder.join("new"), start())), "library_read_only", "one that is not");
}
