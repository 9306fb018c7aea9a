//! The real `broadsheet-cli`, run on files and on real libraries. No internet: what is added is the sample
//! edition, or lies on this machine.

#![allow(clippy::expect_used, clippy::panic, reason = "in tests a panic is how failure is told")]

mod errors;
mod files;
mod following;
mod killed;
mod moving;
mod network;
mod opml;
mod program;
mod sample;
mod saving;
mod shapes;
mod tags;
mod transfers;
