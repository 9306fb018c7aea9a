//! Services of the desktop that do as a journey tells them: who shows notifications, and who shows trays.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::StreamExt;
use zbus::Connection;
use zbus::MessageStream;
use zbus::connection::Builder;
use zbus::fdo::{self, DBusProxy};
use zbus::message::Header;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::{OwnedValue, Value};

use crate::{Desk, Outcome};

const NOTIFICATIONS: &str = "org.freedesktop.Notifications";
const NOTIFICATIONS_PATH: &str = "/org/freedesktop/Notifications";
const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const WATCHER_PATH: &str = "/StatusNotifierWatcher";

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn connect(desk: &Desk) -> Outcome<Builder<'static>> {
    Ok(Builder::address(desk.bus().to_owned().as_str())?)
}

/// What a program asked to be shown.
#[derive(Debug, Clone)]
pub struct Notice {
    /// The number it was given.
    pub number: u32,
    /// The number it replaces, or 0.
    pub replaces: u32,
    /// Its title.
    pub summary: String,
    /// Its text.
    pub body: String,
    /// Its actions' keys, each before what it is called.
    pub actions: Vec<String>,
    /// What else is told of it.
    pub hints: HashMap<String, OwnedValue>,
    /// Who asked, by its name on the bus: only they may close it, and only they are told of it.
    caller: String,
}

#[derive(Default)]
struct Shown {
    notices: Vec<Notice>,
    closed: Vec<u32>,
    capabilities: Vec<String>,
    inhibited: bool,
}

impl Shown {
    fn caller_of(&self, number: u32) -> Option<&String> {
        self.notices.iter().rev().find(|notice| notice.number == number).map(|notice| &notice.caller)
    }
}

fn caller(header: &Header<'_>) -> String {
    header.sender().map(ToString::to_string).unwrap_or_default()
}

struct Notifying(Arc<Mutex<Shown>>);

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Notifying {
    fn get_capabilities(&self) -> Vec<String> {
        lock(&self.0).capabilities.clone()
    }

    #[expect(clippy::too_many_arguments, reason = "the service's own signature")]
    #[expect(clippy::needless_pass_by_value, reason = "the bus hands it over so")]
    fn notify(
        &self,
        _app_name: &str,
        replaces: u32,
        _app_icon: &str,
        summary: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        _expire_timeout: i32,
        #[zbus(header)] header: Header<'_>,
    ) -> u32 {
        let mut shown = lock(&self.0);
        let next = u32::try_from(shown.notices.len()).unwrap_or_default() + 1;
        let number = if replaces == 0 { next } else { replaces };
        let caller = caller(&header);
        shown.notices.push(Notice { number, replaces, summary, body, actions, hints, caller });
        number
    }

    #[expect(clippy::needless_pass_by_value, reason = "the bus hands it over so")]
    fn close_notification(&self, id: u32, #[zbus(header)] header: Header<'_>) -> fdo::Result<()> {
        let mut shown = lock(&self.0);
        if shown.caller_of(id) != Some(&caller(&header)) {
            return Err(fdo::Error::InvalidArgs("it is somebody else's".to_owned()));
        }
        shown.closed.push(id);
        Ok(())
    }

    #[zbus(property)]
    fn inhibited(&self) -> bool {
        lock(&self.0).inhibited
    }

    #[zbus(signal)]
    async fn action_invoked(to: &SignalEmitter<'_>, id: u32, action_key: &str) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn notification_closed(to: &SignalEmitter<'_>, id: u32, reason: u32) -> zbus::Result<()>;
}

/// Who shows notifications, until it is dropped.
pub struct Notifications {
    bus: Connection,
    shown: Arc<Mutex<Shown>>,
}

impl Notifications {
    /// Comes to the desktop, able to do all that Broadsheet asks for.
    pub async fn come(desk: &Desk) -> Outcome<Self> {
        Self::come_with(desk, &["actions", "body", "body-markup", "icon-static"]).await
    }

    /// Comes to the desktop, able to do only this.
    pub async fn come_with(desk: &Desk, capabilities: &[&str]) -> Outcome<Self> {
        let capabilities = capabilities.iter().map(|&can| can.to_owned()).collect();
        let shown = Arc::new(Mutex::new(Shown { capabilities, ..Shown::default() }));
        let service = Notifying(Arc::clone(&shown));
        let bus =
            connect(desk).await?.serve_at(NOTIFICATIONS_PATH, service)?.name(NOTIFICATIONS)?.build().await?;
        Ok(Self { bus, shown })
    }

    /// What it was asked to show so far.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        lock(&self.shown).notices.clone()
    }

    /// The numbers of what it was asked to close so far.
    #[must_use]
    pub fn closed(&self) -> Vec<u32> {
        lock(&self.shown).closed.clone()
    }

    /// Says that the reader wants to be left alone, or not any more.
    pub async fn inhibit(&self, inhibited: bool) -> Outcome {
        lock(&self.shown).inhibited = inhibited;
        let service = self.bus.object_server().interface::<_, Notifying>(NOTIFICATIONS_PATH).await?;
        let there = service.get().await;
        Ok(there.inhibited_changed(service.signal_emitter()).await?)
    }

    /// Does what a reader does who chooses an action: it closes, too.
    pub async fn choose(&self, number: u32, key: &str) -> Outcome {
        let service = self.bus.object_server().interface::<_, Notifying>(NOTIFICATIONS_PATH).await?;
        let caller = lock(&self.shown).caller_of(number).cloned().ok_or("nobody asked for it")?;
        let caller = service.signal_emitter().clone().set_destination(caller.as_str().try_into()?);
        Notifying::action_invoked(&caller, number, key).await?;
        Ok(Notifying::notification_closed(&caller, number, 2).await?)
    }

    /// Whether somebody keeps notifications that a program had shown, and would know of a click on them.
    pub async fn has_keeper(&self) -> Outcome<bool> {
        let names = DBusProxy::new(&self.bus).await?.list_names().await?;
        Ok(names.iter().any(|name| name.starts_with("news.broadsheet.desktop.Notifications")))
    }

    /// Leaves the desktop.
    pub async fn leave(self) -> Outcome {
        Ok(self.bus.close().await?)
    }
}

