//! Type-checks everything for Windows and macOS on this machine.
//!
//! Debian's `rustc-web` comes with the standard library's source, which lets one compiler check for any system:
//! it builds the standard library too. C code in dependencies is really compiled: by mingw for Windows, and for
//! macOS by zig, which carries what a macOS compiler needs except Apple's own headers.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{Outcome, output, program, run, target_folder};
use crate::packages::{self, Family, Need};
use crate::{setup, ui};

const WINDOWS: &str = "x86_64-pc-windows-gnu";
const MACOS: &str = "aarch64-apple-darwin";
const ZIG: &str = "ziglang==0.17.1";

/// Why this machine cannot do it, if it cannot.
pub fn obstacle() -> Option<&'static str> {
    let can = packages::family() == Some(Family::Apt) && packages::is_offered("rustc-web");
    (!can).then_some("it takes Debian's package `rustc-web`, which this system does not offer")
}

/// Checks the whole workspace for both systems in one go: what runs on this machine is built once.
pub fn check() -> Outcome {
    setup::prepare(&[Need::Core, Need::Platforms])?;
    let folder = target_folder()?.join("platforms");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    ui::make_room()?;
    let compiler = place_macos_compiler(&folder)?;
    let mut check = program("/usr/bin/cargo");
    check
        .args([
            "check",
            "--workspace",
            "-Z",
            "build-std=std,panic_abort",
            "--target",
            WINDOWS,
            "--target",
            MACOS,
        ])
        .arg("--target-dir")
        .arg(&folder)
        .env("RUSTC", "/usr/bin/rustc")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CC_aarch64_apple_darwin", &compiler)
        .env("CXX_aarch64_apple_darwin", &compiler);
    for ordinary in ["RUSTUP_TOOLCHAIN", "RUSTC_WRAPPER", "CARGO"] {
        check.env_remove(ordinary);
    }
    run(&mut check)
}

/// Puts zig into a Python environment of its own, and writes the compiler that calls it.
fn place_macos_compiler(folder: &Path) -> Outcome<PathBuf> {
    let environment = folder.join("zig");
    let python = environment.join("bin/python");
    let has_zig = |python: &Path| output(program(python).args(["-m", "ziglang", "version"])).is_ok();
    if !has_zig(&python) {
        run(program("/usr/bin/python3").args(["-m", "venv", "--clear"]).arg(&environment))?;
        run(program(&python).args(["-m", "pip", "install", "--quiet", ZIG]))?;
    }
    let compiler = folder.join("macos-cc");
    let script = MACOS_COMPILER.replace("PYTHON", &python.to_string_lossy());
    // Written only when it changes: build scripts compile again when their compiler is newer.
    if fs::read_to_string(&compiler).ok().as_ref() != Some(&script) {
        fs::write(&compiler, script).map_err(|error| format!("{}: {error}", compiler.display()))?;
        run(Command::new("chmod").arg("+x").arg(&compiler))?;
    }
    Ok(compiler)
}

/// `zig cc` without the arguments only Apple's compiler knows. Objective-C needs Apple's headers, which are not
/// here, and a type check needs no code from it: an empty file stands in.
const MACOS_COMPILER: &str = r#"#!/bin/bash
set -e
empty="$(dirname "$0")/empty.c"
arguments=()
while [ $# -gt 0 ]; do
  case "$1" in
    -arch | -isysroot) shift ;;
    --target=* | -mmacosx-version-min=* | -mmacos-version-min=* | -miphoneos-version-min=*) ;;
    *.m | *.mm) : > "$empty"; arguments+=("$empty") ;;
    *) arguments+=("$1") ;;
  esac
  shift
done
exec PYTHON -m ziglang cc -target aarch64-macos "${arguments[@]}"
"#;
