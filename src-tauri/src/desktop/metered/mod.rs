//! Whether each byte is paid for on the network, as the system tells it.

#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod linux;

use broadsheet_core::Library;

#[cfg(not(target_os = "linux"))]
use elsewhere::watch;
#[cfg(target_os = "linux")]
use linux::watch;

use super::report;

/// Tells the library at once, and whenever it changes. Where nobody knows, nothing is paid for.
pub async fn tell(library: Library) {
    let tell = |metered| {
        let library = library.clone();
        // Going on with what waited may take long, and the network may change meanwhile.
        tauri::async_runtime::spawn(async move { report(library.set_metered(metered).await) });
    };
    report(watch(tell).await);
}
