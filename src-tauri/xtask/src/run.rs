//! Builds the app and opens its window on a development library; without a display, on a virtual one.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::command::{Outcome, cargo, output, program, run, target_folder};
use crate::packages::Need;
use crate::screen::Screen;
use crate::{setup, ui};

/// The edition of made-up articles that ships inside Broadsheet.
const SAMPLE: &str = "https://sample.broadsheet.invalid/";

/// Opens the window on `library`, or on the development library with the sample edition in it.
pub fn open(library: Option<&str>) -> Outcome {
    let headless =
        cfg!(target_os = "linux") && ["DISPLAY", "WAYLAND_DISPLAY"].iter().all(|name| is_unset(name));
    setup::prepare(if headless {
        &[Need::Core, Need::Window, Need::Headless]
    } else {
        &[Need::Core, Need::Window]
    })?;
    ui::build()?;
    build_app()?;
    let target = target_folder()?;
    let folder = library.map_or_else(|| target.join("dev-library"), PathBuf::from);
    if library.is_none() {
        run(cli(&folder)?.args(["add", SAMPLE]))?;
    }
    if headless {
        return photograph(&folder, &target);
    }
    run(&mut app(&folder)?)
}

/// The app as a developer runs it: unoptimised, with the built UI inside.
pub fn build_app() -> Outcome {
    run(cargo().args([
        "build",
        "-p",
        "broadsheet",
        "-p",
        "broadsheet-cli",
        "--features",
        "tauri/custom-protocol",
    ]))
}

fn is_unset(name: &str) -> bool {
    std::env::var_os(name).is_none_or(|value| value.is_empty())
}

/// A program that was just built.
fn built(name: &str) -> Outcome<Command> {
    Ok(program(target_folder()?.join("debug").join(name).with_extension(std::env::consts::EXE_EXTENSION)))
}

fn app(library: &Path) -> Outcome<Command> {
    let mut app = built("broadsheet")?;
    app.env("BROADSHEET_LIBRARY", library);
    Ok(app)
}

fn cli(library: &Path) -> Outcome<Command> {
    let mut cli = built("broadsheet-cli")?;
    cli.arg("--library").arg(library);
    Ok(cli)
}

/// Shows the window on a virtual screen, prints the headlines, and keeps a picture of it.
fn photograph(library: &Path, target: &Path) -> Outcome {
    println!("No display here: using a virtual one.\n");
    println!("{}", output(cli(library)?.args(["articles", "--limit", "20"]))?);
    let folder = target.join("screen");
    let screen = Screen::start(&folder, 1280, 860)?;
    let log = folder.join("app.log");
    let said = File::create(&log).map_err(|error| format!("{}: {error}", log.display()))?;
    let mut session = program("dbus-run-session");
    session.arg("--").arg(app(library)?.get_program()).env("BROADSHEET_LIBRARY", library);
    session.env("DISPLAY", &screen.name).env("GDK_BACKEND", "x11").stderr(said);
    let mut window = session.spawn().map_err(|error| format!("dbus-run-session: {error}"))?;
    let picture = screen.settled(Duration::from_secs(60), &mut window);
    // A window ends with its screen, and the session with the window.
    drop(screen);
    let _ = window.wait();
    let path = target.join("screenshot.png");
    picture.map_err(|error| format!("{error}; see {}", log.display()))?.write(&path)?;
    println!("Screenshot: {}", path.display());
    Ok(())
}
