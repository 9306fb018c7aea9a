//! The licences of the crates the program is built of, behind those of the UI's packages in what is built of the UI:
//! the window shows the file as it is.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::command::{Outcome, cargo, output, program};

/// The package whose crates are counted.
const PROGRAM: &str = "broadsheet";

/// Adds the crates' licences to the file at `path`, in place of those added before.
pub fn add_crates(path: &Path) -> Outcome {
    let host = output(program("rustc").arg("-vV"))?;
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).ok_or("rustc names no host")?;
    let metadata =
        output(cargo().args(["metadata", "--format-version", "1", "--locked", "--filter-platform", host]))?;
    let metadata: Value =
        serde_json::from_str(&metadata).map_err(|error| format!("cargo metadata: {error}"))?;
    let failed = |error| format!("{}: {error}", path.display());
    let mut whole = fs::read_to_string(path).map_err(failed)?;
    whole.truncate(whole.find(BEGINNING).unwrap_or(whole.len()));
    whole.push_str(BEGINNING);
    whole.push_str(&crates(&metadata)?);
    fs::write(path, whole).map_err(failed)
}

/// What stands before the crates.
const BEGINNING: &str = "\n==== The Rust standard library (MIT OR Apache-2.0), and these crates\n";

/// Every crate that is in the program, with each licence text it comes with.
fn crates(metadata: &Value) -> Outcome<String> {
    let packages: HashMap<&str, &Value> =
        list(&metadata["packages"]).filter_map(|one| Some((one["id"].as_str()?, one))).collect();
    // Many crates share a text, but for how its lines are broken.
    let mut by_text: BTreeMap<String, (String, BTreeSet<String>)> = BTreeMap::new();
    for id in shipped(metadata)? {
        let package = packages.get(id).ok_or_else(|| format!("cargo metadata does not tell of {id}"))?;
        // What has no source is ours.
        if package["source"].is_null() {
            continue;
        }
        let word = |field: &str| package[field].as_str().unwrap_or_default();
        let mut texts = texts(Path::new(word("manifest_path")).parent().unwrap_or(Path::new("")));
        if word("license").is_empty() && texts.is_empty() {
            return Err(format!("{} says nothing of its licence", word("name")));
        }
        if texts.is_empty() {
            texts.push("(No text comes with these.)\n".to_owned());
        }
        let licence = if word("license").is_empty() { "as below" } else { word("license") };
        for text in texts {
            let words: Vec<&str> = text.split_whitespace().collect();
            let (_, names) =
                by_text.entry(words.join(" ")).or_insert_with(|| (text.clone(), BTreeSet::new()));
            names.insert(format!("{} {} ({licence})", word("name"), word("version")));
        }
    }
    Ok(by_text
        .into_values()
        .map(|(text, names)| {
            format!("\n==== {}\n\n{text}", names.into_iter().collect::<Vec<_>>().join(",\n     "))
        })
        .collect())
}

/// The ids of all packages that [`PROGRAM`] needs when it runs: those that only build or test it are not in it.
fn shipped(metadata: &Value) -> Outcome<HashSet<&str>> {
    let nodes: HashMap<&str, &Value> =
        list(&metadata["resolve"]["nodes"]).filter_map(|one| Some((one["id"].as_str()?, one))).collect();
    let program = list(&metadata["packages"]).find(|one| one["name"] == PROGRAM && one["source"].is_null());
    let program =
        program.and_then(|one| one["id"].as_str()).ok_or("cargo metadata does not tell of the program")?;
    let mut seen = HashSet::new();
    let mut open = vec![program];
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let needs = nodes.get(id).into_iter().flat_map(|node| list(&node["deps"]));
        open.extend(
            needs
                .filter(|need| list(&need["dep_kinds"]).any(|kind| kind["kind"].is_null()))
                .filter_map(|need| need["pkg"].as_str()),
        );
    }
    Ok(seen)
}

/// The licence texts in a crate's folder, or one folder further down, where what it wraps stands.
fn texts(folder: &Path) -> Vec<String> {
    let mut files: Vec<_> = entries(folder).collect();
    let inside: Vec<_> = files.iter().filter(|path| path.is_dir()).flat_map(|path| entries(path)).collect();
    files.extend(inside);
    files.retain(|path| path.is_file() && is_licence(path));
    files.sort();
    files
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok())
        .map(|text| text.replace("\r\n", "\n").trim().to_owned() + "\n")
        .collect()
}

fn entries(folder: &Path) -> impl Iterator<Item = std::path::PathBuf> + use<> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
}

fn is_licence(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    ["license", "licence", "copying", "notice", "unlicense"].iter().any(|begin| name.starts_with(begin))
        && !name.ends_with(".rs")
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn metadata(licence: &Value) -> Value {
        let package = |name: &str, licence: &Value, source: Value| {
            json!({ "id": name, "name": name, "version": "1.0.0", "license": licence, "source": source,
                "manifest_path": "/nowhere/Cargo.toml" })
        };
        let need = |name: &str, kind: Value| json!({ "pkg": name, "dep_kinds": [{ "kind": kind }] });
        json!({
            "packages": [
                package(PROGRAM, &json!("MIT"), Value::Null),
                package("used", licence, json!("registry")),
                package("tester", &Value::Null, json!("registry")),
            ],
            "resolve": { "nodes": [
                { "id": PROGRAM, "deps": [need("used", Value::Null), need("tester", json!("dev"))] },
                { "id": "used", "deps": [] },
                { "id": "tester", "deps": [] },
            ] },
        })
    }

    #[test]
    fn what_is_in_the_program_is_listed_and_nothing_else() {
        let listed = crates(&metadata(&json!("ISC"))).expect("a list");
        assert!(listed.contains("used 1.0.0 (ISC)"), "{listed}");
        assert!(!listed.contains("tester"), "it only tests: {listed}");
    }

    #[test]
    fn a_crate_that_says_nothing_of_its_licence_ends_the_build() {
        assert!(crates(&metadata(&Value::Null)).is_err());
    }
}
