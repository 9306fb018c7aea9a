//! The count on the program's icon in docks and taskbars that hear `com.canonical.Unity.LauncherEntry`: Plasma's,
//! Ubuntu's, and docks of others.

use std::collections::HashMap;

use tauri::AppHandle;
use zbus::Connection;
use zbus::zvariant::Value;

use crate::desktop::bus;

/// The program as docks know it: by its desktop entry.
const PROGRAM: &str = "application://Broadsheet.desktop";
const PATH: &str = "/com/canonical/unity/launcherentry/1";
const INTERFACE: &str = "com.canonical.Unity.LauncherEntry";

/// The docks, while there is a bus: they forget what they were told once whoever told it goes.
pub struct Taskbar(Option<Connection>);

impl Taskbar {
    /// Finds them.
    pub async fn open(_app: &AppHandle) -> Self {
        Self(bus::session().await.ok())
    }

    /// Shows a count, or none for 0.
    pub async fn show(&self, count: u32) -> Result<(), String> {
        let Some(bus) = &self.0 else { return Ok(()) };
        let shown = HashMap::from([
            ("count", Value::from(i64::from(count))),
            ("count-visible", Value::from(count > 0)),
        ]);
        let told = bus.emit_signal(None::<&str>, PATH, INTERFACE, "Update", &(PROGRAM, shown)).await;
        told.map_err(|e| format!("The taskbar could not be told a count: {e}"))
    }
}
