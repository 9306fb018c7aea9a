use chrono::{DateTime, TimeDelta, Timelike, Utc, Weekday};

use super::timetable::*;
use crate::parse::RawPace;

/// What a source is that says nothing.
const SILENT: TimeDelta = TimeDelta::zero();

/// 09:20 UTC on a Thursday, and so many seconds.
fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_758_792_000 + seconds, 0).unwrap()
}

fn half_an_hour() -> Chosen {
    Chosen::of(None, Some(30))
}

/// The seconds from now to when it is asked, where no jitter is.
fn due(chosen: Chosen, rest: TimeDelta, fresh: Option<i64>, pace: &RawPace) -> i64 {
    let next = after_success(at(0), chosen, rest, fresh.map(at), pace, 0);
    assert!(next.due_at >= next.allowed_at, "never before it is allowed");
    (next.due_at - at(0)).num_seconds()
}

fn minutes(pace: &RawPace) -> i64 {
    due(half_an_hour(), SILENT, None, pace) / 60
}

#[test]
fn a_good_answer_is_asked_again_at_the_chosen_pace() {
    let due = |chosen, fresh| due(chosen, SILENT, fresh, &RawPace::default());
    assert_eq!(due(half_an_hour(), None), 1800, "the pace the reader chose");
    assert_eq!(due(half_an_hour(), Some(60)), 1800, "a short max-age does not make us hurry");
    assert_eq!(due(half_an_hour(), Some(7200)), 7200, "a longer one is honoured");
    assert_eq!(due(half_an_hour(), Some(3 * 86_400)), 3 * 86_400, "also for days");
    assert_eq!(due(half_an_hour(), Some(90 * 86_400)), 7 * 86_400, "but not for months");
    assert_eq!(due(Chosen::of(None, None), None), 86_400, "no pace at all is the slowest");
}

#[test]
fn a_source_is_asked_as_often_as_it_publishes() {
    let hours = |gaps: &[i64], silent: i64| {
        let mut when = at(-3600 * silent);
        let mut dates = vec![when];
        for gap in gaps {
            when -= TimeDelta::hours(*gap);
            dates.push(when);
        }
        rest(at(0), &dates).num_minutes() as f64 / 60.0
    };
    assert_eq!(rest(at(0), &[]), SILENT, "nothing is known of a new one");
    assert_eq!(hours(&[24, 24], 1), 0.0, "two gaps are no habit");
    assert_eq!(hours(&[24, 24, 24, 24], 1), 12.0, "half the usual time");
    assert_eq!(hours(&[1, 1, 400, 1, 1], 1), 0.5, "a holiday is not usual");
    assert_eq!(hours(&[1000, 1000, 1000], 1), 24.0, "a day at the most");
    assert_eq!(hours(&[1, 1, 1, 1], 10), 0.5, "a night is no silence");
    assert_eq!(hours(&[1, 1, 1, 1], 24 + 16), 2.0, "days are");
    assert_eq!(hours(&[], 24 * 400), 24.0, "however few articles there are");

    let due = |chosen, hours| due(chosen, TimeDelta::hours(hours), None, &RawPace::default()) / 3600;
    assert_eq!(due(half_an_hour(), 12), 12, "less often than the reader chose for all");
    assert_eq!(due(Chosen::of(None, Some(240)), 1), 4, "never more often");
    assert_eq!(due(Chosen::of(Some(60), Some(30)), 12), 1, "what was chosen for this one holds");
}

#[test]
fn a_feed_is_asked_as_often_as_it_says_it_changes() {
    let ttl = |minutes| RawPace { ttl_minutes: Some(minutes), ..RawPace::default() };
    assert_eq!(minutes(&ttl(60)), 60, "ttl");
    assert_eq!(minutes(&ttl(720)), 720, "also a long one");
    assert_eq!(minutes(&ttl(1)), 30, "no more often than usual");
    assert_eq!(minutes(&ttl(u32::MAX)), 1440, "nor hardly ever");
    let four_hours = RawPace { period_minutes: Some(1440), times_a_period: Some(6), ..RawPace::default() };
    assert_eq!(minutes(&four_hours), 240, "sy:updatePeriod and sy:updateFrequency");
}

