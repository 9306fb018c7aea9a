//! The one HTTP client.

use std::future::ready;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::StatusCode;
use reqwest::header::{ACCEPT, HeaderMap, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, LOCATION};
use tokio::sync::OnceCell;
use tokio::time::{Instant, timeout};
use url::Url;

use super::pacing::Pacing;
use super::record::Record;
use super::route::{LeadsToPrivate, NameUnknown, Routes};
use super::trail::Trail;
use super::{AddressRules, Limits, bundled, headers, secret, tls};
use crate::clock::Clock;
use crate::model::Connection;
use crate::{Error, Result};

/// Asks the network. Cheap to clone; all clones share connections and pacing.
#[derive(Clone)]
pub struct Client {
    rules: Arc<AddressRules>,
    limits: Limits,
    clock: Arc<dyn Clock>,
    pacing: Arc<Pacing>,
    record: Arc<Record>,
    /// Made at the first request: reading the system's certificates takes time that a look into the library
    /// need not spend.
    routes: Arc<OnceCell<Routes>>,
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
#[expect(clippy::large_enum_variant, reason = "an answer lives as long as one request")]
pub enum Answer {
    /// 304: what we have still holds.
    Unchanged {
        /// [`Response::moved_to`].
        moved_to: Option<Url>,
        /// [`Response::fresh_until`].
        fresh_until: Option<DateTime<Utc>>,
    },
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
    /// What its `Link` headers lead to: relation and target (RFC 8288).
    pub links: Vec<(String, String)>,
    /// Its validators.
    pub validators: Validators,
    /// The body, decompressed.
    pub body: Vec<u8>,
    /// When the answer said it should be asked again at the earliest (`Cache-Control: max-age`, `Expires`).
    pub fresh_until: Option<DateTime<Utc>>,
}

/// One exchange of a chain of redirects.
#[expect(clippy::large_enum_variant, reason = "a step lives as long as one request")]
enum Step {
    Arrived(Answer),
    SentOn { to: Url, permanent: bool },
}

impl Step {
    /// How many bytes of an answer were read.
    fn bytes(&self) -> u64 {
        match self {
            Self::Arrived(Answer::Fetched(response)) => response.body.len() as u64,
            Self::Arrived(Answer::Unchanged { .. }) | Self::SentOn { .. } => 0,
        }
    }
}

impl Client {
    /// A client that follows `rules` and keeps to `limits`. `clock` is for servers that name instants.
    #[must_use]
    pub fn new(rules: AddressRules, limits: Limits, clock: Arc<dyn Clock>) -> Self {
        Self {
            rules: Arc::new(rules),
            limits,
            clock,
            pacing: Arc::default(),
            record: Arc::default(),
            routes: Arc::default(),
        }
    }

    /// Which hosts were asked in the last day, most asked first.
    #[must_use]
    pub fn connections(&self) -> Vec<Connection> {
        self.record.all(self.clock.now())
    }

    /// Forgets which hosts were asked.
    pub fn clear_connections(&self) {
        self.record.clear();
    }

    /// Asks with `GET`, follows redirects within the address rules, and reads the whole answer within limits.
    ///
    /// # Errors
    /// Every network code of [`Error`].
    pub async fn get(&self, request: &Request) -> Result<Answer> {
        self.get_if(request, |_| ready(Ok(()))).await
    }

