//! One run over some sources. A source that fails is stored data, never the end of the run.

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::stream::{self, StreamExt};
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;

use super::page::Pages;
use super::timetable;
use crate::clock::Clock;
use crate::event::Event;
use crate::fetch::Client;
use crate::model::{PublicationId, RefreshReport, SourceFailure, SourceId};
use crate::parse::RawPace;
use crate::store::source::Turn;
use crate::store::{self, Kept, Store};
use crate::{Error, Result, sanitize, source};

/// Sources asked at once; the client holds each host to its own pace besides.
const AT_ONCE: usize = 16;

/// Which sources a run asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    /// Every source, whatever its timetable.
    All,
    /// Every source of one publication, whatever its timetable.
    Of(PublicationId),
    /// Those whose time has come.
    Due,
}

/// Runs of one kind one after another, refreshes, backfills or transfers: a second one waits for the first.
#[derive(Default)]
pub(crate) struct Run {
    turn: tokio::sync::Mutex<()>,
    under_way: Mutex<Option<CancellationToken>>,
}

/// What came of asking one source.
enum Outcome {
    Kept(Kept),
    Unchanged,
    Failed(Error),
}

impl Run {
    /// Asks the sources that `which` names, and stores what they answer as it comes.
    ///
    /// # Errors
    /// Only the library's own: what sources do wrong stands in the report.
    pub(crate) async fn run(
        &self,
        which: Which,
        store: &Store,
        client: &Client,
        clock: &dyn Clock,
        events: &broadcast::Sender<Event>,
        pages: &Pages,
    ) -> Result<RefreshReport> {
        let _turn = self.turn.lock().await;
        let now = clock.now();
        let (turns, minutes) = store
            .read(move |conn| {
                let minutes = store::setting::all(conn)?.refresh_minutes;
                let turns = match which {
                    Which::All => store::source::all_to_refresh(conn, None)?,
                    Which::Of(publication) => store::source::all_to_refresh(conn, Some(publication))?,
                    Which::Due => {
                        let mut due = store::source::due(conn, now)?;
                        // Where there is no interval the reader wants to be the only one who asks.
                        due.retain(|turn| turn.minutes.or(minutes).is_some());
                        due
                    }
                };
                Ok((turns, minutes))
            })
            .await?;
        let asked_for = turns.len();
        let turns: Vec<_> = turns
            .into_iter()
            .filter(|turn| !turn.gone && turn.retry_after.is_none_or(|at| at <= now))
            .collect();
        let mut report =
            RefreshReport { skipped: count(asked_for - turns.len()), ..RefreshReport::default() };
        if turns.is_empty() && which == Which::Due {
            return Ok(report);
        }

        let mut sources: Vec<SourceId> = turns.iter().map(|turn| turn.id).collect();
        let cancelled = self.begin();
        let total = count(turns.len());
        let hint = |event| drop(events.send(event));
        let mut alerts = 0;
        hint(Event::RefreshProgress { done: 0, total });
        let mut answers = stream::iter(turns)
            .map(|turn| async {
                let every = timetable::every(turn.minutes.or(minutes));
                let outcome = cancelled.run_until_cancelled(ask(&turn, every, store, client, clock)).await;
                (turn, outcome)
            })
            .buffer_unordered(AT_ONCE);
        while let Some((turn, outcome)) = answers.next().await {
            match outcome.transpose()? {
                None => report.cancelled = true,
                Some(outcome) => {
                    report.checked += 1;
                    alerts += count_in(&mut report, turn, outcome, &hint);
                    hint(Event::RefreshProgress { done: report.checked, total });
                }
            }
        }
        drop(answers);
        // Whoever does not answer has no pages either.
        sources.retain(|source| !report.failed.iter().any(|failure| failure.source == *source));
        let by_pages = pages.complete(sources, &cancelled).await?;
        report.cancelled |= cancelled.is_cancelled();
        self.end();
        // Only now: what comes with one refresh comes at once, and is told so.
        if by_pages || alerts > 0 {
            hint(Event::AlertsChanged);
            hint(Event::AlertsWaiting);
        }
        hint(Event::PublicationsChanged { id: None });
        hint(Event::RefreshEnded {
            new_articles: report.new_articles,
            failed: count(report.failed.len()),
            cancelled: report.cancelled,
        });
        Ok(report)
    }

