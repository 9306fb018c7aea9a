//! A small publication on the loopback network: a page, a feed, a picture. It can publish more, and fall silent.

use std::sync::{Arc, Mutex, PoisonError};

use crate::Outcome;
use crate::server::{Reply, Request, Server};

/// A publication that answers on 127.0.0.1 until it is dropped.
pub struct Publisher {
    server: Server,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    items: Mutex<Vec<String>>,
    asked: Mutex<Vec<String>>,
}

impl Publisher {
    /// Opens with one article.
    pub fn open() -> Outcome<Self> {
        let publisher = Self::open_with(&[])?;
        publisher.publish("Ferry timetable changes on Monday", "Harbour");
        Ok(publisher)
    }

    /// Opens with articles as a feed tells them, the newest last; `ORIGIN` in them is its own address.
    pub fn open_with(articles: &[&str]) -> Outcome<Self> {
        let state = Arc::new(State::default());
        let own = Arc::clone(&state);
        let publisher = Self { server: Server::open(move |request| answer(request, &own))?, state };
        articles.iter().for_each(|article| publisher.put(&article.replace("ORIGIN", &publisher.url())));
        Ok(publisher)
    }

    /// Its home page.
    #[must_use]
    pub fn url(&self) -> String {
        self.server.origin()
    }

    /// Puts an article on top of its feed.
    pub fn publish(&self, headline: &str, tag: &str) {
        let origin = self.url();
        self.put(&format!(
            "<title>{headline}</title><category>{tag}</category><description><![CDATA[<p>{headline}, in full: \
             the harbour office says so.</p><p><img src=\"{origin}ferry.png\" alt=\"A ferry\"></p>]]></description>"
        ));
    }

    /// Puts an article on top of its feed that has a picture at its head: the same as the others.
    pub fn publish_pictured(&self, headline: &str, tag: &str) {
        self.put(&format!(
            "<title>{headline}</title><category>{tag}</category><media:content url=\"{}ferry.png\" medium=\"image\"/>\
             <description>{headline}, in full: the harbour office says so.</description>",
            self.url()
        ));
    }

    fn put(&self, article: &str) {
        let mut items = lock(&self.state.items);
        let address = format!("{}articles/{}", self.url(), items.len() + 1);
        items.push(format!("<item><link>{address}</link><guid>{address}</guid>{article}</item>"));
    }

    /// Changes a word in all it has published.
    pub fn correct(&self, from: &str, to: &str) {
        for item in lock(&self.state.items).iter_mut() {
            *item = item.replace(from, to);
        }
    }

    /// The paths that were asked for so far.
    #[must_use]
    pub fn asked(&self) -> Vec<String> {
        lock(&self.state.asked).clone()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn answer(request: &Request, state: &State) -> Reply {
    lock(&state.asked).push(request.path.clone());
    let let_in = request.authorization.as_deref() == Some(READER);
    let feed = || feed(&request.origin, &lock(&state.items)).into_bytes();
    match request.path.as_str() {
        "/" => Reply("200 OK", "text/html; charset=utf-8", PAGE.as_bytes().to_vec()),
        "/feed.xml" | "/again.xml" => Reply("200 OK", "application/rss+xml", feed()),
        "/members.xml" if !let_in => Reply(
            "401 Unauthorized\r\nWWW-Authenticate: Basic realm=members",
            "text/plain",
            b"Who is there?".to_vec(),
        ),
        "/members.xml" => Reply("200 OK", "application/rss+xml", feed()),
        "/ferry.png" => Reply("200 OK", "image/png", PICTURE.to_vec()),
        _ => Reply("404 Not Found", "text/plain", b"There is no such page.".to_vec()),
    }
}

fn feed(origin: &str, items: &[String]) -> String {
    let items: String = items.iter().rev().map(String::as_str).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\" \
         xmlns:media=\"http://search.yahoo.com/mrss/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <channel><title>The Harbour Post</title>\
         <link>{origin}</link><description>News from the harbour</description>{items}</channel></rss>"
    )
}

const PAGE: &str = "<!doctype html><html lang=en><title>The Harbour Post</title>\
    <link rel=alternate type=application/rss+xml href=/feed.xml><p>News from the harbour.</p>";

/// `ada:se cret`, whom the members' feed lets in, as RFC 7617 writes it.
const READER: &str = "Basic YWRhOnNlIGNyZXQ=";

/// A picture large enough to be looked at.
const PICTURE: &[u8] = include_bytes!("ferry.png");
