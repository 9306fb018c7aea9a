//! Whether the desktop starts the program, out of sight, when the reader logs in. The desktop is asked each time: it can
//! be changed there too.

#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod linux;

#[cfg(not(target_os = "linux"))]
pub use elsewhere::{is_on, set};
#[cfg(target_os = "linux")]
pub use linux::{is_on, program, set};

/// What the program is started with then.
pub const HIDDEN: &str = "--hidden";
