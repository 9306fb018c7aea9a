use std::future::ready;
use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use futures_util::future::BoxFuture;
use serde_json::{Value, json};

use super::delivery::{Decision, Delivery, Waiting};
use crate::clock::Clock;
use crate::model::FollowMode::{Evening, Hourly, Inbox, Instant, Morning};
use crate::model::*;

/// A clock in a zone that is `hours` ahead, and another so many from an instant on.
struct Wall {
    now: DateTime<Utc>,
    hours: i64,
    then: Option<(DateTime<Utc>, i64)>,
}

impl Clock for Wall {
    fn now(&self) -> DateTime<Utc> {
        self.now
    }

    fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        let hours = self.then.filter(|(from, _)| *from <= at).map_or(self.hours, |(_, hours)| hours);
        (at + TimeDelta::hours(hours)).naive_utc()
    }

    fn wait(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(ready(()))
    }
}

/// An instant of the day on which Kyiv's clocks go forward, a Sunday, or of the days around it.
fn at(text: &str) -> DateTime<Utc> {
    let day = if text.contains('T') { String::new() } else { "2025-03-30T".to_owned() };
    format!("{day}{text}:00Z").parse().unwrap()
}

/// A clock that shows UTC.
fn utc(now: &str) -> Wall {
    Wall { now: at(now), hours: 0, then: None }
}

/// Kyiv's on the day they go from 3:00 to 4:00, which is at 1:00 UTC.
fn forward(now: &str) -> Wall {
    Wall { now: at(now), hours: 2, then: Some((at("01:00"), 3)) }
}

/// Kyiv's on the day they go from 4:00 back to 3:00, which is at 1:00 UTC.
fn back(now: &str) -> Wall {
    Wall { now: at(now), hours: 3, then: Some((at("01:00"), 2)) }
}

fn settings(change: Value) -> Settings {
    Settings::default().with(serde_json::from_value(change).unwrap()).unwrap()
}

fn waiting(number: i64, mode: FollowMode, written: &str) -> Waiting {
    Waiting { alert: AlertId(number), mode, created_at: at(written) }
}

fn decide(change: Value, clock: &Wall, waiting: &[Waiting]) -> Decision {
    Delivery::now(&settings(change), clock).decide(waiting, &[])
}

fn one(number: i64) -> Decision {
    Decision::One(AlertId(number))
}

fn many(numbers: &[i64], digest: bool) -> Decision {
    Decision::Many { alerts: numbers.iter().map(|number| AlertId(*number)).collect(), digest }
}

/// Whether an alert of this mode, written then, is told at this time of the clock.
fn told(mode: FollowMode, written: &str, clock: &Wall) -> bool {
    decide(json!({}), clock, &[waiting(1, mode, written)]) == one(1)
}

fn is_open(change: Value, clock: &Wall) -> bool {
    Delivery::now(&settings(change), clock).is_open()
}

// ---- when ----

#[test]
fn what_is_instant_is_told_at_once_and_what_is_for_the_inbox_never() {
    assert!(told(Instant, "12:00", &utc("12:00")));
    assert!(!told(Inbox, "12:00", &utc("2026-01-01T00:00")));
}

#[test]
fn an_hour_brings_what_was_written_before_it() {
    assert!(!told(Hourly, "12:05", &utc("12:59")), "the hour it was written in");
    assert!(told(Hourly, "12:05", &utc("13:00")));
    assert!(!told(Hourly, "13:00", &utc("13:00")), "written as the hour began");
    assert!(told(Hourly, "12:05", &utc("2025-04-02T08:00")), "the computer slept for days");
}

#[test]
fn an_hour_is_that_of_the_clock_on_the_wall() {
    // Half past, as in India.
    let half = |now: &str| Wall { now: at(now), hours: 5, then: None };
    let india = |now: &str| Indian(half(now));
    let told = |written: &str, now: &str| {
        Delivery::now(&Settings::default(), &india(now)).decide(&[waiting(1, Hourly, written)], &[]) == one(1)
    };
    assert!(!told("12:35", "13:00"), "half past on the wall");
    assert!(told("12:25", "12:30"), "the full hour on the wall");
}

struct Indian(Wall);

impl Clock for Indian {
    fn now(&self) -> DateTime<Utc> {
        self.0.now()
    }

    fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        self.0.local(at) + TimeDelta::minutes(30)
    }

    fn wait(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(ready(()))
    }
}

