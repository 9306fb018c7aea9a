//! Files and folders that are there whole or not at all: written beside where they belong, then put there.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;

use std::sync::atomic::{AtomicU64, Ordering};

use crate::{Error, Result};

/// How many were begun: no two of them are written at one place.
static COUNT: AtomicU64 = AtomicU64::new(0);

/// A file or folder on its way. What is not committed is taken away again.
#[derive(Debug)]
pub(super) struct Coming {
    to: PathBuf,
    at: PathBuf,
}

impl Coming {
    /// Begins what is to be at `to`, where nothing may be yet.
    ///
    /// # Errors
    /// [`Error::DiskFull`] and [`Error::File`].
    pub(super) fn begin(to: &Path) -> Result<Self> {
        // A file alone in the working folder has an empty parent.
        let to = std::path::absolute(to).map_err(|source| fault(to, source))?;
        if to.symlink_metadata().is_ok() {
            return Err(fault(&to, io::ErrorKind::AlreadyExists.into()));
        }
        let name = to.file_name().ok_or_else(|| fault(&to, io::ErrorKind::InvalidFilename.into()))?;
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let at = to.with_file_name(format!(".{}.{}-{number}.part", name.to_string_lossy(), process::id()));
        Ok(Self { to, at })
    }

    /// The file itself.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub(super) fn file(&self) -> Result<File> {
        File::options()
            .write(true)
            .read(true)
            .create_new(true)
            .open(&self.at)
            .map_err(|source| self.fault(source))
    }

    /// Makes it a folder.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub(super) fn folder(&self) -> Result<()> {
        fs::create_dir(&self.at).map_err(|source| self.fault(source))
    }

    /// Writes a file into the folder, on the disk before it returns.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub(super) fn put(&self, name: &str, write: impl FnOnce(&mut File) -> Result<()>) -> Result<()> {
        let path = self.at.join(name);
        let parent = path.parent().unwrap_or(&self.at);
        fs::create_dir_all(parent).map_err(|source| fault(parent, source))?;
        let mut file = File::create_new(&path).map_err(|source| fault(&path, source))?;
        write(&mut file)?;
        file.flush().and_then(|()| file.sync_all()).map_err(|source| fault(&path, source))
    }

    /// Puts it where it belongs.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub(super) fn commit(self) -> Result<PathBuf> {
        if self.to.symlink_metadata().is_ok() {
            return Err(self.fault(io::ErrorKind::AlreadyExists.into()));
        }
        fs::rename(&self.at, &self.to).map_err(|source| self.fault(source))?;
        // The new name lasts once its folder is on the disk. Some systems cannot open folders, nor need to.
        if let Some(folder) = self.to.parent().and_then(|folder| File::open(folder).ok()) {
            let _ = folder.sync_all();
        }
        Ok(self.to.clone())
    }

    /// What went wrong, told of the place that the reader named.
    pub(super) fn fault(&self, source: io::Error) -> Error {
        fault(&self.to, source)
    }

    fn discard(&self) {
        let _ = if self.at.is_dir() { fs::remove_dir_all(&self.at) } else { fs::remove_file(&self.at) };
    }
}

impl Drop for Coming {
    fn drop(&mut self) {
        self.discard();
    }
}

/// What the system said about a file or folder of the reader's.
pub(crate) fn fault(path: &Path, source: io::Error) -> Error {
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Error::DiskFull,
        _ => Error::File { path: path.to_owned(), source },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_whole_is_not_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let to = folder.path().join("book.epub");
        let coming = Coming::begin(&to).expect("begun");
        coming.file().expect("a file").write_all(b"half").expect("written");
        assert!(!to.exists(), "not before it is whole");
        drop(coming);
        assert_eq!(fs::read_dir(folder.path()).expect("a list").count(), 0, "nothing is left behind");
        let coming = Coming::begin(&to).expect("begun again");
        coming.file().expect("a file").write_all(b"whole").expect("written");
        assert_eq!(fs::read(coming.commit().expect("there")).expect("readable"), b"whole");
    }

    #[test]
    fn what_is_there_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let to = folder.path().join("book.epub");
        fs::write(&to, b"mine").expect("a file");
        assert_eq!(Coming::begin(&to).expect_err("it is taken").code(), "file");
        assert_eq!(fs::read(&to).expect("readable"), b"mine");
        let other = folder.path().join("pages");
        let coming = Coming::begin(&other).expect("begun");
        coming.folder().expect("a folder");
        coming
            .put("images/a.png", |file| file.write_all(b"a").map_err(|error| coming.fault(error)))
            .expect("put");
        fs::create_dir(&other).expect("somebody else was first");
        assert_eq!(coming.commit().expect_err("taken meanwhile").code(), "file");
        assert_eq!(fs::read_dir(&other).expect("a list").count(), 0, "and is left alone");
    }
}
