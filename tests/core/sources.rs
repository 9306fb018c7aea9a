//! Through which source a publication is read: chosen for the reader, changed by them, replaced while it is closed, and
//! kept private.

use broadsheet_core::model::{Choice, Publication, Source, SourceKind, SourceRole};

use crate::discovering::{ghost, wordpress};
use crate::newsroom::{Newsroom, rss_of};
use crate::server::{Reply, Server};

const XML: &str = "application/rss+xml";
const HTML: &str = "text/html; charset=utf-8";

async fn publication(room: &Newsroom) -> Publication {
    let mut all = room.library.publications().await.expect("a list");
    assert_eq!(all.len(), 1, "one publication");
    all.remove(0)
}

async fn sources(room: &Newsroom) -> Vec<(SourceKind, SourceRole)> {
    publication(room).await.sources.iter().map(|source| (source.kind, source.role)).collect()
}

fn of_kind(publication: &Publication, kind: SourceKind) -> Source {
    publication.sources.iter().find(|source| source.kind == kind).expect("such a source").clone()
}

#[tokio::test]
async fn the_feed_of_a_site_that_is_here_is_the_same_publication() {
    for (site, feed) in [(ghost as fn(&Server), "/rss/"), (wordpress, "/feed/")] {
        let room = Newsroom::open().await;
        let server = Server::start().await;
        site(&server);
        room.add(&server.url("/")).await;
        room.add(&server.url(feed)).await;
        room.add(&server.url(feed.trim_end_matches('/'))).await;
        let found = room.library.discover(server.url(feed)).await.expect("a feed");
        assert_eq!(found.candidates[0].already, Some(publication(&room).await.id), "and discovery says so");
    }
}

#[tokio::test]
async fn a_removed_publication_comes_back_rather_than_another_one_of_its_site() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    ghost(&server);
    server.on("/other", Reply::ok(XML, rss_of(&["Ties restored"])));
    room.add(&server.url("/")).await;
    let first = publication(&room).await.id;
    room.library.remove_publication(first).await.expect("it is there");
    let feed = room.library.add(server.url("/other"), None).await.expect("a feed of its own").id;
    let again = room.library.add(server.url("/"), None).await.expect("the site");
    assert_eq!(again.id, first, "its own, although {feed} has the same news");
    assert_eq!(of_kind(&again, SourceKind::Ghost).role, SourceRole::Used);
}

#[tokio::test]
async fn a_reader_changes_through_what_a_publication_is_read() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    ghost(&server);
    room.add(&server.url("/")).await;
    assert_eq!(
        sources(&room).await,
        [(SourceKind::Ghost, SourceRole::Used), (SourceKind::Feed, SourceRole::Spare)],
        "what else there is stays known"
    );
    assert_eq!(server.count("/rss/"), 1, "and is not asked beyond the first look");

    let feed = of_kind(&publication(&room).await, SourceKind::Feed);
    assert_eq!(feed.health.sentence, "Known, and not asked.");
    room.library.use_source(feed.id).await.expect("it is there");
    assert_eq!(
        sources(&room).await,
        [(SourceKind::Feed, SourceRole::Used), (SourceKind::Ghost, SourceRole::Spare)]
    );
    let asked = server.count("/ghost/api/content/posts/");
    assert!(room.refresh().await.is_empty());
    assert_eq!(server.count("/ghost/api/content/posts/"), asked, "the other one is left alone");
    assert_eq!(room.library.use_source("999".parse().expect("an id")).await.unwrap_err().code(), "not_found");
}

#[tokio::test]
async fn a_choice_among_what_was_found_keeps_the_rest_known() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    ghost(&server);
    let found = room.library.discover(server.url("/")).await.expect("a site");
    let feed = &found.candidates[1];
    let choice = Choice { kind: feed.kind, url: feed.url.clone() };
    let asked = server.count_all();
    room.library.add(server.url("/"), Some(choice)).await.expect("the feed");
    assert_eq!(server.count_all(), asked + 1, "what was just looked at is not looked at again");
    assert_eq!(
        sources(&room).await,
        [(SourceKind::Feed, SourceRole::Used), (SourceKind::Ghost, SourceRole::Spare)]
    );
}

#[tokio::test]
async fn an_api_that_closes_is_replaced_by_its_feed_until_it_opens_again() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    wordpress(&server);
    room.add(&server.url("/")).await;
    let open = server.url("/wp-json/wp/v2/posts");
    for closed in [Reply::status(401), Reply::status(404), Reply::ok(HTML, "<p>Please log in")] {
        wordpress(&server);
        server.on("/feed/", Reply::ok(XML, rss_of(&["Ties &amp; talks", "Told by the feed"])));
        server.on("/wp-json/wp/v2/posts", closed);
        assert!(room.refresh().await.is_empty(), "nothing is missing, so nothing failed");
        assert!(room.headlines().await.contains(&"Told by the feed".to_owned()));
        let now = publication(&room).await;
        let (api, feed) = (of_kind(&now, SourceKind::WordPress), of_kind(&now, SourceKind::Feed));
        assert_eq!((api.role, feed.role), (SourceRole::Used, SourceRole::StandsIn));
        assert!(api.health.sentence.contains("kept its API closed"), "{}", api.health.sentence);
        assert!(api.health.sentence.ends_with("Its feed is read instead."), "{}", api.health.sentence);

        wordpress(&server);
        assert!(room.refresh().await.is_empty(), "{open} answers again");
        let now = publication(&room).await;
        assert_eq!(of_kind(&now, SourceKind::Feed).role, SourceRole::Spare, "and the feed may rest");
    }
}