#[test]
fn a_morning_and_an_evening_bring_what_was_written_before_them() {
    assert!(!told(Morning, "07:00", &utc("07:59")));
    assert!(told(Morning, "07:00", &utc("08:00")));
    assert!(!told(Morning, "08:00", &utc("2025-03-31T07:59")), "from one morning to the next");
    assert!(told(Morning, "08:00", &utc("2025-03-31T08:00")));
    assert!(told(Morning, "07:00", &utc("23:00")), "the computer was off in the morning");
    assert!(!told(Evening, "07:00", &utc("08:00")));
    assert!(told(Evening, "07:00", &utc("18:00")));
    assert!(told(Evening, "17:00", &utc("2025-03-31T01:00")), "yesterday's, at night");
    let moved = json!({ "morningDigest": 60, "eveningDigest": 90 });
    assert_eq!(
        decide(moved, &utc("01:15"), &[waiting(1, Morning, "00:30")]),
        one(1),
        "where the reader wants it"
    );
}

#[test]
fn an_alert_of_a_morning_and_an_evening_follow_comes_with_whichever_is_first() {
    let both = [waiting(1, Morning, "12:00"), waiting(1, Evening, "12:00")];
    assert_eq!(decide(json!({}), &utc("17:00"), &both), Decision::Wait);
    assert_eq!(decide(json!({}), &utc("18:00"), &both), one(1));
}

#[test]
fn a_digest_in_the_hour_that_is_skipped_comes_after_it() {
    let half_past_three = json!({ "morningDigest": 3 * 60 + 30 });
    let before = [waiting(1, Morning, "00:50")];
    assert_eq!(
        decide(half_past_three.clone(), &forward("00:59"), &before),
        Decision::Wait,
        "2:59 on the wall"
    );
    assert_eq!(decide(half_past_three.clone(), &forward("01:00"), &before), one(1), "4:00 on the wall");
    let after = [waiting(1, Morning, "01:00")];
    assert_eq!(
        decide(half_past_three, &forward("20:00"), &after),
        Decision::Wait,
        "the next one is tomorrow's"
    );
}

#[test]
fn an_hour_that_is_shown_twice_is_two() {
    assert!(told(Hourly, "00:45", &back("01:00")), "written at 3:45, and it is 3:00 once more");
    assert!(!told(Hourly, "01:10", &back("01:50")));
    let half_past_three = json!({ "morningDigest": 3 * 60 + 30 });
    let written = [waiting(1, Morning, "00:10")];
    assert_eq!(decide(half_past_three, &back("00:30"), &written), one(1), "the first of two mornings");
}

#[test]
fn no_change_of_clock_or_zone_holds_anything_back_for_ever() {
    assert!(told(Hourly, "2031-01-01T00:00", &utc("12:00")), "written by a clock years ahead");
    assert!(told(Morning, "2031-01-01T00:00", &utc("12:00")));
    // Written at 7:30 in Kyiv; at 8:00 the reader is in New York, where it is 1:00.
    let new_york = |now: &str| Wall { now: at(now), hours: -4, then: None };
    assert!(!told(Morning, "04:30", &new_york("05:00")));
    assert!(told(Morning, "04:30", &new_york("12:00")), "it comes with the morning there");
}

// ---- when not ----

#[test]
fn quiet_hours_may_go_over_midnight() {
    let night = || json!({ "quietHours": { "from": 22 * 60, "to": 7 * 60 } });
    for (now, open) in [
        ("21:59", true),
        ("22:00", false),
        ("23:59", false),
        ("00:00", false),
        ("06:59", false),
        ("07:00", true),
    ] {
        assert_eq!(is_open(night(), &utc(now)), open, "{now}");
    }
    let noon = || json!({ "quietHours": { "from": 12 * 60, "to": 13 * 60 } });
    for (now, open) in [("11:59", true), ("12:00", false), ("12:59", false), ("13:00", true), ("00:00", true)]
    {
        assert_eq!(is_open(noon(), &utc(now)), open, "{now}");
    }
}

