//! Are the tools there, and new enough?

use std::fs;

use crate::command::{Outcome, npm, output, program, root};

/// Major and minor.
type Version = (u32, u32);

/// Says in one go everything that is missing or too old.
pub fn check() -> Outcome {
    let complaints: Vec<String> =
        [check_rust(), check_node(), check_npm()].into_iter().filter_map(Result::err).collect();
    if complaints.is_empty() { Ok(()) } else { Err(complaints.join("\n       ")) }
}

fn check_rust() -> Outcome {
    let manifest =
        fs::read_to_string(root().join("Cargo.toml")).map_err(|error| format!("Cargo.toml: {error}"))?;
    let wanted = manifest
        .lines()
        .find_map(|line| line.strip_prefix("rust-version = "))
        .and_then(version)
        .ok_or("Cargo.toml names no rust-version")?;
    let found = output(program("rustc").arg("--version"))?;
    if version(&found).is_some_and(|found| found >= wanted) {
        return Ok(());
    }
    Err(format!(
        "{} is too old: Broadsheet needs Rust {}.{} or newer. `rustup update stable` brings it.",
        found.trim(),
        wanted.0,
        wanted.1
    ))
}

fn check_node() -> Outcome {
    let found = output(program("node").arg("--version"))
        .map_err(|_| format!("Node is missing: Broadsheet's window is built with it. {NODE_ADVICE}"))?;
    if version(&found).is_some_and(is_node_new_enough) {
        return Ok(());
    }
    Err(format!("Node {} is too old. {NODE_ADVICE}", found.trim()))
}

const NODE_ADVICE: &str =
    "Install Node 20.19 or newer of the 20s, or 22.12 or newer, from nodejs.org or your distribution.";

/// The versions Vite runs on.
fn is_node_new_enough(found: Version) -> bool {
    ((20, 19)..(21, 0)).contains(&found) || found >= (22, 12)
}

fn check_npm() -> Outcome {
    output(npm().current_dir(root()).arg("--version"))
        .map(drop)
        .map_err(|_| "npm is missing: it comes with Node, or as your distribution's package `npm`.".into())
}

/// The first version number in a text: `rustc 1.95.0 (…)`, `v20.19.1`, `"1.95"`.
fn version(text: &str) -> Option<Version> {
    let digits = &text[text.find(|c: char| c.is_ascii_digit())?..];
    let mut numbers = digits.split(|c: char| !c.is_ascii_digit()).map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_the_tools_print_them() {
        assert_eq!(version("rustc 1.95.0 (59807616e 2026-04-14)\n"), Some((1, 95)));
        assert_eq!(version("v20.19.1"), Some((20, 19)));
        assert_eq!(version("\"1.95\""), Some((1, 95)));
        assert_eq!(version("no number"), None);
    }

    #[test]
    fn node_is_judged_by_what_vite_runs_on() {
        assert!(!is_node_new_enough((18, 20)), "18 is too old");
        assert!(!is_node_new_enough((20, 18)), "an early 20 is too old");
        assert!(is_node_new_enough((20, 19)));
        assert!(!is_node_new_enough((21, 7)), "21 ended before Vite's oldest supported version");
        assert!(!is_node_new_enough((22, 11)));
        assert!(is_node_new_enough((22, 12)));
        assert!(is_node_new_enough((24, 0)));
    }
}
