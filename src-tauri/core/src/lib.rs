//! Everything Broadsheet does, without a window.
//!
//! [`Library`] is the face: one method for each thing a person can do. Behind it bytes come in through
//! [`fetch`], become plain data in [`parse`] and [`extract`], are made safe in [`sanitize`], and are kept in
//! [`store`]. Nothing here knows Tauri or GTK.

mod adding;
pub mod clock;
mod compare;
pub mod error;
pub mod event;
pub mod extract;
pub mod fetch;
mod follow;
mod front;
mod library;
pub mod model;
pub mod parse;
pub mod place;
pub mod recover;
mod refresh;
pub mod sanitize;
mod save;
mod search;
mod source;
pub mod spoken;
mod starter;
mod store;
pub mod tagging;
pub mod transfer;

pub use error::{Error, ErrorReport, Result};
pub use library::{Library, Options};
pub use source::linked_feeds;
