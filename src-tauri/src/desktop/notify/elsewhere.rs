//! Notifications on Windows and macOS. They carry no picture there, and one that is shown cannot be taken back.

use std::sync::{Arc, Mutex, PoisonError};

use broadsheet_core::model::AlertId;
use tauri::AppHandle;
use tauri_plugin_notification::{Action as Button, ActionType, NotificationExt};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::shown::{About, Shown};
use super::{Action, Heard, Notice};

/// The buttons of a notification about one article.
const BUTTONS: &str = "article";

/// The system's notifications.
pub struct Desktop {
    app: AppHandle,
    next: u32,
    shown: Arc<Mutex<Shown>>,
    heard: UnboundedReceiver<Heard>,
}

impl Desktop {
    /// Listens for clicks from now on. Clicks are told only of what is shown after that.
    pub async fn connect(app: &AppHandle) -> Result<Self, String> {
        let shown: Arc<Mutex<Shown>> = Arc::default();
        let (tell, heard) = unbounded_channel();
        let clicked = Arc::clone(&shown);
        let hear = move |performed: &tauri_plugin_notification::ActionPerformed| {
            let number = performed.notification().and_then(|one| u32::try_from(one.id()).ok());
            let clicked = clicked.lock().unwrap_or_else(PoisonError::into_inner);
            let about = number.and_then(|number| clicked.about(number).cloned());
            if let (Some(about), Some(action)) = (about, Action::named(performed.action_id())) {
                // Nobody hears it once the program ends.
                drop(tell.send(Heard::Acted { about, action, token: None }));
            }
        };
        app.notification().on_action(hear).map_err(|e| e.to_string())?;
        Ok(Self { app: app.clone(), next: 1, shown, heard })
    }

    /// The system keeps what it may not show now, and tells nobody.
    pub async fn is_ready(&mut self) -> Result<bool, String> {
        Ok(true)
    }

    /// Whether pictures are shown.
    pub fn shows_pictures(&self) -> bool {
        false
    }

    /// Nothing that is shown can be replaced.
    pub fn summary(&self) -> Vec<AlertId> {
        Vec::new()
    }

    /// Shows something.
    pub async fn show(&mut self, notice: Notice) -> Result<(), String> {
        let number = self.next;
        self.next = number.wrapping_add(1) & 0x7fff_ffff;
        let mut shown = self.app.notification().builder().title(&notice.title).body(&notice.body);
        shown = shown.id(i32::try_from(number).unwrap_or_default());
        if let About::Article(..) = notice.about {
            let words = notice.words;
            let buttons = [("open", words.open), ("save", words.save), ("read", words.mark_read)];
            let buttons = buttons.map(|(id, title)| Button::builder(id, title).build());
            let buttons = ActionType::builder(BUTTONS).actions(buttons.into()).build();
            self.app.notification().register_action_types(vec![buttons]).map_err(|e| e.to_string())?;
            shown = shown.action_type_id(BUTTONS);
        }
        if notice.sound {
            shown = shown.sound("Default");
        }
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).put(number, notice.about);
        shown.show().map_err(|e| format!("A notification could not be shown: {e}"))
    }

    /// The alerts that are on the desktop.
    pub fn alerts(&self) -> Vec<AlertId> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).alerts()
    }

    /// Notes what need not be on the desktop any more: the system keeps it until the reader clears it.
    pub async fn close(&mut self, unseen: &[AlertId]) -> Result<(), String> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).end(unseen);
        Ok(())
    }

    /// What is heard next.
    pub async fn hear(&mut self) -> Option<Heard> {
        self.heard.recv().await
    }
}
