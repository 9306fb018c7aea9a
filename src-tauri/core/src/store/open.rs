//! Opening the library: making it, upgrading it, refusing it, and never deleting it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use rusqlite_migration::{M, Migrations};
use tokio::sync::Semaphore;

use super::digest::digest;
use super::fault::file_fault;
use super::{Inner, READERS, Store, purge, upgrade};
use crate::{Error, Result};

/// The database's file in the library's folder.
const FILE: &str = "library.db";

/// The database in `folder`.
pub(super) fn file(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

/// How long one program waits for another.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long a removed publication can be brought back whole.
const GRACE: TimeDelta = TimeDelta::days(1);

/// Released files are frozen: a change of the schema is a new file.
static MIGRATIONS: LazyLock<Migrations<'static>> = LazyLock::new(|| {
    Migrations::new(vec![
        M::up(include_str!("../../migrations/0001_initial.sql")),
        M::up_with_hook(include_str!("../../migrations/0002_sources.sql"), |tx| {
            Ok(upgrade::address_sources(tx)?)
        }),
        M::up(include_str!("../../migrations/0003_paths.sql")),
        M::up(include_str!("../../migrations/0004_backfill.sql")),
        M::up(include_str!("../../migrations/0005_settings.sql")),
        M::up(include_str!("../../migrations/0006_links.sql")),
        M::up(include_str!("../../migrations/0007_author_tellers.sql")),
        M::up(include_str!("../../migrations/0008_positions.sql")),
        M::up(include_str!("../../migrations/0009_room.sql")),
        M::up(include_str!("../../migrations/0010_spellings.sql")),
        M::up(include_str!("../../migrations/0011_video.sql")),
        M::up(include_str!("../../migrations/0012_passed_pages.sql")),
        M::up(include_str!("../../migrations/0013_sealing.sql")),
        M::up(include_str!("../../migrations/0014_kept_by_follows.sql")),
        M::up(include_str!("../../migrations/0015_notes.sql")),
        M::up_with_hook(include_str!("../../migrations/0016_asked_pictures.sql"), |tx| {
            Ok(upgrade::name_own_hosts(tx)?)
        }),
        M::up(include_str!("../../migrations/0017_kept_of_publication.sql")),
        M::up(include_str!("../../migrations/0018_brought_saves.sql")),
        M::up(include_str!("../../migrations/0019_delivery.sql")),
        M::up_with_hook(include_str!("../../migrations/0020_topics.sql"), |tx| Ok(upgrade::learn_names(tx)?)),
        M::up(include_str!("../../migrations/0021_timetables.sql")),
        M::up(include_str!("../../migrations/0022_sent_on_pictures.sql")),
        M::up(include_str!("../../migrations/0023_inline_pictures.sql")),
        M::up(include_str!("../../migrations/0024_united_follows.sql")),
    ])
});

/// The schema this program writes.
const KNOWN: i64 = 24;

/// The newest schema this program knows.
pub(crate) fn schema_known() -> i64 {
    KNOWN
}

impl Store {
    /// Opens the library in `folder`; makes it or upgrades it as needed, and purges what was removed long ago.
    ///
    /// # Errors
    /// The library codes of [`Error`]. Whatever goes wrong, nothing is deleted.
    pub(crate) fn open(folder: &Path, now: DateTime<Utc>) -> Result<Self> {
        fs::create_dir_all(folder).map_err(|source| file_fault(folder, source))?;
        let mut writer = writer(folder)?;
        migrate(folder, &mut writer, now)?;
        let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        purge::purge(&tx, now - GRACE)?;
        tx.commit()?;
        Ok(Self {
            inner: Arc::new(Inner {
                folder: folder.to_owned(),
                writer: Arc::new(tokio::sync::Mutex::new(writer)),
                readers: Mutex::new(Vec::new()),
                reading: Arc::new(Semaphore::new(READERS as usize)),
            }),
        })
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that opens SQLite for writing")]
pub(super) fn writer(folder: &Path) -> Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let writer =
        Connection::open_with_flags(file(folder), flags).map_err(|error| cannot_open(folder, error))?;
    writer.busy_timeout(PATIENCE)?;
    let mode: String = writer
        .query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))
        .map_err(|error| cannot_open(folder, error))?;
    // What another program left unfinished can be read on a disk that cannot be written.
    if mode != "wal" || writer.is_readonly(rusqlite::MAIN_DB)? {
        return Err(Error::LibraryReadOnly);
    }
    prepare(&writer)?;
    Ok(writer)
}

/// A connection that cannot change anything.
#[expect(clippy::disallowed_methods, reason = "the one place that opens SQLite for reading")]
pub(super) fn reader(folder: &Path) -> Result<Connection> {
    // Not opened read-only: a reader of a write-ahead log takes part in its locks.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let reader =
        Connection::open_with_flags(file(folder), flags).map_err(|error| cannot_open(folder, error))?;
    reader.busy_timeout(PATIENCE)?;
    prepare(&reader)?;
    reader.pragma_update(None, "query_only", true)?;
    Ok(reader)
}

fn prepare(connection: &Connection) -> Result<()> {
    connection.set_prepared_statement_cache_capacity(64);
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(())
}

