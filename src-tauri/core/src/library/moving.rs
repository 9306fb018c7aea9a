//! Moving the library to another folder.

use std::path::PathBuf;

use super::Library;
use crate::Result;
use crate::model::MoveReport;
use crate::place::Places;
use crate::store;
use crate::store::off_thread;
use crate::transfer::moving::Moving;

impl Library {
    /// Moves the library to `to`, or into a new folder in it where that is not empty, and has `places` say so. Pictures are
    /// copied while it is in use, the rest while nobody else can have it; everything is held to its hash there. Stopped or
    /// failed, it stays where it is. Moved, this library is closed: it is to be opened anew, and the first to do so deletes
    /// what is left here. No other program may have it open.
    pub async fn move_to(&self, to: PathBuf, places: Places) -> Result<MoveReport> {
        let (_turn, cancelled) = self.inner.transfers.start().await;
        let (from, shelf) = (self.inner.store.folder().to_owned(), self.inner.pictures.shelf());
        let moving = off_thread(move || Moving::begin(&from, &to, shelf)).await?;
        let hashes = self.inner.store.read(store::media::kept_hashes).await?;
        let total = hashes.len();
        let add = |mut moving: Moving, hash| off_thread(move || moving.add(hash).map(|()| moving));
        let Some(moving) = self.one_by_one(hashes, moving, &cancelled, add).await? else {
            return Ok(MoveReport { cancelled: true, ..MoveReport::default() });
        };
        let report = self
            .inner
            .store
            .hand_over(move |conn| {
                let hashes = store::media::kept_hashes(conn)?;
                moving.finish(conn, hashes, |to| places.point_to(to))
            })
            .await?;
        self.tell_transfer(total, total);
        Ok(report)
    }
}
