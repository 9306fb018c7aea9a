//! The window: made, guarded, raised, zoomed.

use std::path::PathBuf;

use broadsheet_core::Error;
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager, WebviewWindow, WebviewWindowBuilder};
use url::Url;

use super::report;

/// The window's name.
pub const LABEL: &str = "main";

/// What X11 calls the workspace of a window that is on all of them.
#[cfg(target_os = "linux")]
const EVERY_WORKSPACE: u32 = u32::MAX;

/// The factors one can zoom through.
const ZOOM: [f64; 12] = [0.5, 0.67, 0.75, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 3.0];

/// Makes the window, to be seen at once or not. It shows the app's own page and never leaves it: links go to the
/// browser.
pub fn create(app: &tauri::App, is_seen: bool) -> tauri::Result<()> {
    for config in app.config().app.windows.iter().filter(|config| config.label == LABEL) {
        WebviewWindowBuilder::from_config(app, config)?
            .visible(is_seen)
            .on_navigation(is_own_page)
            .on_new_window(|_, _| NewWindowResponse::Deny)
            .build()?
            .set_zoom(zoom_factor(app.handle()))?;
    }
    Ok(())
}

fn is_own_page(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        "http" | "https" => cfg!(windows) && url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

fn main_window(app: &AppHandle) -> Option<WebviewWindow> {
    app.get_webview_window(LABEL)
}

/// Brings the window to the front from wherever it is: with a `token` where the desktop gave one for it.
pub fn raise(app: &AppHandle, token: Option<String>) {
    if let Some(window) = main_window(app) {
        report(window.show());
        report(window.unminimize());
        focus(&window, token);
    }
}

/// Window managers let a window come to the front only for something the reader did just now: that it is from now is
/// told by the display's own clock under X11, and by the token under Wayland.
#[cfg(target_os = "linux")]
fn focus(window: &WebviewWindow, token: Option<String>) {
    use gtk::prelude::{Cast, GtkWindowExt, WidgetExt};

    let own = window.clone();
    report(window.run_on_main_thread(move || {
        let Ok(window) = own.gtk_window() else { return };
        if let Some(token) = token {
            window.set_startup_id(&token);
        }
        let drawn = window.window().and_then(|drawn| drawn.downcast::<gdkx11::X11Window>().ok());
        let now = drawn.map_or(0, |drawn| {
            // The reader is where they clicked, and the window comes there. One that is on every workspace is.
            if drawn.desktop() != EVERY_WORKSPACE {
                drawn.move_to_current_desktop();
            }
            gdkx11::functions::x11_get_server_time(&drawn)
        });
        window.present_with_time(now);
    }));
}

#[cfg(not(target_os = "linux"))]
fn focus(window: &WebviewWindow, _token: Option<String>) {
    report(window.set_focus());
}

/// Takes the window from the screen: only where something else brings it back.
pub fn hide(app: &AppHandle) {
    if let Some(window) = main_window(app) {
        report(window.hide());
    }
}

/// Whether the window is neither on the screen nor small.
pub fn is_hidden(app: &AppHandle) -> bool {
    main_window(app).is_some_and(|window| !window.is_visible().unwrap_or(true))
}

/// Whether the window is small.
pub fn is_small(app: &AppHandle) -> bool {
    main_window(app).is_some_and(|window| window.is_minimized().unwrap_or(false))
}

/// Makes the window small, also where it was hidden.
pub fn minimise(app: &AppHandle) {
    if let Some(window) = main_window(app) {
        report(window.minimize());
        report(window.show());
    }
}

/// Closes the window: with it the program ends.
pub fn close(app: &AppHandle) {
    if let Some(window) = main_window(app) {
        report(window.destroy());
    }
}

fn zoom_file(app: &AppHandle) -> Option<PathBuf> {
    app.path().app_config_dir().ok().map(|folder| folder.join("zoom"))
}

/// The remembered zoom.
pub fn zoom_factor(app: &AppHandle) -> f64 {
    let remembered = zoom_file(app).and_then(|file| std::fs::read_to_string(file).ok());
    let factor = remembered.and_then(|text| text.trim().parse().ok()).unwrap_or(1.0);
    ZOOM.into_iter().find(|known| (known - factor).abs() < 0.001).unwrap_or(1.0)
}

/// Goes `step` factors up or down, or back to 1 with 0; remembers where it ends, and tells it.
pub fn zoom(app: &AppHandle, step: i32) -> Result<f64, Error> {
    let factor = stepped(zoom_factor(app), step);
    if let Some(window) = main_window(app) {
        window.set_zoom(factor).map_err(|e| Error::Unexpected { detail: e.to_string() })?;
    }
    if let Some(file) = zoom_file(app) {
        let folder = file.parent().unwrap_or(&file);
        std::fs::create_dir_all(folder)
            .and_then(|()| std::fs::write(&file, factor.to_string()))
            .map_err(|source| Error::File { path: file.clone(), source })?;
    }
    Ok(factor)
}

fn stepped(factor: f64, step: i32) -> f64 {
    let larger = |known: &&f64| **known > factor + 0.001;
    let smaller = |known: &&f64| **known < factor - 0.001;
    match step {
        0 => 1.0,
        1.. => ZOOM.iter().find(larger).copied().unwrap_or(factor),
        _ => ZOOM.iter().rev().find(smaller).copied().unwrap_or(factor),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zooming_stops_at_both_ends_and_comes_back() {
        assert!((stepped(1.0, 1) - 1.1).abs() < 0.001, "one step up");
        assert!((stepped(1.0, -1) - 0.9).abs() < 0.001, "one step down");
        assert!((stepped(3.0, 1) - 3.0).abs() < 0.001, "the largest stays");
        assert!((stepped(0.5, -1) - 0.5).abs() < 0.001, "the smallest stays");
        assert!((stepped(2.0, 0) - 1.0).abs() < 0.001, "0 is its own size");
    }

    #[test]
    fn the_window_stays_on_its_own_page() {
        for own in ["tauri://localhost", "tauri://localhost/index.html#/feed"] {
            assert!(is_own_page(&Url::parse(own).expect("an address")), "{own}");
        }
        for other in ["https://a.example/", "media://localhost/x", "tauri://other/", "file:///etc/passwd"] {
            assert!(!is_own_page(&Url::parse(other).expect("an address")), "{other}");
        }
    }
}
