//! What it costs to match a new article with hundreds of follows (tags, authors, sections, searches, with exclusions),
//! and to find tags in its text, in libraries of 1,000, 10,000 and 50,000 stored articles. The same articles come
//! once without follows: the difference is the matching. Prints figures and asserts nothing about them:
//! `cargo bench -p broadsheet-core --bench matching`, with `-- 1000 2000` for other sizes.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a program for a person at a terminal"
)]
#![allow(dead_code, reason = "the tests' server can do more than is asked of it here")]

use std::time::{Duration, Instant};

use broadsheet_core::model::{ArticleQuery, Exclusion, FollowChange, FollowKind, PublicationId};
use broadsheet_core::{Library, Options};

#[path = "../../../tests/core/server.rs"]
mod server;
#[path = "../../../tests/core/words.rs"]
mod words;

use server::{Reply, Server};
use words::WORDS;

/// Libraries to be measured, by how many articles they hold.
const STORED: [u32; 3] = [1_000, 10_000, 50_000];
/// Articles of a feed that fills them.
const ITEMS: u32 = 200;
/// New articles of a refresh, and how often they come.
const NEW: u32 = 40;
const ROUNDS: u32 = 7;
/// Follows of each kind: tags, sections, searches; and all authors that are there.
const FOLLOWS: u32 = 100;

fn main() {
    let given: Vec<u32> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if given.is_empty() { STORED.to_vec() } else { given };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for stored in sizes {
        runtime.block_on(measure(stored));
    }
}

async fn measure(stored: u32) {
    let server = Server::start().await;
    let folder = tempfile::tempdir().expect("a folder");
    let library = Library::open(Options::new(folder.path().to_owned())).await.expect("a library");
    let feeds = stored.div_ceil(ITEMS);
    for feed in 0..feeds {
        let items: String = (0..ITEMS.min(stored)).map(|nth| item(&server, feed * ITEMS + nth)).collect();
        server.on(&format!("/{feed}/rss"), Reply::ok("application/rss+xml", rss(&server, feed, &items)));
    }
    server.on("/news/rss", Reply::ok("application/rss+xml", rss(&server, feeds, "")));
    library.import_opml(opml(&server, feeds).into_bytes()).await.expect("subscriptions");
    library.refresh(None).await.expect("an import");
    let news = library.publications().await.expect("publications").into_iter();
    let news = news.filter(|one| one.title == "News").map(|one| one.id).next().expect("the one that goes on");

    let mut next = feeds * ITEMS;
    let without = rounds(&library, &server, news, &mut next).await;
    let follows = follow(&library).await;
    let with = rounds(&library, &server, news, &mut next).await;
    let here = library.count_articles(vec![ArticleQuery::default()]).await.expect("counts")[0].total;
    let alerts = library.unseen_alerts().await.expect("alerts");
    println!(
        "{here:>6} articles: a new one takes {:.2} ms, and {:.2} ms with {follows} follows ({alerts} alerts)",
        without.as_secs_f64() * 1e3,
        with.as_secs_f64() * 1e3,
    );
}

/// How long one new article takes: the median of some refreshes.
async fn rounds(library: &Library, server: &Server, news: PublicationId, next: &mut u32) -> Duration {
    let mut took = Vec::new();
    for _ in 0..ROUNDS {
        let items: String = (0..NEW).map(|nth| item(server, *next + nth)).collect();
        *next += NEW;
        server.on("/news/rss", Reply::ok("application/rss+xml", rss(server, u32::MAX, &items)));
        let begun = Instant::now();
        let report = library.refresh(Some(news)).await.expect("a refresh");
        took.push(begun.elapsed());
        assert_eq!(report.new_articles, NEW, "all that is told is new: {:?}", report.failed);
    }
    took.sort_unstable();
    took.into_iter().nth(ROUNDS as usize / 2).unwrap_or_default() / NEW
}

/// Follows all kinds of things, every third with exclusions. Says how many.
async fn follow(library: &Library) -> u32 {
    let word = |nth: u32| WORDS[nth as usize % WORDS.len()];
    let mut wanted = Vec::new();
    for nth in 0..FOLLOWS {
        wanted.push((FollowKind::Tag, format!("Topic {nth}")));
        wanted.push((FollowKind::Section, format!("Section {nth}")));
        let (one, other) = (word(nth), word(nth * 7 + 3));
        let phrase =
            if nth % 2 == 0 { format!("\"{one} {other}\"") } else { format!("{one} {other} council") };
        wanted.push((FollowKind::Search, phrase));
    }
    for author in library.authors().await.expect("authors").into_iter().take(FOLLOWS as usize) {
        wanted.push((FollowKind::Author, author.author.id.expect("a stored author").to_string()));
    }
    let mut follows = 0;
    for (kind, value) in wanted {
        let follow = library.follow(kind, value).await.expect("a follow");
        if follows % 3 == 0 {
            let exclusion =
                |kind, value: &str| Exclusion { kind, value: value.to_owned(), label: String::new() };
            let exclude = vec![
                exclusion(FollowKind::Tag, "Topic 7"),
                exclusion(FollowKind::Section, "Section 3"),
                exclusion(FollowKind::Search, "\"winter market\""),
            ];
            library
                .set_follow(follow.id, FollowChange { exclude: Some(exclude), ..FollowChange::default() })
                .await
                .expect("a limit");
        }
        follows += 1;
    }
    follows
}

fn opml(server: &Server, feeds: u32) -> String {
    let feeds: String = (0..feeds)
        .map(|feed| feed.to_string())
        .chain(["news".to_owned()])
        .map(|feed| format!("<outline text='Feed {feed}' xmlUrl='{}'/>", server.url(&format!("/{feed}/rss"))))
        .collect();
    format!("<opml version='2.0'><body>{feeds}</body></opml>")
}

fn rss(server: &Server, feed: u32, items: &str) -> String {
    let title = if items.is_empty() || feed == u32::MAX { "News".to_owned() } else { format!("Feed {feed}") };
    format!(
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' \
         xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>{title}</title><link>{}</link>{items}\
         </channel></rss>",
        server.url(&format!("/{feed}/"))
    )
}

/// An article of some 300 words, with two tags, and a third in its text.
fn item(server: &Server, nth: u32) -> String {
    let body: String = (0..300)
        .map(|place| format!("{} ", WORDS[((nth * 31 + place * place * 7 + place) as usize) % WORDS.len()]))
        .collect();
    format!(
        "<item><guid>{nth}</guid><title>What Topic {} brings, part {nth}</title><link>{}</link>\
         <dc:creator>Writer {}</dc:creator><category>Topic {}</category><category>Subject {}</category>\
         <content:encoded><![CDATA[<p>{body}</p>]]></content:encoded></item>",
        (nth + 1) % 500,
        server.url(&format!("/articles/{nth}")),
        nth % 40,
        nth % 500,
        nth % 3000,
    )
}
