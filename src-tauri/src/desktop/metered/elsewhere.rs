//! Where no portable way is known to ask.

/// Takes the network for one on which nothing is paid for.
pub async fn watch(tell: impl Fn(bool)) -> Result<(), String> {
    tell(false);
    Ok(())
}
