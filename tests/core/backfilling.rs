//! Filling a publication from its archive.

use broadsheet_core::event::Event;
use broadsheet_core::model::{BackfillEnd, BackfillReport, Depth, FollowKind, PublicationId};
use chrono::{DateTime, TimeDelta, Utc};

use crate::newsroom::{Newsroom, rss};
use crate::server::{Reply, Server};

const XML: &str = "application/rss+xml";
/// Items on a page.
const PAGE: u32 = 10;

fn noon() -> DateTime<Utc> {
    "2025-09-25T12:00:00Z".parse().expect("a date")
}

/// Page `number` of a feed whose items are an hour apart, newest first.
fn page(number: u32) -> Reply {
    let items: Vec<String> = (0..PAGE)
        .map(|place| {
            let nth = (number - 1) * PAGE + place;
            let at = (noon() - TimeDelta::hours(nth.into())).to_rfc2822();
            format!(
                "<item><guid isPermaLink='false'>{nth}</guid><title>Story {nth}</title>
                 <link>https://elsewhere.example/{nth}</link><pubDate>{at}</pubDate><category>sea</category></item>"
            )
        })
        .collect();
    Reply::ok(XML, rss(&items))
}

/// A WordPress feed of so many pages.
async fn blog(pages: u32) -> Server {
    let server = Server::start().await;
    server.on("/feed/", page(1));
    for number in 2..=pages {
        server.on(&format!("/feed/?paged={number}"), page(number));
    }
    server.on(&format!("/feed/?paged={}", pages + 1), Reply::status(404));
    server
}

async fn publication(room: &Newsroom, server: &Server) -> PublicationId {
    room.library.add(server.url("/feed/"), None).await.expect("a publication").id
}

async fn fill(room: &Newsroom, id: PublicationId, articles: Option<u32>) -> BackfillReport {
    room.library.backfill(id, Depth { articles, since: None }).await.expect("a report")
}

async fn held(room: &Newsroom) -> u32 {
    room.library.count_articles(vec![Default::default()]).await.expect("counts")[0].total
}

#[tokio::test]
async fn an_archive_is_read_to_its_end_and_is_no_news() {
    let room = Newsroom::open().await;
    let server = blog(4).await;
    room.library.follow(FollowKind::Tag, "sea".into()).await.expect("a follow");
    let id = publication(&room, &server).await;
    assert_eq!(held(&room).await, PAGE, "adding brings the newest");
    let mut events = room.library.events();
    let report = fill(&room, id, None).await;
    assert_eq!((report.pages, report.new_articles, report.end), (4, 30, BackfillEnd::Exhausted));
    assert_eq!(held(&room).await, 40);
    assert!(room.alerts(false).await.is_empty(), "what is old is no news");
    let mut told = Vec::new();
    while let Ok(event) = events.try_recv() {
        told.push(event);
    }
    assert!(
        told.contains(&Event::BackfillProgress { publication: id, articles: 30, wanted: None }),
        "{told:?}"
    );
    assert!(told.contains(&Event::BackfillEnded { publication: id, new_articles: 30 }), "{told:?}");
    assert_eq!(fill(&room, id, None).await.new_articles, 0, "again brings nothing twice");
}

#[tokio::test]
async fn an_archive_is_read_to_the_depth_that_was_asked_and_further_later() {
    let room = Newsroom::open().await;
    let server = blog(5).await;
    let id = publication(&room, &server).await;
    let report = fill(&room, id, Some(25)).await;
    assert_eq!((report.new_articles, report.end), (15, BackfillEnd::Reached));
    assert_eq!(held(&room).await, 25, "not one more");
    assert_eq!(server.count("/feed/?paged=4"), 0, "nor a page");

    let room = room.close().open().await.expect("the library again");
    let report = fill(&room, id, Some(40)).await;
    assert_eq!((report.new_articles, report.end), (15, BackfillEnd::Reached), "it goes on where it stood");
    assert_eq!(held(&room).await, 40);
    assert_eq!(server.count("/feed/?paged=2"), 1, "what was read is not read again");
    let newest = room.headlines().await;
    assert_eq!((newest[0].as_str(), newest[39].as_str()), ("Story 0", "Story 39"), "without a gap");
}

