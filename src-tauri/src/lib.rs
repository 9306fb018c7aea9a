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
use tauri_plugin_window_state::StateFlags;

use arguments::Arguments;
use desktop::presence::{self, Presence};
use shell::Shell;

/// Runs the program until its window is closed.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = match Arguments::read(std::env::args_os().skip(1)) {
        Ok(arguments) => arguments,
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::from(2);
        }
    };
    if let Some(program) = arguments.keeps_for {
        return desktop::notify::keep(&program, arguments.folder);
    }
    desktop::settle_graphics();
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
            if let Ok(arguments) = Arguments::read(given.into_iter().skip(1).map(Into::into))
                // The desktop's own start, of what runs already, is no wish to see it.
                && !(arguments.hidden && arguments.openings.is_empty())
            {
                app.state::<Shell>().open_all(arguments.openings, from.as_ref());
            }
        }));
    }
    #[cfg(not(target_os = "linux"))]
    {
        builder = builder.plugin(tauri_plugin_notification::init());
    }
    builder
        .manage(Presence::default())
        .on_window_event(presence::heed)
        // Whether it is seen depends on how the program is started, and not on how it ended.
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(StateFlags::all() & !StateFlags::VISIBLE)
                .build(),
        )
        .plugin(tauri_plugin_dialog::init())
        .register_asynchronous_uri_scheme_protocol("media", media::serve)
        .invoke_handler(commands::answer)
        .setup(move |app| {
            let shell = Shell::new(app.handle().clone(), arguments.folder);
            app.manage(shell);
            let is_seen = !arguments.hidden || !arguments.openings.is_empty();
            desktop::window::create(app, is_seen)?;
            let app = app.handle().clone();
            tauri::async_runtime::spawn(async move {
                let shell = app.state::<Shell>();
                if !is_seen {
                    presence::put_away(&app).await;
                }
                // Why it did not open is told to the window when it asks.
                let is_open = shell.library().await.is_ok();
                if is_seen || !is_open {
                    let here = std::env::current_dir().unwrap_or_default();
                    shell.open_all(arguments.openings, &here);
                }
            });
            Ok(())
        })
        .build(tauri::generate_context!())
}

/// macOS hands over links and files as events, where other systems give arguments.
#[cfg(target_os = "macos")]
fn heed(app: &tauri::AppHandle, event: &RunEvent) {
    match event {
        RunEvent::Opened { urls } => {
            let given = urls.iter().map(|url| url.as_str().into());
            app.state::<Shell>().open_all(given.collect(), std::path::Path::new("/"));
        }
        // A click in the dock on a program whose window is hidden.
        RunEvent::Reopen { .. } => presence::raise(app, None),
        _ => {}
    }
}

#[cfg(not(target_os = "macos"))]
fn heed(_app: &tauri::AppHandle, _event: &RunEvent) {}
