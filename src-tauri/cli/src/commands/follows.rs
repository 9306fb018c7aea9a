//! Follows, and the alerts they bring.

use broadsheet_core::model::{
    Alert, AlertId, AlertQuery, AlertState, Follow, FollowChange, FollowId, FollowKind, FollowMode,
};
use broadsheet_core::{Error, Library};
use serde::Serialize;

use super::Done;
use crate::args::LimitArgs;
use crate::output::Output;
use crate::progress::watch_saves;
use crate::text::{count, instant, table};

pub async fn follow(
    library: &Library,
    kind: FollowKind,
    value: String,
    change: FollowChange,
    out: &mut Output,
) -> Done {
    let mut follow = library.follow(kind, value).await?;
    if change != FollowChange::default() {
        follow = library.set_follow(follow.id, change).await?;
    }
    out.document(&follow, |follow| {
        format!(
            "Following {} “{}” as follow {}: {} so far.",
            kind_name(follow.kind),
            follow.label,
            follow.id,
            count(follow.articles, "article")
        )
    })
}

pub async fn unfollow(library: &Library, id: FollowId, out: &mut Output) -> Done {
    let ended = library
        .follows()
        .await?
        .into_iter()
        .find(|follow| follow.id == id)
        .ok_or_else(|| Error::NotFound { kind: "follow", id: id.to_string() })?;
    library.unfollow(id).await?;
    out.document(&ended, |follow| {
        format!("No longer following {} “{}”.", kind_name(follow.kind), follow.label)
    })
}

pub async fn keep(library: &Library, id: FollowId, articles: Option<u32>, out: &mut Output) -> Done {
    let follow = library.keep_newest(id, articles).await?;
    watch_saves(library, library.resume_saves()).await?;
    out.document(&follow, |follow| match follow.keep {
        Some(keep) => format!("The newest {keep} of “{}” are saved by themselves.", follow.label),
        None => format!("Nothing of “{}” is saved by itself any more.", follow.label),
    })
}

pub async fn limit(library: &Library, limit: LimitArgs, out: &mut Output) -> Done {
    let (id, change) = limit.into_change();
    out.document(&library.set_follow(id, change).await?, |follow| {
        let mut without: Vec<&str> = follow.exclude.iter().map(|one| one.label.as_str()).collect();
        if follow.own_tags {
            without.push("tags found in the text");
        }
        let without = if without.is_empty() { "nothing".to_owned() } else { without.join(", ") };
        format!("“{}” leaves out {without}: {} so far.", follow.label, count(follow.articles, "article"))
    })
}

pub async fn list(library: &Library, out: &mut Output) -> Done {
    out.list(&library.follows().await?, follows_text)
}

fn follows_text(follows: &[Follow]) -> String {
    let rows = follows.iter().map(|follow| {
        [
            follow.id.to_string(),
            kind_name(follow.kind).to_owned(),
            follow.articles.to_string(),
            follow.unread.to_string(),
            follow.fresh.to_string(),
            if follow.paused { "paused" } else { mode_name(follow.mode) }.to_owned(),
            instant(follow.followed_at),
            follow.label.clone(),
        ]
    });
    table(["ID", "KIND", "ARTICLES", "UNREAD", "NEW", "TOLD", "SINCE", "WHAT"], rows.collect())
}

/// Lists all of the inbox that is asked for, a page after the other.
pub async fn alerts(library: &Library, mut query: AlertQuery, out: &mut Output) -> Done {
    let mut alerts = Vec::new();
    loop {
        let page = library.alerts(query.clone()).await?;
        alerts.extend(page.items);
        query.after = page.next;
        if query.after.is_none() || query.limit.is_some() {
            return out.list(&alerts, alerts_text);
        }
    }
}

fn alerts_text(alerts: &[Alert]) -> String {
    let rows = alerts.iter().map(|alert| {
        [
            alert.id.to_string(),
            state_name(alert.state).to_owned(),
            if alert.seen { "yes" } else { "no" }.to_owned(),
            mode_name(alert.mode).to_owned(),
            instant(alert.created_at),
            alert.because.join(", "),
            alert.article.to_string(),
            match alert.correction {
                Some(_) => format!("Corrected: {}", alert.headline),
                None => alert.headline.clone(),
            },
        ]
    });
    table(["ID", "STATE", "SEEN", "TOLD", "WRITTEN", "BECAUSE OF", "ARTICLE", "HEADLINE"], rows.collect())
}

pub async fn dismiss(library: &Library, ids: Vec<AlertId>, all: bool, out: &mut Output) -> Done {
    match all {
        true => library.dismiss_all_alerts().await?,
        false => library.dismiss_alerts(ids).await?,
    }
    let left = Unseen { unseen: library.unseen_alerts().await? };
    out.document(&left, |left| format!("{} that you have not seen.", count(left.unseen, "alert")))
}

/// What is left after some were dismissed.
#[derive(Serialize)]
struct Unseen {
    unseen: u32,
}

pub async fn change(library: &Library, id: FollowId, change: FollowChange, out: &mut Output) -> Done {
    out.document(&library.set_follow(id, change).await?, told)
}

pub async fn pause_all(library: &Library, minutes: Option<u32>, out: &mut Output) -> Done {
    library.pause_follows_for(minutes).await?;
    out.document(&library.settings().await?, |settings| match settings.alerts_paused_until {
        Some(until) => format!("Nothing is shown on the desktop until {}.", instant(until)),
        None => "What you follow is shown on the desktop again.".to_owned(),
    })
}

/// How a follow tells.
fn told(follow: &Follow) -> String {
    let how = match (follow.paused, follow.mode) {
        (true, _) => "is kept in the inbox while it is paused",
        (false, FollowMode::Instant) => "is shown as it comes",
        (false, FollowMode::Hourly) => "is shown with each hour",
        (false, FollowMode::Morning) => "is shown in the morning",
        (false, FollowMode::Evening) => "is shown in the evening",
        (false, FollowMode::Inbox) => "is kept in the inbox",
    };
    let corrections = if follow.corrections { ", corrections as well" } else { "" };
    format!("What comes for “{}” {how}{corrections}.", follow.label)
}

fn kind_name(kind: FollowKind) -> &'static str {
    match kind {
        FollowKind::Tag => "tag",
        FollowKind::Author => "author",
        FollowKind::Section => "section",
        FollowKind::Publication => "publication",
        FollowKind::Search => "search",
    }
}

fn state_name(state: AlertState) -> &'static str {
    match state {
        AlertState::Pending => "pending",
        AlertState::Claimed => "claimed",
        AlertState::Unshown => "not shown",
        AlertState::Shown => "shown",
        AlertState::Quiet => "quiet",
    }
}

fn mode_name(mode: FollowMode) -> &'static str {
    match mode {
        FollowMode::Instant => "instant",
        FollowMode::Hourly => "hourly",
        FollowMode::Morning => "morning",
        FollowMode::Evening => "evening",
        FollowMode::Inbox => "inbox",
    }
}
