//! Follows and alerts.

use super::Library;
use crate::Result;
use crate::event::Event;
use crate::model::*;
use crate::store;

impl Library {
    /// Follows something; following it again changes nothing. See [`FollowKind`] for `value`.
    pub async fn follow(&self, kind: FollowKind, value: String) -> Result<Follow> {
        let now = self.now();
        let (follow, new) = self
            .inner
            .store
            .write_through(move |tx| {
                let (id, new) = store::follow::add(tx, kind, &value, now)?;
                Ok((store::follow::get(tx, id)?, new))
            })
            .await?;
        if new {
            self.tell(Event::FollowsChanged);
        }
        Ok(follow)
    }

    /// Ends a follow.
    pub async fn unfollow(&self, id: FollowId) -> Result<()> {
        self.inner.store.write_through(move |tx| store::follow::remove(tx, id)).await?;
        self.inner.saves.keep_for_follows().await?;
        self.tell(Event::FollowsChanged);
        Ok(())
    }

    /// Has the newest articles of a follow saved by themselves, so many (1 to 500), or none any more. Those that the
    /// reader saved stay, and those they took away do not come back.
    pub async fn keep_newest(&self, id: FollowId, keep: Option<u32>) -> Result<Follow> {
        self.inner.store.write_through(move |tx| store::follow::set_keep(tx, id, keep)).await?;
        self.inner.saves.keep_for_follows().await?;
        self.tell(Event::FollowsChanged);
        self.inner.store.read(move |conn| store::follow::get(conn, id)).await
    }

    /// All follows, newest first.
    pub async fn follows(&self) -> Result<Vec<Follow>> {
        self.inner.store.read(|conn| store::follow::all(conn, None)).await
    }

    /// The inbox, newest first; with `pending` only what nobody has claimed.
    pub async fn alerts(&self, pending: bool) -> Result<Vec<Alert>> {
        self.inner.store.read(move |conn| store::alert::all(conn, pending)).await
    }

    /// Claims the oldest alert that nobody has claimed: whoever claims it shows it, and nobody else will.
    pub async fn claim_alert(&self) -> Result<Option<Alert>> {
        // On the disk before it is shown: after a crash it must not be shown again.
        self.inner.store.write_through(store::alert::claim).await
    }

    /// Notes that a claimed alert was shown on the desktop.
    pub async fn note_shown(&self, id: AlertId) -> Result<()> {
        self.inner.store.write(move |tx| store::alert::note_shown(tx, id)).await
    }
}
