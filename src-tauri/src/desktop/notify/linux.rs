//! Notifications through the desktop's own service, `org.freedesktop.Notifications`, which answers truly.

use std::collections::HashMap;

use broadsheet_core::model::{AlertId, Pixels};
use futures_util::StreamExt;
use tauri::AppHandle;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use zbus::fdo::{DBusProxy, PropertiesProxy};
use zbus::proxy::CacheProperties;
use zbus::zvariant::Value;

use super::shown::{About, Shown};
use super::{Action, Heard, Notice};
use crate::desktop::bus;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// The service's words for how urgent something is: do-not-disturb holds for what is.
const NORMAL: u8 = 1;

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

    fn close_notification(&self, id: u32) -> zbus::Result<()>;

    /// Whether the reader wants to be left alone; not every service says so.
    #[zbus(property)]
    fn inhibited(&self) -> zbus::Result<bool>;

    #[zbus(signal)]
    fn action_invoked(&self, id: u32, action_key: String) -> zbus::Result<()>;

    #[zbus(signal)]
    fn activation_token(&self, id: u32, activation_token: String) -> zbus::Result<()>;

    #[zbus(signal)]
    fn notification_closed(&self, id: u32, reason: u32) -> zbus::Result<()>;
}

/// What the service can do.
#[derive(Debug, Clone, Copy, Default)]
struct Can {
    act: bool,
    show_bodies: bool,
    read_markup: bool,
    show_pictures: bool,
}

impl Can {
    fn read(capabilities: &[String]) -> Self {
        let has = |name: &str| capabilities.iter().any(|can| can == name);
        Self {
            act: has("actions"),
            show_bodies: has("body"),
            read_markup: has("body-markup"),
            show_pictures: has("icon-static") || has("icon-multi"),
        }
    }
}

/// What the service says by itself.
enum Signal {
    Acted {
        number: u32,
        key: String,
        token: Option<String>,
    },
    Closed(u32),
    /// Another service has its name, or none.
    Owner(bool),
    /// It may have stopped to leave the reader alone.
    Changed,
}

/// The desktop's notification service.
pub struct Desktop {
    service: NotificationsProxy<'static>,
    /// What it can do, while it is the one that was asked.
    can: Option<Can>,
    shown: Shown,
    signals: UnboundedReceiver<Signal>,
}

impl Desktop {
    /// Listens to the service from now on, whether it is there or comes later.
    pub async fn connect(_app: &AppHandle) -> Result<Self, String> {
        Self::try_connect().await.map_err(|e| unavailable(&e))
    }

    async fn try_connect() -> zbus::Result<Self> {
        let bus = bus::session().await?;
        // Not kept in between: the service may be another one later.
        let service = NotificationsProxy::builder(&bus).cache_properties(CacheProperties::No).build().await?;
        let (tell, signals) = unbounded_channel();
        listen(&bus, &service, tell).await?;
        Ok(Self { service, can: None, shown: Shown::default(), signals })
    }

    /// Whether somebody is there who shows notifications, and the reader does not want to be left alone.
    pub async fn is_ready(&mut self) -> Result<bool, String> {
        if self.can.is_none() {
            let capabilities = self.service.get_capabilities().await.map_err(|e| unavailable(&e))?;
            self.can = Some(Can::read(&capabilities));
        }
        Ok(!self.service.inhibited().await.unwrap_or(false))
    }

    /// Whether pictures are shown.
    pub fn shows_pictures(&self) -> bool {
        self.can().show_pictures
    }

    /// What the summary on the desktop tells of, which the next one replaces.
    pub fn summary(&self) -> Vec<AlertId> {
        self.shown.summary().map(|(_, alerts)| alerts.to_vec()).unwrap_or_default()
    }

    fn can(&self) -> Can {
        self.can.unwrap_or_default()
    }

    /// Shows something; a summary takes the place of the one that is on the desktop.
    pub async fn show(&mut self, notice: Notice) -> Result<(), String> {
        let Notice { about, mut title, body, picture, sound, words } = notice;
        let can = self.can();
        let before = match about {
            About::Summary(_) => self.shown.summary().map_or(0, |(number, _)| number),
            About::Article(..) => 0,
        };
        if !can.show_bodies {
            title = format!("{title}: {body}");
        }
        let body = if can.read_markup { escaped(&body) } else { body };
        let mut actions = vec!["default", words.open];
        if let About::Article(..) = about {
            actions.extend(["open", words.open, "save", words.save, "read", words.mark_read]);
        }
        if !can.act {
            actions.clear();
        }
        let mut hints = HashMap::from([
            ("desktop-entry", Value::from("Broadsheet")),
            ("category", Value::from("x-broadsheet.article")),
            ("urgency", Value::from(NORMAL)),
        ]);
        if sound {
            hints.insert("sound-name", Value::from("message-new-instant"));
        } else {
            hints.insert("suppress-sound", Value::from(true));
        }
        if let Some(picture) = picture {
            hints.insert("image-data", image(picture));
        }
        let shown =
            self.service.notify("Broadsheet", before, "broadsheet", &title, &body, &actions, hints, -1);
        let number = shown.await.map_err(|e| format!("A notification could not be shown: {e}"))?;
        self.shown.put(number, about);
        Ok(())
    }

