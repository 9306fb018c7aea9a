//! What is being written and not whole yet. It is locked as long as whoever writes it lives: so what a killed program
//! left behind is told from what another one is writing, and taken away.

use std::fs::{self, DirEntry, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

/// How many were begun: no two of them are written at one place.
static COUNT: AtomicU64 = AtomicU64::new(0);
/// What their names end with.
const ENDING: &str = ".part";
/// The file that is locked in place of a folder, which cannot be everywhere.
const LOCK: &str = ".writing";
/// What the copy of the library's database is called that a backup is made of.
const COPY: &str = "backup-";

/// A file or folder that goes again, unless it is put where it belongs.
#[derive(Debug)]
pub(crate) struct Unfinished {
    at: PathBuf,
    lock: Option<File>,
}

impl Unfinished {
    /// Finds a place in a folder, under a name that begins so. Nothing is there yet.
    pub(super) fn new(folder: &Path, begin: &str) -> Self {
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let at = folder.join(format!("{begin}{}-{number}{ENDING}", process::id()));
        Self { at, lock: None }
    }

    /// A folder in the library's own for the copy of its database that a backup is made of.
    ///
    /// # Errors
    /// What the system says.
    pub(crate) fn for_copy(library: &Path) -> io::Result<Self> {
        let mut copy = Self::new(library, COPY);
        copy.make_folder()?;
        Ok(copy)
    }

    /// Where it is.
    pub(crate) fn at(&self) -> &Path {
        &self.at
    }

    /// Makes it a file.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn make_file(&mut self) -> io::Result<File> {
        let file = claim(&self.at)?;
        self.lock = Some(file.try_clone()?);
        Ok(file)
    }

    /// Makes it a folder.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn make_folder(&mut self) -> io::Result<()> {
        fs::create_dir(&self.at)?;
        self.lock = Some(claim(&self.at.join(LOCK))?);
        Ok(())
    }

    /// Puts it where it belongs.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn rename(&mut self, to: &Path) -> io::Result<()> {
        if self.at.is_dir() {
            // Not every system renames a folder in which a file is open.
            self.lock = None;
            fs::remove_file(self.at.join(LOCK))?;
        }
        fs::rename(&self.at, to)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        discard(&self.at);
    }
}

/// Takes away what killed programs left in a folder under names that begin so. What cannot be is left for the next time.
pub(super) fn clear(folder: &Path, begin: &str) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let is_ours = |entry: &DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        let number = name.strip_prefix(begin).and_then(|name| name.strip_suffix(ENDING));
        number.is_some_and(|number| {
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
        })
    };
    for entry in entries.filter_map(Result::ok).filter(is_ours) {
        let (path, kind) = (entry.path(), entry.file_type());
        let locked = match kind {
            Ok(kind) if kind.is_dir() => path.join(LOCK),
            Ok(kind) if kind.is_file() => path.clone(),
            _ => continue,
        };
        // Held until it is gone: whoever is about to write it waits, and sees that it went.
        if let Ok(lock) = File::options().write(true).open(locked)
            && lock.try_lock().is_ok()
        {
            discard(&path);
        }
    }
}

/// Takes away what killed backups left in the library's own folder.
pub(crate) fn clear_copies(library: &Path) {
    clear(library, COPY);
}

/// A new file that is locked; where the system knows no locks, only that.
fn claim(path: &Path) -> io::Result<File> {
    /// Somebody may clear it away in the moment before it is locked: not twice.
    const TRIES: u32 = 3;
    for _ in 0..TRIES {
        let file = File::options().write(true).read(true).create_new(true).open(path)?;
        let _ = file.lock();
        if path.exists() {
            return Ok(file);
        }
    }
    Err(ErrorKind::NotFound.into())
}

fn discard(path: &Path) {
    let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a list");
        let mut names: Vec<_> = entries
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn only_what_nobody_writes_any_more_is_cleared() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = folder.path();
        for left in ["backup-1.part", "backup-1-0.part"] {
            fs::write(at.join(left), "half").expect("left behind by a crash");
        }
        let left = at.join("backup-2-0.part");
        fs::create_dir(&left).expect("a folder");
        fs::write(left.join(LOCK), "").expect("its lock, which nobody holds");
        fs::write(left.join("library.db"), "half").expect("a file in it");
        let others = ["backup-.part", "backup-of-mine.part", "backup-1.zip", "library.db"];
        others.iter().for_each(|other| fs::write(at.join(other), "mine").expect("a file"));
        let copy = Unfinished::for_copy(at).expect("a copy");
        let mut file = Unfinished::new(at, COPY);
        let writing = file.make_file().expect("a file");
        clear_copies(at);
        drop(writing);
        clear_copies(at);
        let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
        let mut stay: Vec<_> = others.iter().map(|other| (*other).to_owned()).collect();
        stay.extend([name(copy.at()), name(file.at())]);
        stay.sort();
        assert_eq!(names(at), stay, "what is not ours and what is being written stays");
        drop((copy, file));
        assert_eq!(names(at).len(), others.len(), "what is not put anywhere goes");
    }
}
