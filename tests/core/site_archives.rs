//! Filling a publication from the pages its site lists, where it has no other archive.

use broadsheet_core::event::Event;
use broadsheet_core::model::{ArticleQuery, BackfillEnd, BackfillReport, Depth, PublicationId};
use chrono::{DateTime, Utc};

use crate::newsroom::Newsroom;
use crate::server::{Coding, Reply, Server};

const XML: &str = "application/xml";
const HTML: &str = "text/html; charset=utf-8";

/// The page of story `day`, which appeared on that day of September.
fn story(day: u32) -> Reply {
    let text = format!("Story {day} is told here. ").repeat(20);
    Reply::ok(
        HTML,
        format!(
            "<html><head><title>Story {day}</title><meta property='og:type' content='article'>
             <meta property='article:published_time' content='2025-09-{day:02}T08:00:00Z'></head>
             <body><article><h1>Story {day}</h1><p>{text}</p></article></body></html>"
        ),
    )
}

/// A page that is no article: a text and no day.
fn notice() -> Reply {
    let text = "We write about the sea and the ships on it. ".repeat(20);
    Reply::ok(HTML, format!("<title>About us</title><h1>About us</h1><p>{text}</p>"))
}

fn sitemap(server: &Server, paths: &[&str]) -> String {
    let url = |path: &&str| {
        // The last change is told where the path names a day.
        let day = path.rsplit('/').next().and_then(|day| day.parse::<u32>().ok());
        let changed = day.map(|day| format!("<lastmod>2025-09-{day:02}T09:00:00Z</lastmod>"));
        format!("<url><loc>{}</loc>{}</url>", server.url(path), changed.unwrap_or_default())
    };
    format!("<urlset>{}</urlset>", paths.iter().map(url).collect::<String>())
}

/// An index of sitemaps with the day on which each last changed.
fn index(server: &Server, sitemaps: &[(&str, u32)]) -> String {
    let entry = |(path, day): &(&str, u32)| {
        let url = server.url(path);
        format!("<sitemap><loc>{url}</loc><lastmod>2025-09-{day:02}</lastmod></sitemap>")
    };
    format!("<sitemapindex>{}</sitemapindex>", sitemaps.iter().map(entry).collect::<String>())
}

/// A feed of these stories, with the site as its own.
fn feed(server: &Server, days: impl IntoIterator<Item = u32>) -> Reply {
    let item = |day| {
        let link = server.url(&format!("/stories/{day}"));
        format!(
            "<item><guid isPermaLink='false'>{day}</guid><title>Story {day}</title><link>{link}</link></item>"
        )
    };
    let items: String = days.into_iter().map(item).collect();
    let site = server.url("/");
    Reply::ok(
        XML,
        format!(
            "<rss version='2.0'><channel><title>Harbour Post</title><link>{site}</link>{items}</channel></rss>"
        ),
    )
}

/// A site whose feed holds story 20 and whose sitemaps, two of them, hold stories 15 to 20 and other pages.
async fn site() -> Server {
    let server = Server::start().await;
    server.on("/feed", feed(&server, [20]));
    server.on(
        "/robots.txt",
        Reply::ok("text/plain", "User-agent: *\nDisallow: /stories/17\nSitemap: /all.xml"),
    );
    let sitemaps = [("/older.xml", 17), ("/newer.xml.gz", 20), ("/tags-sitemap.xml", 20), ("/all.xml", 20)];
    server.on("/all.xml", Reply::ok(XML, index(&server, &sitemaps)));
    server.on("/older.xml", Reply::ok(XML, sitemap(&server, &["/stories/15", "/stories/16", "/stories/17"])));
    let newer =
        ["/", "/about", "/stories/18", "/gone", "/about", "/stories/19", "/stories/20", "/stories/19"];
    let newer = sitemap(&server, &newer);
    server.on("/newer.xml.gz", Reply::ok("application/x-gzip", newer).coded(Coding::Gzip));
    server.on("/about", notice());
    for day in 15..=20 {
        server.on(&format!("/stories/{day}"), story(day));
    }
    server
}

async fn publication(room: &Newsroom, server: &Server) -> PublicationId {
    room.library.add(server.url("/feed"), None).await.expect("a publication").id
}

async fn fill(room: &Newsroom, id: PublicationId, articles: Option<u32>) -> BackfillReport {
    room.library.backfill(id, Depth { articles, since: None }).await.expect("a report")
}

async fn headlines(room: &Newsroom) -> Vec<String> {
    let mut headlines = room.headlines().await;
    headlines.sort();
    headlines
}

