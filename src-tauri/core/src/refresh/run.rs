//! One run over some sources. A source that fails is stored data, never the end of the run.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::stream::{self, StreamExt};
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;

use super::ask::{Asking, Outcome};
use super::network::Network;
use super::page::Pages;
use super::timetable;
use crate::clock::Clock;
use crate::event::Event;
use crate::fetch::Client;
use crate::model::{PublicationId, RefreshReport, SourceFailure, SourceId};
use crate::store::source::Turn;
use crate::store::{self, Store};
use crate::{Error, Result};

/// Sources asked at once; the client holds each host to its own pace besides.
const AT_ONCE: usize = 16;
/// After how long without a look at the timetables the computer must have slept.
const SLEPT: TimeDelta = TimeDelta::minutes(10);
/// Sources that are asked to see whether the network is back.
const FEELERS: usize = 3;
/// Hosts that show that there is no network, where none of them could be asked and nobody answered.
const ENOUGH: usize = 3;

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
    /// When the timetables were last looked at.
    looked_at: Mutex<Option<DateTime<Utc>>>,
}

/// A refresh: which sources, and what it takes to ask them.
pub(crate) struct Refresh<'a> {
    pub(crate) store: &'a Store,
    pub(crate) client: &'a Client,
    pub(crate) clock: &'a dyn Clock,
    pub(crate) events: &'a broadcast::Sender<Event>,
    pub(crate) pages: &'a Pages,
    pub(crate) network: &'a Network,
}

