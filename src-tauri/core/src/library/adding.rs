//! Finding publications and bringing them in, and out as a list.

use super::Library;
use crate::adding::{self, Found};
use crate::event::Event;
use crate::model::*;
use crate::{Error, Result, source, starter, store, transfer};

impl Library {
    /// Looks at an address and tells what could be added from it. Stores nothing.
    pub async fn discover(&self, address: String) -> Result<Discovery> {
        let mut discovery = source::discover(&self.inner.client, &address).await?;
        let mut candidates = std::mem::take(&mut discovery.candidates);
        let look = move |conn: &rusqlite::Connection| {
            for candidate in &mut candidates {
                candidate.already = store::source::publication_at(conn, &candidate.url)?;
            }
            Ok(candidates)
        };
        discovery.candidates = self.inner.store.read(look).await?;
        Ok(discovery)
    }

    /// Adds the publication at `address` — the given choice of its sources, or the best — and fetches it for the
    /// first time. Adding what is already there gives back the same publication. A first fetch that fails is the
    /// source's health, not an error.
    pub async fn add(&self, address: String, choice: Option<Choice>) -> Result<Publication> {
        let adding = match choice {
            Some(choice) => adding::from_choice(&address, &choice)?,
            None => match adding::from_discovery(self.discover(address).await?)? {
                Found::Already(id) => return self.publication(id).await,
                Found::New(adding) => adding,
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
