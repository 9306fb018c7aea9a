//! Alerts as desktop notifications: each is claimed in the library before it is shown, so it appears once at most.

#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod linux;

use broadsheet_core::Library;
use broadsheet_core::event::Event;
use broadsheet_core::model::{Alert, ArticleId, Popup};
use tauri::{AppHandle, Manager};
use tokio::sync::broadcast::error::RecvError;

#[cfg(not(target_os = "linux"))]
use elsewhere::Desktop;
#[cfg(target_os = "linux")]
use linux::Desktop;

use super::report;
use crate::opening::Opening;
use crate::shell::Shell;

/// Shows what waits in the outbox, now and whenever more comes.
pub async fn tell(app: AppHandle, library: Library) {
    let mut events = library.events();
    let mut desktop = None;
    loop {
        report(drain(&app, &library, &mut desktop).await);
        loop {
            match events.recv().await {
                Ok(Event::AlertsWaiting) | Err(RecvError::Lagged(_)) => break,
                Ok(_) => {}
                Err(RecvError::Closed) => return,
            }
        }
    }
}

/// Shows every alert that nobody has claimed. Where the desktop shows no notifications they stay unclaimed.
async fn drain(app: &AppHandle, library: &Library, held: &mut Option<Desktop>) -> Result<(), String> {
    let text = |e: broadsheet_core::Error| e.to_string();
    if !library.popup_waits().await.map_err(text)? {
        return Ok(());
    }
    let desktop = match held.take() {
        Some(desktop) => desktop,
        None => Desktop::connect(app).await?,
    };
    while let Some(popup) = library.claim_popup().await.map_err(text)? {
        let (alert, title) = match &popup {
            Popup::One(alert) => (Some(alert), title(alert)),
            Popup::Many { count, first, .. } => (first.first(), format!("{count} new articles")),
        };
        if let Some(alert) = alert {
            desktop.show(alert, &title).await?;
        }
        library.note_shown(popup.alerts()).await.map_err(text)?;
    }
    // Kept only while it works: after a failure the next alert connects anew.
    *held = Some(desktop);
    Ok(())
}

/// What the reader follows, and who published it: "Syria · The Sample Courier".
fn title(alert: &Alert) -> String {
    let because = alert.because.join(", ");
    if because.is_empty() {
        alert.publication.title.clone()
    } else {
        format!("{because} · {}", alert.publication.title)
    }
}

/// A click on a notification opens its article.
fn clicked(app: &AppHandle, id: ArticleId) {
    app.state::<Shell>().open(Opening::Article { id });
}
