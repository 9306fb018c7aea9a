//! System packages: which a job needs, by distribution family, and how to install the missing ones.

use std::collections::BTreeSet;
use std::fs;
use std::io::IsTerminal;
use std::path::Path;
use std::process::Command;

use crate::command::{Outcome, line, output, program, run_quietly};

/// What a job needs of the system.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// A C compiler, for the SQLite and the compression that are built in.
    Core,
    /// The web view the window is made of.
    Window,
    /// A display where there is none, and a session bus.
    Headless,
    /// What drives the real window and shows real notifications in tests.
    EndToEnd,
    /// Starting a program from its desktop entry.
    DesktopEntry,
    /// Cross-compilers and the standard library's source, to type-check for other systems.
    Platforms,
}

/// The ways Linux distributions install packages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Family {
    Apt,
    Dnf,
    Pacman,
    Zypper,
}

/// The package names for one need, in each family. Paths are packages too where the family resolves them.
struct Packages {
    need: Need,
    apt: &'static [&'static str],
    dnf: &'static [&'static str],
    pacman: &'static [&'static str],
    zypper: &'static [&'static str],
}

const PACKAGES: &[Packages] = &[
    Packages {
        need: Need::Core,
        apt: &["gcc", "g++", "libc6-dev", "make", "pkg-config"],
        dnf: &["gcc", "gcc-c++", "make", "pkgconf-pkg-config"],
        pacman: &["gcc", "make", "pkgconf"],
        zypper: &["gcc", "gcc-c++", "make", "pkgconf-pkg-config"],
    },
    Packages {
        need: Need::Window,
        apt: &["libwebkit2gtk-4.1-dev"],
        dnf: &["webkit2gtk4.1-devel"],
        pacman: &["webkit2gtk-4.1"],
        zypper: &["webkit2gtk3-devel"],
    },
    Packages {
        need: Need::Headless,
        apt: &["xvfb", "dbus-daemon"],
        dnf: &["/usr/bin/Xvfb", "/usr/bin/dbus-run-session"],
        pacman: &["xorg-server-xvfb", "dbus"],
        zypper: &["/usr/bin/Xvfb", "/usr/bin/dbus-run-session"],
    },
    Packages {
        need: Need::EndToEnd,
        apt: &["at-spi2-core", "webkit2gtk-driver", "dbus-bin", "dunst", "imagemagick", "openbox", "xdotool"],
        dnf: &[
            "at-spi2-core",
            "/usr/bin/WebKitWebDriver",
            "/usr/bin/dbus-monitor",
            "dunst",
            "ImageMagick",
            "openbox",
            "xdotool",
        ],
        pacman: &["at-spi2-core", "webkit2gtk-4.1", "dunst", "imagemagick", "openbox", "xdotool"],
        zypper: &[
            "at-spi2-core",
            "/usr/bin/WebKitWebDriver",
            "/usr/bin/dbus-monitor",
            "dunst",
            "ImageMagick",
            "openbox",
            "xdotool",
        ],
    },
    Packages {
        need: Need::DesktopEntry,
        apt: &["libglib2.0-bin"],
        dnf: &["glib2"],
        pacman: &["glib2"],
        zypper: &["glib2-tools"],
    },
    Packages {
        need: Need::Platforms,
        apt: &[
            "rustc-web",
            "cargo-web",
            "rust-web-src",
            "gcc-mingw-w64-x86-64",
            "g++-mingw-w64-x86-64",
            "nasm",
            "python3-venv",
        ],
        dnf: &[],
        pacman: &[],
        zypper: &[],
    },
];

impl Packages {
    fn of(&self, family: Family) -> &'static [&'static str] {
        match family {
            Family::Apt => self.apt,
            Family::Dnf => self.dnf,
            Family::Pacman => self.pacman,
            Family::Zypper => self.zypper,
        }
    }
}

/// This machine's family; none on a system that is not Linux, or an unknown one.
pub fn family() -> Option<Family> {
    family_from(&fs::read_to_string("/etc/os-release").ok()?)
}

fn family_from(os_release: &str) -> Option<Family> {
    let words: Vec<&str> = os_release
        .lines()
        .filter_map(|line| line.strip_prefix("ID=").or_else(|| line.strip_prefix("ID_LIKE=")))
        .flat_map(|value| value.trim_matches('"').split_whitespace())
        .collect();
    words.iter().find_map(|word| match *word {
        "debian" | "ubuntu" => Some(Family::Apt),
        "fedora" | "rhel" => Some(Family::Dnf),
        "arch" => Some(Family::Pacman),
        word if word.contains("suse") => Some(Family::Zypper),
        _ => None,
    })
}

/// Can apt install this package here? Asks for the lists first where there are none.
pub fn is_offered(name: &str) -> bool {
    if has_no_apt_lists()
        && let Some(root) = Root::find()
        && let Err(error) = root.run(program("apt-get").arg("update"))
    {
        println!("{error}");
    }
    output(program("apt-cache").args(["show", "--no-all-versions", name])).is_ok()
}

