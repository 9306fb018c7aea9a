//! What the reader chose.

use super::Library;
use crate::Result;
use crate::event::Event;
use crate::model::*;
use crate::store;

impl Library {
    /// All settings.
    pub async fn settings(&self) -> Result<Settings> {
        self.inner.store.read(store::setting::all).await
    }

    /// Changes some settings, and gives back all as they then stand.
    pub async fn change_settings(&self, change: SettingsChange) -> Result<Settings> {
        let change = move |tx: &store::Transaction<'_>| {
            let (before, after) = store::setting::change(tx, change)?;
            if let Some(minutes) =
                after.refresh_minutes.filter(|_| before.refresh_minutes != after.refresh_minutes)
            {
                store::source::space_out(tx, None, minutes)?;
            }
            if !after.notifications {
                store::alert::hush(tx)?;
            }
            Ok((before, after))
        };
        let (before, after) = self.inner.store.write(change).await?;
        if before != after {
            self.tell(Event::SettingsChanged);
            self.deliver_due().await?;
        }
        if before.notifications != after.notifications {
            self.tell(Event::AlertsChanged);
        }
        if before.pictures != after.pictures {
            self.tell(Event::ArticlesChanged);
        }
        let room = |all: &Settings| (all.keep_days, all.keep_articles, all.cache_megabytes);
        if room(&before) != room(&after) {
            self.tidy().await?;
        }
        Ok(after)
    }
}
