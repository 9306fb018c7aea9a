//! When what waits is told, and how much of it at once. Pure: `store` says what waits, and claims what is decided here.

use chrono::{DateTime, Datelike, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};

use crate::clock::Clock;
use crate::model::*;

/// Nobody pauses everything for longer.
const LONGEST_PAUSE: TimeDelta = TimeDelta::days(7);

/// An alert that nobody has claimed, as one of its follows tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Waiting {
    /// Which.
    pub alert: AlertId,
    /// When the follow tells.
    pub mode: FollowMode,
    /// When the alert was written.
    pub created_at: DateTime<Utc>,
}

/// What is to be done now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Decision {
    /// Nothing.
    Wait,
    /// To show one alert.
    One(AlertId),
    /// To show several in one, which stand here oldest first.
    Many { alerts: Vec<AlertId>, digest: bool },
    /// To keep these in the inbox only: the day has had its fill.
    Keep(Vec<AlertId>),
}

/// One moment, and what the reader wants at it.
pub(crate) struct Delivery<'a> {
    settings: &'a Settings,
    clock: &'a dyn Clock,
    now: DateTime<Utc>,
    local: NaiveDateTime,
}

impl<'a> Delivery<'a> {
    /// Now.
    pub(crate) fn now(settings: &'a Settings, clock: &'a dyn Clock) -> Self {
        let now = clock.now();
        Self { settings, clock, now, local: clock.local(now) }
    }

    /// When this is.
    pub(crate) fn at(&self) -> DateTime<Utc> {
        self.now
    }

    /// Whether anything may be shown on the desktop at all.
    pub(crate) fn is_open(&self) -> bool {
        let Settings { notifications, alerts_paused_until, quiet_hours, alert_days, .. } = self.settings;
        let today = usize::try_from(self.local.weekday().num_days_from_monday()).unwrap_or_default();
        *notifications
            // One beyond the longest was set by a clock that was wrong.
            && alerts_paused_until.is_none_or(|until| until <= self.now || until > self.now + LONGEST_PAUSE)
            && alert_days.get(today).copied().unwrap_or(true)
            && !quiet_hours.is_some_and(|hours| self.is_within(hours))
    }

    fn is_within(&self, hours: QuietHours) -> bool {
        let minute = self.local.hour() * 60 + self.local.minute();
        let (from, to) = (u32::from(hours.from), u32::from(hours.to));
        if from < to { (from..to).contains(&minute) } else { minute >= from || minute < to }
    }

    /// What is to be done about what waits, oldest first, where something was shown at `shown` before.
    pub(crate) fn decide(&self, waiting: &[Waiting], shown: &[DateTime<Utc>]) -> Decision {
        if !self.is_open() {
            return Decision::Wait;
        }
        let mut due: Vec<(AlertId, bool)> = Vec::new();
        for one in waiting.iter().filter(|one| self.is_due(one)) {
            let is_instant = one.mode == FollowMode::Instant;
            match due.iter_mut().rev().find(|(alert, _)| *alert == one.alert) {
                Some((_, instant)) => *instant |= is_instant,
                None => due.push((one.alert, is_instant)),
            }
        }
        let pick = |wanted: &dyn Fn(bool) -> bool| -> Vec<AlertId> {
            due.iter().filter(|(_, instant)| wanted(*instant)).map(|(alert, _)| *alert).collect()
        };
        let (instant, digest) = (pick(&|instant| instant), pick(&|instant| !instant));
        match self.left_today(shown) {
            Some(0) if !due.is_empty() => Decision::Keep(pick(&|_| true)),
            Some(1) => together(pick(&|_| true), instant.is_empty()),
            _ if instant.is_empty() => together(digest, true),
            _ if instant.len() > self.settings.alerts_at_once as usize => together(instant, false),
            _ => instant.first().map_or(Decision::Wait, |alert| Decision::One(*alert)),
        }
    }

    /// How often something may still be shown today, where that has an end.
    fn left_today(&self, shown: &[DateTime<Utc>]) -> Option<usize> {
        let most = usize::try_from(self.settings.popups_a_day?).unwrap_or(usize::MAX);
        let today = |at: &&DateTime<Utc>| self.clock.local(**at).date() == self.local.date();
        Some(most.saturating_sub(shown.iter().filter(today).count()))
    }

    /// Whether the moment has come at which a follow tells of an alert: one that lies between when that was written and now.
    fn is_due(&self, waiting: &Waiting) -> bool {
        // Written by a clock that was ahead of this one: whatever it waited for, it does not wait for that to come again.
        let is_ahead = waiting.created_at > self.now;
        match waiting.mode {
            FollowMode::Instant => true,
            FollowMode::Hourly => is_ahead || waiting.created_at < self.hour(),
            FollowMode::Morning => is_ahead || self.was_before(waiting, self.settings.morning_digest),
            FollowMode::Evening => is_ahead || self.was_before(waiting, self.settings.evening_digest),
            FollowMode::Inbox => false,
        }
    }

    /// When the hour of the clock on the wall began. Told in UTC, so that an hour that the clock shows twice is two.
    fn hour(&self) -> DateTime<Utc> {
        let since = i64::from(self.local.minute() * 60 + self.local.second());
        self.now - TimeDelta::seconds(since) - TimeDelta::nanoseconds(i64::from(self.local.nanosecond()))
    }

    /// Whether an alert was written before the clock on the wall last showed this minute of the day, or skipped it.
    fn was_before(&self, waiting: &Waiting, minute: u16) -> bool {
        let time = NaiveTime::from_num_seconds_from_midnight_opt(u32::from(minute) * 60, 0);
        let today = self.local.date().and_time(time.unwrap_or_default());
        let last = if today <= self.local { today } else { today - TimeDelta::days(1) };
        self.clock.local(waiting.created_at) < last
    }
}

/// One of a kind is shown as itself.
fn together(alerts: Vec<AlertId>, digest: bool) -> Decision {
    match *alerts {
        [] => Decision::Wait,
        [alert] => Decision::One(alert),
        _ => Decision::Many { alerts, digest },
    }
}
