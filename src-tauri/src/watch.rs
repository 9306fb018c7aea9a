//! Hears of what another program, such as the CLI, does in the library. While nobody does anything, nothing is done.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use broadsheet_core::Library;
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};

/// How long after the first sign of a change we look, so that many of them are one.
const SETTLES: Duration = Duration::from_secs(1);
/// How often we look without any sign: there are disks that give none, such as those of other machines.
const ANYWAY: Duration = Duration::from_secs(60);
/// What the names of the database's files begin with.
pub const DATABASE: &str = "library.db";

/// Looks whenever a file of the library in `folder` was written.
pub async fn keep(library: Library, folder: PathBuf) {
    let written = Arc::new(Notify::new());
    // It watches for as long as it is held.
    let _watcher = watch(&folder, Arc::clone(&written))
        .inspect_err(|e| eprintln!("What other programs write is looked for once a minute: {e}"));
    let mut last = String::new();
    loop {
        // The same trouble is told once, not every time.
        let trouble = library.notice_changes().await.err().map(|e| e.to_string()).unwrap_or_default();
        if trouble != last {
            eprintln!("{trouble}");
        }
        last = trouble;
        if timeout(ANYWAY, written.notified()).await.is_ok() {
            sleep(SETTLES).await;
        }
    }
}

/// Tells `written` of every write to the database's files. Our own are among them: that nobody else wrote is known at
/// little cost.
fn watch(folder: &Path, written: Arc<Notify>) -> notify::Result<RecommendedWatcher> {
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // An error may be that there was too much to tell.
        if event.is_ok_and(|event| !is_write(&event)) {
            return;
        }
        written.notify_one();
    })?;
    watcher.watch(folder, RecursiveMode::NonRecursive)?;
    Ok(watcher)
}

/// Whether something was written to the database, or read past what the system could tell.
fn is_write(event: &Event) -> bool {
    let is_database =
        |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(DATABASE));
    event.need_rescan() || (!event.kind.is_access() && event.paths.iter().any(is_database))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use notify::event::{AccessKind, AccessMode, CreateKind, DataChange, EventKind, Flag, ModifyKind};

    use super::*;

    #[test]
    fn only_writes_to_the_database_are_signs() {
        let read = EventKind::Access(AccessKind::Open(AccessMode::Any));
        let changed = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        let made = EventKind::Create(CreateKind::File);
        for (kind, file, is_sign) in [
            (changed, "library.db", true),
            (changed, "library.db-wal", true),
            (made, "library.db-wal", true),
            (read, "library.db", false),
            (made, "pointer.json", false),
        ] {
            let event = Event::new(kind).add_path(Path::new("/news").join(file));
            assert_eq!(is_write(&event), is_sign, "{kind:?} of {file}");
        }
        assert!(is_write(&Event::new(EventKind::Other).set_flag(Flag::Rescan)), "what was lost may be one");
    }

    #[tokio::test]
    async fn what_others_write_is_heard() {
        let folder = tempfile::tempdir().expect("a folder");
        let written = Arc::new(Notify::new());
        let _watcher = watch(folder.path(), Arc::clone(&written)).expect("a folder can be watched");
        fs::write(folder.path().join("library.db-wal"), "a").expect("a file");
        timeout(Duration::from_secs(20), written.notified()).await.expect("it is heard");
    }
}
