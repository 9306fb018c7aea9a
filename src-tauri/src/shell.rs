//! The shell's own state, and the commands that are about the window and the desktop rather than the library.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use broadsheet_core::event::Event;
use broadsheet_core::model::{
    BackupReport, CloseTo, ExportChoice, ExportFormat, ExportReport, MediaId, SavedImport,
};
use broadsheet_core::place::Places;
use broadsheet_core::transfer::backup;
use broadsheet_core::{Error, ErrorReport, Library, Options, recover};
use serde::Serialize;
use tauri::{AppHandle, Emitter};
use tokio::sync::broadcast::error::RecvError;
use ts_rs::TS;

use crate::desktop::{self, autostart, badge, clipboard, dialog, network, notify, presence, window};
use crate::opening::{Asked, Opening, read_opml, understand};
use crate::watch;

/// How often the timetables are looked at.
const TIMETABLES: Duration = Duration::from_secs(60);
/// How long the window has the machine to itself at the start, before anything is done behind it.
const WINDOW_FIRST: Duration = Duration::from_secs(2);
/// At how many looks at the timetables the library is tidied: once an hour.
const TIDY_EVERY: u32 = 60;

/// What the window is told when it starts.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Startup {
    /// The library's folder.
    pub folder: String,
    /// Why it could not be opened; `null` when it is open.
    pub problem: Option<ErrorReport>,
    /// How much larger than its own size the page is shown.
    pub zoom: f64,
}

/// What stands between the library, the window and the desktop.
pub struct Shell {
    app: AppHandle,
    /// The library's folder, where one was named; else it is the reader's own.
    named: Option<PathBuf>,
    library: tokio::sync::Mutex<Option<Library>>,
    openings: Mutex<Vec<Opening>>,
}

impl Shell {
    /// A shell whose library is not open yet.
    pub fn new(app: AppHandle, named: Option<PathBuf>) -> Self {
        Self { app, named, library: tokio::sync::Mutex::default(), openings: Mutex::default() }
    }

    /// The library's folder, where one was named: that is a world of its own.
    pub fn named(&self) -> Option<PathBuf> {
        self.named.clone()
    }

    /// The library's folder.
    pub fn folder(&self) -> Result<PathBuf, Error> {
        self.named().map_or_else(|| Places::of_system()?.find(), Ok)
    }

    /// Where the reader's own library is said to be: nothing says so of one that was named.
    fn own_places(&self) -> Result<Places, Error> {
        match &self.named {
            Some(folder) => {
                Err(Error::Invalid { what: "your own library", value: folder.display().to_string() })
            }
            None => Places::of_system(),
        }
    }

    /// The library, opened if it is not yet: so whatever asks next tries again.
    pub async fn library(&self) -> Result<Library, Error> {
        let mut held = self.library.lock().await;
        if let Some(library) = &*held {
            return Ok(library.clone());
        }
        let folder = self.folder()?;
        let place = folder.clone();
        off_thread(move || backup::complete(&place)).await?;
        let library = Library::open(Options::new(folder.clone())).await?;
        tauri::async_runtime::spawn(forward(self.app.clone(), library.clone()));
        tauri::async_runtime::spawn(keep_time(library.clone()));
        tauri::async_runtime::spawn(network::tell(library.clone()));
        tauri::async_runtime::spawn(keep_saves(library.clone()));
        tauri::async_runtime::spawn(watch::keep(library.clone(), folder));
        tauri::async_runtime::spawn(notify::tell(self.app.clone(), library.clone()));
        tauri::async_runtime::spawn(badge::tell(self.app.clone(), library.clone()));
        *held = Some(library.clone());
        Ok(library)
    }

    /// What the reader chose for the button that closes the window. A library that is not open has no choices in it.
    pub async fn close_to(&self) -> CloseTo {
        let held = self.library.try_lock().ok().and_then(|held| held.clone());
        match held {
            Some(library) => library.settings().await.map_or(CloseTo::Quit, |settings| settings.close_to),
            None => CloseTo::Quit,
        }
    }

