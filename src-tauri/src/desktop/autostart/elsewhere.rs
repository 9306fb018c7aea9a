//! The registry of Windows and the launch agents of macOS.

use auto_launch::{AutoLaunch, AutoLaunchBuilder};
use broadsheet_core::Error;
use tauri::AppHandle;

use super::HIDDEN;

/// Whether the system starts the program.
pub fn is_on(_app: &AppHandle) -> Result<bool, Error> {
    launch()?.is_enabled().map_err(unexpected)
}

/// Has the system start the program, or not.
pub fn set(_app: &AppHandle, on: bool) -> Result<(), Error> {
    let launch = launch()?;
    if on { launch.enable() } else { launch.disable() }.map_err(unexpected)
}

fn launch() -> Result<AutoLaunch, Error> {
    let program = std::env::current_exe().map_err(unexpected)?;
    AutoLaunchBuilder::new()
        .set_app_name("Broadsheet")
        .set_app_path(&program.to_string_lossy())
        .set_args(&[HIDDEN])
        .build()
        .map_err(unexpected)
}

fn unexpected(problem: impl std::fmt::Display) -> Error {
    Error::Unexpected { detail: problem.to_string() }
}