    /// The same, and lets `may` say of each redirect to another host whether that one may be asked too: if not, what it
    /// says is the answer.
    ///
    /// # Errors
    /// As [`get`](Self::get), and those of `may`.
    pub async fn get_if<F: Future<Output = Result<()>>>(
        &self,
        request: &Request,
        may: impl Fn(Url) -> F,
    ) -> Result<Answer> {
        if let Some(answer) = bundled::answer(request, self.clock.now()) {
            return answer;
        }
        let mut trail = Trail::new(&request.url)?;
        // Reading the system's certificates is not the server's doing, and takes nothing from its time.
        let routes = self.routes.get_or_try_init(|| async { Routes::new(&self.rules, &self.limits) }).await?;
        let mut left = self.limits.total;
        loop {
            let here = trail.here();
            // One machine is one machine, whichever of its ports is asked.
            let machine = here.host_str().unwrap_or_default();
            let mut turn = self.pacing.turn(machine, request.expect, self.gap(here), &self.clock).await?;
            let begun = Instant::now();
            let step = timeout(left, self.step(routes, &trail, request))
                .await
                .unwrap_or_else(|_| Err(Error::TimedOut { host: host_of(here) }));
            // What is refused before it leaves is no connection.
            if !matches!(step, Err(Error::AddressPrivate { .. })) {
                let answered = step.as_ref().ok().map(Step::bytes);
                self.record.note(&host_of(here), request.expect, answered, self.clock.now());
            }
            match step.inspect_err(|problem| turn.heed(problem))? {
                Step::Arrived(answer) => return Ok(answer),
                Step::SentOn { to, permanent } => {
                    let elsewhere = host_of(&to) != host_of(trail.here());
                    trail.follow(to, permanent, self.limits.redirects)?;
                    if elsewhere {
                        // Where nobody may send us there is nothing to be allowed.
                        routes.to(trail.here(), request.home.as_deref()).await?;
                        may(trail.here_without_credentials()).await?;
                    }
                }
            }
            left = left.saturating_sub(begun.elapsed());
        }
    }

    /// Whether the system knows any way to the network.
    pub(crate) fn has_a_way() -> bool {
        super::route::is_there_a_way()
    }

    /// Whether the way to `url` leads over no network: it is on this computer, or comes with the program.
    pub(crate) fn is_local(&self, url: &Url) -> bool {
        bundled::is_bundled(url) || self.rules.is_near(url)
    }

    /// The reader's own machines need no mercy.
    fn gap(&self, url: &Url) -> Duration {
        if self.rules.is_near(url) { Duration::ZERO } else { self.limits.gap }
    }

    async fn step(&self, routes: &Routes, trail: &Trail, request: &Request) -> Result<Step> {
        let here = trail.here();
        let host = host_of(here);
        let client = routes.to(here, request.home.as_deref()).await?;
        let ask = || client.get(here.clone()).headers(ask_with(request)).send();
        let answer = match ask().await.map_err(|error| network_error(&error, here)) {
            // A server may close a kept connection just as it is asked again (RFC 9112 §9.3.1).
            Err(Error::ConnectionCut { .. }) => {
                self.clock.wait(self.gap(here)).await;
                ask().await.map_err(|error| network_error(&error, here))
            }
            answer => answer,
        };
        let response = answer?;
        let status = response.status();
        match status {
            StatusCode::NOT_MODIFIED if request.validators != Validators::default() => {
                let (moved_to, now) = (trail.moved_to(), self.clock.now());
                let fresh_until = headers::fresh_until(response.headers(), now);
                Ok(Step::Arrived(Answer::Unchanged { moved_to, fresh_until }))
            }
            StatusCode::GONE => Err(Error::Gone { host }),
            StatusCode::MOVED_PERMANENTLY
            | StatusCode::FOUND
            | StatusCode::SEE_OTHER
            | StatusCode::TEMPORARY_REDIRECT
            | StatusCode::PERMANENT_REDIRECT => sent_on(&response, here, self.clock.now()),
            _ if status.is_success() => self.arrive(trail, request.expect, response).await,
            _ => Err(http_status(&response, host, self.clock.now())),
        }
    }

