//! Untrusted addresses → absolute ones on schemes that are safe to show, and what makes two of them the same.

use std::borrow::Cow;

use url::Url;

use crate::model::InlinePicture;

/// How long an address may be.
const LONGEST: usize = 4_096;

/// Parameters that only say how a reader came: the whole name, or its beginning where it ends with `_`.
const TRACKING: &[&str] = &[
    "utm_",
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "igshid",
    "igsh",
    "mc_cid",
    "mc_eid",
    "_hsenc",
    "_hsmi",
    "hsctatracking",
    "mkt_tok",
    "vero_id",
    "oly_enc_id",
    "oly_anon_id",
    "wt_mc",
    "wt_zmc",
    "s_cid",
    "cmpid",
    "xtor",
    "ocid",
    "at_medium",
    "at_campaign",
];

/// The address of a page: absolute, on `http` or `https`.
pub(super) fn page(raw: &str, base: Option<&Url>) -> Option<String> {
    absolute(raw, base).filter(is_web).map(String::from)
}

/// The address of a picture or a recording: the same.
pub(super) fn media(raw: &str, base: Option<&Url>) -> Option<String> {
    page(raw, base)
}

/// The address of a picture of an article's own: the same, or of one that stood in the markup itself.
pub(super) fn picture(raw: &str, base: Option<&Url>) -> Option<String> {
    if InlinePicture::is_address(raw) { Some(raw.to_owned()) } else { media(raw, base) }
}

/// The address a link in a body leads to: a page, or a mail address.
pub(super) fn link(raw: &str, base: Option<&Url>) -> Option<String> {
    absolute(raw, base).filter(|url| is_web(url) || url.scheme() == "mailto").map(String::from)
}

/// The article's own address as publishers name it apart from how a reader came: without tracking parameters.
pub(super) fn canonical(address: &str) -> Option<String> {
    let mut url = Url::parse(address).ok().filter(is_web)?;
    let kept: Vec<(String, String)> =
        url.query_pairs().filter(|(name, _)| !is_tracking(name)).map(|(n, v)| (n.into(), v.into())).collect();
    if kept.len() < url.query_pairs().count() {
        url.set_query(None);
        if !kept.is_empty() {
            url.query_pairs_mut().extend_pairs(kept);
        }
    }
    // "#xtor=RSS-1" and "#:~:text=" say how a reader came; "#item-3" may be all that tells two items apart.
    if url.fragment().is_some_and(|fragment| fragment.is_empty() || fragment.contains('=')) {
        url.set_fragment(None);
    }
    Some(url.into())
}

/// What two addresses of one article, or of one source, have in common: the canonical form, whichever of `http` and
/// `https` is written, and whether or not the path is closed with a stroke.
///
/// This is the text of [`ArticleKey::Url`](crate::model::ArticleKey::Url).
#[must_use]
pub fn url_key(address: &str) -> Option<String> {
    let mut url = Url::parse(&canonical(address)?).ok()?;
    let path = url.path().trim_end_matches('/').to_owned();
    url.set_path(&path);
    let (_, rest) = url.as_str().split_once("://")?;
    Some(format!("https://{rest}"))
}

/// How many words make a picture's name its own.
const NAMED: usize = 4;

/// Whether two addresses show the same picture, perhaps in different sizes (Ghost's `/size/w600/`, WordPress's
/// `-300x200`, resizing parameters).
pub(super) fn same_picture(one: &str, other: &str) -> bool {
    let key = picture_key(one);
    key.is_some() && key == picture_key(other)
}

fn picture_key(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let mut parts: Vec<&str> = url.path().split('/').collect();
    if let Some(at) = parts.iter().position(|part| *part == "size") {
        parts.drain(at..(at + 2).min(parts.len()));
    }
    let path = parts.join("/");
    let (stem, ending) = path.rsplit_once('.').unwrap_or((&path, ""));
    let stem = match stem.rsplit_once('-') {
        Some((name, size)) if is_size(size) => name,
        _ => stem,
    };
    // Where the path does not tell pictures apart, the query does.
    let named_by_path = !ending.is_empty();
    let query = url.query().filter(|_| !named_by_path).unwrap_or_default();
    Some(format!("{}{stem}.{ending}?{query}", url.host_str()?))
}

