//! Saving an article: the bookmark at once, then the rest of a short text, then every picture its page shows.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use futures_util::StreamExt;
use futures_util::stream;
use tokio::sync::broadcast;

use super::media::Pictures;
use crate::clock::Clock;
use crate::event::Event;
use crate::model::{ArticleId, MediaId, Save, SaveState, VerifyReport};
use crate::refresh::Pages;
use crate::store::{Store, article, media, save};
use crate::{Error, Result};

/// Pictures of one article asked for at once; the client holds each host to its own pace besides.
const AT_ONCE: usize = 6;

/// The reader's bookmarks and their sealed copies.
pub(crate) struct Saves {
    store: Store,
    pictures: Pictures,
    pages: Pages,
    clock: Arc<dyn Clock>,
    events: broadcast::Sender<Event>,
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
        Self { store, pictures, pages, clock, events }
    }

    /// Bookmarks an article and seals its copy. One that is saved already is sealed again, which brings what was
    /// missing and mends what was damaged.
    ///
    /// # Errors
    /// [`Error::NotFound`] and the library's own; what the network does wrong stands in the save.
    pub(crate) async fn add(&self, id: ArticleId) -> Result<Save> {
        let now = self.clock.now();
        self.store
            .write_through(move |tx| {
                article::get(tx, id)?;
                save::add(tx, id, now)
            })
            .await?;
        self.hint(id);
        self.seal(self.pages.open(id, true).await?).await
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

    /// Goes on with the saves that wait or miss pictures.
    ///
    /// # Errors
    /// The library's own.
    pub(crate) async fn resume(&self) -> Result<()> {
        for id in self.store.read(save::unfinished).await? {
            match self.seal(id).await {
                // The reader took the bookmark away meanwhile.
                Ok(_) | Err(Error::NotFound { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Reads every kept picture of saved articles again and compares it with its hash.
    ///
    /// # Errors
    /// The library's own.
    pub(crate) async fn verify(&self) -> Result<VerifyReport> {
        let mut report = VerifyReport::default();
        for hash in self.store.read(media::saved_hashes).await? {
            report.checked += 1;
            // A file that cannot be read is as good as damaged.
            if !matches!(self.pictures.read(hash.clone()).await, Ok(Some(_))) {
                report.damaged.push(hash);
            }
        }
        Ok(report)
    }

    async fn seal(&self, id: ArticleId) -> Result<Save> {
        let shown = self.store.read(move |conn| media::of_article(conn, id)).await?;
        let failed: HashMap<MediaId, &'static str> = stream::iter(shown)
            .map(|picture| async {
                let problem = self.pictures.get(picture.id.clone()).await.err()?;
                Some((picture.id, problem.code()))
            })
            .buffer_unordered(AT_ONCE)
            .filter_map(std::future::ready)
            .collect()
            .await;
        let sealed = self
            .store
            .write_through(move |tx| {
                let before = save::get(tx, id)?;
                let before = before.ok_or_else(|| Error::NotFound { kind: "save", id: id.to_string() })?;
                // Asked again, since a refresh may have changed what the article shows until now.
                let sealed = tally(before.saved_at, &media::of_article(tx, id)?, &failed);
                save::note(tx, id, &sealed)?;
                Ok(sealed)
            })
            .await?;
        self.hint(id);
        Ok(sealed)
    }

    fn hint(&self, id: ArticleId) {
        // Nobody listening is fine: it is only a hint.
        let _ = self.events.send(Event::SavesChanged { id });
    }
}

/// How a save stands, by the pictures its article shows and those that could not be had.
fn tally(saved_at: DateTime<Utc>, shown: &[media::Media], failed: &HashMap<MediaId, &'static str>) -> Save {
    let is_missing = |picture: &&media::Media| picture.kept.is_none() || failed.contains_key(&picture.id);
    let missing = shown.iter().filter(is_missing).count();
    Save {
        state: if missing == 0 { SaveState::Complete } else { SaveState::Partial },
        pictures: count(shown.len()),
        missing: count(missing),
        problem: shown.iter().find_map(|picture| failed.get(&picture.id)).map(|code| (*code).to_owned()),
        saved_at,
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
