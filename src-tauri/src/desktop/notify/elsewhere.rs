//! Notifications on Windows and macOS.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use broadsheet_core::model::{Alert, ArticleId};
use tauri::AppHandle;
use tauri_plugin_notification::NotificationExt;

/// The system's notifications.
pub struct Desktop {
    app: AppHandle,
    next: AtomicI32,
    shown: Arc<Mutex<HashMap<i32, ArticleId>>>,
}

impl Desktop {
    /// Listens for clicks from now on. Clicks are told only of what is shown after that.
    pub async fn connect(app: &AppHandle) -> Result<Self, String> {
        let shown: Arc<Mutex<HashMap<i32, ArticleId>>> = Arc::default();
        let (clicks, clicked) = (app.clone(), shown.clone());
        app.notification()
            .on_action(move |performed| {
                let number = performed.notification().map(|notification| notification.id());
                let article = number.and_then(|number| {
                    clicked.lock().unwrap_or_else(PoisonError::into_inner).remove(&number)
                });
                if let Some(id) = article {
                    super::clicked(&clicks, id);
                }
            })
            .map_err(|e| e.to_string())?;
        Ok(Self { app: app.clone(), next: AtomicI32::new(1), shown })
    }

    /// Shows one alert.
    pub async fn show(&self, alert: &Alert, title: &str) -> Result<(), String> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).insert(number, alert.article);
        let notification = self.app.notification().builder().id(number).title(title).body(&alert.headline);
        notification.show().map_err(|e| format!("A notification could not be shown: {e}"))
    }
}
