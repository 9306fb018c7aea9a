//! The TypeScript twin of the commands.

use crate::command::{Outcome, cargo_all, run};
use crate::packages::Need;
use crate::{setup, ui};

/// Writes it again. The shell's own test does, so that there is one way to make it and to compare it.
pub fn write() -> Outcome {
    setup::prepare(&[Need::Core, Need::Window])?;
    ui::make_room()?;
    let mut test = cargo_all("test");
    test.args(["--lib", "--", "the_generated_types_are_current"]);
    run(test.env("BROADSHEET_WRITE_TYPES", "1"))
}
