//! Follows and alerts.

use std::sync::{Arc, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Map;

use super::Library;
use crate::Result;
use crate::event::Event;
use crate::model::*;
use crate::sanitize::name;
use crate::store::alert::Ending;
use crate::store::{self, Transaction};

impl Library {
    /// Follows something; following it again changes nothing. See [`FollowKind`] for `value`.
    pub async fn follow(&self, kind: FollowKind, value: String) -> Result<Follow> {
        let now = self.now();
        // What no publisher's tag could be called is no name.
        let value = match kind {
            FollowKind::Tag => name(&value).map(|name| name.to_string()).unwrap_or_default(),
            _ => value,
        };
        let tag = value.clone();
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
        if new && kind == FollowKind::Tag {
            self.look_for_tag(tag).await?;
            return self.inner.store.read(move |conn| store::follow::get(conn, follow.id)).await;
        }
        Ok(follow)
    }

    /// Ends a follow.
    pub async fn unfollow(&self, id: FollowId) -> Result<()> {
        self.inner.store.write_through(move |tx| store::follow::remove(tx, id)).await?;
        self.inner.saves.keep_for_follows().await?;
        self.tell(Event::FollowsChanged);
        self.tell(Event::AlertsChanged);
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

    /// Changes when a follow tells, whether it is paused, whether it tells of corrections, and what it leaves out. What
    /// waits is told as it says now.
    pub async fn set_follow(&self, id: FollowId, change: FollowChange) -> Result<Follow> {
        let narrows = change.exclude.is_some() || change.own_tags.is_some();
        let change = move |tx: &Transaction<'_>| {
            store::follow::change(tx, id, &change)?;
            store::follow::get(tx, id)
        };
        let follow = self.inner.store.write_through(change).await?;
        if narrows {
            self.inner.saves.keep_for_follows().await?;
        }
        self.tell(Event::FollowsChanged);
        self.tell(Event::AlertsChanged);
        self.deliver_due().await?;
        Ok(follow)
    }

    /// Notes that the reader looked at a follow: nothing that came for it until now is fresh.
    pub async fn look_at_follow(&self, id: FollowId) -> Result<()> {
        self.inner.store.write(move |tx| store::follow::look(tx, id)).await?;
        self.tell(Event::FollowsChanged);
        Ok(())
    }

    /// Puts off whatever is to be shown on the desktop until a moment; `None` for no longer.
    pub async fn pause_follows(&self, until: Option<DateTime<Utc>>) -> Result<()> {
        let until = serde_json::to_value(until).map_err(store::unexpected)?;
        let change = SettingsChange(Map::from_iter([("alertsPausedUntil".to_owned(), until)]));
        self.change_settings(change).await.map(drop)
    }

    /// Puts it off for so many minutes; `None` for no longer.
    pub async fn pause_follows_for(&self, minutes: Option<u32>) -> Result<()> {
        let now = self.now();
        self.pause_follows(minutes.map(|minutes| now + TimeDelta::minutes(minutes.into()))).await
    }
}

/// The inbox.
impl Library {
    /// One page of the inbox, newest first.
    pub async fn alerts(&self, query: AlertQuery) -> Result<Page<Alert>> {
        let in_hand = self.in_hand().clone();
        self.inner.store.read(move |conn| store::inbox::page(conn, &query, &in_hand)).await
    }

    /// How many alerts the reader does not know yet.
    pub async fn unseen_alerts(&self) -> Result<u32> {
        self.inner.store.read(store::inbox::count_unseen).await
    }

    /// Those of these alerts that the reader does not know yet: of the others nothing on the desktop need tell.
    pub async fn unseen_of(&self, ids: Vec<AlertId>) -> Result<Vec<AlertId>> {
        self.inner.store.read(move |conn| store::inbox::unseen_of(conn, &ids)).await
    }

    /// Notes that the reader knows of these alerts; those that nobody has claimed are not shown on the desktop any more.
    pub async fn dismiss_alerts(&self, ids: Vec<AlertId>) -> Result<()> {
        self.end_alerts(Ending::These(ids)).await
    }

    /// Notes that the reader knows of every alert there is.
    pub async fn dismiss_all_alerts(&self) -> Result<()> {
        self.end_alerts(Ending::All).await
    }

    /// Ends alerts, and tells so where there were any.
    pub(super) async fn end_alerts(&self, ending: Ending) -> Result<()> {
        let now = self.now();
        if self.inner.store.write(move |tx| store::alert::end(tx, ending, now)).await? {
            self.tell(Event::AlertsChanged);
        }
        Ok(())
    }
}

/// What is shown on the desktop.
impl Library {
    /// Claims what is to be shown on the desktop next, if anything is now: whoever claims it shows it, and nobody else
    /// will, whatever happens then.
    pub async fn claim_popup(&self) -> Result<Option<Popup>> {
        let clock = Arc::clone(&self.inner.clock);
        // On the disk before it is shown: after a crash it must not be shown again.
        let claimed =
            self.inner.store.write_through(move |tx| store::popup::claim(tx, clock.as_ref())).await?;
        *self.in_hand() = claimed.as_ref().map(Popup::alerts).unwrap_or_default();
        Ok(claimed)
    }

    /// Notes that claimed alerts were shown on the desktop.
    pub async fn note_shown(&self, ids: Vec<AlertId>) -> Result<()> {
        self.inner.store.write(move |tx| store::popup::note_shown(tx, &ids)).await?;
        self.in_hand().clear();
        self.tell(Event::AlertsChanged);
        Ok(())
    }

    /// Whether there is anything to claim now.
    pub async fn popup_waits(&self) -> Result<bool> {
        let clock = Arc::clone(&self.inner.clock);
        self.inner.store.read(move |conn| store::popup::waits(conn, clock.as_ref())).await
    }

    /// Tells in an event when there is anything to claim now, as when a digest's hour has come, or quiet hours or a pause
    /// have ended. To be asked once a minute.
    pub async fn deliver_due(&self) -> Result<()> {
        if self.popup_waits().await? {
            self.tell(Event::AlertsWaiting);
        }
        Ok(())
    }

    fn in_hand(&self) -> MutexGuard<'_, Vec<AlertId>> {
        self.inner.in_hand.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
