//! From an address a person typed to what could be added from it: one polite pass with a bounded number of requests.
//!
//! Is it a feed (a main one may have an API beside it) or a sitemap → what its page links, or its canonical page, or its site's → the APIs they hint at → where feeds
//! usually lie → the site's news sitemap.

use std::sync::atomic::{AtomicU32, Ordering};

use url::Url;

use super::icon::best;
use super::links::{Links, links};
use super::{Fetched, Plan, ghost, places, preview, read, sitemap, wordpress};
use crate::error::ErrorReport;
use crate::fetch::secret::{Credentials, shown, split_credentials, with_credentials};
use crate::fetch::{Answer, Client, Expect, Request, Response, Validators, parse_address};
use crate::model::{Candidate, Harvest, SourceKind};
use crate::parse::{self, Robots};
use crate::{Error, Result, sanitize};

/// Requests of one look at the most.
const REQUESTS: u32 = 20;
/// How many linked feeds are read for their preview.
const PREVIEWS: usize = 5;
/// Where feeds lie on sites that do not link them.
const USUAL: &[&str] = &["feed", "rss", "feed.xml", "rss.xml", "atom.xml", "index.xml"];
/// Where news sitemaps lie on sites whose `robots.txt` names none.
const USUAL_SITEMAPS: &[&str] = &["news-sitemap.xml", "sitemap.xml"];
/// How many headlines a preview shows.
const LATEST: usize = 3;

/// What looking at an address brought.
#[derive(Debug)]
pub(crate) struct Finding {
    /// The address as understood, with its secrets.
    pub address: Url,
    /// What could be added, best first.
    pub offers: Vec<Offer>,
    /// APIs that a page hints at and that do not let us in.
    pub closed: Vec<Closed>,
}

/// One source that could be added.
#[derive(Debug, Clone)]
pub(crate) struct Offer {
    /// What is shown of it.
    pub candidate: Candidate,
    /// Its address, with its secrets.
    pub url: Url,
}

/// A source that does not let us in.
#[derive(Debug)]
pub(crate) struct Closed {
    /// What should be spoken there.
    pub kind: SourceKind,
    /// Its address.
    pub url: Url,
    /// How it refused.
    pub problem: ErrorReport,
}

/// Looks at an address and tells what could be added from it: the address itself where it is a source, else what its
/// page links (a publisher's API before feeds), else what lies where feeds usually do.
///
/// # Errors
/// Every network code of [`Error`], and [`Error::NothingFound`].
pub(crate) async fn discover(client: &Client, address: &str) -> Result<Finding> {
    let typed = parse_address(address)?;
    let (url, credentials) = split_credentials(&typed);
    let mut visit = Visit {
        client,
        start: url.clone(),
        credentials,
        left: AtomicU32::new(REQUESTS),
        finding: Finding { address: typed, offers: Vec::new(), closed: Vec::new() },
    };
    let api = ghost::api_url(&url)
        .map(|api| (SourceKind::Ghost, api))
        .or_else(|| wordpress::api_url(&url).map(|api| (SourceKind::WordPress, api)));
    match api {
        Some((kind, api)) => visit.offer(kind, api, &Links::default()).await,
        None => visit.look(&url).await?,
    }
    let finding = visit.finding;
    if finding.offers.is_empty() {
        return Err(Error::NothingFound { address: shown(&finding.address) });
    }
    Ok(finding)
}

/// One discovery under way.
struct Visit<'a> {
    client: &'a Client,
    /// What the reader typed: its host is the one they chose.
    start: Url,
    credentials: Option<Credentials>,
    /// Requests that may still be made.
    left: AtomicU32,
    finding: Finding,
}

/// A page that was looked at.
struct Page {
    url: Url,
    links: Links,
    /// The feed it has without linking one.
    place: Option<Url>,
    /// Whether it is a sitemap rather than a page.
    is_sitemap: bool,
}

