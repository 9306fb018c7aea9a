//! Notifications through the desktop's own service. It answers only whoever had something shown, so that is neither this
//! program nor one that ends with it, but the keeper.

mod deed;
mod keeper;
mod kept;
mod service;

use std::path::{Path, PathBuf};

use broadsheet_core::model::AlertId;
use futures_util::StreamExt;
use tauri::{AppHandle, Manager};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use zbus::Connection;
use zbus::fdo::{self, DBusProxy, PropertiesProxy};
use zbus::message::Header;
use zbus::names::BusName;
use zbus::proxy::CacheProperties;

use self::kept::Kept;
use self::service::{Can, DunstProxy, NotificationsProxy};
use super::shown::{About, Shown};
use super::{Action, Heard, Notice};
use crate::desktop::bus;
use crate::shell::Shell;

pub use keeper::keep;

/// What is said on the bus.
enum Signal {
    Acted(Heard),
    /// Another service has the name, or none.
    Owner(bool),
    /// It may have stopped to leave the reader alone.
    Changed,
}

/// The desktop's notification service.
pub struct Desktop {
    service: NotificationsProxy<'static>,
    dunst: DunstProxy<'static>,
    /// What it can do, while it is the one that was asked.
    can: Option<Can>,
    kept: Kept,
    /// What stood there when it was last looked, and what was shown since.
    shown: Shown,
    signals: UnboundedReceiver<Signal>,
}

impl Desktop {
    /// Listens to the service from now on, whether it is there or comes later.
    pub async fn connect(app: &AppHandle) -> Result<Self, String> {
        let shell = app.state::<Shell>();
        let folder = shell.folder().map_err(|e| e.to_string())?;
        Self::try_connect(shell.named(), &folder).await.map_err(|e| unavailable(&e))
    }

    async fn try_connect(named: Option<PathBuf>, folder: &Path) -> zbus::Result<Self> {
        let bus = bus::session().await?;
        // Not kept in between: the service may be another one later.
        let service = NotificationsProxy::builder(&bus).cache_properties(CacheProperties::No).build().await?;
        let dunst = DunstProxy::builder(&bus).cache_properties(CacheProperties::No).build().await?;
        let kept = Kept::of(&bus, named, folder).await?;
        let (tell, signals) = unbounded_channel();
        listen(&bus, &kept, tell).await?;
        // From now on we hear what the reader does with what stands, and what waits for us.
        let shown = kept.standing().await;
        Ok(Self { service, dunst, can: None, kept, shown, signals })
    }

    /// Whether somebody is there who shows notifications, and the reader does not want to be left alone.
    pub async fn is_ready(&mut self) -> Result<bool, String> {
        if self.can.is_none() {
            let capabilities = self.service.get_capabilities().await.map_err(|e| unavailable(&e))?;
            self.can = Some(Can::read(&capabilities));
        }
        self.shown = self.kept.standing().await;
        let is_quiet =
            self.service.inhibited().await.unwrap_or(false) || self.dunst.paused().await.unwrap_or(false);
        Ok(!is_quiet)
    }

    /// Whether pictures are shown.
    pub fn shows_pictures(&self) -> bool {
        self.can.unwrap_or_default().show_pictures
    }

    /// What the summary on the desktop tells of, which the next one replaces.
    pub fn summary(&self) -> Vec<AlertId> {
        self.shown.summary().map(|(_, alerts)| alerts.to_vec()).unwrap_or_default()
    }

    /// Shows something; a summary takes the place of the one that is on the desktop.
    pub async fn show(&mut self, notice: Notice) -> Result<(), String> {
        let about = notice.about.clone();
        let before = match about {
            About::Summary(_) => self.shown.summary().map_or(0, |(number, _)| number),
            About::Article(..) => 0,
        };
        let call = service::call(notice, self.can.unwrap_or_default(), before);
        let number = self.kept.show(&about, &call).await?;
        self.shown.put(number, about);
        Ok(())
    }

    /// The alerts that are on the desktop.
    pub fn alerts(&self) -> Vec<AlertId> {
        self.shown.alerts()
    }

    /// Closes what tells of nothing that is `unseen`.
    pub async fn close(&mut self, unseen: &[AlertId]) -> Result<(), String> {
        let ended = self.shown.end(unseen);
        if ended.is_empty() {
            return Ok(());
        }
        let closed = self.kept.keeper.close(&ended).await;
        closed.map_err(|e| format!("A notification could not be closed: {e}"))
    }

    /// What is heard next; `None` once the bus is gone.
    pub async fn hear(&mut self) -> Option<Heard> {
        loop {
            match self.signals.recv().await? {
                Signal::Acted(heard) => return Some(heard),
                Signal::Owner(is_there) => {
                    self.can = None;
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

/// Passes on what is said, in the order it is said.
async fn listen(bus: &Connection, kept: &Kept, tell: UnboundedSender<Signal>) -> zbus::Result<()> {
    let keeper = kept.keeper.inner().destination().to_owned();
    bus.object_server().at(kept::PATH, Ear { keeper, tell: tell.clone() }).await?;
    let owners = DBusProxy::new(bus).await?;
    let mut owners = owners.receive_name_owner_changed_with_args(&[(0, service::NAME)]).await?;
    let properties = PropertiesProxy::new(bus, service::NAME, service::PATH).await?;
    let mut changes = properties.receive_properties_changed().await?;
    tauri::async_runtime::spawn(async move {
        loop {
            let signal = tokio::select! {
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

/// Where the keeper tells what the reader wants. It does it itself where nobody answers.
struct Ear {
    keeper: BusName<'static>,
    tell: UnboundedSender<Signal>,
}

#[zbus::interface(name = "news.broadsheet.desktop.Notifications1")]
impl Ear {
    async fn act(
        &self,
        about: &str,
        key: &str,
        token: String,
        #[zbus(header)] header: Header<'_>,
        #[zbus(connection)] bus: &Connection,
    ) -> fdo::Result<()> {
        let keeper = DBusProxy::new(bus).await?.get_name_owner(self.keeper.as_ref()).await?;
        if header.sender() != Some(&*keeper) {
            return Err(fdo::Error::AccessDenied("only the keeper may ask for this".to_owned()));
        }
        let (Some(about), Some(action)) = (kept::read(about), Action::named(key)) else {
            return Err(fdo::Error::InvalidArgs("nobody can do this".to_owned()));
        };
        let token = Some(token).filter(|token| !token.is_empty());
        let told = self.tell.send(Signal::Acted(Heard::Acted { about, action, token }));
        told.map_err(|_| fdo::Error::Failed("nobody hears it any more".to_owned()))
    }
}
