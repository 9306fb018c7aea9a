//! The core through its public face, against a real HTTP server on loopback and a real library on disk.

#![allow(clippy::expect_used, clippy::panic, reason = "in tests a panic is how failure is told")]

mod asking;
mod backfilling;
mod bad_input;
mod books;
mod discovering;
#[cfg(target_os = "linux")]
mod disk;
mod exporting;
mod fetching;
mod following;
mod icons;
mod inline_pictures;
mod journeys;
mod lists;
#[cfg(target_os = "linux")]
mod memory;
mod moving;
mod newsroom;
mod pages;
mod pictures;
mod polite;
mod room;
mod saving;
mod server;
mod settings;
mod site_archives;
mod sources;
mod thumbnails;
mod transferring;
