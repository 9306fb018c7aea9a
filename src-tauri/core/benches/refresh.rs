//! How long a refresh takes: many feeds of full-text items from a server on this machine, first as they come and then
//! unchanged, beside newsboat where it is installed. Prints figures and asserts nothing about them:
//! `cargo bench -p broadsheet-core --bench refresh`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a program for a person at a terminal"
)]
#![allow(dead_code, reason = "the tests' server can do more than is asked of it here")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use broadsheet_core::{Library, Options};

#[path = "../../../tests/core/server.rs"]
mod server;
#[path = "../../../tests/core/words.rs"]
mod words;

use server::{Reply, Server};
use words::WORDS;

const FEEDS: u32 = 100;
const ITEMS: u32 = 50;

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(measure());
}

async fn measure() {
    let server = Server::start().await;
    for feed in 0..FEEDS {
        let reply = Reply::ok("application/rss+xml", rss(&server, feed));
        server.on(
            &format!("/{feed}/rss"),
            reply.validators(&format!("\"{feed}\""), "Thu, 25 Sep 2025 10:00:00 GMT"),
        );
    }
    let folder = tempfile::tempdir().expect("a folder");
    let library = Library::open(Options::new(folder.path().to_owned())).await.expect("a library");
    library.import_opml(opml(&server).into_bytes()).await.expect("subscriptions");

    let first = refresh(&library).await;
    let articles = library.count_articles(vec![Default::default()]).await.expect("counts")[0].total;
    assert_eq!(articles, FEEDS * ITEMS, "every article came");
    println!(
        "{FEEDS} feeds of {ITEMS} full-text items: {:.2} s, {:.0} articles a second",
        first.as_secs_f64(),
        f64::from(articles) / first.as_secs_f64(),
    );
    let unchanged = refresh(&library).await;
    println!("{FEEDS} unchanged feeds: {:.3} s", unchanged.as_secs_f64());
    newsboat(&server, folder.path());
}

/// The same by newsboat, in a folder of its own.
fn newsboat(server: &Server, folder: &Path) {
    let urls: String = (0..FEEDS).map(|feed| server.url(&format!("/{feed}/rss")) + "\n").collect();
    let (urls_file, cache, config) = (folder.join("urls"), folder.join("cache.db"), folder.join("config"));
    std::fs::write(&urls_file, urls).expect("a list of feeds");
    std::fs::write(&config, "reload-threads 16\n").expect("a configuration");
    for what in ["as they come", "unchanged"] {
        let begun = Instant::now();
        let ended = Command::new("newsboat")
            .arg("-u")
            .arg(&urls_file)
            .arg("-c")
            .arg(&cache)
            .arg("-C")
            .arg(&config)
            .args(["-x", "reload"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        match ended {
            Ok(status) if status.success() => {
                println!("newsboat, {what}: {:.2} s", begun.elapsed().as_secs_f64());
            }
            _ => return println!("newsboat: not here, or it would not"),
        }
    }
}

async fn refresh(library: &Library) -> Duration {
    let begun = Instant::now();
    let report = library.refresh(None).await.expect("a refresh");
    assert!(report.failed.is_empty() && report.checked == FEEDS, "every feed answers: {:?}", report.failed);
    begun.elapsed()
}

fn opml(server: &Server) -> String {
    let feeds: String = (0..FEEDS)
        .map(|feed| format!("<outline text='Feed {feed}' xmlUrl='{}'/>", server.url(&format!("/{feed}/rss"))))
        .collect();
    format!("<opml version='2.0'><body>{feeds}</body></opml>")
}

fn rss(server: &Server, feed: u32) -> String {
    let items: String = (0..ITEMS).map(|nth| item(server, feed, nth)).collect();
    format!(
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' \
         xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Feed {feed}</title><link>{}</link>{items}\
         </channel></rss>",
        server.url(&format!("/{feed}/"))
    )
}

fn item(server: &Server, feed: u32, nth: u32) -> String {
    let paragraph = |p: u32| {
        let words: String = (0..80)
            .map(|w| format!("{} ", WORDS[((feed * 31 + nth * 7 + p * 13 + w * w) as usize) % WORDS.len()]))
            .collect();
        format!("<p>{words}<a href='/{p}'>and more</a>.</p>")
    };
    let body: String = (0..8).map(paragraph).collect();
    format!(
        "<item><guid>{feed}-{nth}</guid><title>Headline {nth} of feed {feed}</title><link>{}</link>\
         <pubDate>Thu, 25 Sep 2025 {:02}:{:02}:00 GMT</pubDate><dc:creator>Writer {}</dc:creator>\
         <category>Topic {}</category><content:encoded><![CDATA[<h2>Part</h2>{body}<img src='/p{nth}.jpg'>]]></content:encoded></item>",
        server.url(&format!("/{feed}/{nth}")),
        nth / 60,
        nth % 60,
        nth % 9,
        nth % 20
    )
}
