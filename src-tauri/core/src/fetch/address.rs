//! Which addresses may be asked.

use std::collections::HashSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

use crate::{Error, Result};

/// Longer text is no address; browsers and servers stop far earlier.
const LONGEST: usize = 8 * 1024;

/// Which network addresses count as public. Everything private, loopback, link-local or otherwise special
/// (IANA special-purpose registries) is reached only at a request's own `home` host.
#[derive(Debug, Clone, Default)]
pub struct AddressRules {
    /// Addresses to treat as public although they are not: tests declare loopback ones here.
    pub declared_public: HashSet<IpAddr>,
}

impl AddressRules {
    /// Whether anybody may send us to `address`: content, a redirect, or the reader.
    #[must_use]
    pub fn is_public(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.declared_public.contains(&address) || !is_special(address)
    }

    /// Whether a host is near by the look of it, and not declared to be anything else.
    pub(super) fn is_near(&self, url: &Url) -> bool {
        let literal = match url.host() {
            Some(Host::Ipv4(ip)) => Some(IpAddr::V4(ip)),
            Some(Host::Ipv6(ip)) => Some(IpAddr::V6(ip)),
            _ => None,
        };
        is_near(url) && !literal.is_some_and(|ip| self.is_public(ip))
    }
}

/// Reads what a person typed as a web address: adds `https://` (or `http://` for loopback and bare private
/// hosts), takes `feed:` away, refuses every scheme but `http` and `https`. The fragment is dropped, as it is
/// never sent.
///
/// # Errors
/// [`Error::AddressInvalid`] and [`Error::AddressScheme`].
pub fn parse_address(typed: &str) -> Result<Url> {
    let typed = typed.trim();
    let invalid = || Error::AddressInvalid { address: without_userinfo(typed).chars().take(200).collect() };
    if typed.len() > LONGEST || is_path(typed) {
        return Err(invalid());
    }
    if let Some(profile) = fediverse_profile(typed) {
        return Ok(profile);
    }
    let address = without_feed_scheme(typed);
    let mut url = match scheme_of(address) {
        Some(scheme) if is_web(scheme) => Url::parse(address),
        Some(scheme) => return Err(Error::AddressScheme { scheme: scheme.to_ascii_lowercase() }),
        None => parse_bare(address.trim_start_matches('/')),
    }
    .map_err(|_| invalid())?;
    url.set_fragment(None);
    Ok(url)
}

/// `feed:https://host/`, `feed://https://host/`, `feed://host/` and `feed:host/` all stand for an ordinary web address.
fn without_feed_scheme(address: &str) -> &str {
    match address.split_at_checked(5) {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("feed:") => rest.trim_start_matches('/'),
        _ => address,
    }
}

/// Whether somebody wrote where a file lies rather than an address: `/etc/passwd`, `./feed.xml`, `~/feed.xml`,
/// `\\nas\feed.xml`. Two strokes begin an address without its scheme.
pub(crate) fn is_path(typed: &str) -> bool {
    let is_rooted = typed.starts_with('/') && !typed.starts_with("//");
    is_rooted || ["./", "../", "~/", "\\"].iter().any(|start| typed.starts_with(start))
}

/// `@name@host`, as people of the fediverse write where they are to be found, is the page `https://host/@name`.
fn fediverse_profile(typed: &str) -> Option<Url> {
    let (name, host) = typed.strip_prefix('@')?.split_once('@')?;
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.-".contains(&b));
    let mut page = parse_bare(host).ok().filter(|url| is_name && url.path() == "/")?;
    page.set_path(&format!("@{name}"));
    Some(page)
}

/// What was typed, without the name and password somebody may have put into it.
fn without_userinfo(typed: &str) -> String {
    let start = typed.find("://").map_or(0, |at| at + 3);
    let (scheme, rest) = typed.split_at(start);
    let authority = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    match rest.get(..authority).and_then(|authority| authority.rfind('@')) {
        Some(at) => format!("{scheme}{}", rest.get(at + 1..).unwrap_or_default()),
        None => typed.to_owned(),
    }
}

/// The scheme somebody wrote, told apart from a host with a port (`localhost:2368`).
fn scheme_of(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once(':')?;
    let spelled_well = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let port = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = !rest.starts_with("//")
        && (scheme.contains('.') || (!port.is_empty() && port.bytes().all(|b| b.is_ascii_digit())));
    (spelled_well && !is_host).then_some(scheme)
}