    /// The alerts that are on the desktop.
    pub fn alerts(&self) -> Vec<AlertId> {
        self.shown.alerts()
    }

    /// Closes what tells of nothing that is `unseen`.
    pub async fn close(&mut self, unseen: &[AlertId]) -> Result<(), String> {
        for number in self.shown.end(unseen) {
            // One that went by itself meanwhile is no trouble.
            match self.service.close_notification(number).await {
                Err(zbus::Error::MethodError(..)) | Ok(()) => {}
                Err(problem) => return Err(format!("A notification could not be closed: {problem}")),
            }
        }
        Ok(())
    }

    /// What is heard next; `None` once the bus is gone.
    pub async fn hear(&mut self) -> Option<Heard> {
        loop {
            match self.signals.recv().await? {
                Signal::Acted { number, key, token } => {
                    if let (Some(about), Some(action)) = (self.shown.about(number), Action::named(&key)) {
                        return Some(Heard::Acted { about: about.clone(), action, token });
                    }
                }
                Signal::Closed(number) => self.shown.close(number),
                Signal::Owner(is_there) => {
                    self.can = None;
                    self.shown.clear();
                    if is_there {
                        return Some(Heard::Ready);
                    }
                }
                Signal::Changed => return Some(Heard::Ready),
            }
        }
    }
}

fn unavailable(problem: &zbus::Error) -> String {
    format!("The desktop shows no notifications: {problem}")
}

/// Passes on what the service says, in the order it says it.
async fn listen(
    bus: &zbus::Connection,
    service: &NotificationsProxy<'static>,
    tell: UnboundedSender<Signal>,
) -> zbus::Result<()> {
    let mut signals = service.inner().receive_all_signals().await?;
    let mut owners = DBusProxy::new(bus).await?.receive_name_owner_changed_with_args(&[(0, NAME)]).await?;
    let properties = PropertiesProxy::new(bus, NAME, PATH).await?;
    let mut changes = properties.receive_properties_changed().await?;
    tauri::async_runtime::spawn(async move {
        let mut token = None;
        loop {
            let signal = tokio::select! {
                Some(signal) = signals.next() => match understand(&signal, &mut token) {
                    Some(signal) => signal,
                    None => continue,
                },
                Some(change) = owners.next() => {
                    Signal::Owner(change.args().is_ok_and(|change| change.new_owner.is_some()))
                }
                Some(_) = changes.next() => Signal::Changed,
                else => return,
            };
            if tell.send(signal).is_err() {
                return;
            }
        }
    });
    Ok(())
}

/// A signal of the service; what lets us show a window comes before the action it is for.
fn understand(message: &zbus::Message, token: &mut Option<(u32, String)>) -> Option<Signal> {
    let header = message.header();
    let body = message.body();
    match header.member()?.as_str() {
        "ActivationToken" => {
            *token = body.deserialize().ok();
            None
        }
        "ActionInvoked" => {
            let (number, key) = body.deserialize().ok()?;
            let token = token.take().filter(|(of, _)| *of == number).map(|(_, token)| token);
            Some(Signal::Acted { number, key, token })
        }
        "NotificationClosed" => body.deserialize().ok().map(|(number, _): (u32, u32)| Signal::Closed(number)),
        _ => None,
    }
}

/// A picture as the service takes it: width, height, bytes in a row, opacity, bits, channels, bytes.
fn image(picture: Pixels) -> Value<'static> {
    let size = |pixels: u32| i32::try_from(pixels).unwrap_or(i32::MAX);
    let Pixels { width, height, rgba } = picture;
    Value::from((size(width), size(height), size(width * 4), true, 8, 4, rgba))
}

/// Text for a service that reads a little HTML in bodies.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_is_text_and_never_markup() {
        assert_eq!(escaped("R&D <b>cuts</b>"), "R&amp;D &lt;b&gt;cuts&lt;/b&gt;");
    }

    #[test]
    fn a_picture_is_what_the_service_calls_one() {
        let picture = image(Pixels { width: 2, height: 1, rgba: vec![0; 8] });
        assert_eq!(picture.value_signature().to_string(), "(iiibiiay)", "else it is not drawn");
    }
}
