//! `broadsheet-cli`: everything Broadsheet does, without a window.

mod args;
mod commands;
mod failure;
mod output;
mod progress;
mod text;

use std::ffi::OsStr;
use std::io::Write;
use std::process::ExitCode;

use broadsheet_core::Error;
use clap::Parser;
use clap::error::ErrorKind;

use args::Cli;
use failure::Failure;
use output::Output;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(asked) if matches!(asked.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            // Help that nobody reads to its end is no failure.
            let _ = asked.print();
            return ExitCode::SUCCESS;
        }
        Err(error) => return end_with(&Failure::Usage(Box::new(error)), json_was_asked_for()),
    };
    let json = cli.json;
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => end_with(&failure, json),
    }
}

fn run(cli: Cli) -> Result<(), Failure> {
    let runtime =
        tokio::runtime::Runtime::new().map_err(|error| Error::Unexpected { detail: error.to_string() })?;
    let result = runtime.block_on(commands::run(cli.command, cli.library, &mut Output::new(cli.json)));
    // A blocking call that hangs (a name that does not resolve) must not keep a finished program alive.
    runtime.shutdown_background();
    result
}

/// Whether the command line says `--json`, when it cannot be understood as a whole.
fn json_was_asked_for() -> bool {
    std::env::args_os()
        .skip(1)
        .take_while(|arg| arg != OsStr::new("--"))
        .any(|arg| arg == OsStr::new("--json"))
}

fn end_with(failure: &Failure, json: bool) -> ExitCode {
    if let Some(report) = failure.to_report() {
        let line = if json {
            serde_json::to_string(&report).unwrap_or_default()
        } else {
            format!("{}: {}", report.code, report.message)
        };
        // With stderr closed there is nobody left to tell.
        let _ = writeln!(std::io::stderr(), "{line}");
    }
    ExitCode::from(failure.exit_code())
}
