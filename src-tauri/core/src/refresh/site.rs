//! Filling a publication from the pages its site lists in its sitemaps, where its sources have no archive of their own.
//!
//! Each page that is not here is asked, the newest first as far as the sitemaps tell, and kept where it is an article.
//! Pages that are none are remembered, so that a backfill goes on where it stopped and nobody is asked twice for
//! nothing.

use std::collections::HashSet;

use tokio_util::sync::CancellationToken;
use url::Url;

use super::backfill::Archive;
use crate::adding::found_article;
use crate::event::Event;
use crate::fetch::Validators;
use crate::model::{BackfillEnd, BackfillReport, Depth, NewArticle, SourceKind};
use crate::source::{ListedPage, Plan, SiteWalk};
use crate::store::source::{Turn, is_same_site};
use crate::store::{self, backfill};
use crate::{Error, Result};

/// How many pages are asked in one run.
const PAGES: u32 = 50_000;
/// How many pages of one sitemap in a row may be no articles that are wanted before the rest of it is left.
const VAIN: u32 = 30;
/// How many sitemaps in a row may be left so before the site has no articles that are wanted.
const LEFT: u32 = 5;
/// How many sitemaps in a row may list nothing of the publication's folder: others may have the rest of the site.
const STRANGE: u32 = 100;
/// How many of its articles have to lie in one folder for a publication to keep all of them there.
const ENOUGH: usize = 10;

/// Where a publication keeps its articles.
struct Place {
    site: Url,
    /// The host the reader chose.
    home: Option<String>,
    /// The path that the addresses of all its articles begin with; it ends in a stroke.
    folder: String,
}

/// What became of asking a page.
enum Asked {
    /// An article, which is here now.
    Kept,
    /// None.
    Vain,
    /// An article that is older than is wanted.
    Old,
    /// Whoever answers so wants to be left alone, or is not there.
    Refused(Error),
}

impl Archive<'_> {
    /// Fills the publication of the sources `turns`. How that ended stands in `report`, unless it ended worse than
    /// with the sources before: this was only tried besides.
    pub(super) async fn fill_from_site(
        &self,
        turns: &[Turn],
        report: &mut BackfillReport,
        cancelled: &CancellationToken,
    ) -> Result<()> {
        let publication = self.publication;
        let (site, articles) = self.store.read(move |conn| backfill::site(conn, publication)).await?;
        let Some(place) = Place::of(site, &articles, turns) else { return Ok(()) };
        let before = report.pages;
        let walked = cancelled.run_until_cancelled(self.walk(&place, turns, report)).await.transpose()?;
        let was_asked = report.pages > before;
        match walked {
            None => report.end = BackfillEnd::Cancelled,
            Some(Ok(end)) if was_asked || report.problem.is_none() => {
                (report.end, report.problem) = (end, None)
            }
            Some(Err(error)) if was_asked => {
                (report.end, report.problem) = (BackfillEnd::Failed, Some(error.to_report()));
            }
            Some(_) => {}
        }
        Ok(())
    }

    /// Walks through the sitemaps to the wanted depth. The inner error is the publisher's, the outer the library's.
    async fn walk(
        &self,
        place: &Place,
        turns: &[Turn],
        report: &mut BackfillReport,
    ) -> Result<std::result::Result<BackfillEnd, Error>> {
        let (publication, Depth { articles: wanted, since }) = (self.publication, self.depth);
        let mut walk = match SiteWalk::begin(self.client, place.plan(turns), since).await {
            Ok(walk) => walk,
            Err(error) => return Ok(Err(error)),
        };
        let mut held = self.store.read(move |conn| backfill::held(conn, publication)).await?;
        let (mut asked, mut left, mut strange) = (HashSet::new(), 0, 0);
        while left < LEFT && strange < STRANGE {
            let mut pages = match walk.next().await {
                Ok(Some(pages)) => pages,
                Ok(None) => break,
                Err(error) => return Ok(Err(error)),
            };
            pages.retain(|page| place.has(&page.url));
            strange = if pages.is_empty() { strange + 1 } else { 0 };
            let pages =
                self.store.read(move |conn| backfill::unasked(conn, publication, pages, since)).await?;
            let mut vain = 0;
            for ListedPage { url, .. } in pages {
                if wanted.is_some_and(|wanted| held >= wanted) {
                    return Ok(Ok(BackfillEnd::Reached));
                }
                if !asked.insert(url.clone()) {
                    continue;
                }
                if vain == VAIN || report.pages == PAGES {
                    left += 1;
                    break;
                }
                report.pages += 1;
                match self.ask_page(&url, place, &mut held, report).await? {
                    Asked::Kept => (vain, left) = (0, 0),
                    Asked::Vain => vain += 1,
                    Asked::Old => {
                        vain += 1;
                        walk.left_older = true;
                    }
                    Asked::Refused(error) => return Ok(Err(error)),
                }
            }
        }
        Ok(Ok(if walk.left_older { BackfillEnd::Reached } else { BackfillEnd::Exhausted }))
    }

    /// Asks a page, and keeps it where it is an article that is wanted.
    async fn ask_page(
        &self,
        url: &Url,
        place: &Place,
        held: &mut u32,
        report: &mut BackfillReport,
    ) -> Result<Asked> {
        let publication = self.publication;
        let told = match self.pages.fetch(url.clone(), place.home.clone()).await {
            Ok(told) => told.filter(|told| is_article(url, told)),
            Err(error) if wants_peace(&error) => return Ok(Asked::Refused(error)),
            // It may be there the next time.
            Err(error) if error.is_retryable() => return Ok(Asked::Vain),
            Err(_) => None,
        };
        let published_at = told.as_ref().and_then(|told| told.published_at);
        let since = self.depth.since;
        let is_old = published_at.zip(since).is_some_and(|(published_at, since)| published_at < since);
        let told = told.filter(|_| !is_old);
        let (url, now, is_kept) = (url.clone(), self.clock.now(), told.is_some());
        let now_held = self
            .store
            .write(move |tx| {
                if let Some(told) = &told {
                    store::keep_page(tx, publication, told, now)?;
                }
                backfill::pass(tx, publication, &url, published_at.filter(|_| !is_kept))?;
                backfill::held(tx, publication)
            })
            .await?;
        let came = now_held.saturating_sub(*held);
        *held = now_held;
        report.new_articles += came;
        self.hint(Event::BackfillProgress { publication, articles: now_held, wanted: self.depth.articles });
        if came > 0 {
            self.hint(Event::ArticlesChanged);
        }
        Ok(match (is_kept, is_old) {
            (true, _) => Asked::Kept,
            (false, true) => Asked::Old,
            (false, false) => Asked::Vain,
        })
    }
}

