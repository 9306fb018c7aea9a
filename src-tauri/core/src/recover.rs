//! What can be done for a library that does not open. Nothing here deletes anything.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::{Error, Result, place};

/// Folders with this name and a number hold what was set aside.
const ASIDE: &str = "set-aside";

/// Copies everything in `library` into a new folder in `target`, and tells which.
///
/// # Errors
/// [`Error::File`], [`Error::DiskFull`], and [`Error::Invalid`] for a target inside the library.
pub fn copy(library: &Path, target: &Path) -> Result<PathBuf> {
    let real = |path: &Path| fs::canonicalize(path).map_err(|e| failed(path, e));
    if real(target)?.starts_with(real(library)?) {
        let value = target.display().to_string();
        return Err(Error::Invalid { what: "a folder outside the library", value });
    }
    let copy = new_folder(target, "broadsheet-library")?;
    copy_all(library, &copy)?;
    Ok(copy)
}

/// Moves all of the library in `library` into a new folder inside it, so that a new library can begin; tells which.
///
/// # Errors
/// [`Error::File`], [`Error::LibraryReadOnly`] and [`Error::DiskFull`].
pub fn set_aside(library: &Path) -> Result<PathBuf> {
    let aside = new_folder(library, ASIDE)?;
    for entry in place::parts_of(library)? {
        if !is_aside(&entry) {
            let name = entry.file_name().unwrap_or_default();
            fs::rename(&entry, aside.join(name)).map_err(|e| failed(&entry, e))?;
        }
    }
    Ok(aside)
}

/// Whether there is no library in `library` but what was set aside.
///
/// # Errors
/// [`Error::File`].
pub(crate) fn is_empty(library: &Path) -> Result<bool> {
    Ok(place::parts_of(library)?.iter().all(|entry| is_aside(entry)))
}

fn is_aside(path: &Path) -> bool {
    path.is_dir() && path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(ASIDE))
}

/// Makes the first of `name-1`, `name-2`, … that is not there yet.
fn new_folder(parent: &Path, name: &str) -> Result<PathBuf> {
    let mut number = 1_u32;
    loop {
        let folder = parent.join(format!("{name}-{number}"));
        match fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => number = number.saturating_add(1),
            Err(e) => return Err(failed(&folder, e)),
        }
    }
}

fn copy_all(from: &Path, to: &Path) -> Result<()> {
    for entry in entries(from)? {
        let target = to.join(entry.file_name().unwrap_or_default());
        if is_aside(&entry) {
            continue;
        }
        if entry.is_dir() {
            fs::create_dir(&target).map_err(|e| failed(&target, e))?;
            copy_all(&entry, &target)?;
        } else {
            fs::copy(&entry, &target).map_err(|e| failed(&entry, e))?;
        }
    }
    Ok(())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let list = || fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>();
    list().map_err(|e| failed(folder, e))
}

fn failed(path: &Path, source: io::Error) -> Error {
    match source.kind() {
        io::ErrorKind::StorageFull => Error::DiskFull,
        io::ErrorKind::ReadOnlyFilesystem => Error::LibraryReadOnly,
        _ => Error::File { path: path.to_owned(), source },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("media")).expect("a folder");
        fs::write(folder.path().join("library.db"), "damaged").expect("written");
        fs::write(folder.path().join("media/abc"), "picture").expect("written");
        folder
    }

    fn read(folder: &Path, name: &str) -> String {
        fs::read_to_string(folder.join(name)).expect("the file is there")
    }

    #[test]
    fn a_copy_is_whole_and_leaves_the_library_as_it_is() {
        let (library, target) = (library(), tempfile::tempdir().expect("a folder"));
        let copy = copy(library.path(), target.path()).expect("copied");
        for folder in [library.path(), &copy] {
            assert_eq!(read(folder, "library.db"), "damaged");
            assert_eq!(read(folder, "media/abc"), "picture");
        }
    }

    #[test]
    fn a_copy_inside_the_library_is_refused() {
        let library = library();
        for target in [library.path().to_owned(), library.path().join("media")] {
            assert_eq!(copy(library.path(), &target).expect_err("it would copy itself").code(), "invalid");
        }
    }

    #[test]
    fn set_aside_twice_keeps_both() {
        let library = library();
        let first = set_aside(library.path()).expect("set aside");
        fs::write(library.path().join("library.db"), "another").expect("written");
        let second = set_aside(library.path()).expect("set aside");
        assert_eq!(read(&first, "library.db"), "damaged");
        assert_eq!(read(&first, "media/abc"), "picture");
        assert_eq!(read(&second, "library.db"), "another");
        assert!(!library.path().join("library.db").exists(), "the way is free for a new one");
    }
}
