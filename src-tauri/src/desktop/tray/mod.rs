//! The tray: how much is unread, and a menu for when the window is out of sight.

#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod linux;

use tauri::{AppHandle, Manager};

#[cfg(not(target_os = "linux"))]
pub use elsewhere::{Tray, is_alive};
#[cfg(target_os = "linux")]
pub use linux::{Tray, is_alive};

use super::{presence, report};
use crate::shell::Shell;

/// For how many minutes nothing is shown on the desktop after "pause".
const PAUSE: u32 = 60;

/// What the menu holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Open,
    Refresh,
    Pause,
    Quit,
}

/// Does what the reader chose, and may show a window for it with a `token`.
fn choose(app: &AppHandle, item: Item, token: Option<String>) {
    match item {
        Item::Open => presence::raise(app, token),
        Item::Refresh | Item::Pause => {
            let app = app.clone();
            tauri::async_runtime::spawn(async move {
                let Ok(library) = app.state::<Shell>().library().await else { return };
                if item == Item::Pause {
                    report(library.pause_follows_for(Some(PAUSE)).await);
                } else {
                    report(library.refresh(None).await);
                }
            });
        }
        Item::Quit => app.exit(0),
    }
}
