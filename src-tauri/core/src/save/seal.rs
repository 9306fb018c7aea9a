//! Saving an article: the bookmark at once, then the rest of a short text, then every picture its page shows. What
//! could not be had is tried again by itself, more and more seldom, as long as it may still come.
//!
//! Sealing takes at most 576 MiB for pictures, whatever is sent: six are under way at once, none is longer than the 24 MiB
//! that are read of one, and each stands in memory four times over at the most, as it comes, with the room it grows into,
//! and without its notes. None is decoded: how many pixels it has is read from its head.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::StreamExt;
use futures_util::stream;
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;

use super::media::Pictures;
use crate::clock::Clock;
use crate::event::Event;
use crate::model::{ArticleId, MediaId, Save, SaveState, VerifyReport};
use crate::refresh::Pages;
use crate::store::asking::{self, Occasion};
use crate::store::{Store, Transaction, article, follow, media, save, setting};
use crate::{Error, Result};

/// Pictures of one article asked for at once; the client holds each host to its own pace besides.
const AT_ONCE: usize = 6;
/// How long after the first attempt the second one comes; each further one takes twice as long.
const SOON: TimeDelta = TimeDelta::minutes(15);
/// The longest pause between two attempts.
const LATE: TimeDelta = TimeDelta::days(1);
/// How many attempts are made without being asked for.
const TRIES: u32 = 12;

/// The reader's bookmarks and their sealed copies.
pub(crate) struct Saves {
    store: Store,
    pictures: Pictures,
    pages: Pages,
    clock: Arc<dyn Clock>,
    events: broadcast::Sender<Event>,
    /// Cancelled once the reader stopped the sealing, until they ask for some.
    stop: Mutex<CancellationToken>,
    /// Whether the network is one on which each byte is paid for.
    metered: AtomicBool,
}

/// What could not be had of an article.
#[derive(Default)]
struct Lacking {
    text: Option<Error>,
    pictures: HashMap<MediaId, Error>,
}

impl Saves {
    /// The saves of the library in `store`.
    pub(crate) fn new(
        store: Store,
        pictures: Pictures,
        pages: Pages,
        clock: Arc<dyn Clock>,
        events: broadcast::Sender<Event>,
    ) -> Self {
        Self { store, pictures, pages, clock, events, stop: Mutex::default(), metered: AtomicBool::default() }
    }

