//! When a source is asked by itself: never before it allows it.

use broadsheet_core::clock::Clock;
use broadsheet_core::model::HealthState;
use chrono::TimeDelta;

use super::{Street, XML, feed, http_date};
use crate::newsroom::{item, rss, rss_of};
use crate::server::Reply;

/// The feed with more in its channel.
fn saying(more: &str) -> Reply {
    let says = "<rss version='2.0' xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'";
    let feed = rss_of(&["One"]).replace("<rss version='2.0'", says);
    let feed = feed.replace("<link>https://harbour.example/</link>", "");
    Reply::ok(XML, feed.replace("<description>", &format!("{more}<description>")))
}

/// Whether it is asked after so many minutes, and soon after.
async fn is_asked_after(street: &Street, minutes: i64, what: &str) {
    let asked = street.minutes_until_asked(1).await;
    assert!((minutes..=minutes + 7).contains(&asked), "{what}: asked after {asked} minutes, not {minutes}");
}

#[tokio::test]
async fn answers_say_how_long_they_hold() {
    let now: chrono::DateTime<chrono::Utc> = "2025-09-25T12:00:00Z".parse().expect("a date");
    let date = |hours| http_date(now + TimeDelta::hours(hours));
    for (headers, minutes) in [
        (vec![], 30),
        (vec![("Cache-Control", "max-age=7200".to_owned())], 120),
        (vec![("Cache-Control", "public, MAX-AGE=7200, s-maxage=60, stale-if-error=9".to_owned())], 120),
        (
            vec![("Cache-Control", "private".to_owned()), ("Cache-Control", "max-age=\"7200\"".to_owned())],
            120,
        ),
        (vec![("Cache-Control", "max-age=7200".to_owned()), ("Age", "3600".to_owned())], 60),
        (vec![("Cache-Control", "max-age=172800".to_owned())], 2880),
        (vec![("Cache-Control", "s-maxage=86400".to_owned())], 30),
        (vec![("Cache-Control", "no-cache".to_owned()), ("Expires", date(5))], 30),
        (vec![("Cache-Control", "no-store".to_owned())], 30),
        (vec![("Cache-Control", "max-age=60".to_owned()), ("Expires", date(5))], 30),
        (vec![("Expires", date(3))], 180),
        (vec![("Date", date(-4)), ("Expires", date(-2))], 120),
        (vec![("Expires", "0".to_owned())], 30),
    ] {
        let said = format!("{headers:?}");
        let reply = headers.iter().fold(feed(), |reply, (name, value)| reply.header(name, value));
        let street = Street::with_feed(reply).await;
        is_asked_after(&street, minutes, &said).await;
        street.judge();
    }
}

#[tokio::test]
async fn a_304_says_it_as_well_and_what_the_feed_said_still_holds() {
    let fresh = feed().validators("\"a\"", "x").header("Cache-Control", "max-age=7200");
    let street = Street::with_feed(fresh).await;
    is_asked_after(&street, 120, "a whole answer").await;
    is_asked_after(&street, 120, "a 304").await;
    street.judge();

    let street = Street::with_feed(saying("<ttl>240</ttl>").validators("\"a\"", "x")).await;
    is_asked_after(&street, 240, "a whole answer").await;
    let street = street.reopened().await;
    is_asked_after(&street, 240, "a 304, which brings no feed").await;
    street.judge();
}

#[tokio::test]
async fn feeds_say_how_often_they_change() {
    // Noon on a Thursday.
    for (said, minutes) in [
        ("<ttl>90</ttl>", 90),
        ("<ttl>720</ttl>", 720),
        ("<ttl>5</ttl>", 30),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency>", 60),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 360),
        ("<skipHours><hour>12</hour><hour>13</hour></skipHours>", 120),
        ("<skipDays><day>Thursday</day></skipDays>", 720),
        ("<skipDays><day>Thursday</day><day>Friday</day><day>Saturday</day></skipDays>", 720 + 2880),
        ("<ttl>60</ttl><skipHours><hour>13</hour></skipHours>", 120),
    ] {
        let street = Street::with_feed(saying(said)).await;
        is_asked_after(&street, minutes, said).await;
        street.judge();
    }
}

#[tokio::test]
async fn neither_another_interval_nor_a_restart_makes_it_hurry() {
    let street = Street::with_feed(saying("<ttl>240</ttl>")).await;
    let often = serde_json::from_value(serde_json::json!({ "refreshMinutes": 15 })).expect("a change");
    street.room.library.change_settings(often).await.expect("settings");
    let street = street.reopened().await;
    street.room.library.woke().await.expect("awake");
    is_asked_after(&street, 240, "what the feed says").await;
    street.judge();
}