impl Refresh<'_> {
    /// Asks the sources that `which` names, and stores what they answer as it comes.
    ///
    /// # Errors
    /// Only the library's own: what sources do wrong stands in the report.
    pub(crate) async fn run(&self, run: &Run, which: Which) -> Result<RefreshReport> {
        let _turn = run.turn.lock().await;
        let was_online = self.network.is_online();
        if which == Which::Due && run.has_slept(self.clock.now()) {
            self.spread().await?;
        }
        let (turns, minutes) = self.turns(which).await?;
        let now = self.clock.now();
        let asked_for = turns.len();
        let mut turns: Vec<_> = turns
            .into_iter()
            .filter(|turn| !turn.gone && turn.retry_after.is_none_or(|at| at <= now))
            .collect();
        let skipped = count(asked_for - turns.len());
        if which == Which::Due && !was_online {
            if self.network.is_away() || !Client::has_a_way() {
                // Whoever is due waits for it, but for those on this computer.
                turns.retain(|turn| self.client.is_local(&turn.plan.url));
            } else {
                feelers(&mut turns, now);
            }
        }
        if turns.is_empty() && which == Which::Due {
            return Ok(RefreshReport { skipped, ..RefreshReport::default() });
        }
        let Self { store, client, clock, network, .. } = *self;
        let asking = Asking { store, client, clock, network, minutes };
        let cancelled = run.begin();
        let report = self.ask_all(turns, &asking, &cancelled).await.map(|report| RefreshReport {
            skipped,
            cancelled: report.cancelled || cancelled.is_cancelled(),
            ..report
        });
        run.end();
        let report = report?;
        if !was_online && self.network.is_online() {
            self.spread().await?;
        }
        self.hint(Event::PublicationsChanged { id: None });
        self.hint(Event::RefreshEnded {
            new_articles: report.new_articles,
            failed: count(report.failed.len()),
            cancelled: report.cancelled,
        });
        Ok(report)
    }

    /// The sources that `which` names, and how often the reader wants all asked.
    async fn turns(&self, which: Which) -> Result<(Vec<Turn>, Option<u32>)> {
        let now = self.clock.now();
        self.store
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
            .await
    }

    /// Spreads what is overdue after a time in which nobody could be asked.
    ///
    /// # Errors
    /// The library's own.
    pub(crate) async fn spread(&self) -> Result<()> {
        let now = self.clock.now();
        self.store
            .write(move |tx| {
                let overdue = store::source::due(tx, now)?;
                let host = |turn: &Turn| turn.plan.url.host_str().unwrap_or_default().to_owned();
                let hosts: Vec<String> = overdue.iter().map(host).collect();
                let times = timetable::spread(now, &hosts);
                overdue.iter().zip(times).try_for_each(|(turn, at)| store::source::put_off(tx, turn.id, at))
            })
            .await
    }

    async fn ask_all(
        &self,
        turns: Vec<Turn>,
        asking: &Asking<'_>,
        cancelled: &CancellationToken,
    ) -> Result<RefreshReport> {
        let mut report = RefreshReport::default();
        let mut sources: Vec<SourceId> = turns.iter().map(|turn| turn.id).collect();
        let total = count(turns.len());
        let mut alerts = 0;
        self.hint(Event::RefreshProgress { done: 0, total });
        let mut answers = stream::iter(turns)
            .map(|turn| async {
                let outcome = cancelled.run_until_cancelled(asking.ask(&turn)).await;
                (turn, outcome)
            })
            .buffer_unordered(AT_ONCE);
        let mut missed = Missed::default();
        while let Some((turn, outcome)) = answers.next().await {
            match outcome.transpose()? {
                None => report.cancelled = true,
                Some(Outcome::Missed(error)) => {
                    missed.note(turn, error);
                    // Names that are gone fail before others answer: only without any way is it plain.
                    if missed.shows(ENOUGH) && !Client::has_a_way() {
                        break;
                    }
                }
                Some(outcome) => {
                    missed.someone_answered |= !self.client.is_local(&turn.plan.url);
                    report.checked += 1;
                    alerts += self.count_in(&mut report, turn, outcome);
                    self.hint(Event::RefreshProgress { done: report.checked, total });
                }
            }
        }
        drop(answers);
        self.judge(missed, asking, &mut report, &mut sources).await?;
        // Whoever does not answer has no pages either.
        sources.retain(|source| !report.failed.iter().any(|failure| failure.source == *source));
        let by_pages = self.network.is_online() && self.pages.complete(sources, cancelled).await?;
        // Only now: what comes with one refresh comes at once, and is told so.
        if by_pages || alerts > 0 {
            self.hint(Event::AlertsChanged);
            self.hint(Event::AlertsWaiting);
        }
        Ok(report)
    }

    /// Decides whether those that were missed failed by themselves, or there is no network: then they are not asked for
    /// their pages either, and nothing is noted of them.
    async fn judge(
        &self,
        missed: Missed,
        asking: &Asking<'_>,
        report: &mut RefreshReport,
        sources: &mut Vec<SourceId>,
    ) -> Result<()> {
        let cut_off = self.network.is_away()
            || missed.shows(2)
            || (!missed.someone_answered && !missed.all.is_empty() && !Client::has_a_way());
        if missed.someone_answered || (cut_off && !missed.all.is_empty()) {
            let news = self.network.find(missed.someone_answered);
            if news {
                self.hint(Event::NetworkChanged);
            }
        }
        for (turn, error) in missed.all {
            if cut_off {
                sources.retain(|source| *source != turn.id);
                continue;
            }
            asking.note_failure(&turn, &error).await?;
            report.checked += 1;
            self.count_in(report, turn, Outcome::Failed(error));
        }
        Ok(())
    }

    /// Counts what came of a source in, and says how many alerts that were.
    fn count_in(&self, report: &mut RefreshReport, turn: Turn, outcome: Outcome) -> u32 {
        let mut alerts = 0;
        match outcome {
            Outcome::Unchanged => report.unchanged += 1,
            Outcome::Kept(kept) => {
                report.new_articles += kept.new;
                if kept.new + kept.changed > 0 {
                    self.hint(Event::ArticlesChanged);
                }
                alerts = kept.alerts;
            }
            Outcome::Failed(error) | Outcome::Missed(error) => report.failed.push(SourceFailure {
                source: turn.id,
                publication: turn.publication,
                title: turn.title,
                error: error.to_report(),
            }),
        }
        alerts
    }

    /// Nobody listening is fine: it is only a hint.
    fn hint(&self, event: Event) {
        drop(self.events.send(event));
    }
}

/// Those of a run that could not be asked, perhaps for want of a network.
#[derive(Default)]
struct Missed {
    all: Vec<(Turn, Error)>,
    hosts: HashSet<String>,
    /// Whether anybody in the network answered.
    someone_answered: bool,
}

impl Missed {
    fn note(&mut self, turn: Turn, error: Error) {
        self.hosts.extend(turn.plan.url.host_str().map(str::to_owned));
        self.all.push((turn, error));
    }

    /// Whether so many hosts could not be asked, and nobody answered.
    fn shows(&self, hosts: usize) -> bool {
        !self.someone_answered && self.hosts.len() >= hosts
    }
}

impl Run {
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

    /// Whether the timetables were looked at before, and not for long.
    fn has_slept(&self, now: DateTime<Utc>) -> bool {
        let last = self.looked_at.lock().unwrap_or_else(PoisonError::into_inner).replace(now);
        last.is_some_and(|last| now - last > SLEPT)
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

/// Leaves only a few, others each minute: some may be gone for good.
fn feelers(turns: &mut Vec<Turn>, now: DateTime<Utc>) {
    let minute = usize::try_from(now.timestamp() / 60).unwrap_or(0);
    let first = minute.wrapping_mul(FEELERS).checked_rem(turns.len()).unwrap_or(0);
    turns.rotate_left(first);
    turns.truncate(FEELERS);
}

/// A length as a number of the report; a library never holds so many.
fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
