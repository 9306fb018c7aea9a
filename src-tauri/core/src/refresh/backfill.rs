//! Filling a publication from its archive, page by page, as far back as the reader wants. Where no source of it has
//! one, its site's sitemaps are (`site`).
//!
//! A source's answer names the page with older articles ([`RawHarvest::next_page`]): an API's next page, RFC 5005's
//! `prev-archive` or `next`, WordPress's `?paged=`. Where it stands is kept with each page, so that it goes on there
//! after a stop. Paging that lies ends it: a page with nothing that was not on those before, an address for the second
//! time, another host, and at last a number of pages.

use std::collections::HashSet;
use std::sync::Arc;

use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::page::Pages;
use super::run::Run;
use crate::clock::Clock;
use crate::event::Event;
use crate::fetch::{Client, Validators};
use crate::model::{ArticleKey, BackfillEnd, BackfillReport, Depth, Harvest, PublicationId};
use crate::parse::RawHarvest;
use crate::source::{self, Fetched};
use crate::store::source::Turn;
use crate::store::{self, Store, backfill, unexpected};
use crate::{Error, Result, sanitize};

/// How many pages of an archive are read in one run.
const PAGES: u32 = 1000;

/// One publication's archive.
pub(crate) struct Archive<'a> {
    pub store: &'a Store,
    pub client: &'a Client,
    pub clock: &'a Arc<dyn Clock>,
    pub events: &'a broadcast::Sender<Event>,
    pub pages: &'a Pages,
    pub publication: PublicationId,
    pub depth: Depth,
}

/// What was met on the way through an archive.
#[derive(Default)]
struct Met {
    addresses: HashSet<Url>,
    articles: HashSet<ArticleKey>,
}