#[tokio::test]
async fn the_reader_need_not_wait_for_a_timetable() {
    let street = Street::with_feed(saying("<ttl>600</ttl>").header("Cache-Control", "max-age=86400")).await;
    assert_eq!(street.later(TimeDelta::minutes(1)).insist().await, 1);
    street.judge();
}

#[tokio::test]
async fn a_source_is_asked_as_often_as_it_publishes() {
    let of = |hours: &[i64]| {
        let noon: chrono::DateTime<chrono::Utc> = "2025-09-25T12:00:00Z".parse().expect("a date");
        let items = hours.iter().zip(1..).map(|(hours, number)| {
            let dated = http_date(noon - TimeDelta::hours(*hours));
            item(1, &number.to_string(), "")
                .replace("Thu, 25 Sep 2025 01:00:00 GMT", &dated)
                .replace("post-1", &number.to_string())
                .replace("example/1", &format!("example/{number}"))
        });
        Reply::ok(XML, rss(&items.collect::<Vec<_>>()))
    };
    for (hours, minutes, what) in [
        (&[1, 2, 3, 4, 5, 6][..], 30, "hourly: as often as the reader chose"),
        (&[1, 7, 13, 19, 25], 180, "every six hours: every three"),
        (&[1, 169, 337, 505], 1440, "weekly: once a day"),
        (&[24 * 500], 1440, "silent for a year: once a day"),
    ] {
        let street = Street::with_feed(of(hours)).await;
        is_asked_after(&street, minutes, what).await;
        street.judge();
    }
}

#[tokio::test]
async fn whoever_asks_for_peace_has_it_from_everybody() {
    for status in [429, 503, 301, 302] {
        for form in 0..2 {
            let street = Street::with_feed(feed()).await;
            street.later(TimeDelta::hours(2));
            let until = street.room.clock.now() + TimeDelta::hours(3);
            let value = ["10800".to_owned(), http_date(until)][form].clone();
            let reply = if status < 400 { Reply::redirect(status, "/there") } else { Reply::status(status) };
            street.server().on("/feed", reply.header("Retry-After", &value)).on("/there", feed());
            let said = format!("{status} with Retry-After: {value}");
            assert_eq!(street.look().await, 1, "{said}");
            assert_eq!(street.server().count("/there"), 0, "{said}");
            let street = street.reopened().await;
            assert_eq!(street.later(TimeDelta::minutes(90)).insist().await, 0, "{said}: not even the reader");
            street.server().on("/feed", feed());
            is_asked_after(&street, 90, &said).await;
            assert_eq!(street.source().await.health.state, HealthState::Well, "{said}");
            street.judge();
        }
    }
}

#[tokio::test]
async fn failures_back_off_within_bounds() {
    let street = Street::with_feed(feed()).await;
    street.server().on("/feed", Reply::status(500));
    street.later(TimeDelta::hours(1)).insist().await;
    for _ in 0..8 {
        street.insist().await;
    }
    assert_eq!(street.source().await.health.failures, 1, "impatience makes no pause longer");
    for minutes in [30, 30, 60, 120, 240, 480, 960, 1440, 1440] {
        is_asked_after(&street, minutes, "an error").await;
    }
    let failures = street.source().await.health.failures;
    assert_eq!(failures, 10);
    street.server().on("/feed", feed());
    street.insist().await;
    assert_eq!(street.source().await.health.failures, 0, "and all is forgotten");
    street.judge();
}

#[tokio::test]
async fn a_clock_that_was_wrong_does_not_silence_anybody() {
    let street = Street::with_feed(feed()).await;
    street.later(TimeDelta::days(4000)).insist().await;
    street.later(-TimeDelta::days(4000));
    assert_eq!(street.look().await, 1, "what was asked in the future is asked now");
    assert_eq!(street.look().await, 0, "once");
}

#[tokio::test]
async fn gone_is_gone_until_the_reader_says_otherwise() {
    let street = Street::with_feed(feed()).await;
    street.server().on("/feed", Reply::status(410));
    street.later(TimeDelta::hours(1)).insist().await;
    let source = street.source().await;
    assert_eq!(source.health.state, HealthState::Gone);
    assert!(source.health.sentence.contains("gone for good"), "{}", source.health.sentence);
    let asked = street.server().count("/feed");
    for _ in 0..30 {
        street.later(TimeDelta::days(1)).look().await;
        street.insist().await;
    }
    let street = street.reopened().await;
    street.later(TimeDelta::days(1)).look().await;
    assert_eq!(street.server().count("/feed"), asked, "nobody asks");
    street.server().on("/feed", feed());
    street.room.library.use_source(source.id).await.expect("a source");
    street.look().await;
    assert_eq!(street.source().await.health.state, HealthState::Well, "the reader had it tried anew");
    street.judge();
}