#[tokio::test]
async fn the_pages_a_site_lists_are_its_archive() {
    let room = Newsroom::open().await;
    let server = site().await;
    let id = publication(&room, &server).await;
    let mut events = room.library.events();
    let report = fill(&room, id, None).await;
    assert_eq!((report.new_articles, report.end, report.problem), (4, BackfillEnd::Exhausted, None));
    assert_eq!(headlines(&room).await, ["Story 15", "Story 16", "Story 18", "Story 19", "Story 20"]);
    let old = room.article("Story 15").await;
    assert!(old.content_text.starts_with("Story 15 is told here."), "whole: {}", old.content_text);
    assert_eq!(
        old.summary.published_at.map(|at| at.to_rfc3339()).as_deref(),
        Some("2025-09-15T08:00:00+00:00")
    );
    assert_eq!(old.summary.publication.id, id);
    assert_eq!(server.count("/stories/17"), 0, "what robots.txt forbids is not asked");
    assert_eq!(server.count("/tags-sitemap.xml"), 0, "nor what lists no articles");
    assert_eq!(server.count("/all.xml"), 1, "nor an index that names itself");
    let mut told = Vec::new();
    while let Ok(event) = events.try_recv() {
        told.push(event);
    }
    assert!(
        told.contains(&Event::BackfillProgress { publication: id, articles: 3, wanted: None }),
        "{told:?}"
    );
    assert!(room.alerts(false).await.is_empty(), "what is old is no news");
}

#[tokio::test]
async fn nothing_is_asked_twice() {
    let room = Newsroom::open().await;
    let server = site().await;
    let id = publication(&room, &server).await;
    fill(&room, id, None).await;
    let room = room.close().open().await.expect("the library again");
    let asked = |path| server.count(path);
    let before = (asked("/about"), asked("/gone"), asked("/stories/15"), asked("/stories/20"));
    assert_eq!((before.0, before.1, before.2), (1, 1, 1));
    let report = fill(&room, id, None).await;
    assert_eq!((report.new_articles, report.end), (0, BackfillEnd::Exhausted));
    assert_eq!((asked("/about"), asked("/gone"), asked("/stories/15"), asked("/stories/20")), before);
}

#[tokio::test]
async fn an_archive_goes_as_deep_as_was_asked_and_deeper_later() {
    let room = Newsroom::open().await;
    let server = site().await;
    let id = publication(&room, &server).await;
    let report = fill(&room, id, Some(3)).await;
    assert_eq!((report.new_articles, report.end), (2, BackfillEnd::Reached));
    assert_eq!(headlines(&room).await, ["Story 18", "Story 19", "Story 20"], "the newest first");
    let report = fill(&room, id, Some(4)).await;
    assert_eq!((report.new_articles, report.end), (1, BackfillEnd::Reached), "on from there");
    assert_eq!(server.count("/stories/19"), 1);
}

#[tokio::test]
async fn an_archive_is_filled_back_to_a_day() {
    let room = Newsroom::open().await;
    let server = site().await;
    // A page that was changed later than its day.
    server.on("/stories/19", story(2));
    let id = publication(&room, &server).await;
    let since: DateTime<Utc> = "2025-09-16T00:00:00Z".parse().expect("a date");
    let report =
        room.library.backfill(id, Depth { articles: None, since: Some(since) }).await.expect("a report");
    assert_eq!((report.new_articles, report.end), (2, BackfillEnd::Reached));
    assert_eq!(headlines(&room).await, ["Story 16", "Story 18", "Story 20"]);
    assert_eq!(server.count("/stories/15"), 0, "what did not change since is older");
    let report = fill(&room, id, None).await;
    assert_eq!(
        (report.new_articles, report.end),
        (2, BackfillEnd::Exhausted),
        "what was too old is wanted now"
    );
    assert_eq!(server.count("/about"), 1, "and what is no article is not");
}

#[tokio::test]
async fn a_site_that_wants_peace_is_left_alone_and_gone_on_with() {
    let room = Newsroom::open().await;
    let server = site().await;
    server.on("/stories/18", Reply::status(429));
    let id = publication(&room, &server).await;
    let report = fill(&room, id, None).await;
    assert_eq!((report.new_articles, report.end), (1, BackfillEnd::Failed));
    assert_eq!(report.problem.expect("a problem").code, "http_status");
    server.on("/stories/18", story(18));
    let report = fill(&room, id, None).await;
    assert_eq!((report.new_articles, report.end), (3, BackfillEnd::Exhausted));
    assert_eq!(server.count("/stories/19"), 1, "what came is not asked again");

    server.on("/robots.txt", Reply::status(503));
    let asked = server.count("/all.xml");
    assert_eq!(fill(&room, id, None).await.end, BackfillEnd::Exhausted, "it was only tried besides");
    assert_eq!(server.count("/all.xml"), asked, "a robots.txt that cannot be had forbids everything");
}

#[tokio::test]
async fn a_backfill_from_a_site_can_be_stopped_and_goes_on() {
    let room = Newsroom::open().await;
    let server = site().await;
    server.on("/stories/18", Reply::silent());
    let id = publication(&room, &server).await;
    let mut events = room.library.events();
    let library = room.library.clone();
    let filling = tokio::spawn(async move { library.backfill(id, Depth::default()).await });
    while !matches!(events.recv().await, Ok(Event::BackfillProgress { articles: 2, .. })) {}
    room.library.cancel_backfill().await.expect("it stops");
    let report = filling.await.expect("a task").expect("a report");
    assert_eq!((report.end, report.new_articles), (BackfillEnd::Cancelled, 1), "what came stays");
    server.on("/stories/18", story(18));
    assert_eq!(fill(&room, id, None).await.new_articles, 3, "and the rest comes the next time");
}

