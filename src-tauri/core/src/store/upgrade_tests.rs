use rusqlite::Connection;

use super::open::copy_before_upgrade;
use super::open_tests::{filled, other_program};
use super::testing::*;
use super::*;
use crate::model::*;

#[test]
fn the_library_is_copied_before_an_upgrade() {
    let shelf = filled();
    let copy = shelf.read(|conn| copy_before_upgrade(shelf.folder.path(), conn, 1, start()));
    assert_eq!(
        copy.file_name().unwrap(),
        "library-schema-1-2025-09-26-120000.db",
        "dated, beside the library"
    );
    #[expect(clippy::disallowed_methods, reason = "tests stand for other programs")]
    let copied = Connection::open(copy).unwrap();
    let articles: i64 = copied.query_row("SELECT count(*) FROM article", [], |row| row.get(0)).unwrap();
    assert_eq!(articles, 50, "whole, with what was still in the log");
}

fn schema(conn: &Connection) -> Vec<(String, Option<String>)> {
    let mut statement = conn.prepare("SELECT name, sql FROM sqlite_schema ORDER BY name").unwrap();
    statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(rusqlite::Result::unwrap)
        .collect()
}

#[test]
fn every_released_schema_upgrades() {
    let folder = tempfile::tempdir().unwrap();
    other_program(folder.path())
        .execute_batch(include_str!("../../../../tests/fixtures/library/0001.sql"))
        .unwrap();
    let store = Store::open(folder.path(), "2026-01-01T00:00:00Z".parse().unwrap()).unwrap();
    let old = Shelf { folder, store };
    assert_eq!(
        old.headlines(&searching("harbour")),
        ["Cranes return to the harbour"],
        "its index still finds"
    );
    let kept = old.only();
    assert_eq!(kept.content_html, "<p>The <em>harbour</em> is open.</p>", "its bodies can be read");
    assert_eq!(kept.summary.authors[0].name, "Ann Lee");
    assert!(kept.summary.read && kept.summary.saved, "what the reader did stays");
    assert_eq!(old.read(|conn| follow::all(conn, None))[0].articles, 1);
    assert_eq!(old.inbox()[0].because, ["Shipping"]);
    assert!(old.read(stats::check).sound);
    let new = Shelf::new();
    assert_eq!(
        old.read(|conn| Ok(schema(conn))),
        new.read(|conn| Ok(schema(conn))),
        "upgraded is as good as new"
    );
}

#[test]
fn a_backup_of_an_older_schema_begins_anew_and_upgrades() {
    let folder = tempfile::tempdir().unwrap();
    let old = other_program(folder.path());
    old.execute_batch(include_str!("../../../../tests/fixtures/library/0001.sql")).unwrap();
    old.execute_batch(
        "UPDATE alert SET state = 'pending'; UPDATE sqlite_sequence SET seq = 70 WHERE name = 'alert'",
    )
    .unwrap();
    drop(old);
    begin_anew(folder.path()).unwrap();
    let shelf = Shelf { store: Store::open(folder.path(), start()).unwrap(), folder };
    assert_eq!(shelf.claim(), None, "what waited in it may have been shown since");
    assert_eq!(shelf.inbox()[0].state, AlertState::Quiet);
    let next = "SELECT seq FROM sqlite_sequence WHERE name = 'alert'";
    assert_eq!(
        shelf.read(|conn| Ok(conn.query_row(next, [], |row| row.get::<_, i64>(0))?)),
        70,
        "no id is used twice"
    );
}

#[test]
fn an_upgrade_takes_secrets_out_of_addresses_and_knows_them_by_one_rule() {
    let folder = tempfile::tempdir().unwrap();
    let old = other_program(folder.path());
    old.execute_batch(include_str!("../../../../tests/fixtures/library/0001.sql")).unwrap();
    old.execute("UPDATE source SET url = 'https://me:pw@one.example/feed/' WHERE id = 1", []).unwrap();
    drop(old);
    let store = Store::open(folder.path(), start()).unwrap();
    let shelf = Shelf { folder, store };
    let shown = shelf.read(|conn| source::get(conn, SourceId(1), start()));
    assert_eq!(
        (shown.url.as_str(), shown.private, shown.role),
        ("https://one.example/feed/", true, SourceRole::Used)
    );
    let turn = shelf.read(|conn| source::turn(conn, SourceId(1)));
    assert_eq!(turn.plan.credentials.unwrap().as_text(), "me:pw");
    let again = shelf.write(|tx| publication::add(tx, &adding("http://one.example/feed"), start())).unwrap();
    assert_eq!(again.source, SourceId(1), "with or without a closing stroke");
}

#[test]
fn an_upgrade_finds_the_videos_of_articles() {
    let folder = tempfile::tempdir().unwrap();
    let old = other_program(folder.path());
    old.execute_batch(include_str!("../../../../tests/fixtures/library/0001.sql")).unwrap();
    old.execute_batch(
        r#"UPDATE article_body SET videos = '[{"url": "https://v.example/1", "poster": null, "posterMedia": null,
             "title": null, "durationSeconds": 65}]'"#,
    )
    .unwrap();
    drop(old);
    let store = Store::open(folder.path(), start()).unwrap();
    let shelf = Shelf { folder, store };
    let [row] = &shelf.list(&ArticleQuery { video: Some(true), ..ArticleQuery::default() })[..] else {
        panic!("the one article with a body")
    };
    assert_eq!(row.video.as_ref().and_then(|video| video.duration_seconds), Some(65));
}
