//! Archives (ZIP) on their way: what books and our own exports are packed in.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::coming::Coming;
use crate::{Error, Result};

/// A ZIP file that is there whole or not at all.
pub(in crate::transfer) struct Pack {
    coming: Coming,
    zip: ZipWriter<BufWriter<File>>,
}

impl Pack {
    /// Begins an archive at `to`, where nothing may be yet.
    ///
    /// # Errors
    /// What [`Coming::begin`] gives.
    pub(in crate::transfer) fn begin(to: &Path) -> Result<Self> {
        let mut coming = Coming::begin(to)?;
        let zip = ZipWriter::new(BufWriter::new(coming.file()?));
        Ok(Self { coming, zip })
    }

    /// Packs text, compressed.
    ///
    /// # Errors
    /// [`Error::DiskFull`] and [`Error::File`].
    pub(in crate::transfer) fn text(&mut self, name: &str, text: &[u8]) -> Result<()> {
        self.put(name, text, CompressionMethod::Deflated)
    }

    /// Packs what is compressed already.
    ///
    /// # Errors
    /// As [`text`](Self::text).
    pub(in crate::transfer) fn bytes(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        self.put(name, bytes, CompressionMethod::Stored)
    }

    /// Packs whatever is read, however much, compressed.
    ///
    /// # Errors
    /// As [`text`](Self::text).
    pub(in crate::transfer) fn stream(&mut self, name: &str, from: &mut impl Read) -> Result<()> {
        let options = SimpleFileOptions::default().large_file(true);
        let packed = self.zip.start_file(name, options).map_err(io::Error::from);
        packed.and_then(|()| io::copy(from, &mut self.zip)).map_err(|error| self.coming.fault(error))?;
        Ok(())
    }

    fn put(&mut self, name: &str, bytes: &[u8], method: CompressionMethod) -> Result<()> {
        let options = SimpleFileOptions::default().compression_method(method);
        let packed = self.zip.start_file(name, options).map_err(io::Error::from);
        packed.and_then(|()| self.zip.write_all(bytes)).map_err(|error| self.coming.fault(error))
    }

    /// Ends the archive and puts it where it belongs.
    ///
    /// # Errors
    /// As [`text`](Self::text).
    pub(in crate::transfer) fn finish(self) -> Result<PathBuf> {
        let Self { coming, zip } = self;
        let ended = zip.finish().map_err(io::Error::from);
        let file = ended.and_then(|to| to.into_inner().map_err(io::IntoInnerError::into_error));
        file.and_then(|file| file.sync_all()).map_err(|error| coming.fault(error))?;
        coming.commit()
    }
}

/// What cannot be written as JSON: nothing of ours.
pub(in crate::transfer) fn unexpected(error: impl std::fmt::Display) -> Error {
    Error::Unexpected { detail: error.to_string() }
}
