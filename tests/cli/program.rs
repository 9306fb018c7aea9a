//! Running the program and reading what it says.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A library in a folder of its own, and the program to use it with.
pub struct Desk {
    folder: TempDir,
}

/// What one run of the program said.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Desk {
    /// An empty library.
    pub fn new() -> Self {
        Self { folder: TempDir::new().expect("a folder") }
    }

    /// A library that holds the sample edition.
    pub fn with_sample() -> Self {
        let desk = Self::new();
        desk.json(&["add", "sample:"]);
        desk
    }

    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// The program with `args` on this library.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = program();
        command.arg("--library").arg(self.folder.path()).args(args);
        command
    }

    /// Runs the program.
    pub fn run(&self, args: &[&str]) -> Said {
        run(self.command(args))
    }

    /// Runs the program, which must succeed, and gives its text.
    pub fn text(&self, args: &[&str]) -> String {
        let said = self.run(args);
        assert_eq!(said.code, 0, "{args:?}: {}", said.stderr);
        said.stdout
    }

    /// Runs the program with `--json`, which must succeed, and gives its one document.
    pub fn json(&self, args: &[&str]) -> Value {
        let mut rows = self.rows(args);
        assert_eq!(rows.len(), 1, "{args:?} gives one document");
        rows.remove(0)
    }

    /// Runs the program with `--json`, which must succeed, and gives each line of its list.
    pub fn rows(&self, args: &[&str]) -> Vec<Value> {
        let text = self.text(&[args, &["--json"]].concat());
        text.lines().map(|line| serde_json::from_str(line).expect("each line is one JSON object")).collect()
    }

    /// Runs the program with `--json`, which must fail, and gives its exit code and the error it told.
    pub fn error(&self, args: &[&str]) -> (i32, Value) {
        let said = self.run(&[args, &["--json"]].concat());
        (said.code, serde_json::from_str(&said.stderr).unwrap_or_else(|_| panic!("{args:?}: {said:?}")))
    }
}

/// The program in a known environment.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_broadsheet-cli"));
    command.env_remove("BROADSHEET_LIBRARY").env("TZ", "UTC").stdin(Stdio::null());
    command
}

/// Runs a command to its end.
pub fn run(mut command: Command) -> Said {
    let output = command.output().expect("the program starts");
    Said {
        code: output.status.code().expect("the program ends by itself"),
        stdout: String::from_utf8(output.stdout).expect("text"),
        stderr: String::from_utf8(output.stderr).expect("text"),
    }
}

/// The path of a fixture.
pub fn fixture(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures").join(name);
    path.to_str().expect("a path in Unicode").to_owned()
}

/// A field that is a text.
pub fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} is a text in {value}"))
}