/// Whether two addresses in different places show one picture: a copy keeps the name, where that has words enough to be
/// no other's. A word of one or two letters at its end is the size (`_f`, `-xl`).
pub(super) fn copied_picture(one: &str, other: &str) -> bool {
    let (Ok(one), Ok(other)) = (Url::parse(one), Url::parse(other)) else { return false };
    if one.host() == other.host() {
        // Of one host only a name that nobody thinks of (the number of a picture's upload) lies in two places.
        return one.path() != other.path() && is_number(stem(&one)) && stem(&one) == stem(&other);
    }
    let (one_words, other_words) = (words_in_name(&one), words_in_name(&other));
    one_words.len() >= NAMED && one_words == other_words
}

/// A file's name without its ending, and the ending that a server put behind that.
fn stem(url: &Url) -> &str {
    let mut name = url.path().rsplit('/').next().unwrap_or_default();
    while let Some((stem, _)) = name.rsplit_once('.').filter(|(_, ending)| ENDINGS.contains(ending)) {
        name = stem;
    }
    name
}

/// Endings of pictures.
const ENDINGS: &[&str] = &["jpg", "jpeg", "png", "webp", "gif", "avif"];

/// Whether a name is a long number, perhaps of base sixteen and in groups, as machines give it.
fn is_number(name: &str) -> bool {
    name.len() >= 24 && name.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

fn words_in_name(url: &Url) -> Vec<&str> {
    let name = url.path().rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut words: Vec<&str> = stem.split(['-', '_']).filter(|word| !word.is_empty()).collect();
    let is_size =
        |word: &&&str| is_size(word) || (word.len() < 3 && word.bytes().all(|b| b.is_ascii_alphabetic()));
    if words.len() > NAMED && words.last().as_ref().is_some_and(is_size) {
        words.pop();
    }
    words
}

fn is_size(text: &str) -> bool {
    let number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let is_measured = text.split_once('x').is_some_and(|(width, height)| number(width) && number(height));
    // Some name their sizes: "superJumbo", "facebookJumbo".
    is_measured || text.to_ascii_lowercase().ends_with("jumbo")
}

fn absolute(raw: &str, base: Option<&Url>) -> Option<Url> {
    let raw = raw.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    if raw.is_empty() || raw.len() > LONGEST {
        return None;
    }
    let raw = unescaped(raw);
    let mut url = match base {
        Some(base) if is_bare_host(&raw) => base.join(&format!("//{raw}")).ok()?,
        Some(base) => base.join(&raw).ok()?,
        None => Url::parse(&raw).ok()?,
    };
    // "https://bank.example@evil.example/" reads as the bank's; nobody publishes passwords in links.
    if !url.username().is_empty() || url.password().is_some() {
        url.set_username("").ok()?;
        url.set_password(None).ok()?;
    }
    Some(url)
}

/// An address that was escaped once too often, as feeds do in CDATA: no parameter's name is `amp;x` or `#038;x`.
fn unescaped(raw: &str) -> Cow<'_, str> {
    const ESCAPED: [&str; 2] = ["amp;", "#038;"];
    let (first, rest) = match raw.split_once('&') {
        Some((first, rest)) if ESCAPED.iter().any(|escaped| rest.contains(escaped)) => (first, rest),
        _ => return Cow::Borrowed(raw),
    };
    let mut url = first.to_owned();
    for mut part in rest.split('&') {
        while let Some(after) = ESCAPED.iter().find_map(|escaped| part.strip_prefix(escaped)) {
            part = after;
        }
        url.push('&');
        url.push_str(part);
    }
    Cow::Owned(url)
}

/// Whether an address begins with its host, as people write it: `www.site.example/page`.
fn is_bare_host(raw: &str) -> bool {
    let host = raw.split(['/', '?', '#']).next().unwrap_or_default();
    host.get(..4).is_some_and(|www| www.eq_ignore_ascii_case("www."))
        && host.get(4..).is_some_and(|rest| rest.contains('.') && !rest.ends_with(".html"))
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.host_str().is_some_and(|host| !host.is_empty())
}

