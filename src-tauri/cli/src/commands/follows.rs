//! Follows, and the alerts they bring.

use broadsheet_core::model::{Alert, AlertState, Follow, FollowId, FollowKind};
use broadsheet_core::{Error, Library};

use super::Done;
use crate::output::Output;
use crate::progress::watch_saves;
use crate::text::{count, instant, table};

pub async fn follow(library: &Library, kind: FollowKind, value: String, out: &mut Output) -> Done {
    out.document(&library.follow(kind, value).await?, |follow| {
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
            instant(follow.followed_at),
            follow.label.clone(),
        ]
    });
    table(["ID", "KIND", "ARTICLES", "UNREAD", "SINCE", "WHAT"], rows.collect())
}

pub async fn alerts(library: &Library, pending: bool, out: &mut Output) -> Done {
    out.list(&library.alerts(pending).await?, alerts_text)
}

fn alerts_text(alerts: &[Alert]) -> String {
    let rows = alerts.iter().map(|alert| {
        [
            alert.id.to_string(),
            state_name(alert.state).to_owned(),
            instant(alert.created_at),
            alert.because.join(", "),
            alert.article.to_string(),
            alert.headline.clone(),
        ]
    });
    table(["ID", "STATE", "WRITTEN", "BECAUSE OF", "ARTICLE", "HEADLINE"], rows.collect())
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
        AlertState::Shown => "shown",
        AlertState::Quiet => "quiet",
    }
}
