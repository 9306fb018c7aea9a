//! Asking articles' own pages for what their sources leave out.

use std::sync::Arc;

use futures_util::stream::{self, StreamExt};
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::clock::Clock;
use crate::event::Event;
use crate::fetch::{Answer, Client, Expect, Request, Response, Validators, secret};
use crate::model::{ArticleId, NewArticle, SourceId};
use crate::store::page::{self, Wanted};
use crate::store::{Store, source, unexpected};
use crate::{Error, Result, extract, sanitize};

/// Sources whose pages are asked at once; those of one source go one after another.
const AT_ONCE: usize = 16;

/// Asks articles' pages. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Pages {
    store: Store,
    client: Client,
    clock: Arc<dyn Clock>,
    events: broadcast::Sender<Event>,
}

/// What became of asking a page.
pub(crate) struct Read {
    /// The article it tells of, which may have turned out to be one with another.
    pub article: ArticleId,
    /// Why it tells nothing, where it could not be had.
    pub problem: Option<Error>,
    /// Whether there is a new alert for it.
    pub alert: bool,
}

/// Whether an error is a reason to ask no further page: nobody is there, or they said that it is too much.
fn wants_peace(error: &Error) -> bool {
    matches!(
        error,
        Error::Unreachable { .. }
            | Error::HttpStatus { status: 429, .. }
            | Error::HttpStatus { retry_after: Some(_), .. }
    )
}

impl Pages {
    /// The pages of the articles in `store`.
    pub(crate) fn new(
        store: Store,
        client: Client,
        clock: Arc<dyn Clock>,
        events: broadcast::Sender<Event>,
    ) -> Self {
        Self { store, client, clock, events }
    }

    /// Asks the pages that these sources leave something to, the newest articles first, until all are asked or
    /// `cancelled`. A page that does not answer leaves its article as it is. Says whether there are new alerts.
    ///
    /// # Errors
    /// The library's own.
    pub(crate) async fn complete(
        &self,
        sources: Vec<SourceId>,
        cancelled: &CancellationToken,
    ) -> Result<bool> {
        let wanted = self.store.read(move |conn| page::wanted(conn, &sources)).await?;
        let mut answers = stream::iter(wanted)
            .map(|of_source| async {
                let mut alerts = false;
                for wanted in of_source {
                    match cancelled.run_until_cancelled(self.read(wanted)).await.transpose()? {
                        Some(read) if !read.problem.as_ref().is_some_and(wants_peace) => alerts |= read.alert,
                        _ => break,
                    }
                }
                Ok::<_, Error>(alerts)
            })
            .buffer_unordered(AT_ONCE);
        let mut alerts = false;
        while let Some(done) = answers.next().await {
            alerts |= done?;
        }
        Ok(alerts)
    }

    /// Asks the page of an article that the reader opens, where its text is short; with `insist` even where the page
    /// failed before.
    ///
    /// # Errors
    /// The library's own.
    pub(crate) async fn open(&self, id: ArticleId, insist: bool) -> Result<Read> {
        match self.store.read(move |conn| page::to_open(conn, id, insist)).await? {
            Some(wanted) => self.read(wanted).await,
            None => Ok(Read { article: id, problem: None, alert: false }),
        }
    }

    async fn read(&self, wanted: Wanted) -> Result<Read> {
        let Wanted { article, url, home } = wanted;
        let told = self.fetch(url, home).await;
        let now = self.clock.now();
        let gained = match told {
            Ok(told) => self.store.write(move |tx| page::note_read(tx, article, told, now)).await?,
            // Whoever is offline is asked when they are back.
            Err(error @ Error::Unreachable { .. }) => {
                return Ok(Read { article, problem: Some(error), alert: false });
            }
            Err(error) => {
                let (code, for_good) = (error.code(), !error.is_retryable());
                self.store.write(move |tx| page::note_failed(tx, article, code, for_good, now)).await?;
                return Ok(Read { article, problem: Some(error), alert: false });
            }
        };
        if gained.text {
            self.hint(Event::ArticlesChanged);
        }
        Ok(Read { article: gained.article, problem: None, alert: gained.alert })
    }

    /// What the page at `url` tells; `None` where it holds nothing.
    ///
    /// # Errors
    /// Every network code of [`Error`].
    pub(crate) async fn fetch(&self, url: Url, home: Option<String>) -> Result<Option<NewArticle>> {
        let was_front = is_front(&url);
        let whose = home.clone();
        let url = self.store.read(move |conn| source::signed_in(conn, url, whose.as_deref())).await?;
        let request = Request { url, home, expect: Expect::Page, validators: Validators::default() };
        let Answer::Fetched(response) = self.client.get(&request).await? else { return Ok(None) };
        // What is gone is often answered with the front page.
        if !was_front && is_front(&response.url) {
            return Err(Error::NothingFound { address: secret::shown(&request.url) });
        }
        let Response { url, body, content_type, .. } = response;
        let read = move || sanitize::article(extract::article(&body, &url, content_type.as_deref()), &url);
        tokio::task::spawn_blocking(read).await.map_err(unexpected)
    }

    fn hint(&self, event: Event) {
        // Nobody listening is fine: it is only a hint.
        let _ = self.events.send(event);
    }
}

fn is_front(url: &Url) -> bool {
    url.path() == "/" && url.query().is_none()
}