    async fn arrive(&self, trail: &Trail, expect: Expect, mut response: reqwest::Response) -> Result<Step> {
        let here = trail.here();
        let limit = self.limits.bytes(expect);
        let too_large = || Error::TooLarge { host: host_of(here), limit };
        if response.content_length().is_some_and(|length| length > limit) {
            return Err(too_large());
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| network_error(&error, here))? {
            if (body.len() + chunk.len()) as u64 > limit {
                return Err(too_large());
            }
            body.extend_from_slice(&chunk);
        }
        let headers = response.headers();
        Ok(Step::Arrived(Answer::Fetched(Response {
            url: trail.here_without_credentials(),
            moved_to: trail.moved_to(),
            content_type: headers::content_type(headers),
            links: headers::links(headers),
            validators: headers::validators(headers),
            fresh_until: headers::fresh_until(headers, self.clock.now()),
            body,
        })))
    }
}

/// The headers of a request. Nothing in them tells one reader from another, but for what the server itself gave
/// as validators.
fn ask_with(request: &Request) -> HeaderMap {
    let accept = match request.expect {
        Expect::Feed => {
            "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, \
             text/xml;q=0.9, */*;q=0.5"
        }
        Expect::Api => "application/json",
        Expect::Page => "text/html, application/xhtml+xml, */*;q=0.5",
        Expect::Picture => "image/webp, image/png, image/jpeg, image/gif, image/svg+xml, image/*;q=0.5",
    };
    let mut headers = HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static(accept))]);
    let Validators { etag, last_modified } = &request.validators;
    for (name, value) in [(IF_NONE_MATCH, etag), (IF_MODIFIED_SINCE, last_modified)] {
        if let Some(value) = value.as_ref().and_then(|value| HeaderValue::from_bytes(value.as_bytes()).ok()) {
            headers.insert(name, value);
        }
    }
    headers
}

/// Where a redirect leads; one that leads nowhere is just an unsuccessful answer.
fn sent_on(response: &reqwest::Response, here: &Url, now: DateTime<Utc>) -> Result<Step> {
    let status = response.status();
    // Whoever is sent on may be asked to wait before (RFC 9110 §10.2.3).
    if headers::retry_after(response.headers(), now).is_some_and(|seconds| seconds > 0) {
        return Err(http_status(response, host_of(here), now));
    }
    let target =
        response.headers().get(LOCATION).and_then(|value| std::str::from_utf8(value.as_bytes()).ok());
    let to = target.and_then(|target| here.join(target).ok()).ok_or_else(|| Error::HttpStatus {
        host: host_of(here),
        status: status.as_u16(),
        retry_after: None,
    })?;
    let permanent = matches!(status, StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT);
    Ok(Step::SentOn { to, permanent })
}

fn http_status(response: &reqwest::Response, host: String, now: DateTime<Utc>) -> Error {
    Error::HttpStatus {
        host,
        status: response.status().as_u16(),
        retry_after: headers::retry_after(response.headers(), now),
    }
}

/// What went wrong below HTTP, in our own words.
fn network_error(error: &reqwest::Error, url: &Url) -> Error {
    let host = host_of(url);
    if is_caused_by::<LeadsToPrivate>(error) {
        Error::AddressPrivate { host }
    } else if let Some(reason) = tls::reason(error) {
        Error::Tls { host, reason }
    } else if error.is_timeout() {
        Error::TimedOut { host }
    } else if error.is_builder() {
        Error::AddressInvalid { address: secret::shown(url) }
    } else if error.is_connect() {
        Error::Unreachable { host, cut_off: is_cut_off(error) }
    } else {
        Error::ConnectionCut { host }
    }
}

/// Whether there was no way to send anything, or nobody to ask for the name: it may be that there is no network.
fn is_cut_off(error: &reqwest::Error) -> bool {
    let no_way = |error: &(dyn std::error::Error + 'static)| {
        error.downcast_ref::<io::Error>().is_some_and(|error| {
            use io::ErrorKind::{HostUnreachable, NetworkDown, NetworkUnreachable};
            matches!(error.kind(), HostUnreachable | NetworkDown | NetworkUnreachable)
        })
    };
    is_caused_by::<NameUnknown>(error)
        || std::iter::successors(Some(error as &(dyn std::error::Error + 'static)), |error| error.source())
            .any(no_way)
}

fn is_caused_by<E: std::error::Error + 'static>(error: &(dyn std::error::Error + 'static)) -> bool {
    std::iter::successors(Some(error), |error| error.source()).any(|error| error.is::<E>())
}

/// The host as a person is told it: with its port, where that is not the scheme's own.
pub(super) fn host_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}
