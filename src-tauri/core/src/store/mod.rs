//! SQLite, and only here: one writer, a few readers, and one file for each table with its SQL.

pub(crate) mod alert;
#[cfg(test)]
mod alert_tests;
pub(crate) mod alias;
#[cfg(test)]
mod alias_tests;
mod anew;
mod answer;
pub(crate) mod around;
#[cfg(test)]
mod around_tests;
pub(crate) mod article;
pub(crate) mod asking;
pub(crate) mod author;
pub(crate) mod backfill;
mod body;
mod digest;
mod exclusion;
pub(crate) mod facet;
mod fault;
mod field;
pub(crate) mod folder;
pub(crate) mod follow;
#[cfg(test)]
mod follow_tests;
pub(crate) mod forget;
#[cfg(test)]
mod forget_tests;
pub(crate) mod found;
#[cfg(test)]
mod found_tests;
pub(crate) mod front;
#[cfg(test)]
mod front_tests;
mod health;
pub(crate) mod highlight;
pub(crate) mod icon;
mod identity;
#[cfg(test)]
mod identity_tests;
pub(crate) mod inbox;
mod index;
mod keep;
#[cfg(test)]
mod keep_tests;
pub(crate) mod label;
pub(crate) mod list;
#[cfg(test)]
mod list_tests;
mod matching;
pub(crate) mod media;
mod merge;
#[cfg(test)]
mod merge_tests;
mod moved;
pub(crate) mod note;
#[cfg(test)]
mod note_tests;
#[cfg(test)]
mod once_tests;
mod open;
#[cfg(test)]
mod open_tests;
pub(crate) mod page;
pub(crate) mod popup;
pub(crate) mod position;
pub(crate) mod profile;
#[cfg(test)]
mod profile_tests;
pub(crate) mod publication;
#[cfg(test)]
mod publication_tests;
mod purge;
mod query;
pub(crate) mod restore;
#[cfg(test)]
mod restore_tests;
mod row;
pub(crate) mod save;
#[cfg(test)]
mod saved_tests;
pub(crate) mod section;
#[cfg(test)]
mod section_tests;
pub(crate) mod setting;
pub(crate) mod source;
pub(crate) mod spelling;
#[cfg(test)]
mod spelling_tests;
pub(crate) mod stats;
pub(crate) mod status;
pub(crate) mod tag;
mod teller;
#[cfg(test)]
mod testing;
mod told;
#[cfg(test)]
mod told_tests;
mod unite;
mod upgrade;
#[cfg(test)]
mod upgrade_tests;
pub(crate) mod version;
#[cfg(test)]
mod version_tests;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

pub(crate) use rusqlite::Transaction;
use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::Semaphore;

use crate::{Error, Result};

pub(crate) use anew::begin_anew;
pub(crate) use fault::file_fault;
pub(crate) use keep::{FetchNote, Kept, archive as keep_archive, keep, page as keep_page};
pub(crate) use open::{copy_to, copy_verified, hold, is_handed_over, is_library, schema_known};

/// Readers at work at once; more would only wait for the disk.
const READERS: u32 = 4;

/// The library's database. Cheap to clone; all clones are the same store.
#[derive(Clone)]
pub(crate) struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    folder: PathBuf,
    writer: Arc<tokio::sync::Mutex<Connection>>,
    readers: Mutex<Vec<Connection>>,
    reading: Arc<Semaphore>,
}

impl Store {
    /// The library's folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.inner.folder
    }

    /// Reads one consistent state of the library, off the async threads.
    pub(crate) async fn read<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T> + Send + 'static,
    {
        let permit = Arc::clone(&self.inner.reading).acquire_owned().await.map_err(unexpected)?;
        let inner = Arc::clone(&self.inner);
        tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let idle = inner.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let reader = match idle {
                Some(reader) => reader,
                None => open::reader(&inner.folder)?,
            };
            let answer = {
                let snapshot = reader.unchecked_transaction()?;
                work(&snapshot)
            };
            inner.readers.lock().unwrap_or_else(PoisonError::into_inner).push(reader);
            answer
        })
        .await
        .map_err(unexpected)?
    }

    /// Changes the library in one transaction, off the async threads: all of `work` is kept, or none of it.
    /// Once begun it ends by itself, even where nobody waits for it any more.
    pub(crate) async fn write<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> Result<T> + Send + 'static,
    {
        self.with_writer(move |writer| {
            let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let answer = work(&tx)?;
            tx.commit()?;
            Ok(answer)
        })
        .await
    }

    /// Like [`write`](Self::write), and on the disk before it returns: for what the reader asked to be kept.
    pub(crate) async fn write_through<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> Result<T> + Send + 'static,
    {
        self.with_writer(move |writer| {
            writer.pragma_update(None, "synchronous", "FULL")?;
            let answer = (|| {
                let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
                let answer = work(&tx)?;
                tx.commit()?;
                Ok(answer)
            })();
            writer.pragma_update(None, "synchronous", "NORMAL")?;
            answer
        })
        .await
    }

    /// A number that changes when another program changed the library.
    pub(crate) async fn version_elsewhere(&self) -> Result<i64> {
        // The writer's own changes do not count for it, and the readers make none.
        self.with_writer(|writer| Ok(writer.pragma_query_value(None, "data_version", |row| row.get(0))?))
            .await
    }

    /// Takes the library from everybody else while `work` copies its database. Where that succeeds nobody gets it back:
    /// this store is closed, and others refuse what is left. Where it fails all is as before.
    ///
    /// # Errors
    /// [`Error::LibraryBusy`] where another program has it, and those of `work`.
    pub(crate) async fn hand_over<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T> + Send + 'static,
    {
        let everyone = Arc::clone(&self.inner.reading).acquire_many_owned(READERS);
        let nobody_reads = everyone.await.map_err(unexpected)?;
        let inner = Arc::clone(&self.inner);
        self.with_writer(move |writer| {
            let _nobody_reads = nobody_reads;
            inner.readers.lock().unwrap_or_else(PoisonError::into_inner).clear();
            let answer = open::alone(writer, work)?;
            inner.reading.close();
            *writer = open::nowhere()?;
            Ok(answer)
        })
        .await
    }

    async fn with_writer<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T> + Send + 'static,
    {
        let mut writer = Arc::clone(&self.inner.writer).lock_owned().await;
        tokio::task::spawn_blocking(move || work(&mut writer)).await.map_err(unexpected)?
    }
}

pub(crate) fn unexpected(error: impl std::fmt::Display) -> Error {
    Error::Unexpected { detail: error.to_string() }
}

/// Does slow work away from the threads that wait for the network.
pub(crate) async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(unexpected)?
}
