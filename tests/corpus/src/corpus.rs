//! The folder of test data.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

/// A folder laid out as its own README says.
#[derive(Debug)]
pub struct Corpus(PathBuf);

impl Corpus {
    /// The corpus in `dir`, or the one beside the checkout; none where the folder is not there.
    pub fn open(dir: Option<PathBuf>) -> Option<Self> {
        let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
        Some(Self(dir.unwrap_or_else(beside))).filter(|corpus| corpus.0.is_dir())
    }

    /// A file of the corpus: its bytes, none where it is not there.
    pub fn read(&self, path: &str) -> Option<Vec<u8>> {
        std::fs::read(self.0.join(path)).ok()
    }

    /// A JSON file of the corpus; none where it is not there or not of this shape.
    pub fn json<T: DeserializeOwned>(&self, path: &str) -> Option<T> {
        serde_json::from_slice(&self.read(path)?).ok()
    }
}
