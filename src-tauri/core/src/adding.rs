//! Adding a publication: from an address, or a choice among what was found there, to its first articles.

use url::Url;

use crate::fetch::{bundled, parse_address};
use crate::model::{Choice, Discovery, PublicationId};
use crate::store::publication::Adding;
use crate::{Error, Result};

/// What looking at an address came to.
pub(crate) enum Found {
    /// Something there is in the library.
    Already(PublicationId),
    /// The best of what is there.
    New(Adding),
}

/// The address of the sample edition.
pub(crate) fn sample_address() -> String {
    format!("https://{}/", bundled::HOST)
}

/// What to add where the reader chose nothing: the best candidate, unless one is in the library already.
pub(crate) fn from_discovery(found: Discovery) -> Result<Found> {
    if let Some(publication) = found.candidates.iter().find_map(|candidate| candidate.already) {
        return Ok(Found::Already(publication));
    }
    let best = found.candidates.into_iter().next().ok_or(Error::NothingFound { address: found.address })?;
    let url = parse_address(&best.url)?;
    Ok(Found::New(Adding {
        sample: is_sample(&url),
        kind: best.kind,
        url,
        title: best.title,
        site: best.site,
        folder: Vec::new(),
    }))
}

/// A choice tells no name: its host stands for it until the first fetch tells one.
pub(crate) fn from_choice(address: &str, choice: &Choice) -> Result<Adding> {
    let url = parse_address(&choice.url)?;
    let site = parse_address(address)?;
    Ok(Adding {
        kind: choice.kind,
        title: site.host_str().unwrap_or(address).to_owned(),
        sample: is_sample(&url),
        url,
        site: None,
        folder: Vec::new(),
    })
}

fn is_sample(url: &Url) -> bool {
    url.host_str() == Some(bundled::HOST)
}
