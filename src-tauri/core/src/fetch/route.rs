//! By which way a host is asked: directly, directly with private addresses allowed, or through the system's proxy.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use hyper_util::client::proxy::matcher::Matcher;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

use super::address::{is_near, is_same_host};
use super::client::host_of;
use super::{AddressRules, Limits, secret, tls};
use crate::{Error, Result};

/// The ways.
#[derive(Debug)]
pub(super) struct Routes {
    rules: Arc<AddressRules>,
    proxies: Matcher,
    /// Whether the system has certificates to check others with.
    has_roots: bool,
    /// Connects to public addresses only.
    public: reqwest::Client,
    /// Connects anywhere: for the host the reader chose.
    home: reqwest::Client,
    /// Leaves connecting to the proxy.
    proxied: reqwest::Client,
}

impl Routes {
    pub(super) fn new(rules: &Arc<AddressRules>, limits: &Limits) -> Result<Self> {
        // An error means that a provider is installed already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        // Without certificates of the system's no client can be built that uses them, and all is still well for
        // plain addresses.
        let home = build(client(limits).no_proxy());
        let has_roots = home.is_ok();
        let client = || if has_roots { client(limits) } else { client(limits).tls_certs_only([]) };
        let public = Names { only_public: Some(Arc::clone(rules)) };
        Ok(Self {
            public: build(client().no_proxy().dns_resolver(public))?,
            home: home.or_else(|_| build(client().no_proxy()))?,
            proxied: build(client())?,
            proxies: Matcher::from_system(),
            has_roots,
            rules: Arc::clone(rules),
        })
    }

    /// The way to `url` for a request whose reader chose `home`.
    pub(super) async fn to(&self, url: &Url, home: Option<&str>) -> Result<&reqwest::Client> {
        let host = url.host().ok_or_else(|| Error::AddressInvalid { address: secret::shown(url) })?;
        if !self.has_roots && url.scheme() == "https" {
            return Err(Error::Tls { host: host_of(url), reason: tls::NO_ROOTS });
        }
        let at_home = home.is_some_and(|home| url.host_str().is_some_and(|host| is_same_host(host, home)));
        // Literal addresses never reach a resolver, so they are judged here.
        let literal = match host {
            Host::Ipv4(ip) => Some(IpAddr::V4(ip)),
            Host::Ipv6(ip) => Some(IpAddr::V6(ip)),
            Host::Domain(_) => None,
        };
        if !at_home && literal.is_some_and(|ip| !self.rules.is_public(ip)) {
            return Err(Error::AddressPrivate { host: host_of(url) });
        }
        if !is_near(url) && self.has_proxy(url) {
            if !at_home {
                self.refuse_private_name(url).await?;
            }
            return Ok(&self.proxied);
        }
        Ok(if at_home { &self.home } else { &self.public })
    }

    fn has_proxy(&self, url: &Url) -> bool {
        url.as_str().parse().is_ok_and(|uri| self.proxies.intercept(&uri).is_some())
    }

    /// A proxy connects for us, out of our sight; what we can find out beforehand we do. A name only the proxy
    /// knows is left to it.
    async fn refuse_private_name(&self, url: &Url) -> Result<()> {
        let Some(Host::Domain(name)) = url.host() else { return Ok(()) };
        let Ok(mut found) = tokio::net::lookup_host((name, 0)).await else { return Ok(()) };
        if found.any(|address| !self.rules.is_public(address.ip())) {
            return Err(Error::AddressPrivate { host: name.to_owned() });
        }
        Ok(())
    }
}

/// Whether the system knows any way out. Nothing is sent to find out: the addresses are of those kept for examples.
pub(super) fn is_there_a_way() -> bool {
    let leads =
        |from: &str, to: &str| std::net::UdpSocket::bind(from).and_then(|here| here.connect(to)).is_ok();
    leads("0.0.0.0:0", "192.0.2.1:9") || leads("[::]:0", "[2001:db8::1]:9")
}

#[expect(clippy::disallowed_methods, reason = "the one place that builds an HTTP client")]
fn client(limits: &Limits) -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .user_agent(super::USER_AGENT)
        .referer(false)
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(limits.connect)
        .dns_resolver(Names { only_public: None })
}

fn build(builder: reqwest::ClientBuilder) -> Result<reqwest::Client> {
    builder.build().map_err(|error| Error::Unexpected { detail: format!("TLS cannot be set up: {error}") })
}

/// Resolves names to their addresses; by these rules only to public ones, and hides the others from whoever connects.
struct Names {
    only_public: Option<Arc<AddressRules>>,
}

/// A name could not be looked up: there is none such, or nobody to ask.
#[derive(Debug, thiserror::Error)]
#[error("the name could not be looked up")]
pub(super) struct NameUnknown(#[source] std::io::Error);

/// A name led only to addresses that are not public.
#[derive(Debug, thiserror::Error)]
#[error("the name leads to a private network")]
pub(super) struct LeadsToPrivate;

impl Resolve for Names {
    fn resolve(&self, name: Name) -> Resolving {
        let rules = self.only_public.clone();
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await.map_err(NameUnknown)?;
            let found: Vec<SocketAddr> = found.collect();
            let is_allowed = |ip| rules.as_ref().is_none_or(|rules| rules.is_public(ip));
            let allowed: Vec<SocketAddr> =
                found.iter().copied().filter(|address| is_allowed(address.ip())).collect();
            if allowed.is_empty() && !found.is_empty() {
                return Err(LeadsToPrivate.into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}
