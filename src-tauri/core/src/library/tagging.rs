//! Tags: their names, and where they are found in texts.

use super::Library;
use crate::Result;
use crate::event::Event;
use crate::model::*;
use crate::store;

/// Articles looked through in one go: nobody waits long for the library.
const FEW: usize = 25;

impl Library {
    /// All tags, most used first.
    pub async fn tags(&self) -> Result<Vec<TagPage>> {
        self.inner.store.read(|conn| store::tag::all(conn, None)).await
    }

    /// One tag, by any spelling of its name, or by another name that the reader made one with it.
    pub async fn tag(&self, name: String) -> Result<TagPage> {
        self.inner.store.read(move |conn| store::tag::get(conn, &name)).await
    }

    /// Every name that the reader made one with a tag, by name.
    pub async fn tag_aliases(&self) -> Result<Vec<TagAlias>> {
        self.inner.store.read(store::alias::all).await
    }

    /// Makes another name one with a tag: their articles and their follows are one from then on. Publishers' own words
    /// stay as they are.
    pub async fn add_tag_alias(&self, tag: String, alias: String) -> Result<TagPage> {
        let topic = self.inner.store.write_through(move |tx| store::alias::add(tx, &tag, &alias)).await?;
        self.look_for_tag(topic.clone()).await?;
        self.tag_names_changed().await?;
        self.tag(topic).await
    }

    /// Parts a name from the tag that the reader made it one with, each with the follow it had.
    pub async fn remove_tag_alias(&self, alias: String) -> Result<TagPage> {
        let [topic, alias] =
            self.inner.store.write_through(move |tx| store::alias::remove(tx, &alias)).await?;
        let found = topic.clone();
        let again = self.inner.store.read(move |conn| store::found::suspects(conn, &found)).await?;
        let (of, but) = (topic.clone(), again.clone());
        // In older articles nobody knows by which name it was found.
        self.inner.store.write(move |tx| store::found::let_go(tx, &of, &but)).await?;
        self.look_through(again).await?;
        self.look_for_tag(alias).await?;
        self.tag_names_changed().await?;
        self.tag(topic).await
    }

    /// Takes a tag away from an article in which it was found. It does not come back there.
    pub async fn take_tag(&self, id: ArticleId, tag: String) -> Result<()> {
        self.inner.store.write_through(move |tx| store::found::take(tx, id, &tag)).await?;
        self.tell(Event::ArticlesChanged);
        Ok(())
    }

    /// Undoes `take_tag`.
    pub async fn give_tag_back(&self, id: ArticleId, tag: String) -> Result<()> {
        self.inner.store.write_through(move |tx| store::found::give_back(tx, id, &tag)).await?;
        self.tell(Event::ArticlesChanged);
        Ok(())
    }

    /// Sets whether a tag is looked for in texts. Where it is not, it goes wherever it was found.
    pub async fn seek_tag(&self, tag: String, sought: bool) -> Result<TagPage> {
        let set = move |tx: &store::Transaction<'_>| store::found::set_sought(tx, &tag, sought);
        let topic = self.inner.store.write_through(set).await?;
        if sought {
            self.look_for_tag(topic.clone()).await?;
        }
        self.tell(Event::ArticlesChanged);
        self.tag(topic).await
    }

    /// Looks for a tag in the newest stored articles that may hold it. Nobody is told of them.
    pub(super) async fn look_for_tag(&self, tag: String) -> Result<()> {
        let suspects = self.inner.store.read(move |conn| store::found::suspects(conn, &tag)).await?;
        self.look_through(suspects).await
    }

    async fn look_through(&self, articles: Vec<ArticleId>) -> Result<()> {
        for few in articles.chunks(FEW) {
            let few = few.to_vec();
            self.inner.store.write(move |tx| store::found::write_all(tx, &few)).await?;
        }
        if !articles.is_empty() {
            self.tell(Event::ArticlesChanged);
        }
        Ok(())
    }

    async fn tag_names_changed(&self) -> Result<()> {
        self.inner.saves.keep_for_follows().await?;
        self.tell(Event::ArticlesChanged);
        self.tell(Event::FollowsChanged);
        Ok(())
    }
}
