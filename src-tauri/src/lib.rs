//! The shell: what needs Tauri, and nothing else. It opens the library, shows the window, answers its calls, and
//! stands between the library and the desktop.

mod arguments;
mod commands;
mod desktop;
mod media;
mod opening;
mod shell;
#[cfg(test)]
mod types;
mod watch;

use std::process::ExitCode;

use tauri::{Manager, RunEvent};

use arguments::Arguments;
use shell::Shell;

/// Runs the program until its window is closed.
#[must_use]
pub fn run() -> ExitCode {
    desktop::settle_graphics();
    let arguments = match Arguments::read(std::env::args_os().skip(1)) {
        Ok(arguments) => arguments,
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::from(2);
        }
    };
    match build(arguments) {
        Ok(app) => {
            app.run(|app, event| heed(app, &event));
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("Broadsheet could not start: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn build(arguments: Arguments) -> tauri::Result<tauri::App> {
    let mut builder = tauri::Builder::default();
    // A library named on the command line is a world of its own; the reader's own has one window.
    if arguments.folder.is_none() {
        builder = builder.plugin(tauri_plugin_single_instance::init(|app, given, from| {
            if let Ok(arguments) = Arguments::read(given.into_iter().skip(1).map(Into::into)) {
                app.state::<Shell>().open_all(arguments.openings, from.as_ref());
            }
        }));
    }
    #[cfg(not(target_os = "linux"))]
    {
        builder = builder.plugin(tauri_plugin_notification::init());
    }
    builder
        .plugin(tauri_plugin_window_state::Builder::new().build())
        .plugin(tauri_plugin_dialog::init())
        .register_asynchronous_uri_scheme_protocol("media", media::serve)
        .invoke_handler(commands::answer)
        .setup(move |app| {
            let shell = Shell::new(app.handle().clone(), arguments.folder);
            app.manage(shell);
            desktop::window::create(app)?;
            let app = app.handle().clone();
            tauri::async_runtime::spawn(async move {
                let shell = app.state::<Shell>();
                // Why it did not open is told to the window when it asks.
                drop(shell.library().await);
                let here = std::env::current_dir().unwrap_or_default();
                shell.open_all(arguments.openings, &here);
            });
            Ok(())
        })
        .build(tauri::generate_context!())
}

/// macOS hands over links and files as events, where other systems give arguments.
#[cfg(target_os = "macos")]
fn heed(app: &tauri::AppHandle, event: &RunEvent) {
    if let RunEvent::Opened { urls } = event {
        let given = urls.iter().map(|url| url.as_str().into());
        app.state::<Shell>().open_all(given.collect(), std::path::Path::new("/"));
    }
}

#[cfg(not(target_os = "macos"))]
fn heed(_app: &tauri::AppHandle, _event: &RunEvent) {}
