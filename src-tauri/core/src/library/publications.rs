//! Publications and their sources.

use super::Library;
use crate::Result;
use crate::event::Event;
use crate::fetch::parse_address;
use crate::model::*;
use crate::store::{self, Transaction};

impl Library {
    /// All publications, by title.
    pub async fn publications(&self) -> Result<Vec<Publication>> {
        let now = self.now();
        self.inner.store.read(move |conn| store::publication::all(conn, None, now)).await
    }

    /// One publication.
    pub async fn publication(&self, id: PublicationId) -> Result<Publication> {
        let now = self.now();
        self.inner.store.read(move |conn| store::publication::get(conn, id, now)).await
    }

    /// All sources, by publication.
    pub async fn sources(&self) -> Result<Vec<Source>> {
        let now = self.now();
        self.inner.store.read(move |conn| store::source::all(conn, None, now)).await
    }

    /// Gives a publication the reader's own name; an empty one brings the publisher's back.
    pub async fn rename_publication(&self, id: PublicationId, title: String) -> Result<Publication> {
        self.change_publication(id, move |tx| store::publication::rename(tx, id, &title)).await
    }

    /// Puts a publication into a folder, named from the outermost; into none where there is no name.
    pub async fn move_publication(&self, id: PublicationId, folder: Vec<String>) -> Result<Publication> {
        self.change_publication(id, move |tx| store::folder::put(tx, id, &folder)).await
    }

    /// Gives a folder another name, or none: then what was in it is in no folder.
    pub async fn rename_folder(&self, from: Vec<String>, to: Vec<String>) -> Result<()> {
        self.inner.store.write(move |tx| store::folder::rename(tx, &from, &to)).await?;
        self.tell(Event::PublicationsChanged { id: None });
        Ok(())
    }

    /// Leaves a publication out of refreshes, or takes it in again.
    pub async fn pause_publication(&self, id: PublicationId, paused: bool) -> Result<Publication> {
        self.change_publication(id, move |tx| store::publication::pause(tx, id, paused)).await
    }

    /// Sets how often a publication is asked by itself, in minutes (15 to 1440); `None` for as often as all.
    pub async fn set_refresh_interval(&self, id: PublicationId, minutes: Option<u32>) -> Result<Publication> {
        self.change_publication(id, move |tx| store::publication::set_interval(tx, id, minutes)).await
    }

    /// Sets how many days a publication's articles stay after they came, and how many of them; `None` for as all do, 0 for
    /// ever and all of them. What is beyond that goes at once, but for what is saved or followed.
    pub async fn set_retention(
        &self,
        id: PublicationId,
        days: Option<u32>,
        articles: Option<u32>,
    ) -> Result<Publication> {
        self.change_publication(id, move |tx| store::publication::set_retention(tx, id, days, articles))
            .await?;
        self.tidy().await?;
        self.publication(id).await
    }

    /// Sets when a publication's pictures are asked for; `None` for as all are.
    pub async fn choose_pictures(
        &self,
        id: PublicationId,
        choice: Option<PictureChoice>,
    ) -> Result<Publication> {
        self.change_publication(id, move |tx| store::asking::choose(tx, id, choice)).await
    }

    /// Lets a publication's pictures be asked from a host that is not one of its own. What is saved of it gets them too.
    pub async fn allow_host(&self, id: PublicationId, host: String) -> Result<Publication> {
        let now = self.now();
        self.change_publication(id, move |tx| store::asking::allow(tx, id, &host, now)).await
    }

    /// Takes that back. Pictures that came from there stay.
    pub async fn forbid_host(&self, id: PublicationId, host: String) -> Result<Publication> {
        self.change_publication(id, move |tx| store::asking::forbid(tx, id, &host)).await
    }

    /// Every host that the reader allowed so.
    pub async fn allowed_hosts(&self) -> Result<Vec<AllowedHost>> {
        self.inner.store.read(store::asking::allowed).await
    }

    /// Reads a publication through another of its sources from now on, beginning at once.
    pub async fn use_source(&self, id: SourceId) -> Result<Publication> {
        let now = self.now();
        let publication =
            self.inner.store.write_through(move |tx| store::source::choose(tx, id, now)).await?;
        self.tell(Event::PublicationsChanged { id: Some(publication) });
        self.refresh(Some(publication)).await?;
        self.publication(publication).await
    }

    /// Gives a source another address; its next complete fetch is still import.
    pub async fn change_address(&self, id: SourceId, address: String) -> Result<Source> {
        let url = parse_address(&address)?;
        let now = self.now();
        let source = self
            .inner
            .store
            .write(move |tx| {
                store::source::change_address(tx, id, &url, now)?;
                store::source::get(tx, id, now)
            })
            .await?;
        self.tell(Event::PublicationsChanged { id: Some(source.publication) });
        Ok(source)
    }

    /// Sets whether refreshes ask the pages of a source's articles for their text.
    pub async fn choose_pages(&self, id: SourceId, choice: PageChoice) -> Result<Source> {
        let now = self.now();
        let source = self
            .inner
            .store
            .write(move |tx| {
                store::page::choose(tx, id, choice)?;
                store::source::get(tx, id, now)
            })
            .await?;
        self.tell(Event::PublicationsChanged { id: Some(source.publication) });
        Ok(source)
    }

    /// Takes a publication away. Saved articles stay, with their authors, tags and pictures; the rest can be
    /// brought back with [`restore_publication`](Self::restore_publication).
    pub async fn remove_publication(&self, id: PublicationId) -> Result<()> {
        let now = self.now();
        self.inner.store.write_through(move |tx| store::publication::remove(tx, id, now)).await?;
        self.tell(Event::PublicationsChanged { id: Some(id) });
        self.tell(Event::ArticlesChanged);
        self.tell(Event::AlertsChanged);
        Ok(())
    }

    /// Undoes [`remove_publication`](Self::remove_publication).
    pub async fn restore_publication(&self, id: PublicationId) -> Result<Publication> {
        let publication = self.change_publication(id, move |tx| store::publication::restore(tx, id)).await?;
        self.tell(Event::ArticlesChanged);
        Ok(publication)
    }

    /// Changes a publication, and gives it back as it then stands.
    async fn change_publication(
        &self,
        id: PublicationId,
        change: impl FnOnce(&Transaction<'_>) -> Result<()> + Send + 'static,
    ) -> Result<Publication> {
        let now = self.now();
        let publication = self
            .inner
            .store
            .write(move |tx| {
                change(tx)?;
                store::publication::get(tx, id, now)
            })
            .await?;
        self.tell(Event::PublicationsChanged { id: Some(id) });
        Ok(publication)
    }
}
