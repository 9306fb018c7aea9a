//! After a night's sleep, and without a network.

use std::collections::HashMap;
use std::net::Ipv4Addr;

use broadsheet_core::Library;
use broadsheet_core::clock::Clock;
use broadsheet_core::event::Event;
use broadsheet_core::model::{HealthState, Source};
use chrono::TimeDelta;

use super::{Street, feed};
use crate::newsroom::PUBLIC;
use crate::server::Seen;

/// Sources in these tests.
const MANY: usize = 200;

/// A list of these feeds.
fn opml(feeds: impl IntoIterator<Item = String>) -> Vec<u8> {
    let outlines = feeds.into_iter().map(|url| format!("<outline type='rss' text='A feed' xmlUrl='{url}'/>"));
    format!("<opml version='2.0'><head/><body>{}</body></opml>", outlines.collect::<String>()).into_bytes()
}

/// Two hundred sources that answered well, and twelve hours of sleep after that.
async fn asleep(street: &Street) -> usize {
    let feeds: Vec<String> = (0..MANY)
        .map(|number| {
            let server = &street.servers[number % street.servers.len()];
            server.on(&format!("/{number}"), feed());
            server.url(&format!("/{number}"))
        })
        .collect();
    street.room.library.import_opml(opml(feeds)).await.expect("a list");
    assert_eq!(street.insist().await, 200);
    // Nobody looks for icons then, and what is counted below are the feeds.
    street.room.library.set_metered(true).await.expect("noted");
    street.later(TimeDelta::hours(12));
    all(street).len()
}

fn all(street: &Street) -> Vec<Seen> {
    street.servers.iter().flat_map(|server| server.all()).collect()
}

/// Looks each minute until all were asked again, and gives the minutes it took. No more than so many are asked in any
/// of them.
async fn catch_up(street: &Street, before: usize, most: usize) -> usize {
    let woken = street.room.clock.now();
    for minute in 1..120_usize {
        let begun = all(street).len();
        street.look().await;
        let asked = all(street).len() - begun;
        assert!(asked <= most, "{asked} in minute {minute}");
        if all(street).len() - before >= MANY {
            let mut times: HashMap<String, usize> = HashMap::new();
            for seen in all(street).iter().filter(|seen| seen.at >= woken) {
                *times.entry(seen.path.clone()).or_default() += 1;
            }
            assert!(times.len() == MANY && times.values().all(|times| *times == 1), "each once: {times:?}");
            return minute;
        }
        let next = woken + TimeDelta::minutes(i64::try_from(minute).unwrap_or(0));
        street.later((next - street.room.clock.now()).max(TimeDelta::zero()));
    }
    panic!("some were forgotten");
}

#[tokio::test]
async fn after_a_night_one_machine_is_not_stormed() {
    let street = Street::new().await;
    let before = asleep(&street).await;
    street.room.library.woke().await.expect("awake");
    assert_eq!(catch_up(&street, before, 12).await, 17);
    street.judge();
}

#[tokio::test]
async fn after_a_night_many_machines_are_asked_bit_by_bit_though_nobody_said_that_we_slept() {
    let street = Street::of((1..=MANY).map(|n| Ipv4Addr::new(127, 0, 1, u8::try_from(n).unwrap_or(0)))).await;
    street.look().await;
    let before = asleep(&street).await;
    assert_eq!(catch_up(&street, before, 40).await, 5);
    street.judge();
}

#[tokio::test]
async fn without_a_network_nobody_is_asked_and_nobody_fails() {
    let street = Street::with_feed(feed()).await;
    let asked = street.server().count_all();
    let mut events = street.room.library.events();
    street.room.library.note_network(false).await.expect("noted");
    assert!(!street.room.library.is_online().await.expect("known"));
    assert_eq!(events.try_recv().expect("a hint"), Event::NetworkChanged);
    street.room.library.note_network(false).await.expect("noted");
    assert!(events.try_recv().is_err(), "said once");
    for _ in 0..5 {
        street.later(TimeDelta::hours(5)).look().await;
    }
    assert_eq!(street.server().count_all(), asked, "whoever is due waits");
    street.room.library.note_network(true).await.expect("noted");
    assert!(street.room.library.is_online().await.expect("known"));
    assert_eq!(events.try_recv().expect("a hint"), Event::NetworkChanged);
    assert_eq!(street.look().await, 1, "and is asked when it is back");
    street.judge();
}

/// An address whose name no resolver ever needs to be asked for, since names are never so long.
fn nowhere(number: usize) -> String {
    format!("http://{number}{}.example/feed", "x".repeat(80))
}

#[tokio::test]
async fn hosts_that_cannot_be_asked_at_all_are_no_failures() {
    let street = Street::new().await;
    let library = &street.room.library;
    library.import_opml(opml((0..MANY).map(nowhere))).await.expect("a list");
    let mut events = library.events();
    let report = library.refresh(None).await.expect("a report");
    assert_eq!((report.checked, report.failed.len()), (0, 0), "none of it is their doing");
    assert!(!library.is_online().await.expect("known"), "it is a state");
    let told: Vec<Event> = std::iter::from_fn(|| events.try_recv().ok()).collect();
    assert_eq!(
        told.iter().filter(|event| **event == Event::NetworkChanged).count(),
        1,
        "told once: {told:?}"
    );
    let well = |source: &Source| (source.health.state, source.health.failures) == (HealthState::New, 0);
    assert!(library.sources().await.expect("a list").iter().all(well), "no health turns red");
    for _ in 0..3 {
        let before = all_asked(library).await;
        street.later(TimeDelta::minutes(1)).look().await;
        assert!(all_asked(library).await - before <= 3, "a few show as well as all whether it is back");
    }

    street.server().on("/feed", feed());
    street.add("/feed").await;
    assert!(library.is_online().await.expect("known"), "somebody answered");
}

async fn all_asked(library: &Library) -> u32 {
    library.connections().await.expect("a list").iter().map(|one| one.requests).sum()
}

#[tokio::test]
async fn one_host_that_cannot_be_found_is_its_own_trouble() {
    let street = Street::of([PUBLIC]).await;
    street.server().on("/feed", feed());
    let feeds = [street.server().url("/feed"), nowhere(1), nowhere(2)];
    street.room.library.import_opml(opml(feeds)).await.expect("a list");
    let report = street.room.library.refresh(None).await.expect("a report");
    assert_eq!(report.failed.len(), 2, "somebody else answered, so there is a network");
    assert!(street.room.library.is_online().await.expect("known"));
    street.judge();
}
