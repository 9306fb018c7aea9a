//! How the program speaks with the keeper of its notifications (see `keeper.rs`), and how it starts one.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tokio::sync::oneshot;
use zbus::Connection;

use super::service::Call;
use crate::desktop::autostart;
use crate::desktop::notify::KEEP;
use crate::desktop::notify::shown::{About, Shown};
use crate::watch::DATABASE;

/// The keeper's name on the session bus, where it keeps what the reader's own library shows, and its interface. The number
/// goes up with whatever is said there: after an upgrade the old keeper stays for what it keeps.
pub const NAME: &str = "news.broadsheet.desktop.Notifications1";
pub const PATH: &str = "/news/broadsheet/desktop/Notifications";

/// The longest text that says what a notification tells of.
const LONGEST: usize = 64 * 1024;
/// So many alerts of a summary are remembered, the newest: any more do not fit.
const MOST_ALERTS: usize = 2_500;

#[zbus::proxy(
    interface = "news.broadsheet.desktop.Notifications1",
    default_path = "/news/broadsheet/desktop/Notifications"
)]
pub trait Keeper {
    /// Says that the caller is a program that does what the reader wants of notifications, for as long as it is on the
    /// bus: it is asked to `Act`, at the keeper's own path and interface. Answers what stands on the desktop: the
    /// numbers, and what they tell of. What tells of another library than the caller's goes from there.
    fn join(&self, library: &str) -> zbus::Result<Vec<(u32, String)>>;

    /// Has the service show something. Answers its number.
    fn show(&self, about: &str, call: &Call<'_>) -> zbus::Result<u32>;

    /// Takes these from the desktop.
    fn close(&self, numbers: &[u32]) -> zbus::Result<()>;
}

/// The keeper's name for the library in `folder`, where one was named: that is a world of its own.
pub fn name(folder: Option<&Path>) -> String {
    let Some(folder) = folder else { return NAME.to_owned() };
    let mut hash = DefaultHasher::new();
    folder.hash(&mut hash);
    format!("{NAME}.Library{:016x}", hash.finish())
}

/// What a notification tells of, as it is said on the bus.
pub fn written(about: &About) -> String {
    let mut about = about.clone();
    if let About::Summary(alerts) = &mut about {
        alerts.truncate(MOST_ALERTS);
    }
    serde_json::to_string(&about).unwrap_or_default()
}

/// Reads what was written so, by whomever.
pub fn read(written: &str) -> Option<About> {
    if written.len() <= LONGEST { serde_json::from_str(written).ok() } else { None }
}

/// What tells the library in a folder from any other that takes its place there, as from a backup: its articles' numbers
/// are other articles'. `None` where none lies.
pub fn identity(folder: &Path) -> Option<String> {
    let database = folder.join(DATABASE).metadata().ok()?;
    Some(format!("{:x}.{:x}", database.dev(), database.ino()))
}

/// What the keeper keeps for one library.
pub struct Kept {
    bus: Connection,
    /// The library's folder, where one was named.
    named: Option<PathBuf>,
    library: String,
    pub keeper: KeeperProxy<'static>,
}

impl Kept {
    /// For the library in `folder`, which was named so or is the reader's own.
    pub async fn of(bus: &Connection, named: Option<PathBuf>, folder: &Path) -> zbus::Result<Self> {
        // However it was written.
        let named = named.map(|folder| folder.canonicalize().unwrap_or(folder));
        let keeper = KeeperProxy::builder(bus).destination(name(named.as_deref()))?.build().await?;
        let library = identity(folder).unwrap_or_default();
        Ok(Self { bus: bus.clone(), named, library, keeper })
    }

    /// What stands on the desktop: nothing without a keeper. One that is there knows from now on that we are.
    pub async fn standing(&self) -> Shown {
        let standing = self.keeper.join(&self.library).await.unwrap_or_default();
        standing.into_iter().filter_map(|(number, about)| Some((number, read(&about)?))).collect()
    }

