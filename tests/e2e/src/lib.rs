//! Drives Broadsheet's real window: a display, a session bus and a notification daemon of its own, the real
//! program in them, and a WebDriver that clicks and reads as a person would.
//!
//! Display, bus and WebKitWebDriver are Linux's: elsewhere this is an empty crate.

#![cfg(target_os = "linux")]

mod bus;
mod desk;
mod publisher;
mod runs;
mod server;
mod spoken;
mod window;

pub use bus::{Dock, Notice, Notifications, TrayHost, has_own_window};
pub use desk::{Desk, PATIENCE, until, until_told};
pub use publisher::Publisher;
pub use runs::Runs;
pub use server::{Reply, Request, Server};
pub use spoken::Ear;
pub use window::{Window, program};

/// What a journey ends with.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;