    /// Bookmarks articles, all or none, then seals their copies one after another. One that is saved already is sealed
    /// again, which brings what was missing and mends what was damaged. Stopped, it leaves the rest waiting; on a metered
    /// network it leaves waiting what was not saved before, and goes on with what is asked for once more.
    ///
    /// # Errors
    /// [`Error::NotFound`] and the library's own; what the network does wrong stands in the save.
    pub(crate) async fn add(&self, ids: Vec<ArticleId>) -> Result<Vec<Save>> {
        let now = self.clock.now();
        let adding = ids.clone();
        let bookmark = move |tx: &Transaction<'_>| {
            let mut again = HashSet::new();
            for id in adding {
                article::get(tx, id)?;
                if save::is_saved(tx, id)? {
                    again.insert(id);
                }
                save::add(tx, id, now)?;
            }
            Ok(again)
        };
        let again = self.store.write_through(bookmark).await?;
        ids.iter().for_each(|id| self.hint(*id));
        let stop = self.go_on();
        let (mut saves, several) = (Vec::new(), ids.len() > 1);
        let held = self.is_held().await?;
        for id in ids {
            let waits = held && !again.contains(&id);
            let save = if waits { self.waiting(id).await } else { self.seal(id, &stop).await };
            match save {
                Ok(save) => saves.push(save),
                // The reader took the bookmark of one of them away meanwhile.
                Err(Error::NotFound { .. }) if several => {}
                Err(error) => return Err(error),
            }
        }
        Ok(saves)
    }

    /// Seals the copy of an article that was just bookmarked; on a metered network it waits.
    ///
    /// # Errors
    /// As [`add`](Self::add).
    pub(crate) async fn begin(&self, id: ArticleId) -> Result<Save> {
        let stop = self.go_on();
        if self.is_held().await? { self.waiting(id).await } else { self.seal(id, &stop).await }
    }

    /// Saves what follows keep, and lets go of what they kept before: the copies are for [`resume`](Self::resume).
    ///
    /// # Errors
    /// The library's own.
    pub(crate) async fn keep_for_follows(&self) -> Result<()> {
        let now = self.clock.now();
        let changed = self
            .store
            .write(move |tx| {
                let kept = follow::kept(tx)?;
                save::keep_for_follows(tx, &kept, now)
            })
            .await?;
        changed.into_iter().for_each(|id| self.hint(id));
        Ok(())
    }

    /// Has copies sealed again whose articles have come to show pictures that are not here: the rest is for
    /// [`resume`](Self::resume).
    ///
    /// # Errors
    /// The library's own.
    pub(crate) async fn note_outgrown(&self) -> Result<()> {
        let outgrown = self.store.read(save::outgrown).await?;
        if outgrown.is_empty() {
            return Ok(());
        }
        let (ids, now) = (outgrown.clone(), self.clock.now());
        self.store.write(move |tx| ids.into_iter().try_for_each(|id| save::lacks(tx, id, now))).await?;
        outgrown.into_iter().for_each(|id| self.hint(id));
        Ok(())
    }

    /// Takes the bookmark away; where there was none, nothing happens.
    ///
    /// # Errors
    /// The library's own.
    pub(crate) async fn remove(&self, id: ArticleId) -> Result<()> {
        if self.store.write_through(move |tx| save::remove(tx, id)).await? {
            self.hint(id);
        }
        Ok(())
    }

    /// Stops what is being sealed. It waits as it is until the reader asks for a copy again, or the next start, and says
    /// so.
    ///
    /// # Errors
    /// The library's own.
    pub(crate) async fn stop(&self) -> Result<()> {
        self.stopping().cancel();
        self.is_held().await.map(drop)
    }

    fn stopping(&self) -> MutexGuard<'_, CancellationToken> {
        self.stop.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lifts a stop.
    fn go_on(&self) -> CancellationToken {
        let mut stop = self.stopping();
        if stop.is_cancelled() {
            *stop = CancellationToken::new();
        }
        stop.clone()
    }

    /// Goes on with the saves that wait and with those whose time has come, unless the reader stopped them; with `all`
    /// because the reader asked for it, with all that lack something. Without a network it ends at the first.
    ///
    /// # Errors
    /// The library's own.
    pub(crate) async fn resume(&self, all: bool) -> Result<()> {
        let stop = match all {
            true => self.go_on(),
            false => self.stopping().clone(),
        };
        if self.is_held().await? && !all {
            return Ok(());
        }
        let now = Some(self.clock.now()).filter(|_| !all);
        for id in self.store.read(move |conn| save::unfinished(conn, now)).await? {
            if stop.is_cancelled() || (!all && self.is_held().await?) {
                break;
            }
            match self.seal(id, &stop).await {
                Ok(save) if save.problem.as_deref() == Some("unreachable") => break,
                // The reader took the bookmark away meanwhile.
                Ok(_) | Err(Error::NotFound { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Notes whether the network is one on which each byte is paid for.
    pub(crate) fn set_metered(&self, metered: bool) {
        self.metered.store(metered, Ordering::Relaxed);
    }

    /// Whether what nobody waits for is to wait for another network. Saves that wait for that, or because the reader stopped
    /// them, say so.
    ///
    /// # Errors
    /// The library's own.
    pub(crate) async fn is_held(&self) -> Result<bool> {
        let metered = self.metered.load(Ordering::Relaxed);
        let held = metered && !self.store.read(setting::all).await?.save_on_metered;
        let why = match self.stopping().is_cancelled() {
            true => Some("stopped"),
            false => held.then_some("metered"),
        };
        if !self.store.read(move |conn| save::any_waiting_otherwise(conn, why)).await? {
            return Ok(held);
        }
        let changed = self.store.write(move |tx| save::note_waiting(tx, why)).await?;
        changed.into_iter().for_each(|id| self.hint(id));
        Ok(held)
    }

    /// Reads every kept picture of saved articles again and compares it with its hash. What is damaged is fetched again.
    ///
    /// # Errors
    /// The library's own.
    pub(crate) async fn verify(&self) -> Result<VerifyReport> {
        let saved = self.store.read(media::saved_hashes).await?;
        let checked = count(saved.len());
        let broken = self.damaged(saved).await;
        if broken.is_empty() {
            return Ok(VerifyReport { checked, ..VerifyReport::default() });
        }
        let (noted, now) = (broken.clone(), self.clock.now());
        self.store.write(move |tx| save::note_damaged(tx, &noted, now)).await?;
        self.resume(false).await?;
        // What came may be other bytes, under another hash.
        let mut saved = self.store.read(media::saved_hashes).await?;
        saved.retain(|hash| broken.contains(hash));
        let damaged = self.damaged(saved).await;
        let mended = broken.into_iter().filter(|hash| !damaged.contains(hash)).collect();
        Ok(VerifyReport { checked, damaged, mended })
    }

    /// Those of these files whose bytes are not what they were; one that cannot be read is as good as damaged.
    async fn damaged(&self, hashes: Vec<String>) -> Vec<String> {
        let mut damaged = Vec::new();
        for hash in hashes {
            if !matches!(self.pictures.read(hash.clone()).await, Ok(Some(_))) {
                damaged.push(hash);
            }
        }
        damaged
    }

    /// Brings what is still missing of a saved article, as far as it can be had before `stop`. However it ends, that is
    /// told.
    async fn seal(&self, id: ArticleId, stop: &CancellationToken) -> Result<Save> {
        self.bring(id, stop).await.inspect_err(|_| self.hint(id))
    }

    async fn bring(&self, id: ArticleId, stop: &CancellationToken) -> Result<Save> {
        let Some(opened) = stop.run_until_cancelled(self.pages.open(id, true)).await.transpose()? else {
            return self.waiting(id).await;
        };
        let id = opened.article;
        if opened.alert {
            self.tell(Event::AlertsChanged);
            self.tell(Event::AlertsWaiting);
        }
        let shown = self.store.read(move |conn| asking::sealed_of(conn, id)).await?;
        let (done, total) = (AtomicU32::new(1), count(shown.len()) + 1);
        let tell = |done| self.tell(Event::SaveProgress { id, done, total });
        tell(1);
        let asking = stream::iter(shown)
            .map(|picture| async {
                let problem = self.pictures.get(picture.id.clone(), Occasion::Saved).await.err();
                tell(done.fetch_add(1, Ordering::Relaxed) + 1);
                Some((picture.id, problem?))
            })
            .buffer_unordered(AT_ONCE)
            .filter_map(std::future::ready)
            .collect();
        let Some(pictures) = stop.run_until_cancelled(asking).await else { return self.waiting(id).await };
        let lacking = Lacking { text: opened.problem, pictures };
        let now = self.clock.now();
        let sealed = self
            .store
            .write_through(move |tx| {
                let before = save::get(tx, id)?.ok_or_else(|| missing(id))?;
                let is_opening = article::is_opening(tx, id)?;
                let lacking = Lacking { text: lacking.text.filter(|_| is_opening), ..lacking };
                // Asked again, since a refresh may have changed what the article shows until now.
                let shown = asking::sealed_of(tx, id)?;
                let sealed = tally(&before, &shown, &lacking, retry_at(save::tries(tx, id)?, now));
                save::note(tx, id, &sealed)?;
                Ok(sealed)
            })
            .await?;
        self.hint(id);
        Ok(sealed)
    }

    /// How a save stands that was stopped.
    async fn waiting(&self, id: ArticleId) -> Result<Save> {
        let save = self.store.read(move |conn| save::get(conn, id)).await?;
        self.hint(id);
        save.ok_or_else(|| missing(id))
    }

    fn hint(&self, id: ArticleId) {
        self.tell(Event::SavesChanged { id });
    }

    fn tell(&self, event: Event) {
        // Nobody listening is fine: it is only a hint.
        let _ = self.events.send(event);
    }
}

fn missing(id: ArticleId) -> Error {
    Error::NotFound { kind: "save", id: id.to_string() }
}

/// When the next attempt after so many comes by itself.
fn retry_at(tries: u32, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let pause = SOON.checked_mul(1 << tries.min(16)).map_or(LATE, |pause| pause.min(LATE));
    (tries + 1 < TRIES).then_some(now + pause)
}

/// How a save stands, by the pictures its article shows and what could not be had; `retry_at` is when that would be
/// tried again.
fn tally(before: &Save, shown: &[media::Media], lacking: &Lacking, retry_at: Option<DateTime<Utc>>) -> Save {
    let problem_of = |picture: &media::Media| lacking.pictures.get(&picture.id);
    let missing =
        shown.iter().filter(|picture| picture.kept.is_none() || problem_of(picture).is_some()).count();
    let problems = || lacking.text.iter().chain(shown.iter().filter_map(problem_of));
    // What was not even asked for came into the article meanwhile.
    let may_come = problems().any(Error::is_retryable) || (missing > 0 && problems().next().is_none());
    Save {
        state: match (&lacking.text, missing) {
            (Some(_), _) => SaveState::Failed,
            (None, 0) => SaveState::Complete,
            (None, _) => SaveState::Partial,
        },
        pictures: count(shown.len()),
        missing: count(missing),
        problem: problems().next().map(|problem| problem.code().to_owned()),
        retry_at: retry_at.filter(|_| may_come),
        saved_at: before.saved_at,
        automatic: before.automatic,
        bytes: before.bytes,
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_become_rarer_and_come_to_an_end() {
        let now = DateTime::UNIX_EPOCH;
        let pause = |tries| retry_at(tries, now).map(|at| (at - now).num_minutes());
        assert_eq!([0, 1, 2, 3].map(pause), [Some(15), Some(30), Some(60), Some(120)]);
        assert_eq!([7, 10, 11, 40].map(pause), [Some(24 * 60), Some(24 * 60), None, None]);
    }
}
