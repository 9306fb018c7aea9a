//! Where the reader's own library is: where the pointer in the platform's folder for settings says, or else in its folder
//! for data. A library that was moved is never taken for one that is yet to be made: what says that it was moved lies in
//! both places, and where it cannot be found now that is told.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::store::{self, file_fault};
use crate::{Error, Result};

/// What the program's folders are called.
const NAME: &str = "news.broadsheet.desktop";
/// The file that says where the library is. It holds a path.
const POINTER: &str = "library-folder";
/// In a library that was moved: where its files lay, until they are deleted there.
const MOVED_FROM: &str = "moved-from";
/// More than any path is long.
const LONGEST: u64 = 32 << 10;

/// The two places that know where the library is.
#[derive(Debug, Clone)]
pub struct Places {
    /// The program's folder for settings.
    pub settings: PathBuf,
    /// The library's folder where it was never moved.
    pub own: PathBuf,
}

impl Places {
    /// The platform's.
    ///
    /// # Errors
    /// [`Error::Unexpected`] where it has none.
    pub fn of_system() -> Result<Self> {
        let (Some(settings), Some(data)) = (dirs::config_dir(), dirs::data_dir()) else {
            let detail = "this system names no folder for programs' data; name one with --library";
            return Err(Error::Unexpected { detail: detail.to_owned() });
        };
        Ok(Self { settings: settings.join(NAME), own: data.join(NAME) })
    }

    /// The library's folder. The environment's `BROADSHEET_LIBRARY` goes before every pointer.
    ///
    /// # Errors
    /// [`Error::LibraryAway`] for a library that was moved to where it cannot be found now, and [`Error::File`].
    pub fn find(&self) -> Result<PathBuf> {
        match named_by_environment() {
            Some(folder) => Ok(folder),
            None => self.pointed(),
        }
    }

    fn pointed(&self) -> Result<PathBuf> {
        for pointer in [self.settings.join(POINTER), self.own.join(POINTER)] {
            let Some(folder) = read(&pointer)? else { continue };
            if !folder.is_absolute() {
                return Err(Error::LibraryAway { folder: pointer });
            }
            return if store::is_library(&folder) { Ok(folder) } else { Err(Error::LibraryAway { folder }) };
        }
        Ok(self.own.clone())
    }

    /// Says that the library is in `folder` from now on. Both places say so at every moment, or still say what they said.
    ///
    /// # Errors
    /// [`Error::File`] and its kin, and [`Error::Invalid`] for a path that is no text or where no library is.
    pub fn point_to(&self, folder: &Path) -> Result<()> {
        if !store::is_library(folder) {
            return Err(Error::Invalid { what: "a library's folder", value: folder.display().to_string() });
        }
        if folder == self.own {
            return self.point_nowhere();
        }
        let (text, first) = (as_text(folder)?, self.settings.join(POINTER));
        let before = read(&first)?;
        write(&first, text)?;
        write(&self.own.join(POINTER), text).inspect_err(|_| {
            // The first failure is the one to tell.
            let _ = match &before {
                Some(before) => as_text(before).and_then(|before| write(&first, before)),
                None => delete(&first),
            };
        })
    }

    /// Says that the library was never moved: so a new one begins in its own place, where none is.
    ///
    /// # Errors
    /// [`Error::File`] and its kin.
    pub fn point_nowhere(&self) -> Result<()> {
        // The one in the settings is the one that is read first.
        delete(&self.own.join(POINTER))?;
        delete(&self.settings.join(POINTER))
    }
}

/// The folder that the environment names.
#[must_use]
pub fn named_by_environment() -> Option<PathBuf> {
    std::env::var_os("BROADSHEET_LIBRARY").filter(|folder| !folder.is_empty()).map(PathBuf::from)
}

/// Notes in a moved library where its files lay.
pub(crate) fn note_moved(to: &Path, from: &Path) -> Result<()> {
    write(&to.join(MOVED_FROM), as_text(from)?)
}

/// Deletes what a library that is open left where it lay before, once that was handed over.
pub(crate) fn clear_old(folder: &Path) -> Result<()> {
    let note = folder.join(MOVED_FROM);
    let Some(old) = read(&note)? else { return Ok(()) };
    let is_another = fs::canonicalize(&old).ok() != fs::canonicalize(folder).ok();
    // What was changed there since is not what was moved: it stays.
    if is_another && store::is_handed_over(&old) {
        let mut parts = parts_of(&old)?;
        // What says that the rest may go is the last to go.
        parts.sort_by_key(|part| part.file_name() == Some("library.db".as_ref()));
        for part in parts {
            if part.is_dir() { fs::remove_dir_all(&part) } else { fs::remove_file(&part) }
                .map_err(|source| file_fault(&part, source))?;
        }
        // It stays where something else lies in it.
        let _ = fs::remove_dir(&old);
    }
    delete(&note)
}

