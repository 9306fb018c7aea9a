//! The UI's packages and its build, each only when something changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::command::{Outcome, npm, root, run};
use crate::licences;

fn folder() -> PathBuf {
    root().join("ui")
}

/// Installs the UI's packages when the lock file is not the one they were installed from.
pub fn install() -> Outcome {
    let lock = folder().join("package-lock.json");
    let stamp = folder().join("node_modules/.installed-lock.json");
    let wanted = fs::read(&lock).map_err(|error| format!("{}: {error}", lock.display()))?;
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    run(npm().args(["ci", "--no-audit", "--no-fund"]))?;
    fs::write(&stamp, wanted).map_err(|error| format!("{}: {error}", stamp.display()))
}

/// Builds the UI when a source, or the list of the crates beside it, is newer than the last build.
pub fn build() -> Outcome {
    let built = fs::metadata(folder().join("dist/index.html")).and_then(|file| file.modified()).ok();
    let sources = fs::read_dir(folder()).map_err(|error| format!("ui: {error}"))?.flatten();
    let changed = sources
        .filter(|entry| !["dist", "node_modules"].iter().any(|name| entry.file_name() == *name))
        .filter_map(|entry| newest(&entry.path()))
        .chain(newest(&root().join("Cargo.lock")))
        .max();
    if built.is_some() && changed <= built {
        return Ok(());
    }
    run(npm().args(["run", "build"]))?;
    licences::add_crates(&folder().join("dist/licences.txt"))
}

/// The shell takes the built UI in when it is compiled; where that is all it is for, an empty folder does.
pub fn make_room() -> Outcome {
    let built = folder().join("dist");
    fs::create_dir_all(&built).map_err(|error| format!("{}: {error}", built.display()))
}

/// When anything in a file or folder last changed. A folder's own time tells of files taken away.
fn newest(path: &Path) -> Option<SystemTime> {
    let own = fs::metadata(path).and_then(|entry| entry.modified()).ok();
    let inside = fs::read_dir(path).into_iter().flatten().flatten().filter_map(|entry| newest(&entry.path()));
    inside.chain(own).max()
}
