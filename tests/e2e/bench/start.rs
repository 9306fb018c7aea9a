//! How long a program takes from its start until its window shows what is in it.

use std::collections::HashSet;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use broadsheet_e2e::{Desk, Outcome, program};

/// How often each is started.
const TIMES: usize = 7;
const PATIENCE: Duration = Duration::from_secs(30);
/// A part of the screen that both windows fill with text, wherever the window manager puts them: from a column and a
/// row, so many pixels wide and high.
const LOOKED_AT: [u64; 4] = [560, 520, 320, 240];
/// Letters are drawn in many shades; an empty page and a skeleton are in a few.
const SHADES: usize = 48;

/// The milliseconds both take, start by start: Broadsheet on a library, and the empty window.
pub fn measure(desk: &Desk, library: &Path) -> Outcome<(Vec<f64>, Vec<f64>)> {
    let own = program()?;
    let empty = own.with_file_name("examples").join("empty");
    let (mut full, mut bare) = (Vec::new(), Vec::new());
    // The first of each finds nothing in the system's cache, and is not counted.
    for time in 0..=TIMES {
        let ours = start(desk, &own, &["--library", &library.display().to_string()])?;
        let theirs = start(desk, &empty, &[])?;
        if time > 0 {
            full.push(ours);
            bare.push(theirs);
        }
    }
    Ok((full, bare))
}

/// Starts a program and ends it once its window shows text.
fn start(desk: &Desk, program: &Path, arguments: &[&str]) -> Outcome<f64> {
    while shades(&desk.screen())? > 1 {
        sleep(Duration::from_millis(20));
    }
    let mut command = desk.command(program);
    command
        .args(arguments)
        .env_remove("TAURI_WEBVIEW_AUTOMATION")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let begun = Instant::now();
    let mut child = command.spawn().map_err(|e| format!("{}: {e}", program.display()))?;
    let mut shown = None;
    while shown.is_none() && begun.elapsed() < PATIENCE {
        sleep(Duration::from_millis(4));
        if shades(&desk.screen())? > SHADES {
            shown = Some(begun.elapsed());
        }
    }
    // What it does beside showing its window is let come to an end, and not measured with the next.
    sleep(Duration::from_secs(2));
    child.kill()?;
    child.wait()?;
    let shown = shown.ok_or_else(|| format!("{} showed nothing", program.display()))?;
    Ok(shown.as_secs_f64() * 1000.0)
}

/// How many colours there are in the part of the screen that is looked at.
fn shades(screen: &Path) -> Outcome<usize> {
    let mut dump = File::open(screen)?;
    let mut header = [0; 100];
    dump.read_exact(&mut header)?;
    let word = |at: usize| u64::from(u32::from_be_bytes([0, 1, 2, 3].map(|byte| header[at * 4 + byte])));
    // An X window dump: the length of its header, of a row, and the entries of its colour map.
    let (length, row, colours) = (word(0), word(12), word(19));
    let [x, y, width, height] = LOOKED_AT;
    let mut found = HashSet::new();
    let mut line = vec![0; usize::try_from(width * 4)?];
    for at in (y..y + height).step_by(4) {
        dump.seek(SeekFrom::Start(length + colours * 12 + at * row + x * 4))?;
        dump.read_exact(&mut line)?;
        found.extend(line.chunks_exact(4).map(<[u8]>::to_vec));
    }
    Ok(found.len())
}
