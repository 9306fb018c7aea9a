//! How much of the network's time and bytes one request may take.

use std::time::Duration;

use super::Expect;

const MIB: u64 = 1024 * 1024;

/// The limits of one [`Client`](super::Client). A value, so that tests can be quick.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The largest feed, API answer or page, in decompressed bytes: what a person typed may turn out to be any.
    pub document_bytes: u64,
    /// The largest picture, in bytes.
    pub picture_bytes: u64,
    /// How long a connection may take to stand.
    pub connect: Duration,
    /// How long a request may take, redirects included, waiting for its turn not included.
    pub total: Duration,
    /// The pause between two requests to one host on the public network, pictures excepted.
    pub gap: Duration,
    /// Redirects followed at the most.
    pub redirects: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            document_bytes: 16 * MIB,
            picture_bytes: 24 * MIB,
            connect: Duration::from_secs(10),
            total: Duration::from_secs(30),
            gap: Duration::from_secs(1),
            redirects: 10,
        }
    }
}

impl Limits {
    /// The largest body for one kind of answer.
    pub(super) fn bytes(&self, expect: Expect) -> u64 {
        match expect {
            Expect::Feed | Expect::Api | Expect::Page => self.document_bytes,
            Expect::Picture => self.picture_bytes,
        }
    }
}
