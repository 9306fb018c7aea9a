//! Adding a publication: from what was found at an address, or a choice among it, to what the store keeps.

use url::Url;

use crate::fetch::{bundled, parse_address, secret};
use crate::model::{Choice, Extent, FoundArticle, NewArticle};
use crate::source::{Finding, Offer};
use crate::store::publication::{Adding, Alternative};
use crate::{Error, Result};

/// How many of the newest headlines two sources must share for one to be an alternative of the other, where both have
/// that many.
const SHARED: usize = 2;

/// The address of the sample edition.
pub(crate) fn sample_address() -> String {
    format!("https://{}/", bundled::HOST)
}

/// What to add where the reader chose nothing: the best that was found.
///
/// # Errors
/// [`Error::NothingFound`].
pub(crate) fn best_of(finding: &Finding) -> Result<Adding> {
    match finding.offers.first() {
        Some(best) => Ok(offered(best, finding)),
        None => Err(Error::NothingFound { address: secret::shown(&finding.address) }),
    }
}

/// What to add where the reader chose among what was found; `None` where the choice is not among it.
pub(crate) fn chosen_of(finding: &Finding, choice: &Choice) -> Option<Adding> {
    let is_it = |offer: &&Offer| offer.candidate.kind == choice.kind && offer.candidate.url == choice.url;
    finding.offers.iter().find(is_it).map(|offer| offered(offer, finding))
}

/// A choice among what was found at another time. It tells no name: its host stands for it until the first fetch
/// tells one.
///
/// # Errors
/// Those of [`parse_address`].
pub(crate) fn from_choice(address: &str, choice: &Choice) -> Result<Adding> {
    let typed = parse_address(address)?;
    let url = parse_address(&choice.url)?;
    let (_, credentials) = secret::split_credentials(&typed);
    let is_same_place = typed.origin() == url.origin();
    Ok(Adding {
        kind: choice.kind,
        title: typed.host_str().unwrap_or_default().to_owned(),
        sample: is_sample(&url),
        url: secret::with_credentials(&url, credentials.as_ref().filter(|_| is_same_place)),
        site: None,
        folder: Vec::new(),
        language: None,
        alternatives: Vec::new(),
    })
}

fn offered(offer: &Offer, finding: &Finding) -> Adding {
    let candidate = &offer.candidate;
    let others = finding.offers.iter().filter(|other| other.url != offer.url && is_alike(offer, other));
    let others =
        others.map(|other| Alternative { kind: other.candidate.kind, url: other.url.clone(), problem: None });
    let closed = finding.closed.iter().map(|closed| Alternative {
        kind: closed.kind,
        url: closed.url.clone(),
        problem: Some(closed.problem.clone()),
    });
    Adding {
        kind: candidate.kind,
        url: offer.url.clone(),
        title: candidate.title.clone(),
        site: candidate.site.clone(),
        folder: Vec::new(),
        language: candidate.language.clone(),
        sample: is_sample(&offer.url),
        alternatives: others.chain(closed).collect(),
    }
}

/// Whether two sources tell the same news: a site's feeds of departments or comments are none of its whole.
fn is_alike(one: &Offer, other: &Offer) -> bool {
    let (one, other) = (&one.candidate.latest, &other.candidate.latest);
    let enough = SHARED.min(one.len()).min(other.len());
    enough > 0 && one.iter().filter(|headline| other.contains(headline)).count() >= enough
}

/// How much text an article has at the least, in characters: a page with a line or two is none.
const LEAST: usize = 40;

/// What a page says it is, if it is an article: with a headline of its own, and text.
pub(crate) fn found_article(asked: &Url, told: &NewArticle) -> Option<FoundArticle> {
    let has_text = told.content_text.chars().take(LEAST).count() == LEAST;
    (told.extent > Extent::Nothing && has_text && !told.made.headline).then(|| FoundArticle {
        url: told.url.clone().unwrap_or_else(|| secret::without_secrets(asked)),
        headline: told.headline.to_string(),
        summary: told.summary.as_deref().map(str::to_owned),
        authors: told.authors.iter().map(|author| author.name.to_string()).collect(),
        published_at: told.published_at,
        stub: told.extent <= Extent::Cut,
        already: None,
    })
}

fn is_sample(url: &Url) -> bool {
    url.host_str() == Some(bundled::HOST)
}