impl Place {
    /// Of the publication with this site, these articles and these sources; `None` where it has no place of its own.
    fn of(site: Option<Url>, articles: &[Url], turns: &[Turn]) -> Option<Self> {
        let source = turns.first().map(|turn| &turn.plan.url);
        let site = site.or_else(|| source?.join("/").ok())?;
        let own: Vec<&Url> =
            articles.iter().filter(|url| is_same_site(url.as_str(), site.as_str())).collect();
        let folder = if own.len() < ENOUGH { below(&site) } else { common_folder(&own) };
        let home = source.and_then(|source| source.host_str()).map(str::to_owned);
        Some(Self { site, home, folder })
    }

    fn plan(&self, turns: &[Turn]) -> Plan {
        let of_site = turns.iter().find(|turn| turn.plan.url.origin() == self.site.origin());
        Plan {
            kind: SourceKind::Sitemap,
            url: self.site.clone(),
            credentials: of_site.and_then(|turn| turn.plan.credentials.clone()),
            home: self.home.clone(),
            validators: Validators::default(),
            hash: None,
        }
    }

    fn has(&self, page: &Url) -> bool {
        is_same_site(page.as_str(), self.site.as_str()) && page.path().starts_with(&self.folder)
    }
}

/// The path of what lies below a site: there may be others beside it on its host.
fn below(site: &Url) -> String {
    format!("{}/", site.path().trim_end_matches('/'))
}

/// The folder that all these pages lie in. What is named with a number may be a day: the next one is named otherwise.
fn common_folder(pages: &[&Url]) -> String {
    let folders = |page: &Url| -> Vec<String> {
        let path = page.path().trim_matches('/');
        let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders).split('/').map(str::to_owned);
        folders
            .take_while(|folder| !folder.is_empty() && !folder.contains(|c: char| c.is_ascii_digit()))
            .collect()
    };
    let mut pages = pages.iter();
    let mut common = pages.next().map(|page| folders(page)).unwrap_or_default();
    for page in pages {
        let same = common.iter().zip(folders(page)).take_while(|(one, other)| *one == other).count();
        common.truncate(same);
    }
    common.iter().fold("/".to_owned(), |path, folder| path + folder + "/")
}

/// Whether a page is an article. Lists of articles and notices have a headline and text too, but no day; where a day is
/// stated, even the closed page of an article is one.
fn is_article(url: &Url, told: &NewArticle) -> bool {
    let is_stated = !told.made.published_at && !told.made.headline;
    told.published_at.is_some() && (is_stated || found_article(url, told).is_some())
}

/// Whether an error is a reason to ask no further page.
fn wants_peace(error: &Error) -> bool {
    matches!(error, Error::Unreachable { .. } | Error::HttpStatus { status: 429 | 503, .. })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(paths: &[&str]) -> String {
        let site = Url::parse("https://s.example").unwrap();
        let pages: Vec<Url> = paths.iter().map(|path| site.join(path).unwrap()).collect();
        common_folder(&pages.iter().collect::<Vec<_>>())
    }

    #[test]
    fn articles_of_a_department_lie_in_its_folder() {
        assert_eq!(folder(&["/sport/2025/09/a", "/sport/2025/09/b/"]), "/sport/", "days change");
        assert_eq!(folder(&["/en/world/a", "/en/sport/b"]), "/en/");
        assert_eq!(folder(&["/a/", "/b/"]), "/");
        assert_eq!(folder(&["/posts/a.html", "/posts/b.html"]), "/posts/");
        assert_eq!(folder(&["/posts/a", "/postscript/b"]), "/");
        assert_eq!(below(&Url::parse("https://s.example/@me").unwrap()), "/@me/");
    }
}