    /// Opens what the system asked for: `given` are addresses and files, found from the folder `here`.
    pub fn open_all(&self, given: Vec<OsString>, here: &Path) {
        for argument in given {
            match understand(&argument, here) {
                Some(Asked::Article(id)) => self.keep(Opening::Article { id }),
                Some(Asked::Address(address)) => self.keep(Opening::Address { address }),
                Some(Asked::Opml(path)) => {
                    let app = self.app.clone();
                    tauri::async_runtime::spawn(import(app, path));
                }
                None => eprintln!("Nothing to open in {}", argument.to_string_lossy()),
            }
        }
        presence::raise(&self.app, None);
    }

    /// Opens something in the window and brings that to the front, with a `token` where the desktop gave one for it.
    pub fn open(&self, opening: Opening, token: Option<String>) {
        self.keep(opening);
        presence::raise(&self.app, token);
    }

    /// Keeps something for the window to open, and tells it so.
    fn keep(&self, opening: Opening) {
        self.openings.lock().unwrap_or_else(PoisonError::into_inner).push(opening);
        desktop::report(self.app.emit("openings", ()));
    }

    // ---- the commands of `commands.rs` ----

    pub async fn startup(&self) -> Result<Startup, Error> {
        let problem = self.library().await.err().map(|error| error.to_report());
        let zoom = window::zoom_factor(&self.app);
        // Where it cannot be found, the problem says where it was.
        let folder = self.folder().map(|folder| folder.display().to_string()).unwrap_or_default();
        Ok(Startup { folder, problem, zoom })
    }

    pub async fn back_up(&self) -> Result<Option<String>, Error> {
        let Some(chosen) = dialog::pick_folder(&self.app).await else { return Ok(None) };
        let library = self.folder()?;
        let copy = off_thread(move || recover::copy(&library, &chosen)).await?;
        Ok(Some(copy.display().to_string()))
    }

    pub async fn set_aside(&self) -> Result<Startup, Error> {
        {
            let held = self.library.lock().await;
            // An open library needs no setting aside.
            if held.is_none() {
                match self.folder() {
                    Err(Error::LibraryAway { .. }) => self.own_places()?.point_nowhere()?,
                    folder => {
                        let folder = folder?;
                        off_thread(move || recover::set_aside(&folder)).await?;
                    }
                }
            }
        }
        self.startup().await
    }

    pub async fn choose_library(&self) -> Result<Startup, Error> {
        if let Some(folder) = dialog::pick_folder(&self.app).await {
            self.own_places()?.point_to(&folder)?;
        }
        self.startup().await
    }

    pub async fn move_library(&self) -> Result<bool, Error> {
        let places = self.own_places()?;
        let Some(to) = dialog::pick_folder(&self.app).await else { return Ok(false) };
        let moved = !self.library().await?.move_to(to, places).await?.cancelled;
        if moved {
            // Everything that holds the library lets go of it, and finds it where it is.
            self.app.request_restart();
        }
        Ok(moved)
    }

    pub async fn write_backup(&self, name: String) -> Result<Option<BackupReport>, Error> {
        let Some(to) = dialog::pick_place(&self.app, &name).await else { return Ok(None) };
        self.library().await?.backup(to).await.map(Some)
    }

    pub async fn restore_backup(&self) -> Result<bool, Error> {
        let Some(from) = dialog::pick_file(&self.app).await else { return Ok(false) };
        let ready = self.library().await?.prepare_restore(from).await?;
        if ready {
            // It takes the library's place once nothing holds that any more.
            self.app.request_restart();
        }
        Ok(ready)
    }

    pub async fn export_articles(
        &self,
        choice: ExportChoice,
        format: ExportFormat,
        name: String,
    ) -> Result<Option<ExportReport>, Error> {
        let Some(to) = dialog::pick_place(&self.app, &name).await else { return Ok(None) };
        self.library().await?.export(choice, format, to).await.map(Some)
    }

    pub async fn import_saved(&self) -> Result<Option<SavedImport>, Error> {
        let Some(from) = dialog::pick_file(&self.app).await else { return Ok(None) };
        self.library().await?.import_saved(from).await.map(Some)
    }

    pub async fn openings(&self) -> Result<Vec<Opening>, Error> {
        Ok(std::mem::take(&mut *self.openings.lock().unwrap_or_else(PoisonError::into_inner)))
    }

