//! When a source is asked next by itself. Pure: the time is passed in.

use chrono::{DateTime, Datelike, DurationRound, TimeDelta, Timelike, Utc};

use crate::parse::RawPace;

/// How soon a source that failed once is asked again; each further failure doubles it.
const RETRY: TimeDelta = TimeDelta::minutes(15);
/// No source is left alone for longer, whatever it or its failures ask for.
const AT_MOST: TimeDelta = TimeDelta::days(1);

/// How often a source that answers well is asked, where the reader chose so many minutes, or none.
pub fn every(minutes: Option<u32>) -> TimeDelta {
    minutes.map_or(AT_MOST, |minutes| TimeDelta::minutes(minutes.into()).min(AT_MOST))
}

/// The longest pause that a feed's own word for its pace makes: many say "weekly" and mean nothing by it.
const STATED_AT_MOST: TimeDelta = TimeDelta::hours(6);

/// When to ask again, `every` so often, after a good answer that claims to hold until `fresh_until`, from a feed that
/// says of its pace what `pace` says.
pub fn after_success(
    now: DateTime<Utc>,
    every: TimeDelta,
    fresh_until: Option<DateTime<Utc>>,
    pace: &RawPace,
) -> DateTime<Utc> {
    let due = fresh_until.unwrap_or(now).max(now + stated(pace)).clamp(now + every, now + AT_MOST);
    awake(due, pace).min(now + AT_MOST)
}

/// The pause that a feed asks for: its `ttl`, else how often it says it changes. One that tells servers of its news
/// by itself says it to them.
fn stated(pace: &RawPace) -> TimeDelta {
    let period = || Some(pace.period_minutes? / pace.times_a_period.unwrap_or(1).max(1));
    let minutes = pace.ttl_minutes.or_else(period).filter(|_| !pace.is_pushed);
    TimeDelta::minutes(minutes.unwrap_or(0).into()).min(STATED_AT_MOST)
}

/// The first moment from `due` on that lies in no hour and on no day in which the feed says that nothing comes.
fn awake(due: DateTime<Utc>, pace: &RawPace) -> DateTime<Utc> {
    let sleeps = |at: &DateTime<Utc>| {
        pace.skip_hours.iter().any(|hour| u32::from(*hour) == at.hour())
            || pace.skip_days.contains(&at.weekday())
    };
    let next_hour = |at: &DateTime<Utc>| {
        at.duration_trunc(TimeDelta::hours(1)).ok()?.checked_add_signed(TimeDelta::hours(1))
    };
    // One that sleeps longer is asked once a day all the same.
    std::iter::successors(Some(due), next_hour).take(24).find(|at| !sleeps(at)).unwrap_or(due + AT_MOST)
}

/// When a source that asks for `seconds` of peace (`Retry-After`) may be asked again at the earliest.
pub fn peace_until(now: DateTime<Utc>, seconds: u64) -> DateTime<Utc> {
    now + TimeDelta::seconds(i64::from(u32::try_from(seconds).unwrap_or(u32::MAX))).min(AT_MOST)
}

/// When to ask again after `failures` failures in a row (this one included), the last of which asked for peace
/// until `peace`.
pub fn after_failure(now: DateTime<Utc>, failures: u32, peace: Option<DateTime<Utc>>) -> DateTime<Utc> {
    let doublings = failures.saturating_sub(1).min(8);
    let pause = (RETRY * 2_i32.pow(doublings)).min(AT_MOST);
    (now + pause).max(peace.unwrap_or(now))
}

#[cfg(test)]
mod tests {
    use chrono::Weekday;

    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_758_792_000 + seconds, 0).unwrap()
    }

    #[test]
    fn a_good_answer_is_asked_again_at_the_chosen_pace() {
        let half = every(Some(30));
        let after_success =
            |now, every, fresh_until| after_success(now, every, fresh_until, &RawPace::default());
        assert_eq!(after_success(at(0), half, None), at(1800), "the pace the reader chose");
        assert_eq!(
            after_success(at(0), half, Some(at(60))),
            at(1800),
            "a short max-age does not make us hurry"
        );
        assert_eq!(after_success(at(0), half, Some(at(7200))), at(7200), "a longer one is honoured");
        assert_eq!(after_success(at(0), half, Some(at(90 * 86_400))), at(86_400), "but not for months");
        assert_eq!(after_success(at(0), every(None), None), at(86_400), "no pace at all is the slowest");
    }

    #[test]
    fn a_feed_is_asked_as_often_as_it_says_it_changes() {
        let minutes =
            |pace: RawPace| (after_success(at(0), every(Some(30)), None, &pace) - at(0)).num_minutes();
        let ttl = |minutes| RawPace { ttl_minutes: Some(minutes), ..RawPace::default() };
        assert_eq!(minutes(ttl(60)), 60, "ttl");
        assert_eq!(minutes(ttl(1)), 30, "no more often than usual");
        assert_eq!(minutes(ttl(u32::MAX)), 360, "nor hardly ever");
        assert_eq!(minutes(RawPace { is_pushed: true, ..ttl(300) }), 30, "meant for servers that are told");
        let twice_a_day =
            RawPace { period_minutes: Some(1440), times_a_period: Some(6), ..RawPace::default() };
        assert_eq!(minutes(twice_a_day), 240, "sy:updatePeriod and sy:updateFrequency");
    }

    #[test]
    fn a_feed_is_not_asked_while_it_sleeps() {
        // 09:20 UTC on a Thursday.
        let skip = |hours: &[u8], days: &[Weekday]| {
            let pace = RawPace { skip_hours: hours.to_vec(), skip_days: days.to_vec(), ..RawPace::default() };
            after_success(at(0), every(Some(30)), None, &pace) - at(0)
        };
        assert_eq!(skip(&[9, 10], &[]), TimeDelta::minutes(100), "until 11:00");
        assert_eq!(skip(&[], &[Weekday::Thu]), TimeDelta::minutes(14 * 60 + 40), "until Friday");
        let always: Vec<u8> = (0..24).collect();
        assert_eq!(skip(&always, &[]), TimeDelta::days(1), "one that always sleeps is asked all the same");
    }

    #[test]
    fn failures_back_off_and_a_request_for_peace_is_honoured() {
        assert_eq!(after_failure(at(0), 1, None), at(900), "the first failure is retried soon");
        assert_eq!(after_failure(at(0), 3, None), at(3600), "each further one doubles the pause");
        assert_eq!(after_failure(at(0), 40, None), at(86_400), "up to a day");
        assert_eq!(after_failure(at(0), 1, Some(at(5000))), at(5000), "Retry-After wins when it is longer");
        assert_eq!(peace_until(at(0), 120), at(120), "Retry-After counts from now");
        assert_eq!(peace_until(at(0), u64::MAX), at(86_400), "an absurd one is held to a day");
    }
}
