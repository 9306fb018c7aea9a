//! The client alone: what every kind of answer, good or bad, comes out as.

use std::collections::HashSet;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use broadsheet_core::clock::FixedClock;
use broadsheet_core::fetch::{
    AddressRules, Answer, Client, Expect, Limits, Request, Response, Validators, parse_address,
};
use broadsheet_core::{Error, Result};
use chrono::TimeDelta;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::server::{Coding, Reply, Server};

const HOME: &str = "127.0.0.1";
const PUBLIC: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 2);

fn clock() -> Arc<FixedClock> {
    Arc::new(FixedClock::new("2025-09-25T12:00:00Z".parse().expect("a date")))
}

/// A client to which 127.0.0.2 is public, with limits a test can reach.
fn client() -> Client {
    let limits = Limits {
        document_bytes: 64 * 1024,
        total: Duration::from_millis(500),
        gap: Duration::ZERO,
        ..Limits::default()
    };
    Client::new(AddressRules { declared_public: HashSet::from([PUBLIC.into()]) }, limits, clock())
}

fn request(address: &str, home: Option<&str>) -> Request {
    Request {
        url: parse_address(address).expect("an address"),
        home: home.map(str::to_owned),
        expect: Expect::Feed,
        validators: Validators::default(),
    }
}

async fn ask(address: &str) -> Result<Answer> {
    client().get(&request(address, Some(HOME))).await
}

async fn fetched(address: &str) -> Response {
    match ask(address).await.expect("an answer") {
        Answer::Fetched(response) => response,
        Answer::Unchanged { .. } => panic!("nothing was sent that could be unchanged"),
    }
}

async fn failure(address: &str) -> Error {
    ask(address).await.expect_err("no good answer")
}

#[tokio::test]
async fn an_answer_comes_back_whole_with_what_it_tells_about_itself() {
    let server = Server::start().await;
    server.on(
        "/feed",
        Reply::ok("text/xml; charset=latin1", "<rss/>")
            .validators("W/\"odd one\"", "sometime last week")
            .header("Cache-Control", "max-age=600"),
    );
    let response = fetched(&server.url("/feed")).await;
    assert_eq!(response.body, b"<rss/>");
    assert_eq!(response.content_type.as_deref(), Some("text/xml; charset=latin1"), "verbatim");
    assert_eq!(response.url.as_str(), server.url("/feed"));
    assert_eq!(response.moved_to, None, "no redirect");
    assert_eq!(response.validators.etag.as_deref(), Some("W/\"odd one\""), "verbatim");
    assert_eq!(response.validators.last_modified.as_deref(), Some("sometime last week"), "verbatim");
    let in_ten_minutes = "2025-09-25T12:10:00Z".parse().expect("a date");
    assert_eq!(response.fresh_until, Some(in_ten_minutes), "counted from our clock");
}

#[tokio::test]
async fn a_request_tells_nothing_about_the_reader() {
    let server = Server::start().await;
    server.on("/feed", Reply::ok("text/xml", "<rss/>").header("Set-Cookie", "id=1"));
    let client = client();
    for _ in 0..2 {
        client.get(&request(&server.url("/feed"), Some(HOME))).await.expect("an answer");
    }
    for seen in server.seen("/feed") {
        assert_eq!(seen.header("cookie"), None, "cookies are never kept");
        assert_eq!(seen.header("referer"), None, "nobody is told where we came from");
        assert_eq!(seen.header("accept-language"), None, "nor what the reader speaks");
        assert!(
            seen.header("user-agent").is_some_and(|agent| agent.starts_with("Broadsheet/")),
            "an honest name"
        );
    }
    assert_eq!(server.count("/feed"), 2);
}

#[tokio::test]
async fn validators_go_back_as_the_pair_they_came_as() {
    let server = Server::start().await;
    server.on(
        "/feed",
        Reply::ok("text/xml", "<rss/>").validators("W/\"a, b\"", "Thu, 25 Sep 2025 10:00:00 +0000"),
    );
    let first = fetched(&server.url("/feed")).await;
    let again = Request { validators: first.validators, ..request(&server.url("/feed"), Some(HOME)) };
    let answer = client().get(&again).await.expect("an answer");
    assert!(matches!(answer, Answer::Unchanged { .. }), "the server only says 304 to exactly its own pair");
}

#[tokio::test]
async fn a_304_nobody_asked_for_is_no_answer() {
    let server = Server::start().await;
    server.on("/feed", Reply::status(304));
    assert!(matches!(failure(&server.url("/feed")).await, Error::HttpStatus { status: 304, .. }));
}

#[tokio::test]
async fn compressed_answers_are_read_and_limited_by_what_they_unpack_to() {
    let server = Server::start().await;
    for (path, coding) in [("/gzip", Coding::Gzip), ("/br", Coding::Brotli), ("/zstd", Coding::Zstd)] {
        server.on(path, Reply::ok("text/xml", "<rss>news</rss>").coded(coding));
        assert_eq!(fetched(&server.url(path)).await.body, b"<rss>news</rss>", "{coding:?}");
        server.on(path, Reply::ok("text/xml", vec![b' '; 1024 * 1024]).coded(coding));
        let error = failure(&server.url(path)).await;
        assert!(matches!(error, Error::TooLarge { limit: 65_536, .. }), "{coding:?} bomb: {error:?}");
    }
}

