//! A display where there is none: Xvfb, which writes what it shows into a file.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::command::{Outcome, program};

/// The window's own size, so that the picture has no edge round it.
const SIZE: &str = "1280x860x24";

/// The picture an app's window shows, on a screen and a session bus of its own and as somebody who never ran it
/// before; then the app is ended. `app` adds the command line and the environment to the session. What the app says
/// goes to `app.log` in `folder`.
pub fn photograph(folder: &Path, app: impl FnOnce(&mut Command)) -> Outcome<Picture> {
    let home = folder.join("home");
    if home.exists() {
        fs::remove_dir_all(&home).map_err(|error| format!("{}: {error}", home.display()))?;
    }
    fs::create_dir_all(&home).map_err(|error| format!("{}: {error}", home.display()))?;
    let screen = Screen::start(folder)?;
    let log = folder.join("app.log");
    let explain = |error| format!("{}: {error}", log.display());
    let said = File::create(&log).map_err(explain)?;
    let mut session = program("dbus-run-session");
    session
        .arg("--")
        .env("HOME", &home)
        .env("DISPLAY", &screen.name)
        .env("GDK_BACKEND", "x11")
        .stdin(Stdio::piped())
        .stdout(said.try_clone().map_err(explain)?)
        .stderr(said);
    for own in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "BROADSHEET_LIBRARY"] {
        session.env_remove(own);
    }
    app(&mut session);
    let mut session =
        session.spawn().map_err(|error| format!("dbus-run-session could not be started: {error}"))?;
    let picture = screen.settled(Duration::from_secs(60), &mut session);
    // A window ends with its screen, and the session with the window.
    drop(screen);
    let _ = session.wait();
    picture.map_err(|error| format!("{error}; see {}", log.display()))
}

/// A virtual screen. Ends when dropped.
struct Screen {
    server: Child,
    /// Its name, for `DISPLAY`.
    name: String,
    frame: PathBuf,
}

impl Screen {
    /// Starts a screen that keeps what it shows in `folder`, and waits until it takes connections.
    fn start(folder: &Path) -> Outcome<Self> {
        let mut server = program("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0"])
            .arg(SIZE)
            .arg("-fbdir")
            .arg(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("Xvfb could not be started: {error}"))?;
        let mut number = String::new();
        let said = server.stdout.take().map(|out| BufReader::new(out).read_line(&mut number));
        let screen = Self { server, name: format!(":{}", number.trim()), frame: folder.join("Xvfb_screen0") };
        match said {
            Some(Ok(1..)) => Ok(screen),
            _ => Err("Xvfb ended before it showed anything".into()),
        }
    }

    /// The picture on the screen once `app` shows something there that has stopped changing.
    fn settled(&self, patience: Duration, app: &mut Child) -> Outcome<Picture> {
        let started = Instant::now();
        let mut last: Option<Picture> = None;
        let mut same = 0;
        while started.elapsed() < patience {
            if let Ok(Some(status)) = app.try_wait() {
                return Err(format!("the app ended before its window showed anything ({status})"));
            }
            sleep(Duration::from_millis(250));
            let now = Picture::read(&self.frame)?;
            same = if last.as_ref() == Some(&now) { same + 1 } else { 0 };
            if same >= 6 && now.shows_something() {
                return Ok(now);
            }
            last = Some(now);
        }
        last.filter(Picture::shows_something)
            .ok_or_else(|| format!("the window showed nothing within {} seconds", patience.as_secs()))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// What a screen shows: red, green and blue, a byte each.
#[derive(PartialEq, Eq)]
pub struct Picture {
    width: u32,
    height: u32,
    pixels: Vec<u8>,
}

impl Picture {
    /// Reads an X window dump of 32-bit little-endian pixels, which is what Xvfb writes at depth 24.
    fn read(path: &Path) -> Outcome<Self> {
        let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Self::from_dump(&bytes)
            .ok_or_else(|| format!("{} is not the window dump that was expected", path.display()))
    }

    fn from_dump(bytes: &[u8]) -> Option<Self> {
        let word = |at: usize| Some(u32::from_be_bytes(bytes.get(at * 4..at * 4 + 4)?.try_into().ok()?));
        let (header, width, height, bits, row, colours) =
            (word(0)?, word(4)?, word(5)?, word(11)?, word(12)?, word(19)?);
        if bits != 32 {
            return None;
        }
        let start = usize::try_from(header + colours * 12).ok()?;
        let (row, length) = (usize::try_from(row).ok()?, usize::try_from(width * 4).ok()?);
        let rows = bytes.get(start..)?.chunks_exact(row).take(usize::try_from(height).ok()?);
        let mut pixels = Vec::with_capacity(row * rows.len());
        for line in rows {
            pixels
                .extend(line.get(..length)?.chunks_exact(4).flat_map(|pixel| [pixel[2], pixel[1], pixel[0]]));
        }
        Some(Self { width, height, pixels })
    }

    /// An empty page is one or two colours; the edges of letters alone make many.
    fn shows_something(&self) -> bool {
        let colours: std::collections::HashSet<&[u8]> = self.pixels.chunks_exact(3).collect();
        colours.len() > 128
    }

    /// Writes it as PNG.
    pub fn write(&self, path: &Path) -> Outcome {
        let explain = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let file = File::create(path).map_err(|error| explain(&error))?;
        let mut encoder = png::Encoder::new(BufWriter::new(file), self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder
            .write_header()
            .and_then(|mut writer| writer.write_image_data(&self.pixels))
            .map_err(|error| explain(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A dump of a picture 2 wide and 1 high, with one unused colour-map entry and a padded row.
    fn dump() -> Vec<u8> {
        let mut words = [0_u32; 25];
        (words[0], words[4], words[5], words[11], words[12], words[19]) = (100, 2, 1, 32, 12, 1);
        let mut bytes: Vec<u8> = words.iter().flat_map(|word| word.to_be_bytes()).collect();
        bytes.extend([0; 12]);
        bytes.extend([3, 2, 1, 0, 6, 5, 4, 0, 9, 9, 9, 9]);
        bytes
    }

    #[test]
    fn a_dump_becomes_rows_of_red_green_blue() {
        let picture = Picture::from_dump(&dump()).unwrap();
        assert_eq!((picture.width, picture.height), (2, 1));
        assert_eq!(picture.pixels, [1, 2, 3, 4, 5, 6], "blue comes first in the dump, and padding goes");
    }

    #[test]
    fn a_cut_dump_is_refused() {
        assert!(Picture::from_dump(&dump()[..90]).is_none());
    }

    #[test]
    fn a_blank_page_shows_nothing() {
        assert!(!Picture::from_dump(&dump()).unwrap().shows_something());
    }
}
