//! What publishers and the network do wrong: each has its code, and nothing stored is lost by it.

use std::net::Ipv4Addr;

use broadsheet_core::model::HealthState;

use crate::newsroom::{Newsroom, PUBLIC, item, rss, rss_of};
use crate::server::{Reply, Server};

const XML: &str = "application/rss+xml";

async fn refusal(room: &Newsroom, address: &str) -> String {
    match room.library.add(address.to_owned(), None).await {
        Ok(added) => format!("added {}", added.title),
        Err(error) => error.code().to_owned(),
    }
}

#[tokio::test]
async fn addresses_that_are_none_are_refused_by_code() {
    let room = Newsroom::open().await;
    for (typed, code) in [
        ("", "address_invalid"),
        ("not an address", "address_invalid"),
        ("ftp://harbour.example/feed", "address_scheme"),
        ("file:///etc/passwd", "address_scheme"),
        ("javascript:alert(1)", "address_scheme"),
    ] {
        assert_eq!(refusal(&room, typed).await, code, "typed: {typed:?}");
    }
    assert!(room.library.publications().await.expect("a list").is_empty(), "nothing was added");
}

#[tokio::test]
async fn what_is_no_feed_is_not_added() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    server
        .on("/page", Reply::ok("text/html", "<!doctype html><title>Just a page</title><p>Hello."))
        .on("/html-as-feed", Reply::ok(XML, "<!doctype html><title>Sorry</title><p>We are closed."))
        .on("/picture", Reply::ok("image/png", b"\x89PNG\r\n\x1a\n\0\0".as_slice()))
        .on("/nothing", Reply::ok(XML, ""));
    for path in ["/page", "/html-as-feed", "/picture", "/nothing"] {
        let code = refusal(&room, &server.url(path)).await;
        assert!(["nothing_found", "not_a_feed"].contains(&code.as_str()), "{path}: {code}");
    }
    assert!(room.library.publications().await.expect("a list").is_empty(), "nothing was added");
}

/// A feed goes wrong in every way, one after another, while another goes on.
#[tokio::test]
async fn a_failing_source_has_a_code_and_keeps_what_it_brought() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    server.on("/feed", Reply::ok(XML, rss_of(&["Kept"]))).on("/other", Reply::ok(XML, rss_of(&["Other 1"])));
    room.add(&server.url("/feed")).await;
    room.add(&server.url("/other")).await;
    server.on("/a", Reply::redirect(302, "/b")).on("/b", Reply::redirect(302, "/a"));
    let cases = [
        (Reply::ok("text/html", "<!doctype html><p>Maintenance"), "not_a_feed"),
        (Reply::ok(XML, ""), "not_a_feed"),
        (Reply::status(404), "http_status"),
        (Reply::status(500), "http_status"),
        (Reply::redirect(302, "/a"), "redirect_loop"),
        (Reply::redirect(302, "ftp://127.0.0.1/feed"), "address_scheme"),
        (Reply::cut(XML, rss_of(&["Half of this"])), "connection_cut"),
        (Reply::endless(XML, vec![b' '; 1024 * 1024]), "too_large"),
        (Reply::silent(), "timed_out"),
    ];
    for (number, (reply, code)) in cases.into_iter().enumerate() {
        let news = format!("Other {}", number + 2);
        server.on("/feed", reply).on("/other", Reply::ok(XML, rss_of(&["Other 1", &news])));
        assert_eq!(room.refresh().await, [code], "only the one source fails");
        let headlines = room.headlines().await;
        assert!(headlines.contains(&"Kept".to_owned()), "{code}: what it brought stays");
        let sources = room.library.sources().await.expect("sources");
        let failing = sources.iter().find(|source| source.url.ends_with("/feed")).expect("the source");
        assert_eq!(failing.health.problem.as_deref(), Some(code), "its health says why");
        assert_eq!(failing.health.state, HealthState::Failing);
        assert!(failing.health.sentence.ends_with('.'), "in a sentence: {}", failing.health.sentence);
    }
    server.on("/feed", Reply::ok(XML, rss_of(&["Kept", "Back again"])));
    assert!(room.refresh().await.is_empty(), "and when it is well again it goes on");
    assert!(room.headlines().await.contains(&"Back again".to_owned()));
}