    /// Stops the run under way, if there is one.
    pub(crate) fn cancel(&self) {
        if let Some(token) = &*self.under_way.lock().unwrap_or_else(PoisonError::into_inner) {
            token.cancel();
        }
    }

    /// Waits for the turn of a run that can be cancelled, and begins it. The turn ends with the guard.
    pub(crate) async fn start(&self) -> (tokio::sync::MutexGuard<'_, ()>, CancellationToken) {
        let turn = self.turn.lock().await;
        (turn, self.begin())
    }

    fn begin(&self) -> CancellationToken {
        let token = CancellationToken::new();
        *self.under_way.lock().unwrap_or_else(PoisonError::into_inner) = Some(token.clone());
        token
    }

    pub(super) fn end(&self) {
        *self.under_way.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// Counts what came of a source in, and says how many alerts that were.
fn count_in(report: &mut RefreshReport, turn: Turn, outcome: Outcome, hint: &impl Fn(Event)) -> u32 {
    let mut alerts = 0;
    match outcome {
        Outcome::Unchanged => report.unchanged += 1,
        Outcome::Kept(kept) => {
            report.new_articles += kept.new;
            if kept.new + kept.changed > 0 {
                hint(Event::ArticlesChanged);
            }
            alerts = kept.alerts;
        }
        Outcome::Failed(error) => report.failed.push(SourceFailure {
            source: turn.id,
            publication: turn.publication,
            title: turn.title,
            error: error.to_report(),
        }),
    }
    alerts
}

/// Asks one source and stores what it answers, or how it failed.
async fn ask(
    turn: &Turn,
    every: TimeDelta,
    store: &Store,
    client: &Client,
    clock: &dyn Clock,
) -> Result<Outcome> {
    let answer = source::fetch(client, &turn.plan).await;
    let (id, now) = (turn.id, clock.now());
    match answer {
        Ok(source::Fetched::Unchanged) => {
            let due = timetable::after_success(now, every, None, &RawPace::default());
            store.write(move |tx| store::source::record_unchanged(tx, id, due, now)).await?;
            Ok(Outcome::Unchanged)
        }
        Ok(source::Fetched::Read(reading)) => {
            keep(store, turn, *reading, every, now).await.map(Outcome::Kept)
        }
        Err(error) => {
            note_failure(turn, &error, store, now).await?;
            match store.read(move |conn| store::source::stand_in(conn, id)).await? {
                // From now on it is asked like any other; the first time is at once.
                Some(feed) if turn.failures == 0 => Box::pin(ask(&feed, every, store, client, clock)).await,
                Some(_) => Ok(Outcome::Unchanged),
                None => Ok(Outcome::Failed(error)),
            }
        }
    }
}

/// Makes a reading safe and keeps it. Sanitizing is the last step before storing, and holds up nobody who waits to
/// write.
async fn keep(
    store: &Store,
    turn: &Turn,
    reading: source::Reading,
    every: TimeDelta,
    now: DateTime<Utc>,
) -> Result<Kept> {
    let fetched = store::FetchNote {
        validators: reading.validators,
        hash: Some(reading.hash),
        moved_to: reading.moved_to,
        complete: true,
        due_at: timetable::after_success(now, every, reading.fresh_until, &reading.harvest.publication.pace),
    };
    let (id, told) = (turn.id, turn.complete(reading.harvest));
    let harvest = tokio::task::spawn_blocking(move || sanitize::harvest(told))
        .await
        .map_err(|error| Error::Unexpected { detail: error.to_string() })?;
    store.write(move |tx| store::keep(tx, id, &harvest, &fetched, now)).await
}

async fn note_failure(turn: &Turn, error: &Error, store: &Store, now: DateTime<Utc>) -> Result<()> {
    let (id, report) = (turn.id, error.to_report());
    if matches!(error, Error::Gone { .. }) {
        return store.write(move |tx| store::source::record_gone(tx, id, &report, now)).await;
    }
    let retry_after = match error {
        Error::HttpStatus { retry_after, .. } => *retry_after,
        _ => None,
    };
    let peace = retry_after.map(|seconds| timetable::peace_until(now, seconds));
    let due = timetable::after_failure(now, turn.failures + 1, peace);
    store.write(move |tx| store::source::record_failure(tx, id, &report, peace, due, now)).await
}

/// A length as a number of the report; a library never holds so many.
fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
