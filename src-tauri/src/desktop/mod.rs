//! Where the program touches the desktop. Only here may code know which system it runs on.

pub mod autostart;
pub mod badge;
#[cfg(target_os = "linux")]
mod bus;
pub mod clipboard;
pub mod dialog;
pub mod network;
pub mod notify;
pub mod presence;
mod tray;
pub mod window;
mod words;

use std::fmt::Display;
#[cfg(target_os = "linux")]
use std::path::Path;

use broadsheet_core::Error;
use url::Url;

/// Tells on standard error what failed behind the reader's back and has no better place to be told.
pub fn report<T, E: Display>(result: Result<T, E>) {
    if let Err(problem) = result {
        eprintln!("{problem}");
    }
}

/// An address that may be handed to a browser: nothing else may reach the system's way of opening things, which
/// also starts programs.
pub fn web_address(text: &str) -> Result<Url, Error> {
    let url =
        Url::parse(text).map_err(|_| Error::AddressInvalid { address: text.chars().take(200).collect() })?;
    match url.scheme() {
        "http" | "https" => Ok(url),
        scheme => Err(Error::AddressScheme { scheme: scheme.to_owned() }),
    }
}

/// One of WebKitGTK's ways of drawing does harm in two places, and must be turned off before WebKit looks: called first,
/// while nothing else runs that reads the environment. With NVIDIA's driver under Wayland the window can stay empty. And where there is no graphics
/// card, as in a virtual machine, the processor would play one: every frame takes several times as long as when it
/// draws the page itself. A window that another program drives is left as it is: pictures of the page come to that
/// only from this way of drawing.
#[cfg(target_os = "linux")]
pub fn settle_graphics() {
    const SWITCH: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    let is_driven =
        ["TAURI_WEBVIEW_AUTOMATION", "TAURI_AUTOMATION"].iter().any(|name| std::env::var_os(name).is_some());
    let wayland = std::env::var_os("WAYLAND_DISPLAY").is_some();
    let nvidia = Path::new("/proc/driver/nvidia/version").exists();
    let harmful = (wayland && nvidia) || !has_card(Path::new("/dev/dri"));
    if is_driven || !harmful {
        return;
    }
    if let Err(problem) = gtk::glib::setenv(SWITCH, "1", false) {
        eprintln!("{SWITCH} could not be set: {problem}");
    }
}

/// Whether there is a graphics card among these devices that programs may draw with.
#[cfg(target_os = "linux")]
fn has_card(devices: &Path) -> bool {
    let is_card = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with("renderD");
    std::fs::read_dir(devices).is_ok_and(|all| all.flatten().any(|device| is_card(&device.file_name())))
}

/// Nothing to settle elsewhere.
#[cfg(not(target_os = "linux"))]
pub fn settle_graphics() {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_reach_the_system() {
        assert!(web_address("https://a.example/b?c=d").is_ok());
        for text in ["file:///etc/passwd", "javascript:alert(1)", "mailto:a@b.example", "/bin/sh", "-h", ""] {
            assert!(web_address(text).is_err(), "{text}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_card_is_known_by_the_device_that_programs_draw_with() -> std::io::Result<()> {
        let devices = tempfile::tempdir()?;
        assert!(!has_card(&devices.path().join("none")), "no devices at all");
        std::fs::write(devices.path().join("card0"), "")?;
        assert!(!has_card(devices.path()), "a virtual machine's screen only shows");
        std::fs::write(devices.path().join("renderD128"), "")?;
        assert!(has_card(devices.path()), "this one draws");
        Ok(())
    }
}
