//! What is followed, and what the reader is told because of it.

use broadsheet_core::model::{AlertQuery, Exclusion, FollowChange, FollowId, FollowKind};
use clap::{Args, Subcommand};

use super::kind::Mode;

/// How a follow tells. What is left out stays as it is.
#[derive(Debug, Args)]
pub struct FollowArgs {
    /// When what comes for it is shown on the desktop
    #[arg(long)]
    mode: Option<Mode>,
    /// Keep what comes for it in the inbox only, for now
    #[arg(long, conflicts_with = "resume")]
    pause: bool,
    /// End that
    #[arg(long)]
    resume: bool,
    /// Tell of corrections as well, or not
    #[arg(long, value_name = "BOOL")]
    corrections: Option<bool>,
}

impl FollowArgs {
    /// What is to be different.
    pub fn into_change(self) -> FollowChange {
        FollowChange {
            mode: self.mode.map(Into::into),
            paused: (self.pause || self.resume).then_some(self.pause),
            corrections: self.corrections,
            ..FollowChange::default()
        }
    }
}

/// Which alerts to list.
#[derive(Debug, Args)]
pub struct AlertsArgs {
    /// Only those that nobody was shown yet
    #[arg(long)]
    pending: bool,
    /// Only those you have not seen
    #[arg(long)]
    unseen: bool,
    /// Only those this follow brought
    #[arg(long, value_name = "ID")]
    follow: Option<FollowId>,
    /// At most this many, 500 at the most
    #[arg(long)]
    limit: Option<u32>,
}

impl AlertsArgs {
    /// The core's question.
    pub fn into_query(self) -> AlertQuery {
        AlertQuery {
            pending: Some(self.pending),
            unseen: Some(self.unseen),
            follow: self.follow,
            after: None,
            limit: self.limit,
        }
    }
}

/// What a follow leaves out.
#[derive(Debug, Args)]
pub struct LimitArgs {
    /// The follow
    id: FollowId,
    /// Articles with this tag
    #[arg(long, value_name = "NAME")]
    not_tag: Vec<String>,
    /// Articles in this section (ID/NAME for one publication's)
    #[arg(long, value_name = "NAME")]
    not_section: Vec<String>,
    /// Articles with these words
    #[arg(long, value_name = "WORDS")]
    not_words: Vec<String>,
    /// Tags that were found in the text, and are not their publishers' own
    #[arg(long)]
    own_tags: bool,
}

impl LimitArgs {
    /// Which follow, and what it is to leave out.
    pub fn into_change(self) -> (FollowId, FollowChange) {
        let of = |kind, values: Vec<String>| {
            values.into_iter().map(move |value| Exclusion { kind, value, label: String::new() })
        };
        let exclude = of(FollowKind::Tag, self.not_tag)
            .chain(of(FollowKind::Section, self.not_section))
            .chain(of(FollowKind::Search, self.not_words))
            .collect();
        let own_tags = Some(self.own_tags);
        (self.id, FollowChange { exclude: Some(exclude), own_tags, ..FollowChange::default() })
    }
}

/// What can be done with the names of tags.
#[derive(Debug, Subcommand)]
pub enum AliasCommand {
    /// Make another name one with a tag
    Add {
        /// The tag's name
        tag: String,
        /// The other name
        alias: String,
    },
    /// Part a name from the tag it was made one with
    Remove {
        /// The name
        alias: String,
    },
    /// List the names that were made one with a tag
    List,
}