impl Visit<'_> {
    async fn look(&mut self, url: &Url) -> Result<()> {
        if let Some(feed) = places::feed_of(url) {
            self.offer(SourceKind::Feed, feed, &Links::default()).await;
            if !self.finding.offers.is_empty() {
                return Ok(());
            }
        }
        let Some(page) = self.feed_or_page(url).await? else { return Ok(()) };
        self.follow(&page).await;
        // A page without links may be one of two: the canonical one, or the site's first, knows more.
        let site = page.url.join("/").ok();
        let canonical = page.links.canonical.clone().filter(|canonical| canonical.host() == page.url.host());
        let mut looked = vec![url.clone(), page.url.clone()];
        let mut last = page;
        for next in canonical.into_iter().chain(site.clone()) {
            if !self.finding.offers.is_empty() || looked.contains(&next) {
                continue;
            }
            looked.push(next.clone());
            if let Ok(Some(page)) = self.page(&next).await {
                self.follow(&page).await;
                last = page;
            }
        }
        let site = site.unwrap_or_else(|| last.url.clone());
        if self.finding.offers.is_empty() {
            self.probe(&site, &last.links).await;
        }
        if self.finding.offers.is_empty() {
            self.survey(&site, &last.links).await;
        }
        Ok(())
    }

    /// Looks for a news sitemap: among those `robots.txt` names, else where such files usually lie.
    async fn survey(&mut self, site: &Url, page: &Links) {
        let robots = match site.join("robots.txt") {
            Ok(robots) => self.get(&robots).await.ok(),
            Err(_) => None,
        };
        let mut sitemaps = robots.map_or_else(Vec::new, |robots| {
            Robots::read(&String::from_utf8_lossy(&robots.body), &robots.url).sitemaps
        });
        if sitemaps.is_empty() {
            sitemaps.extend(USUAL_SITEMAPS.iter().filter_map(|place| site.join(place).ok()));
        }
        sitemaps.sort_by_key(|sitemap| !sitemap::names_news(sitemap));
        for sitemap in sitemaps {
            self.offer(SourceKind::Sitemap, sitemap, page).await;
            if !self.finding.offers.is_empty() {
                return;
            }
        }
    }

    /// Reads a typed address as a feed, which is then offered, or else as a page.
    async fn feed_or_page(&mut self, url: &Url) -> Result<Option<Page>> {
        let response = self.get(url).await?;
        let address = response.moved_to.clone().unwrap_or_else(|| url.clone());
        let is_of_system = names_system(&response.body);
        let (found, page) = read(move || Ok(feed_or_page(&response))).await?;
        if let Some(harvest) = found {
            let home = if is_of_system { self.home_of(&address, &harvest).await } else { None };
            let links = home.unwrap_or_default();
            self.offer_apis(&links).await;
            self.keep(SourceKind::Feed, &address, harvest, &links);
            return Ok(None);
        }
        if page.is_sitemap {
            self.offer(SourceKind::Sitemap, address, &Links::default()).await;
            return Ok(None);
        }
        Ok(Some(page))
    }

    /// What the page of a feed's publication links, where that is the feed of all of it and not of a tag or author.
    async fn home_of(&self, feed: &Url, harvest: &Harvest) -> Option<Links> {
        let home = harvest.publication.url.as_deref().and_then(|home| Url::parse(home).ok())?;
        if home.host() != feed.host() {
            return None;
        }
        let links = self.page(&home).await.ok()??.links;
        let key = sanitize::url_key(feed.as_str());
        links.feeds.iter().any(|linked| sanitize::url_key(linked.as_str()) == key).then_some(links)
    }

    /// Another page of the site; `None` where it is none.
    async fn page(&self, url: &Url) -> Result<Option<Page>> {
        let response = self.get(url).await?;
        let (found, page) = read(move || Ok(feed_or_page(&response))).await?;
        Ok(found.is_none().then_some(page))
    }

    /// Reads what a page links, best first.
    async fn follow(&mut self, page: &Page) {
        let links = &page.links;
        self.offer_apis(links).await;
        let place = page.place.iter().filter(|_| links.feeds.is_empty());
        let feeds = links.feeds.iter().take(PREVIEWS).chain(place).map(|feed| (SourceKind::Feed, feed));
        for (kind, url) in feeds {
            self.offer(kind, url.clone(), links).await;
        }
    }

    /// Reads the publisher's APIs that a page hints at.
    async fn offer_apis(&mut self, links: &Links) {
        let ghost = links.ghost.iter().map(|api| (SourceKind::Ghost, api));
        let wordpress = links.wordpress.iter().map(|api| (SourceKind::WordPress, api));
        for (kind, url) in ghost.chain(wordpress) {
            self.offer(kind, url.clone(), links).await;
        }
    }

    /// Tries the usual places, and stops at the first feed.
    async fn probe(&mut self, site: &Url, page: &Links) {
        for place in USUAL {
            let Ok(url) = site.join(place) else { continue };
            self.offer(SourceKind::Feed, url, page).await;
            if !self.finding.offers.is_empty() {
                return;
            }
        }
    }

    /// Reads one source, and offers it where it answers as one.
    async fn offer(&mut self, kind: SourceKind, url: Url, page: &Links) {
        if !self.may_ask(super::requests(kind)) {
            return;
        }
        let plan = Plan {
            kind,
            credentials: self.credentials_for(&url).cloned(),
            url,
            home: self.home(),
            validators: Validators::default(),
            hash: None,
        };
        match preview(self.client, &plan).await {
            Ok(Fetched::Read(reading)) => {
                let url = reading.terms.moved_to.unwrap_or(plan.url);
                let harvest = reading.harvest;
                if let Ok(safe) = read(move || Ok(sanitize::harvest(harvest))).await {
                    self.keep(kind, &url, safe, page);
                }
            }
            Err(error) if matches!(kind, SourceKind::Ghost | SourceKind::WordPress) => {
                self.finding.closed.push(Closed { kind, url: plan.url, problem: error.to_report() });
            }
            _ => {}
        }
    }

    fn keep(&mut self, kind: SourceKind, url: &Url, harvest: Harvest, page: &Links) {
        let (bare, _) = split_credentials(url);
        let candidate = candidate(kind, &bare, harvest, page);
        let url = with_credentials(&bare, self.credentials_for(&bare));
        if self.finding.offers.iter().all(|offer| offer.url != url) {
            self.finding.offers.push(Offer { candidate, url });
        }
    }

    async fn get(&self, url: &Url) -> Result<Response> {
        if !self.may_ask(1) {
            return Err(Error::NothingFound { address: shown(&self.start) });
        }
        let request = Request {
            url: with_credentials(url, self.credentials_for(url)),
            home: self.home(),
            expect: Expect::Page,
            validators: Validators::default(),
        };
        match self.client.get(&request).await? {
            Answer::Fetched(response) => Ok(response),
            Answer::Unchanged { .. } => {
                Err(Error::Unexpected { detail: "304 to a request without validators".into() })
            }
        }
    }

    fn home(&self) -> Option<String> {
        self.start.host_str().map(str::to_owned)
    }

    /// The typed name and password, for the place they were typed for.
    fn credentials_for(&self, url: &Url) -> Option<&Credentials> {
        self.credentials.as_ref().filter(|_| url.origin() == self.start.origin())
    }

    /// Takes so many requests from those that are left.
    fn may_ask(&self, requests: u32) -> bool {
        self.left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(requests))
            .is_ok()
    }
}

