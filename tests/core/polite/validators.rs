//! `ETag` and `Last-Modified`: kept as they came, both or neither, for as long as the answer they came with is the last.

use broadsheet_core::Library;
use chrono::TimeDelta;

use super::{Street, XML, feed};
use crate::newsroom::{options, rss_of};
use crate::server::{Reply, Server};

type Pair = (Option<&'static str>, Option<&'static str>);

fn with((etag, last_modified): Pair, mut reply: Reply) -> Reply {
    for (name, value) in [("ETag", etag), ("Last-Modified", last_modified)] {
        if let Some(value) = value {
            reply = reply.header(name, value);
        }
    }
    reply
}

fn owned((etag, last_modified): Pair) -> (Option<String>, Option<String>) {
    (etag.map(str::to_owned), last_modified.map(str::to_owned))
}

async fn sent_next(street: &Street) -> (Option<String>, Option<String>) {
    street.later(TimeDelta::hours(1)).insist().await;
    street.server().seen("/feed").last().expect("a request").sent()
}

#[tokio::test]
async fn they_go_back_to_the_letter_and_in_pairs() {
    for pair in [
        (Some("\"a\""), Some("Thu, 25 Sep 2025 10:00:00 GMT")),
        (Some("W/\"a, b\""), Some("Thu, 25 Sep 2025 10:00:00 +0000")),
        (Some("unquoted"), Some("yesterday, roughly")),
        (Some("W/unquoted\\\"x\""), Some("Thursday, 25-Sep-25 10:00:00 GMT")),
        (Some("\"\""), Some("0")),
        (Some("\"gzip-a-gzip\""), None),
        (None, Some("Thu Sep 25 10:00:00 2025")),
        (None, None),
    ] {
        let street = Street::with_feed(with(pair, feed())).await;
        assert_eq!(sent_next(&street).await, owned(pair), "sent back as it came");
        assert_eq!(sent_next(&street).await, owned(pair), "also after a 304, which gave none");
        street.judge();
    }
}

#[tokio::test]
async fn only_a_good_answer_gives_any() {
    let first = (Some("\"a\""), Some("Thu, 25 Sep 2025 10:00:00 GMT"));
    let other = (Some("\"b\""), Some("Thu, 25 Sep 2025 11:00:00 GMT"));
    for bad in [
        Reply::status(304),
        Reply::status(404),
        Reply::status(429).header("Retry-After", "60"),
        Reply::status(500),
        Reply::status(503),
        Reply::cut(XML, rss_of(&["One", "Two"])),
        Reply::ok("text/html", "<p>Log in to the network of this hotel."),
        Reply::redirect(302, "/nowhere"),
    ] {
        let street = Street::with_feed(with(first, feed())).await;
        street.server().on("/feed", with(other, bad.clone()));
        assert_eq!(sent_next(&street).await, owned(first));
        let street = street.reopened().await;
        assert_eq!(sent_next(&street).await, owned(first), "{bad:?} gave none, and took none away");
        street.server().on("/feed", with(first, feed()));
        sent_next(&street).await;
        assert_eq!(street.server().seen("/feed").last().expect("a request").status, 304, "they still hold");
    }
}

#[tokio::test]
async fn a_new_answer_takes_the_place_of_the_whole_pair() {
    let pairs: [Pair; 4] = [
        (Some("\"a\""), Some("Thu, 25 Sep 2025 10:00:00 GMT")),
        (Some("\"b\""), None),
        (None, Some("Thu, 25 Sep 2025 12:00:00 GMT")),
        (None, None),
    ];
    let street = Street::with_feed(with(pairs[0], feed())).await;
    for (pair, next) in pairs.iter().zip(&pairs[1..]) {
        // The same bytes, or others: what is new is the pair.
        street.server().on("/feed", with(*next, feed()));
        assert_eq!(sent_next(&street).await, owned(*pair));
    }
    assert_eq!(sent_next(&street).await, (None, None), "nothing is made up of our own");
    assert_eq!(street.room.list(Default::default()).await.len(), 1, "and the same bytes bring nothing");
    street.judge();
}

#[tokio::test]
async fn another_address_is_told_nothing_of_the_old_one() {
    let pair = (Some("\"a\""), Some("Thu, 25 Sep 2025 10:00:00 GMT"));
    let street = Street::with_feed(with(pair, feed())).await;
    street.server().on("/other", feed());
    let id = street.source().await.id;
    street.room.library.change_address(id, street.server().url("/other")).await.expect("an address");
    street.later(TimeDelta::hours(1)).insist().await;
    assert_eq!(street.server().seen("/other")[0].sent(), (None, None));
    street.judge();
}

#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "stands for an older version of the program")]
async fn an_upgrade_keeps_them() {
    let server = Server::start().await;
    server.on("/feed", feed());
    let folder = tempfile::tempdir().expect("a folder");
    let old = include_str!("../../fixtures/library/0001.sql")
        .replace("'https://harbour.example/feed'", &format!("'{}'", server.url("/feed")));
    let database = rusqlite::Connection::open(folder.path().join("library.db")).expect("a database");
    database.execute_batch(&old).expect("the old schema");
    database
        .execute("UPDATE source SET etag = 'W/\"a\"', last_modified = 'yesterday'", [])
        .expect("a source");
    drop(database);
    let library = Library::open(options(folder.path()).0).await.expect("an upgrade");
    library.refresh(None).await.expect("a report");
    assert_eq!(server.seen("/feed")[0].sent(), owned((Some("W/\"a\""), Some("yesterday"))));
}
