//! The count on the program's icon in the dock of macOS and the taskbar of Windows.

use tauri::{AppHandle, Manager};

/// The dock or taskbar.
pub struct Taskbar(AppHandle);

impl Taskbar {
    /// Finds it.
    pub async fn open(app: &AppHandle) -> Self {
        Self(app.clone())
    }

    /// Shows a count, or none for 0.
    pub async fn show(&self, count: u32) -> Result<(), String> {
        let Some(window) = self.0.get_webview_window(crate::desktop::window::LABEL) else { return Ok(()) };
        #[cfg(windows)]
        let shown = {
            use super::paint;
            use tauri::image::Image;

            let painted =
                (count > 0).then(|| Image::new_owned(paint::count_alone(count), paint::SIDE, paint::SIDE));
            window.set_overlay_icon(painted)
        };
        #[cfg(not(windows))]
        let shown = window.set_badge_count((count > 0).then(|| i64::from(count)));
        shown.map_err(|e| format!("The taskbar could not be told a count: {e}"))
    }
}