    /// Shows something, and answers its number. It is asked for once: after an error nobody knows whether it stands.
    pub async fn show(&self, about: &About, call: &Call<'_>) -> Result<u32, String> {
        // One that knows us stays until we go.
        if self.keeper.join(&self.library).await.is_err() {
            self.start().await.map_err(|e| format!("Nobody could be started to keep notifications: {e}"))?;
            self.keeper.join(&self.library).await.map_err(|e| refused(&e))?;
        }
        self.keeper.show(&written(about), call).await.map_err(|e| refused(&e))
    }

    /// Starts a keeper, and waits until it is there, or another one is.
    async fn start(&self) -> std::io::Result<()> {
        let own = self.bus.unique_name().map(ToString::to_string).unwrap_or_default();
        let mut command = command(self.named.as_deref())?;
        // It outlives us, and holds up nobody who takes a disk away.
        command.args([KEEP, &own]).current_dir("/").stdout(Stdio::piped());
        let mut child = command.spawn()?;
        let (tell, told) = oneshot::channel();
        std::thread::spawn(move || {
            // It says something when it is there, and nothing when another one is.
            let said = child.stdout.take().map(|mut said| said.read(&mut [0]));
            drop((said, tell));
            drop(child.wait());
        });
        // Dropped is told, too.
        drop(told.await as Result<(), _>);
        Ok(())
    }
}

fn refused(problem: &zbus::Error) -> String {
    format!("A notification could not be shown: {problem}")
}

/// A command that starts this program on the library in `folder`, where one was named: apart from us, so that nothing
/// that ends us ends it.
pub fn command(folder: Option<&Path>) -> std::io::Result<Command> {
    let mut command = Command::new(autostart::program()?);
    if let Some(folder) = folder {
        command.arg("--library").arg(folder);
    }
    command.process_group(0).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    Ok(command)
}

#[cfg(test)]
mod tests {
    use broadsheet_core::model::{AlertId, ArticleId};

    use super::*;

    #[test]
    fn a_named_library_has_a_keeper_of_its_own() {
        let own = name(None);
        let [one, other] = ["/tmp/one", "/tmp/two"].map(|folder| name(Some(Path::new(folder))));
        assert!(own != one && one != other, "{own} {one} {other}");
        for name in [own, one, other] {
            assert!(
                zbus::names::WellKnownName::try_from(name.as_str()).is_ok(),
                "{name} is no name on the bus"
            );
        }
    }

    #[test]
    fn a_library_that_takes_anothers_place_is_not_taken_for_it() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        assert_eq!(identity(folder.path()), None, "there is none");
        std::fs::write(folder.path().join(DATABASE), "one")?;
        let one = identity(folder.path());
        std::fs::write(folder.path().join(DATABASE), "one that grew")?;
        assert!(one.is_some() && identity(folder.path()) == one, "it is the same");
        std::fs::write(folder.path().join("other"), "another")?;
        std::fs::rename(folder.path().join("other"), folder.path().join(DATABASE))?;
        assert_ne!(identity(folder.path()), one);
        Ok(())
    }

    #[test]
    fn what_a_notification_tells_of_is_read_as_it_was_written() {
        let many = (0..10_000).map(|_| AlertId(i64::MAX)).collect();
        for about in [About::Article(ArticleId(7), AlertId(3)), About::Summary(vec![AlertId(5), AlertId(6)])]
        {
            assert_eq!(read(&written(&about)), Some(about));
        }
        let Some(About::Summary(kept)) = read(&written(&About::Summary(many))) else {
            panic!("the longest is read, too");
        };
        assert_eq!(kept.len(), MOST_ALERTS);
        let long = format!("{{\"summary\":[{}\"5\"]}}", "\"5\",".repeat(LONGEST));
        for nonsense in ["", "7", "{\"article\":7}", "{\"article\":\"x\"}", "[[[[", &long] {
            assert_eq!(read(nonsense), None, "{nonsense:.40}");
        }
    }
}
