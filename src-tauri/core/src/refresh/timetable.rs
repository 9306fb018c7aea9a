//! When a source is asked next by itself. Pure: the time is passed in, and so is what makes two of them differ.
//!
//! The reader says how often at the most. A source that publishes less often is asked less often: at half the usual
//! time between its articles, and where it has been silent for more than a day, at an eighth of the time since then;
//! but once a day at the least. Whatever its answers ask for comes before both: `Cache-Control`, `Expires`,
//! `Retry-After`, `ttl`, `sy:*`, `skipHours`, `skipDays`.

use chrono::{DateTime, Datelike, DurationRound, TimeDelta, Timelike, Utc};

use crate::parse::RawPace;
use crate::store::source::Next;

/// How soon a source that failed once is asked again; each further failure doubles it.
const RETRY: TimeDelta = TimeDelta::minutes(15);
/// No source is left alone for longer on our own account, nor for what it says of how often it changes.
const AT_MOST: TimeDelta = TimeDelta::days(1);
/// The longest time that an answer can claim to hold: many say "a year" of everything on their server.
const HOLDS_AT_MOST: TimeDelta = TimeDelta::days(7);
/// The longest peace that can be asked for.
const PEACE_AT_MOST: TimeDelta = TimeDelta::days(30);
/// A pause is longer by up to a tenth, and by no more than this: so that not all who ask come at the same second.
const JITTER: TimeDelta = TimeDelta::minutes(5);

/// How often the reader wants a source asked.
#[derive(Debug, Clone, Copy)]
pub struct Chosen {
    /// So often at the most.
    every: TimeDelta,
    /// So often, whatever its publication's habits are: chosen for this one.
    exact: bool,
}

impl Chosen {
    /// Every `own` minutes where those were chosen for this publication, else every `all` at the most.
    pub fn of(own: Option<u32>, all: Option<u32>) -> Self {
        let every = own.or(all).map_or(AT_MOST, |minutes| TimeDelta::minutes(minutes.into()).min(AT_MOST));
        Self { every, exact: own.is_some() }
    }

    fn pause(self, rest: TimeDelta) -> TimeDelta {
        if self.exact { self.every } else { self.every.max(rest) }
    }
}

/// When to ask again after a good answer that claims to hold until `fresh_until`, from a source that says of its pace
/// what `pace` says, and need not be asked more often than every `rest`.
pub fn after_success(
    now: DateTime<Utc>,
    chosen: Chosen,
    rest: TimeDelta,
    fresh_until: Option<DateTime<Utc>>,
    pace: &RawPace,
    seed: u64,
) -> Next {
    let holds = fresh_until.map_or(now, |until| until.min(now + HOLDS_AT_MOST));
    let allowed = holds.max(now + stated(pace));
    // One that never wakes is asked once a day all the same.
    let allowed_at = awake(allowed, pace).unwrap_or(allowed + AT_MOST);
    let pause = chosen.pause(rest);
    let due = allowed_at.max(now + pause) + jitter(pause, seed);
    let due_at = awake(due, pace).unwrap_or(due);
    Next { allowed_at, rest, due_at }
}

/// How often a source need be asked whose articles are of these dates, the newest first: as the module says.
pub fn rest(now: DateTime<Utc>, newest_first: &[DateTime<Utc>]) -> TimeDelta {
    let mut gaps: Vec<TimeDelta> = newest_first.windows(2).map(|pair| pair[0] - pair[1]).collect();
    gaps.sort_unstable();
    // One or two tell nothing of what is usual.
    let usual = gaps.get(gaps.len() / 2).filter(|_| gaps.len() > 2).copied().unwrap_or_default();
    let silence = newest_first.first().map_or(TimeDelta::zero(), |newest| now - *newest);
    (usual / 2).max((silence - AT_MOST) / 8).clamp(TimeDelta::zero(), AT_MOST)
}

