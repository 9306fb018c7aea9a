//! Saving articles, and looking after the library.

use super::Library;
use crate::event::Event;
use crate::model::*;
use crate::{Error, Result, store};

impl Library {
    /// Saves an article and seals its copy. What cannot be had leaves the save `partial` or `failed`. One that is saved
    /// already is tried again, whatever the network costs.
    pub async fn save(&self, id: ArticleId) -> Result<Save> {
        let mut saves = self.inner.saves.add(vec![id]).await?;
        saves.pop().ok_or_else(|| Error::NotFound { kind: "article", id: id.to_string() })
    }

    /// Saves several articles, all or none, and seals their copies one after another.
    pub async fn save_all(&self, ids: Vec<ArticleId>) -> Result<Vec<Save>> {
        self.inner.saves.add(ids).await
    }

    /// Stops the sealing under way. What is not sealed yet waits until the reader asks for a copy, or the next start.
    pub async fn stop_saves(&self) -> Result<()> {
        self.inner.saves.stop().await
    }

    /// Tries everything again that saves lack, at once.
    pub async fn retry_saves(&self) -> Result<()> {
        self.inner.saves.resume(true).await
    }

    /// Takes the bookmark and its copy away.
    pub async fn unsave(&self, id: ArticleId) -> Result<()> {
        self.inner.saves.remove(id).await
    }

    /// Goes on with saves that were not finished and whose time has come.
    pub async fn resume_saves(&self) -> Result<()> {
        self.inner.saves.resume(false).await
    }

    /// Tells the library whether the network is one on which each byte is paid for. There copies that nobody waits for are
    /// not sealed and icons not looked for, unless the settings say so; on another network they are gone on with at once.
    pub async fn set_metered(&self, metered: bool) -> Result<()> {
        self.inner.saves.set_metered(metered);
        self.resume_saves().await
    }

    /// Lets go of every picture that no saved article shows, and tells how much the library then holds. They are
    /// fetched again when something shows them.
    pub async fn clear_pictures(&self) -> Result<Stats> {
        self.inner.pictures.shrink(0).await?;
        self.stats().await
    }

    /// Keeps the library to what the settings say: lets go of articles that are not to stay any longer, and of the
    /// pictures shown longest ago that the cache has no room for. What is saved or followed stays. Kept files that nothing
    /// shows any more are deleted.
    pub async fn tidy(&self) -> Result<()> {
        let settings = self.settings().await?;
        self.forget_articles(settings.forgetting()).await?;
        self.inner.pictures.shrink(settings.cache_bytes()).await?;
        self.inner.pictures.sweep().await
    }

    /// What would be let go.
    pub async fn forgettable(&self, what: Forgetting) -> Result<Forgettable> {
        let now = self.now();
        self.inner.store.read(move |conn| store::forget::preview(conn, what, now)).await
    }

    /// Lets articles go for good, and tells how many. While their sources still list them they do not come back.
    pub async fn forget(&self, what: Forgetting) -> Result<u32> {
        let articles = self.forget_articles(what).await?;
        if what == Forgetting::Read {
            self.inner.pictures.shrink(0).await?;
        }
        Ok(articles)
    }

    async fn forget_articles(&self, what: Forgetting) -> Result<u32> {
        let now = self.now();
        let articles = self.inner.store.write_through(move |tx| store::forget::forget(tx, what, now)).await?;
        if articles > 0 {
            self.tell(Event::ArticlesChanged);
        }
        Ok(articles)
    }

    /// What the library's room goes to.
    pub async fn storage(&self) -> Result<Storage> {
        let storage = self.inner.store.read(store::stats::storage).await?;
        Ok(Storage { thumbnails: self.inner.pictures.thumbnail_bytes().await?, ..storage })
    }

    /// Which hosts were asked in the last day, since the program started, most asked first.
    pub async fn connections(&self) -> Result<Vec<Connection>> {
        Ok(self.inner.client.connections())
    }

    /// Forgets which hosts were asked.
    pub async fn clear_connections(&self) -> Result<()> {
        self.inner.client.clear_connections();
        Ok(())
    }

    /// Reads every saved file again and compares it with its hash. What is damaged is fetched again.
    pub async fn verify(&self) -> Result<VerifyReport> {
        self.inner.saves.verify().await
    }

    /// How much the library holds.
    pub async fn stats(&self) -> Result<Stats> {
        let folder = self.inner.store.folder().to_owned();
        self.inner.store.read(move |conn| store::stats::stats(conn, &folder)).await
    }

    /// Checks the database.
    pub async fn check(&self) -> Result<CheckReport> {
        self.inner.store.read(store::stats::check).await
    }
}