#[tokio::test]
async fn broken_compression_is_a_cut_connection() {
    let server = Server::start().await;
    server.on("/feed", Reply::ok("text/xml", "this is no gzip").header("Content-Encoding", "gzip"));
    assert_eq!(failure(&server.url("/feed")).await.code(), "connection_cut");
}

#[tokio::test]
async fn an_endless_body_ends_at_the_limit() {
    let server = Server::start().await;
    server.on("/feed", Reply::endless("text/xml", vec![b' '; 8192]));
    assert_eq!(failure(&server.url("/feed")).await.code(), "too_large");
}

#[tokio::test]
async fn a_body_that_says_it_is_too_large_is_not_even_read() {
    let server = Server::start().await;
    server.on("/feed", Reply::cut("text/xml", vec![b' '; 256 * 1024]));
    assert_eq!(
        failure(&server.url("/feed")).await.code(),
        "too_large",
        "not connection_cut: nothing was read"
    );
}

#[tokio::test]
async fn a_server_that_says_nothing_runs_out_of_time() {
    let server = Server::start().await;
    server.on("/feed", Reply::silent());
    assert_eq!(failure(&server.url("/feed")).await.code(), "timed_out");
}

#[tokio::test]
async fn redirects_share_one_time_limit() {
    let server = Server::start().await;
    server.on("/feed", Reply::redirect(302, "/later")).on("/later", Reply::silent());
    assert_eq!(failure(&server.url("/feed")).await.code(), "timed_out");
}

#[tokio::test]
async fn a_cut_connection_is_told_as_one() {
    let server = Server::start().await;
    server.on("/feed", Reply::cut("text/xml", "<rss><channel></channel></rss>"));
    let error = failure(&server.url("/feed")).await;
    assert_eq!(error.code(), "connection_cut", "{error:?}");
    assert!(error.is_retryable(), "the network may be better later");
}

#[tokio::test]
async fn a_kept_connection_that_closes_is_opened_again() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a connection");
    let address = format!("http://{}/", listener.local_addr().expect("an address"));
    let server = tokio::spawn(async move {
        let (mut first, _) = listener.accept().await.expect("a connection");
        let mut seen = [0; 4096];
        let _ = first.read(&mut seen).await.expect("a connection");
        first
            .write_all(b"HTTP/1.1 302 Found\r\nLocation: /feed\r\nContent-Length: 0\r\n\r\n")
            .await
            .expect("a connection");
        // The next request comes on the same connection, and finds it closed.
        let _ = first.read(&mut seen).await.expect("a connection");
        drop(first);
        let (mut second, _) = listener.accept().await.expect("a connection");
        let _ = second.read(&mut seen).await.expect("a connection");
        second.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfeed").await.expect("a connection");
    });
    assert_eq!(fetched(&address).await.body, b"feed");
    server.await.expect("a connection");
}

#[tokio::test]
async fn nobody_there_is_unreachable() {
    let server = Server::start().await;
    let address = server.url("/feed");
    server.stop().await;
    assert_eq!(failure(&address).await.code(), "unreachable");
}

#[tokio::test]
async fn statuses_are_told_with_how_long_to_wait() {
    let server = Server::start().await;
    for status in [400, 401, 403, 404, 500, 503] {
        server.on("/feed", Reply::status(status));
        let error = failure(&server.url("/feed")).await;
        assert!(
            matches!(error, Error::HttpStatus { status: found, retry_after: None, .. } if found == status)
        );
    }
    server.on("/feed", Reply::status(410));
    let gone = failure(&server.url("/feed")).await;
    assert_eq!(gone.code(), "gone");
    let origin = server.url("");
    let host = origin.trim_start_matches("http://").trim_end_matches('/');
    assert_eq!(gone.params()["host"], host, "the port is told, where it is not the scheme's own");
    for (value, seconds) in [("120", 120), ("Thu, 25 Sep 2025 12:01:00 GMT", 60)] {
        server.on("/feed", Reply::status(429).header("Retry-After", value));
        let error = failure(&server.url("/feed")).await;
        assert!(
            matches!(error, Error::HttpStatus { status: 429, retry_after: Some(found), .. } if found == seconds),
            "Retry-After: {value}, got {error:?}"
        );
    }
}

#[tokio::test]
async fn permanent_redirects_move_the_address_and_others_do_not() {
    let server = Server::start().await;
    server.on("/new", Reply::ok("text/xml", "<rss/>"));
    for (status, moved) in [(301, true), (308, true), (302, false), (303, false), (307, false)] {
        server.on("/old", Reply::redirect(status, "new"));
        let response = fetched(&server.url("/old")).await;
        assert_eq!(response.url.as_str(), server.url("/new"), "{status}: a relative target");
        assert_eq!(response.moved_to.is_some(), moved, "{status}");
    }
}

