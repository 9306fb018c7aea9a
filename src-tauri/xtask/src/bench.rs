//! How quick the window feels, and what the program costs while nobody uses it.

use crate::command::{Outcome, cargo, run};
use crate::packages::Need;
use crate::{setup, ui};

/// What the bench starts is built from the same packages as itself, so that they share what they are made of.
const PACKAGES: [&str; 4] = ["-p", "broadsheet", "-p", "broadsheet-e2e"];

/// Builds the app and the empty window as they are released, and prints each figure beside its target.
pub fn measure() -> Outcome {
    setup::prepare(&[Need::Core, Need::Window, Need::Headless, Need::EndToEnd])?;
    ui::build()?;
    let both = ["--bin", "broadsheet", "--example", "empty"];
    run(cargo().args(["build", "--release"]).args(PACKAGES).args(both))?;
    run(cargo().arg("bench").args(PACKAGES).args(["--bench", "window"]))
}

/// Builds the app as it is released, leaves it alone for so many minutes, and prints what it cost beside the target.
pub fn measure_idle(minutes: &str) -> Outcome {
    setup::prepare(&[Need::Core, Need::Window, Need::Headless, Need::EndToEnd])?;
    ui::build()?;
    run(cargo().args(["build", "--release"]).args(PACKAGES).args(["--bin", "broadsheet"]))?;
    run(cargo().arg("bench").args(PACKAGES).args(["--bench", "idle", "--", minutes]))
}
