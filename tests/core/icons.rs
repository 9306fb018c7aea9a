//! The icons of publications.

use broadsheet_core::model::Publication;
use chrono::TimeDelta;

use crate::newsroom::{Newsroom, item, rss};
use crate::server::{Reply, Server};

const XML: &str = "application/rss+xml";
const HTML: &str = "text/html";

/// A PNG's beginning: as much of it as tells what it is and how large.
fn png(width: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(width.to_be_bytes());
    bytes.extend([8, 6, 0, 0, 0]);
    bytes
}

/// A feed of a site on `server`, which tells `icon` where there is one.
fn feed(server: &Server, icon: Option<&str>, headline: &str) -> Reply {
    let image =
        icon.map(|path| format!("<image><url>{}</url></image>", server.url(path))).unwrap_or_default();
    let feed = rss(&[item(1, headline, "")]).replace(
        "https://harbour.example/</link><description>News</description>",
        &format!("{}</link>{image}", server.url("/")),
    );
    Reply::ok(XML, feed)
}

async fn only(room: &Newsroom) -> Publication {
    room.library.publications().await.expect("a list").remove(0)
}

#[tokio::test]
async fn the_best_icon_of_the_site_is_shown_where_the_feed_tells_none() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    let page = "<link rel='shortcut icon' href=/small.ico sizes=16x16><link rel=icon href=/missing.png sizes=128x128>
        <link rel=apple-touch-icon href=/touch.png><link rel=manifest href=/site.json>";
    server
        .on("/feed", feed(&server, None, "One"))
        .on("/", Reply::ok(HTML, page))
        .on("/touch.png", Reply::ok("image/png", png(180)).header("ETag", "\"1\""));
    room.add(&server.url("/feed")).await;
    let shown = only(&room).await;
    assert_eq!(shown.icon, Some(server.url("/touch.png")), "the best of those that are there");
    assert_eq!(server.count("/site.json"), 0, "a good icon needs no manifest");

    let id = shown.icon_media.expect("its picture");
    assert_eq!(room.library.media(id).await.expect("kept").0, "image/png");
    assert_eq!(server.count("/touch.png"), 1, "what was looked at is kept");

    let asked = server.count("/");
    room.refresh().await;
    assert_eq!(server.count("/"), asked, "not asked again within the week");
    room.clock.advance(TimeDelta::days(8));
    room.refresh().await;
    assert_eq!((server.count("/touch.png"), server.count("/")), (2, asked), "then only whether it changed");
    assert_eq!(server.seen("/touch.png")[1].header("if-none-match"), Some("\"1\""));
    assert!(only(&room).await.icon.is_some());
}

#[tokio::test]
async fn the_feeds_own_icon_comes_first_while_it_is_there() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    server
        .on("/feed", feed(&server, Some("/own.png"), "One"))
        .on("/own.png", Reply::ok("image/png", png(64)))
        .on("/favicon.ico", Reply::ok("image/png", png(32)));
    room.add(&server.url("/feed")).await;
    assert_eq!(only(&room).await.icon, Some(server.url("/own.png")));
    assert_eq!(server.count("/"), 0, "nothing else is asked");

    server.on("/own.png", Reply::status(404));
    room.clock.advance(TimeDelta::days(8));
    room.refresh().await;
    assert_eq!(only(&room).await.icon, Some(server.url("/favicon.ico")), "the usual place");
    server.on("/feed", feed(&server, Some("/own.png"), "Two"));
    room.refresh().await;
    assert_eq!(only(&room).await.icon, Some(server.url("/favicon.ico")), "the same word changes nothing");
    server
        .on("/feed", feed(&server, Some("/new.png"), "Three"))
        .on("/new.png", Reply::ok("image/png", png(64)));
    room.refresh().await;
    assert_eq!(only(&room).await.icon, Some(server.url("/new.png")), "a new one does");
}

#[tokio::test]
async fn a_site_without_an_icon_is_asked_once_a_week() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    server
        .on("/feed", feed(&server, None, "One"))
        .on("/favicon.ico", Reply::ok("text/html", "<p>no such thing"));
    room.add(&server.url("/feed")).await;
    assert_eq!(only(&room).await.icon, None);
    for _ in 0..3 {
        room.refresh().await;
    }
    assert_eq!((server.count("/"), server.count("/favicon.ico")), (1, 1));
}
