//! Asking one source, and storing what it answers or how it failed.

use chrono::{DateTime, Utc};

use super::network::Network;
use super::timetable::{self, Chosen};
use crate::clock::Clock;
use crate::fetch::Client;
use crate::parse::RawPace;
use crate::source::{Reading, Terms};
use crate::store::source::{Next, Turn};
use crate::store::{self, Kept, Store, Transaction};
use crate::{Error, Result, sanitize, source};

/// What came of asking one source.
pub(super) enum Outcome {
    Kept(Kept),
    Unchanged,
    Failed(Error),
    /// It may be for want of a network. That is not noted: the others will show.
    Missed(Error),
}

/// Asks sources, each as often as the reader chose for it or for all.
pub(super) struct Asking<'a> {
    pub(super) store: &'a Store,
    pub(super) client: &'a Client,
    pub(super) clock: &'a dyn Clock,
    pub(super) network: &'a Network,
    /// Minutes between two times, where none are chosen for a publication.
    pub(super) minutes: Option<u32>,
}

impl Asking<'_> {
    pub(super) async fn ask(&self, turn: &Turn) -> Result<Outcome> {
        let answer = source::fetch(self.client, &turn.plan).await;
        let now = self.clock.now();
        match answer {
            Ok(source::Fetched::Unchanged(terms)) => {
                self.note_unchanged(turn, terms, now).await.map(|()| Outcome::Unchanged)
            }
            Ok(source::Fetched::Read(reading)) => self.keep(turn, *reading, now).await.map(Outcome::Kept),
            Err(error) if self.may_be_missed(&error) => Ok(Outcome::Missed(error)),
            Err(error) => {
                self.note_failure(turn, &error).await?;
                let id = turn.id;
                match self.store.read(move |conn| store::source::stand_in(conn, id)).await? {
                    // From now on it is asked like any other; the first time is at once.
                    Some(feed) if turn.failures == 0 => Box::pin(self.ask(&feed)).await,
                    Some(_) => Ok(Outcome::Unchanged),
                    None => Ok(Outcome::Failed(error)),
                }
            }
        }
    }

    /// Whether an error may be the network's and not the source's.
    fn may_be_missed(&self, error: &Error) -> bool {
        match error {
            Error::Unreachable { cut_off: true, .. } => true,
            Error::Unreachable { .. } | Error::TimedOut { .. } | Error::ConnectionCut { .. } => {
                self.network.is_away()
            }
            _ => false,
        }
    }

    async fn note_unchanged(&self, turn: &Turn, terms: Terms, now: DateTime<Utc>) -> Result<()> {
        let next = self.next(turn, &terms, turn.pace.clone(), now);
        let id = turn.id;
        self.store
            .write(move |tx| {
                store::source::record_unchanged(tx, id, &terms, now)?;
                next(tx)
            })
            .await
    }

    /// Makes a reading safe and keeps it. Sanitizing is the last step before storing, and holds up nobody who waits to
    /// write.
    async fn keep(&self, turn: &Turn, reading: Reading, now: DateTime<Utc>) -> Result<Kept> {
        let Reading { harvest, hash, terms } = reading;
        let next = self.next(turn, &terms, harvest.publication.pace.clone(), now);
        let fetched = store::FetchNote { terms, hash: Some(hash), complete: true };
        let (id, told) = (turn.id, turn.complete(harvest));
        let harvest = tokio::task::spawn_blocking(move || sanitize::harvest(told))
            .await
            .map_err(|error| Error::Unexpected { detail: error.to_string() })?;
        self.store
            .write(move |tx| {
                let kept = store::keep(tx, id, &harvest, &fetched, now)?;
                next(tx)?;
                Ok(kept)
            })
            .await
    }

    /// Writes when a source that answered well is asked next. It belongs into the transaction that keeps what it
    /// answered: that may say how often it has news.
    fn next(
        &self,
        turn: &Turn,
        terms: &Terms,
        pace: RawPace,
        now: DateTime<Utc>,
    ) -> impl FnOnce(&Transaction<'_>) -> Result<()> + Send + 'static {
        let chosen = Chosen::of(turn.minutes, self.minutes);
        let (id, publication, fresh_until) = (turn.id, turn.publication, terms.fresh_until);
        let seed = seed(turn, now);
        move |tx| {
            let rest = timetable::rest(now, &store::source::latest(tx, publication)?);
            let next: Next = timetable::after_success(now, chosen, rest, fresh_until, &pace, seed);
            store::source::plan(tx, id, next, &pace)
        }
    }

    /// Notes that a source failed, and by its own doing.
    pub(super) async fn note_failure(&self, turn: &Turn, error: &Error) -> Result<()> {
        let (id, report, now) = (turn.id, error.to_report(), self.clock.now());
        if matches!(error, Error::Gone { .. }) {
            return self.store.write(move |tx| store::source::record_gone(tx, id, &report, now)).await;
        }
        let (answered, retry_after) = match error {
            Error::HttpStatus { retry_after, .. } => (true, *retry_after),
            _ => (false, None),
        };
        let answered = answered.then(|| Chosen::of(turn.minutes, self.minutes));
        let peace = retry_after.map(|seconds| timetable::peace_until(now, seconds));
        let seed = seed(turn, now);
        // A reader who does not want to wait, and tries again and again, makes no pause longer.
        let is_early = turn.failures > 0 && turn.due_at.is_some_and(|due| now < due);
        let failures = turn.failures + u32::from(!is_early);
        let due = timetable::after_failure(now, failures, answered, peace, &turn.pace, seed);
        self.store
            .write(move |tx| store::source::record_failure(tx, id, &report, failures, peace, due, now))
            .await
    }
}

/// What makes the pauses of one source differ from those of others, and of the same one at other readers'.
fn seed(turn: &Turn, now: DateTime<Utc>) -> u64 {
    turn.id.0.unsigned_abs().rotate_left(40) ^ now.timestamp_millis().unsigned_abs()
}
