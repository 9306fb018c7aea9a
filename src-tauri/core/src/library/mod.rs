//! The face of the core: one method for each thing a person can do. Each delegates in a line or two, and stands in the file of
//! its topic.

mod adding;
mod following;
mod keeping;
mod moving;
mod noting;
mod publications;
mod reading;
mod refreshing;
mod settings;
mod tagging;
mod transferring;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use tokio::sync::broadcast;

use crate::clock::{Clock, SystemClock};
use crate::event::Event;
use crate::fetch::{AddressRules, Client, Limits};
use crate::model::AlertId;
use crate::refresh::{Network, Pages, Run};
use crate::save::{Pictures, Saves};
use crate::source::Finding;
use crate::store::{self, Store};
use crate::{Result, place, transfer};

/// How to open a [`Library`].
#[derive(Clone)]
pub struct Options {
    /// The library's folder; made if it is not there.
    pub folder: PathBuf,
    /// What tells the time.
    pub clock: Arc<dyn Clock>,
    /// Which addresses count as public.
    pub rules: AddressRules,
    /// How much one request may take.
    pub limits: Limits,
}

impl Options {
    /// The system's clock, and the ordinary address rules and limits.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            clock: Arc::new(SystemClock),
            rules: AddressRules::default(),
            limits: Limits::default(),
        }
    }
}

/// Everything a person has in Broadsheet, and everything they can do with it.
///
/// Cheap to clone; all clones are the same library.
#[derive(Clone)]
pub struct Library {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    client: Client,
    pictures: Pictures,
    saves: Saves,
    pages: Pages,
    clock: Arc<dyn Clock>,
    network: Network,
    run: Run,
    backfills: Run,
    transfers: Run,
    /// What was found at the last address looked at.
    finding: Mutex<Option<Arc<Finding>>>,
    /// The alerts of the pop-up that was claimed last, until it is noted as shown.
    in_hand: Mutex<Vec<AlertId>>,
    /// The library's version when another program's changes were last looked for.
    seen_version: Mutex<Option<i64>>,
    events: broadcast::Sender<Event>,
}

impl Library {
    /// Opens the library in `options.folder`, making or upgrading it as needed.
    ///
    /// # Errors
    /// The library codes of [`Error`].
    pub async fn open(options: Options) -> Result<Self> {
        let Options { folder, clock, rules, limits } = options;
        let now = clock.now();
        let store = store::off_thread(move || {
            let store = Store::open(&folder, now)?;
            // It is open, and whole: what cannot be deleted where it lay before is tried again at the next start.
            let _ = place::clear_old(&folder);
            transfer::unfinished::clear_copies(&folder);
            Ok(store)
        })
        .await?;
        let client = Client::new(rules, limits, Arc::clone(&clock));
        let events = broadcast::channel(256).0;
        let pages = Pages::new(store.clone(), client.clone(), Arc::clone(&clock), events.clone());
        let pictures = Pictures::new(store.clone(), client.clone(), Arc::clone(&clock));
        let saves =
            Saves::new(store.clone(), pictures.clone(), pages.clone(), Arc::clone(&clock), events.clone());
        let run = Run::default();
        let (finding, seen_version) = (Mutex::new(None), Mutex::new(None));
        let in_hand = Mutex::default();
        Ok(Self {
            inner: Arc::new(Inner {
                store,
                client,
                pictures,
                saves,
                pages,
                clock,
                network: Network::default(),
                run,
                backfills: Run::default(),
                transfers: Run::default(),
                finding,
                in_hand,
                seen_version,
                events,
            }),
        })
    }

    /// Hints of what changes from now on.
    #[must_use]
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.inner.events.subscribe()
    }

    /// Looks whether another program changed the library, and tells so in events that name nothing.
    pub async fn notice_changes(&self) -> Result<bool> {
        let version = self.inner.store.version_elsewhere().await?;
        let seen = self.inner.seen_version.lock().unwrap_or_else(PoisonError::into_inner).replace(version);
        if seen.is_none_or(|seen| seen == version) {
            return Ok(false);
        }
        self.tell(Event::ArticlesChanged);
        self.tell(Event::PublicationsChanged { id: None });
        self.tell(Event::FollowsChanged);
        self.tell(Event::SettingsChanged);
        self.tell(Event::AlertsChanged);
        self.deliver_due().await?;
        Ok(true)
    }

    /// A hint that nobody hears is lost, as hints may be.
    fn tell(&self, event: Event) {
        let _ = self.inner.events.send(event);
    }

    fn now(&self) -> DateTime<Utc> {
        self.inner.clock.now()
    }
}
