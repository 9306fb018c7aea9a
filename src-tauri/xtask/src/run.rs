//! Builds the app and opens its window on a development library; without a display, on a virtual one.

use std::path::Path;
use std::process::Command;

use crate::command::{Outcome, cargo_all, output, program, run, target_folder};
use crate::packages::Need;
use crate::screen::photograph;
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
    // The app as a developer runs it: unoptimised, with the built UI inside.
    run(&mut cargo_all("build"))?;
    let target = target_folder()?;
    let folder = library.map_or_else(|| Ok(target.join("dev-library")), std::path::absolute);
    let folder = folder.map_err(|error| format!("--library: {error}"))?;
    if library.is_none() {
        run(cli(&folder)?.args(["add", SAMPLE]))?;
    }
    if headless {
        return show_off(&folder, &target);
    }
    run(&mut app(&folder)?)
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
fn show_off(library: &Path, target: &Path) -> Outcome {
    println!("No display here: using a virtual one.\n");
    println!("{}", output(cli(library)?.args(["articles", "--limit", "20"]))?);
    let app = app(library)?;
    let picture = photograph(&target.join("screen"), |session| {
        session.arg(app.get_program()).env("BROADSHEET_LIBRARY", library);
    })?;
    let path = target.join("screenshot.png");
    picture.write(&path)?;
    println!("Screenshot: {}", path.display());
    Ok(())
}
