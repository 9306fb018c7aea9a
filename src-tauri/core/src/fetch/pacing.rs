//! Turns per host, so that no publisher is crowded: one document at a time with a pause between, a few pictures
//! beside it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

use super::Expect;

/// Pictures asked of one host at once: what browsers do over HTTP/1.1.
const PICTURES: usize = 6;

/// Hosts remembered before idle ones are forgotten.
const HOSTS: usize = 256;

/// The turns of every host.
#[derive(Debug, Default)]
pub(super) struct Pacing {
    hosts: Mutex<HashMap<String, Arc<Lanes>>>,
}

#[derive(Debug)]
struct Lanes {
    /// When the last document ended; locked while one is under way.
    document: Arc<tokio::sync::Mutex<Option<Instant>>>,
    pictures: Arc<Semaphore>,
}

/// A turn at a host, until it is dropped.
#[derive(Debug)]
pub(super) enum Turn {
    Document(OwnedMutexGuard<Option<Instant>>),
    Picture { _permit: Option<OwnedSemaphorePermit> },
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Self::Document(last) = self {
            **last = Some(Instant::now());
        }
    }
}

impl Pacing {
    /// Waits for a turn at `host`, with `gap` after the document before.
    pub(super) async fn turn(&self, host: &str, expect: Expect, gap: Duration) -> Turn {
        let lanes = self.lanes(host);
        if expect == Expect::Picture {
            // The semaphore is never closed, so there always is a permit in the end.
            return Turn::Picture { _permit: Arc::clone(&lanes.pictures).acquire_owned().await.ok() };
        }
        let last = Arc::clone(&lanes.document).lock_owned().await;
        let rest = last.map_or(Duration::ZERO, |ended| gap.saturating_sub(ended.elapsed()));
        if !rest.is_zero() {
            tokio::time::sleep(rest).await;
        }
        Turn::Document(last)
    }

    fn lanes(&self, host: &str) -> Arc<Lanes> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if hosts.len() >= HOSTS {
            hosts.retain(|_, lanes| lanes.is_busy());
        }
        Arc::clone(hosts.entry(host.to_owned()).or_insert_with(|| {
            Arc::new(Lanes { document: Arc::default(), pictures: Arc::new(Semaphore::new(PICTURES)) })
        }))
    }
}

impl Lanes {
    fn is_busy(&self) -> bool {
        Arc::strong_count(&self.document) > 1 || self.pictures.available_permits() < PICTURES
    }
}

#[cfg(test)]
mod tests {
    use std::future::Future;
    use std::pin::pin;
    use std::task::{Context, Waker};

    use super::*;

    fn is_waiting(turn: impl Future<Output = Turn>) -> bool {
        pin!(turn).poll(&mut Context::from_waker(Waker::noop())).is_pending()
    }

    #[tokio::test]
    async fn documents_of_one_host_go_one_at_a_time() {
        let pacing = Pacing::default();
        let first = pacing.turn("a.example", Expect::Feed, Duration::ZERO).await;
        assert!(is_waiting(pacing.turn("a.example", Expect::Page, Duration::ZERO)), "the lane is taken");
        assert!(!is_waiting(pacing.turn("b.example", Expect::Feed, Duration::ZERO)), "another host's is not");
        drop(first);
        assert!(!is_waiting(pacing.turn("a.example", Expect::Page, Duration::ZERO)), "free again");
    }

    #[tokio::test]
    async fn a_gap_stands_between_documents() {
        let pacing = Pacing::default();
        drop(pacing.turn("a.example", Expect::Feed, Duration::ZERO).await);
        assert!(is_waiting(pacing.turn("a.example", Expect::Feed, Duration::from_secs(60))), "too soon");
    }

    #[tokio::test]
    async fn six_pictures_go_beside_a_document_and_the_seventh_waits() {
        let pacing = Pacing::default();
        let _document = pacing.turn("a.example", Expect::Feed, Duration::ZERO).await;
        let mut turns = Vec::new();
        for _ in 0..PICTURES {
            turns.push(pacing.turn("a.example", Expect::Picture, Duration::ZERO).await);
        }
        assert!(is_waiting(pacing.turn("a.example", Expect::Picture, Duration::ZERO)), "one too many");
        turns.pop();
        assert!(!is_waiting(pacing.turn("a.example", Expect::Picture, Duration::ZERO)), "one ended");
    }

    #[tokio::test]
    async fn idle_hosts_are_forgotten_and_busy_ones_are_not() {
        let pacing = Pacing::default();
        let _kept = pacing.turn("busy.example", Expect::Feed, Duration::ZERO).await;
        for number in 0..2 * HOSTS {
            drop(pacing.turn(&format!("{number}.example"), Expect::Feed, Duration::ZERO).await);
        }
        assert!(pacing.hosts.lock().expect("the hosts").len() <= HOSTS, "the memory is bounded");
        assert!(is_waiting(pacing.turn("busy.example", Expect::Feed, Duration::ZERO)), "still taken");
    }
}
