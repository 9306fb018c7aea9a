//! Files that come in together: in one ZIP file, or in a folder. All of it is from elsewhere: what is read is bounded,
//! and nothing is ever written to where a name in it says.

use std::fs::{self, File};
use std::io::{self, BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use super::export::fault;
use crate::{Error, Result};

/// How many files one may hold.
const MOST_FILES: usize = 1_000_000;
/// What may come out of a ZIP file beyond its own size, in bytes: text packs well, pictures do not.
const SPARE: u64 = 256 << 20;
/// And how many times its own size.
const TIMES: u64 = 4;

/// A ZIP file or folder.
pub(super) struct Bundle {
    path: PathBuf,
    inside: Inside,
    /// How many bytes may still come out of it.
    budget: u64,
}

enum Inside {
    Zip(Box<ZipArchive<BufReader<File>>>),
    Folder,
}

impl Bundle {
    /// Opens what is at `path`; `None` where that is a file of another kind.
    ///
    /// # Errors
    /// [`Error::File`], and [`Error::Invalid`] for a ZIP file that cannot be read.
    pub(super) fn open(path: &Path) -> Result<Option<Self>> {
        let size = fs::metadata(path).map_err(|source| fault(path, source))?;
        if size.is_dir() {
            return Ok(Some(Self { path: path.to_owned(), inside: Inside::Folder, budget: u64::MAX }));
        }
        let mut file = File::open(path).map_err(|source| fault(path, source))?;
        let mut start = [0; 4];
        if file.read_exact(&mut start).is_err() || &start != b"PK\x03\x04" {
            return Ok(None);
        }
        let zip = ZipArchive::new(BufReader::new(file)).ok().filter(|zip| zip.len() <= MOST_FILES);
        let zip = zip.ok_or_else(|| unreadable(path))?;
        let budget = size.len().saturating_mul(TIMES).saturating_add(SPARE);
        Ok(Some(Self { path: path.to_owned(), inside: Inside::Zip(Box::new(zip)), budget }))
    }

    /// The names of the files that stand directly in `folder` ("" for the outermost) and have this ending, sorted; at
    /// most `most` of them.
    ///
    /// # Errors
    /// [`Error::File`].
    pub(super) fn names(&self, folder: &str, ending: &str, most: usize) -> Result<Vec<String>> {
        let is_wanted =
            |name: &str| name.to_ascii_lowercase().ends_with(ending) && !name.contains(['/', '\\']);
        let mut names: Vec<String> = match &self.inside {
            Inside::Zip(zip) => zip
                .file_names()
                .filter_map(|name| Some(name.ok()?.into_owned()))
                .filter(|name| name.strip_prefix(folder).is_some_and(&is_wanted))
                .collect(),
            Inside::Folder => {
                let path = self.path.join(folder);
                let entries = match fs::read_dir(&path) {
                    Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
                    entries => entries.map_err(|source| fault(&path, source))?,
                };
                let names =
                    entries.take(MOST_FILES).filter_map(|entry| entry.ok()?.file_name().into_string().ok());
                names.filter(|name| is_wanted(name)).map(|name| format!("{folder}{name}")).collect()
            }
        };
        names.sort();
        names.truncate(most);
        Ok(names)
    }

    /// The bytes of a file; `None` where there is none of that name, or it is larger than `most` or than may come out.
    ///
    /// # Errors
    /// [`Error::File`] where it is there and cannot be read.
    pub(super) fn read(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>> {
        let most = most.min(self.budget);
        let mut bytes = Vec::new();
        let read = match &mut self.inside {
            Inside::Zip(zip) => match zip.by_name(name) {
                Ok(file) => file.take(most.saturating_add(1)).read_to_end(&mut bytes),
                Err(_) => return Ok(None),
            },
            Inside::Folder => match File::open(self.path.join(name)) {
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
                file => file.and_then(|file| file.take(most.saturating_add(1)).read_to_end(&mut bytes)),
            },
        };
        match (read, &self.inside) {
            // What is damaged within an archive is as good as not there.
            (Err(_), Inside::Zip(_)) => return Ok(None),
            (read, _) => read.map_err(|source: io::Error| fault(&self.path.join(name), source))?,
        };
        let length = bytes.len() as u64;
        self.budget = self.budget.saturating_sub(length);
        Ok((length <= most).then_some(bytes))
    }
}

/// What is said of a file that cannot be understood at all.
pub(super) fn unreadable(path: &Path) -> Error {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Error::Invalid { what: "saved articles", value: name }
}
