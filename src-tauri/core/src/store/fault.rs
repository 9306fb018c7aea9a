//! SQLite's errors as ours.

use std::io::ErrorKind;
use std::path::Path;

use rusqlite::ErrorCode;
use rusqlite::ffi;

use crate::Error;

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let detail = error.to_string();
        let failure = match error {
            rusqlite::Error::SqliteFailure(failure, _) => failure,
            // We wrote this column, and it no longer holds what we write.
            rusqlite::Error::FromSqlConversionFailure(..) | rusqlite::Error::IntegralValueOutOfRange(..) => {
                return Self::LibraryDamaged { detail };
            }
            _ => return Self::Unexpected { detail },
        };
        match failure.code {
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::LibraryDamaged { detail },
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::LibraryBusy,
            ErrorCode::DiskFull => Self::DiskFull,
            // A full disk cannot grow the index of the write-ahead log either.
            ErrorCode::SystemIoFailure if failure.extended_code == ffi::SQLITE_IOERR_SHMSIZE => {
                Self::DiskFull
            }
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Self::LibraryReadOnly,
            _ => Self::Unexpected { detail },
        }
    }
}

impl From<rusqlite_migration::Error> for Error {
    fn from(error: rusqlite_migration::Error) -> Self {
        match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
            other => Self::Unexpected { detail: other.to_string() },
        }
    }
}

/// What the system said about a file or folder of the library.
pub(crate) fn file_fault(path: &Path, source: std::io::Error) -> Error {
    match source.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Error::DiskFull,
        ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => Error::LibraryReadOnly,
        _ => Error::File { path: path.to_owned(), source },
    }
}
