//! From an address a person typed to what could be added from it.

use crate::fetch::Client;
use crate::model::Discovery;
use crate::{Error, Result};

/// Looks at an address and tells what could be added from it.
///
/// # Errors
/// Every network code of [`Error`], and [`Error::NothingFound`].
pub async fn discover(client: &Client, address: &str) -> Result<Discovery> {
    let _ = client;
    Err(Error::NothingFound { address: address.to_owned() })
}
