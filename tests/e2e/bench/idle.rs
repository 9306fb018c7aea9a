//! What the program costs while nobody uses it and no source is due: the processor's time that its own process takes,
//! the web process apart. `cargo xtask idle`.

#![allow(clippy::print_stdout, reason = "a program for a person at a terminal")]

#[cfg(target_os = "linux")]
#[tokio::main]
async fn main() -> broadsheet_e2e::Outcome {
    linux::measure().await
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("What starts the window on a desktop of its own is on Linux only.");
}

#[cfg(target_os = "linux")]
mod linux {
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::process::{Command, Stdio};
    use std::time::Duration;

    use broadsheet_core::{Library, Options};
    use broadsheet_e2e::{Desk, Outcome, Reply, Server, program};

    const SOURCES: usize = 200;
    /// What all of the start may take.
    const STARTS: Duration = Duration::from_secs(30);
    /// The most that ten minutes may cost.
    const TARGET: f64 = 0.2;

    pub async fn measure() -> Outcome {
        let minutes: u32 = std::env::args().find_map(|word| word.parse().ok()).unwrap_or(10);
        let desk = Desk::start_to_measure().await?;
        let library = fill(&desk).await?;
        let mut app = desk
            .command(program()?)
            .arg("--library")
            .arg(&library)
            .env_remove("TAURI_WEBVIEW_AUTOMATION")
            .stdout(Stdio::null())
            .spawn()?;
        tokio::time::sleep(STARTS).await;
        let begun = seconds(app.id());
        tokio::time::sleep(Duration::from_secs(60) * minutes).await;
        let ended = seconds(app.id());
        app.kill()?;
        app.wait()?;
        let (begun, ended) = (begun?, ended?);
        let target = TARGET * f64::from(minutes) / 10.0;
        let verdict = if ended - begun <= target { "met" } else { "MISSED" };
        println!("start, and thirty seconds              {begun:>6.2} s");
        println!(
            "idle for {minutes} minutes, {SOURCES} sources        {:>6.2} s  target {target:.2} s  {verdict}",
            ended - begun
        );
        Ok(())
    }

    /// A library whose sources have just been asked.
    async fn fill(desk: &Desk) -> Outcome<PathBuf> {
        let server = Server::open(|_| Reply("200 OK", "application/rss+xml", FEED.into()))?;
        let outlines: String = (0..SOURCES)
            .map(|feed| format!("<outline text='Post {feed}' xmlUrl='{}{feed}.xml'/>", server.origin()))
            .collect();
        let folder = desk.path("library");
        let library = Library::open(Options::new(folder.clone())).await?;
        library
            .import_opml(format!("<opml version='2.0'><body>{outlines}</body></opml>").into_bytes())
            .await?;
        let report = library.refresh(None).await?;
        if report.checked as usize != SOURCES || !report.failed.is_empty() {
            return Err(format!("the library did not fill: {report:?}").into());
        }
        Ok(folder)
    }

    const FEED: &str = "<rss version='2.0'><channel><title>Post</title><description>News</description>\
        <ttl>1440</ttl><item><guid isPermaLink='false'>1</guid><title>The port opens</title>\
        <description>After years.</description></item></channel></rss>";

    /// The processor's time that a process and all its threads took so far, for itself and in the kernel.
    fn seconds(process: u32) -> Outcome<f64> {
        let stat = fs::read_to_string(Path::new("/proc").join(process.to_string()).join("stat"))?;
        // Behind the name, which may hold anything: the state is the first, utime the 12th and stime the 13th.
        let (_, rest) = stat.rsplit_once(')').ok_or("no name in /proc")?;
        let ticks = rest.split_whitespace().skip(11).take(2).map(str::parse::<f64>);
        let ticks: f64 = ticks.sum::<Result<f64, _>>()?;
        let a_second = String::from_utf8(Command::new("getconf").arg("CLK_TCK").output()?.stdout)?;
        Ok(ticks / a_second.trim().parse::<f64>()?)
    }
}
