//! What is asked, by what name, and how fast.

use broadsheet_core::event::Event;
use broadsheet_core::model::ArticleQuery;
use chrono::TimeDelta;

use super::{Street, XML, feed};
use crate::discovering::{ghost, wordpress};
use crate::newsroom::{PUBLIC, item, rss, rss_of};
use crate::server::{Reply, Server};

const HTML: &str = "text/html; charset=utf-8";

#[tokio::test]
async fn a_site_is_looked_at_added_and_read_without_haste() {
    for site in [ghost as fn(&Server), wordpress] {
        let street = Street::new().await;
        site(street.server());
        street.add("/").await;
        street.later(TimeDelta::hours(6)).look().await;
        street.insist().await;
        assert!(street.server().count_all() > 6, "{}", street.server().count_all());
        street.judge();
    }
}

#[tokio::test]
async fn cookies_are_never_given_back() {
    let biscuit = |reply: Reply| reply.header("Set-Cookie", "id=1; Path=/; Max-Age=99999999");
    let street = Street::with_feed(biscuit(feed())).await;
    let server = street.server();
    server.on("/feed", biscuit(Reply::redirect(302, "/there"))).on("/there", biscuit(feed()));
    for _ in 0..3 {
        street.later(TimeDelta::hours(6)).look().await;
    }
    assert_eq!(street.server().count("/there"), 3);
    street.judge();
}

#[tokio::test]
async fn publications_on_one_machine_are_asked_in_turn_with_their_pages() {
    let street = Street::of([PUBLIC, PUBLIC]).await;
    for (number, server) in street.servers.iter().enumerate() {
        let at = |page: &str| server.url(page);
        let items = ["/1", "/2", "/3"].map(|page| {
            let body = item(1, &format!("Story {number}{page}"), "");
            body.replace("https://harbour.example/1", &at(page)).replace("post-1", &format!("{number}{page}"))
        });
        let whole = "<article><h1>Story</h1><p>A longer text than any summary.</p></article>";
        for page in ["/1", "/2", "/3"] {
            server.on(page, Reply::ok(HTML, whole));
        }
        server.on("/feed", Reply::ok(XML, rss(&items).replace("https://harbour.example/", &at("/"))));
        street.room.add(&at("/feed")).await;
    }
    let before: usize = street.servers.iter().map(Server::count_all).sum();
    street.later(TimeDelta::hours(6)).look().await;
    let after: usize = street.servers.iter().map(Server::count_all).sum();
    assert!(after > before, "both were asked again: {before} and {after}");
    assert!(street.servers.iter().all(|server| server.count("/3") > 0), "pages were asked as well");
    street.judge();
}

#[tokio::test]
async fn a_page_that_asks_for_peace_is_the_last_one_asked() {
    let street = Street::new().await;
    let server = street.server();
    let items = ["/1", "/2", "/3"].map(|page| {
        item(1, page, "").replace("https://harbour.example/1", &server.url(page)).replace("post-1", page)
    });
    for page in ["/1", "/2", "/3"] {
        server.on(page, Reply::status(429).header("Retry-After", "600"));
    }
    server.on("/feed", Reply::ok(XML, rss(&items).replace("https://harbour.example/", &server.url("/"))));
    street.add("/feed").await;
    let pages: usize = ["/1", "/2", "/3"].iter().map(|page| street.server().count(page)).sum();
    assert_eq!(pages, 1, "the others wait");
    street.judge();
}

#[tokio::test]
async fn a_machine_that_has_too_much_to_do_is_left_alone_as_a_whole() {
    let street = Street::new().await;
    let paths = ["/a", "/b", "/c"];
    for path in paths {
        street.server().on(path, Reply::ok(XML, rss(&[item(1, path, "")])));
        street.add(path).await;
    }
    street.later(TimeDelta::hours(1));
    for path in paths {
        street.server().on(path, Reply::status(429).header("Retry-After", "1800"));
    }
    let before = street.server().count_all();
    street.look().await;
    assert_eq!(street.insist().await, 0, "not even the reader");
    assert_eq!(street.server().count_all() - before, 1, "the first one asked says it for all");
    for path in paths {
        street.server().on(path, Reply::ok(XML, rss(&[item(1, path, "")])));
    }
    assert_eq!(street.later(TimeDelta::minutes(35)).look().await, 3, "when it may be asked, all are");
    street.judge();
}

#[tokio::test]
async fn the_same_bytes_again_are_no_news() {
    let street = Street::with_feed(feed()).await;
    let mut events = street.room.library.events();
    street.later(TimeDelta::hours(1));
    let report = street.room.library.refresh(None).await.expect("a report");
    assert_eq!((report.checked, report.unchanged, report.new_articles), (1, 1, 0));
    while let Ok(event) = events.try_recv() {
        assert_ne!(event, Event::ArticlesChanged);
    }
    assert_eq!(street.room.list(ArticleQuery::default()).await.len(), 1);
    street.judge();
}

#[tokio::test]
async fn whoever_cuts_us_off_is_not_asked_again_at_once() {
    let street = Street::with_feed(feed()).await;
    street.server().on("/feed", Reply::cut(XML, rss_of(&["One", "Two"])));
    street.later(TimeDelta::hours(1)).insist().await;
    assert_eq!(street.look().await, 0, "not for a while");
    street.judge();
}
