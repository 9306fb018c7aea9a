//! Alerts as desktop notifications: each is claimed in the library before it is shown, so it appears once at most, and
//! goes from the desktop once the reader knows of it.

#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod linux;
mod shown;

use std::time::Duration;

use broadsheet_core::event::Event;
use broadsheet_core::model::{Alert, AlertId, Pixels, Popup};
use broadsheet_core::{Error, Library};
use tauri::{AppHandle, Manager};
use tokio::sync::broadcast::error::RecvError;

#[cfg(not(target_os = "linux"))]
use elsewhere::Desktop;
#[cfg(target_os = "linux")]
use linux::Desktop;
#[cfg(target_os = "linux")]
pub use linux::keep;
use shown::About;

use super::report;
use super::words::Words;
use crate::opening::Opening;
use crate::shell::Shell;

/// What the program is started with to keep its notifications, before its name on the bus.
pub const KEEP: &str = "--keep-notifications";

/// The sides of the square that a notification's picture fits, in pixels.
const PICTURE: u32 = 192;

/// How long a notification waits for its picture.
const PATIENCE: Duration = Duration::from_secs(3);

/// What is shown.
struct Notice {
    about: About,
    title: String,
    body: String,
    #[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "the plugin takes no pixels"))]
    picture: Option<Pixels>,
    /// Whether it makes a sound.
    sound: bool,
    words: &'static Words,
}

/// What the reader did with a notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    Open,
    Save,
    MarkRead,
}

impl Action {
    /// The action that the desktop names so.
    fn named(key: &str) -> Option<Self> {
        match key {
            "default" | "open" | "tap" => Some(Self::Open),
            "save" => Some(Self::Save),
            "read" => Some(Self::MarkRead),
            _ => None,
        }
    }
}

/// What is heard from the desktop.
enum Heard {
    #[cfg_attr(
        not(target_os = "linux"),
        expect(dead_code, reason = "the system itself shows them there, and always may")
    )]
    /// It may show notifications now, where it did not before.
    Ready,
    /// The reader did something with one, and may be shown a window for it (Wayland wants proof of that).
    Acted { about: About, action: Action, token: Option<String> },
}

/// Shows what may be claimed, now and whenever more comes, and does what the reader wants of it.
pub async fn tell(app: AppHandle, library: Library) {
    let mut events = library.events();
    let mut desktop = match Desktop::connect(&app).await {
        Ok(desktop) => desktop,
        Err(problem) => return report(Err::<(), _>(problem)),
    };
    // What an earlier run had shown stands there, whether or not it came to say so, and may be known by now.
    report(library.note_shown(desktop.alerts()).await);
    report(close(&library, &mut desktop).await);
    let mut last = String::new();
    let mut drains = true;
    loop {
        if drains {
            // The same trouble is told once, not every minute.
            let trouble = drain(&library, &mut desktop).await.err().unwrap_or_default();
            if trouble != last && !trouble.is_empty() {
                eprintln!("{trouble}");
            }
            last = trouble;
        }
        drains = tokio::select! {
            event = events.recv() => match event {
                Ok(Event::AlertsWaiting) => true,
                Ok(Event::AlertsChanged) => {
                    report(close(&library, &mut desktop).await);
                    false
                }
                Ok(_) => false,
                Err(RecvError::Lagged(_)) => {
                    report(close(&library, &mut desktop).await);
                    true
                }
                Err(RecvError::Closed) => return,
            },
            heard = desktop.hear() => match heard {
                Some(Heard::Ready) => true,
                Some(Heard::Acted { about, action, token }) => {
                    act(&app, &library, &about, action, token);
                    false
                }
                None => return,
            },
        };
    }
}

/// Nobody keeps what was shown there: the system does.
#[cfg(not(target_os = "linux"))]
pub fn keep(_program: &std::ffi::OsStr, _library: Option<std::path::PathBuf>) -> std::process::ExitCode {
    std::process::ExitCode::FAILURE
}

/// Shows everything that may be claimed now. Where the desktop shows no notifications it stays unclaimed.
async fn drain(library: &Library, desktop: &mut Desktop) -> Result<(), String> {
    let text = |e: Error| e.to_string();
    if !library.popup_waits().await.map_err(text)? || !desktop.is_ready().await? {
        return Ok(());
    }
    let words = Words::of(library).await;
    let sound = library.settings().await.map_err(text)?.alert_sound;
    while let Some(popup) = library.claim_popup().await.map_err(text)? {
        let alerts = popup.alerts();
        let picture = picture(library, &popup, desktop.shows_pictures()).await;
        let before = desktop.summary();
        desktop.show(notice(popup, before, picture, sound, words)).await?;
        library.note_shown(alerts).await.map_err(text)?;
    }
    Ok(())
}

/// The picture of the only article, asked for as if it were shown in the window. A slow one is left out.
async fn picture(library: &Library, popup: &Popup, is_shown: bool) -> Option<Pixels> {
    let Popup::One(Alert { picture: Some(id), .. }) = popup else { return None };
    if !is_shown {
        return None;
    }
    // Whatever comes of it: what is here is shown.
    drop(tokio::time::timeout(PATIENCE, library.media(id.clone())).await);
    library.pixels(id.clone(), PICTURE).await.ok().flatten()
}

/// What is to be shown. A summary tells also of what the one `before` it, which it replaces, told of.
fn notice(
    popup: Popup,
    before: Vec<AlertId>,
    picture: Option<Pixels>,
    sound: bool,
    words: &'static Words,
) -> Notice {
    let (about, title, body) = match popup {
        Popup::One(alert) => (About::Article(alert.article, alert.id), title(&alert, words), alert.headline),
        Popup::Many { mut alerts, count, first, digest } => {
            let count = count.saturating_add(u32::try_from(before.len()).unwrap_or(u32::MAX));
            alerts.extend(before);
            let headlines: Vec<String> = first.into_iter().map(|alert| alert.headline).collect();
            let title = if digest { words.digest(count) } else { words.new_articles(count) };
            (About::Summary(alerts), title, headlines.join("\n"))
        }
    };
    Notice { about, title, body, picture, sound, words }
}

/// What the reader follows, and who published it: "Syria · The Sample Courier".
fn title(alert: &Alert, words: &Words) -> String {
    let because = alert.because.join(", ");
    let correction = alert.correction.map_or("", |_| words.correction);
    let told = [correction, &because, &alert.publication.title];
    told.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Takes from the desktop what the reader knows by now, here or from another program.
async fn close(library: &Library, desktop: &mut Desktop) -> Result<(), String> {
    let told = desktop.alerts();
    if told.is_empty() {
        return Ok(());
    }
    let unseen = library.unseen_of(told).await.map_err(|e| e.to_string())?;
    desktop.close(&unseen).await
}

/// Does what the reader wants. Saving may take long, and holds up nothing.
fn act(app: &AppHandle, library: &Library, about: &About, action: Action, token: Option<String>) {
    match (about, action) {
        (About::Article(id, _), Action::Open) => {
            app.state::<Shell>().open(Opening::Article { id: *id }, token)
        }
        (About::Summary(_), _) => app.state::<Shell>().open(Opening::Alerts, token),
        (About::Article(id, _), Action::Save) => {
            let (library, id) = (library.clone(), *id);
            tauri::async_runtime::spawn(async move { report(library.save(id).await) });
        }
        (About::Article(id, _), Action::MarkRead) => {
            let (library, id) = (library.clone(), *id);
            tauri::async_runtime::spawn(async move { report(library.mark_read(vec![id], true).await) });
        }
    }
}
