//! What the reader chooses, and what follows from it.

use broadsheet_core::event::Event;
use broadsheet_core::model::{SettingsChange, Theme};
use chrono::TimeDelta;
use serde_json::json;

use crate::newsroom::{Newsroom, rss_of};
use crate::server::{Reply, Server};

fn change(value: serde_json::Value) -> SettingsChange {
    serde_json::from_value(value).expect("a change is an object")
}

#[tokio::test]
async fn what_was_chosen_is_there_after_a_restart() {
    let room = Newsroom::open().await;
    let mut events = room.library.events();
    room.library.change_settings(change(json!({ "theme": "sepia" }))).await.expect("a theme there is");
    assert_eq!(events.try_recv().expect("a hint"), Event::SettingsChanged);
    room.library.change_settings(change(json!({ "theme": "sepia" }))).await.expect("again");
    assert!(events.try_recv().is_err(), "choosing the same changes nothing");
    room.library.change_settings(change(json!({ "theme": 7 }))).await.expect_err("no theme");
    let room = room.close().open().await.expect("the same library");
    assert_eq!(room.library.settings().await.expect("settings").theme, Theme::Sepia);
}

#[tokio::test]
async fn sources_are_asked_as_often_as_the_reader_says() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    server.on("/feed", Reply::ok("application/rss+xml", rss_of(&["One"])));
    room.add(&server.url("/feed")).await;
    let asked_after = async |minutes: i64| {
        room.clock.advance(TimeDelta::minutes(minutes));
        room.library.refresh_due().await.expect("a report").checked
    };
    assert_eq!(asked_after(29).await, 0, "half an hour is the rule");
    let often = room.library.change_settings(change(json!({ "refreshMinutes": 15 }))).await;
    assert_eq!(often.expect("an interval").refresh_minutes, Some(15));
    assert_eq!(asked_after(0).await, 1, "a shorter interval holds at once");
    assert_eq!(asked_after(14).await, 0, "and from then on");
    assert_eq!(asked_after(3).await, 1, "never sooner, and a little later so that not all come at once");
    room.library.change_settings(change(json!({ "refreshMinutes": null }))).await.expect("none");
    assert_eq!(asked_after(60 * 24 * 30).await, 0, "nothing is asked by itself any more");
    assert_eq!(room.library.refresh(None).await.expect("a report").checked, 1, "but when the reader says so");
    room.library.change_settings(change(json!({ "refreshMinutes": 240 }))).await.expect("an interval");
    assert_eq!(asked_after(239).await, 0, "a longer one counts from the last answer");
    assert_eq!(asked_after(1).await, 0, "but nothing was new for a month");
    assert_eq!(asked_after(20 * 60).await, 1, "which is asked for once a day");
}
