//! What the reader is told because of a follow: when, how much at once, and never again.

use broadsheet_core::event::Event;
use broadsheet_core::model::{
    AlertState, ArticleQuery, ExportChoice, ExportFormat, FollowChange, FollowId, FollowKind, FollowMode,
    Popup, SettingsChange,
};
use broadsheet_core::transfer::backup;
use chrono::{FixedOffset, TimeDelta};
use serde_json::json;
use tokio::sync::broadcast::Receiver;

use crate::newsroom::{Newsroom, item, rss};
use crate::server::{Reply, Server};

/// What a feed of so many items answers, all of them about the sea, the newest first.
fn seas(count: u32) -> Reply {
    let items: Vec<_> =
        (1..=count).rev().map(|n| item(n, &format!("Sea {n}"), "<category>Sea</category>")).collect();
    Reply::ok("application/rss+xml", rss(&items))
}

/// A library that follows the sea, and has read a feed of one item.
async fn room_by(server: &Server) -> (Newsroom, FollowId) {
    let room = Newsroom::open().await;
    let follow = room.library.follow(FollowKind::Tag, "Sea".to_owned()).await.expect("a follow").id;
    server.on("/feed", seas(1));
    room.add(&server.url("/feed")).await;
    (room, follow)
}

async fn choose(room: &Newsroom, value: serde_json::Value) {
    let change: SettingsChange = serde_json::from_value(value).expect("a change is an object");
    room.library.change_settings(change).await.expect("a setting");
}

fn heard(events: &mut Receiver<Event>) -> Vec<Event> {
    std::iter::from_fn(|| events.try_recv().ok()).collect()
}

/// Whether the shell is told that something may be claimed now.
async fn is_due(room: &Newsroom) -> bool {
    let mut events = room.library.events();
    room.library.deliver_due().await.expect("asked");
    heard(&mut events).contains(&Event::AlertsWaiting)
}

#[tokio::test]
async fn what_was_claimed_by_a_program_that_ended_says_that_it_was_not_shown() {
    let server = Server::start().await;
    let (room, _) = room_by(&server).await;
    server.on("/feed", seas(3));
    room.refresh().await;
    let state =
        async |room: &Newsroom| room.alerts(false).await.iter().map(|alert| alert.state).collect::<Vec<_>>();
    assert_eq!(room.claim().await.expect("the oldest").headline, "Sea 2");
    assert_eq!(state(&room).await, [AlertState::Pending, AlertState::Claimed], "it is being shown right now");

    let room = room.close().open().await.expect("the library again");
    assert_eq!(state(&room).await, [AlertState::Pending, AlertState::Unshown]);
    room.clock.advance(TimeDelta::days(-400));
    assert_eq!(state(&room).await, [AlertState::Pending, AlertState::Unshown], "whatever the clock says");
    let alert = room.claim().await.expect("the other");
    room.library.note_shown(vec![alert.id]).await.expect("noted");
    assert_eq!(state(&room).await, [AlertState::Shown, AlertState::Unshown]);
    assert_eq!(room.claim().await, None);
}

#[tokio::test]
async fn what_comes_with_one_refresh_is_told_at_once() {
    let server = Server::start().await;
    let (room, _) = room_by(&server).await;
    server.on("/other", Reply::ok("application/rss+xml", rss(&[])));
    room.add(&server.url("/other")).await;
    server.on("/feed", seas(4));
    let news = |n| item(n, &format!("News {n}"), "<category>Sea</category>");
    server.on("/other", Reply::ok("application/rss+xml", rss(&[news(7), news(8)])));
    let mut events = room.library.events();
    room.refresh().await;
    let waiting = heard(&mut events).into_iter().filter(|event| *event == Event::AlertsWaiting).count();
    assert_eq!(waiting, 1, "not one for each source");
    let Some(Popup::Many { alerts, count: 5, first, digest: false }) =
        room.library.claim_popup().await.expect("the outbox")
    else {
        panic!("one summary of all five")
    };
    assert_eq!((alerts.len(), first.len(), first[0].id), (5, 3, alerts[0]), "the newest three by name");
    assert_eq!(room.library.claim_popup().await.expect("the outbox"), None);
    room.library.note_shown(alerts).await.expect("noted");
    assert!(room.alerts(false).await.iter().all(|alert| alert.state == AlertState::Shown));
}

