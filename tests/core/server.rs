//! A small HTTP/1.1 server on loopback that can also misbehave: cut, stall, lie and go on for ever.

use std::collections::HashMap;
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use broadsheet_core::clock::{Clock, FixedClock};
use chrono::{DateTime, Utc};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

/// One request as it came, and what it was answered with.
#[derive(Debug, Clone)]
pub struct Seen {
    pub method: String,
    pub path: String,
    /// When it came, by the clock that the server goes by; one that has none sees no time pass.
    pub at: DateTime<Utc>,
    /// The status that was answered.
    pub status: u16,
    /// `ETag` and `Last-Modified` of the answer.
    pub given: (Option<String>, Option<String>),
    headers: HashMap<String, String>,
}

impl Seen {
    /// A header's value, verbatim.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    /// `If-None-Match` and `If-Modified-Since`.
    pub fn sent(&self) -> (Option<String>, Option<String>) {
        let header = |name| self.header(name).map(str::to_owned);
        (header("if-none-match"), header("if-modified-since"))
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

    /// With what else is told with a 304.
    fn not_modified(&self) -> String {
        let told = ["Cache-Control", "Expires", "Date", "Age"];
        let told = self.headers.iter().filter(|(name, _)| told.contains(&name.as_str()));
        let told: String = told.map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        format!("HTTP/1.1 304 Not Modified\r\n{told}\r\n")
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
    clock: Mutex<Option<Arc<FixedClock>>>,
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

    /// Goes by this clock.
    pub fn go_by(&self, clock: &Arc<FixedClock>) -> &Self {
        *self.desk.clock.lock().expect("the clock") = Some(Arc::clone(clock));
        self
    }

    /// The machine it is on.
    pub fn host(&self) -> IpAddr {
        self.at.ip()
    }

    /// Everything that was asked so far, in order.
    pub fn all(&self) -> Vec<Seen> {
        self.desk.seen.lock().expect("the requests").clone()
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
        let mut seen = read_request(&mut stream).await?;
        if let Some(clock) = &*desk.clock.lock().expect("the clock") {
            seen.at = clock.now();
        }
        let bare = seen.path.split('?').next().unwrap_or_default();
        let reply = {
            let replies = desk.replies.lock().expect("the replies");
            replies.get(&seen.path).or_else(|| replies.get(bare)).cloned()
        };
        let reply = reply.unwrap_or_else(|| Reply::status(404));
        let unchanged = reply.is_what_they_have(&seen);
        seen.status = if unchanged { 304 } else { reply.status };
        let given = |name| reply.value(name).map(str::to_owned);
        seen.given = (given("ETag"), given("Last-Modified"));
        desk.seen.lock().expect("the requests").push(seen);
        if unchanged {
            stream.write_all(reply.not_modified().as_bytes()).await.ok()?;
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
    let mut first = lines.next()?.split(' ').map(str::to_owned);
    let (method, path) = (first.next()?, first.next()?);
    let headers = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let at = DateTime::UNIX_EPOCH;
    Some(Seen { method, path, at, status: 0, given: (None, None), headers })
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
