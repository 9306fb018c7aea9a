//! The network, and only here: one client with limits, conditional requests, pacing and address rules.

mod address;
mod client;

pub use address::{AddressRules, parse_address};
pub use client::{Answer, Client, Expect, Request, Response, Validators};
