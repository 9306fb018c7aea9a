//! How much memory sealing takes, whatever is sent as a picture: measured in a process of its own, on Linux.

use std::process::Command;

use broadsheet_core::model::SaveState;

use crate::newsroom::{Newsroom, item, rss};
use crate::server::{Reply, Server};

const MIB: usize = 1 << 20;
/// What sealing takes for pictures, as `save/seal.rs` states it.
const BOUND: usize = 6 * 4 * 24 * MIB;
/// Says to this test that it is the process that is measured.
const MEASURED: &str = "BROADSHEET_MEASURED";

/// A PNG of so many pixels, by its own word, in so many bytes.
fn png(side: u32, bytes: usize) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    png.extend([side.to_be_bytes(), side.to_be_bytes()].concat());
    png.extend([8, 6, 0, 0, 0]);
    png.resize(bytes, 0);
    png
}

/// A GIF of 9,000 pixels square that moves ten thousand times.
fn gif() -> Vec<u8> {
    let side = 9_000_u16.to_le_bytes();
    let mut gif = [b"GIF89a".as_slice(), &side, &side, &[0x80, 0, 0, 0, 0, 0, 255, 255, 255]].concat();
    for _ in 0..10_000 {
        gif.extend([&[0x2c, 0, 0, 0, 0][..], &side, &side, &[0, 2, 2, 0x44, 1, 0]].concat());
    }
    gif.push(0x3b);
    gif
}

/// A JPEG that is nearly all notes, which are taken out of it.
fn jpeg() -> Vec<u8> {
    let mut jpeg = vec![0xff, 0xd8];
    for _ in 0..360 {
        jpeg.extend([0xff, 0xfe, 0xff, 0xff]);
        jpeg.resize(jpeg.len() + 65_533, 0);
    }
    jpeg.extend([0xff, 0xc0, 0, 11, 8, 0, 2, 0, 2, 1, 1, 0x11, 0]);
    jpeg.extend([0xff, 0xda, 0, 8, 1, 1, 0, 0, 0x3f, 0, 0, 0xff, 0xd9]);
    jpeg
}

/// The most memory this process ever had.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("the peak");
    let kib: usize = line.trim().trim_end_matches(" kB").parse().expect("a number");
    kib * 1024
}

#[tokio::test]
#[ignore = "measures a process of its own"]
#[expect(clippy::print_stdout, reason = "the figure is what it is run for")]
async fn sealing_hostile_pictures_stays_within_its_bound() {
    if std::env::var_os(MEASURED).is_none() {
        let name = "memory::sealing_hostile_pictures_stays_within_its_bound";
        let mut again = Command::new(std::env::current_exe().expect("this program"));
        again.args(["--exact", name, "--ignored", "--nocapture"]).env(MEASURED, "1");
        assert!(again.status().expect("started").success(), "beyond its bound");
        return;
    }
    let server = Server::start().await;
    let mut body = "Words. ".repeat(100);
    let mut show = |path: String, reply: Reply| {
        server.on(&path, reply);
        body.push_str(&format!("<p><img src='{}' alt=''></p>", server.url(&path)));
    };
    for number in 0..6 {
        show(format!("/huge-{number}.png"), Reply::ok("image/png", png(30_000, 23 * MIB)));
        show(format!("/endless-{number}.png"), Reply::endless("image/png", png(100, MIB)));
        show(format!("/notes-{number}.jpg"), Reply::ok("image/jpeg", jpeg()));
        show(format!("/moves-{number}.gif"), Reply::ok("image/gif", gif()));
    }
    let body = format!("<content:encoded><![CDATA[{body}]]></content:encoded>");
    server.on("/feed", Reply::ok("application/rss+xml", rss(&[item(1, "Hostile", &body)])));
    let room = Newsroom::open().await;
    room.add(&server.url("/feed")).await;
    let (id, before) = (room.id("Hostile").await, peak());
    let save = room.library.save(id).await.expect("a save");
    // What this process's server holds while it sends is in it too.
    let taken = peak() - before;
    println!("{} MiB of {}", taken / MIB, BOUND / MIB);
    assert_eq!(
        (save.state, save.pictures, save.missing),
        (SaveState::Partial, 24, 12),
        "what is a picture is kept"
    );
    assert!(taken <= BOUND, "{} MiB", taken / MIB);
}
