//! The library's files on their way to another folder, each held to its hash there before anything is deleted here.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::export::fault;
use crate::model::MoveReport;
use crate::save::Shelf;
use crate::store::copy_verified;
use crate::{Error, Result, place};

/// In a folder that a library is on its way to: what a move that was ended by force left there may be deleted.
const COMING: &str = "library-is-coming";
/// What a folder that is not empty gets the library in.
const INSIDE: &str = "Broadsheet";

/// A library being moved. Until it is whole where it goes, nothing points there.
pub(crate) struct Moving {
    from: PathBuf,
    to: PathBuf,
    here: Shelf,
    there: Shelf,
    done: HashSet<String>,
    report: MoveReport,
    arrived: bool,
}

impl Moving {
    /// Begins a move of the library in `from` to `to`, or into a new folder in it where it is not empty.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a folder in the library, one that the library is in, or one that holds something;
    /// [`Error::File`] and its kin.
    pub(crate) fn begin(from: &Path, to: &Path, here: Shelf) -> Result<Self> {
        let refused = |what| Error::Invalid { what, value: to.display().to_string() };
        let to = match is_free(to)? {
            true => to.to_owned(),
            false => to.join(INSIDE),
        };
        if !to.is_absolute() {
            return Err(refused("a whole path"));
        }
        if !is_free(&to)? {
            return Err(refused("an empty folder"));
        }
        let made = !to.exists();
        fs::create_dir_all(&to).map_err(|source| fault(&to, source))?;
        let real = |path: &Path| fs::canonicalize(path).map_err(|source| fault(path, source));
        let (old, new) = (real(from)?, real(&to)?);
        if new.starts_with(&old) || old.starts_with(&new) {
            if made {
                // Nothing is in it yet.
                let _ = fs::remove_dir(&to);
            }
            return Err(refused("a folder outside the library"));
        }
        discard(&to)?;
        fs::write(to.join(COMING), []).map_err(|source| fault(&to, source))?;
        let there = Shelf::in_folder(&to);
        let report = MoveReport { path: to.display().to_string(), ..MoveReport::default() };
        Ok(Self { from: from.to_owned(), to, here, there, done: HashSet::new(), report, arrived: false })
    }

    /// Copies the file kept under `hash`, and reads it there again; one that is damaged or gone here is told as missing.
    ///
    /// # Errors
    /// [`Error::File`] and its kin.
    pub(crate) fn add(&mut self, hash: String) -> Result<()> {
        if self.done.contains(&hash) {
            return Ok(());
        }
        match self.here.bytes(&hash)? {
            Some(bytes) => {
                self.there.keep(&bytes)?;
                if self.there.bytes(&hash)?.is_none() {
                    return Err(differs(&self.to));
                }
                self.report.files += 1;
            }
            None => self.report.missing.push(hash.clone()),
        }
        self.done.insert(hash);
        Ok(())
    }

    /// Copies the rest while nobody else has the library, and lets `point` say that it is there: from then on it is.
    ///
    /// # Errors
    /// [`Error::File`] and its kin; then everything is as it was.
    pub(crate) fn finish(
        mut self,
        database: &Connection,
        hashes: Vec<String>,
        point: impl FnOnce(&Path) -> Result<()>,
    ) -> Result<MoveReport> {
        hashes.into_iter().try_for_each(|hash| self.add(hash))?;
        for part in place::parts_of(&self.from)? {
            let name = part.file_name().unwrap_or_default().to_string_lossy().into_owned();
            // What was set aside and the copies of before an upgrade; the rest comes otherwise, or is made again.
            if name.starts_with("library-schema-") || name.starts_with("set-aside") {
                copy(&part, &self.to.join(name))?;
            }
        }
        copy_verified(database, &self.to)?;
        place::note_moved(&self.to, &self.from)?;
        fs::remove_file(self.to.join(COMING)).map_err(|source| fault(&self.to, source))?;
        point(&self.to)?;
        self.arrived = true;
        Ok(std::mem::take(&mut self.report))
    }
}

impl Drop for Moving {
    fn drop(&mut self) {
        if !self.arrived {
            // What cannot be deleted takes room and does no harm: nothing points to it.
            let _ = fs::write(self.to.join(COMING), [])
                .map_err(|_| ())
                .and_then(|()| discard(&self.to).map_err(|_| ()));
            let _ = fs::remove_dir(&self.to);
        }
    }
}

/// Whether a library can go to a folder: nothing is in it but what a move left there that did not end.
fn is_free(folder: &Path) -> Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(folder.join(COMING).exists() || entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(source) => Err(fault(folder, source)),
    }
}

/// Deletes what a move left in a folder.
fn discard(folder: &Path) -> Result<()> {
    if !folder.join(COMING).exists() {
        return Ok(());
    }
    for part in place::parts_of(folder)?.into_iter().chain([folder.join("moved-from"), folder.join(COMING)]) {
        let deleted = if part.is_dir() { fs::remove_dir_all(&part) } else { fs::remove_file(&part) };
        match deleted {
            Err(source) if source.kind() != io::ErrorKind::NotFound => return Err(fault(&part, source)),
            _ => {}
        }
    }
    Ok(())
}

/// Copies a file, or a folder with all that is in it, on the disk before it returns, and compares the hashes.
fn copy(from: &Path, to: &Path) -> Result<()> {
    let failed = |source| fault(to, source);
    if from.is_dir() {
        fs::create_dir_all(to).map_err(failed)?;
        for entry in fs::read_dir(from).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            copy(&entry.path(), &to.join(entry.file_name()))?;
        }
        return Ok(());
    }
    let hash = |path: &Path| -> io::Result<blake3::Hash> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(File::open(path)?)?;
        Ok(hasher.finalize())
    };
    let copied = || {
        io::copy(&mut File::open(from)?, &mut File::create(to)?)?;
        File::open(to)?.sync_all()?;
        Ok(hash(from)? == hash(to)?)
    };
    if copied().map_err(failed)? { Ok(()) } else { Err(differs(to)) }
}

fn differs(path: &Path) -> Error {
    let source = io::Error::new(io::ErrorKind::InvalidData, "what was written there reads otherwise");
    Error::File { path: path.to_owned(), source }
}
