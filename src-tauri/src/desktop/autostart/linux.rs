//! The desktop's folder of what it starts, as XDG has it.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use broadsheet_core::Error;
use tauri::{AppHandle, Manager};

use super::HIDDEN;

/// Whether the desktop starts the program.
pub fn is_on(app: &AppHandle) -> Result<bool, Error> {
    let path = path(app)?;
    match std::fs::read_to_string(&path) {
        Ok(entry) => Ok(starts(&entry)),
        Err(problem) if problem.kind() == ErrorKind::NotFound => Ok(false),
        Err(source) => Err(Error::File { path, source }),
    }
}

/// Has the desktop start the program, or not.
pub fn set(app: &AppHandle, on: bool) -> Result<(), Error> {
    let path = path(app)?;
    let written = if on {
        let folder = path.parent().unwrap_or(Path::new("."));
        program().and_then(|program| {
            std::fs::create_dir_all(folder)?;
            std::fs::write(&path, entry(&program))
        })
    } else {
        match std::fs::remove_file(&path) {
            Err(problem) if problem.kind() == ErrorKind::NotFound => Ok(()),
            removed => removed,
        }
    };
    written.map_err(|source| Error::File { path, source })
}

fn path(app: &AppHandle) -> Result<PathBuf, Error> {
    let folder = app.path().config_dir().map_err(|e| Error::Unexpected { detail: e.to_string() })?;
    Ok(folder.join("autostart/broadsheet.desktop"))
}

/// What is to be started: a bundle that holds the program goes by its own name.
pub fn program() -> std::io::Result<OsString> {
    let program = std::env::current_exe()?;
    match (std::env::var_os("APPIMAGE"), std::env::var_os("APPDIR")) {
        (Some(bundle), Some(inside)) if program.starts_with(&inside) => Ok(bundle),
        _ => Ok(installed(program.into())),
    }
}

/// Where a program lies that was replaced while it ran, as by an upgrade: Linux then says that it was deleted.
fn installed(program: OsString) -> OsString {
    match program.to_str().and_then(|path| path.strip_suffix(" (deleted)")) {
        Some(path) => path.into(),
        None => program,
    }
}

/// A desktop entry that starts `program` out of sight.
fn entry(program: &OsString) -> String {
    format!(
        "[Desktop Entry]\nType=Application\nName=Broadsheet\nIcon=broadsheet\nExec={} {HIDDEN}\nTerminal=false\n\
         X-GNOME-Autostart-enabled=true\n",
        quoted(&program.to_string_lossy())
    )
}

/// A word of a command in a desktop entry: quoted for the command, and then written as a string.
fn quoted(word: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in word.chars() {
        match letter {
            '"' | '`' | '$' => quoted.extend(["\\\\", &letter.to_string()]),
            '\\' => quoted.push_str("\\\\\\\\"),
            '%' => quoted.push_str("%%"),
            other => quoted.push(other),
        }
    }
    quoted + "\""
}

/// Whether a desktop that reads this entry starts it.
fn starts(entry: &str) -> bool {
    let says = |key: &str, value: &str| {
        entry
            .lines()
            .filter_map(|line| line.split_once('='))
            .any(|(k, v)| k.trim() == key && v.trim() == value)
    };
    !says("Hidden", "true") && !says("X-GNOME-Autostart-enabled", "false")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_was_upgraded_while_it_ran_is_found_where_it_is_now() {
        for running in ["/usr/bin/broadsheet", "/usr/bin/broadsheet (deleted)"] {
            assert_eq!(installed(running.into()), "/usr/bin/broadsheet", "{running}");
        }
    }

    #[test]
    fn an_entry_starts_the_program_out_of_sight() {
        let entry = entry(&OsString::from("/opt/my apps/50%/broadsheet"));
        assert!(entry.contains("\nExec=\"/opt/my apps/50%%/broadsheet\" --hidden\n"), "{entry}");
        assert!(starts(&entry));
    }

    #[test]
    fn a_path_cannot_say_more_than_one_word() {
        assert_eq!(quoted("/a\"b`c$d\\e"), r#""/a\\"b\\`c\\$d\\\\e""#, "quoted twice, as entries want it");
    }

    #[test]
    fn what_the_reader_switched_off_elsewhere_is_off() {
        assert!(!starts("[Desktop Entry]\nHidden=true\n"));
        assert!(!starts("[Desktop Entry]\nX-GNOME-Autostart-enabled = false\n"));
    }
}