#[tokio::test]
async fn a_server_that_asks_for_time_gets_it() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    server.on("/feed", Reply::ok(XML, rss_of(&["Kept"])));
    room.add(&server.url("/feed")).await;
    server.on("/feed", Reply::status(429).header("Retry-After", "3600"));
    assert_eq!(room.refresh().await, ["http_status"]);
    let asked = server.count("/feed");
    let report = room.library.refresh(None).await.expect("a report");
    assert_eq!((report.skipped, report.failed.len()), (1, 0), "left alone, which is no failure");
    assert_eq!(server.count("/feed"), asked, "and not asked");
    room.clock.advance(chrono::TimeDelta::seconds(3601));
    server.on("/feed", Reply::ok(XML, rss_of(&["Kept", "After the wait"])));
    assert!(room.refresh().await.is_empty());
    assert!(room.headlines().await.contains(&"After the wait".to_owned()));
}

#[tokio::test]
async fn an_address_that_is_gone_is_not_asked_again() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    server.on("/feed", Reply::ok(XML, rss_of(&["Kept"])));
    room.add(&server.url("/feed")).await;
    server.on("/feed", Reply::status(410));
    assert_eq!(room.refresh().await, ["gone"]);
    let asked = server.count("/feed");
    assert!(room.refresh().await.is_empty(), "it was said once");
    assert_eq!(server.count("/feed"), asked);
    assert_eq!(room.headlines().await, ["Kept"]);
}

#[tokio::test]
async fn an_empty_feed_is_a_publication_without_articles() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    server.on("/feed", Reply::ok(XML, rss(&[])));
    assert!(room.add(&server.url("/feed")).await.is_empty());
    assert_eq!(room.library.publications().await.expect("a list").len(), 1);
}

#[tokio::test]
async fn items_without_id_link_or_date_come_once() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    let odd = [
        "<item><title>No id</title><link>https://harbour.example/a</link></item>".to_owned(),
        "<item><title>No link</title><guid isPermaLink='false'>b</guid></item>".to_owned(),
        "<item><title>Neither</title><description>Text.</description></item>".to_owned(),
        "<item><guid>d</guid><description>No title but these words stand here.</description></item>"
            .to_owned(),
        "<item><title>Odd date</title><guid>e</guid><pubDate>once upon a time</pubDate></item>".to_owned(),
        "<item><title>From the future</title><guid>f</guid>\
         <pubDate>Fri, 25 Sep 2125 00:00:00 GMT</pubDate></item>"
            .to_owned(),
    ];
    server.on("/feed", Reply::ok(XML, rss(&odd)));
    let mut headlines = room.add(&server.url("/feed")).await;
    headlines.sort();
    assert_eq!(headlines.len(), 6, "{headlines:?}");
    assert!(
        headlines.iter().any(|headline| headline.starts_with("No title but these words")),
        "{headlines:?}"
    );
    for article in room.list(Default::default()).await {
        assert!(article.sorted_at <= article.first_seen_at, "{} sorts no later than seen", article.headline);
    }
    server.on("/feed", Reply::ok(XML, rss(&odd) + "<!-- so that the bytes differ -->"));
    let report = room.library.refresh(None).await.expect("a report");
    assert_eq!(report.new_articles, 0, "the same items are the same articles");
}

#[tokio::test]
async fn a_lying_charset_spoils_letters_at_the_most() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    let mut bytes = rss_of(&["Plain words", "Caf? opens"]).into_bytes();
    let spot = bytes.windows(5).position(|five| five == b"Caf? ").expect("the headline") + 3;
    bytes[spot] = 0xe9;
    server.on("/feed", Reply::ok("application/rss+xml; charset=utf-8", bytes));
    let headlines = room.add(&server.url("/feed")).await;
    assert_eq!(headlines.len(), 2, "no item is lost: {headlines:?}");
    assert_eq!(headlines[1], "Plain words");
    assert!(headlines[0].starts_with("Caf") && headlines[0].ends_with(" opens"), "{headlines:?}");
}