#[tokio::test]
async fn redirects_that_go_round_or_on_and_on_are_given_up() {
    let server = Server::start().await;
    server.on("/a", Reply::redirect(302, "/b")).on("/b", Reply::redirect(302, "/a"));
    assert_eq!(failure(&server.url("/a")).await.code(), "redirect_loop");
    assert_eq!(server.count("/a"), 1, "a loop is seen at its second turn");
    for step in 0..20 {
        server.on(&format!("/{step}"), Reply::redirect(302, &format!("/{}", step + 1)));
    }
    assert_eq!(failure(&server.url("/0")).await.code(), "redirect_loop");
    assert_eq!(server.count("/10"), 1, "ten redirects are followed");
    assert_eq!(server.count("/11"), 0, "the eleventh is not");
}

#[tokio::test]
async fn a_redirect_off_the_web_is_refused() {
    let server = Server::start().await;
    server.on("/feed", Reply::redirect(302, "file:///etc/passwd"));
    assert_eq!(failure(&server.url("/feed")).await.code(), "address_scheme");
    server.on("/feed", Reply::status(302));
    assert_eq!(failure(&server.url("/feed")).await.code(), "http_status", "a redirect to nowhere");
}

#[tokio::test]
async fn a_private_host_is_reached_only_by_a_reader_who_named_it() {
    let private = Server::start().await;
    private.on("/feed", Reply::ok("text/xml", "<rss/>"));
    let public = Server::start_on(PUBLIC).await;
    public
        .on("/feed", Reply::ok("text/xml", "<rss/>"))
        .on("/trap", Reply::redirect(301, &private.url("/feed")));
    let client = client();
    let port = private.url("").rsplit_once(':').expect("a port").1.to_owned();

    client.get(&request(&public.url("/feed"), None)).await.expect("127.0.0.2 is declared public");
    client.get(&request(&private.url("/feed"), Some(HOME))).await.expect("the reader's own host");
    assert_eq!(private.count_all(), 1);

    for (address, home, why) in [
        (private.url("/feed"), None, "named by content"),
        (private.url("/feed"), Some("127.0.0.2"), "named by the content of another host"),
        (public.url("/trap"), Some("127.0.0.2"), "by a redirect"),
        (format!("http://localhost:{port}/feed"), None, "by a name that resolves to it"),
        (format!("http://[::ffff:127.0.0.1]:{port}/feed"), Some(HOME), "by a name nobody uses"),
        (format!("http://[::ffff:127.0.0.1]:{port}/feed"), None, "in v6 dress"),
        (format!("http://2130706433:{port}/feed"), None, "as a number"),
        (format!("http://0x7f.1:{port}/feed"), None, "in hexadecimal"),
        (format!("http://[::1]:{port}/feed"), None, "the other loopback"),
        (format!("http://0.0.0.0:{port}/feed"), None, "the unspecified address"),
    ] {
        let error = client.get(&request(&address, home)).await.expect_err(why);
        assert!(matches!(error, Error::AddressPrivate { .. }), "{why}: {address}: {error:?}");
    }
    assert_eq!(private.count_all(), 1, "and nothing of that ever arrived there");
}

#[tokio::test]
async fn a_reader_may_name_a_private_host_by_name() {
    let server = Server::start().await;
    server.on("/feed", Reply::ok("text/xml", "<rss/>"));
    let address = server.url("/feed").replace("127.0.0.1", "localhost");
    client().get(&request(&address, Some("LOCALHOST"))).await.expect("their own machine");
}

#[tokio::test]
async fn credentials_are_sent_but_never_shown() {
    let server = Server::start().await;
    server.on("/feed", Reply::ok("text/xml", "<rss/>"));
    let address = server.url("/feed").replace("://", "://reader:secret@");
    let response = fetched(&address).await;
    assert_eq!(server.seen("/feed")[0].header("authorization"), Some("Basic cmVhZGVyOnNlY3JldA=="));
    assert_eq!(response.url.as_str(), server.url("/feed"), "what resolves against it must not carry them");
}

#[tokio::test]
async fn the_clock_of_the_answer_is_ours() {
    let server = Server::start().await;
    server.on("/feed", Reply::ok("text/xml", "<rss/>").header("Cache-Control", "max-age=60"));
    let clock = clock();
    let limits = Limits { gap: Duration::ZERO, ..Limits::default() };
    let client = Client::new(AddressRules::default(), limits, Arc::clone(&clock) as _);
    clock.advance(TimeDelta::days(1));
    let Answer::Fetched(response) =
        client.get(&request(&server.url("/feed"), Some(HOME))).await.expect("an answer")
    else {
        panic!("a first answer is never unchanged")
    };
    assert_eq!(response.fresh_until, Some("2025-09-26T12:01:00Z".parse().expect("a date")));
}
