//! A small publication on the loopback network: a page, a feed, a picture. It can publish more, and fall silent.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::Outcome;

/// A publication that answers on 127.0.0.1 until it is dropped.
pub struct Publisher {
    address: SocketAddr,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    items: Mutex<Vec<String>>,
    asked: Mutex<Vec<String>>,
    ended: AtomicBool,
}

impl Publisher {
    /// Opens with one article.
    pub fn open() -> Outcome<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        let state = Arc::new(State::default());
        let publisher = Self { address, state: Arc::clone(&state) };
        publisher.publish("Ferry timetable changes on Monday", "Harbour");
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if state.ended.load(Ordering::SeqCst) {
                    return;
                }
                // A reader that goes away in the middle is none of ours.
                drop(answer(stream, address, &state));
            }
        });
        Ok(publisher)
    }

    /// Its home page.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Puts an article on top of its feed.
    pub fn publish(&self, headline: &str, tag: &str) {
        let mut items = lock(&self.state.items);
        let number = items.len() + 1;
        let origin = self.url();
        items.push(format!(
            "<item><title>{headline}</title><link>{origin}articles/{number}</link><guid>{origin}articles/{number}</guid>\
             <category>{tag}</category><description><![CDATA[<p>{headline}, in full: the harbour office says so.</p>\
             <p><img src=\"{origin}ferry.png\" alt=\"A ferry\"></p>]]></description></item>"
        ));
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

impl Drop for Publisher {
    fn drop(&mut self) {
        self.state.ended.store(true, Ordering::SeqCst);
        // Wakes the thread, which then closes the listener.
        drop(TcpStream::connect(self.address));
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn answer(mut stream: TcpStream, address: SocketAddr, state: &State) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let mut let_in = false;
    for line in lines {
        let line = line?;
        if line.is_empty() {
            break;
        }
        let_in |= line.eq_ignore_ascii_case(&format!("authorization: Basic {READER}"));
    }
    let path = first.split(' ').nth(1).unwrap_or("/").to_owned();
    let (status, kind, body) = match path.as_str() {
        "/" => ("200 OK", "text/html; charset=utf-8", PAGE.as_bytes().to_vec()),
        "/feed.xml" => ("200 OK", "application/rss+xml", feed(address, &lock(&state.items)).into_bytes()),
        "/members.xml" if !let_in => (
            "401 Unauthorized\r\nWWW-Authenticate: Basic realm=members",
            "text/plain",
            b"Who is there?".to_vec(),
        ),
        "/members.xml" => ("200 OK", "application/rss+xml", feed(address, &lock(&state.items)).into_bytes()),
        "/ferry.png" => ("200 OK", "image/png", PICTURE.to_vec()),
        _ => ("404 Not Found", "text/plain", b"There is no such page.".to_vec()),
    };
    lock(&state.asked).push(path);
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(&body)
}

fn feed(address: SocketAddr, items: &[String]) -> String {
    let items: String = items.iter().rev().map(String::as_str).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><title>The Harbour Post</title>\
         <link>http://{address}/</link><description>News from the harbour</description>{items}</channel></rss>"
    )
}

const PAGE: &str = "<!doctype html><html lang=en><title>The Harbour Post</title>\
    <link rel=alternate type=application/rss+xml href=/feed.xml><p>News from the harbour.</p>";

/// `ada:se cret`, whom the members' feed lets in, as RFC 7617 writes it.
const READER: &str = "YWRhOnNlIGNyZXQ=";

/// A picture large enough to be looked at.
const PICTURE: &[u8] = include_bytes!("ferry.png");
