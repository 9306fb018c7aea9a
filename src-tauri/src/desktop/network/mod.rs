//! The network, as the system tells of it: whether there is one, whether each byte is paid for on it, and whether the
//! computer slept meanwhile.

#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod linux;

use broadsheet_core::{Error, Library};

#[cfg(not(target_os = "linux"))]
use elsewhere::watch;
#[cfg(target_os = "linux")]
use linux::watch;

use super::report;

/// What the system tells.
#[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "only waking is noticed there"))]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Whether each byte is paid for.
    Metered(bool),
    /// Whether there is a network.
    Online(bool),
    /// The computer woke from sleep.
    Woke,
}

/// Tells the library at once, and whenever it changes. Where nobody knows, there is a network on which nothing is paid
/// for.
pub async fn tell(library: Library) {
    let tell = |change| {
        let library = library.clone();
        // Going on with what waited may take long, and the network may change meanwhile.
        tauri::async_runtime::spawn(async move { report(pass_on(&library, change).await) });
    };
    watch(tell).await;
}

async fn pass_on(library: &Library, change: Change) -> Result<(), Error> {
    match change {
        Change::Metered(metered) => library.set_metered(metered).await,
        Change::Online(online) => library.note_network(online).await,
        Change::Woke => library.woke().await,
    }
}
