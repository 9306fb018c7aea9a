//! Whether the window is there for the reader. It is hidden only while a tray can bring it back.

use std::sync::atomic::{AtomicBool, Ordering};

use broadsheet_core::model::CloseTo;
use tauri::{AppHandle, Manager, Window, WindowEvent};

use super::{tray, window};
use crate::shell::Shell;

/// Whether the window was put out of sight, and nothing brought it back since.
#[derive(Default)]
pub struct Presence(AtomicBool);

/// Hears what the window system does with the window.
pub fn heed(window: &Window, event: &WindowEvent) {
    if let WindowEvent::CloseRequested { api, .. } = event {
        api.prevent_close();
        let app = window.app_handle().clone();
        tauri::async_runtime::spawn(async move { close(&app).await });
    }
}

/// Brings the window to the front from wherever it is.
pub fn raise(app: &AppHandle, token: Option<String>) {
    app.state::<Presence>().0.store(false, Ordering::Relaxed);
    window::raise(app, token);
}

/// Puts the window out of sight: into the tray, or where there is none it is made small.
pub async fn put_away(app: &AppHandle) {
    // Asked now: the tray may have gone since the window was opened.
    let has_tray = tray::is_alive().await;
    app.state::<Presence>().0.store(true, Ordering::Relaxed);
    if has_tray {
        window::hide(app);
    } else {
        window::minimise(app);
    }
}

/// The tray came, or went: a window out of sight must be where the reader finds it.
#[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "a tray there stays"))]
pub fn settle(app: &AppHandle, has_tray: bool) {
    if !has_tray && window::is_hidden(app) {
        window::minimise(app);
    } else if has_tray && window::is_small(app) && app.state::<Presence>().0.load(Ordering::Relaxed) {
        window::hide(app);
    }
}

/// Does what the reader chose for the button that closes the window.
async fn close(app: &AppHandle) {
    match app.state::<Shell>().close_to().await {
        CloseTo::Quit => window::close(app),
        CloseTo::Minimise => window::minimise(app),
        CloseTo::Tray => put_away(app).await,
    }
}
