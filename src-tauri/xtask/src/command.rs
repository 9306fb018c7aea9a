//! Starting other programs.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What every job gives back: a failure is a sentence for the person at the terminal.
pub type Outcome<T = ()> = Result<T, String>;

/// The top of the checkout.
pub fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.ancestors().nth(2).unwrap_or(xtask)
}

/// Where builds go: xtask itself stands in its `debug` folder.
pub fn target_folder() -> Outcome<PathBuf> {
    let xtask = std::env::current_exe().map_err(|error| format!("cannot tell where xtask is: {error}"))?;
    xtask
        .ancestors()
        .nth(2)
        .map(Path::to_path_buf)
        .ok_or_else(|| "xtask stands outside a target folder".into())
}

/// A program started at the top of the checkout, without the variables that `cargo run` set for xtask itself:
/// some build scripts watch those, and would build again each time.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    for (key, _) in std::env::vars_os() {
        let own = key.to_string_lossy();
        if own.starts_with("CARGO_PKG_") || own.starts_with("CARGO_MANIFEST_") || own == "LD_LIBRARY_PATH" {
            command.env_remove(&key);
        }
    }
    command
}

/// The cargo that started xtask.
pub fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Has cargo do `job` with everything but xtask itself, which is running. Always this one selection of packages:
/// with another, cargo picks other features for what they share, and builds most of it again.
pub fn cargo_all(job: &str) -> Command {
    let mut command = cargo();
    command.args([job, "--workspace", "--exclude", "xtask"]);
    command
}

/// npm, in the UI's folder.
pub fn npm() -> Command {
    let mut command = program(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(root().join("ui"));
    command
}

/// How one would type it.
pub fn line(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

/// Prints the command and runs it; an exit other than 0 is a failure.
pub fn run(command: &mut Command) -> Outcome {
    println!("$ {}", line(command));
    run_quietly(command)
}

/// Runs the command; an exit other than 0 is a failure.
pub fn run_quietly(command: &mut Command) -> Outcome {
    let status = command.stdin(Stdio::null()).status().map_err(|error| cannot_start(command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", line(command))) }
}

/// What the command prints on stdout.
pub fn output(command: &mut Command) -> Outcome<String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| cannot_start(command, &error))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(format!("`{}` failed ({}): {said}", line(command), output.status))
}

fn cannot_start(command: &Command, error: &std::io::Error) -> String {
    format!("`{}` could not be started: {error}", line(command))
}
