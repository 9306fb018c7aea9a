//! Twenty publications of five hundred articles each, with a picture for every article or with none.

use std::process::Command;

use broadsheet_e2e::{Outcome, Reply, Request, Server};

#[path = "../../core/words.rs"]
mod listed;
use listed::WORDS;

const FEEDS: usize = 20;
const ITEMS: usize = 500;
/// How many articles that makes.
pub const ARTICLES: usize = FEEDS * ITEMS;
/// How many articles all publications together have a day.
pub const A_DAY: usize = 200;
/// How many pictures are drawn; each article's is one of them, with bytes of its own.
const DRAWN: usize = 24;

/// Opens the publications.
pub fn open(with_pictures: bool) -> Outcome<Server> {
    let pictures = if with_pictures { draw_pictures()? } else { Vec::new() };
    Server::open(move |request| answer(request, &pictures))
}

/// The subscriptions to all of them.
pub fn opml(server: &Server) -> String {
    let origin = server.origin();
    let feeds: String = (0..FEEDS)
        .map(|feed| format!("<outline text='Post {feed}' xmlUrl='{origin}{feed}/feed.xml'/>"))
        .collect();
    format!("<opml version='2.0'><body>{feeds}</body></opml>")
}

fn answer(request: &Request, pictures: &[Vec<u8>]) -> Reply {
    let parts: Vec<&str> = request.path.trim_matches('/').split('/').collect();
    let (number, name) = (parts[0].parse::<usize>(), parts.get(1));
    match (number, name.copied()) {
        (Ok(feed), Some("feed.xml")) => {
            let rss = rss(&request.origin, feed, !pictures.is_empty());
            Reply("200 OK", "application/rss+xml", rss.into_bytes())
        }
        (Ok(number), Some("picture.jpg")) if !pictures.is_empty() => {
            Reply("200 OK", "image/jpeg", own(&pictures[number % pictures.len()], number))
        }
        _ => Reply("404 Not Found", "text/plain", Vec::new()),
    }
}

/// Pictures with as much in them as a photograph has.
fn draw_pictures() -> Outcome<Vec<Vec<u8>>> {
    let draw = |seed: usize| {
        let drawn = Command::new("convert")
            .args(["-seed", &seed.to_string(), "-size", "640x430", "plasma:fractal"])
            .args(["-quality", "85", "jpg:-"])
            .output()
            .map_err(|e| format!("convert: {e}"))?;
        if drawn.status.success() { Ok(drawn.stdout) } else { Err("convert could not draw".into()) }
    };
    (1..=DRAWN).map(draw).collect()
}

/// The same picture with a comment of its own, so that no two are one file.
fn own(picture: &[u8], number: usize) -> Vec<u8> {
    let number = format!("{number:06}");
    let (start, rest) = picture.split_at(2);
    [start, &[0xff, 0xfe, 0, 8], number.as_bytes(), rest].concat()
}

fn rss(origin: &str, feed: usize, with_pictures: bool) -> String {
    let items: String = (0..ITEMS).map(|nth| item(origin, feed, nth, with_pictures)).collect();
    format!(
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' \
         xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:media='http://search.yahoo.com/mrss/'><channel>\
         <title>Post {feed}</title><link>{origin}{feed}/</link><language>en</language>{items}</channel></rss>"
    )
}

/// One article: the newest of all publications come first in time.
fn item(origin: &str, feed: usize, nth: usize, with_pictures: bool) -> String {
    let number = nth * FEEDS + feed;
    let day = 1 + (number / A_DAY) % 28;
    let month = ["Jul", "Jun"][number / A_DAY / 28];
    let (hour, minute) = (number % A_DAY * 7 / 60, number % A_DAY * 7 % 60);
    let body: String = (0..8).map(|part| format!("<p>{}.</p>", words(number * 8 + part, 80))).collect();
    let picture = if with_pictures {
        format!("<media:content url='{origin}{number}/picture.jpg' medium='image' width='640' height='430'/>")
    } else {
        String::new()
    };
    format!(
        "<item><guid>{feed}-{nth}</guid><title>{}</title><link>{origin}{feed}/{nth}</link>\
         <pubDate>{day:02} {month} 2025 {hour:02}:{minute:02}:00 GMT</pubDate><dc:creator>{} Writer</dc:creator>\
         <category>{}</category><category>{}</category><description>{}.</description>{picture}\
         <content:encoded><![CDATA[{body}]]></content:encoded></item>",
        words(number, 9),
        words(number % 90, 1),
        words(number % 7, 1),
        words(number % 31, 2),
        words(number + 5, 28),
    )
}

/// So many words, others for every number.
fn words(number: usize, many: usize) -> String {
    let chosen = (0..many).map(|at| WORDS[(number * 31 + at * 7 + number * at * at) % WORDS.len()]);
    chosen.collect::<Vec<_>>().join(" ")
}
