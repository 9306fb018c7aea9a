//! Bytes → plain data. Pure: no network, no store, no clock.

mod raw;

use url::Url;

use crate::{Error, Result};

pub use raw::*;

/// Reads a feed: RSS, Atom or JSON Feed. `url` is where it came from, `content_type` what its server called it.
///
/// # Errors
/// [`Error::NotAFeed`].
pub fn feed(bytes: &[u8], url: &Url, content_type: Option<&str>) -> Result<RawHarvest> {
    let _ = (bytes, url, content_type);
    Err(Error::NotAFeed)
}

/// Reads the answers of Ghost's Content API. `url` is where the posts came from.
///
/// # Errors
/// [`Error::NotAFeed`].
pub fn ghost(posts: &[u8], settings: Option<&[u8]>, url: &Url) -> Result<RawHarvest> {
    let _ = (posts, settings, url);
    Err(Error::NotAFeed)
}
