//! Pictures as files, each named by the hash of its bytes: the same bytes are kept once, and whether they are
//! still what they were can always be told.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, Utc};

use crate::Result;
use crate::store::file_fault;

/// The folder of the kept files.
#[derive(Debug, Clone)]
pub(super) struct Files {
    folder: PathBuf,
}

impl Files {
    /// The files of the library in `library`.
    pub(super) fn new(library: &Path) -> Self {
        Self { folder: library.join("media") }
    }

    /// The files made from them, which can be made again.
    pub(super) fn derived(library: &Path) -> Self {
        Self { folder: library.join("thumbnails") }
    }

    /// Keeps `bytes`, on the disk before it returns, and gives back their hash.
    ///
    /// # Errors
    /// [`DiskFull`](crate::Error::DiskFull), [`LibraryReadOnly`](crate::Error::LibraryReadOnly) and
    /// [`File`](crate::Error::File).
    pub(super) fn keep(&self, bytes: &[u8]) -> Result<String> {
        let hash = blake3::hash(bytes).to_hex().to_string();
        self.keep_as(&hash, bytes)?;
        Ok(hash)
    }

    /// Keeps `bytes` under a name that begins with a hash, on the disk before it returns.
    ///
    /// # Errors
    /// As [`keep`](Self::keep).
    pub(super) fn keep_as(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.path(name);
        let folder = path.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder).map_err(|source| file_fault(folder, source))?;
        let coming = self.folder.join(unique_name());
        let kept = write_through(&coming, bytes).and_then(|()| fs::rename(&coming, &path));
        if let Err(source) = kept {
            // The first failure is the one to tell.
            let _ = fs::remove_file(&coming);
            return Err(file_fault(&path, source));
        }
        // The new name lasts once its folder is on the disk. Some systems cannot open folders, nor need to.
        if let Ok(folder) = File::open(folder) {
            let _ = folder.sync_all();
        }
        Ok(())
    }

    /// The bytes kept under `hash`; `None` where there are none any more or they are not what they were.
    ///
    /// # Errors
    /// [`File`](crate::Error::File) and its kin where the file is there and cannot be read.
    pub(super) fn read(&self, hash: &str) -> Result<Option<Vec<u8>>> {
        Ok(self.read_as(hash)?.filter(|bytes| blake3::hash(bytes).to_hex().as_str() == hash))
    }

    /// The bytes kept under a name, whatever they are.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub(super) fn read_as(&self, name: &str) -> Result<Option<Vec<u8>>> {
        let path = self.path(name);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(source) => Err(file_fault(&path, source)),
        }
    }

    /// Everything that has been in the folder since before `then`, with the hash its name begins with; what never got
    /// that far has none.
    ///
    /// # Errors
    /// [`File`](crate::Error::File) and its kin.
    pub(super) fn older_than(&self, then: DateTime<Utc>) -> Result<Vec<(PathBuf, Option<String>)>> {
        let mut old = Vec::new();
        for (path, is_folder) in entries(&self.folder)? {
            if is_folder {
                let letters = name_of(&path);
                for (file, _) in entries(&path)? {
                    let name = format!("{letters}{}", name_of(&file));
                    let hash = name.split('-').next().unwrap_or_default().to_owned();
                    old.push((file, Some(hash)));
                }
            } else {
                old.push((path, None));
            }
        }
        old.retain(|(path, _)| is_older(path, then));
        Ok(old)
    }

    /// How many bytes all of them take.
    ///
    /// # Errors
    /// [`File`](crate::Error::File) and its kin.
    pub(super) fn bytes(&self) -> Result<u64> {
        let mut sum = 0;
        for (path, is_folder) in entries(&self.folder)? {
            let files = if is_folder { entries(&path)? } else { vec![(path, false)] };
            // What another thread deletes meanwhile takes no room.
            sum += files
                .iter()
                .filter_map(|(file, _)| fs::metadata(file).ok())
                .map(|file| file.len())
                .sum::<u64>();
        }
        Ok(sum)
    }

    /// Two letters of the hash for the folder, the rest for the file, so that no folder grows huge.
    fn path(&self, name: &str) -> PathBuf {
        match name.split_at_checked(2) {
            Some((folder, file)) if name.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-') => {
                self.folder.join(folder).join(file)
            }
            // Not a hash we wrote: a name under which nothing is ever kept.
            _ => self.folder.join("none"),
        }
    }
}

