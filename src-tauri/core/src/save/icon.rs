//! The icons of publications: the one its source tells, or else the best of its site, kept like any other picture and
//! asked for again once a week.

use std::future::ready;
use std::time::Duration;

use chrono::TimeDelta;
use futures_util::stream::{self, StreamExt};
use url::Url;

use super::media::Pictures;
use crate::fetch::Validators;
use crate::model::PublicationId;
use crate::store::icon::{self, Wanted};
use crate::store::media::Kept;
use crate::{Result, source};

/// How long what was found, or that nothing was, holds.
const WEEK: TimeDelta = TimeDelta::days(7);
/// Publications whose icons are looked for after one refresh, and at once.
const MANY: u32 = 24;
const AT_ONCE: usize = 8;
/// How long a refresh may be held up by it; the rest has its turn after the next.
const PATIENCE: Duration = Duration::from_secs(10);

/// What became of looking for an icon.
enum Outcome {
    /// This one is shown.
    Found(String, Box<Kept>),
    /// The one that is shown is still right, or nobody can tell.
    Stays,
    /// There is none.
    Gone,
}

impl Pictures {
    /// Looks for the icons whose turn it is, of one publication or of all. Says whether any changed.
    ///
    /// # Errors
    /// The library's own: a site without an icon is none.
    pub(crate) async fn look_for_icons(&self, only: Option<PublicationId>) -> Result<bool> {
        let before = self.clock.now() - WEEK;
        let due = self.store.read(move |conn| icon::due(conn, only, before, MANY)).await?;
        let looking = stream::iter(due)
            .map(|wanted| async move {
                let outcome = self.icon_of(&wanted).await;
                self.note_icon(wanted.publication, outcome).await
            })
            .buffer_unordered(AT_ONCE)
            .fold(Ok(false), |any: Result<bool>, one| async { Ok(any? | one?) });
        tokio::time::timeout(PATIENCE, looking).await.unwrap_or(Ok(true))
    }

    async fn icon_of(&self, wanted: &Wanted) -> Outcome {
        let mut unreachable = false;
        let told = wanted.told.iter().filter_map(|told| Url::parse(told).ok());
        let shown = wanted.shown.iter().filter_map(|shown| Url::parse(&shown.url).ok());
        let mut tried: Vec<Url> = Vec::new();
        for url in told.chain(shown) {
            match self.try_icon(&url, wanted, &mut unreachable).await {
                Some(outcome) => return outcome,
                None => tried.push(url),
            }
        }
        for url in source::icons_of_site(&self.client, &wanted.site, wanted.home.as_deref()).await {
            if !tried.contains(&url)
                && let Some(outcome) = self.try_icon(&url, wanted, &mut unreachable).await
            {
                return outcome;
            }
        }
        if unreachable { Outcome::Stays } else { Outcome::Gone }
    }

    /// Asks for one icon; `None` where there is none.
    async fn try_icon(&self, url: &Url, wanted: &Wanted, unreachable: &mut bool) -> Option<Outcome> {
        let kept = wanted
            .shown
            .as_ref()
            .filter(|shown| shown.url == url.as_str())
            .and_then(|shown| shown.kept.as_ref());
        let validators = kept.map_or_else(Validators::default, |kept| kept.validators.clone());
        match self.ask(url.clone(), wanted.home.clone(), validators, |_| ready(Ok(()))).await {
            Ok(Some((kept, _))) => Some(Outcome::Found(url.to_string(), Box::new(kept))),
            Ok(None) => Some(Outcome::Stays),
            Err(error) => {
                *unreachable |= error.is_retryable();
                None
            }
        }
    }

    /// Notes what became of looking. Says whether anything changed.
    async fn note_icon(&self, publication: PublicationId, outcome: Outcome) -> Result<bool> {
        let now = self.clock.now();
        self.store
            .write(move |tx| match outcome {
                Outcome::Found(url, kept) => {
                    icon::note_found(tx, publication, &url, &kept, now).map(|()| true)
                }
                Outcome::Stays => icon::note_checked(tx, publication, false, now).map(|()| false),
                Outcome::Gone => icon::note_checked(tx, publication, true, now).map(|()| true),
            })
            .await
    }
}
