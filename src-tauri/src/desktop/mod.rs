//! Where the program touches the desktop. Only here may code know which system it runs on.

pub mod clipboard;
pub mod dialog;
pub mod notify;
pub mod window;

use std::fmt::Display;

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

/// WebKitGTK can show an empty window with NVIDIA's driver under Wayland unless one of its ways of drawing is
/// turned off, which must be said before the program starts: so it starts itself once more.
#[cfg(target_os = "linux")]
pub fn settle_graphics() {
    use std::os::unix::process::CommandExt;
    const SWITCH: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    let wayland = std::env::var_os("WAYLAND_DISPLAY").is_some();
    let nvidia = std::path::Path::new("/proc/driver/nvidia/version").exists();
    if !wayland || !nvidia || std::env::var_os(SWITCH).is_some() {
        return;
    }
    if let Ok(program) = std::env::current_exe() {
        let problem =
            std::process::Command::new(program).args(std::env::args_os().skip(1)).env(SWITCH, "1").exec();
        eprintln!("{SWITCH} could not be set: {problem}");
    }
}

/// Nothing to settle elsewhere.
#[cfg(not(target_os = "linux"))]
pub fn settle_graphics() {}

#[cfg(test)]
mod tests {
    use super::web_address;

    #[test]
    fn only_web_addresses_reach_the_system() {
        assert!(web_address("https://a.example/b?c=d").is_ok());
        for text in ["file:///etc/passwd", "javascript:alert(1)", "mailto:a@b.example", "/bin/sh", "-h", ""] {
            assert!(web_address(text).is_err(), "{text}");
        }
    }
}