/// SQLite says only "unable to open": a folder that takes no new file is the usual reason.
fn cannot_open(folder: &Path, error: rusqlite::Error) -> Error {
    if error.sqlite_error_code() == Some(rusqlite::ErrorCode::CannotOpen) {
        let probe = folder.join(".probe");
        if let Err(source) = fs::write(&probe, []) {
            return file_fault(&probe, source);
        }
        // Whether the empty probe can be taken away again changes nothing.
        let _ = fs::remove_file(&probe);
    }
    error.into()
}

fn migrate(folder: &Path, writer: &mut Connection, now: DateTime<Utc>) -> Result<()> {
    let found = schema(writer)?;
    if found > KNOWN {
        return Err(Error::LibraryNewer { found, known: KNOWN });
    }
    if found == KNOWN {
        return Ok(());
    }
    if found > 0 {
        copy_before_upgrade(folder, writer, found, now)?;
    }
    writer.set_transaction_behavior(TransactionBehavior::Immediate);
    match MIGRATIONS.to_latest(writer) {
        // Another program made the same upgrade while we waited for it.
        Err(_) if schema(writer)? == KNOWN => Ok(()),
        Err(error) => Err(error.into()),
        Ok(()) => Ok(()),
    }
}

/// Copies the library of an older schema as it is. Returns where the copy is.
pub(super) fn copy_before_upgrade(
    folder: &Path,
    connection: &Connection,
    found: i64,
    now: DateTime<Utc>,
) -> Result<PathBuf> {
    let name = now.format("%Y-%m-%d-%H%M%S");
    let copy = folder.join(format!("library-schema-{found}-{name}.db"));
    copy_to(connection, &copy)?;
    Ok(copy)
}

/// Copies the database as the connection sees it, while others may write.
pub(crate) fn copy_to(connection: &Connection, copy: &Path) -> Result<()> {
    Ok(connection.backup(rusqlite::MAIN_DB, copy, None)?)
}

/// Copies the database into the folder `to`, and reads it there again: it must hold the same.
pub(crate) fn copy_verified(connection: &Connection, to: &Path) -> Result<()> {
    copy_to(connection, &file(to))?;
    let copy = reader(to)?;
    if digest(connection)? == digest(&copy)? && schema(connection)? == schema(&copy)? {
        return Ok(());
    }
    Err(Error::LibraryDamaged { detail: "its copy does not hold the same".to_owned() })
}

/// Does `work` while nobody else can read or write the database, and leaves it as one that was handed over.
pub(super) fn alone<T>(writer: &mut Connection, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
    let answer = take_alone(writer).and_then(|()| {
        let answer = work(writer)?;
        // What is where it belongs stays there, whatever becomes of what is left here.
        let _ = writer.pragma_update(None, "user_version", HANDED_OVER);
        Ok(answer)
    });
    if answer.is_err() {
        let mode = |name, to| writer.pragma_update_and_check(None, name, to, |_| Ok(()));
        mode("locking_mode", "NORMAL")?;
        mode("journal_mode", "WAL")?;
    }
    answer
}

/// Ends the write-ahead log of a database that nobody else has open: then all of it lies in one file.
pub(super) fn leave_in_one_file(writer: &Connection) -> Result<()> {
    Ok(writer.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?)
}

/// Locks everybody else out until the locking mode is another. Only who has a database to themselves can end its
/// write-ahead log, and whoever comes then finds it locked.
fn take_alone(writer: &mut Connection) -> Result<()> {
    let set = |writer: &Connection, name, to| -> Result<String> {
        Ok(writer.pragma_update_and_check(None, name, to, |row| row.get(0))?)
    };
    if set(writer, "journal_mode", "DELETE")? != "delete" {
        return Err(Error::LibraryBusy);
    }
    set(writer, "locking_mode", "EXCLUSIVE")?;
    writer.transaction_with_behavior(TransactionBehavior::Exclusive)?.commit()?;
    // Somebody may have come between.
    match writer.pragma_query_value(None, "journal_mode", |row| row.get::<_, String>(0))?.as_str() {
        "delete" => Ok(()),
        _ => Err(Error::LibraryBusy),
    }
}

/// Keeps everybody out of the library in `folder`, if there is one, until the answer is dropped. One that is damaged
/// cannot be kept, and nobody has it open.
///
/// # Errors
/// [`Error::LibraryBusy`] where another program has it open.
pub(crate) fn hold(folder: &Path) -> Result<Option<Connection>> {
    if !is_library(folder) {
        return Ok(None);
    }
    let held = writer(folder).and_then(|mut writer| take_alone(&mut writer).map(|()| writer));
    match held {
        Ok(writer) => Ok(Some(writer)),
        Err(Error::LibraryBusy) => Err(Error::LibraryBusy),
        Err(_) => Ok(None),
    }
}

/// The schema of what is left of a library that was handed over: no program knows it.
const HANDED_OVER: i64 = i32::MAX as i64;

/// Whether a library lies in a folder.
pub(crate) fn is_library(folder: &Path) -> bool {
    file(folder).is_file()
}

/// Whether what lies in a folder was handed over, and nobody uses it any more.
pub(crate) fn is_handed_over(folder: &Path) -> bool {
    is_library(folder)
        && reader(folder).and_then(|left| schema(&left)).is_ok_and(|found| found == HANDED_OVER)
}

/// A database that holds nothing and lies nowhere.
#[expect(clippy::disallowed_methods, reason = "what stands in for a library that was handed over")]
pub(super) fn nowhere() -> Result<Connection> {
    Ok(Connection::open_in_memory()?)
}

fn schema(connection: &Connection) -> Result<i64> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}