#[tokio::test]
async fn quiet_hours_and_pauses_end_by_themselves() {
    let server = Server::start().await;
    let (room, _) = room_by(&server).await;
    // It is noon at Greenwich, and 23:00 where the reader is.
    room.clock.travel(FixedOffset::east_opt(11 * 3600).expect("a zone"));
    choose(&room, json!({ "quietHours": { "from": 22 * 60, "to": 7 * 60 } })).await;
    server.on("/feed", seas(2));
    room.refresh().await;
    assert_eq!((room.claim().await, is_due(&room).await), (None, false), "the reader sleeps");
    assert_eq!(room.alerts(true).await.len(), 1, "it is in the inbox already");
    room.clock.advance(TimeDelta::hours(8));
    assert!(is_due(&room).await, "it is seven");

    room.library.pause_follows_for(Some(60)).await.expect("paused");
    assert_eq!((room.claim().await, is_due(&room).await), (None, false));
    room.clock.advance(TimeDelta::minutes(59));
    assert!(!is_due(&room).await);
    room.clock.advance(TimeDelta::minutes(1));
    assert!(is_due(&room).await);
    assert_eq!(room.claim().await.expect("told at last").headline, "Sea 2");
}

#[tokio::test]
async fn a_follow_tells_as_the_reader_wants_it_now() {
    let server = Server::start().await;
    let (room, follow) = room_by(&server).await;
    let set = async |change| room.library.set_follow(follow, change).await.expect("a follow");
    let mode = |mode| FollowChange { mode: Some(mode), ..FollowChange::default() };
    set(mode(FollowMode::Evening)).await;
    server.on("/feed", seas(3));
    room.refresh().await;
    assert!(!is_due(&room).await);
    room.clock.advance(TimeDelta::hours(6));
    assert!(is_due(&room).await, "18:00");
    set(mode(FollowMode::Instant)).await;
    assert_eq!(room.claim().await.expect("no digest any more").headline, "Sea 2");

    let paused = set(FollowChange { paused: Some(true), ..FollowChange::default() }).await;
    assert_eq!((paused.paused, paused.mode, paused.fresh), (true, FollowMode::Instant, 2));
    assert_eq!(room.claim().await, None);
    set(FollowChange { paused: Some(false), ..FollowChange::default() }).await;
    assert_eq!(room.claim().await, None, "what ended quietly stays in the inbox");
    assert_eq!(room.alerts(false).await[0].state, AlertState::Quiet);
    room.library.look_at_follow(follow).await.expect("looked");
    let follows = room.library.follows().await.expect("follows");
    assert_eq!(
        (follows[0].fresh, follows[0].latest.as_ref().map(|latest| &*latest.headline)),
        (0, Some("Sea 3"))
    );
}

#[tokio::test]
async fn what_the_reader_knows_is_told_nowhere_any_more() {
    let server = Server::start().await;
    let (room, _) = room_by(&server).await;
    server.on("/feed", seas(6));
    room.refresh().await;
    let mut events = room.library.events();
    let mut says = || heard(&mut events).contains(&Event::AlertsChanged);
    let all: Vec<_> =
        room.alerts(false).await.iter().map(|alert| (alert.id, alert.headline.clone())).collect();
    let unseen = async || {
        let ids = all.iter().map(|(id, _)| *id).collect();
        let unseen = room.library.unseen_of(ids).await.expect("a list");
        let of = |id| all.iter().find(|(alert, _)| *alert == id).expect("one of them").1.clone();
        unseen.into_iter().map(of).collect::<Vec<_>>()
    };
    let id = async |n| room.id(&format!("Sea {n}")).await;
    assert_eq!(unseen().await, ["Sea 2", "Sea 3", "Sea 4", "Sea 5", "Sea 6"]);

    room.library.open_article(id(2).await).await.expect("opened");
    assert!(says() && unseen().await == ["Sea 3", "Sea 4", "Sea 5", "Sea 6"], "opened");
    room.library.mark_read(vec![id(3).await, id(1).await], true).await.expect("read");
    assert!(says() && unseen().await == ["Sea 4", "Sea 5", "Sea 6"], "read, where there was an alert");
    room.library.mark_read(vec![id(3).await], false).await.expect("unread");
    assert!(!says() && unseen().await.len() == 3, "nobody is told of it again");
    room.library.dismiss_alerts(vec![all[0].0]).await.expect("dismissed");
    assert!(says() && unseen().await == ["Sea 4", "Sea 5"], "dismissed");

    let shown = room.claim().await.expect("Sea 4");
    room.library.note_shown(vec![shown.id]).await.expect("noted");
    let publication = room.library.publications().await.expect("a list")[0].id;
    room.library.remove_publication(publication).await.expect("removed");
    assert!(says() && unseen().await.is_empty(), "what is gone");
    assert_eq!(room.library.unseen_alerts().await.expect("a number"), 0);
    room.library.restore_publication(publication).await.expect("brought back");
    room.library.mark_all_read(ArticleQuery::default()).await.expect("all read");
    assert!(says() && unseen().await.is_empty(), "all of them");
    assert_eq!(room.claim().await, None);
    assert_eq!(room.alerts(false).await.len(), 5, "the inbox has all of it still");
}

