//! The kept bytes, for those who write and read them away from the threads that wait for the network. Nothing here
//! fetches anything.

use std::path::Path;

use super::files::Files;
use super::media::Pictures;
use super::picture::recognise;
use super::thumbnail;
use crate::Result;
use crate::fetch::Validators;
use crate::store::media::Kept;

/// The files of the library's pictures.
#[derive(Debug, Clone)]
pub(crate) struct Shelf {
    files: Files,
}

impl Pictures {
    /// Their files.
    pub(crate) fn shelf(&self) -> Shelf {
        Shelf { files: self.files.clone() }
    }
}

impl Shelf {
    /// The bytes kept under a hash, if they still are what they were.
    ///
    /// # Errors
    /// [`File`](crate::Error::File) and its kin where the file is there and cannot be read.
    pub(crate) fn bytes(&self, hash: &str) -> Result<Option<Vec<u8>>> {
        self.files.read(hash)
    }

    /// The files of the library in a folder.
    pub(crate) fn in_folder(library: &Path) -> Self {
        Self { files: Files::new(library) }
    }

    /// Keeps bytes that were kept elsewhere.
    ///
    /// # Errors
    /// As [`take_in`](Self::take_in).
    pub(crate) fn keep(&self, bytes: &[u8]) -> Result<()> {
        self.files.keep(bytes).map(drop)
    }

    /// Keeps bytes that came from elsewhere than the network; `None` where they are no picture.
    ///
    /// # Errors
    /// [`DiskFull`](crate::Error::DiskFull), [`LibraryReadOnly`](crate::Error::LibraryReadOnly) and
    /// [`File`](crate::Error::File).
    pub(crate) fn take_in(&self, bytes: &[u8]) -> Result<Option<Kept>> {
        let Ok(picture) = recognise(bytes) else { return Ok(None) };
        Ok(Some(Kept {
            hash: self.files.keep(bytes)?,
            mime: picture.mime.to_owned(),
            bytes: bytes.len() as u64,
            width: picture.width,
            height: picture.height,
            validators: Validators::default(),
        }))
    }
}

/// A picture drawn again as JPEG or PNG, for those who read nothing else: its media type and bytes. `None` where it
/// cannot be, or moves.
pub(crate) fn redrawn(kept: &Kept, bytes: &[u8]) -> Option<(&'static str, Vec<u8>)> {
    let pixels = u64::from(kept.width?) * u64::from(kept.height?);
    let made = thumbnail::make(bytes, &kept.mime, kept.width.filter(|_| pixels <= thumbnail::MOST_PIXELS)?)?;
    Some((thumbnail::mime(&made.bytes), made.bytes))
}