#[tokio::test]
async fn a_title_of_ten_megabytes_is_cut_and_the_rest_comes() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    let endless = "long ".repeat(2 * 1024 * 1024);
    server.on("/feed", Reply::ok(XML, rss(&[item(1, &endless, ""), item(2, "Short", "")])));
    let headlines = room.add(&server.url("/feed")).await;
    assert_eq!(headlines.len(), 2);
    assert_eq!(headlines[0], "Short");
    assert!(headlines[1].len() < 10_000, "{} bytes", headlines[1].len());
}

#[tokio::test]
async fn a_private_address_is_reached_only_when_typed() {
    let room = Newsroom::open().await;
    let private = Server::start().await;
    private.on("/feed", Reply::ok(XML, rss_of(&["Private"])));
    let public = Server::start_on(PUBLIC).await;
    let page = format!(
        "<!doctype html><title>Trap</title><link rel=alternate type=application/rss+xml href='{}'>",
        private.url("/feed")
    );
    public
        .on("/redirect", Reply::redirect(301, &private.url("/feed")))
        .on("/page", Reply::ok("text/html", page));
    assert_eq!(refusal(&room, &public.url("/redirect")).await, "address_private", "by a redirect");
    let code = refusal(&room, &public.url("/page")).await;
    assert!(["address_private", "nothing_found"].contains(&code.as_str()), "by a page's link: {code}");
    assert_eq!(private.count_all(), 0, "nothing ever arrived there");
    assert_eq!(room.add(&private.url("/feed")).await, ["Private"], "typed");
}

#[tokio::test]
async fn ten_thousand_redirects_are_left_after_ten() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    for step in 0..10_000 {
        server.on(&format!("/{step}"), Reply::redirect(301, &format!("/{}", step + 1)));
    }
    assert_eq!(refusal(&room, &server.url("/0")).await, "redirect_loop");
    assert!(server.count_all() <= 11, "{}", server.count_all());
}

/// An API that does not keep its word is read as far as it can be, or its feed is.
#[tokio::test]
async fn an_api_that_lies_is_read_as_far_as_it_can_be() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    let json = |body: &str| Reply::ok("application/json", body);
    let posts = r#"[{"id":1,"title":{"rendered":"Kept"},"link":"/1","author":7,"_embedded":{"author":[7,{"name":8}]}},3]"#;
    let same_again = json(posts)
        .header("Link", "</wp-json/wp/v2/posts?page=2>; rel=\"next\"")
        .header("X-WP-Total", "999999999999")
        .header("X-WP-TotalPages", "999999999999");
    server
        .on("/wp-json/", json("{}"))
        .on("/wp-json/wp/v2/posts", same_again)
        .on("/feed/", Reply::ok(XML, rss_of(&["Kept"])));
    assert_eq!(room.add(&server.url("/wp-json/")).await, ["Kept"]);
    assert!(server.count_all() < 20, "nobody goes on to the end of that: {}", server.count_all());
    for odd in ["[".repeat(100_000), "{}".to_owned(), "[[[[1]]]]".to_owned(), "\u{0}\u{ff}".to_owned()] {
        server.on("/wp-json/wp/v2/posts", json(&odd));
        room.refresh().await;
        assert!(room.headlines().await.contains(&"Kept".to_owned()), "nothing that was kept is lost");
    }
}

#[tokio::test]
async fn a_public_source_that_turns_to_a_private_one_is_refused() {
    let room = Newsroom::open().await;
    let private = Server::start().await;
    private.on("/feed", Reply::ok(XML, rss_of(&["Private"])));
    let public = Server::start_on(PUBLIC).await;
    public.on("/feed", Reply::ok(XML, rss_of(&["Public"])));
    room.add(&public.url("/feed")).await;
    public.on("/feed", Reply::redirect(308, &private.url("/feed")));
    assert_eq!(room.refresh().await, ["address_private"]);
    assert_eq!(private.count_all(), 0, "nothing ever arrived there");
    assert_eq!(room.headlines().await, ["Public"]);
    let unheard: Ipv4Addr = "127.0.0.3".parse().expect("an address");
    let third = Server::start_on(unheard).await;
    public.on("/feed", Reply::redirect(302, &third.url("/feed")));
    assert_eq!(
        room.refresh().await,
        ["address_private"],
        "no loopback address but the declared one is public"
    );
}