#[tokio::test]
async fn a_backup_that_the_window_restores_tells_nothing_again() {
    let server = Server::start().await;
    let (room, _) = room_by(&server).await;
    server.on("/feed", seas(2));
    room.refresh().await;
    let elsewhere = tempfile::tempdir().expect("a folder");
    let copy = elsewhere.path().join("copy.zip");
    room.library.backup(copy.clone()).await.expect("a backup");
    assert_eq!(room.claim().await.expect("shown").headline, "Sea 2");
    server.on("/feed", seas(3));
    room.refresh().await;
    assert_eq!(room.claim().await.expect("shown").headline, "Sea 3");

    assert!(room.library.prepare_restore(copy).await.expect("unpacked"));
    let closed = room.close();
    backup::complete(closed.folder()).expect("restored").expect("set aside");
    let room = closed.open().await.expect("as it was");
    room.refresh().await;
    assert_eq!(room.headlines().await.len(), 3, "it came again");
    assert_eq!(room.claim().await, None, "and nothing is told again");
    assert_eq!(room.alerts(false).await.len(), 1);
    server.on("/feed", seas(4));
    room.refresh().await;
    assert_eq!(room.claim().await.expect("news").headline, "Sea 4");
}

#[tokio::test]
async fn what_an_archive_brought_is_no_news_when_its_source_tells_it() {
    let server = Server::start().await;
    let (old, _) = room_by(&server).await;
    server.on("/feed", seas(2));
    old.refresh().await;
    let id = old.id("Sea 2").await;
    old.library.save(id).await.expect("saved");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let archive = elsewhere.path().join("saved.zip");
    old.library.export(ExportChoice::Saved, ExportFormat::Json, archive.clone()).await.expect("an archive");

    let (room, _) = room_by(&server).await;
    let report = room.library.import_saved(archive).await.expect("a report");
    assert_eq!(report.added, 1, "{report:?}");
    server.on("/feed", seas(3));
    room.refresh().await;
    assert_eq!(room.alerts(false).await.len(), 1, "only what it did not bring");
    assert_eq!(room.claim().await.expect("news").headline, "Sea 3");
}

#[tokio::test]
async fn only_what_can_be_told_is_followed() {
    let server = Server::start().await;
    let (room, _) = room_by(&server).await;
    let refused = async |kind, value: &str| {
        room.library.follow(kind, value.to_owned()).await.expect_err("nothing").code()
    };
    for nothing in ["", " ", "\u{202e}"] {
        assert_eq!(refused(FollowKind::Tag, nothing).await, "invalid", "{nothing:?}");
    }
    assert_eq!(refused(FollowKind::Section, "99/News").await, "not_found", "there is no such publication");
    assert_eq!(refused(FollowKind::Author, "99").await, "not_found");
    let long = room.library.follow(FollowKind::Tag, format!(" Sea\n{}", "port ".repeat(200))).await;
    assert!(long.expect("a follow").label.starts_with("Sea port port"), "as it would be read from a feed");
}
