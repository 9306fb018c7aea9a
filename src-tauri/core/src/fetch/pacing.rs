//! Turns per host, so that no publisher is crowded: one document at a time with a pause between, a few pictures
//! beside it. A host that says that it is too much is asked for no document until the time it names: `429 Too Many
//! Requests` is about whoever asks, not about one address (RFC 6585 §4).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::{OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};

use super::Expect;
use crate::clock::Clock;
use crate::{Error, Result};

/// Pictures asked of one host at once: what browsers do over HTTP/1.1.
const PICTURES: usize = 6;

/// Hosts remembered before idle ones are forgotten.
const HOSTS: usize = 256;
/// How long after its last document a host is idle: more than any pause between two.
const IDLE: TimeDelta = TimeDelta::minutes(1);
/// For how long a host is left alone as a whole, at the most: the source that was told has the rest by itself.
const PEACE: TimeDelta = TimeDelta::days(1);

/// The turns of every host.
#[derive(Debug, Default)]
pub(super) struct Pacing {
    hosts: Mutex<HashMap<String, Arc<Lanes>>>,
}

#[derive(Debug)]
struct Lanes {
    /// Locked while a document is under way.
    document: Arc<tokio::sync::Mutex<Last>>,
    pictures: Arc<Semaphore>,
}

/// What is known of the last document of a host.
#[derive(Debug, Default)]
pub(super) struct Last {
    ended: Option<DateTime<Utc>>,
    /// Until when the host wants no other.
    peace: Option<DateTime<Utc>>,
}

impl Last {
    /// For how long the host is to be left alone yet. What would be longer than ever was noted by a clock that was wrong.
    fn peace(&self, now: DateTime<Utc>) -> Option<TimeDelta> {
        self.peace.map(|until| until - now).filter(|left| *left > TimeDelta::zero() && *left <= PEACE)
    }
}

/// A turn at a host, until it is dropped.
pub(super) enum Turn {
    Document { last: OwnedMutexGuard<Last>, clock: Arc<dyn Clock> },
    Picture { _permit: Option<OwnedSemaphorePermit> },
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Self::Document { last, clock } = self {
            last.ended = Some(clock.now());
        }
    }
}

impl Turn {
    /// Notes what the host answered to a document.
    pub(super) fn heed(&mut self, problem: &Error) {
        let Error::HttpStatus { status: 429, retry_after: Some(seconds), .. } = problem else { return };
        if let Self::Document { last, clock } = self {
            let asked = TimeDelta::seconds(i64::from(u32::try_from(*seconds).unwrap_or(u32::MAX)));
            last.peace = Some(clock.now() + asked.min(PEACE));
        }
    }
}

impl Pacing {
    /// Waits for a turn at `host`, with `gap` after the document before.
    ///
    /// # Errors
    /// What the host said, while it wants to be left alone.
    pub(super) async fn turn(
        &self,
        host: &str,
        expect: Expect,
        gap: Duration,
        clock: &Arc<dyn Clock>,
    ) -> Result<Turn> {
        let lanes = self.lanes(host, clock.now());
        if expect == Expect::Picture {
            // The semaphore is never closed, so there always is a permit in the end.
            return Ok(Turn::Picture { _permit: Arc::clone(&lanes.pictures).acquire_owned().await.ok() });
        }
        let last = Arc::clone(&lanes.document).lock_owned().await;
        if let Some(left) = last.peace(clock.now()) {
            let retry_after = u64::try_from(left.num_seconds()).ok();
            return Err(Error::HttpStatus { host: host.to_owned(), status: 429, retry_after });
        }
        // Where the clock was moved back meanwhile, the whole pause is enough.
        let passed = |ended: DateTime<Utc>| (clock.now() - ended).to_std().unwrap_or_default();
        let rest = last.ended.map_or(Duration::ZERO, |ended| gap.saturating_sub(passed(ended)));
        if !rest.is_zero() {
            clock.wait(rest).await;
        }
        Ok(Turn::Document { last, clock: Arc::clone(clock) })
    }

    fn lanes(&self, host: &str, now: DateTime<Utc>) -> Arc<Lanes> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if hosts.len() >= HOSTS {
            hosts.retain(|_, lanes| lanes.is_busy(now));
        }
        Arc::clone(hosts.entry(host.to_owned()).or_insert_with(|| {
            Arc::new(Lanes { document: Arc::default(), pictures: Arc::new(Semaphore::new(PICTURES)) })
        }))
    }
}

impl Lanes {
    fn is_busy(&self, now: DateTime<Utc>) -> bool {
        let is_idle = self
            .document
            .try_lock()
            .is_ok_and(|last| last.peace(now).is_none() && last.ended.is_none_or(|ended| now - ended > IDLE));
        !is_idle || Arc::strong_count(&self.document) > 1 || self.pictures.available_permits() < PICTURES
    }
}

#[cfg(test)]
mod tests {
    use std::future::Future;
    use std::pin::pin;
    use std::task::{Context, Waker};