/// Installs what these needs lack, telling what it runs; where it may not, says the one command that would.
pub fn install(needs: &[Need]) -> Outcome {
    let wanted = |family| -> BTreeSet<&'static str> {
        PACKAGES
            .iter()
            .filter(|row| needs.contains(&row.need))
            .flat_map(|row| row.of(family))
            .copied()
            .collect()
    };
    let Some(family) = family() else {
        if cfg!(target_os = "linux") {
            let names: Vec<&str> = wanted(Family::Apt).into_iter().collect();
            println!(
                "This distribution is not one xtask knows; on Debian it would need: {}",
                names.join(" ")
            );
        }
        return Ok(());
    };
    let missing = missing(family, wanted(family))?;
    if missing.is_empty() {
        return Ok(());
    }
    println!("Missing system packages: {}", missing.join(" "));
    let needs_lists = family == Family::Apt && has_no_apt_lists();
    let root = Root::find().ok_or_else(|| {
        let lists = if needs_lists { "sudo apt-get update && " } else { "" };
        let command = line(&install_command(family, &missing));
        format!(
            "these packages are needed, and installing them takes root. Run this, then try again:\n\n    \
             {lists}sudo {command}\n"
        )
    })?;
    if needs_lists {
        root.run(program("apt-get").arg("update"))?;
    }
    let installed = root.run(&mut install_command(family, &missing));
    if installed.is_err() && family == Family::Apt {
        println!("The package lists may be old.");
        root.run(program("apt-get").arg("update"))?;
        return root.run(&mut install_command(family, &missing));
    }
    installed
}

fn missing(family: Family, wanted: BTreeSet<&'static str>) -> Outcome<Vec<&'static str>> {
    if family == Family::Apt {
        let query = program("dpkg-query")
            .args(["-W", "-f", "${Package} ${db:Status-Status} ${Provides}\n"])
            .output()
            .map_err(|error| format!("dpkg-query could not be started: {error}"))?;
        let installed = installed_by_dpkg(&String::from_utf8_lossy(&query.stdout));
        return Ok(wanted.into_iter().filter(|name| !installed.contains(*name)).collect());
    }
    let is_missing = |name: &&str| {
        let mut query = match family {
            Family::Pacman => program("pacman"),
            _ => program("rpm"),
        };
        query.args(if family == Family::Pacman { ["-T"].as_slice() } else { &["-q", "--whatprovides"] });
        output(query.arg(name)).is_err()
    };
    Ok(wanted.into_iter().filter(is_missing).collect())
}

/// The names of installed packages, and what they stand in for (`pkgconf` for `pkg-config`).
fn installed_by_dpkg(listing: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for row in listing.lines() {
        let mut words = row.splitn(3, ' ');
        let (Some(name), Some("installed")) = (words.next(), words.next()) else { continue };
        names.insert(name.to_owned());
        let provides = words.next().unwrap_or_default().split(", ").filter_map(|item| item.split(' ').next());
        names.extend(provides.map(str::to_owned));
    }
    names
}

fn has_no_apt_lists() -> bool {
    let Ok(lists) = fs::read_dir("/var/lib/apt/lists") else { return true };
    !lists.flatten().any(|file| file.file_name().to_string_lossy().contains("_Packages"))
}

fn install_command(family: Family, names: &[&str]) -> Command {
    let words: &[&str] = match family {
        Family::Apt => &["apt-get", "install", "--yes", "--no-install-recommends"],
        Family::Dnf => &["dnf", "install", "--assumeyes"],
        Family::Pacman => &["pacman", "-S", "--needed", "--noconfirm"],
        Family::Zypper => &["zypper", "--non-interactive", "install"],
    };
    let mut command = program(words[0]);
    command.args(&words[1..]).args(names);
    command
}

/// How to act as root here.
enum Root {
    Already,
    Sudo,
}

impl Root {
    fn find() -> Option<Self> {
        if output(program("id").arg("-u")).is_ok_and(|id| id.trim() == "0") {
            return Some(Self::Already);
        }
        let asks_nothing = || output(program("sudo").args(["-n", "true"])).is_ok();
        let may_ask = || Path::new("/usr/bin/sudo").exists() && std::io::stdin().is_terminal();
        (asks_nothing() || may_ask()).then_some(Self::Sudo)
    }

    /// Prints and runs a command as root. Packages that ask questions get their defaults.
    fn run(&self, command: &mut Command) -> Outcome {
        let mut whole = match self {
            Self::Already => program("env"),
            Self::Sudo => {
                let mut sudo = program("sudo");
                sudo.arg("env");
                sudo
            }
        };
        whole.arg("DEBIAN_FRONTEND=noninteractive").arg(command.get_program()).args(command.get_args());
        println!("$ {}", line(&whole));
        run_quietly(&mut whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_family_comes_from_the_distribution_or_the_one_it_is_like() {
        assert_eq!(family_from("ID=debian\n"), Some(Family::Apt));
        assert_eq!(
            family_from("NAME=\"Linux Mint\"\nID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"),
            Some(Family::Apt)
        );
        assert_eq!(family_from("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n"), Some(Family::Dnf));
        assert_eq!(family_from("ID=manjaro\nID_LIKE=arch\n"), Some(Family::Pacman));
        assert_eq!(family_from("ID=\"opensuse-tumbleweed\"\n"), Some(Family::Zypper));
        assert_eq!(family_from("ID=nixos\n"), None, "an unknown one is not guessed at");
    }

    #[test]
    fn a_package_counts_as_installed_only_when_it_wholly_is() {
        let installed =
            installed_by_dpkg("pkgconf installed pkg-config (= 1.8)\nxvfb config-files \ndunst installed \n");
        assert!(installed.contains("pkg-config"), "a stand-in counts");
        assert!(installed.contains("dunst"));
        assert!(!installed.contains("xvfb"), "removed with its configuration left behind");
    }

    #[test]
    fn every_family_gets_its_own_command() {
        let typed = |family| line(&install_command(family, &["dunst"]));
        assert_eq!(typed(Family::Apt), "apt-get install --yes --no-install-recommends dunst");
        assert_eq!(typed(Family::Dnf), "dnf install --assumeyes dunst");
        assert_eq!(typed(Family::Pacman), "pacman -S --needed --noconfirm dunst");
        assert_eq!(typed(Family::Zypper), "zypper --non-interactive install dunst");
    }
}
