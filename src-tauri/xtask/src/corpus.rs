//! How well the core reads what publishers really send.

use crate::command::{Outcome, cargo, run_quietly};
use crate::packages::{self, Need};

/// Prints the table of the corpus, measured with an optimised build. Only the table goes to stdout.
pub fn measure(options: &[&str]) -> Outcome {
    packages::install(&[Need::Core])?;
    run_quietly(cargo().args(["run", "--release", "--quiet", "-p", "broadsheet-corpus", "--"]).args(options))
}
