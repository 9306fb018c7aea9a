//! The pages that a site lists in its sitemaps, one sitemap after another: its archive, where no source has one.

use std::cmp::Reverse;
use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use url::Url;

use super::{Plan, get, read};
use crate::fetch::{Client, Expect, Response};
use crate::parse::{self, Child, RawArticle, Robots, Sitemap};
use crate::{Error, Result};

/// Where sitemaps lie on sites whose `robots.txt` names none.
const USUAL: &[&str] = &["sitemap.xml", "sitemap_index.xml", "wp-sitemap.xml"];
/// How many sitemaps are read in one walk.
const SITEMAPS: usize = 2000;
/// How deep an index may name indexes. One that contains itself is seen before that.
const DEPTH: usize = 3;
/// Words in the names of sitemaps that list articles.
const POSTS: &[&str] = &["post", "posts"];
/// Words in the names of sitemaps that list what else there is, beside those.
const PAGES: &[&str] = &["page", "pages"];
/// Words in the names of sitemaps that list no articles.
const OTHERS: &[&str] = &[
    "author",
    "authors",
    "categories",
    "category",
    "image",
    "images",
    "product",
    "products",
    "tag",
    "tags",
    "taxonomies",
    "taxonomy",
    "topics",
    "user",
    "users",
];

/// A walk through a site's sitemaps, the newest first as far as they say.
pub(crate) struct SiteWalk<'a> {
    client: &'a Client,
    plan: Plan,
    robots: Robots,
    since: Option<DateTime<Utc>>,
    waiting: Vec<(usize, Child)>,
    seen: HashSet<Url>,
    /// Whether anything was left out for being too old.
    pub left_older: bool,
}

/// A page that a sitemap lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ListedPage {
    /// Its address.
    pub url: Url,
    /// When what is there last changed.
    pub changed_at: Option<DateTime<Utc>>,
}

impl<'a> SiteWalk<'a> {
    /// Begins with what the site of `plan` says in its `robots.txt`. One that is not there forbids nothing
    /// (RFC 9309 §2.3.1.3); one that cannot be had now forbids everything (§2.3.1.4). What last changed before `since`
    /// is left out.
    ///
    /// # Errors
    /// The network codes of [`Error`] that may pass.
    pub(crate) async fn begin(client: &'a Client, plan: Plan, since: Option<DateTime<Utc>>) -> Result<Self> {
        let place = plan.url.join("/robots.txt").map_err(|_| Error::NotAFeed)?;
        let robots = match get(client, &plan, place, Expect::Page).await {
            Ok(answer) => Robots::read(&String::from_utf8_lossy(&answer.body), &answer.url),
            Err(error) if error.is_retryable() => return Err(error),
            Err(_) => Robots::default(),
        };
        let usual = || USUAL.iter().filter_map(|place| plan.url.join("/").ok()?.join(place).ok()).collect();
        let first = if robots.sitemaps.is_empty() { usual() } else { robots.sitemaps.clone() };
        let first = first.into_iter().map(|url| Child { url, changed_at: None }).collect();
        let mut walk = Self {
            client,
            plan,
            robots,
            since,
            waiting: Vec::new(),
            seen: HashSet::new(),
            left_older: false,
        };
        walk.wait_for(first, 1);
        Ok(walk)
    }

    /// The pages of the next sitemap that may be asked for, newest first; `None` after the last one.
    ///
    /// # Errors
    /// The network codes of [`Error`] that may pass. A sitemap that is none is passed over.
    pub(crate) async fn next(&mut self) -> Result<Option<Vec<ListedPage>>> {
        while let Some((depth, url)) = self.next_sitemap() {
            let answer = match get(self.client, &self.plan, url, Expect::Feed).await {
                Err(error) if error.is_retryable() => return Err(error),
                answer => answer,
            };
            let Ok(Response { url, content_type, body, .. }) = answer else { continue };
            let at = url.clone();
            match read(move || parse::sitemap(&body, &url, content_type.as_deref())).await {
                Ok(Sitemap::Pages(harvest)) => return Ok(Some(self.listed(harvest.articles))),
                Ok(Sitemap::Index(mut children)) => {
                    // An index speaks for its own host (<https://www.sitemaps.org/protocol.html#location>).
                    children.retain(|child| child.url.host() == at.host());
                    self.wait_for(children, depth + 1);
                }
                Err(_) => {}
            }
        }
        Ok(None)
    }

