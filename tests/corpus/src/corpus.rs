//! The folder of test data.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

/// A folder laid out as its own README says.
#[derive(Debug)]
pub struct Corpus {
    folder: PathBuf,
    explains: bool,
}

impl Corpus {
    /// The corpus in `dir`, or the one beside the checkout; none where the folder is not there.
    ///
    /// With `explains`, what came out otherwise than expected is told on stderr.
    pub fn open(dir: Option<PathBuf>, explains: bool) -> Option<Self> {
        let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
        let folder = dir.unwrap_or_else(beside);
        folder.is_dir().then_some(Self { folder, explains })
    }

    /// Tells of a case that came out otherwise than expected, where somebody wants to know.
    pub fn explain(&self, case: impl FnOnce() -> String) {
        if self.explains {
            eprintln!("{}", case());
        }
    }

    /// A file of the corpus: its bytes, none where it is not there.
    pub fn read(&self, path: &str) -> Option<Vec<u8>> {
        std::fs::read(self.folder.join(path)).ok()
    }

    /// All files below a folder of the corpus, by name: their path in it and their bytes.
    pub fn files(&self, folder: &str) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        let mut folders = vec![self.folder.join(folder)];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else if let Ok(bytes) = std::fs::read(&path) {
                    let name = path.strip_prefix(&self.folder).unwrap_or(&path);
                    files.push((name.to_string_lossy().into_owned(), bytes));
                }
            }
        }
        files.sort();
        files
    }

    /// A JSON file of the corpus; none where it is not there or not of this shape.
    pub fn json<T: DeserializeOwned>(&self, path: &str) -> Option<T> {
        serde_json::from_slice(&self.read(path)?).ok()
    }
}
