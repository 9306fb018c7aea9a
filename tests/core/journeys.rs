//! The main job from end to end: what comes in, once, and what the reader is told, once.

use broadsheet_core::model::{ArticleQuery, FollowKind};

use crate::newsroom::{Newsroom, item, rss, rss_of};
use crate::server::{Reply, Server};

const XML: &str = "application/rss+xml";

fn tagged(number: u32, headline: &str, tag: &str) -> String {
    item(number, headline, &format!("<category>{tag}</category>"))
}

#[tokio::test]
async fn a_refresh_asks_with_the_validators_it_was_given() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    let (etag, date) = ("W/\"odd, one\"", "Thu, 25 Sep 2025 10:00:00 +0000");
    server.on("/feed", Reply::ok(XML, rss_of(&["One"])).validators(etag, date));
    room.add(&server.url("/feed")).await;
    let report = room.library.refresh(None).await.expect("a report");
    assert_eq!((report.checked, report.unchanged, report.new_articles), (1, 1, 0));
    let last = server.seen("/feed").pop().expect("a request");
    assert_eq!(last.header("if-none-match"), Some(etag), "verbatim");
    assert_eq!(last.header("if-modified-since"), Some(date), "verbatim, though no good date");
}

#[tokio::test]
async fn the_same_feed_twice_brings_nothing_new() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    let feed = rss_of(&["One", "Two", "Three"]);
    server.on("/feed", Reply::ok(XML, feed.clone()));
    assert_eq!(room.add(&server.url("/feed")).await, ["Three", "Two", "One"], "newest first");
    let report = room.library.refresh(None).await.expect("a report");
    assert_eq!((report.unchanged, report.new_articles), (1, 0), "the same bytes");
    server.on("/feed", Reply::ok(XML, feed + "<!-- served at another second -->"));
    let report = room.library.refresh(None).await.expect("a report");
    assert_eq!(report.new_articles, 0, "the same articles in other bytes");
    assert_eq!(room.headlines().await.len(), 3);
    let again = room.library.add(server.url("/feed"), None).await.expect("already here");
    assert_eq!(room.library.publications().await.expect("a list").len(), 1, "adding twice is adding once");
    assert_eq!(again.counts.total, 3);
}

#[tokio::test]
async fn a_permanent_move_is_followed_for_good() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    server.on("/old", Reply::ok(XML, rss_of(&["One"])));
    room.add(&server.url("/old")).await;
    server.on("/old", Reply::redirect(301, "/new")).on("/new", Reply::ok(XML, rss_of(&["One", "Two"])));
    room.refresh_for_a_day().await;
    let sources = room.library.sources().await.expect("sources");
    assert_eq!(sources[0].url, server.url("/new"));
    assert_eq!(room.headlines().await, ["Two", "One"], "and it is the same publication");
}

#[tokio::test]
async fn a_followed_tag_alerts_exactly_once() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    room.library.follow(FollowKind::Tag, "syria".into()).await.expect("a tag not yet seen");
    server.on("/feed", Reply::ok(XML, rss(&[tagged(1, "Before", "Syria")])));
    room.add(&server.url("/feed")).await;
    assert!(room.alerts(false).await.is_empty(), "a first import alerts nobody");

    let news =
        rss(&[tagged(1, "Before", "Syria"), tagged(2, "After", "Syria"), tagged(3, "Other", "Energy")]);
    server.on("/feed", Reply::ok(XML, news.clone()));
    room.refresh().await;
    let pending = room.alerts(true).await;
    assert_eq!(pending.len(), 1, "one article matched: {pending:?}");
    assert_eq!((pending[0].headline.as_str(), pending[0].because.len()), ("After", 1));

    // The app ends before it showed anything, and starts again.
    let room = room.close().open().await.expect("the library again");
    server.on("/feed", Reply::ok(XML, news + "<!-- other bytes -->"));
    room.refresh().await;
    let claimed = room.claim().await.expect("the alert survived");
    assert_eq!(claimed.headline, "After");
    assert_eq!(room.claim().await, None, "whoever claims it has it alone");
    room.library.note_shown(vec![claimed.id]).await.expect("noted");

    let room = room.close().open().await.expect("the library again");
    room.refresh().await;
    assert_eq!(room.claim().await, None, "nothing twice after a restart");
    assert_eq!(room.alerts(false).await.len(), 1, "the inbox has it exactly once");
}

#[tokio::test]
async fn what_is_read_stays_read_through_refreshes() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    server.on("/feed", Reply::ok(XML, rss_of(&["One", "Two"])));
    room.add(&server.url("/feed")).await;
    let one = room.id("One").await;
    assert_eq!(room.library.mark_read(vec![one], true).await.expect("marked"), [one]);
    server.on("/feed", Reply::ok(XML, rss_of(&["One", "Two", "Three"])));
    room.refresh().await;
    let unread = ArticleQuery { unread: Some(true), ..ArticleQuery::default() };
    let headlines: Vec<_> = room.list(unread).await.into_iter().map(|article| article.headline).collect();
    assert_eq!(headlines, ["Three", "Two"]);
}

#[tokio::test]
async fn a_removed_publication_leaves_what_was_saved_and_can_come_back() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    server.on("/feed", Reply::ok(XML, rss(&[tagged(1, "Saved", "Syria"), tagged(2, "Not saved", "Syria")])));
    room.add(&server.url("/feed")).await;
    let publication = room.library.publications().await.expect("a list")[0].id;
    room.library.save(room.id("Saved").await).await.expect("saved");
    room.library.remove_publication(publication).await.expect("removed");
    let saved = ArticleQuery { saved: Some(true), ..ArticleQuery::default() };
    let left = room.list(saved).await;
    assert_eq!(left.len(), 1, "the saved article stays");
    assert_eq!(left[0].tags[0].name, "Syria", "with its tags");
    assert!(room.library.publications().await.expect("a list").is_empty());
    room.library.restore_publication(publication).await.expect("restored");
    assert_eq!(room.headlines().await, ["Not saved", "Saved"], "undone");
}

#[tokio::test]
async fn two_programs_share_one_library() {
    let app = Newsroom::open().await;
    let cli = app.beside().await;
    let server = Server::start().await;
    server.on("/feed", Reply::ok(XML, rss_of(&["One", "Two"])));
    cli.add(&server.url("/feed")).await;
    assert_eq!(app.headlines().await, ["Two", "One"], "what one adds the other sees");
    let (one, two) = (app.id("One").await, app.id("Two").await);
    for _ in 0..20 {
        let (left, right) =
            tokio::join!(app.library.mark_read(vec![one], true), cli.library.mark_read(vec![two], true));
        left.expect("a busy library is waited for");
        right.expect("a busy library is waited for");
        let (left, right) = tokio::join!(app.library.save(one), cli.library.refresh(None));
        left.expect("saved meanwhile");
        right.expect("refreshed meanwhile");
        app.library.mark_read(vec![one, two], false).await.expect("unread again");
    }
    assert!(app.library.check().await.expect("a report").sound);
}
