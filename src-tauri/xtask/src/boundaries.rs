//! Rules between the rooms that no compiler and no lint keeps.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::command::{Outcome, cargo, output, root};

/// Says in one go every rule that is broken.
pub fn check() -> Outcome {
    let mut broken = Vec::new();
    for package in ["broadsheet-core", "broadsheet-cli"] {
        let crates =
            output(cargo().args(["tree", "--package", package, "--target", "all", "--prefix", "none"]))?;
        broken.extend(
            window_crates(&crates).map(|name| format!("{package} builds {name}, which only the window may")),
        );
    }
    for package in ["broadsheet-cli", "broadsheet"] {
        let crates =
            output(cargo().args(["tree", "--package", package, "--depth", "1", "--prefix", "none"]))?;
        broken.extend(
            core_crates(&crates).map(|name| format!("{package} uses {name}, which only the core may")),
        );
    }
    let mut sources = Vec::new();
    read_sources(&root().join("ui/src"), "ui/src", &mut sources)?;
    broken.extend(broken_in_ui(&sources));
    let settings = fs::read_to_string(root().join("tauri.conf.json"))
        .map_err(|error| format!("tauri.conf.json: {error}"))?;
    broken.extend(broken_in_window(
        &serde_json::from_str(&settings).map_err(|error| format!("tauri.conf.json: {error}"))?,
    ));
    if broken.is_empty() {
        println!("The rooms keep to themselves.");
        return Ok(());
    }
    Err(format!("these rules are broken:\n  {}", broken.join("\n  ")))
}

/// The names in a `cargo tree` without prefixes.
fn names(tree: &str) -> impl Iterator<Item = &str> {
    tree.lines().filter_map(|line| line.split(' ').next())
}

fn window_crates(tree: &str) -> impl Iterator<Item = &str> {
    const WINDOW: &[&str] = &["tauri", "wry", "tao", "gtk", "gdk", "glib", "webkit2gtk", "muda", "tray-icon"];
    names(tree)
        .filter(|name| WINDOW.iter().any(|window| name.split('-').next() == Some(window) || name == window))
}

fn core_crates(tree: &str) -> impl Iterator<Item = &str> {
    const CORE: &[&str] = &["ammonia", "reqwest", "rusqlite", "quick-xml"];
    names(tree).filter(|name| CORE.contains(name))
}

/// A source file of the UI: its path from the top, with forward slashes, and its text.
type Source = (String, String);

fn read_sources(folder: &Path, name: &str, sources: &mut Vec<Source>) -> Outcome {
    let explain = |error: std::io::Error| format!("{name}: {error}");
    for entry in fs::read_dir(folder).map_err(explain)? {
        let path = entry.map_err(explain)?.path();
        let name = format!("{name}/{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            read_sources(&path, &name, sources)?;
        } else if [".ts", ".js", ".svelte"].iter().any(|ending| name.ends_with(ending)) {
            let text = fs::read_to_string(&path).map_err(|error| format!("{name}: {error}"))?;
            sources.push((name, text));
        }
    }
    Ok(())
}

fn broken_in_ui(sources: &[Source]) -> Vec<String> {
    let with = |needle: &str| -> Vec<&str> {
        sources.iter().filter(|(_, text)| text.contains(needle)).map(|(name, _)| name.as_str()).collect()
    };
    let mut broken: Vec<String> = with("@tauri-apps/")
        .into_iter()
        .chain(with("__TAURI"))
        .filter(|name| !["ui/src/api/", "ui/src/test/"].iter().any(|folder| name.starts_with(folder)))
        .map(|name| format!("{name} talks to Tauri, which only ui/src/api may"))
        .collect();
    let raw = with("{@html");
    if raw.len() > 1 {
        broken.push(format!("{{@html}} stands in more than one component: {}", raw.join(", ")));
    }
    broken
}

