//! The tray on Windows and macOS.

use std::sync::Mutex;

use tauri::AppHandle;
use tauri::image::Image;
use tauri::menu::{Menu, MenuItem};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};

use super::{Item, choose};
use crate::desktop::badge::paint;
use crate::desktop::report;
use crate::desktop::words::Words;

/// There always is one.
pub async fn is_alive() -> bool {
    true
}

/// The icon in the tray.
pub struct Tray {
    app: AppHandle,
    icon: TrayIcon,
    words: Mutex<&'static Words>,
}

const ITEMS: [(Item, &str); 4] =
    [(Item::Open, "open"), (Item::Refresh, "refresh"), (Item::Pause, "pause"), (Item::Quit, "quit")];

impl Tray {
    /// Puts the icon into the tray.
    pub async fn open(app: &AppHandle, words: &'static Words) -> Result<Self, String> {
        Self::try_open(app, words).map_err(|e| format!("There is no tray: {e}"))
    }

    fn try_open(app: &AppHandle, words: &'static Words) -> tauri::Result<Self> {
        let mut builder = TrayIconBuilder::new()
            .menu(&menu(app, words)?)
            .tooltip("Broadsheet")
            // Where the left button opens menus, it opens this one.
            .show_menu_on_left_click(cfg!(target_os = "macos"))
            .on_menu_event(|app, event| {
                if let Some((item, _)) = ITEMS.iter().find(|(_, id)| event.id() == id) {
                    choose(app, *item, None);
                }
            })
            .on_tray_icon_event(|tray, event| {
                let left = MouseButton::Left;
                let up = MouseButtonState::Up;
                if cfg!(windows)
                    && matches!(event, TrayIconEvent::Click { button, button_state, .. } if button == left && button_state == up)
                {
                    choose(tray.app_handle(), Item::Open, None);
                }
            });
        if let Some(icon) = app.default_window_icon() {
            builder = builder.icon(icon.clone());
        }
        Ok(Self { app: app.clone(), icon: builder.build(app)?, words: Mutex::new(words) })
    }

    /// Shows how much is unread.
    pub async fn show(&self, unread: u32, words: &'static Words) {
        report(self.try_show(unread, words));
    }

    fn try_show(&self, unread: u32, words: &'static Words) -> tauri::Result<()> {
        let mut before = self.words.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if *before != words {
            self.icon.set_menu(Some(menu(&self.app, words)?))?;
            *before = words;
        }
        self.icon.set_tooltip(Some(words.unread(unread)))?;
        if cfg!(target_os = "macos") {
            // The menu bar has room for the number itself.
            return self.icon.set_title((unread > 0).then(|| unread.to_string()));
        }
        let Some(icon) = self.app.default_window_icon() else { return Ok(()) };
        let painted = paint::with_count(icon.rgba(), icon.width(), unread);
        self.icon.set_icon(Some(Image::new_owned(painted, icon.width(), icon.height())))
    }
}

fn menu(app: &AppHandle, words: &Words) -> tauri::Result<Menu<tauri::Wry>> {
    let menu = Menu::new(app)?;
    for (item, id) in ITEMS {
        let label = match item {
            Item::Open => words.open,
            Item::Refresh => words.refresh,
            Item::Pause => words.pause,
            Item::Quit => words.quit,
        };
        menu.append(&MenuItem::with_id(app, id, label, true, None::<&str>)?)?;
    }
    Ok(menu)
}