fn is_web(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

/// An address without a scheme. Public hosts get `https`; those nobody issues certificates for get `http`.
fn parse_bare(address: &str) -> Result<Url, url::ParseError> {
    let url = Url::parse(&format!("https://{address}"))?;
    if is_near(&url) || url.domain().is_some_and(is_private_name) {
        Url::parse(&format!("http://{address}"))
    } else {
        Ok(url)
    }
}

/// Names that only mean something inside one network (RFC 6761, 6762, 8375, and bare machine names).
fn is_private_name(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    !name.contains('.') || [".local", ".lan", ".home.arpa", ".internal"].iter().any(|end| name.ends_with(end))
}

/// Whether a host is near by the look of it: this computer's name (RFC 6761 §6.3), or a literal special address.
pub(super) fn is_near(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => is_special(ip.into()),
        Some(Host::Ipv6(ip)) => is_special(IpAddr::from(ip).to_canonical()),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name == "localhost" || name.ends_with(".localhost")
        }
        None => false,
    }
}

/// Whether two hosts are one: by name, or because both are this computer, which has more than one.
pub(super) fn is_same_host(one: &str, other: &str) -> bool {
    let is_here =
        |host: &str| ["localhost", "127.0.0.1", "[::1]"].iter().any(|name| host.eq_ignore_ascii_case(name));
    one.eq_ignore_ascii_case(other) || (is_here(one) && is_here(other))
}

/// Whether an address is anything but an ordinary public one. `address` is canonical (no v4-mapped v6).
fn is_special(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_special_v4(v4),
        IpAddr::V6(v6) => is_special_v6(v6),
    }
}

/// The IANA IPv4 Special-Purpose Address Registry, and multicast.
fn is_special_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    match a {
        0 | 10 | 127 | 224.. => true,
        100 => (64..128).contains(&b),
        169 => b == 254,
        172 => (16..32).contains(&b),
        192 => b == 168 || (b == 0 && (c == 0 || c == 2)),
        198 => (18..20).contains(&b) || (b == 51 && c == 100),
        203 => b == 0 && c == 113,
        _ => false,
    }
}

/// Only 2000::/3 is global unicast; within it, and in the NAT64 prefix, what stands for an IPv4 address is
/// judged as that address.
fn is_special_v6(ip: Ipv6Addr) -> bool {
    let [a, b, c, d, e, f, g, h] = ip.segments();
    match (a, b) {
        (0x64, 0xff9b) => (c, d, e, f) != (0, 0, 0, 0) || is_special_v4(v4_of(g, h)),
        (0x2002, _) => is_special_v4(v4_of(b, c)),
        (0x2001, ..0x200 | 0xdb8) | (0x3fff, ..0x1000) => true,
        (0x2000..0x4000, _) => false,
        _ => true,
    }
}

