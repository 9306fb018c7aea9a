//! What a reader does, from the first window to a notification's click, in the real program.

#![cfg(target_os = "linux")]

use broadsheet_e2e::{Desk, Outcome, Window};

#[tokio::test]
async fn an_empty_library_offers_ways_to_begin() -> Outcome {
    let desk = Desk::start().await?;
    let window = Window::open(&desk, &desk.path("library")).await?;
    window.find("main").await?;
    window.photograph("first-run").await?;
    window.close().await
}
