//! Asking sources.

use super::{Inner, Library};
use crate::Result;
use crate::event::Event;
use crate::model::*;
use crate::refresh::{Archive, Refresh, Which};

impl Library {
    /// Asks every source of one publication, or of all, now; except those that asked us to wait or are gone.
    pub async fn refresh(&self, publication: Option<PublicationId>) -> Result<RefreshReport> {
        if let Some(id) = publication {
            // One that is not there is an error rather than a run over nothing.
            self.publication(id).await?;
        }
        self.run(publication.map_or(Which::All, Which::Of)).await
    }

    /// Asks the sources whose time has come.
    pub async fn refresh_due(&self) -> Result<RefreshReport> {
        self.run(Which::Due).await
    }

    /// The desktop says that the network went, or came. Without one nothing is asked by itself.
    pub async fn note_network(&self, online: bool) -> Result<()> {
        if self.inner.network.note(online) {
            self.tell(Event::NetworkChanged);
        }
        if online { self.woke().await } else { Ok(()) }
    }

    /// Whether there is a network, as far as is known.
    pub async fn is_online(&self) -> Result<bool> {
        Ok(self.inner.network.is_online())
    }

    /// The computer woke from sleep, or the program starts after a long time: whatever was to be asked meanwhile is
    /// asked bit by bit.
    pub async fn woke(&self) -> Result<()> {
        self.asking().spread().await
    }

    fn asking(&self) -> Refresh<'_> {
        let Inner { store, client, clock, events, pages, network, .. } = &*self.inner;
        Refresh { store, client, clock: clock.as_ref(), events, pages, network }
    }

    async fn run(&self, which: Which) -> Result<RefreshReport> {
        let Inner { run, pictures, saves, .. } = &*self.inner;
        let report = self.asking().run(run, which).await?;
        if report.new_articles > 0 {
            saves.keep_for_follows().await?;
        }
        if report.checked > 0 {
            saves.note_outgrown().await?;
        }
        let only = match which {
            Which::Of(publication) => Some(publication),
            Which::All | Which::Due => None,
        };
        // Nobody waits for the icons of a refresh that comes by itself.
        let held = matches!(which, Which::Due) && saves.is_held().await?;
        if !report.cancelled && report.checked > 0 && !held && pictures.look_for_icons(only).await? {
            self.tell(Event::PublicationsChanged { id: only });
        }
        Ok(report)
    }

    /// Stops the refresh under way, if there is one. What it has stored stays.
    pub async fn cancel_refresh(&self) -> Result<()> {
        self.inner.run.cancel();
        Ok(())
    }

    /// Fills a publication from its archive, as far back as `depth` says; asked again, it goes on where it stopped.
    /// What comes is no news: nobody is alerted.
    pub async fn backfill(&self, publication: PublicationId, depth: Depth) -> Result<BackfillReport> {
        self.publication(publication).await?;
        let Inner { store, client, clock, events, pages, backfills, .. } = &*self.inner;
        Archive { store, client, clock, events, pages, publication, depth }.fill(backfills).await
    }

    /// Stops the backfill under way, if there is one. What it has stored stays, and where it stood.
    pub async fn cancel_backfill(&self) -> Result<()> {
        self.inner.backfills.cancel();
        Ok(())
    }
}
