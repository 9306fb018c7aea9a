//! The real `broadsheet-cli`, run on files and on real libraries. No network: what is added is the sample edition.

#![allow(clippy::expect_used, clippy::panic, reason = "in tests a panic is how failure is told")]

mod errors;
mod files;
mod opml;
mod program;
mod sample;
mod shapes;