fn broken_in_window(settings: &Value) -> Vec<String> {
    let mut broken = Vec::new();
    if settings.pointer("/app/withGlobalTauri").is_some_and(|value| *value != Value::Bool(false)) {
        broken.push("tauri.conf.json: withGlobalTauri must be off".into());
    }
    match settings.pointer("/app/security/csp") {
        Some(Value::String(policy)) => broken.extend(policy.split(';').flat_map(broken_in_directive)),
        Some(Value::Object(policy)) => broken.extend(policy.iter().flat_map(|(name, sources)| {
            let sources = match sources {
                Value::Array(list) => list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
                other => other.as_str().unwrap_or_default().to_owned(),
            };
            broken_in_directive(&format!("{name} {sources}"))
        })),
        _ => broken.push("tauri.conf.json: there is no content security policy".into()),
    }
    broken
}

/// What a page may load: itself, the library's pictures, and the calls to the core.
const SAFE_SOURCES: &[&str] = &[
    "'self'",
    "'none'",
    "media:",
    "http://media.localhost",
    "ipc:",
    "http://ipc.localhost",
    "data:",
    "blob:",
];

fn broken_in_directive(directive: &str) -> Vec<String> {
    let mut words = directive.split_whitespace();
    let Some(name) = words.next() else { return Vec::new() };
    let is_safe = |source: &&str| match *source {
        "'unsafe-inline'" => name == "style-src",
        "data:" | "blob:" => name == "img-src" || name == "font-src" || name == "media-src",
        source => SAFE_SOURCES.contains(&source),
    };
    words
        .filter(|source| !is_safe(source))
        .map(|source| format!("tauri.conf.json: the content security policy's {name} lets in {source}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn policy(csp: &str) -> Vec<String> {
        broken_in_window(&json!({ "app": { "security": { "csp": csp } } }))
    }

    #[test]
    fn window_crates_are_told_from_crates_with_similar_names() {
        let tree = "broadsheet-core v0.1.0 (/x)\ntauri-plugin-opener v2.5.0\ngtk v0.18.0\ntaos v1.0.0\nglib v0.18.0 (*)\n";
        assert_eq!(window_crates(tree).collect::<Vec<_>>(), ["tauri-plugin-opener", "gtk", "glib"]);
    }

    #[test]
    fn only_the_api_folder_talks_to_tauri() {
        let import = "import { invoke } from '@tauri-apps/api/core'".to_owned();
        assert!(broken_in_ui(&[("ui/src/api/call.ts".into(), import.clone())]).is_empty());
        assert_eq!(broken_in_ui(&[("ui/src/pages/Feed.svelte".into(), import)]).len(), 1);
    }

    #[test]
    fn raw_html_stands_in_one_component() {
        let raw = |name: &str| (format!("ui/src/parts/{name}.svelte"), "{@html body}".to_owned());
        assert!(broken_in_ui(&[raw("Body")]).is_empty());
        assert_eq!(broken_in_ui(&[raw("Body"), raw("Other")]).len(), 1);
    }

    #[test]
    fn the_policy_lets_nothing_remote_in() {
        assert!(policy("default-src 'self'; img-src media: http://media.localhost; connect-src ipc: http://ipc.localhost").is_empty());
        assert_eq!(policy("img-src 'self' https:").len(), 1, "any https picture");
        assert_eq!(policy("script-src 'self' 'unsafe-inline'").len(), 1, "inline scripts");
        assert_eq!(policy("script-src 'self' data:").len(), 1, "scripts from data");
        assert_eq!(policy("frame-src *").len(), 1, "any frame");
    }

    #[test]
    fn a_window_without_a_policy_is_refused() {
        assert_eq!(broken_in_window(&json!({ "app": {} })).len(), 1);
    }

    #[test]
    fn the_global_api_stays_off() {
        let settings =
            json!({ "app": { "withGlobalTauri": true, "security": { "csp": "default-src 'self'" } } });
        assert_eq!(broken_in_window(&settings).len(), 1);
    }
}
