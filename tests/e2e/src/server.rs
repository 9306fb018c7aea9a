//! A web server on the loopback network that answers as it is told to.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::Outcome;

/// What was asked for.
pub struct Request {
    /// The path, as it was sent.
    pub path: String,
    /// Who asks, where they said so.
    pub authorization: Option<String>,
    /// The server's own address, as a URL that ends in a slash.
    pub origin: String,
}

/// A status line with what headers go with it, a media type and a body.
pub struct Reply(pub &'static str, pub &'static str, pub Vec<u8>);

/// A server that answers on 127.0.0.1 until it is dropped.
pub struct Server {
    address: SocketAddr,
    ended: Arc<AtomicBool>,
}

impl Server {
    /// Opens; every request is answered by `answer`, several at a time.
    pub fn open(answer: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Outcome<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        let ended = Arc::new(AtomicBool::new(false));
        let (over, answer) = (Arc::clone(&ended), Arc::new(answer));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if over.load(Ordering::SeqCst) {
                    return;
                }
                let answer = Arc::clone(&answer);
                // A reader that goes away in the middle is none of ours.
                std::thread::spawn(move || drop(serve(stream, address, answer.as_ref())));
            }
        });
        Ok(Self { address, ended })
    }

    /// Its address, as a URL that ends in a slash.
    #[must_use]
    pub fn origin(&self) -> String {
        origin(self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::SeqCst);
        // Wakes the thread, which then closes the listener.
        drop(TcpStream::connect(self.address));
    }
}

fn origin(address: SocketAddr) -> String {
    format!("http://{address}/")
}

fn serve(
    mut stream: TcpStream,
    address: SocketAddr,
    answer: &dyn Fn(&Request) -> Reply,
) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let path = first.split(' ').nth(1).unwrap_or("/").to_owned();
    let mut request = Request { path, authorization: None, origin: origin(address) };
    for line in lines {
        let line = line?;
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(": ")
            && name.eq_ignore_ascii_case("authorization")
        {
            request.authorization = Some(value.to_owned());
        }
    }
    let Reply(status, kind, body) = answer(&request);
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(&body)
}