#[test]
fn a_feed_is_not_asked_while_it_sleeps() {
    let skip = |hours: &[u8], days: &[Weekday]| {
        minutes(&RawPace { skip_hours: hours.to_vec(), skip_days: days.to_vec(), ..RawPace::default() })
    };
    assert_eq!(skip(&[9, 10], &[]), 100, "until 11:00");
    assert_eq!(skip(&[], &[Weekday::Thu]), 14 * 60 + 40, "until Friday");
    let days = [Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
    assert_eq!(skip(&[], &days), 14 * 60 + 40 + 3 * 24 * 60, "until Monday");
    let always: Vec<u8> = (0..24).collect();
    assert_eq!(skip(&always, &[]), 24 * 60, "one that always sleeps is asked all the same");
    let sleepy = RawPace { skip_hours: vec![9], ..RawPace::default() };
    let next = after_success(at(0), half_an_hour(), SILENT, None, &sleepy, 0);
    assert_eq!(next.allowed_at.hour(), 10, "what else changes when it is asked knows it too");
}

#[test]
fn pauses_are_longer_by_a_little_and_never_shorter() {
    for (pause, most) in [(30, 180), (15, 90), (600, 300)] {
        let mut seen = Vec::new();
        for seed in 0..500 {
            let next =
                after_success(at(0), Chosen::of(None, Some(pause)), SILENT, None, &RawPace::default(), seed);
            seen.push((next.due_at - at(60 * i64::from(pause))).num_milliseconds());
        }
        let (least, largest) = (seen.iter().min().unwrap(), seen.iter().max().unwrap());
        assert!((0..most * 100).contains(least), "{pause} minutes: some are hardly longer, {least} ms");
        assert!((most * 900..=most * 1000).contains(largest), "and none by more than {most} s: {largest} ms");
        seen.sort_unstable();
        seen.dedup();
        assert!(seen.len() > 490, "neighbours differ: {} of 500", seen.len());
    }
    let sleepy = RawPace { skip_hours: vec![10], ..RawPace::default() };
    for seed in 0..500 {
        let next = after_success(at(0), Chosen::of(None, Some(39)), SILENT, None, &sleepy, seed);
        assert_ne!(next.due_at.hour(), 10, "nor do they lead into where it sleeps");
    }
}

#[test]
fn failures_back_off_and_a_request_for_peace_is_honoured() {
    let after = |failures, answered, peace: Option<i64>| {
        let due = after_failure(at(0), failures, answered, peace.map(at), &RawPace::default(), 0);
        (due - at(0)).num_seconds()
    };
    assert_eq!(after(1, None, None), 900, "the first failure is retried soon");
    assert_eq!(after(3, None, None), 3600, "each further one doubles the pause");
    assert_eq!(after(40, None, None), 86_400, "up to a day");
    assert_eq!(after(1, Some(half_an_hour()), None), 1800, "who answers is asked no more often than else");
    assert_eq!(after(1, None, Some(5000)), 5000, "Retry-After wins when it is longer");
    for seed in 0..100 {
        let due = after_failure(at(0), 1, None, Some(at(5000)), &RawPace::default(), seed);
        assert!((at(5000)..=at(5090)).contains(&due), "never before it, and soon after");
        let sleepy = RawPace { skip_hours: vec![9], ..RawPace::default() };
        let due = after_failure(at(0), 1, None, None, &sleepy, seed);
        assert_eq!(due.hour(), 10, "a feed that sleeps is not asked whether it is well again");
    }
    assert_eq!(peace_until(at(0), 120), at(120), "Retry-After counts from now");
    assert_eq!(peace_until(at(0), 7 * 86_400), at(7 * 86_400), "also days");
    assert_eq!(peace_until(at(0), u64::MAX), at(30 * 86_400), "an absurd one is held to a month");
}

#[test]
fn what_is_overdue_is_spread_over_time_and_hosts() {
    let minutes = |hosts: &[String]| -> Vec<i64> {
        spread(at(0), hosts).iter().map(|at_| (*at_ - at(0)).num_minutes()).collect()
    };
    let few: Vec<String> = (0..20).map(|n| format!("{n}.example")).collect();
    assert!(minutes(&few).iter().all(|minute| *minute == 0), "a few are asked at once");
    let many: Vec<String> = (0..200).map(|n| format!("{n}.example")).collect();
    assert_eq!(minutes(&many)[..], (0..200).map(|n| n / 40).collect::<Vec<i64>>()[..], "forty a minute");
    let one: Vec<String> = vec!["one.example".to_owned(); 200];
    assert_eq!(minutes(&one)[..], (0..200).map(|n| n / 12).collect::<Vec<i64>>()[..], "twelve of one host");
    let mixed: Vec<String> =
        one.iter().zip(&few).flat_map(|(one, other)| [one.clone(), other.clone()]).collect();
    let others = minutes(&mixed).into_iter().skip(1).step_by(2);
    assert!(others.into_iter().all(|minute| minute == 0), "others do not wait for a host with many");
}
