//! The program is ended by force while it seals copies. `KILLS` says how often, else twenty times.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Stdio;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use serde_json::{Value, json};

use crate::program::{Desk, text};

/// Articles saved each time, and pictures in each.
const ARTICLES: usize = 3;
const PICTURES: usize = 5;

/// A site with so many articles. Tells of each picture it is asked for.
fn serve(articles: usize) -> (String, Receiver<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a loopback port");
    let address = format!("http://{}", listener.local_addr().expect("its address"));
    let (tell, told) = channel();
    let site = address.clone();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (site, tell) = (site.clone(), tell.clone());
            // Whoever was ended in the middle of a request wants no answer.
            thread::spawn(move || drop(answer(stream, &site, articles, &tell)));
        }
    });
    (address, told)
}

fn answer(mut stream: TcpStream, site: &str, articles: usize, tell: &Sender<()>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    loop {
        let mut first = String::new();
        let mut line = String::new();
        if reader.read_line(&mut first)? == 0 {
            return Ok(());
        }
        while reader.read_line(&mut line)? > 2 {
            line.clear();
        }
        let path = first.split(' ').nth(1).unwrap_or_default();
        let (kind, body) = match path.strip_suffix(".svg") {
            Some(name) => ("image/svg+xml", picture(name)),
            None if path == "/feed" => ("text/xml", feed(site, articles)),
            None => ("text/plain", String::new()),
        };
        let status = if body.is_empty() { "404 Not Found" } else { "200 OK" };
        let length = body.len();
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n{body}"
        )?;
        if kind == "image/svg+xml" && tell.send(()).is_err() {
            return Ok(());
        }
    }
}

/// A picture of its own, large enough to be written in several pieces.
fn picture(name: &str) -> String {
    format!("<svg xmlns='http://www.w3.org/2000/svg'><!--{}--></svg>", name.repeat(20_000))
}

fn feed(site: &str, articles: usize) -> String {
    let mut feed = format!("<rss><channel><title>Harbour Post</title><link>{site}/</link>");
    for article in 0..articles {
        let mut body = "<p>Cranes return to the quay.</p>".repeat(10);
        for number in 0..PICTURES {
            let _ = write!(body, "<p>{number}</p><img src='{site}/{article}-{number}.svg' alt=''>");
        }
        let _ = write!(
            feed,
            "<item><guid>{article}</guid><title>Story {article}</title><description><![CDATA[{body}]]></description></item>"
        );
    }
    feed + "</channel></rss>"
}

/// Numbers that are the same in every run and look like none of a row.
fn numbers() -> impl Iterator<Item = usize> {
    std::iter::successors(Some(7_u32), |last| Some(last.wrapping_mul(1_664_525).wrapping_add(1_013_904_223)))
        .map(|number| (number >> 8) as usize)
}

fn saves(desk: &Desk) -> Vec<(String, Value)> {
    let of = |row: Value| (text(&row, "id").to_owned(), row["save"].clone());
    desk.rows(&["saved", "--limit", "100000"]).into_iter().map(of).collect()
}

/// Whether every file under its final name holds what its name says.
fn no_half_file(folder: &Path) {
    let entries = |folder: &Path| {
        std::fs::read_dir(folder).map(|entries| entries.flatten().collect()).unwrap_or_default()
    };
    let folders: Vec<std::fs::DirEntry> = entries(&folder.join("media"));
    for part in folders.iter().filter(|entry| entry.path().is_dir()) {
        for file in entries(&part.path()) as Vec<std::fs::DirEntry> {
            let name = format!("{}{}", part.file_name().display(), file.file_name().display());
            let bytes = std::fs::read(file.path()).expect("a readable file");
            assert_eq!(blake3::hash(&bytes).to_hex().as_str(), name, "a half file under its final name");
        }
    }
}

#[test]
fn whenever_the_program_is_killed_nothing_sealed_is_lost() {
    let kills = std::env::var("KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(20);
    let (site, asked) = serve(kills * ARTICLES);
    let desk = Desk::new();
    desk.json(&["add", &format!("{site}/feed")]);
    let articles = desk.rows(&["articles", "--limit", "100000"]);
    let ids: Vec<&str> = articles.iter().map(|row| text(row, "id")).collect();
    assert_eq!(ids.len(), kills * ARTICLES);
    let (mut points, mut sealed, mut cut) = (numbers(), Vec::<String>::new(), 0);
    for ids in ids.chunks(ARTICLES) {
        while asked.try_recv().is_ok() {}
        let mut saving = desk.command(&[&["save"], ids].concat());
        let mut child = saving.stdout(Stdio::null()).spawn().expect("the program starts");
        // Killed at a picture, or some way behind it.
        for _ in 0..=points.next().unwrap_or_default() % (ARTICLES * PICTURES) {
            asked.recv().expect("a picture is asked for");
        }
        for _ in 0..points.next().unwrap_or_default() % 200_000 {
            std::hint::spin_loop();
        }
        child.kill().expect("it ends");
        cut += usize::from(!child.wait().expect("it ended").success());

        assert_eq!(desk.json(&["check"]), json!({ "sound": true, "problems": [] }));
        no_half_file(desk.folder());
        let now = saves(&desk);
        for id in &sealed {
            let save = now.iter().find(|(saved, _)| saved == id).map(|(_, save)| &save["state"]);
            assert_eq!(save, Some(&json!("complete")), "what was sealed before stays sealed");
        }
        sealed = now.into_iter().filter(|(_, save)| save["state"] == "complete").map(|(id, _)| id).collect();
    }
    assert!(cut * 2 > kills, "it was ended in the middle {cut} times of {kills}");
    let report = desk.json(&["verify"]);
    assert_eq!((&report["damaged"], &report["mended"]), (&json!([]), &json!([])), "{report}");
    desk.text(&["save"]);
    let all = saves(&desk);
    let whole =
        |save: &Value| save["state"] == "complete" && save["pictures"].as_u64() >= Some(PICTURES as u64);
    assert!(
        all.iter().all(|(_, save)| whole(save)),
        "every bookmark that was written is sealed in the end: {all:?}"
    );
}
