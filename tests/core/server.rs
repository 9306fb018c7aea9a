//! A small HTTP/1.1 server on loopback that can also misbehave: cut, stall, lie and go on for ever.

use std::collections::HashMap;
use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

/// One request as it came.
#[derive(Debug, Clone)]
pub struct Seen {
    path: String,
    headers: HashMap<String, String>,
}

impl Seen {
    /// A header's value, verbatim.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

/// What to answer at a path.
#[derive(Debug, Clone)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Body,
}

#[derive(Debug, Clone)]
enum Body {
    Whole(Vec<u8>),
    /// Half of what `Content-Length` promises, then the end.
    Cut(Vec<u8>),
    /// The same bytes again and again.
    Endless(Vec<u8>),
    /// Nothing, ever.
    Silent,
}

/// How to compress a body.
#[derive(Debug, Clone, Copy)]
pub enum Coding {
    Gzip,
    Brotli,
    Zstd,
}

impl Reply {
    /// 200 with a body.
    pub fn ok(content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, headers: Vec::new(), body: Body::Whole(body.into()) }
            .header("Content-Type", content_type)
    }

    /// A status without much of a body.
    pub fn status(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Body::Whole(b"no".to_vec()) }
    }

    /// A redirect.
    pub fn redirect(status: u16, to: &str) -> Self {
        Self::status(status).header("Location", to)
    }

    /// A body that ends in the middle.
    pub fn cut(content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, headers: Vec::new(), body: Body::Cut(body.into()) }
            .header("Content-Type", content_type)
    }

    /// A body that never ends.
    pub fn endless(content_type: &str, again: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, headers: Vec::new(), body: Body::Endless(again.into()) }
            .header("Content-Type", content_type)
    }

    /// No answer at all, with the connection kept open.
    pub fn silent() -> Self {
        Self { status: 200, headers: Vec::new(), body: Body::Silent }
    }

    /// With a header more.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// With validators; a request that sends exactly these back gets 304.
    pub fn validators(self, etag: &str, last_modified: &str) -> Self {
        self.header("ETag", etag).header("Last-Modified", last_modified)
    }

    /// With its body compressed.
    pub fn coded(mut self, coding: Coding) -> Self {
        let Body::Whole(plain) = &self.body else { panic!("only whole bodies are compressed") };
        let (name, coded) = match coding {
            Coding::Gzip => {
                let mut to = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
                to.write_all(plain).expect("memory");
                ("gzip", to.finish().expect("memory"))
            }
            Coding::Brotli => {
                let mut to = brotli::CompressorWriter::new(Vec::new(), 4096, 5, 20);
                to.write_all(plain).expect("memory");
                ("br", to.into_inner())
            }
            Coding::Zstd => ("zstd", zstd::encode_all(plain.as_slice(), 3).expect("memory")),
        };
        self.body = Body::Whole(coded);
        self.header("Content-Encoding", name)
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn is_what_they_have(&self, seen: &Seen) -> bool {
        let (etag, date) = (self.value("ETag"), self.value("Last-Modified"));
        (etag.is_some() || date.is_some())
            && etag == seen.header("if-none-match")
            && date == seen.header("if-modified-since")
    }
}

#[derive(Default)]
struct Desk {
    replies: Mutex<HashMap<String, Reply>>,
    seen: Mutex<Vec<Seen>>,
}

/// The server. It ends with the value.
pub struct Server {
    at: SocketAddr,
    desk: Arc<Desk>,
    task: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Server {
    /// On 127.0.0.1, at a port of its own.
    pub async fn start() -> Self {
        Self::start_on(Ipv4Addr::LOCALHOST).await
    }

    /// On another loopback address.
    pub async fn start_on(ip: Ipv4Addr) -> Self {
        let listener = TcpListener::bind((ip, 0)).await.expect("a loopback port");
        let at = listener.local_addr().expect("its address");
        let desk = Arc::<Desk>::default();
        let task = tokio::spawn(accept(listener, Arc::clone(&desk)));
        Self { at, desk, task }
    }

    /// The address of `path` here.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.at)
    }

    /// Answers `path` with `reply` from now on; one without a query whatever is asked behind it, unless that has a
    /// reply of its own.
    pub fn on(&self, path: &str, reply: Reply) -> &Self {
        self.desk.replies.lock().expect("the replies").insert(path.into(), reply);
        self
    }

    /// What was asked at `path` so far, in order.
    pub fn seen(&self, path: &str) -> Vec<Seen> {
        self.desk
            .seen
            .lock()
            .expect("the requests")
            .iter()
            .filter(|seen| seen.path == path)
            .cloned()
            .collect()
    }

    /// How often `path` was asked.
    pub fn count(&self, path: &str) -> usize {
        self.seen(path).len()
    }

    /// How often anything was asked.
    pub fn count_all(&self) -> usize {
        self.desk.seen.lock().expect("the requests").len()
    }

    /// Stops listening and ends every connection.
    pub async fn stop(mut self) {
        self.task.abort();
        let _ = (&mut self.task).await;
    }
}

/// Serves until the task is aborted; the connections end with it.
async fn accept(listener: TcpListener, desk: Arc<Desk>) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        connections.spawn(serve(stream, Arc::clone(&desk)));
    }
}

/// Answers one connection's requests; any failure just ends it, as it would a real server's.
async fn serve(mut stream: TcpStream, desk: Arc<Desk>) -> Option<()> {
    loop {
        let seen = read_request(&mut stream).await?;
        let bare = seen.path.split('?').next().unwrap_or_default();
        let reply = {
            let replies = desk.replies.lock().expect("the replies");
            replies.get(&seen.path).or_else(|| replies.get(bare)).cloned()
        };
        let reply = reply.unwrap_or_else(|| Reply::status(404));
        let unchanged = reply.is_what_they_have(&seen);
        desk.seen.lock().expect("the requests").push(seen);
        if unchanged {
            stream.write_all(b"HTTP/1.1 304 Not Modified\r\n\r\n").await.ok()?;
            continue;
        }
        write_reply(&mut stream, &reply).await?;
    }
}

async fn read_request(stream: &mut TcpStream) -> Option<Seen> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    let head = String::from_utf8(head).ok()?;
    let mut lines = head.lines();
    let path = lines.next()?.split(' ').nth(1)?.to_owned();
    let headers = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    Some(Seen { path, headers })
}

async fn write_reply(stream: &mut TcpStream, reply: &Reply) -> Option<()> {
    let mut head = format!("HTTP/1.1 {} Whatever\r\n", reply.status);
    for (name, value) in &reply.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    match &reply.body {
        Body::Whole(body) | Body::Cut(body) => {
            head.push_str(&format!("Content-Length: {}\r\n\r\n", body.len()))
        }
        Body::Endless(_) => head.push_str("Transfer-Encoding: chunked\r\n\r\n"),
        Body::Silent => return std::future::pending().await,
    }
    stream.write_all(head.as_bytes()).await.ok()?;
    match &reply.body {
        Body::Whole(body) => stream.write_all(body).await.ok(),
        Body::Cut(body) => {
            stream.write_all(&body[..body.len() / 2]).await.ok()?;
            None
        }
        Body::Endless(again) => loop {
            stream.write_all(format!("{:x}\r\n", again.len()).as_bytes()).await.ok()?;
            stream.write_all(again).await.ok()?;
            stream.write_all(b"\r\n").await.ok()?;
        },
        Body::Silent => Some(()),
    }
}
