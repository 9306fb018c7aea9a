//! Saving articles, and looking after the library.

use super::Library;
use crate::Result;
use crate::model::*;
use crate::store;

impl Library {
    /// Saves an article and seals its copy. Pictures that cannot be had leave the save `partial`.
    pub async fn save(&self, id: ArticleId) -> Result<Save> {
        self.inner.saves.add(id).await
    }

    /// Takes the bookmark and its copy away.
    pub async fn unsave(&self, id: ArticleId) -> Result<()> {
        self.inner.saves.remove(id).await
    }

    /// Goes on with saves that were not finished, and deletes kept pictures that nothing shows any more.
    pub async fn resume_saves(&self) -> Result<()> {
        self.inner.saves.resume().await?;
        self.inner.pictures.sweep().await
    }

    /// Lets go of every picture that no saved article shows, and tells how much the library then holds. They are
    /// fetched again when something shows them.
    pub async fn clear_pictures(&self) -> Result<Stats> {
        self.inner.pictures.clear().await?;
        self.stats().await
    }

    /// Reads every saved file again and compares it with its hash.
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
