//! From an address a person typed to what could be added from it: one polite pass, at most a dozen requests.

use url::Url;

use super::links::{Links, links};
use super::{Fetched, Plan, fetch, ghost, read, wordpress};
use crate::fetch::{Answer, Client, Expect, Request, Response, Validators, parse_address};
use crate::model::{Candidate, Discovery, Harvest, SourceKind};
use crate::{Error, Result, parse, sanitize};

/// How many linked feeds are read for their preview.
const PREVIEWS: usize = 5;
/// Where feeds lie on sites that do not link them.
const USUAL: &[&str] = &["feed", "rss", "feed.xml", "rss.xml", "atom.xml", "index.xml"];
/// How many headlines a preview shows.
const LATEST: usize = 3;

/// Looks at an address and tells what could be added from it: the address itself where it is a source, else what its
/// page links (Ghost's API before feeds), else what lies where feeds usually do.
///
/// # Errors
/// Every network code of [`Error`], and [`Error::NothingFound`].
pub async fn discover(client: &Client, address: &str) -> Result<Discovery> {
    let url = parse_address(address)?;
    let visit = Visit { client, home: url.host_str().map(str::to_owned) };
    let api = ghost::api_url(&url)
        .map(|api| (SourceKind::Ghost, api))
        .or_else(|| wordpress::api_url(&url).map(|api| (SourceKind::WordPress, api)));
    let candidates = match api {
        Some((kind, api)) => visit.preview(kind, api, &Links::default()).await.into_iter().collect(),
        None => visit.look(&url).await?,
    };
    if candidates.is_empty() {
        return Err(Error::NothingFound { address: url.into() });
    }
    Ok(Discovery { address: url.into(), candidates })
}

/// One discovery under way.
struct Visit<'a> {
    client: &'a Client,
    home: Option<String>,
}

impl Visit<'_> {
    async fn look(&self, url: &Url) -> Result<Vec<Candidate>> {
        let response = self.get(url).await?;
        let address = response.moved_to.clone().unwrap_or_else(|| url.clone());
        let (found, page) = read(move || Ok(feed_or_page(&response))).await?;
        if let Some(harvest) = found {
            return Ok(vec![candidate(SourceKind::Feed, &address, harvest, &Links::default())]);
        }
        let mut candidates = self.follow(&page).await;
        let home = address.join("/").ok().filter(|home| home.path() != address.path());
        if let (true, Some(home)) = (candidates.is_empty(), &home)
            && let Ok(response) = self.get(home).await
            && let Ok((None, page)) = read(move || Ok(feed_or_page(&response))).await
        {
            candidates = self.follow(&page).await;
        }
        if candidates.is_empty() {
            candidates.extend(self.probe(home.as_ref().unwrap_or(&address), &page).await);
        }
        Ok(candidates)
    }

    /// Reads what a page links, best first.
    async fn follow(&self, page: &Links) -> Vec<Candidate> {
        let mut candidates: Vec<Candidate> = Vec::new();
        let ghost = page.ghost.iter().map(|api| (SourceKind::Ghost, api));
        let wordpress = page.wordpress.iter().map(|api| (SourceKind::WordPress, api));
        for (kind, api) in ghost.chain(wordpress) {
            candidates.extend(self.preview(kind, api.clone(), page).await);
        }
        for feed in page.feeds.iter().take(PREVIEWS) {
            candidates.extend(self.preview(SourceKind::Feed, feed.clone(), page).await);
        }
        candidates
    }

    /// Tries the usual places, and stops at the first feed.
    async fn probe(&self, site: &Url, page: &Links) -> Option<Candidate> {
        for place in USUAL {
            let Ok(url) = site.join("/").and_then(|root| root.join(place)) else { continue };
            if let Some(candidate) = self.preview(SourceKind::Feed, url, page).await {
                return Some(candidate);
            }
        }
        None
    }

    /// Reads one source; `None` where it does not answer as one.
    async fn preview(&self, kind: SourceKind, url: Url, page: &Links) -> Option<Candidate> {
        let plan = Plan { kind, url, home: self.home.clone(), validators: Validators::default(), hash: None };
        match fetch(self.client, &plan).await {
            Ok(Fetched::Read(reading)) => {
                let url = reading.moved_to.unwrap_or(plan.url);
                let harvest = reading.harvest;
                let safe = read(move || Ok(sanitize::harvest(harvest))).await.ok()?;
                Some(candidate(kind, &url, safe, page))
            }
            _ => None,
        }
    }

    async fn get(&self, url: &Url) -> Result<Response> {
        let request = Request {
            url: url.clone(),
            home: self.home.clone(),
            expect: Expect::Page,
            validators: Validators::default(),
        };
        match self.client.get(&request).await? {
            Answer::Fetched(response) => Ok(response),
            Answer::Unchanged => {
                Err(Error::Unexpected { detail: "304 to a request without validators".into() })
            }
        }
    }
}

/// Reads an answer as a feed, else as a page.
fn feed_or_page(response: &Response) -> (Option<Harvest>, Links) {
    let content_type = response.content_type.as_deref();
    match parse::feed(&response.body, &response.url, content_type) {
        Ok(raw) => (Some(sanitize::harvest(raw)), Links::default()),
        Err(_) => {
            let mut links = links(&response.body, &response.url, content_type);
            links.wordpress = links.wordpress.or_else(|| wordpress::announced(response));
            (None, links)
        }
    }
}

fn candidate(kind: SourceKind, url: &Url, harvest: Harvest, page: &Links) -> Candidate {
    let Harvest { publication, mut articles } = harvest;
    let host = url.host_str().unwrap_or_default();
    articles.sort_by_key(|article| std::cmp::Reverse(article.published_at));
    Candidate {
        kind,
        url: url.to_string(),
        title: publication.title.map_or_else(|| host.trim_start_matches("www.").to_owned(), String::from),
        description: publication.description.map(String::from),
        site: publication.url,
        icon: publication.icon.or_else(|| page.icon.clone()),
        language: publication.language.or_else(|| page.language.clone()),
        latest: articles.iter().take(LATEST).map(|article| article.headline.to_string()).collect(),
        articles: u32::try_from(articles.len()).unwrap_or(u32::MAX),
        already: None,
    }
}
