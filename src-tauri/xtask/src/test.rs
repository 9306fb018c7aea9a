//! Every check and test, cheapest first, stopping at the first that fails.

use std::time::{Duration, Instant};

use crate::command::{Outcome, cargo, cargo_all, npm, run};
use crate::packages::Need;
use crate::{boundaries, platforms, setup, ui};

/// A check with its name.
type Step = (&'static str, fn() -> Outcome);

const STEPS: &[Step] = &[
    ("set-up", set_up),
    ("formatting", || run(cargo().args(["fmt", "--all", "--check"]))),
    ("rules between the rooms", boundaries::check),
    ("UI: types and markup", || run(npm().args(["run", "check"]))),
    ("UI: lint", || run(npm().args(["run", "lint"]))),
    ("UI: tests", || run(npm().args(["run", "test"]))),
    ("UI: build", ui::build),
    ("tests of xtask", || run(cargo().args(["test", "-p", "xtask"]))),
    ("lints", lint),
    ("build", || run(cargo_all("build").arg("--all-targets"))),
    ("tests: the shell and its generated types, the CLI, the core, the real window", || {
        run(cargo_all("test").arg("--no-fail-fast"))
    }),
    ("Windows and macOS", check_platforms),
];

/// Runs the steps and tells how long each took.
pub fn test() -> Outcome {
    let mut times: Vec<(&str, Duration)> = Vec::new();
    let mut outcome = Ok(());
    for (name, step) in STEPS {
        println!("\n==== {name} ====");
        let started = Instant::now();
        outcome = step().map_err(|error| format!("{name}: {error}"));
        times.push((name, started.elapsed()));
        if outcome.is_err() {
            break;
        }
    }
    println!();
    for (name, time) in &times {
        println!("{:>7.1} s  {name}", time.as_secs_f64());
    }
    let failed = usize::from(outcome.is_err());
    println!("{:>7.1} s  in all", times.iter().map(|(_, time)| time.as_secs_f64()).sum::<f64>());
    println!("\nsteps: {} passed, {failed} failed", times.len() - failed);
    outcome
}

fn set_up() -> Outcome {
    setup::prepare(&[Need::Core, Need::Window, Need::Headless, Need::EndToEnd])
}

fn lint() -> Outcome {
    let strictly = ["--all-targets", "--", "-D", "warnings"];
    run(cargo().args(["clippy", "-p", "xtask"]).args(strictly))?;
    run(cargo_all("clippy").args(strictly))
}

fn check_platforms() -> Outcome {
    if let Some(obstacle) = platforms::obstacle() {
        println!("skipped: {obstacle}");
        return Ok(());
    }
    platforms::check()
}
