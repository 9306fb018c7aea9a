//! Our own archive, read. It may come from anywhere: what is in it is bounded here and made safe in
//! [`sanitize`](crate::sanitize).

use super::{FORMAT, MANIFEST, Manifest, Record, VERSION};
use crate::transfer::bundle::Bundle;
use crate::{Error, Result};

/// Articles of one archive, and the bytes of a record and of a picture.
const MOST_ARTICLES: usize = 200_000;
const LARGEST_RECORD: u64 = 16 << 20;
const LARGEST_PICTURE: u64 = 64 << 20;

/// An archive of ours.
pub(crate) struct Archive {
    bundle: Bundle,
    names: Vec<String>,
}

/// Takes a bundle for an archive of ours, and gives it back where it is none.
///
/// # Errors
/// [`Error::File`], and [`Error::Invalid`] for an archive of a later shape.
pub(in crate::transfer) fn open(mut bundle: Bundle) -> Result<Result<Archive, Bundle>> {
    let manifest = bundle.read(MANIFEST, 64 << 10)?;
    let manifest = manifest.and_then(|bytes| serde_json::from_slice::<Manifest>(&bytes).ok());
    match manifest.filter(|manifest| manifest.format == FORMAT) {
        None => Ok(Err(bundle)),
        Some(manifest) if manifest.version > VERSION => {
            Err(Error::Invalid { what: "an archive of a known version", value: manifest.version.to_string() })
        }
        Some(_) => {
            let names = bundle.names("articles/", ".json", MOST_ARTICLES)?;
            Ok(Ok(Archive { bundle, names }))
        }
    }
}

impl Archive {
    /// The names of its articles' files, in their order.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// The article in a file; `None` where it cannot be understood.
    ///
    /// # Errors
    /// [`Error::File`].
    pub(crate) fn record(&mut self, name: &str) -> Result<Option<Record>> {
        let bytes = self.bundle.read(name, LARGEST_RECORD)?;
        Ok(bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
    }

    /// The bytes kept under a hash, if that is their hash.
    ///
    /// # Errors
    /// [`Error::File`].
    pub(crate) fn bytes(&mut self, hash: &str) -> Result<Option<Vec<u8>>> {
        if hash.len() != 64 || !hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
            return Ok(None);
        }
        let bytes = self.bundle.read(&format!("media/{hash}"), LARGEST_PICTURE)?;
        Ok(bytes.filter(|bytes| blake3::hash(bytes).to_hex().as_str() == hash))
    }
}
