//! The network, and only here: one client with limits, conditional requests, pacing and address rules.

mod address;
pub(crate) mod bundled;
mod client;
mod headers;
mod limits;
mod pacing;
mod record;
mod route;
pub(crate) mod secret;
mod tls;
mod trail;

pub(crate) use address::is_path;
pub use address::{AddressRules, parse_address};
pub use client::{Answer, Client, Expect, Request, Response, Validators};
pub use limits::Limits;

/// What we call ourselves: the same for every reader.
const USER_AGENT: &str =
    concat!("Broadsheet/", env!("CARGO_PKG_VERSION"), " (+", env!("CARGO_PKG_HOMEPAGE"), ")");
