//! What the library's room goes to, what is let go, and whom the program talks to.

use broadsheet_core::model::{ArticleQuery, Forgetting, Purpose, SettingsChange};
use chrono::TimeDelta;
use serde_json::json;

use crate::newsroom::{Newsroom, rss_of};
use crate::server::{Reply, Server};

const XML: &str = "application/rss+xml";

async fn set(room: &Newsroom, value: serde_json::Value) {
    let change: SettingsChange = serde_json::from_value(value).expect("a change is an object");
    room.library.change_settings(change).await.expect("settings there are");
}

async fn room_of(server: &Server, headlines: &[&str]) -> Newsroom {
    let room = Newsroom::open().await;
    server.on("/feed", Reply::ok(XML, rss_of(headlines)));
    room.add(&server.url("/feed")).await;
    room
}

#[tokio::test]
async fn nothing_goes_unless_the_reader_says_so() {
    let server = Server::start().await;
    let room = room_of(&server, &["One", "Two"]).await;
    room.clock.advance(TimeDelta::days(4000));
    room.library.tidy().await.expect("tidied");
    assert_eq!(room.headlines().await.len(), 2, "articles are kept for ever by default");
}

#[tokio::test]
async fn less_is_kept_at_once_and_from_then_on() {
    let server = Server::start().await;
    let room = room_of(&server, &["One", "Two"]).await;
    room.library.save(room.id("Two").await).await.expect("saved");
    room.clock.advance(TimeDelta::days(31));
    let beyond = Forgetting::Beyond { days: Some(30), articles: None };
    let seen = room.library.forgettable(beyond).await.expect("a look");
    assert_eq!((seen.articles, seen.list[0].headline.as_str()), (1, "One"), "seen before it goes");
    set(&room, json!({ "keepDays": 30 })).await;
    assert_eq!(room.headlines().await, ["Two"], "what is saved stays");
    server.on("/feed", Reply::ok(XML, rss_of(&["One", "Two", "Three"])));
    room.refresh().await;
    let mut left = room.headlines().await;
    left.sort();
    assert_eq!(left, ["Three", "Two"], "what its source still lists is no news");
    room.clock.advance(TimeDelta::days(31));
    room.library.tidy().await.expect("tidied");
    assert_eq!(room.headlines().await, ["Two"], "and so on without being asked");
    assert!(room.library.check().await.expect("a report").sound);
}

#[tokio::test]
async fn a_publication_keeps_its_articles_as_the_reader_says_of_it() {
    let (server, other) = (Server::start().await, Server::start().await);
    let room = room_of(&server, &["One", "Two", "Three"]).await;
    other.on("/feed", Reply::ok(XML, rss_of(&["Elsewhere"]).replace("harbour.example", "hill.example")));
    room.add(&other.url("/feed")).await;
    let id = room.article("One").await.summary.publication.id;
    room.library.save(room.id("Two").await).await.expect("saved");
    room.clock.advance(TimeDelta::days(31));
    let of = Forgetting::BeyondOf { publication: id, days: Some(30), articles: None };
    assert_eq!(room.library.forgettable(of).await.expect("a look").articles, 2, "seen before they go");
    let changed = room.library.set_retention(id, Some(30), None).await.expect("set");
    assert_eq!((changed.keep_days, changed.keep_articles), (Some(30), None));
    let left = async || {
        let mut left = room.headlines().await;
        left.sort();
        left
    };
    assert_eq!(left().await, ["Elsewhere", "Two"], "what is saved stays, and what is another's");
    server.on("/feed", Reply::ok(XML, rss_of(&["One", "Two", "Three", "Four"])));
    room.refresh().await;
    assert_eq!(left().await, ["Elsewhere", "Four", "Two"], "what went is no news while it is still listed");

    // For ever holds against what holds for all.
    room.library.set_retention(id, Some(0), None).await.expect("set");
    room.clock.advance(TimeDelta::days(400));
    set(&room, json!({ "keepDays": 90 })).await;
    assert_eq!(left().await, ["Four", "Two"]);
    room.library.set_retention(id, None, None).await.expect("set");
    assert_eq!(left().await, ["Two"], "and as all again");
    for (days, articles) in [(Some(3), None), (None, Some(1))] {
        let refused = room.library.set_retention(id, days, articles).await.expect_err("too few");
        assert_eq!(refused.code(), "invalid");
    }
    assert!(room.library.check().await.expect("a report").sound);
}

#[tokio::test]
async fn room_is_made_of_what_was_read() {
    let server = Server::start().await;
    let room = room_of(&server, &["One", "Two"]).await;
    room.library.mark_read(vec![room.id("One").await], true).await.expect("read");
    let before = room.library.storage().await.expect("sizes");
    assert!(before.articles > 0 && before.search > 0, "{before:?}");
    assert_eq!(room.library.forget(Forgetting::Read).await.expect("gone"), 1);
    assert_eq!(room.headlines().await, ["Two"]);
    assert_eq!(room.library.forget(Forgetting::Read).await.expect("nothing"), 0, "once");
    let counts = room.library.count_articles(vec![ArticleQuery::default()]).await.expect("counts")[0];
    assert_eq!((counts.total, counts.unread), (1, 1));
}

#[tokio::test]
async fn a_publication_can_have_an_interval_of_its_own() {
    let server = Server::start().await;
    let room = room_of(&server, &["One"]).await;
    let id = room.library.publications().await.expect("a list")[0].id;
    let asked_after = async |minutes: i64| {
        room.clock.advance(TimeDelta::minutes(minutes));
        room.library.refresh_due().await.expect("a report").checked
    };
    let often = room.library.set_refresh_interval(id, Some(240)).await.expect("an interval");
    assert_eq!(often.refresh_minutes, Some(240));
    assert_eq!((asked_after(239).await, asked_after(1).await), (0, 1), "at once and from then on");
    set(&room, json!({ "refreshMinutes": 15 })).await;
    assert_eq!(asked_after(30).await, 0, "all others' is not its own");
    set(&room, json!({ "refreshMinutes": null })).await;
    assert_eq!(asked_after(215).await, 1, "also where nothing else is asked by itself");
    room.library.set_refresh_interval(id, None).await.expect("as all");
    assert_eq!(asked_after(5000).await, 0);
    let refused = room.library.set_refresh_interval(id, Some(1)).await;
    assert_eq!(refused.expect_err("too often").code(), "invalid");
}

#[tokio::test]
async fn the_reader_sees_whom_the_program_talks_to_and_not_what_was_read() {
    let server = Server::start().await;
    let other = Server::start().await;
    let room = room_of(&server, &["One"]).await;
    server.on("/feed", Reply::redirect(302, &other.url("/feed")));
    other.on("/feed", Reply::ok(XML, rss_of(&["One", "A secret headline"])));
    room.refresh().await;
    let host = |server: &Server| server.url("").replace("http://", "");
    let connections = room.library.connections().await.expect("a list");
    let of = |name: String| connections.iter().find(|one| one.host == name).expect("the host").clone();
    let (first, second) = (of(host(&server)), of(host(&other)));
    assert!(first.requests >= 2 && first.bytes > 0, "with where it sent us on from: {first:?}");
    assert!(second.purposes.contains(&Purpose::Articles), "{second:?}");
    let told = serde_json::to_string(&connections).expect("JSON");
    assert!(!told.contains("/feed") && !told.contains("secret"), "no address and no headline: {told}");
    room.library.clear_connections().await.expect("cleared");
    assert!(room.library.connections().await.expect("a list").is_empty());
}