fn is_tracking(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    TRACKING.iter().any(|known| if known.ends_with('_') { name.starts_with(known) } else { name == *known })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base() -> Url {
        Url::parse("https://site.example/2025/post/").unwrap()
    }

    #[test]
    fn a_copy_of_a_picture_keeps_its_name() {
        let copied = |one: &str, other: &str| {
            copied_picture(&format!("https://site.example/{one}"), &format!("https://cdn.example/{other}"))
        };
        assert!(copied("2016/a-whale-takes-the-bait.jpg", "x/a-whale-takes-the-bait_f.jpg"));
        assert!(copied("a-whale-takes-the-bait-640x480.jpg", "a_whale_takes_the_bait.webp"));
        assert!(!copied("a-whale-takes-the-bait-1.jpg", "a-whale-takes-the-bait-2.jpg"), "two of a series");
        assert!(!copied("a-whale-takes-the-bait.jpg", "a-whale-takes-the-bait-2.jpg"));
        assert!(!copied("image-1.jpg", "image-1.jpg"), "a name that anything has");
        assert!(
            !copied_picture("https://a.example/a-b-c-d.jpg", "https://a.example/x/a-b-c-d.jpg"),
            "one host"
        );
        let uploaded = "9f9d3f60-b7a5-11f0-9bdf-51d9e8a3a1b4.jpg";
        assert!(copied_picture(
            &format!("https://a.example/1024/branded/{uploaded}"),
            &format!("https://a.example/480/{uploaded}.webp"),
        ));
    }

    #[test]
    fn addresses_are_resolved_and_held_to_safe_schemes() {
        let base = base();
        assert_eq!(link("../a?b=c", Some(&base)).as_deref(), Some("https://site.example/2025/a?b=c"));
        assert_eq!(
            link("/x?a=1&amp;amp;b=2&#038;c=3&ample;d", Some(&base)).as_deref(),
            Some("https://site.example/x?a=1&b=2&c=3&ample;d"),
            "escaped once too often"
        );
        assert_eq!(link("//cdn.example/x", Some(&base)).as_deref(), Some("https://cdn.example/x"));
        assert_eq!(
            link("mailto:desk@site.example", Some(&base)).as_deref(),
            Some("mailto:desk@site.example")
        );
        for refused in [
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            " JaVaScRiPt:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://x/y",
            "ftp://x/y",
            "https://",
            "",
        ] {
            let found = link(refused, Some(&base));
            assert!(
                found.as_deref().is_none_or(|url| url.starts_with("https://site.example/")),
                "{refused}: {found:?}"
            );
        }
        assert_eq!(page("mailto:a@b.example", None), None, "a mail address is no page");
        assert_eq!(page("relative", None), None, "nothing to resolve against");
        assert_eq!(page(&format!("https://x.example/{}", "a".repeat(10_000)), None), None, "absurdly long");
    }

    #[test]
    fn names_before_the_host_go() {
        assert_eq!(
            page("https://bank.example:x@evil.example/a", None).as_deref(),
            Some("https://evil.example/a")
        );
    }

    #[test]
    fn an_address_may_begin_with_its_host() {
        let base = Url::parse("https://s.example/feed.xml").unwrap();
        for (raw, expected) in [
            ("www.a.example/p?q=1", "https://www.a.example/p?q=1"),
            ("WWW.a.example", "https://www.a.example/"),
            ("www.html", "https://s.example/www.html"),
            ("www/p", "https://s.example/www/p"),
            ("a.example/p", "https://s.example/a.example/p"),
        ] {
            assert_eq!(page(raw, Some(&base)).as_deref(), Some(expected), "{raw}");
        }
    }

    #[test]
    fn tracking_is_taken_off_and_nothing_else() {
        for (address, expected) in [
            ("https://a.example/x?utm_source=rss&utm_medium=y", "https://a.example/x"),
            ("https://a.example/x?id=3&fbclid=z", "https://a.example/x?id=3"),
            ("https://a.example/x?b=%20&a=+", "https://a.example/x?b=%20&a=+"),
            ("https://a.example/x#xtor=RSS-1", "https://a.example/x"),
            ("https://a.example/x#item-3", "https://a.example/x#item-3"),
        ] {
            assert_eq!(canonical(address).as_deref(), Some(expected), "{address}");
        }
        assert_eq!(
            url_key("http://a.example/x?gclid=1"),
            url_key("https://a.example/x"),
            "one article, two schemes"
        );
        assert_eq!(url_key("mailto:a@b.example"), None);
    }

    #[test]
    fn sizes_of_one_picture_are_one_picture() {
        let same = |a, b| same_picture(a, b);
        assert!(same(
            "https://a.example/30ex-port-superJumbo.jpg",
            "https://a.example/30ex-port-facebookJumbo.jpg"
        ));
        assert!(same(
            "https://g.example/content/images/2025/a.jpg",
            "https://g.example/content/images/size/w600/2025/a.jpg"
        ));
        assert!(same("https://w.example/u/a.jpg", "https://w.example/u/a-1024x683.jpg"));
        assert!(same("https://w.example/u/a.jpg?w=300", "https://w.example/u/a.jpg?w=900"));
        assert!(!same("https://w.example/u/a.jpg", "https://w.example/u/b.jpg"));
        assert!(
            !same("https://w.example/img?id=1", "https://w.example/img?id=2"),
            "told apart by the query alone"
        );
    }
}
