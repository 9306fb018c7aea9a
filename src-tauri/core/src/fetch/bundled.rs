//! Answers that ship inside the program: the sample edition, which then takes the same way as any publication.

use chrono::{DateTime, Utc};

use super::{Answer, Request};
use crate::{Error, Result};

/// The host that is answered here and never asked on the network.
pub(crate) const HOST: &str = "sample.broadsheet.invalid";

/// The answer to `request`, if it is for the bundled host.
pub(super) fn answer(request: &Request, _now: DateTime<Utc>) -> Option<Result<Answer>> {
    (request.url.host_str() == Some(HOST))
        .then(|| Err(Error::HttpStatus { host: HOST.into(), status: 404, retry_after: None }))
}
