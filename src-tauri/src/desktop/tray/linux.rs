//! The tray as most Linux desktops have it: a StatusNotifierItem, which any host on the session bus shows.

use futures_util::StreamExt;
use futures_util::stream::select;
use ksni::menu::StandardItem;
use ksni::{Category, Handle, Icon, MenuItem, ToolTip, TrayMethods};
use tauri::AppHandle;
use zbus::Connection;
use zbus::fdo::DBusProxy;
use zbus::proxy::CacheProperties;

use super::{Item, choose};
use crate::desktop::badge::paint;
use crate::desktop::words::Words;
use crate::desktop::{bus, presence, report};

const WATCHER: &str = "org.kde.StatusNotifierWatcher";

#[zbus::proxy(
    interface = "org.kde.StatusNotifierWatcher",
    default_service = "org.kde.StatusNotifierWatcher",
    default_path = "/StatusNotifierWatcher"
)]
trait Watcher {
    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> zbus::Result<bool>;
}

/// Whether something shows trays now.
pub async fn is_alive() -> bool {
    match bus::session().await {
        Ok(bus) => is_alive_on(&bus).await.unwrap_or(false),
        Err(_) => false,
    }
}

async fn is_alive_on(bus: &Connection) -> zbus::Result<bool> {
    // Not kept in between: that is what is asked.
    let watcher = WatcherProxy::builder(bus).cache_properties(CacheProperties::No).build().await?;
    watcher.is_status_notifier_host_registered().await
}

/// The icon in the tray.
pub struct Tray(Handle<Notifier>);

impl Tray {
    /// Puts the icon into the tray, now or once there is one.
    pub async fn open(app: &AppHandle, words: &'static Words) -> Result<Self, String> {
        let notifier = Notifier { app: app.clone(), words, unread: 0 };
        let handle = notifier.assume_sni_available(true).spawn().await;
        let handle = handle.map_err(|e| format!("There is no tray: {e}"))?;
        let watched = app.clone();
        tauri::async_runtime::spawn(async move { report(watch(&watched).await) });
        Ok(Self(handle))
    }

    /// Shows how much is unread.
    pub async fn show(&self, unread: u32, words: &'static Words) {
        self.0
            .update(|notifier| {
                notifier.unread = unread;
                notifier.words = words;
            })
            .await;
    }
}

/// Tells the window when the tray comes, and when it goes.
async fn watch(app: &AppHandle) -> zbus::Result<()> {
    let bus = bus::session().await?;
    let watcher = WatcherProxy::builder(&bus).cache_properties(CacheProperties::No).build().await?;
    let owners = DBusProxy::new(&bus).await?.receive_name_owner_changed_with_args(&[(0, WATCHER)]).await?;
    // Its own signals: a host came or went.
    let hosts = watcher.inner().receive_all_signals().await?;
    let mut changes = select(owners.map(drop), hosts.map(drop));
    let mut last = is_alive_on(&bus).await.unwrap_or(false);
    while let Some(()) = changes.next().await {
        let now = is_alive_on(&bus).await.unwrap_or(false);
        if now != last {
            presence::settle(app, now);
        }
        last = now;
    }
    Ok(())
}

/// What hosts are told.
struct Notifier {
    app: AppHandle,
    words: &'static Words,
    unread: u32,
}

impl ksni::Tray for Notifier {
    fn id(&self) -> String {
        "broadsheet".into()
    }

    fn title(&self) -> String {
        "Broadsheet".into()
    }

    fn category(&self) -> Category {
        Category::Communications
    }

    fn icon_pixmap(&self) -> Vec<Icon> {
        let Some(icon) = self.app.default_window_icon() else { return Vec::new() };
        let mut data = paint::with_count(icon.rgba(), icon.width(), self.unread);
        // Hosts want the opacity first.
        data.chunks_exact_mut(4).for_each(|pixel| pixel.rotate_right(1));
        let size = |pixels: u32| i32::try_from(pixels).unwrap_or_default();
        vec![Icon { width: size(icon.width()), height: size(icon.height()), data }]
    }

    fn tool_tip(&self) -> ToolTip {
        let description = if self.unread == 0 { String::new() } else { self.words.unread(self.unread) };
        ToolTip { title: "Broadsheet".into(), description, ..ToolTip::default() }
    }

    fn activate(&mut self, _x: i32, _y: i32) {
        choose(&self.app, Item::Open, ksni::current_xdg_activation_token());
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        let item = |item: Item, label: &str| {
            let activate = move |own: &mut Self| choose(&own.app, item, ksni::current_xdg_activation_token());
            StandardItem { label: label.into(), activate: Box::new(activate), ..StandardItem::default() }
                .into()
        };
        vec![
            item(Item::Open, self.words.open),
            item(Item::Refresh, self.words.refresh),
            item(Item::Pause, self.words.pause),
            MenuItem::Separator,
            item(Item::Quit, self.words.quit),
        ]
    }
}
