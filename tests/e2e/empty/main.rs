//! A window with a static page, and nothing else: what Broadsheet's start is measured beside.

use tauri::generate_context;

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(generate_context!("tests/e2e/empty/tauri.conf.json"))
}