/// The pause that a feed asks for: its `ttl`, else how often it says it changes.
fn stated(pace: &RawPace) -> TimeDelta {
    let period = || Some(pace.period_minutes? / pace.times_a_period.unwrap_or(1).max(1));
    let minutes = pace.ttl_minutes.or_else(period);
    TimeDelta::minutes(minutes.unwrap_or(0).into()).min(AT_MOST)
}

/// The first moment from `due` on that lies in no hour and on no day in which the feed says that nothing comes.
fn awake(due: DateTime<Utc>, pace: &RawPace) -> Option<DateTime<Utc>> {
    const WEEK: usize = 7 * 24;
    let sleeps = |at: &DateTime<Utc>| {
        pace.skip_hours.iter().any(|hour| u32::from(*hour) == at.hour())
            || pace.skip_days.contains(&at.weekday())
    };
    let next_hour = |at: &DateTime<Utc>| {
        at.duration_trunc(TimeDelta::hours(1)).ok()?.checked_add_signed(TimeDelta::hours(1))
    };
    std::iter::successors(Some(due), next_hour).take(WEEK).find(|at| !sleeps(at))
}

/// How much longer than `pause` to wait: never less, and as `seed` says.
fn jitter(pause: TimeDelta, seed: u64) -> TimeDelta {
    let most = (pause / 10).min(JITTER).num_milliseconds().unsigned_abs() + 1;
    // Neighbouring seeds must not give neighbouring pauses (the end of SplitMix64).
    let mixed = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    TimeDelta::milliseconds(i64::try_from((mixed ^ (mixed >> 31)) % most).unwrap_or(0))
}

/// When a source that asks for `seconds` of peace (`Retry-After`) may be asked again at the earliest.
pub fn peace_until(now: DateTime<Utc>, seconds: u64) -> DateTime<Utc> {
    now + TimeDelta::seconds(i64::from(u32::try_from(seconds).unwrap_or(u32::MAX))).min(PEACE_AT_MOST)
}

/// When to ask again after `failures` failures in a row (this one included). Where its server `answered`, it is asked
/// no more often than if all were well; `peace` is until when the last one asked to be left alone.
pub fn after_failure(
    now: DateTime<Utc>,
    failures: u32,
    answered: Option<Chosen>,
    peace: Option<DateTime<Utc>>,
    pace: &RawPace,
    seed: u64,
) -> DateTime<Utc> {
    let doublings = failures.saturating_sub(1).min(8);
    let pause = (RETRY * 2_i32.pow(doublings)).min(AT_MOST);
    let pause = answered.map_or(pause, |chosen| pause.max(chosen.every));
    let due = (now + pause).max(peace.unwrap_or(now)) + jitter(pause, seed);
    awake(due, pace).unwrap_or(due)
}

/// Sources that are asked at one look at the timetables after a long time without one.
const AT_A_LOOK: usize = 40;
/// Of them, those on one host.
const OF_A_HOST: usize = 12;
/// How far two looks are apart.
const LOOK: TimeDelta = TimeDelta::minutes(1);

/// When to ask each of the sources that are overdue, whose hosts these are: so many at a time that neither they nor
/// the network notice that we were away.
pub fn spread(now: DateTime<Utc>, hosts: &[String]) -> Vec<DateTime<Utc>> {
    let mut looks: Vec<Vec<&str>> = Vec::new();
    let has_room = |look: &Vec<&str>, host: &str| {
        look.len() < AT_A_LOOK && look.iter().filter(|there| **there == host).count() < OF_A_HOST
    };
    let place = |host| {
        let at = looks.iter().position(|look| has_room(look, host)).unwrap_or(looks.len());
        if at == looks.len() {
            looks.push(Vec::new());
        }
        if let Some(look) = looks.get_mut(at) {
            look.push(host);
        }
        now + LOOK * i32::try_from(at).unwrap_or(i32::MAX)
    };
    hosts.iter().map(String::as_str).map(place).collect()
}
