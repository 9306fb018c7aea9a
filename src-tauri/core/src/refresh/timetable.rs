//! When a source is asked next by itself. Pure: the time is passed in.

use chrono::{DateTime, TimeDelta, Utc};

/// How soon a source that failed once is asked again; each further failure doubles it.
const RETRY: TimeDelta = TimeDelta::minutes(15);
/// No source is left alone for longer, whatever it or its failures ask for.
const AT_MOST: TimeDelta = TimeDelta::days(1);

/// How often a source that answers well is asked, where the reader chose so many minutes, or none.
pub fn every(minutes: Option<u32>) -> TimeDelta {
    minutes.map_or(AT_MOST, |minutes| TimeDelta::minutes(minutes.into()).min(AT_MOST))
}

/// When to ask again, `every` so often, after a good answer that claims to hold until `fresh_until`.
pub fn after_success(
    now: DateTime<Utc>,
    every: TimeDelta,
    fresh_until: Option<DateTime<Utc>>,
) -> DateTime<Utc> {
    fresh_until.unwrap_or(now).clamp(now + every, now + AT_MOST)
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
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_758_792_000 + seconds, 0).unwrap()
    }

    #[test]
    fn a_good_answer_is_asked_again_at_the_chosen_pace() {
        let half = every(Some(30));
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
    fn failures_back_off_and_a_request_for_peace_is_honoured() {
        assert_eq!(after_failure(at(0), 1, None), at(900), "the first failure is retried soon");
        assert_eq!(after_failure(at(0), 3, None), at(3600), "each further one doubles the pause");
        assert_eq!(after_failure(at(0), 40, None), at(86_400), "up to a day");
        assert_eq!(after_failure(at(0), 1, Some(at(5000))), at(5000), "Retry-After wins when it is longer");
        assert_eq!(peace_until(at(0), 120), at(120), "Retry-After counts from now");
        assert_eq!(peace_until(at(0), u64::MAX), at(86_400), "an absurd one is held to a day");
    }
}