#[tokio::test]
async fn a_site_known_by_its_news_sitemap_is_filled_from_the_others() {
    let room = Newsroom::open().await;
    let server = site().await;
    let news = format!(
        "<urlset><url><loc>{}</loc><news:news><news:title>Story 20</news:title>
         <news:publication_date>2025-09-20T08:00:00Z</news:publication_date></news:news></url></urlset>",
        server.url("/stories/20")
    );
    server.on("/news.xml", Reply::ok(XML, news));
    let id = room.library.add(server.url("/news.xml"), None).await.expect("a publication").id;
    let report = fill(&room, id, None).await;
    assert_eq!((report.new_articles, report.end), (4, BackfillEnd::Exhausted), "{report:?}");
}

#[tokio::test]
async fn a_closed_article_is_kept_as_what_its_page_tells() {
    let room = Newsroom::open().await;
    let server = site().await;
    let closed = "<title>Story 16</title><meta property='og:title' content='Story 16'>
        <meta property='article:published_time' content='2025-09-16T08:00:00Z'><h1>Story 16</h1><p>Subscribe.</p>";
    server.on("/stories/16", Reply::ok(HTML, closed));
    let id = publication(&room, &server).await;
    assert_eq!(fill(&room, id, None).await.new_articles, 4);
    assert!(room.article("Story 16").await.summary.stub, "told as an opening");
}

#[tokio::test]
async fn pages_that_have_a_sitemap_beside_the_posts_are_no_articles() {
    let room = Newsroom::open().await;
    let server = site().await;
    let sitemaps = [("/page-sitemap.xml", 20), ("/post-sitemap.xml", 20)];
    server.on("/all.xml", Reply::ok(XML, index(&server, &sitemaps)));
    server.on("/page-sitemap.xml", Reply::ok(XML, sitemap(&server, &["/stories/15"])));
    server.on("/post-sitemap.xml", Reply::ok(XML, sitemap(&server, &["/stories/16"])));
    let id = publication(&room, &server).await;
    fill(&room, id, None).await;
    assert_eq!(headlines(&room).await, ["Story 16", "Story 20"]);
}

#[tokio::test]
async fn a_site_that_lists_no_articles_comes_to_an_end() {
    let room = Newsroom::open().await;
    let server = site().await;
    let paths: Vec<String> = (0..200).map(|n| format!("/shop/{n}x")).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    server.on("/newer.xml.gz", Reply::ok(XML, sitemap(&server, &paths)));
    server.on("/older.xml", Reply::ok(XML, "<html>no sitemap"));
    let id = publication(&room, &server).await;
    let report = fill(&room, id, None).await;
    assert_eq!((report.new_articles, report.end), (0, BackfillEnd::Exhausted));
    let asked = paths.iter().filter(|path| server.count(path) > 0).count();
    assert_eq!(asked, 30, "the rest of a sitemap is left after so many in vain");

    let sitemaps: Vec<String> = (0..20).map(|n| format!("/shop{n}.xml")).collect();
    for name in &sitemaps {
        let paths: Vec<String> = (0..40).map(|n| format!("{name}/{n}x")).collect();
        server.on(
            name,
            Reply::ok(XML, sitemap(&server, &paths.iter().map(String::as_str).collect::<Vec<_>>())),
        );
    }
    let sitemaps: Vec<(&str, u32)> = sitemaps.iter().map(|name| (name.as_str(), 20)).collect();
    server.on("/all.xml", Reply::ok(XML, index(&server, &sitemaps)));
    assert_eq!(fill(&room, id, None).await.end, BackfillEnd::Exhausted);
    let read = sitemaps.iter().filter(|(name, _)| server.count(name) > 0).count();
    assert_eq!(read, 5, "and the site after so many such sitemaps");
}

#[tokio::test]
async fn only_the_publications_own_folder_is_filled_from() {
    let room = Newsroom::open().await;
    let server = site().await;
    server.on("/feed", feed(&server, 21..=30));
    server.on("/older.xml", Reply::ok(XML, sitemap(&server, &["/other/1", "/stories/15"])));
    server.on("/other/1", story(1));
    let id = publication(&room, &server).await;
    fill(&room, id, None).await;
    let query = ArticleQuery { publication: Some(id), ..ArticleQuery::default() };
    assert_eq!(
        room.library.count_articles(vec![query]).await.expect("counts")[0].total,
        14,
        "15, 18, 19, 20 came"
    );
    assert_eq!(
        (server.count("/other/1"), server.count("/about")),
        (0, 0),
        "its other articles lie elsewhere"
    );
}
