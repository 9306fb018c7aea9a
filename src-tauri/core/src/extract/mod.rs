//! An article page → its metadata and, as far as it goes now, its body. Pure.

use url::Url;

use crate::parse::RawArticle;

/// Reads an article page. `url` is where it came from, `content_type` what its server called it.
#[must_use]
pub fn article(bytes: &[u8], url: &Url, content_type: Option<&str>) -> RawArticle {
    let _ = (bytes, content_type);
    RawArticle { url: Some(url.to_string()), ..RawArticle::default() }
}
