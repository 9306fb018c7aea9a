//! How much is new, on the program's icons: unread articles in the tray, and in the taskbar or dock what the reader
//! follows and does not know of yet.

#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod linux;
pub mod paint;

use std::time::Duration;

use broadsheet_core::event::Event;
use broadsheet_core::model::ArticleQuery;
use broadsheet_core::{Error, Library};
use tauri::AppHandle;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};

#[cfg(not(target_os = "linux"))]
use elsewhere::Taskbar;
#[cfg(target_os = "linux")]
use linux::Taskbar;

use super::report;
use super::tray::Tray;
use super::words::Words;

/// For how long changes are gathered before anything is counted: a refresh brings many at once.
const GATHER: Duration = Duration::from_millis(500);

/// Puts the icon into the tray, and counts whenever something changes.
pub async fn tell(app: AppHandle, library: Library) {
    let mut events = library.events();
    let mut words = Words::of(&library).await;
    let tray = match Tray::open(&app, words).await {
        Ok(tray) => Some(tray),
        Err(problem) => {
            eprintln!("{problem}");
            None
        }
    };
    let taskbar = Taskbar::open(&app).await;
    let mut last = None;
    loop {
        match count(&library).await {
            Ok(counts) if last != Some((counts, words)) => {
                if let Some(tray) = &tray {
                    tray.show(counts.unread, words).await;
                }
                report(taskbar.show(counts.unseen).await);
                last = Some((counts, words));
            }
            counted => report(counted),
        }
        if !changes(&mut events).await {
            return;
        }
        words = Words::of(&library).await;
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Counts {
    /// Articles not read yet.
    unread: u32,
    /// Alerts the reader does not know yet.
    unseen: u32,
}

async fn count(library: &Library) -> Result<Counts, Error> {
    let all = library.count_articles(vec![ArticleQuery::default()]).await?;
    let unread = all.first().map_or(0, |counts| counts.unread);
    Ok(Counts { unread, unseen: library.unseen_alerts().await? })
}

/// Waits until something changed that is counted, and for what comes with it; `false` once nothing will.
async fn changes(events: &mut Receiver<Event>) -> bool {
    loop {
        match events.recv().await {
            Ok(event) if is_counted(&event) => break,
            Ok(_) => {}
            Err(RecvError::Lagged(_)) => break,
            Err(RecvError::Closed) => return false,
        }
    }
    tokio::time::sleep(GATHER).await;
    while !matches!(events.try_recv(), Err(TryRecvError::Empty | TryRecvError::Closed)) {}
    true
}

fn is_counted(event: &Event) -> bool {
    matches!(
        event,
        Event::ArticlesChanged
            | Event::PublicationsChanged { .. }
            | Event::StatusChanged { .. }
            | Event::SettingsChanged
            | Event::AlertsChanged
    )
}
