//! What the store's tests are told.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, Transaction};
use tempfile::TempDir;
use url::Url;

use super::publication::{Adding, add};
use super::{FetchNote, Kept, Store, keep};
use crate::Result;
use crate::clock::FixedClock;
use crate::fetch::Validators;
use crate::model::*;
use crate::source::Terms;

/// A store in a folder that goes with it.
pub(super) struct Shelf {
    pub folder: TempDir,
    pub store: Store,
}

impl Shelf {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), start()).unwrap();
        Self { folder, store }
    }

    pub(super) fn write<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let mut writer = self.store.inner.writer.blocking_lock();
        let tx = writer.transaction()?;
        let answer = work(&tx)?;
        tx.commit()?;
        Ok(answer)
    }

    pub(super) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> T {
        work(&self.store.inner.writer.blocking_lock()).unwrap()
    }

    /// Adds a publication with one feed at `url`.
    pub(super) fn add(&self, url: &str) -> (PublicationId, SourceId) {
        let added = self.write(|tx| add(tx, &adding(url), start())).unwrap();
        (added.publication, added.source)
    }

    /// Keeps articles of a source, fetched `minutes` after the start.
    pub(super) fn keep(&self, source: SourceId, minutes: i64, articles: Vec<NewArticle>) -> Kept {
        let harvest = Harvest { articles, ..Harvest::default() };
        self.write(|tx| keep(tx, source, &harvest, &note(), at(minutes))).unwrap()
    }

    /// Keeps what the page of an article tells of it.
    pub(super) fn keep_page(&self, publication: PublicationId, minutes: i64, article: &NewArticle) {
        self.write(|tx| super::keep_page(tx, publication, article, at(minutes))).unwrap();
    }

    /// Claims what is to be shown next, at the start.
    pub(super) fn claim(&self) -> Option<Popup> {
        self.write(|tx| super::popup::claim(tx, &FixedClock::new(start()))).unwrap()
    }

    /// Claims one alert, where one is shown next.
    pub(super) fn claim_one(&self) -> Option<Alert> {
        self.claim().map(|popup| match popup {
            Popup::One(alert) => alert,
            Popup::Many { .. } => panic!("one alert, and not {popup:?}"),
        })
    }

    /// The whole inbox, newest first.
    pub(super) fn inbox(&self) -> Vec<Alert> {
        self.read(|conn| super::inbox::page(conn, &AlertQuery::default(), &[])).items
    }

    /// What nobody has claimed, newest first.
    pub(super) fn pending(&self) -> Vec<Alert> {
        let query = AlertQuery { pending: Some(true), ..AlertQuery::default() };
        self.read(|conn| super::inbox::page(conn, &query, &[])).items
    }

    pub(super) fn list(&self, query: &ArticleQuery) -> Vec<ArticleSummary> {
        self.read(|conn| super::list::page(conn, query)).items
    }

    pub(super) fn headlines(&self, query: &ArticleQuery) -> Vec<String> {
        self.list(query).into_iter().map(|row| row.headline).collect()
    }

    /// The only article there is.
    pub(super) fn only(&self) -> Article {
        let rows = self.list(&ArticleQuery::default());
        assert_eq!(rows.len(), 1, "exactly one article");
        self.read(|conn| super::article::get(conn, rows[0].id))
    }
}

/// When tests begin: a Friday.
pub(super) fn start() -> DateTime<Utc> {
    "2025-09-26T12:00:00Z".parse().unwrap()
}

/// So many minutes later.
pub(super) fn at(minutes: i64) -> DateTime<Utc> {
    start() + TimeDelta::minutes(minutes)
}

pub(super) fn adding(url: &str) -> Adding {
    Adding {
        kind: SourceKind::Feed,
        url: Url::parse(url).unwrap(),
        title: "Harbour Post".to_owned(),
        site: None,
        folder: Vec::new(),
        language: None,
        sample: false,
        alternatives: Vec::new(),
    }
}

/// A complete fetch.
pub(super) fn note() -> FetchNote {
    FetchNote {
        terms: Terms { validators: Some(Validators::default()), ..Terms::default() },
        hash: None,
        complete: true,
    }
}

/// An article known by `own_id`, published at the start.
pub(super) fn article(own_id: &str, headline: &str) -> NewArticle {
    NewArticle {
        keys: vec![ArticleKey::OwnId(own_id.to_owned())],
        url: Some(format!("https://harbour.example/{own_id}")),
        canonical_url: None,
        headline: headline.into(),
        summary: None,
        content: "<p>Body</p>".into(),
        content_text: "Body".into(),
        authors: Vec::new(),
        tags: Vec::new(),
        section: None,
        site: None,
        published_at: Some(start()),
        updated_at: None,
        reading_minutes: None,
        lead_image: None,
        pictures: Vec::new(),
        inline: Inline::default(),
        related: Vec::new(),
        videos: Vec::new(),
        attachments: Vec::new(),
        language: None,
        direction: Direction::Ltr,
        featured: false,
        access: Access::Public,
        kind: ArticleKind::Article,
        comments_url: None,
        comment_count: None,
        extent: Extent::Whole,
        made: Made::default(),
    }
}

pub(super) fn author(name: &str) -> NewAuthor {
    NewAuthor { name: name.into(), url: None, role: None, bio: None, avatar: None, links: Vec::new() }
}

pub(super) fn tagged(mut article: NewArticle, tags: &[&str]) -> NewArticle {
    article.tags = tags.iter().map(|name| NewTag { name: (*name).into(), url: None }).collect();
    article
}

pub(super) fn of_tag(name: &str) -> ArticleQuery {
    ArticleQuery { tag: Some(name.to_owned()), ..ArticleQuery::default() }
}

pub(super) fn searching(words: &str) -> ArticleQuery {
    ArticleQuery { search: Some(words.to_owned()), ..ArticleQuery::default() }
}
