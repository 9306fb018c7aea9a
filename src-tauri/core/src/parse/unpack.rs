//! Answers that are compressed files, whatever their headers say.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::MultiGzDecoder;

/// The most that is unpacked, in bytes: as much as `fetch` lets through. What stands before that counts.
const UNPACKED: u64 = 16 << 20;

/// What is in a gzip file, told by its first two bytes (RFC 1952 §2.3.1), as far as it goes; other bytes as they are.
pub(crate) fn unpack(bytes: &[u8]) -> Cow<'_, [u8]> {
    if !bytes.starts_with(&[0x1F, 0x8B]) {
        return Cow::Borrowed(bytes);
    }
    let mut unpacked = Vec::new();
    // A file that is cut or damaged has still given what stands before the fault.
    let _ = MultiGzDecoder::new(bytes).take(UNPACKED).read_to_end(&mut unpacked);
    Cow::Owned(unpacked)
}
