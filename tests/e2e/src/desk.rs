//! A desktop of its own for one journey. Everything started here is ended here, by its own number.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::Outcome;

/// How long anything on the desktop may take to happen.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A program that ends with its owner.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// A display, a session bus, a window manager, a notification daemon and a WebDriver.
pub struct Desk {
    // Ended in this order: those that need the display and the bus first.
    programs: Vec<Program>,
    home: TempDir,
    display: String,
    bus: String,
    driver: String,
    manner: Manner,
}

/// What is said to every program on the desktop.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// Nothing.
    Seen,
    /// To tell a screen reader what it shows.
    Heard,
    /// Nothing, and nobody shows notifications or trays: the journey does that.
    Played,
    /// To draw as it does without a graphics card when no WebDriver waits for pictures of it.
    Measured,
}

impl Desk {
    /// Starts everything.
    pub async fn start() -> Outcome<Self> {
        Self::start_with(Manner::Seen).await
    }

    /// Starts everything, and programs tell a screen reader what they show.
    pub async fn start_heard() -> Outcome<Self> {
        Self::start_with(Manner::Heard).await
    }

    /// Starts everything but whoever shows notifications: the journey is that itself.
    pub async fn start_without_notifications() -> Outcome<Self> {
        Self::start_with(Manner::Played).await
    }

    /// Starts everything, and programs draw their pages as they do when nobody drives them: to be measured, and not
    /// photographed.
    pub async fn start_to_measure() -> Outcome<Self> {
        Self::start_with(Manner::Measured).await
    }

    async fn start_with(manner: Manner) -> Outcome<Self> {
        let home = TempDir::with_prefix("broadsheet-e2e-")?;
        let mut server = Command::new("Xvfb");
        server.args(["-displayfd", "1", "-screen", "0", "1440x960x24", "-nolisten", "tcp"]);
        server.arg("-fbdir").arg(home.path());
        let (server, number) = start_and_hear(&mut server)?;
        let mut daemon = Command::new("dbus-daemon");
        daemon.args(["--session", "--nofork", "--print-address=1"]);
        let (daemon, bus) = start_and_hear(&mut daemon)?;
        let port = free_port()?;
        let mut desk = Self {
            programs: Vec::new(),
            home,
            display: format!(":{number}"),
            bus,
            driver: format!("http://127.0.0.1:{port}"),
            manner,
        };
        desk.put_a_browser()?;
        let settings = desk.path("dunstrc");
        fs::write(&settings, DUNST)?;
        desk.start_program("openbox", &[])?;
        let has_dunst = manner != Manner::Played;
        if has_dunst {
            desk.start_program("dunst", &["-conf", &settings.display().to_string()])?;
        }
        desk.start_program("WebKitWebDriver", &[&format!("--port={port}"), "--host=127.0.0.1"])?;
        let watch = "interface='org.freedesktop.Notifications'";
        desk.start_program("dbus-monitor", &["--session", watch])?;
        desk.programs.push(daemon);
        desk.programs.push(server);
        until("the notification daemon", || !has_dunst || desk.ask("dunstctl", &["count"]).is_ok()).await?;
        until("the WebDriver", || std::net::TcpStream::connect(("127.0.0.1", port)).is_ok()).await?;
        until("the eye on the bus", || desk.said_by("dbus-monitor").contains("NameAcquired")).await?;
        Ok(desk)
    }

    /// Where the WebDriver listens.
    #[must_use]
    pub fn driver(&self) -> &str {
        &self.driver
    }

    /// The session bus's address.
    #[must_use]
    pub fn bus(&self) -> &str {
        &self.bus
    }

