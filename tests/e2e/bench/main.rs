//! How quick the window feels, on a library of ten thousand articles that the program makes itself from publications
//! on this machine. Each figure is printed beside its target: `cargo xtask bench`.

#![allow(clippy::print_stdout, reason = "a program for a person at a terminal")]

#[cfg(target_os = "linux")]
mod newsroom;
#[cfg(target_os = "linux")]
mod pages;
#[cfg(target_os = "linux")]
mod start;

#[cfg(target_os = "linux")]
#[tokio::main]
async fn main() -> broadsheet_e2e::Outcome {
    linux::measure().await
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("What drives the window is on Linux only.");
}

#[cfg(target_os = "linux")]
mod linux {
    use std::path::PathBuf;

    use broadsheet_e2e::{Desk, Outcome, Server, Window};
    use serde_json::json;

    use crate::{newsroom, pages, start};

    pub async fn measure() -> Outcome {
        let desk = Desk::start_to_measure().await?;
        let (_pictures, library) = make(&desk, "pictures", true).await?;
        let (_words, plain) = make(&desk, "words", false).await?;

        let (full, bare) = start::measure(&desk, &library)?;
        let ratio = median(&full) / median(&bare);
        println!("start to content     {:>8.0} ms  empty window {:.0} ms", median(&full), median(&bare));
        tell("start, times the empty window", ratio, "x", 1.5);

        let window = Window::open(&desk, &library).await?;
        let opened = pages::open_articles(&window).await?;
        tell("article opened and painted, median", median(&opened), "ms", 50.0);
        tell("article opened and painted, worst", share(&opened, 1.0), "ms", 100.0);
        let [keys, frames] = pages::type_search(&window).await?;
        tell("key to paint while typing, worst", share(&keys, 1.0), "ms", 100.0);
        tell("frame while typing, p99", share(&frames, 0.99), "ms", 50.0);
        window.close().await?;

        let [first, again] = scroll(&desk, &library).await?;
        let [plain_first, plain_again] = scroll(&desk, &plain).await?;
        for (when, with, without) in
            [("as they come", &first, &plain_first), ("all there", &again, &plain_again)]
        {
            for (what, pass) in [("with", with), ("without", without)] {
                println!(
                    "scrolled, {when}: {} of {} cards {what} pictures in {:.0} s, {} frames, worst {:.0} ms, p99 {:.1} ms",
                    pass.cards,
                    pages::CARDS,
                    pass.taken / 1000.0,
                    pass.frames.len(),
                    share(&pass.frames, 1.0),
                    share(&pass.frames, 0.99)
                );
            }
            let (with, without) = (share(&with.frames, 0.99), share(&without.frames, 0.99));
            tell(&format!("frame p99, {when}"), with, "ms", 50.0);
            tell("  times the list without pictures", with / without, "x", 2.0);
        }
        Ok(())
    }

    async fn scroll(desk: &Desk, library: &std::path::Path) -> Outcome<[pages::Pass; 2]> {
        let window = Window::open(desk, library).await?;
        let taken = pages::scroll(&window).await?;
        window.close().await?;
        Ok(taken)
    }

    /// A library that the program has filled, and the publications it came from.
    async fn make(desk: &Desk, name: &str, with_pictures: bool) -> Outcome<(Server, PathBuf)> {
        let newsroom = newsroom::open(with_pictures)?;
        let library = desk.path(name);
        let window = Window::open(desk, &library).await?;
        window.find("#first-address").await?;
        let opml = json!(newsroom::opml(&newsroom).into_bytes());
        window
            .run_until_called(&format!(
                "const done = arguments[0], {{ invoke }} = window.__TAURI_INTERNALS__;
                 invoke('import_opml', {{ opml: {opml} }}).then(() => done(null), done)"
            ))
            .await?;
        window.run("window.__TAURI_INTERNALS__.invoke('refresh', { publication: null })").await?;
        let articles = newsroom::ARTICLES;
        for _ in 0..300 {
            tokio::time::sleep(std::time::Duration::from_secs(1)).await;
            let stats = window
                .run_until_called(
                    "const done = arguments[0];
                     window.__TAURI_INTERNALS__.invoke('stats', {}).then(({ articles }) => done(articles), () => done(0))",
                )
                .await?;
            if stats.as_u64() == Some(articles as u64) {
                window.close().await?;
                return Ok((newsroom, library));
            }
        }
        Err("the library did not fill".into())
    }

    fn tell(what: &str, value: f64, unit: &str, target: f64) {
        let verdict = if value <= target { "met" } else { "MISSED" };
        println!("{what:<44} {value:>8.1} {unit:<2}  target {target} {unit}  {verdict}");
    }

    fn median(values: &[f64]) -> f64 {
        share(values, 0.5)
    }

    /// The value that so large a share of all stays at or under.
    fn share(values: &[f64], share: f64) -> f64 {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a place in a list"
        )]
        let at = ((sorted.len() as f64 * share).ceil() as usize).clamp(1, sorted.len().max(1)) - 1;
        sorted.get(at).copied().unwrap_or(f64::NAN)
    }
}