/// Whether the program has the reader's own library open: another start of it shows that window.
pub async fn has_own_window(desk: &Desk) -> Outcome<bool> {
    let bus = connect(desk).await?.build().await?;
    let names = DBusProxy::new(&bus).await?;
    Ok(names.name_has_owner("news.broadsheet.desktop.SingleInstance".try_into()?).await?)
}

#[derive(Default)]
struct Items {
    names: Vec<String>,
}

struct Watching(Arc<Mutex<Items>>);

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watching {
    fn register_status_notifier_item(&self, service: String) {
        lock(&self.0).names.push(service);
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }
}

/// Who shows trays, until it is dropped.
pub struct TrayHost {
    bus: Connection,
    items: Arc<Mutex<Items>>,
}

impl TrayHost {
    /// Comes to the desktop.
    pub async fn come(desk: &Desk) -> Outcome<Self> {
        let items = Arc::default();
        let service = Watching(Arc::clone(&items));
        let bus = connect(desk).await?.serve_at(WATCHER_PATH, service)?.name(WATCHER)?.build().await?;
        Ok(Self { bus, items })
    }

    /// The programs that have an icon here.
    #[must_use]
    pub fn items(&self) -> Vec<String> {
        lock(&self.items).names.clone()
    }

    /// Whether the program that put its icon here last is still there.
    pub async fn has_program(&self) -> Outcome<bool> {
        let name = self.items().pop().ok_or("nothing is in the tray")?;
        Ok(DBusProxy::new(&self.bus).await?.name_has_owner(name.as_str().try_into()?).await?)
    }

    async fn call(
        &self,
        path: &str,
        interface: &str,
        member: &str,
        body: &(impl serde::Serialize + zbus::zvariant::DynamicType),
    ) -> Outcome<zbus::Message> {
        let item = self.items().pop().ok_or("nothing is in the tray")?;
        Ok(self.bus.call_method(Some(item.as_str()), path, Some(interface), member, body).await?)
    }

    /// Clicks on the icon.
    pub async fn click(&self) -> Outcome {
        self.call("/StatusNotifierItem", "org.kde.StatusNotifierItem", "Activate", &(0, 0)).await.map(drop)
    }

    /// What the icon's tip tells.
    pub async fn tip(&self) -> Outcome<String> {
        let asked = ("org.kde.StatusNotifierItem", "ToolTip");
        let told = self.call("/StatusNotifierItem", "org.freedesktop.DBus.Properties", "Get", &asked).await?;
        let told: OwnedValue = told.body().deserialize()?;
        Ok(format!("{told:?}"))
    }

    /// Chooses from the icon's menu what is called so.
    pub async fn choose(&self, label: &str) -> Outcome {
        const MENU: &str = "com.canonical.dbusmenu";
        type Layout = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);
        let asked = (0, -1, Vec::<String>::new());
        let told = self.call("/MenuBar", MENU, "GetLayout", &asked).await?;
        let (_, (_, _, items)): (u32, Layout) = told.body().deserialize()?;
        for item in items {
            let (number, properties, _): Layout = item.try_into()?;
            let named = properties.get("label").and_then(|named| named.downcast_ref::<&str>().ok());
            if named == Some(label) {
                let event = (number, "clicked", Value::from(0), 0_u32);
                return self.call("/MenuBar", MENU, "Event", &event).await.map(drop);
            }
        }
        Err(format!("nothing in the menu is called {label}").into())
    }

    /// Leaves the desktop.
    pub async fn leave(self) -> Outcome {
        Ok(self.bus.close().await?)
    }
}

/// A dock that shows counts on programs' icons, until it is dropped.
pub struct Dock {
    _bus: Connection,
    count: Arc<Mutex<Option<i64>>>,
}

impl Dock {
    /// Comes to the desktop.
    pub async fn come(desk: &Desk) -> Outcome<Self> {
        const HEARD: &str = "type='signal',interface='com.canonical.Unity.LauncherEntry',member='Update'";
        let bus = connect(desk).await?.build().await?;
        let mut told = MessageStream::for_match_rule(HEARD, &bus, None).await?;
        let count = Arc::<Mutex<Option<i64>>>::default();
        let shown = Arc::clone(&count);
        tokio::spawn(async move {
            while let Some(Ok(update)) = told.next().await {
                let body = update.body();
                let Ok((program, told)) = body.deserialize::<(String, HashMap<String, OwnedValue>)>() else {
                    continue;
                };
                let is_seen = told.get("count-visible").is_some_and(|seen| seen.downcast_ref() == Ok(true));
                let number = told.get("count").and_then(|count| count.downcast_ref().ok());
                if program == "application://Broadsheet.desktop" {
                    *lock(&shown) = number.filter(|_| is_seen);
                }
            }
        });
        Ok(Self { _bus: bus, count })
    }

    /// The count that stands on the program's icon.
    #[must_use]
    pub fn count(&self) -> Option<i64> {
        *lock(&self.count)
    }
}