    use super::*;
    use crate::clock::FixedClock;

    const SECOND: Duration = Duration::from_secs(1);

    /// The turns, and a clock that is moved by whoever waits.
    struct Street {
        pacing: Pacing,
        clock: Arc<FixedClock>,
    }

    impl Street {
        fn new() -> Self {
            Self { pacing: Pacing::default(), clock: Arc::new(FixedClock::new(DateTime::UNIX_EPOCH)) }
        }

        async fn turn(&self, host: &str, expect: Expect) -> Turn {
            self.try_turn(host, expect).await.expect("nobody wants peace")
        }

        async fn try_turn(&self, host: &str, expect: Expect) -> Result<Turn> {
            self.pacing.turn(host, expect, SECOND, &(Arc::clone(&self.clock) as _)).await
        }

        fn is_waiting(&self, host: &str, expect: Expect) -> bool {
            pin!(self.turn(host, expect)).poll(&mut Context::from_waker(Waker::noop())).is_pending()
        }

        fn milliseconds(&self) -> i64 {
            self.clock.now().timestamp_millis()
        }
    }

    #[tokio::test]
    async fn documents_of_one_host_go_one_at_a_time() {
        let street = Street::new();
        let first = street.turn("a.example", Expect::Feed).await;
        assert!(street.is_waiting("a.example", Expect::Page), "the lane is taken");
        assert!(!street.is_waiting("b.example", Expect::Feed), "another host's is not");
        drop(first);
        assert!(!street.is_waiting("a.example", Expect::Page), "free again");
    }

    #[tokio::test]
    async fn a_gap_stands_between_documents() {
        let street = Street::new();
        drop(street.turn("a.example", Expect::Feed).await);
        assert_eq!(street.milliseconds(), 0, "nobody was there before");
        street.clock.advance(TimeDelta::milliseconds(300));
        drop(street.turn("a.example", Expect::Api).await);
        assert_eq!(street.milliseconds(), 1000, "the rest of a second");
        street.clock.advance(TimeDelta::seconds(2));
        drop(street.turn("a.example", Expect::Page).await);
        assert_eq!(street.milliseconds(), 3000, "after a pause there is nothing to wait for");
        street.clock.advance(-TimeDelta::hours(1));
        drop(street.turn("a.example", Expect::Page).await);
        assert_eq!(
            street.milliseconds(),
            4000 - 3_600_000,
            "nor for more than a second, whatever the clock says"
        );
    }

    #[tokio::test]
    async fn whoever_has_too_much_to_do_is_left_alone() {
        let street = Street::new();
        let status = |status, retry_after| Error::HttpStatus { host: String::new(), status, retry_after };
        for (problem, seconds) in [
            (status(429, Some(600)), 600),
            (status(429, Some(u64::MAX)), 86_400),
            (status(429, None), 0),
            (status(503, Some(600)), 0),
        ] {
            let mut turn = street.turn("a.example", Expect::Feed).await;
            turn.heed(&problem);
            drop(turn);
            let left = match street.try_turn("a.example", Expect::Page).await.err() {
                Some(Error::HttpStatus { status: 429, retry_after, .. }) => retry_after.unwrap_or_default(),
                _ => 0,
            };
            assert_eq!(left, seconds, "{problem}");
            drop(street.turn("b.example", Expect::Page).await);
            drop(street.turn("a.example", Expect::Picture).await);
            street.clock.advance(TimeDelta::days(1));
        }
        street.turn("a.example", Expect::Feed).await.heed(&status(429, Some(600)));
        street.clock.advance(-TimeDelta::days(30));
        drop(street.turn("a.example", Expect::Feed).await);
    }

    #[tokio::test]
    async fn six_pictures_go_beside_a_document_and_the_seventh_waits() {
        let street = Street::new();
        let _document = street.turn("a.example", Expect::Feed).await;
        let mut turns = Vec::new();
        for _ in 0..PICTURES {
            turns.push(street.turn("a.example", Expect::Picture).await);
        }
        assert!(street.is_waiting("a.example", Expect::Picture), "one too many");
        turns.pop();
        assert!(!street.is_waiting("a.example", Expect::Picture), "one ended");
    }

    #[tokio::test]
    async fn idle_hosts_are_forgotten_and_busy_ones_are_not() {
        let street = Street::new();
        let _kept = street.turn("busy.example", Expect::Feed).await;
        for number in 0..2 * HOSTS {
            drop(street.turn(&format!("{number}.example"), Expect::Feed).await);
        }
        drop(street.turn("0.example", Expect::Feed).await);
        assert_eq!(street.milliseconds(), 1000, "who was asked just now is known, however many others were");
        street.clock.advance(TimeDelta::minutes(2));
        drop(street.turn("last.example", Expect::Feed).await);
        assert!(street.pacing.hosts.lock().expect("the hosts").len() <= HOSTS, "the memory is bounded");
        assert!(street.is_waiting("busy.example", Expect::Feed), "still taken");
    }
}