    pub async fn open_in_browser(&self, url: String) -> Result<(), Error> {
        let url = desktop::web_address(&url)?;
        off_thread(move || {
            open::that_detached(url.as_str())
                .map_err(|e| Error::Unexpected { detail: format!("no browser could be started: {e}") })
        })
        .await
    }

    pub async fn licences(&self) -> Result<String, Error> {
        let found = self.app.asset_resolver().get("licences.txt".to_owned());
        let missing = || Error::NotFound { kind: "asset", id: "licences.txt".to_owned() };
        Ok(String::from_utf8_lossy(&found.ok_or_else(missing)?.bytes).into_owned())
    }

    pub async fn open_folder(&self) -> Result<(), Error> {
        let folder = self.folder()?;
        off_thread(move || {
            open::that_detached(&folder)
                .map_err(|e| Error::Unexpected { detail: format!("the folder could not be opened: {e}") })
        })
        .await
    }

    pub async fn copy_text(&self, text: String) -> Result<(), Error> {
        clipboard::put(&self.app, text).await
    }

    pub async fn save_picture(&self, id: MediaId, name: String) -> Result<bool, Error> {
        let (_, bytes) = self.library().await?.media(id).await?;
        dialog::save_file(&self.app, &name, bytes).await
    }

    pub async fn export_opml(&self) -> Result<bool, Error> {
        let opml = self.library().await?.export_opml().await?;
        dialog::save_file(&self.app, "broadsheet.opml", opml.into_bytes()).await
    }

    pub async fn autostart(&self) -> Result<bool, Error> {
        let app = self.app.clone();
        off_thread(move || autostart::is_on(&app)).await
    }

    pub async fn set_autostart(&self, on: bool) -> Result<bool, Error> {
        let app = self.app.clone();
        off_thread(move || {
            autostart::set(&app, on)?;
            autostart::is_on(&app)
        })
        .await
    }

    pub async fn zoom(&self, step: i32) -> Result<f64, Error> {
        window::zoom(&self.app, step)
    }
}

/// Does what waits for the disk where it holds up nobody.
pub async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    match tauri::async_runtime::spawn_blocking(work).await {
        Ok(done) => done,
        Err(e) => Err(Error::Unexpected { detail: e.to_string() }),
    }
}

/// Imports an OPML file the system handed over, and tells the window what came of it.
async fn import(app: AppHandle, path: PathBuf) {
    use tauri::Manager;
    let shell = app.state::<Shell>();
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let imported = async {
        let opml = off_thread(move || read_opml(&path)).await?;
        shell.library().await?.import_opml(opml).await
    };
    let opening = match imported.await {
        Ok(report) => Opening::Opml { name, report: Some(report), problem: None },
        Err(error) => Opening::Opml { name, report: None, problem: Some(error.to_report()) },
    };
    shell.open(opening, None);
}

/// Passes the library's events on to the window.
async fn forward(app: AppHandle, library: Library) {
    let mut events = library.events();
    loop {
        let events = match events.recv().await {
            Ok(event) => vec![event],
            // We were too slow and do not know what we missed, so everything may have changed.
            Err(RecvError::Lagged(_)) => {
                vec![
                    Event::ArticlesChanged,
                    Event::PublicationsChanged { id: None },
                    Event::FollowsChanged,
                    Event::SettingsChanged,
                ]
            }
            Err(RecvError::Closed) => return,
        };
        for event in events {
            desktop::report(app.emit("library", event));
        }
    }
}

/// Tidies up and asks whatever is due, again and again.
async fn keep_time(library: Library) {
    tokio::time::sleep(WINDOW_FIRST).await;
    // We may have been away for long.
    desktop::report(library.woke().await);
    for look in 0_u32.. {
        if look % TIDY_EVERY == 0 {
            desktop::report(library.tidy().await);
        }
        desktop::report(library.refresh_due().await);
        desktop::report(library.deliver_due().await);
        tokio::time::sleep(TIMETABLES).await;
    }
}

/// Goes on with copies that are to be sealed, again and again: many of them hold up nothing else.
async fn keep_saves(library: Library) {
    tokio::time::sleep(WINDOW_FIRST).await;
    loop {
        desktop::report(library.resume_saves().await);
        tokio::time::sleep(TIMETABLES).await;
    }
}