/// How far into a feed what wrote it is named, in bytes.
const HEAD: usize = 8 << 10;

/// Whether a feed says that a system wrote it whose API tells more than its feeds.
fn names_system(feed: &[u8]) -> bool {
    let head = String::from_utf8_lossy(feed.get(..HEAD).unwrap_or(feed)).to_ascii_lowercase();
    let named = head.split("<generator").skip(1).filter_map(|after| after.split("</generator").next());
    named.into_iter().any(|name| name.contains("ghost") || name.contains("wordpress"))
}

/// Reads an answer as a feed, else as a page.
fn feed_or_page(response: &Response) -> (Option<Harvest>, Page) {
    let content_type = response.content_type.as_deref();
    let mut page =
        Page { url: response.url.clone(), links: Links::default(), place: None, is_sitemap: false };
    if let Ok(raw) = parse::feed(&response.body, &response.url, content_type) {
        return (Some(sanitize::harvest(raw)), page);
    }
    if parse::sitemap(&response.body, &response.url, content_type).is_ok() {
        page.is_sitemap = true;
        return (None, page);
    }
    page.links = links(&response.body, &response.url, content_type);
    page.links.wordpress = page.links.wordpress.or_else(|| wordpress::announced(response));
    page.place = places::feed_on(&response.url, &parse::decode(&response.body, content_type));
    (None, page)
}

fn candidate(kind: SourceKind, url: &Url, harvest: Harvest, page: &Links) -> Candidate {
    let Harvest { publication, mut articles } = harvest;
    let host = url.host_str().unwrap_or_default();
    articles.sort_by_key(|article| std::cmp::Reverse(article.published_at));
    Candidate {
        kind,
        url: if kind == SourceKind::Ghost { url.to_string() } else { shown(url) },
        title: publication.title.map_or_else(|| host.trim_start_matches("www.").to_owned(), String::from),
        description: publication.description.map(String::from),
        site: publication.url,
        icon: publication.icon.or_else(|| Some(best(&page.icons)?.url.to_string())),
        language: publication.language.or_else(|| page.language.clone()),
        latest: articles.iter().take(LATEST).map(|article| article.headline.to_string()).collect(),
        articles: u32::try_from(articles.len()).unwrap_or(u32::MAX),
        already: None,
    }
}
