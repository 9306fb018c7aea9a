//! Prepares what Tauri builds into the program: the window's page, its icons and its permissions.

fn main() {
    // The page is built by `cargo xtask`; without it the program still compiles, and shows an empty window.
    if let Err(e) = std::fs::create_dir_all("ui/dist") {
        println!("cargo:warning=ui/dist: {e}");
    }
    println!("cargo:rerun-if-changed=ui/dist");
    tauri_build::build();
}
