//! Runs of the program that nobody drives: started as a desktop does it, and killed as nobody should.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::{Desk, Outcome, program};

/// What the program is started with to keep its notifications.
const KEEP: &str = "--keep-notifications";

/// All runs of the program on one library. What is left of them is ended with this.
pub struct Runs<'a> {
    desk: &'a Desk,
    program: PathBuf,
    library: PathBuf,
}

impl<'a> Runs<'a> {
    /// Those on the library in `library`.
    pub fn of(desk: &'a Desk, library: &Path) -> Outcome<Self> {
        Ok(Self { desk, program: program()?, library: library.to_owned() })
    }

    /// Starts one.
    pub fn start(&self) -> Outcome {
        let mut command = self.desk.command(&self.program);
        command.arg("--library").arg(&self.library).env_remove("TAURI_WEBVIEW_AUTOMATION");
        let said = File::options().create(true).append(true).open(self.desk.path("runs.log"))?;
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(said).spawn()?;
        std::thread::spawn(move || child.wait());
        Ok(())
    }

    /// How many there are now.
    #[must_use]
    pub fn count(&self) -> usize {
        self.processes(false).len()
    }

    /// Kills all there are.
    pub fn kill(&self) -> Outcome {
        self.end(false)
    }

    /// Kills who keeps their notifications.
    pub fn kill_keeper(&self) -> Outcome {
        self.end(true)
    }

    /// The numbers of their processes, or of their keepers'.
    fn processes(&self, keepers: bool) -> Vec<u32> {
        let Ok(all) = fs::read_dir("/proc") else { return Vec::new() };
        let numbers = all.flatten().filter_map(|process| process.file_name().to_str()?.parse().ok());
        numbers.filter(|number| self.is_one(*number, keepers)).collect()
    }

    fn is_one(&self, number: u32, keeper: bool) -> bool {
        // What has ended and waits to be noticed has none.
        let words = fs::read_to_string(format!("/proc/{number}/cmdline")).unwrap_or_default();
        let has = |wanted: &str| words.split('\0').any(|word| word == wanted);
        has(&self.program.display().to_string())
            && has(&self.library.display().to_string())
            && has(KEEP) == keeper
    }

    fn end(&self, keepers: bool) -> Outcome {
        for process in self.processes(keepers) {
            // It may have ended by itself.
            drop(self.desk.ask("kill", &["-KILL", &process.to_string()]));
        }
        while !self.processes(keepers).is_empty() {
            std::thread::yield_now();
        }
        Ok(())
    }
}

impl Drop for Runs<'_> {
    fn drop(&mut self) {
        drop(self.kill());
        drop(self.kill_keeper());
    }
}
