//! Packages for people: the `.deb` and the `.rpm`, and the proof that the `.deb` installs, starts and goes.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{Outcome, output, program, root, run, target_folder};
use crate::packages::Need;
use crate::screen::photograph;
use crate::{setup, ui};

/// Makes both, and gives back where the `.deb` is.
pub fn make() -> Outcome<PathBuf> {
    setup::prepare(&[Need::Core, Need::Window])?;
    ui::build()?;
    let tauri = root().join("ui/node_modules/.bin/tauri");
    // Cargo builds the default members when nothing else is said, and the app is none of them.
    let package = ["--", "-p", "broadsheet"];
    run(program(tauri).args(["build", "--ci", "--bundles", "deb,rpm"]).args(package))?;
    let bundles = target_folder()?.join("release/bundle");
    let deb = newest(&bundles.join("deb"), "deb")?;
    for package in [&deb, &newest(&bundles.join("rpm"), "rpm")?] {
        println!("{}", package.display());
    }
    Ok(deb)
}

fn newest(folder: &Path, extension: &str) -> Outcome<PathBuf> {
    let files = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    files
        .flatten()
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .max_by_key(|path| fs::metadata(path).and_then(|file| file.modified()).ok())
        .ok_or_else(|| format!("{} holds no .{extension}", folder.display()))
}

/// Installs the `.deb` with apt, starts it from its desktop entry, removes it, and looks for what stayed behind.
pub fn verify() -> Outcome {
    setup::prepare(&[Need::Core, Need::Window, Need::Headless, Need::DesktopEntry])?;
    let deb = make()?;
    let name = output(program("dpkg-deb").args(["--field"]).arg(&deb).arg("Package"))?;
    let name = name.trim();
    run(program("apt-get").args(["install", "--yes", "--no-install-recommends", "--reinstall"]).arg(&deb))?;
    let listed = output(program("dpkg-query").args(["--listfiles", name]))?;
    let files: Vec<&Path> = listed.lines().map(Path::new).filter(|path| path.is_file()).collect();
    let started = start(&files);
    run(program("apt-get").args(["purge", "--yes", name]))?;
    started?;
    let left: Vec<String> =
        files.iter().filter(|path| path.exists()).map(|path| path.display().to_string()).collect();
    if left.is_empty() {
        println!("{name} installed, started from its desktop entry, and went without a trace.");
        return Ok(());
    }
    Err(format!("removing {name} left behind: {}", left.join(" ")))
}

/// A feed link to the edition that ships inside the app: what a browser would hand over.
const LINK: &str = "feed:https://sample.broadsheet.invalid/";

/// Starts the installed app as a desktop would, with a link to open.
fn start(files: &[&Path]) -> Outcome {
    let entry = files
        .iter()
        .find(|path| path.extension().is_some_and(|found| found == "desktop"))
        .ok_or("the package has no desktop entry")?;
    let folder = target_folder()?.join("bundle-check");
    let picture = photograph(&folder, |session| {
        // `gio launch` returns at once; the session lasts until its stdin ends.
        session.args(["sh", "-c", "gio launch \"$0\" \"$1\" && exec cat"]).arg(entry).arg(LINK);
    })?;
    let path = folder.join("installed.png");
    picture.write(&path)?;
    println!("Screenshot: {}", path.display());
    Ok(())
}