/// What a folder holds, and which of it are folders; nothing where the folder is not there.
fn entries(folder: &Path) -> Result<Vec<(PathBuf, bool)>> {
    let list = || -> std::io::Result<_> {
        fs::read_dir(folder)?
            .map(|entry| entry.and_then(|entry| Ok((entry.path(), entry.file_type()?.is_dir()))))
            .collect()
    };
    match list() {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        listed => listed.map_err(|source| file_fault(folder, source)),
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Deletes a file; that somebody else did so first is as good.
pub(super) fn delete(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(source) if source.kind() != ErrorKind::NotFound => Err(file_fault(path, source)),
        _ => Ok(()),
    }
}

/// Whether a file was last written before `then`; one that cannot tell is not.
pub(super) fn is_older(path: &Path, then: DateTime<Utc>) -> bool {
    fs::metadata(path).and_then(|file| file.modified()).is_ok_and(|at| DateTime::<Utc>::from(at) < then)
}

/// A name no other thread or program writes to.
fn unique_name() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    format!("coming-{}-{}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

fn write_through(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> (tempfile::TempDir, Files) {
        let folder = tempfile::tempdir().expect("a folder");
        let files = Files::new(folder.path());
        (folder, files)
    }

    #[test]
    fn bytes_come_back_by_their_hash() {
        let (_folder, files) = files();
        let hash = files.keep(b"a picture").expect("kept");
        assert_eq!(files.keep(b"a picture").expect("kept again"), hash, "the same bytes are the same file");
        assert_eq!(files.read(&hash).expect("readable").as_deref(), Some(b"a picture".as_slice()));
        let left: Vec<_> = fs::read_dir(&files.folder).expect("the folder").collect();
        assert_eq!(left.len(), 1, "nothing unfinished is left behind");
    }

    #[test]
    fn damaged_and_missing_files_are_not_given_out() {
        let (_folder, files) = files();
        let hash = files.keep(b"a picture").expect("kept");
        fs::write(files.path(&hash), b"A picture").expect("one letter changed");
        assert_eq!(files.read(&hash).expect("readable"), None, "changed");
        files.keep(b"a picture").expect("kept again");
        assert!(files.read(&hash).expect("readable").is_some(), "keeping again mends it");
        fs::remove_file(files.path(&hash)).expect("removed");
        assert_eq!(files.read(&hash).expect("no error"), None, "gone");
    }

    #[test]
    fn old_files_are_listed_with_their_hashes() {
        let (_folder, files) = files();
        let long_ago = DateTime::UNIX_EPOCH;
        let far_ahead = "2999-01-01T00:00:00Z".parse().expect("a date");
        assert_eq!(files.older_than(far_ahead).expect("no folder yet"), [], "nothing kept, nothing old");
        let hash = files.keep(b"a picture").expect("kept");
        fs::write(files.folder.join("coming-1-1"), b"half").expect("left behind by a crash");
        let mut old: Vec<_> =
            files.older_than(far_ahead).expect("a list").into_iter().map(|(_, hash)| hash).collect();
        old.sort();
        assert_eq!(old, [None, Some(hash)]);
        assert_eq!(files.older_than(long_ago).expect("a list"), [], "nothing is that old");
    }

    #[test]
    fn a_name_that_is_no_hash_leads_nowhere() {
        let (_folder, files) = files();
        for name in ["", "a", "../../library.db", "äöü", "/etc/passwd"] {
            assert_eq!(files.read(name).expect("no error"), None, "{name}");
            assert!(files.path(name).starts_with(&files.folder), "{name} stays inside");
        }
    }
}
