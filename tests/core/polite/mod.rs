//! How the program behaves towards those it asks: a scripted server that keeps the time of the library's clock and
//! sees everything, real refreshes of a real library, and no breach of any rule that feed readers are judged by.

mod manners;
mod networks;
mod redirects;
mod timetables;
mod validators;

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr};

use broadsheet_core::clock::Clock;
use broadsheet_core::fetch::Limits;
use broadsheet_core::model::Source;
use chrono::{DateTime, TimeDelta, Utc};

use crate::newsroom::{Newsroom, PUBLIC, rss_of};
use crate::server::{Reply, Seen, Server};

const XML: &str = "application/rss+xml";

/// A library, and the servers it asks.
struct Street {
    room: Newsroom,
    servers: Vec<Server>,
}

impl Street {
    /// A library to which these machines are as far away as any, and a server on each.
    async fn of(machines: impl IntoIterator<Item = Ipv4Addr>) -> Self {
        let machines: Vec<Ipv4Addr> = machines.into_iter().collect();
        let room = Newsroom::open_with(|options| {
            options.rules.declared_public = machines.iter().copied().map(IpAddr::V4).collect();
            options.limits = Limits::default();
        })
        .await;
        let mut servers = Vec::new();
        for machine in machines {
            let server = Server::start_on(machine).await;
            server.go_by(&room.clock);
            servers.push(server);
        }
        Self { room, servers }
    }

    /// One with a single server.
    async fn new() -> Self {
        Self::of([PUBLIC]).await
    }

    /// One whose single server has this feed, which was added.
    async fn with_feed(reply: Reply) -> Self {
        let street = Self::new().await;
        street.server().on("/feed", reply);
        street.add("/feed").await;
        street
    }

    fn server(&self) -> &Server {
        &self.servers[0]
    }

    async fn add(&self, path: &str) {
        self.room.add(&self.server().url(path)).await;
    }

    /// The time has moved on by so much.
    fn later(&self, by: TimeDelta) -> &Self {
        self.room.clock.advance(by);
        self
    }

    /// What the program does every minute. Says how many sources were asked.
    async fn look(&self) -> u32 {
        self.room.library.refresh_due().await.expect("a report").checked
    }

    /// What a reader does who cannot wait. Says how many sources were asked.
    async fn insist(&self) -> u32 {
        self.room.library.refresh(None).await.expect("a report").checked
    }

    /// The minutes from now until the program asks by itself, looking every so many of them.
    async fn minutes_until_asked(&self, step: i64) -> i64 {
        let begun = self.room.clock.now();
        for _ in 0..40_000 / step {
            self.later(TimeDelta::minutes(step));
            if self.look().await > 0 {
                return (self.room.clock.now() - begun).num_minutes();
            }
        }
        panic!("it never asks again");
    }

    /// The one source.
    async fn source(&self) -> Source {
        let sources = self.room.library.sources().await.expect("a list");
        sources.into_iter().next().expect("a source")
    }

    /// The library closed and opened again, with the same servers.
    async fn reopened(self) -> Self {
        let room = self.room.close().open().await.expect("the same library");
        Self { room, servers: self.servers }
    }

    /// Ends the day: nothing that any of the servers saw may have been a breach. Gives back all they saw.
    fn judge(self) -> Vec<Seen> {
        let mut by_machine: HashMap<IpAddr, Vec<Seen>> = HashMap::new();
        for server in &self.servers {
            let seen = server.all();
            seen.iter().for_each(judge_headers);
            judge_validators(&seen);
            by_machine.entry(server.host()).or_default().extend(seen);
        }
        for seen in by_machine.values_mut() {
            seen.sort_by_key(|seen| seen.at);
            let is_picture =
                |seen: &&Seen| seen.header("accept").is_some_and(|kind| kind.starts_with("image/"));
            let documents: Vec<&Seen> = seen.iter().filter(|seen| !is_picture(seen)).collect();
            for pair in documents.windows(2) {
                let apart = pair[1].at - pair[0].at;
                assert!(
                    apart >= TimeDelta::seconds(1),
                    "{} and {} are {apart} apart",
                    pair[0].path,
                    pair[1].path
                );
            }
        }
        by_machine.into_values().flatten().collect()
    }
}

/// No request says who asks, or is anything but a question.
fn judge_headers(seen: &Seen) {
    let path = &seen.path;
    assert_eq!(seen.method, "GET", "{path}");
    for name in ["cookie", "referer", "accept-language", "from", "origin", "authorization", "dnt"] {
        assert_eq!(seen.header(name), None, "{name} at {path}");
    }
    let agent = format!("Broadsheet/{} (+https://", env!("CARGO_PKG_VERSION"));
    let named = seen.header("user-agent").unwrap_or_default();
    assert!(named.starts_with(&agent) && named.ends_with(')'), "{named} at {path}");
    let codings = seen.header("accept-encoding").unwrap_or_default();
    let all_known = codings.split(',').map(str::trim).all(|coding| ["gzip", "br", "zstd"].contains(&coding));
    assert!(all_known && codings.contains("gzip"), "{codings} at {path}");
    assert!(seen.header("accept").is_some_and(|accept| !accept.is_empty()), "{path}");
}

/// What is sent back is what one good answer of the same address gave, both of it and to the letter; else nothing.
fn judge_validators(seen: &[Seen]) {
    let mut given: HashMap<&str, Vec<_>> = HashMap::new();
    for seen in seen {
        let sent = seen.sent();
        if sent != (None, None) {
            let good = given.get(seen.path.as_str()).is_some_and(|pairs| pairs.last() == Some(&&sent));
            assert!(good, "{sent:?} was sent to {}, which gave {given:?}", seen.path);
        }
        if seen.status == 200 {
            given.entry(seen.path.as_str()).or_default().push(&seen.given);
        }
    }
}

/// A feed. It names no site, so that nothing else is asked for.
fn feed() -> Reply {
    Reply::ok(XML, rss_of(&["One"]).replace("<link>https://harbour.example/</link>", ""))
}

/// A date as HTTP has it.
fn http_date(at: DateTime<Utc>) -> String {
    at.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