    /// A path in this journey's own folder.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// A command that runs on this desktop, as a person who never used Broadsheet.
    #[must_use]
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        let path = std::env::var("PATH").unwrap_or_default();
        command
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("PATH", format!("{}:{path}", self.home.path().display()))
            .env("HOME", self.home.path())
            .env("XDG_RUNTIME_DIR", self.home.path())
            .env("TZ", "UTC")
            .env("LC_ALL", "C.UTF-8")
            .env("TAURI_WEBVIEW_AUTOMATION", "true");
        for own in
            ["WAYLAND_DISPLAY", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "BROADSHEET_LIBRARY"]
        {
            command.env_remove(own);
        }
        if self.manner != Manner::Heard {
            command.env("NO_AT_BRIDGE", "1");
        }
        if self.manner == Manner::Measured && !Path::new("/dev/dri").exists() {
            command.env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
        }
        command
    }

    /// What a command prints, once it has ended well.
    pub fn ask(&self, program: impl AsRef<std::ffi::OsStr>, arguments: &[&str]) -> Outcome<String> {
        let done = self.command(program).args(arguments).output()?;
        if !done.status.success() {
            return Err(String::from_utf8_lossy(&done.stderr).into_owned().into());
        }
        Ok(String::from_utf8_lossy(&done.stdout).into_owned())
    }

    /// How many notifications programs have asked the daemon to show.
    #[must_use]
    pub fn notifications(&self) -> usize {
        self.said_by("dbus-monitor").matches("member=Notify\n").count()
    }

    /// Whether some notification held this text.
    #[must_use]
    pub fn was_notified_of(&self, text: &str) -> bool {
        self.said_by("dbus-monitor").contains(text)
    }

    /// The addresses the program asked the browser to open.
    #[must_use]
    pub fn browsed(&self) -> Vec<String> {
        fs::read_to_string(self.path("browsed")).unwrap_or_default().lines().map(str::to_owned).collect()
    }

    /// The file that holds what the screen shows at any moment, as an X window dump.
    #[must_use]
    pub fn screen(&self) -> PathBuf {
        self.path("Xvfb_screen0")
    }

    /// Opens a window of another program, which then has the focus.
    pub async fn distract(&mut self) -> Outcome {
        self.start_program("display", &["-size", "300x200", "-title", "Distraction", "xc:gray"])?;
        until("another window to have the focus", || self.focused() == "Distraction").await
    }

    /// The title of the window that has the focus.
    #[must_use]
    pub fn focused(&self) -> String {
        let title = self.ask("xdotool", &["getactivewindow", "getwindowname"]);
        title.unwrap_or_default().trim().to_owned()
    }

    /// Whether the program's window is drawn on the workspace that is seen.
    #[must_use]
    pub fn is_seen(&self) -> bool {
        self.ask("xdotool", &["search", "--onlyvisible", "--name", WINDOW])
            .is_ok_and(|found| !found.is_empty())
    }

    /// Whether the program's window is made small.
    #[must_use]
    pub fn is_small(&self) -> bool {
        self.windows().iter().any(|window| {
            self.ask("xprop", &["-id", window, "WM_STATE"]).is_ok_and(|state| state.contains("Iconic"))
        })
    }

    /// Presses the keys that close the program's window.
    pub async fn close_window(&self) -> Outcome {
        until("the window to have the focus", || self.focused() == "Broadsheet").await?;
        self.ask("xdotool", &["key", "alt+F4"]).map(drop)
    }

    /// Makes the program's window small.
    pub fn shrink_window(&self) -> Outcome {
        self.ask("xdotool", &["getactivewindow", "windowminimize"]).map(drop)
    }

    fn windows(&self) -> Vec<String> {
        let found = self.ask("xdotool", &["search", "--name", WINDOW]).unwrap_or_default();
        found.lines().map(str::to_owned).collect()
    }

    /// Goes to another workspace.
    pub fn go_to_workspace(&self, number: u32) -> Outcome {
        self.ask("xdotool", &["set_desktop", &number.to_string()]).map(drop)
    }

    /// Takes a picture of the whole screen.
    pub fn photograph(&self, name: &str) -> Outcome {
        let path = screenshots()?.join(format!("{name}.png"));
        self.ask("import", &["-window", "root", &path.display().to_string()]).map(drop)
    }

    /// A browser that only writes down what it is asked to open.
    fn put_a_browser(&self) -> Outcome {
        let browser = self.path("xdg-open");
        fs::write(
            &browser,
            format!("#!/bin/sh\nprintf '%s\\n' \"$1\" >> '{}'\n", self.path("browsed").display()),
        )?;
        fs::set_permissions(&browser, fs::Permissions::from_mode(0o755))?;
        Ok(())
    }

    fn start_program(&mut self, program: &str, arguments: &[&str]) -> Outcome {
        let log = File::create(self.path(&format!("{program}.log")))?;
        let mut command = self.command(program);
        command.args(arguments).stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        let child = command.spawn().map_err(|e| format!("{program}: {e}"))?;
        self.programs.push(Program(child));
        Ok(())
    }

    fn said_by(&self, program: &str) -> String {
        fs::read_to_string(self.path(&format!("{program}.log"))).unwrap_or_default()
    }
}

/// The title of the program's window, as a pattern.
const WINDOW: &str = "^Broadsheet$";

/// A left click does what a notification is for, as on other desktops.
const DUNST: &str = "\
[global]
    mouse_left_click = do_action, close_current
    width = 380
    origin = top-right
    offset = 24x24
    font = Sans 11
[urgency_normal]
    timeout = 0
";

/// Asks again and again until it is so, or patience ends.
pub async fn until(what: &str, mut is_so: impl FnMut() -> bool) -> Outcome {
    let waited = tokio::time::timeout(PATIENCE, async {
        while !is_so() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    });
    waited.await.map_err(|_| format!("waited in vain for {what}").into())
}

/// Asks again and again until the answer is yes, or patience ends.
pub async fn until_told(what: &str, mut is_so: impl AsyncFnMut() -> Outcome<bool>) -> Outcome {
    let waited = tokio::time::timeout(PATIENCE, async {
        while !is_so().await? {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(())
    });
    waited.await.map_err(|_| format!("waited in vain for {what}"))?
}

/// Where screenshots are kept.
pub fn screenshots() -> Outcome<PathBuf> {
    let folder = built().with_file_name("screenshots");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Where this was built: tests stand in `deps` of their profile's folder, beside which screenshots are kept.
pub fn built() -> PathBuf {
    let here = std::env::current_exe().unwrap_or_default();
    here.ancestors().nth(2).unwrap_or(Path::new("target/debug")).to_owned()
}

fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// Starts a program whose first line says how it is reached.
fn start_and_hear(command: &mut Command) -> Outcome<(Program, String)> {
    let name = command.get_program().to_string_lossy().into_owned();
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut program = Program(child.map_err(|e| format!("{name}: {e}"))?);
    let said = program.0.stdout.take().ok_or("no output to read")?;
    let mut line = String::new();
    BufReader::new(said).read_line(&mut line)?;
    if line.trim().is_empty() {
        return Err(format!("{name} did not start").into());
    }
    Ok((program, line.trim().to_owned()))
}
