//! Notifications through the desktop's own service, `org.freedesktop.Notifications`, which answers truly.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use broadsheet_core::model::{Alert, ArticleId};
use futures_util::StreamExt;
use tauri::AppHandle;
use zbus::zvariant::Value;

#[zbus::proxy(
    interface = "org.freedesktop.Notifications",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications"
)]
trait Notifications {
    fn get_capabilities(&self) -> zbus::Result<Vec<String>>;

    #[expect(clippy::too_many_arguments, reason = "the service's own signature")]
    fn notify(
        &self,
        app_name: &str,
        replaces_id: u32,
        app_icon: &str,
        summary: &str,
        body: &str,
        actions: &[&str],
        hints: HashMap<&str, Value<'_>>,
        expire_timeout: i32,
    ) -> zbus::Result<u32>;

    #[zbus(signal)]
    fn action_invoked(&self, id: u32, action_key: String) -> zbus::Result<()>;
}

/// The notifications shown, by the service's number, and the articles they are about. Closed ones stay: a click
/// closes its notification, and the two are told in no order we could rely on.
#[derive(Clone, Default)]
struct Shown(Arc<Mutex<HashMap<u32, ArticleId>>>);

impl Shown {
    fn lock(&self) -> MutexGuard<'_, HashMap<u32, ArticleId>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The desktop's notification service.
pub struct Desktop {
    service: NotificationsProxy<'static>,
    reads_markup: bool,
    shown: Shown,
}

impl Desktop {
    /// Finds the service, and listens for clicks from now on.
    pub async fn connect(app: &AppHandle) -> Result<Self, String> {
        Self::try_connect(app).await.map_err(|e| format!("The desktop shows no notifications: {e}"))
    }

    async fn try_connect(app: &AppHandle) -> zbus::Result<Self> {
        let connection = zbus::Connection::session().await?;
        let service = NotificationsProxy::new(&connection).await?;
        // Also the proof that somebody is there.
        let reads_markup = service.get_capabilities().await?.iter().any(|can| can == "body-markup");
        let shown = Shown::default();
        let clicks = service.receive_action_invoked().await?;
        tauri::async_runtime::spawn(heed_clicks(app.clone(), clicks, shown.clone()));
        Ok(Self { service, reads_markup, shown })
    }

    /// Shows one alert.
    pub async fn show(&self, alert: &Alert, title: &str) -> Result<(), String> {
        let body = if self.reads_markup { escaped(&alert.headline) } else { alert.headline.clone() };
        let hints = HashMap::from([("desktop-entry", Value::from("Broadsheet"))]);
        let actions = ["default", "Open"];
        let shown =
            self.service.notify("Broadsheet", 0, "broadsheet", title, &body, &actions, hints, -1).await;
        let number = shown.map_err(|e| format!("A notification could not be shown: {e}"))?;
        self.shown.lock().insert(number, alert.article);
        Ok(())
    }
}

async fn heed_clicks(app: AppHandle, mut clicks: ActionInvokedStream, shown: Shown) {
    while let Some(click) = clicks.next().await {
        let article = click.args().ok().and_then(|click| shown.lock().get(&click.id).copied());
        if let Some(id) = article {
            super::clicked(&app, id);
        }
    }
}

/// Text for a service that reads a little HTML in bodies.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_headline_is_text_and_never_markup() {
        assert_eq!(super::escaped("R&D <b>cuts</b>"), "R&amp;D &lt;b&gt;cuts&lt;/b&gt;");
    }
}
