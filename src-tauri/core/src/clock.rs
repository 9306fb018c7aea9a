//! The only room that reads the time; everyone else is told what time it is.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, FixedOffset, Local, NaiveDateTime, Offset, TimeDelta, Utc};
use futures_util::future::BoxFuture;

/// A source of "now".
pub trait Clock: Send + Sync {
    /// The present instant, in UTC.
    fn now(&self) -> DateTime<Utc>;

    /// What the reader's clock on the wall shows at an instant.
    fn local(&self, at: DateTime<Utc>) -> NaiveDateTime;

    /// Waits so long.
    fn wait(&self, pause: Duration) -> BoxFuture<'static, ()>;
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

    fn wait(&self, pause: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(pause))
    }
}

/// A clock that stands still until it is moved, or somebody waits, which takes no time but by this clock: for tests,
/// and for replaying a run.
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

    fn wait(&self, pause: Duration) -> BoxFuture<'static, ()> {
        self.advance(TimeDelta::from_std(pause).unwrap_or_default());
        Box::pin(std::future::ready(()))
    }
}
