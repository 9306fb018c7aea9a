//! What every job does first: tools new enough, system packages there, the UI's packages as its lock file says.

use crate::command::Outcome;
use crate::packages::{self, Need};
use crate::{tools, ui};

/// Makes the machine ready for a job with these needs. Quick, and silent, when it already is.
pub fn prepare(needs: &[Need]) -> Outcome {
    tools::check()?;
    packages::install(needs)?;
    ui::install()
}
