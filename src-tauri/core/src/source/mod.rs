//! One module for each kind of source: what to ask it for, and how to read its answer.

mod discover;
mod feed;
mod ghost;
mod icon;
mod links;
mod places;
mod site;
mod sitemap;
mod wordpress;

use chrono::{DateTime, Utc};
use url::Url;

use crate::fetch::secret::{Credentials, with_credentials};
use crate::fetch::{Answer, Client, Expect, Request, Response, Validators};
use crate::model::SourceKind;
use crate::parse::RawHarvest;
use crate::{Error, Result};

pub(crate) use discover::{Finding, Offer, discover};
pub(crate) use icon::of_site as icons_of_site;
pub use links::linked_feeds;
pub(crate) use site::{ListedPage, SiteWalk};

/// What we know of a source before asking it.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What is spoken there.
    pub kind: SourceKind,
    /// Its address.
    pub url: Url,
    /// What its host asks for before it answers.
    pub credentials: Option<Credentials>,
    /// The host the reader chose (see [`Request::home`]).
    pub home: Option<String>,
    /// The validators of its last good answer.
    pub validators: Validators,
    /// [`Reading::hash`] of its last good answer.
    pub hash: Option<String>,
}

/// What asking a source brought.
#[derive(Debug)]
pub enum Fetched {
    /// Nothing changed since the last good answer.
    Unchanged(Terms),
    /// A whole answer, read.
    Read(Box<Reading>),
}

/// A source's answer, read.
#[derive(Debug)]
pub struct Reading {
    /// What it holds, not yet safe.
    pub harvest: RawHarvest,
    /// A hash of the answer's bytes: the same again means unchanged, whatever the validators say.
    pub hash: String,
    /// What it says besides.
    pub terms: Terms,
}

/// What a good answer says besides what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Terms {
    /// To be sent back with the next request, in place of those before; a 304 gives none.
    pub validators: Option<Validators>,
    /// The source's new address, where the server says for good that it moved.
    pub moved_to: Option<Url>,
    /// Until when the answer claims to hold.
    pub fresh_until: Option<DateTime<Utc>>,
}

impl Terms {
    /// These of an answer from below a source's address, which `of` finds.
    fn below(self, of: impl Fn(&Url) -> Option<Url>) -> Self {
        Self { moved_to: self.moved_to.as_ref().and_then(of), ..self }
    }
}

/// What came of asking with a plan's validators.
#[expect(clippy::large_enum_variant, reason = "it lives as long as one request")]
enum Asked {
    Unchanged(Terms),
    /// An answer that is not the last one, its hash and its terms.
    Changed(Response, String, Terms),
}

/// Asks one source and reads its answer.
///
/// # Errors
/// Every network code of [`Error`], and [`Error::NotAFeed`] where the answer is something else.
pub async fn fetch(client: &Client, plan: &Plan) -> Result<Fetched> {
    match plan.kind {
        SourceKind::Feed => feed::fetch(client, plan).await,
        SourceKind::Ghost => ghost::fetch(client, plan).await,
        SourceKind::WordPress => wordpress::fetch(client, plan).await,
        SourceKind::Sitemap => sitemap::fetch(client, plan).await,
    }
}

impl Plan {
    /// A request for `url`, with what its host asks for where that is the source's own.
    fn request(&self, url: &Url, expect: Expect) -> Request {
        let is_own = url.origin() == self.url.origin();
        Request {
            url: with_credentials(url, self.credentials.as_ref().filter(|_| is_own)),
            home: self.home.clone(),
            expect,
            validators: Validators::default(),
        }
    }
}

/// The feed that lies beside a publisher's API, wherever there is such an API.
pub(crate) fn feed_beside(kind: SourceKind, url: &Url) -> Option<Url> {
    match kind {
        SourceKind::Feed | SourceKind::Sitemap => None,
        SourceKind::Ghost => Some(ghost::feed_beside(url)),
        SourceKind::WordPress => Some(wordpress::feed_beside(url)),
    }
}

/// Asks for `url` as part of asking the source of `plan`: its validators belong to another answer.
async fn get(client: &Client, plan: &Plan, url: Url, expect: Expect) -> Result<Response> {
    match client.get(&plan.request(&url, expect)).await? {
        Answer::Fetched(response) => Ok(response),
        Answer::Unchanged { .. } => {
            Err(Error::Unexpected { detail: "304 to a request without validators".into() })
        }
    }
}

/// Reads one page of a source's archive: where [`RawHarvest::next_page`] leads. Whoever goes on from page to page ends
/// where one brings nothing that was not on those before, for an API may give the same one for ever.
///
/// # Errors
/// Every network code of [`Error`], and [`Error::NotAFeed`] where the answer is something else.
pub async fn page(client: &Client, plan: &Plan, page: &Url) -> Result<RawHarvest> {
    match plan.kind {
        SourceKind::Feed => feed::page(client, plan, page).await,
        SourceKind::Ghost => ghost::page(client, plan, page).await,
        SourceKind::WordPress => wordpress::page(client, plan, page).await,
        // What a news sitemap holds is of the last two days, and it has no next: see `SiteWalk`.
        SourceKind::Sitemap => Err(Error::NotAFeed),
    }
}

/// Asks one source for a look at what it has: without what takes requests beyond [`requests`] to find out.
async fn preview(client: &Client, plan: &Plan) -> Result<Fetched> {
    match plan.kind {
        SourceKind::Ghost => ghost::posts(client, plan).await,
        SourceKind::WordPress => wordpress::posts(client, plan).await,
        _ => fetch(client, plan).await,
    }
}

/// How many requests a [`preview`] takes.
fn requests(kind: SourceKind) -> u32 {
    match kind {
        SourceKind::Feed => 1,
        SourceKind::Ghost => 2,
        SourceKind::WordPress => 3,
        SourceKind::Sitemap => u32::try_from(sitemap::SITEMAPS).unwrap_or(u32::MAX),
    }
}

/// Asks for `url` as `plan` says.
async fn ask(client: &Client, plan: &Plan, url: Url, expect: Expect) -> Result<Asked> {
    let request = Request { validators: plan.validators.clone(), ..plan.request(&url, expect) };
    let response = match client.get(&request).await? {
        Answer::Unchanged { moved_to, fresh_until } => {
            return Ok(Asked::Unchanged(Terms { validators: None, moved_to, fresh_until }));
        }
        Answer::Fetched(response) => response,
    };
    let hash = blake3::hash(&response.body).to_hex().to_string();
    let terms = Terms {
        validators: Some(response.validators.clone()),
        moved_to: response.moved_to.clone(),
        fresh_until: response.fresh_until,
    };
    if plan.hash.as_deref() == Some(&hash) {
        return Ok(Asked::Unchanged(terms));
    }
    Ok(Asked::Changed(response, hash, terms))
}

/// Reads an answer away from the threads that wait for the network.
async fn read<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::NotAFeed)?
}
