//! A library in a folder of its own, with a clock that stands still, and feeds to put before it.

use std::collections::HashSet;
use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use broadsheet_core::clock::FixedClock;
use broadsheet_core::fetch::{AddressRules, Limits};
use broadsheet_core::model::{Alert, AlertQuery, Article, ArticleId, ArticleQuery, ArticleSummary, Popup};
use broadsheet_core::{Library, Options, Result};
use chrono::TimeDelta;

/// The loopback address that counts as public here.
pub const PUBLIC: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 2);

/// An open library and what belongs to it.
pub struct Newsroom {
    pub library: Library,
    pub clock: Arc<FixedClock>,
    options: Options,
    folder: Arc<tempfile::TempDir>,
}

impl Newsroom {
    /// A new, empty library.
    pub async fn open() -> Self {
        Self::open_with(|_| {}).await
    }

    /// A new, empty library, opened otherwise than most.
    pub async fn open_with(change: impl FnOnce(&mut Options)) -> Self {
        let folder = Arc::new(tempfile::tempdir().expect("a folder"));
        let (mut options, clock) = options(folder.path());
        change(&mut options);
        let library = Library::open(options.clone()).await.expect("an empty library");
        Self { library, clock, options, folder }
    }

    /// The library's folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The same folder, opened once more beside this.
    pub async fn beside(&self) -> Self {
        let library = Library::open(self.options.clone()).await.expect("the same library");
        Self {
            library,
            clock: Arc::clone(&self.clock),
            options: self.options.clone(),
            folder: Arc::clone(&self.folder),
        }
    }

    /// Closes the library; the folder stays.
    pub fn close(self) -> Closed {
        drop(self.library);
        Closed { options: self.options, clock: self.clock, folder: self.folder }
    }

    /// Adds what is at `address` and gives the headlines that came with it.
    pub async fn add(&self, address: &str) -> Vec<String> {
        let added = self.library.add(address.to_owned(), None).await.expect("a publication");
        let query = ArticleQuery { publication: Some(added.id), ..ArticleQuery::default() };
        headlines_of(&self.list(query).await)
    }

    /// Every headline, newest first.
    pub async fn headlines(&self) -> Vec<String> {
        headlines_of(&self.list(ArticleQuery::default()).await)
    }

    /// One list, which must fit on a page.
    pub async fn list(&self, query: ArticleQuery) -> Vec<ArticleSummary> {
        let page = self.library.articles(query).await.expect("a list");
        assert_eq!(page.next, None, "tests fit on one page");
        page.items
    }

    /// The article with this headline.
    pub async fn article(&self, headline: &str) -> Article {
        let id = self.id(headline).await;
        self.library.article(id).await.expect("an article")
    }

    /// The id of the article with this headline.
    pub async fn id(&self, headline: &str) -> ArticleId {
        let articles = self.list(ArticleQuery::default()).await;
        articles.iter().find(|article| article.headline == headline).expect("the headline").id
    }

    /// The inbox; with `pending` only what nobody has claimed.
    pub async fn alerts(&self, pending: bool) -> Vec<Alert> {
        let query = AlertQuery { pending: Some(pending), ..AlertQuery::default() };
        self.library.alerts(query).await.expect("the inbox").items
    }

    /// Claims one alert, where one is shown next.
    pub async fn claim(&self) -> Option<Alert> {
        match self.library.claim_popup().await.expect("the outbox")? {
            Popup::One(alert) => Some(alert),
            many @ Popup::Many { .. } => panic!("one alert, and not {many:?}"),
        }
    }

    /// Refreshes everything and gives the codes of what failed.
    pub async fn refresh(&self) -> Vec<String> {
        let report = self.library.refresh(None).await.expect("a refresh never fails as a whole");
        report.failed.into_iter().map(|failure| failure.error.code).collect()
    }

    /// Refreshes everything three times within a day and a bit, after which what was told each time is believed.
    pub async fn refresh_for_a_day(&self) {
        for _ in 0..3 {
            assert!(self.refresh().await.is_empty(), "all answer");
            self.clock.advance(TimeDelta::hours(13));
        }
    }
}

/// A library that is not open.
pub struct Closed {
    options: Options,
    clock: Arc<FixedClock>,
    folder: Arc<tempfile::TempDir>,
}

impl Closed {
    /// The library's folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Opens it again, if it opens.
    pub async fn open(self) -> Result<Newsroom> {
        let library = Library::open(self.options.clone()).await?;
        Ok(Newsroom { library, clock: self.clock, options: self.options, folder: self.folder })
    }

    /// Why it does not open.
    pub async fn refusal(&self) -> String {
        match Library::open(self.options.clone()).await {
            Ok(_) => "it opens".to_owned(),
            Err(error) => error.code().to_owned(),
        }
    }
}

/// How tests open a library in `folder`.
pub fn options(folder: &Path) -> (Options, Arc<FixedClock>) {
    let clock = Arc::new(FixedClock::new("2025-09-25T12:00:00Z".parse().expect("a date")));
    let mut options = Options::new(folder.to_owned());
    options.clock = Arc::clone(&clock) as _;
    options.rules = AddressRules { declared_public: HashSet::from([PUBLIC.into()]) };
    options.limits = Limits { total: Duration::from_secs(2), gap: Duration::ZERO, ..Limits::default() };
    (options, clock)
}

fn headlines_of(articles: &[ArticleSummary]) -> Vec<String> {
    articles.iter().map(|article| article.headline.clone()).collect()
}

/// An RSS feed of these items.
pub fn rss(items: &[String]) -> String {
    format!(
        "<?xml version='1.0' encoding='utf-8'?>\
         <rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>\
         <title>Harbour Post</title><link>https://harbour.example/</link><description>News</description>{}\
         </channel></rss>",
        items.concat()
    )
}

/// An ordinary item; number 1 is the oldest.
pub fn item(number: u32, headline: &str, more: &str) -> String {
    format!(
        "<item><guid isPermaLink='false'>post-{number}</guid><title>{headline}</title>\
         <link>https://harbour.example/{number}</link>\
         <pubDate>Thu, 25 Sep 2025 0{number}:00:00 GMT</pubDate>{more}</item>"
    )
}

/// An RSS feed of ordinary items with these headlines, the oldest first.
pub fn rss_of(headlines: &[&str]) -> String {
    rss(&(1..).zip(headlines).map(|(number, headline)| item(number, headline, "")).collect::<Vec<_>>())
}