    fn wait_for(&mut self, sitemaps: Vec<Child>, depth: usize) {
        // Where posts have sitemaps of their own, pages are what does not change: the imprint and the like.
        let has_posts = sitemaps.iter().any(|child| is_named(&child.url, POSTS));
        for Child { url, changed_at } in sitemaps {
            let changed_at = changed_at.or_else(|| in_name(&url));
            let lists_others = is_named(&url, OTHERS) || (has_posts && is_named(&url, PAGES));
            if depth <= DEPTH && !lists_others && self.is_young(changed_at) {
                self.waiting.push((depth, Child { url, changed_at }));
            }
        }
    }

    /// The newest of those that wait; many say nothing of their time.
    fn next_sitemap(&mut self) -> Option<(usize, Url)> {
        self.waiting.retain(|(_, child)| !self.seen.contains(&child.url));
        let waiting = self.waiting.iter().enumerate();
        let (at, _) = waiting.max_by_key(|(at, (depth, child))| (child.changed_at, *depth, Reverse(*at)))?;
        let (depth, child) = self.waiting.remove(at);
        self.seen.insert(child.url.clone());
        (self.seen.len() <= SITEMAPS).then_some((depth, child.url))
    }

    fn listed(&mut self, articles: Vec<RawArticle>) -> Vec<ListedPage> {
        let mut pages = Vec::new();
        for article in articles {
            let changed_at = article.updated_at.max(article.published_at);
            let url = article.url.as_deref().and_then(|url| Url::parse(url).ok());
            let Some(url) = url.filter(|url| self.robots.allows(url)) else { continue };
            if self.is_young(changed_at) {
                pages.push(ListedPage { url, changed_at });
            }
        }
        pages.sort_by_key(|page| Reverse(page.changed_at));
        pages
    }

    /// Whether something that last changed then may be young enough.
    fn is_young(&mut self, changed_at: Option<DateTime<Utc>>) -> bool {
        let is_young = changed_at.zip(self.since).is_none_or(|(changed_at, since)| changed_at >= since);
        self.left_older |= !is_young;
        is_young
    }
}

/// Whether one of `words` stands in a sitemap's name.
fn is_named(url: &Url, words: &[&str]) -> bool {
    let name = url.path().rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    name.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| words.contains(&word))
}

/// The end of the month that a sitemap's address names, or of the year.
fn in_name(url: &Url) -> Option<DateTime<Utc>> {
    let address = format!("{}?{}", url.path(), url.query().unwrap_or_default());
    let mut numbers = address.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    let year = numbers.find(|number| number.len() == 4 && matches!(number.as_bytes(), [b'1' | b'2', ..]))?;
    let month = numbers.next().and_then(|month| month.parse().ok()).filter(|month| (1..=12).contains(month));
    let first = NaiveDate::from_ymd_opt(year.parse().ok()?, month.unwrap_or(12), 1)?;
    Some(first.checked_add_months(chrono::Months::new(1))?.and_time(NaiveTime::MIN).and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(path: &str) -> Url {
        Url::parse("https://s.example").unwrap().join(path).unwrap()
    }

    #[test]
    fn sitemaps_of_tags_and_authors_list_no_articles() {
        for path in ["/tag-sitemap.xml", "/sitemap-authors.xml", "/wp-sitemap-taxonomies-category-1.xml"] {
            assert!(is_named(&url(path), OTHERS), "{path}");
        }
        for path in ["/sitemap.xml", "/post-sitemap2.xml", "/tag/sitemap.xml", "/sitemap-stage.xml"] {
            assert!(!is_named(&url(path), OTHERS), "{path}");
        }
    }

    #[test]
    fn names_tell_the_time_of_a_sitemap() {
        let order = ["/sitemap-2024-11.xml", "/sitemap?yyyy=2024&mm=02", "/2023.xml", "/sitemap-2023-2.xml"];
        let times: Vec<_> = order.iter().map(|path| in_name(&url(path)).expect("a time")).collect();
        assert!(times.is_sorted_by(|one, next| one > next), "{times:?}");
        assert_eq!(times[2], "2024-01-01T00:00:00Z".parse::<DateTime<Utc>>().unwrap());
        assert_eq!(in_name(&url("/post-sitemap12.xml")), None);
        assert_eq!(in_name(&url("/sitemap-99999.xml")), None);
    }
}
