//! What the reader is told because of a follow, and how it reaches them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AlertId, ArticleId, FollowId, FollowMode, MediaId, PublicationRef};

/// One thing the reader was or will be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Alert {
    /// Its id.
    pub id: AlertId,
    /// The article it is about.
    pub article: ArticleId,
    /// The article's headline.
    pub headline: String,
    /// The picture at the article's head.
    pub picture: Option<MediaId>,
    /// The article's publication.
    pub publication: PublicationRef,
    /// The follows that matched, by what a person calls them ("Syria").
    pub because: Vec<String>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// How it is told: the most urgent of what its follows want.
    pub mode: FollowMode,
    /// The article's version that it tells of, where it tells of a correction and not that the article came.
    pub correction: Option<u32>,
    /// How far it has come to the desktop.
    pub state: AlertState,
    /// Whether the reader knows: they opened or read the article, or dismissed the alert.
    pub seen: bool,
}

/// How far an alert has come to the desktop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum AlertState {
    /// Nobody has claimed it yet.
    Pending,
    /// Claimed for the desktop, and being shown right now.
    Claimed,
    /// Claimed, and never known to be shown: the program ended right then, or the desktop refused.
    Unshown,
    /// Shown on the desktop.
    Shown,
    /// Kept in the inbox only.
    Quiet,
}

/// Which alerts the inbox shows. Unset fields do not restrict.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AlertQuery {
    /// Only those that nobody has claimed yet.
    pub pending: Option<bool>,
    /// Only those the reader does not know yet.
    pub unseen: Option<bool>,
    /// Only those this follow is a reason for.
    pub follow: Option<FollowId>,
    /// Behind the page that gave this cursor.
    pub after: Option<String>,
    /// At most this many rows; 50 unless told, 10,000 at the most.
    pub limit: Option<u32>,
}

/// What is to be shown on the desktop at once, claimed by whoever shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Popup {
    /// One alert.
    One(Alert),
    /// Several in one.
    Many {
        /// All of them, the newest first.
        alerts: Vec<AlertId>,
        /// How many.
        count: u32,
        /// The newest of them, three at most.
        first: Vec<Alert>,
        /// Whether it is a digest the reader wanted, and not merely much at once.
        digest: bool,
    },
}

impl Popup {
    /// The alerts in it.
    #[must_use]
    pub fn alerts(&self) -> Vec<AlertId> {
        match self {
            Self::One(alert) => vec![alert.id],
            Self::Many { alerts, .. } => alerts.clone(),
        }
    }
}