impl Archive<'_> {
    /// Fills the publication in its turn among the backfills of `run`. Nothing of it is told as news.
    ///
    /// # Errors
    /// Only the library's own: what a source does wrong stands in the report.
    pub(crate) async fn fill(&self, run: &Run) -> Result<BackfillReport> {
        let (_turn, cancelled) = run.start().await;
        let filled = self.fill_from_sources(&cancelled).await;
        run.end();
        if let Ok(report) = &filled {
            let (publication, new_articles) = (self.publication, report.new_articles);
            self.hint(Event::BackfillEnded { publication, new_articles });
            self.hint(Event::PublicationsChanged { id: Some(publication) });
        }
        filled
    }

    /// The source in use first, another one where that has nothing but its newest articles, and at last the site.
    async fn fill_from_sources(&self, cancelled: &CancellationToken) -> Result<BackfillReport> {
        let publication = self.publication;
        let mut report = BackfillReport {
            publication,
            pages: 0,
            new_articles: 0,
            end: BackfillEnd::Exhausted,
            problem: None,
        };
        let (turns, place) = self
            .store
            .read(move |conn| {
                Ok((store::source::of_archive(conn, publication)?, backfill::place(conn, publication)?))
            })
            .await?;
        let place = place.filter(|(source, _)| turns.iter().any(|turn| turn.id == *source));
        let has_archive = 'sources: {
            for turn in &turns {
                let begin = match &place {
                    Some((source, _)) if *source != turn.id => continue,
                    Some((_, page)) => Some(page.clone()),
                    None => None,
                };
                let asked = report.pages > 0;
                let is_deep = self.fill_from(turn, begin, &mut report, cancelled).await?;
                match report.end {
                    // One that was only tried besides may fail.
                    BackfillEnd::Failed if asked => {
                        (report.end, report.problem) = (BackfillEnd::Exhausted, None)
                    }
                    BackfillEnd::Exhausted | BackfillEnd::Failed if !is_deep => {}
                    _ => break 'sources true,
                }
            }
            false
        };
        if !has_archive {
            self.fill_from_site(&turns, &mut report, cancelled).await?;
        }
        if report.new_articles > 0 {
            let sources = turns.iter().map(|turn| turn.id).collect();
            self.pages.complete(sources, cancelled).await?;
        }
        Ok(report)
    }

    /// Reads on in one source's archive from `page`, or from its beginning. Says whether there was any: articles beyond
    /// its newest ones.
    async fn fill_from(
        &self,
        turn: &Turn,
        mut page: Option<Url>,
        report: &mut BackfillReport,
        cancelled: &CancellationToken,
    ) -> Result<bool> {
        let mut met = Met { addresses: HashSet::from([turn.plan.url.clone()]), articles: HashSet::new() };
        let mut is_deep = page.is_some();
        report.end = loop {
            let answer = cancelled.run_until_cancelled(self.ask(turn, page.as_ref())).await;
            let raw = match answer {
                None => break BackfillEnd::Cancelled,
                // Past the last page some answer with an error, which is how they say that it was the last.
                Some(Err(error)) if is_past_the_end(&error) && page.is_some() => {
                    self.note(turn, None).await?;
                    break BackfillEnd::Exhausted;
                }
                Some(Err(error)) => {
                    report.problem = Some(error.to_report());
                    break BackfillEnd::Failed;
                }
                Some(Ok(raw)) => raw,
            };
            report.pages += 1;
            let next = raw.next_page.clone().filter(|next| met.leads_on(next, &turn.plan.url));
            let told = turn.complete(raw);
            let harvest =
                tokio::task::spawn_blocking(move || sanitize::harvest(told)).await.map_err(unexpected)?;
            let brings_more = met.brings_more(&harvest);
            is_deep |= brings_more && page.is_some();
            let next = next.filter(|_| brings_more && report.pages < PAGES);
            let reached = self.keep(turn, harvest, (page, next.clone()), report).await?;
            match next {
                _ if reached => break BackfillEnd::Reached,
                None => break BackfillEnd::Exhausted,
                next => page = next,
            }
        };
        Ok(is_deep)
    }

    async fn ask(&self, turn: &Turn, page: Option<&Url>) -> Result<RawHarvest> {
        if let Some(page) = page {
            return source::page(self.client, &turn.plan, page).await;
        }
        let plan = source::Plan { validators: Validators::default(), hash: None, ..turn.plan.clone() };
        match source::fetch(self.client, &plan).await? {
            Fetched::Read(reading) => Ok(reading.harvest),
            Fetched::Unchanged(_) => {
                Err(Error::Unexpected { detail: "304 to a request without validators".into() })
            }
        }
    }

    /// Keeps a page, and where to go on: at the next one, or here where there was no room for all. Says whether the
    /// wanted depth is reached.
    async fn keep(
        &self,
        turn: &Turn,
        mut harvest: Harvest,
        (here, next): (Option<Url>, Option<Url>),
        report: &mut BackfillReport,
    ) -> Result<bool> {
        let Depth { articles: wanted, since } = self.depth;
        let is_recent = |at| since.is_none_or(|since| at >= since);
        let dated = harvest.articles.iter().filter_map(|article| article.published_at);
        let mut reached = since.is_some() && dated.max().is_some_and(|newest| !is_recent(newest));
        harvest.articles.retain(|article| article.published_at.is_none_or(is_recent));

        let (publication, source, now) = (self.publication, turn.id, self.clock.now());
        let (came, held, full) = self
            .store
            .write(move |tx| {
                let held = backfill::held(tx, publication)?;
                let room = wanted.map_or(u32::MAX, |wanted| wanted.saturating_sub(held));
                let (came, all) = store::keep_archive(tx, source, &harvest.articles, room, now)?;
                let place = if all { next } else { here.or(next) };
                backfill::note(tx, publication, source, place.as_ref())?;
                Ok((came, held + came, !all || came == room))
            })
            .await?;
        reached |= full && wanted.is_some();
        report.new_articles += came;
        self.hint(Event::BackfillProgress { publication, articles: held, wanted });
        if came > 0 {
            self.hint(Event::ArticlesChanged);
        }
        Ok(reached)
    }

    async fn note(&self, turn: &Turn, place: Option<Url>) -> Result<()> {
        let (publication, source) = (self.publication, turn.id);
        self.store.write(move |tx| backfill::note(tx, publication, source, place.as_ref())).await
    }

    pub(super) fn hint(&self, event: Event) {
        // Nobody listening is fine: it is only a hint.
        let _ = self.events.send(event);
    }
}

impl Met {
    /// Whether an address is one to go on at: on the source's own host, and for the first time.
    fn leads_on(&mut self, next: &Url, source: &Url) -> bool {
        next.host() == source.host() && self.addresses.insert(next.clone())
    }

    /// Whether a page holds anything that was on none before.
    fn brings_more(&mut self, harvest: &Harvest) -> bool {
        let mut more = false;
        for article in &harvest.articles {
            let keys: Vec<bool> = article.keys.iter().map(|key| self.articles.insert(key.clone())).collect();
            more |= keys.into_iter().all(|new| new);
        }
        more
    }
}

/// Whether an error is how a server says that there is no such page: 404 (WordPress's feeds), 400 (its API), 410.
fn is_past_the_end(error: &Error) -> bool {
    matches!(error, Error::HttpStatus { status: 400 | 404, .. } | Error::Gone { .. })
}