#[test]
fn quiet_hours_that_end_in_a_skipped_hour_end_with_it() {
    let night = || json!({ "quietHours": { "from": 22 * 60, "to": 3 * 60 + 30 } });
    assert!(!is_open(night(), &forward("00:59")), "2:59");
    assert!(is_open(night(), &forward("01:00")), "4:00");
    let gap = || json!({ "quietHours": { "from": 3 * 60, "to": 4 * 60 } });
    assert!(
        is_open(gap(), &forward("00:59")) && is_open(gap(), &forward("01:00")),
        "there are none that day"
    );
    assert!(
        !is_open(gap(), &back("00:30")) && !is_open(gap(), &back("01:30")),
        "and twice as many in autumn"
    );
}

#[test]
fn some_days_are_quiet() {
    let weekdays = || json!({ "alertDays": [true, true, true, true, true, false, false] });
    assert!(!is_open(weekdays(), &utc("12:00")), "a Sunday");
    assert!(is_open(weekdays(), &utc("2025-03-31T00:00")), "Monday");
    let kyiv = Wall { now: at("2025-03-30T22:00"), hours: 3, then: None };
    assert!(is_open(weekdays(), &kyiv), "Monday where the reader is");
}

#[test]
fn a_pause_ends_by_itself() {
    let paused = || json!({ "alertsPausedUntil": "2025-03-30T12:00:00Z" });
    assert!(!is_open(paused(), &utc("11:59")));
    assert!(is_open(paused(), &utc("12:00")));
    let wrong = json!({ "alertsPausedUntil": "2025-05-01T12:00:00Z" });
    assert!(is_open(wrong, &utc("11:59")), "only a wrong clock can have said that");
    assert!(!is_open(json!({ "notifications": false }), &utc("12:00")));
}

// ---- how much ----

fn instants(count: i64) -> Vec<Waiting> {
    (1..=count).map(|number| waiting(number, Instant, "12:00")).collect()
}

#[test]
fn more_than_some_at_once_become_one_summary() {
    let noon = utc("12:00");
    assert_eq!(decide(json!({}), &noon, &instants(0)), Decision::Wait);
    assert_eq!(
        decide(json!({}), &noon, &instants(3)),
        one(1),
        "three are shown one by one, the oldest first"
    );
    assert_eq!(decide(json!({}), &noon, &instants(4)), many(&[1, 2, 3, 4], false));
    assert_eq!(decide(json!({ "alertsAtOnce": 1 }), &noon, &instants(2)), many(&[1, 2], false));
}

#[test]
fn a_digest_is_one_whatever_is_in_it() {
    let due = |count: i64| -> Vec<Waiting> {
        (1..=count)
            .map(|number| waiting(number, if number % 2 == 0 { Hourly } else { Morning }, "07:00"))
            .collect()
    };
    assert_eq!(decide(json!({}), &utc("09:00"), &due(2)), many(&[1, 2], true), "fewer than make a summary");
    assert_eq!(decide(json!({}), &utc("09:00"), &due(1)), one(1), "one article is told by its headline");
    let mixed = [waiting(1, Hourly, "07:00"), waiting(2, Instant, "09:00"), waiting(3, Hourly, "07:30")];
    assert_eq!(decide(json!({}), &utc("09:00"), &mixed), one(2), "what is urgent comes before");
}

#[test]
fn several_follows_are_as_urgent_as_the_most_urgent_one() {
    let both = [waiting(1, Morning, "09:00"), waiting(1, Instant, "09:00"), waiting(1, Hourly, "09:00")];
    assert_eq!(decide(json!({}), &utc("09:00"), &both), one(1));
}

#[test]
fn a_day_has_so_many_popups_and_the_last_may_hold_several() {
    let settings = settings(json!({ "popupsADay": 3 }));
    let clock = utc("12:00");
    let decide =
        |shown: &[DateTime<Utc>], count| Delivery::now(&settings, &clock).decide(&instants(count), shown);
    let today = [at("00:00"), at("08:00"), at("11:59")];
    assert_eq!(decide(&today[..1], 2), one(1), "room for two more");
    assert_eq!(decide(&today[..2], 1), one(1), "the last one");
    assert_eq!(decide(&today[..2], 2), many(&[1, 2], false), "the last one, for both");
    assert_eq!(decide(&today, 2), Decision::Keep(vec![AlertId(1), AlertId(2)]), "the inbox has them");
    assert_eq!(decide(&today, 0), Decision::Wait);
    let yesterday = [at("2025-03-29T23:59"); 5];
    assert_eq!(decide(&yesterday, 1), one(1), "every day anew");
}
