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

    /// A JSON file of the corpus; none where it is not there or not of this shape.
    pub fn json<T: DeserializeOwned>(&self, path: &str) -> Option<T> {
        serde_json::from_slice(&self.read(path)?).ok()
    }
}
