//! The project's own commands. Each sets up what it needs first, so that they work on a fresh machine.

#![expect(clippy::print_stdout, reason = "a terminal program speaks on stdout")]

mod bench;
mod boundaries;
mod bundle;
mod command;
mod corpus;
mod licences;
mod packages;
mod platforms;
mod run;
mod screen;
mod setup;
mod test;
mod tools;
mod types;
mod ui;

use std::process::ExitCode;

use command::Outcome;

const USAGE: &str = "\
cargo xtask COMMAND

  run [--library DIR]   build the app and open it: on a development library with the sample edition, or on DIR
  test                  set up, then every check and test, stopping at the first that fails
  types                 write ui/src/api/types.ts again from the Rust side
  check-platforms       type-check everything for Windows and macOS
  bundle [--verify]     make the .deb and the .rpm; then install the .deb, start it, remove it (as root, on Debian)
  corpus [--dir DIR] [--json]
                        how well the core reads real feeds and pages
  bench                 how quick the window feels on ten thousand articles, beside its targets
  idle [--minutes N]    what the program costs while nobody uses it, over ten minutes or so many
  boundaries            check the rules between the rooms that no compiler keeps";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match obey(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nxtask: {message}");
            ExitCode::FAILURE
        }
    }
}

fn obey(words: &[&str]) -> Outcome {
    match words {
        ["run"] => run::open(None),
        ["run", "--library", library] => run::open(Some(library)),
        ["test"] => test::test(),
        ["types"] => types::write(),
        ["check-platforms"] => platforms::check(),
        ["bundle"] => bundle::make().map(drop),
        ["bundle", "--verify"] => bundle::verify(),
        ["corpus", options @ ..] => corpus::measure(options),
        ["bench"] => bench::measure(),
        ["idle"] => bench::measure_idle("10"),
        ["idle", "--minutes", minutes] => bench::measure_idle(minutes),
        ["boundaries"] => boundaries::check(),
        ["help" | "--help" | "-h"] | [] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => Err(format!("`{}` is no command here.\n\n{USAGE}", words.join(" "))),
    }
}
