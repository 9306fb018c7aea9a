//! Finding publications and bringing them in, and out as a list.

use std::sync::{Arc, PoisonError};

use url::Url;

use super::Library;
use crate::adding;
use crate::event::Event;
use crate::fetch::{parse_address, secret};
use crate::model::*;
use crate::source::{Finding, Offer};
use crate::store::publication::Adding;
use crate::{Error, Result, source, starter, store, transfer};

impl Library {
    /// Looks at an address and tells what could be added from it. Stores nothing.
    pub async fn discover(&self, address: String) -> Result<Discovery> {
        let finding = match self.find(&address).await {
            Err(nothing @ Error::NothingFound { .. }) => {
                return self.discover_article(&address).await.ok_or(nothing);
            }
            found => found?,
        };
        let offers = finding.offers.clone();
        let look = move |conn: &rusqlite::Connection| {
            let known = |Offer { mut candidate, url }: Offer| {
                candidate.already = store::source::publication_at(conn, &url)?;
                Ok(candidate)
            };
            offers.into_iter().map(known).collect()
        };
        let candidates = self.inner.store.read(look).await?;
        Ok(Discovery { address: secret::shown(&finding.address), candidates, article: None })
    }

    /// The article at an address where there is nothing to follow.
    async fn discover_article(&self, address: &str) -> Option<Discovery> {
        let url = parse_address(address).ok()?;
        let home = url.host_str().map(str::to_owned);
        let told = self.inner.pages.fetch(url.clone(), home).await.ok().flatten()?;
        let mut article = adding::found_article(&url, &told)?;
        let address = article.url.clone();
        article.already = self.article_at(address).await.ok()?;
        Some(Discovery { address: secret::shown(&url), candidates: Vec::new(), article: Some(article) })
    }

    /// Adds the one article at an address, under the publication of its site: the one that is there, or one without a
    /// source that is made for it.
    pub async fn add_article(&self, address: String) -> Result<Article> {
        let url = parse_address(&address)?;
        let nothing = || Error::NothingFound { address: secret::shown(&url) };
        let home = url.host_str().map(str::to_owned);
        let told = self.inner.pages.fetch(url.clone(), home).await?.ok_or_else(nothing)?;
        self.add_told(&url, told).await
    }

    /// Adds an article that is told of at an address.
    pub(super) async fn add_told(&self, url: &Url, told: NewArticle) -> Result<Article> {
        let nothing = || Error::NothingFound { address: secret::shown(url) };
        let found = adding::found_article(url, &told).ok_or_else(nothing)?;
        let (page, now) = (parse_address(&found.url)?, self.now());
        let (publication, id) = self
            .inner
            .store
            .write_through(move |tx| {
                let publication = store::publication::of_page(tx, &page, told.site.as_deref(), now)?;
                Ok((publication, store::keep_page(tx, publication, &told, now)?))
            })
            .await?;
        self.tell(Event::PublicationsChanged { id: Some(publication) });
        self.tell(Event::ArticlesChanged);
        self.article(id).await
    }

    /// Looks at an address, and remembers what was found for a choice among it.
    async fn find(&self, address: &str) -> Result<Arc<Finding>> {
        let finding = Arc::new(source::discover(&self.inner.client, address).await?);
        *self.inner.finding.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&finding));
        Ok(finding)
    }

    /// What the reader's choice stands for: among what was found last, or else by itself, or else among what is found
    /// now, since an address that was shown without its secrets leads nowhere.
    async fn chosen(&self, address: &str, choice: &Choice) -> Result<Adding> {
        let last = self.inner.finding.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(adding) = last.and_then(|finding| adding::chosen_of(&finding, choice)) {
            return Ok(adding);
        }
        if !secret::is_masked(&parse_address(&choice.url)?) {
            return adding::from_choice(address, choice);
        }
        let finding = self.find(address).await?;
        adding::chosen_of(&finding, choice).ok_or_else(|| Error::NothingFound { address: choice.url.clone() })
    }

    /// Adds the publication at `address` — the given choice of its sources, or the best, or the article there where
    /// there is nothing to follow — and fetches it for the first time. Adding what is already there gives back the same publication. A first fetch that fails is the
    /// source's health, not an error.
    pub async fn add(&self, address: String, choice: Option<Choice>) -> Result<Publication> {
        let adding = match choice {
            Some(choice) => self.chosen(&address, &choice).await?,
            None => match self.at(&address).await? {
                Some(there) => return self.publication(there).await,
                None => match self.find(&address).await {
                    Err(Error::NothingFound { .. }) => {
                        let article = self.add_article(address).await?;
                        return self.publication(article.summary.publication.id).await;
                    }
                    found => adding::best_of(&*found?)?,
                },
            },
        };
        let now = self.now();
        let added = self.inner.store.write(move |tx| store::publication::add(tx, &adding, now)).await?;
        if added.new {
            self.tell(Event::PublicationsChanged { id: Some(added.publication) });
            self.refresh(Some(added.publication)).await?;
        }
        self.publication(added.publication).await
    }

    /// The publication that has a source at an address as it was typed. One with a name and password is looked at
    /// all the same: they may be new.
    async fn at(&self, address: &str) -> Result<Option<PublicationId>> {
        let url = parse_address(address)?;
        if secret::split_credentials(&url).1.is_some() {
            return Ok(None);
        }
        self.inner.store.read(move |conn| store::source::publication_at(conn, &url)).await
    }

    /// Publications to begin with, by language and topic. Nothing is fetched.
    pub async fn starter_list(&self) -> Result<Vec<StarterPublication>> {
        Ok(starter::list())
    }

    /// Adds the sample edition that ships with Broadsheet, through the same pipeline as any other publication.
    pub async fn add_sample(&self) -> Result<Publication> {
        self.add(adding::sample_address(), None).await
    }

    /// Adds every feed of an OPML file; fetches nothing (a refresh does).
    pub async fn import_opml(&self, opml: Vec<u8>) -> Result<ImportReport> {
        let now = self.now();
        let read = move || transfer::opml::read(&opml);
        let asked = tokio::task::spawn_blocking(read)
            .await
            .map_err(|error| Error::Unexpected { detail: error.to_string() })??;
        let report = self.inner.store.write_through(move |tx| transfer::import(tx, asked, now)).await?;
        self.tell(Event::PublicationsChanged { id: None });
        Ok(report)
    }

    /// All publications as OPML 2.0.
    pub async fn export_opml(&self) -> Result<String> {
        transfer::opml::write(&self.publications().await?)
    }
}