/// Everything in a library's folder that is the library's.
pub(crate) fn parts_of(folder: &Path) -> Result<Vec<PathBuf>> {
    let list = || fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>();
    let mut parts = list().map_err(|source| file_fault(folder, source))?;
    parts.retain(|part| {
        let name = part.file_name().unwrap_or_default().to_string_lossy();
        let begins = |with: &&str| name.starts_with(with);
        ["library.db", "library-schema-", "set-aside"].iter().any(begins)
            || ["media", "thumbnails"].contains(&&*name)
            // A backup under way; one that is whole is the reader's, wherever they put it.
            || (name.starts_with("backup-") && name.ends_with(".part"))
    });
    Ok(parts)
}

fn as_text(path: &Path) -> Result<&str> {
    path.to_str().ok_or_else(|| Error::Invalid { what: "a path", value: path.display().to_string() })
}

/// The path in a file; `None` where there is no such file.
fn read(file: &Path) -> Result<Option<PathBuf>> {
    let is_long = fs::metadata(file).is_ok_and(|file| file.len() > LONGEST);
    match fs::read_to_string(file) {
        Ok(text) if !is_long => Ok(Some(PathBuf::from(text.trim_end_matches(['\n', '\r'])))),
        // What cannot be understood names no place.
        Ok(_) => Ok(Some(PathBuf::new())),
        Err(error) if error.kind() == ErrorKind::InvalidData => Ok(Some(PathBuf::new())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(source) => Err(file_fault(file, source)),
    }
}

/// Writes a file whole or not at all, on the disk before it returns.
fn write(file: &Path, text: &str) -> Result<()> {
    let folder = file.parent().unwrap_or(file);
    let coming = file.with_extension("coming");
    let written = (|| {
        fs::create_dir_all(folder)?;
        let mut to = File::create(&coming)?;
        to.write_all(text.as_bytes())?;
        to.sync_all()?;
        fs::rename(&coming, file)
    })();
    written.map_err(|source| file_fault(file, source))?;
    // The new name lasts once its folder is on the disk. Some systems cannot open folders, nor need to.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

fn delete(file: &Path) -> Result<()> {
    match fs::remove_file(file) {
        Err(source) if source.kind() != ErrorKind::NotFound => Err(file_fault(file, source)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> (tempfile::TempDir, Places) {
        let folder = tempfile::tempdir().unwrap();
        let places = Places { settings: folder.path().join("settings"), own: folder.path().join("own") };
        (folder, places)
    }

    fn library(at: &Path) {
        fs::create_dir_all(at).unwrap();
        fs::write(at.join("library.db"), "").unwrap();
    }

    fn code(places: &Places) -> &'static str {
        places.pointed().unwrap_err().code()
    }

    #[test]
    fn a_library_is_in_its_own_place_until_it_is_moved() {
        let (folder, places) = places();
        assert_eq!(places.pointed().unwrap(), places.own, "the first start");
        let there = folder.path().join("there");
        assert_eq!(places.point_to(&there).unwrap_err().code(), "invalid", "where none is");
        library(&there);
        places.point_to(&there).unwrap();
        assert_eq!(places.pointed().unwrap(), there);
        library(&places.own);
        places.point_to(&places.own).unwrap();
        assert_eq!(places.pointed().unwrap(), places.own);
        assert!(!places.settings.join(POINTER).exists(), "nothing needs to point there");
    }

    #[test]
    fn what_the_reader_put_beside_a_library_is_none_of_it() {
        let (folder, _) = places();
        for name in ["library.db", "library.db-wal", "backup-7.part", "backup-2026.zip", "media.txt", "notes"]
        {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let mut parts = parts_of(folder.path()).unwrap();
        parts.sort();
        let own = ["backup-7.part", "library.db", "library.db-wal"].map(|name| folder.path().join(name));
        assert_eq!(parts, own, "a move deletes no more than that");
    }

    #[test]
    fn a_library_that_cannot_be_found_is_never_taken_for_a_new_one() {
        let (folder, places) = places();
        let there = folder.path().join("there");
        library(&there);
        places.point_to(&there).unwrap();
        fs::remove_file(places.settings.join(POINTER)).unwrap();
        assert_eq!(places.pointed().unwrap(), there, "its own place says it too");
        places.point_to(&there).unwrap();
        fs::rename(&there, folder.path().join("unplugged")).unwrap();
        assert_eq!(code(&places), "library_away", "its drive is not there");
        assert!(!places.own.join("library.db").exists() && !there.exists(), "and nothing was made");
        for broken in [b"".as_slice(), b"relative/path", b"\xff\xfe", &[b'x'; 40_000]] {
            fs::write(places.settings.join(POINTER), broken).unwrap();
            assert_eq!(code(&places), "library_away", "a pointer that names no place");
        }
        places.point_nowhere().unwrap();
        assert_eq!(places.pointed().unwrap(), places.own, "the reader's way out");
    }
}
