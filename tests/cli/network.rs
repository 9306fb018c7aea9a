//! What the system says about the network is honoured: its proxy, and its certificates.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use crate::program::{Desk, Said, run};

const FEED: &str = "<rss version='2.0'><channel><title>Harbour Post</title>\
    <item><guid>1</guid><title>Cranes return</title></item></channel></rss>";

/// A server that answers everything with a feed, and tells the first line of each request.
fn serve() -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a loopback port");
    let address = listener.local_addr().expect("its address").to_string();
    let (tell, told) = channel();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut reader = BufReader::new(stream.try_clone().expect("a socket"));
            let mut first = String::new();
            if reader.read_line(&mut first).is_err() {
                let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
                continue;
            }
            let mut line = String::new();
            while reader.read_line(&mut line).is_ok_and(|read| read > 0) && !line.trim().is_empty() {
                line.clear();
            }
            let length = FEED.len();
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
            );
            // Whoever hung up wanted no answer.
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(FEED.as_bytes()));
            if tell.send(first.trim().to_owned()).is_err() {
                break;
            }
        }
    });
    (address, told)
}

/// Runs the program with what a system may say about the network.
fn run_with(mut command: Command, settings: &[(&str, &str)]) -> Said {
    for name in [
        "http_proxy",
        "HTTP_PROXY",
        "https_proxy",
        "HTTPS_PROXY",
        "all_proxy",
        "ALL_PROXY",
        "no_proxy",
        "NO_PROXY",
    ] {
        command.env_remove(name);
    }
    command.envs(settings.iter().copied());
    run(command)
}

#[test]
fn the_systems_proxy_is_asked_and_the_readers_own_machine_is_not_asked_through_it() {
    let (proxy, asked) = serve();
    let desk = Desk::new();
    let settings = [("http_proxy", format!("http://{proxy}"))];
    let settings = settings.each_ref().map(|(name, value)| (*name, value.as_str()));
    let said = run_with(desk.command(&["add", "http://feeds.invalid/news"]), &settings);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(asked.recv().expect("a request"), "GET http://feeds.invalid/news HTTP/1.1");

    let (near, asked_near) = serve();
    let said = run_with(desk.command(&["add", &format!("http://{near}/feed")]), &settings);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(asked_near.recv().expect("a request"), "GET /feed HTTP/1.1", "asked directly");
}

#[test]
fn without_any_certificate_plain_addresses_work_and_the_others_say_why_not() {
    let (near, _asked) = serve();
    let settings = [("SSL_CERT_FILE", "/no/such/file"), ("SSL_CERT_DIR", "/no/such/folder")];
    let said = run_with(Desk::new().command(&["add", &format!("http://{near}/feed")]), &settings);
    assert_eq!(said.code, 0, "{said:?}");
    if cfg!(target_os = "linux") {
        let said = run_with(Desk::new().command(&["add", &format!("https://{near}/feed")]), &settings);
        assert_eq!(
            said.stderr,
            format!(
                "tls: No secure connection to {near}: this computer has no certificates to check it with.\n"
            )
        );
    }
}

#[test]
fn a_server_that_speaks_no_tls_is_told_as_that() {
    let (near, _asked) = serve();
    let said = run_with(Desk::new().command(&["add", &format!("https://{near}/feed")]), &[]);
    assert_eq!((said.code, said.stderr.split(':').next()), (1, Some("tls")), "{said:?}");
}
