//! The only room that reads the time; everyone else is told what time it is.

use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, FixedOffset, Local, NaiveDateTime, Offset, TimeDelta, Utc};

/// A source of "now".
pub trait Clock: Send + Sync {
    /// The present instant, in UTC.
    fn now(&self) -> DateTime<Utc>;

    /// What the reader's clock on the wall shows at an instant.
    fn local(&self, at: DateTime<Utc>) -> NaiveDateTime;
}

/// The computer's own clock.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the time")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        at.with_timezone(&Local).naive_local()
    }
}

/// A clock that stands still until it is moved: for tests, and for replaying a run.
#[derive(Debug)]
pub struct FixedClock {
    now: Mutex<DateTime<Utc>>,
    zone: Mutex<FixedOffset>,
}

impl FixedClock {
    /// A clock standing at `at`, where the clock on the wall shows UTC.
    #[must_use]
    pub fn new(at: DateTime<Utc>) -> Self {
        Self { now: Mutex::new(at), zone: Mutex::new(Utc.fix()) }
    }

    /// Moves the clock by `by`, which may be negative.
    pub fn advance(&self, by: TimeDelta) {
        *held(&self.now) += by;
    }

    /// Takes it to another time zone.
    pub fn travel(&self, zone: FixedOffset) {
        *held(&self.zone) = zone;
    }
}

fn held<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        *held(&self.now)
    }

    fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        at.with_timezone(&*held(&self.zone)).naive_local()
    }
}
