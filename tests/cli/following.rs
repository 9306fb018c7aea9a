//! What comes for a follow, as the inbox tells it.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use serde_json::json;

use crate::program::{Desk, text};
use crate::shapes::has_keys;

/// A press on this machine whose feed is what was printed last.
struct Press {
    address: String,
    feed: Arc<Mutex<String>>,
}

impl Press {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a loopback port");
        let address = format!("http://{}/feed", listener.local_addr().expect("its address"));
        let feed = Arc::new(Mutex::new(String::new()));
        let served = Arc::clone(&feed);
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut reader = BufReader::new(stream.try_clone().expect("a socket"));
                let mut line = String::new();
                while reader.read_line(&mut line).is_ok_and(|read| read > 0) && !line.trim().is_empty() {
                    line.clear();
                }
                let body = served.lock().unwrap_or_else(PoisonError::into_inner).clone();
                let head = format!(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                    body.len()
                );
                // Whoever hung up wanted no answer.
                let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
            }
        });
        Self { address, feed }
    }

    fn print(&self, headlines: &[&str]) {
        let items: String = headlines
            .iter()
            .map(|headline| {
                let id = headline.split_whitespace().next().unwrap_or_default();
                format!("<item><guid isPermaLink='false'>{id}</guid><title>{headline}</title><category>Sea</category></item>")
            })
            .collect();
        let feed = format!("<rss version='2.0'><channel><title>Harbour Post</title>{items}</channel></rss>");
        *self.feed.lock().unwrap_or_else(PoisonError::into_inner) = feed;
    }
}

/// A desk that follows the sea in what a press printed.
fn desk(press: &Press, how: &[&str]) -> (Desk, String) {
    let desk = Desk::new();
    press.print(&["Before"]);
    desk.json(&["add", &press.address]);
    let follow = desk.json(&[&["follow", "tag", "Sea"], how].concat());
    (desk, text(&follow, "id").to_owned())
}

#[test]
fn the_inbox_tells_how_far_each_alert_came_and_why() {
    let press = Press::start();
    let (desk, follow) = desk(&press, &[]);
    press.print(&["Cranes return", "Port opens", "Before"]);
    desk.json(&["refresh"]);
    let alerts = desk.rows(&["alerts"]);
    assert_eq!(alerts.len(), 2, "{alerts:?}");
    for alert in &alerts {
        has_keys(
            alert,
            "id article headline picture publication because createdAt mode correction state seen cursor",
        );
    }
    let newest = &alerts[0];
    assert_eq!((text(newest, "headline"), text(newest, "state")), ("Cranes return", "pending"));
    assert_eq!(
        (&newest["because"], &newest["seen"], &newest["correction"]),
        (&json!(["Sea"]), &json!(false), &json!(null))
    );
    let listed = &desk.rows(&["follows"])[0];
    has_keys(listed, "latest fresh mode paused corrections");
    assert_eq!((&listed["fresh"], text(&listed["latest"], "headline")), (&json!(2), "Cranes return"));

    assert_eq!(desk.json(&["dismiss", text(newest, "id")])["unseen"], 1);
    assert_eq!(desk.rows(&["alerts", "--unseen"]).len(), 1);
    assert_eq!(desk.rows(&["alerts", "--pending"]).len(), 1, "and it is shown nowhere any more");
    let second = text(&alerts[1], "article");
    desk.json(&["read", second]);
    assert_eq!(desk.rows(&["alerts", "--unseen"]).len(), 0, "reading it is enough");
    assert_eq!(desk.rows(&["follows"])[0]["fresh"], 0);
    assert_eq!(desk.rows(&["alerts", "--follow", &follow, "--limit", "1"]).len(), 1);
    assert!(desk.text(&["alerts"]).contains("quiet"), "in a table");
}

#[test]
fn a_follow_tells_as_it_is_set() {
    let press = Press::start();
    let (desk, follow) = desk(&press, &["--mode", "inbox", "--corrections", "true"]);
    press.print(&["Port opens", "Before"]);
    desk.json(&["refresh"]);
    let alerts = desk.rows(&["alerts"]);
    assert_eq!((text(&alerts[0], "state"), text(&alerts[0], "mode")), ("quiet", "inbox"));

    let set = desk.json(&["set-follow", &follow, "--mode", "evening", "--pause"]);
    assert_eq!(
        (text(&set, "mode"), &set["paused"], &set["corrections"]),
        ("evening", &json!(true), &json!(true))
    );
    press.print(&["Port opens again", "Before"]);
    desk.json(&["refresh"]);
    let corrected = desk.rows(&["alerts"]).swap_remove(0);
    assert_eq!((text(&corrected, "headline"), &corrected["correction"]), ("Port opens again", &json!(2)));
    assert_eq!(text(&corrected, "state"), "quiet", "nothing is told while it is paused");
    assert!(desk.text(&["alerts"]).contains("Corrected: Port opens again"));

    let set = desk.json(&["set-follow", &follow, "--resume"]);
    assert_eq!((text(&set, "mode"), &set["paused"]), ("evening", &json!(false)), "the rest stays as it is");
    assert!(desk.json(&["pause-alerts", "60"])["alertsPausedUntil"].is_string());
    assert!(desk.json(&["pause-alerts"])["alertsPausedUntil"].is_null());
    assert_eq!(desk.error(&["set-follow", "99", "--pause"]).1["code"], "not_found");
    assert_eq!(desk.json(&["dismiss", "--all"])["unseen"], 0);
}

#[test]
fn a_restored_backup_tells_nothing_again() {
    let press = Press::start();
    let (desk, _) = desk(&press, &[]);
    press.print(&["Port opens", "Before"]);
    desk.json(&["refresh"]);
    let elsewhere = tempfile::tempdir().expect("a folder");
    let copy = elsewhere.path().join("copy.zip");
    let copy = copy.to_str().expect("text");
    desk.json(&["backup", copy]);
    press.print(&["Cranes return", "Port opens", "Before"]);
    desk.json(&["refresh"]);
    assert_eq!(desk.rows(&["alerts", "--pending"]).len(), 2);

    desk.json(&["restore", copy]);
    assert_eq!(desk.rows(&["alerts"]).len(), 1, "as it was when it was backed up");
    assert_eq!(desk.rows(&["alerts", "--pending"]).len(), 0, "but it may have been shown since");
    desk.json(&["refresh"]);
    assert_eq!(desk.rows(&["alerts"]).len(), 1, "what the next refresh brings is an import");
    press.print(&["Ferry sails", "Cranes return", "Port opens", "Before"]);
    desk.json(&["refresh"]);
    assert_eq!(text(&desk.rows(&["alerts", "--pending"])[0], "headline"), "Ferry sails");
}
