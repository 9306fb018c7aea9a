//! Files and folders that are there whole or not at all: written beside where they belong, then put there.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::transfer::unfinished::{self, Unfinished};
use crate::{Error, Result};

/// A file or folder on its way. What is not committed is taken away again.
#[derive(Debug)]
pub(super) struct Coming {
    to: PathBuf,
    unfinished: Unfinished,
}

impl Coming {
    /// Begins what is to be at `to`, where nothing may be yet but what a killed program left of it.
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
        let (folder, begin) = (to.parent().unwrap_or(&to), format!(".{}.", name.to_string_lossy()));
        unfinished::clear(folder, &begin);
        Ok(Self { unfinished: Unfinished::new(folder, &begin), to })
    }

    /// The file itself.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub(super) fn file(&mut self) -> Result<File> {
        self.unfinished.make_file().map_err(|source| self.fault(source))
    }

    /// Makes it a folder.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub(super) fn folder(&mut self) -> Result<()> {
        self.unfinished.make_folder().map_err(|source| self.fault(source))
    }

    /// Writes a file into the folder, on the disk before it returns.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub(super) fn put(&self, name: &str, write: impl FnOnce(&mut File) -> Result<()>) -> Result<()> {
        let path = self.unfinished.at().join(name);
        let parent = path.parent().unwrap_or(&path);
        fs::create_dir_all(parent).map_err(|source| fault(parent, source))?;
        let mut file = File::create_new(&path).map_err(|source| fault(&path, source))?;
        write(&mut file)?;
        file.flush().and_then(|()| file.sync_all()).map_err(|source| fault(&path, source))
    }

    /// Puts it where it belongs.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub(super) fn commit(mut self) -> Result<PathBuf> {
        if self.to.symlink_metadata().is_ok() {
            return Err(self.fault(io::ErrorKind::AlreadyExists.into()));
        }
        self.unfinished.rename(&self.to).map_err(|source| self.fault(source))?;
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
        let mut coming = Coming::begin(&to).expect("begun");
        coming.file().expect("a file").write_all(b"half").expect("written");
        assert!(!to.exists(), "not before it is whole");
        drop(coming);
        assert_eq!(fs::read_dir(folder.path()).expect("a list").count(), 0, "nothing is left behind");
        let mut coming = Coming::begin(&to).expect("begun again");
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
        let mut coming = Coming::begin(&other).expect("begun");
        coming.folder().expect("a folder");
        coming
            .put("images/a.png", |file| file.write_all(b"a").map_err(|error| coming.fault(error)))
            .expect("put");
        fs::create_dir(&other).expect("somebody else was first");
        assert_eq!(coming.commit().expect_err("taken meanwhile").code(), "file");
        assert_eq!(fs::read_dir(&other).expect("a list").count(), 0, "and is left alone");
    }

    #[test]
    fn what_a_killed_program_left_goes_at_the_next_time() {
        let folder = tempfile::tempdir().expect("a folder");
        let to = folder.path().join("book.epub");
        let left = folder.path().join(".book.epub.1-0.part");
        fs::write(&left, b"half").expect("left behind");
        let other = folder.path().join(".other.epub.1-0.part");
        fs::write(&other, b"half").expect("of another target");
        let mut coming = Coming::begin(&to).expect("begun");
        coming.file().expect("a file").write_all(b"whole").expect("written");
        assert!(!left.exists() && other.exists(), "what is left of the same target goes");
        drop(Coming::begin(&to).expect("another, meanwhile"));
        coming.commit().expect("what is being written stays");
        assert_eq!(fs::read(&to).expect("readable"), b"whole");
    }
}
