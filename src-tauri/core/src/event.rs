//! Hints that something changed. An event never carries the change itself: whoever hears one asks again.

use serde::Serialize;
use ts_rs::TS;

use crate::model::{ArticleId, PublicationId};

/// Something happened in the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Event {
    /// A refresh is under way: `done` of `total` sources have been asked.
    RefreshProgress {
        /// Sources asked so far.
        done: u32,
        /// Sources in this run.
        total: u32,
    },
    /// A refresh ended, whole or cancelled.
    RefreshEnded {
        /// Articles that were not in the library before.
        new_articles: u32,
        /// Sources that could not be read.
        failed: u32,
        /// Whether the reader stopped it.
        cancelled: bool,
    },
    /// A publication is being filled from its archive: so many of its articles are here.
    BackfillProgress {
        /// Which.
        publication: PublicationId,
        /// Articles of it here now.
        articles: u32,
        /// Articles wanted, where a number is.
        wanted: Option<u32>,
    },
    /// Filling from the archive ended, whole or not.
    BackfillEnded {
        /// Which.
        publication: PublicationId,
        /// Articles that were not in the library before.
        new_articles: u32,
    },
    /// Saved articles are being brought in or written out: `done` of `total` so far.
    TransferProgress {
        /// Articles done so far.
        done: u32,
        /// Articles in all.
        total: u32,
    },
    /// Articles came, changed or went.
    ArticlesChanged,
    /// Publications or their sources came, changed or went.
    PublicationsChanged {
        /// The one that changed, where it was one.
        id: Option<PublicationId>,
    },
    /// Read state changed.
    StatusChanged {
        /// The articles it changed for.
        ids: Vec<ArticleId>,
    },
    /// The reader wrote on an article: a label, a note or a highlight came, changed or went.
    NotesChanged {
        /// The article.
        id: ArticleId,
    },
    /// A save came, went or moved on.
    SavesChanged {
        /// The article.
        id: ArticleId,
    },
    /// A saved article is being sealed: so many of its parts were asked for.
    SaveProgress {
        /// The article.
        id: ArticleId,
        /// Parts that came or could not be had.
        done: u32,
        /// All of them: the text and each picture.
        total: u32,
    },
    /// The network went, or came.
    NetworkChanged,
    /// Follows came or went.
    FollowsChanged,
    /// The reader chose something else.
    SettingsChanged,
    /// Something may be claimed to be shown on the desktop now.
    AlertsWaiting,
    /// The inbox changed: alerts came, went, were shown or seen.
    AlertsChanged,
}