#[tokio::test]
async fn an_api_that_was_closed_from_the_first_is_known_as_that() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    wordpress(&server);
    server.on("/wp-json/wp/v2/posts", Reply::status(403));
    room.add(&server.url("/")).await;
    let now = publication(&room).await;
    assert_eq!(of_kind(&now, SourceKind::Feed).role, SourceRole::Used);
    let api = of_kind(&now, SourceKind::WordPress);
    assert_eq!(api.role, SourceRole::Spare);
    assert!(api.health.sentence.contains("kept its API closed"), "{}", api.health.sentence);
    let asked = server.count("/wp-json/wp/v2/posts");
    room.refresh().await;
    assert_eq!(server.count("/wp-json/wp/v2/posts"), asked, "it is not bothered again");
}

/// Everything the outside is told of a library.
async fn told(room: &Newsroom) -> String {
    let library = &room.library;
    format!(
        "{} {} {}",
        serde_json::to_string(&library.publications().await.expect("a list")).expect("JSON"),
        serde_json::to_string(&library.sources().await.expect("a list")).expect("JSON"),
        library.export_opml().await.expect("OPML"),
    )
}

#[tokio::test]
async fn a_name_and_password_are_sent_and_never_shown() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    server.on("/feed", Reply::ok(XML, rss_of(&["One"])));
    let address = server.url("/feed").replace("://", "://reader:s3cret@");
    let found = room.library.discover(address.clone()).await.expect("a feed");
    assert!(!serde_json::to_string(&found).expect("JSON").contains("s3cret"));
    let choice = Choice { kind: SourceKind::Feed, url: found.candidates[0].url.clone() };
    room.library.add(address.clone(), Some(choice)).await.expect("a publication");
    server.on("/feed", Reply::redirect(301, "/moved")).on("/moved", Reply::ok(XML, rss_of(&["One", "Two"])));
    room.refresh_for_a_day().await;
    for seen in server.seen("/feed").iter().chain(&server.seen("/moved")) {
        assert_eq!(seen.header("authorization"), Some("Basic cmVhZGVyOnMzY3JldA=="));
    }
    let told = told(&room).await;
    assert!(!told.contains("s3cret") && !told.contains("reader"), "{told}");
    assert!(told.contains("/moved") && told.contains("A private feed"), "{told}");
    assert!(of_kind(&publication(&room).await, SourceKind::Feed).private);

    let anew = server.url("/moved").replace("://", "://reader:new@");
    room.library.add(anew, None).await.expect("the same publication");
    room.refresh().await;
    assert_eq!(
        server.seen("/moved").last().and_then(|seen| seen.header("authorization").map(str::to_owned)),
        Some("Basic cmVhZGVyOm5ldw==".to_owned()),
        "a new password takes the old one's place"
    );

    server.on("/moved", Reply::status(401));
    room.refresh().await;
    let told = format!("{told} {:?}", room.library.refresh(None).await.expect("a report"));
    assert!(!told.contains("s3cret"), "{told}");
    room.add(&server.url("/moved")).await;
    assert_eq!(
        room.library.publications().await.expect("a list").len(),
        1,
        "with or without them it is one feed"
    );
}

#[tokio::test]
async fn a_token_is_sent_and_never_shown() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    server.on("/feed", Reply::ok(XML, rss_of(&["One"])));
    let address = server.url("/feed?token=s3cret");
    let found = room.library.discover(address.clone()).await.expect("a feed");
    let choice = Choice { kind: SourceKind::Feed, url: found.candidates[0].url.clone() };
    assert_eq!(choice.url, server.url("/feed?token=***"));
    // Another look in between, so that nothing is remembered of the first.
    room.library.discover(server.url("/feed")).await.expect("a feed");
    room.library.add(address, Some(choice)).await.expect("a publication");
    assert!(room.refresh().await.is_empty());
    assert_eq!(server.count("/feed?token=***"), 0, "what is shown is never asked");
    let told = told(&room).await;
    assert!(!told.contains("s3cret"), "{told}");
    let source = of_kind(&publication(&room).await, SourceKind::Feed);
    let same = room.library.change_address(source.id, source.url.clone()).await.expect("the same");
    assert!(same.succeeded_at.is_some(), "what was shown is not another address");

    let list = room.library.export_opml().await.expect("a list");
    assert!(!list.contains("s3cret"), "{list}");
    let report = room.library.import_opml(list.into_bytes()).await.expect("the same list");
    assert_eq!(
        (report.added, report.already),
        (0, 1),
        "a list of ours does not double what it left the secret out of"
    );
}