#[tokio::test]
async fn an_archive_is_read_back_to_a_day() {
    let room = Newsroom::open().await;
    let server = blog(9).await;
    let id = publication(&room, &server).await;
    let since = Some(noon() - TimeDelta::hours(24));
    let report = room.library.backfill(id, Depth { articles: None, since }).await.expect("a report");
    assert_eq!((report.end, held(&room).await), (BackfillEnd::Reached, 25), "what is older is not kept");
    assert_eq!(server.count("/feed/?paged=5"), 0, "and not asked for");
}

#[tokio::test]
async fn paging_that_lies_ends() {
    for (name, second) in [("the same page for ever", page(1)), ("nothing", Reply::ok(XML, rss(&[])))] {
        let room = Newsroom::open().await;
        let server = Server::start().await;
        server.on("/feed/", page(1)).on("/feed/?paged=2", second);
        let id = publication(&room, &server).await;
        let report = fill(&room, id, None).await;
        assert_eq!((report.new_articles, report.end), (0, BackfillEnd::Exhausted), "{name}");
        assert!(report.pages <= 2, "{name}: {} pages", report.pages);
    }
}

#[tokio::test]
async fn a_failure_is_told_and_the_next_one_goes_on() {
    let room = Newsroom::open().await;
    let server = blog(4).await;
    server.on("/feed/?paged=3", Reply::status(503));
    let id = publication(&room, &server).await;
    let report = fill(&room, id, None).await;
    assert_eq!((report.end, report.new_articles), (BackfillEnd::Failed, 10));
    assert_eq!(report.problem.expect("a problem").code, "http_status");
    server.on("/feed/?paged=3", page(3));
    let report = fill(&room, id, None).await;
    assert_eq!((report.end, report.pages, held(&room).await), (BackfillEnd::Exhausted, 2, 40));
}

#[tokio::test]
async fn a_backfill_can_be_stopped_and_goes_on() {
    let room = Newsroom::open().await;
    let server = blog(4).await;
    server.on("/feed/?paged=3", Reply::silent());
    let id = publication(&room, &server).await;
    let mut events = room.library.events();
    let library = room.library.clone();
    let filling = tokio::spawn(async move { library.backfill(id, Depth::default()).await });
    while !matches!(events.recv().await, Ok(Event::BackfillProgress { articles: 20, .. })) {}
    room.library.cancel_backfill().await.expect("it stops");
    let report = filling.await.expect("a task").expect("a report");
    assert_eq!((report.end, held(&room).await), (BackfillEnd::Cancelled, 20), "what came stays");
    server.on("/feed/?paged=3", page(3));
    assert_eq!(fill(&room, id, None).await.new_articles, 20, "and the rest comes the next time");
}

#[tokio::test]
async fn the_pages_of_an_api_are_its_archive() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    let api = "/ghost/api/content/posts/";
    let posts = |numbers: std::ops::Range<u32>, next: &str| {
        let posts: Vec<String> = numbers
            .map(|n| {
                format!(r#"{{"id":"p{n}","title":"Post {n}","url":"{}","html":"<p>Text.</p>","published_at":"2025-09-{:02}T08:00:00.000Z"}}"#,
                    server.url(&format!("/{n}/")), 20 - n)
            })
            .collect();
        let meta = format!(r#"{{"pagination":{{"page":1,"pages":2,"next":{next}}}}}"#);
        Reply::ok("application/json", format!(r#"{{"posts":[{}],"meta":{meta}}}"#, posts.join(",")))
    };
    server.on(api, posts(0..3, "2"));
    let address = server.url("/ghost/api/content/?key=22444f78447824223cefc48062");
    let id = room.library.add(address, None).await.expect("a publication").id;
    let second =
        format!("{api}?key=22444f78447824223cefc48062&include=authors%2Ctags&formats=html&limit=100&page=2");
    server.on(&second, posts(3..6, "null"));
    let report = fill(&room, id, None).await;
    assert_eq!((report.end, held(&room).await), (BackfillEnd::Exhausted, 6), "{report:?}");
}

#[tokio::test]
async fn an_archive_never_undoes_an_edit() {
    let room = Newsroom::open().await;
    let server = blog(2).await;
    let id = publication(&room, &server).await;
    let edited = "<item><guid isPermaLink='false'>15</guid><title>Story 15, corrected</title></item>";
    server.on("/feed/", Reply::ok(XML, rss(&[edited.to_owned()])));
    room.refresh().await;
    fill(&room, id, None).await;
    let headlines = room.headlines().await;
    assert!(headlines.contains(&"Story 15, corrected".to_owned()), "{headlines:?}");
    assert!(!headlines.contains(&"Story 15".to_owned()));
}
