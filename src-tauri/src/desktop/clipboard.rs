//! The clipboard.

use broadsheet_core::Error;
use tauri::AppHandle;

/// Puts text on the clipboard. GTK keeps it there and hands it over when the program ends.
#[cfg(target_os = "linux")]
pub async fn put(app: &AppHandle, text: String) -> Result<(), Error> {
    let unexpected = |detail: String| Error::Unexpected { detail };
    let (tell, told) = tokio::sync::oneshot::channel();
    app.run_on_main_thread(move || {
        let clipboard = gtk::Clipboard::get(&gtk::gdk::SELECTION_CLIPBOARD);
        clipboard.set_text(&text);
        clipboard.store();
        tell.send(()).ok();
    })
    .map_err(|e| unexpected(e.to_string()))?;
    told.await.map_err(|e| unexpected(e.to_string()))
}

/// Puts text on the clipboard.
#[cfg(not(target_os = "linux"))]
pub async fn put(_app: &AppHandle, text: String) -> Result<(), Error> {
    crate::shell::off_thread(move || {
        arboard::Clipboard::new()
            .and_then(|mut clipboard| clipboard.set_text(text))
            .map_err(|e| Error::Unexpected { detail: e.to_string() })
    })
    .await
}
