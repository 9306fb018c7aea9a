//! The one HTTP client.

use chrono::{DateTime, Utc};
use url::Url;

use super::AddressRules;
use crate::{Error, Result};

/// Asks the network. Cheap to clone; all clones share connections and pacing.
#[derive(Debug, Clone)]
pub struct Client {
    _rules: AddressRules,
}

/// What to ask for.
#[derive(Debug, Clone)]
pub struct Request {
    /// Where.
    pub url: Url,
    /// The host the reader chose, which may be on a private network. Any other private host is refused,
    /// whether named by content or reached by a redirect.
    pub home: Option<String>,
    /// What kind of answer is expected; sets the limits and the `Accept` header.
    pub expect: Expect,
    /// What we have already, to be told "unchanged".
    pub validators: Validators,
}

/// What kind of answer is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expect {
    /// A feed.
    Feed,
    /// JSON of a publisher's API.
    Api,
    /// An HTML page.
    Page,
    /// A picture.
    Picture,
}

/// `ETag` and `Last-Modified` of one answer, kept as a pair and sent back verbatim (RFC 9110 §13.1).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Validators {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub last_modified: Option<String>,
}

/// What came back.
#[derive(Debug, Clone)]
pub enum Answer {
    /// 304: what we have still holds.
    Unchanged,
    /// A whole, successful answer.
    Fetched(Response),
}

/// A whole, successful answer.
#[derive(Debug, Clone)]
pub struct Response {
    /// Where it came from in the end.
    pub url: Url,
    /// Where a chain of only permanent redirects (301, 308) led; `None` if any was temporary or there was none.
    pub moved_to: Option<Url>,
    /// `Content-Type`, verbatim.
    pub content_type: Option<String>,
    /// Its validators.
    pub validators: Validators,
    /// The body, decompressed.
    pub body: Vec<u8>,
    /// When the answer said it should be asked again at the earliest (`Cache-Control: max-age`, `Expires`).
    pub fresh_until: Option<DateTime<Utc>>,
}

impl Client {
    /// A client that follows `rules`.
    ///
    /// # Errors
    /// [`Error::Unexpected`] where TLS cannot be set up.
    pub fn new(rules: AddressRules) -> Result<Self> {
        Ok(Self { _rules: rules })
    }

    /// Asks with `GET`, follows redirects within the address rules, and reads the whole answer within limits.
    ///
    /// # Errors
    /// Every network code of [`Error`].
    pub async fn get(&self, request: &Request) -> Result<Answer> {
        let _ = request;
        Err(Error::Unexpected { detail: "not built yet".into() })
    }
}