fn v4_of(high: u16, low: u16) -> Ipv4Addr {
    let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
    Ipv4Addr::new(a, b, c, d)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> String {
        match parse_address(typed) {
            Ok(url) => url.into(),
            Err(error) => error.code().into(),
        }
    }

    #[test]
    fn what_people_type_becomes_an_address() {
        for (typed, expected) in [
            ("example.com", "https://example.com/"),
            ("  example.com/news \n", "https://example.com/news"),
            ("//example.com/news", "https://example.com/news"),
            ("http://example.com", "http://example.com/"),
            ("HTTPS://Example.COM/A", "https://example.com/A"),
            ("example.com:8443/rss", "https://example.com:8443/rss"),
            ("https://example.com/a#part", "https://example.com/a"),
            ("https://reader:secret@example.com/feed", "https://reader:secret@example.com/feed"),
            ("bücher.example/feed", "https://xn--bcher-kva.example/feed"),
            ("https://例え.jp/", "https://xn--r8jz45g.jp/"),
        ] {
            assert_eq!(read(typed), expected, "typed: {typed:?}");
        }
    }

    #[test]
    fn feed_links_are_ordinary_addresses() {
        for (typed, expected) in [
            ("feed:https://example.com/rss", "https://example.com/rss"),
            ("feed:http://example.com/rss", "http://example.com/rss"),
            ("feed://example.com/rss", "https://example.com/rss"),
            ("FEED:example.com/rss", "https://example.com/rss"),
            ("feed://localhost:2368/rss", "http://localhost:2368/rss"),
            ("feed://http://example.com/rss", "http://example.com/rss"),
            ("feed://https://example.com/rss", "https://example.com/rss"),
        ] {
            assert_eq!(read(typed), expected, "typed: {typed:?}");
        }
    }

    #[test]
    fn own_machines_get_plain_http() {
        for (typed, expected) in [
            ("localhost:2368", "http://localhost:2368/"),
            ("127.0.0.1:2368/rss", "http://127.0.0.1:2368/rss"),
            ("192.168.1.20", "http://192.168.1.20/"),
            ("[::1]:8080", "http://[::1]:8080/"),
            ("nas/feed", "http://nas/feed"),
            ("nas.local", "http://nas.local/"),
            ("8.8.8.8", "https://8.8.8.8/"),
        ] {
            assert_eq!(read(typed), expected, "typed: {typed:?}");
        }
    }

    #[test]
    fn other_schemes_are_refused_by_name() {
        for (typed, scheme) in [
            ("ftp://example.com/feed", "ftp"),
            ("file:///etc/passwd", "file"),
            ("javascript:alert(1)", "javascript"),
            ("mailto:desk@example.com", "mailto"),
            ("data:text/xml,<rss/>", "data"),
            ("feed:ftp://example.com", "ftp"),
            ("C:\\feeds\\news.xml", "c"),
        ] {
            let error = parse_address(typed).expect_err(typed);
            assert!(
                matches!(&error, Error::AddressScheme { scheme: found } if found == scheme),
                "typed: {typed:?}, got {error:?}"
            );
        }
    }

    #[test]
    fn nonsense_is_no_address() {
        let endless = "a".repeat(LONGEST + 1);
        for typed in
            ["", "   ", "https://", "feed:", "two words", "example.com:port", "https://[::1", &endless]
        {
            assert_eq!(read(typed), "address_invalid", "typed: {:?}", typed.get(..20).unwrap_or(typed));
        }
    }

    #[test]
    fn files_are_no_addresses_and_are_told_as_what_they_are() {
        for typed in ["/etc/passwd", "./feed.xml", "../feed.xml", "~/feed.xml", "\\\\nas\\feed.xml", "/"] {
            let error = parse_address(typed).expect_err(typed);
            assert_eq!(error.code(), "address_invalid", "{typed}");
            assert!(error.to_string().contains("file"), "{error}");
        }
        assert_eq!(
            parse_address(" ").expect_err("nothing").to_string(),
            "Type the address of a site or a feed."
        );
        assert_eq!(read("//example.com/x"), "https://example.com/x", "only its scheme is missing");
    }

    #[test]
    fn a_password_in_what_cannot_be_read_is_not_repeated() {
        for typed in ["http://me:secret@exa mple.com/", "me:secret@[::1", "https://me:se@cret@bad host/@x"] {
            let error = parse_address(typed).expect_err(typed);
            let told = format!("{error} {}", error.params());
            assert!(!told.contains("se@cret") && !told.contains("secret"), "{told}");
        }
    }

    #[test]
    fn a_fediverse_name_is_its_page() {
        assert_eq!(read("@desk@social.example"), "https://social.example/@desk");
    }

    #[test]
    fn this_computer_is_one_host_by_all_its_names() {
        assert!(is_same_host("localhost", "127.0.0.1"), "a site on it may call itself by either");
        assert!(is_same_host("NAS.local", "nas.local"), "names have no case");
        assert!(!is_same_host("localhost", "127.0.0.2"), "only the names everybody uses");
        assert!(!is_same_host("nas.local", "127.0.0.1"), "another machine");
    }

    #[test]
    fn special_addresses_are_not_public() {
        let rules = AddressRules::default();
        for special in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "127.255.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.2.1",
            "192.168.0.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a00:1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!rules.is_public(special.parse().expect(special)), "{special} must count as special");
        }
    }

    #[test]
    fn ordinary_addresses_are_public() {
        let rules = AddressRules::default();
        for public in [
            "1.1.1.1",
            "8.8.8.8",
            "100.63.255.255",
            "100.128.0.0",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "198.20.0.1",
            "203.0.112.1",
            "223.255.255.255",
            "::ffff:8.8.8.8",
            "2606:4700::1111",
            "2001:4860:4860::8888",
            "2a00:1450::1",
            "64:ff9b::808:808",
            "2002:808:808::",
        ] {
            assert!(rules.is_public(public.parse().expect(public)), "{public} must count as public");
        }
    }

    #[test]
    fn a_declared_address_is_public_and_its_neighbour_is_not() {
        let rules = AddressRules { declared_public: HashSet::from([Ipv4Addr::new(127, 0, 0, 2).into()]) };
        assert!(rules.is_public(Ipv4Addr::new(127, 0, 0, 2).into()), "declared");
        assert!(
            rules.is_public("::ffff:127.0.0.2".parse().expect("an address")),
            "the same address in v6 dress"
        );
        assert!(!rules.is_public(Ipv4Addr::LOCALHOST.into()), "not declared");
    }
}
