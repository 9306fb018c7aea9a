//! Pictures that stand in the markup itself, as `data:` addresses. They are taken out before anything else looks at the
//! markup, so that megabytes are neither parsed nor kept as addresses: in their place stands an address made of the hash
//! of what they show.
//!
//! What only holds the place of another picture (a dot, an empty drawing) stays behind, and goes as such. One that is
//! too large gets its address and no bytes: the article lacks it, and says so.

use std::ops::Range;

use super::beside::MANY;
use super::picture::{LAZY, LAZY_SETS};
use super::temper::tag_end;
use crate::Error;
use crate::model::{Inline, InlinePicture};
use crate::parse::{RawText, from_base64, unescape};
use crate::save::picture::{Picture, to_keep};

/// The most bytes of one picture, and of all of one article.
const ONE: usize = 5 << 20;
const ALL: usize = 10 << 20;
/// How such an address begins.
const BEGINNING: &str = "data:image/";
/// What marks a picture so small that it may be the blurred preview of another beside it.
pub(super) const SMALL: &str = "data-inline-small";
/// The most pixels of a preview's sides.
const PREVIEW: u32 = 64;
/// The most pixels of a dot's sides.
const DOT: u32 = 3;

/// A body without the pictures that stand in its markup, and those.
pub(super) fn without(content: Option<RawText>) -> (Option<RawText>, Inline) {
    match content {
        Some(RawText::Html(html)) if html.contains(BEGINNING) => {
            let (html, taken) = take_out(&html);
            (Some(RawText::Html(html)), taken)
        }
        content => (content, Inline::default()),
    }
}

/// The markup with addresses in place of pictures, and the pictures.
fn take_out(html: &str) -> (String, Inline) {
    let (mut out, mut taken) = (String::new(), Inline::default());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        out.push_str(text);
        let from = ["<img", "<source"].iter().find(|start| begins_with(tag, start)).map(|start| start.len());
        let (tag, behind) = tag.split_at(from.map_or(1, |from| tag_end(tag, from).0));
        match from.filter(|_| tag.contains(BEGINNING)) {
            Some(from) => rewrite(tag, from, &mut taken, &mut out),
            None => out.push_str(tag),
        }
        rest = behind;
    }
    out.push_str(rest);
    (out, taken)
}

/// Whether a tag begins so and its name ends there.
fn begins_with(tag: &str, start: &str) -> bool {
    let is_end = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
    tag.get(..start.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(start))
        && tag.as_bytes().get(start.len()).is_some_and(is_end)
}

/// Writes a tag, whose attributes start at byte `from`, with addresses in place of the pictures in them.
fn rewrite(tag: &str, from: usize, taken: &mut Inline, out: &mut String) {
    let (start, mut small) = (out.len() + from, false);
    let mut written = 0;
    for (name, value) in attributes(tag, from) {
        let is = |names: &[&str]| names.iter().any(|one| name.eq_ignore_ascii_case(one));
        let (is_set, text) = (is(&["srcset"]) || is(LAZY_SETS), tag.get(value.clone()).unwrap_or_default());
        if !text.contains(BEGINNING) || !(is_set || is(&["src"]) || is(&LAZY)) {
            continue;
        }
        out.push_str(tag.get(written..value.start).unwrap_or_default());
        written = value.end;
        let mut short = |one: &str| match address_of(one.trim(), taken) {
            Some((address, is_small)) => {
                small |= is_small;
                address
            }
            None => one.to_owned(),
        };
        if is_set {
            let words: Vec<String> = text.split_ascii_whitespace().map(short).collect();
            out.push_str(&words.join(" "));
        } else {
            out.push_str(&short(text));
        }
    }
    out.push_str(tag.get(written..).unwrap_or_default());
    if small {
        out.insert_str(start, &format!(" {SMALL}"));
    }
}

/// The names of a tag's attributes and where their values stand in it.
fn attributes(tag: &str, from: usize) -> Vec<(&str, Range<usize>)> {
    let bytes = tag.as_bytes();
    let skip = |mut at: usize, over: &dyn Fn(u8) -> bool| {
        while bytes.get(at).is_some_and(|byte| over(*byte)) {
            at += 1;
        }
        at
    };
    let is_space = |byte: u8| byte.is_ascii_whitespace();
    let (mut found, mut at) = (Vec::new(), from);
    while at < bytes.len() {
        let start = skip(at, &|byte| is_space(byte) || matches!(byte, b'/' | b'>'));
        let end = skip(start, &|byte| !is_space(byte) && !matches!(byte, b'=' | b'/' | b'>'));
        at = skip(end, &is_space);
        if bytes.get(at) != Some(&b'=') {
            at = at.max(start + 1);
            continue;
        }
        at = skip(at + 1, &is_space);
        let value = match bytes.get(at) {
            Some(quote @ (b'"' | b'\'')) => at + 1..skip(at + 1, &|byte| byte != *quote),
            _ => at..skip(at, &|byte| !is_space(byte) && byte != b'>'),
        };
        at = value.end + 1;
        found.push((tag.get(start..end).unwrap_or_default(), value));
    }
    found
}

/// The address under which a picture in the markup is known from here on, and whether it may be a preview; `None` where
/// it is none, or only holds the place of another.
fn address_of(data: &str, taken: &mut Inline) -> Option<(String, bool)> {
    let (head, data) = data.strip_prefix("data:")?.split_once(',')?;
    let missing = || Some((InlinePicture::address(blake3::hash(data.as_bytes())), false));
    // Every byte takes at least one letter, and in base64 three take four.
    let is_base64 = head.trim_end().to_ascii_lowercase().ends_with(";base64");
    if is_base64 && data.len() / 4 * 3 > ONE * 2 {
        return missing();
    }
    let text = unescape(data);
    let bytes = without_escapes(text.split('#').next().unwrap_or_default());
    let bytes = match is_base64 {
        true => from_base64(std::str::from_utf8(&bytes).ok()?)?,
        false => bytes,
    };
    let (picture, bytes) = match to_keep(bytes) {
        Ok(kept) => kept,
        Err(Error::PictureTooLarge) => return missing(),
        Err(_) => return None,
    };
    if holds_a_place(picture, &bytes) {
        return None;
    }
    let url = InlinePicture::address(blake3::hash(&bytes));
    let is_small = picture.width.is_some_and(|width| width <= PREVIEW)
        && picture.height.is_some_and(|height| height <= PREVIEW);
    let all: usize = taken.0.iter().map(|one| one.bytes.len()).sum();
    let fits = bytes.len() <= ONE && all + bytes.len() <= ALL && taken.0.len() < MANY;
    if fits && taken.0.iter().all(|one| one.url != url) {
        taken.0.push(InlinePicture { url: url.clone(), bytes });
    }
    Some((url, is_small))
}

/// What stands for itself, and `%41` for what it escapes.
fn without_escapes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let escaped = || {
            let digits = std::str::from_utf8(behind.get(..2)?).ok()?;
            digits.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u8::from_str_radix(digits, 16).ok())?
        };
        let byte = (*first == b'%').then(escaped).flatten();
        bytes.push(byte.unwrap_or(*first));
        rest = behind.get(if byte.is_some() { 2 } else { 0 }..).unwrap_or_default();
    }
    bytes
}

/// Whether nothing is to be seen in a picture: a dot, or a drawing of at most one box.
fn holds_a_place(picture: Picture, bytes: &[u8]) -> bool {
    /// What draws something in a drawing.
    const DRAWN: &[&str] = &[
        "<path",
        "<text",
        "<image",
        "<circle",
        "<line",
        "<poly",
        "<ellipse",
        "<use",
        "<foreignObject",
        ":path",
        ":text",
    ];
    if let (Some(width), Some(height)) = (picture.width, picture.height) {
        return width <= DOT || height <= DOT;
    }
    let drawing = String::from_utf8_lossy(bytes);
    // A drawing of a picture that it blurs is the preview of that picture.
    drawing.contains("feGaussianBlur") && drawing.contains("<image")
        || drawing.matches("<rect").count() < 2 && !DRAWN.iter().any(|drawn| drawing.contains(drawn))
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;

    use super::*;
    use crate::sanitize::tests::with_body;

    /// A PNG's head, and so many bytes behind it.
    fn png(width: u32, height: u32, more: usize) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 6, 0, 0, 0]);
        bytes.resize(bytes.len() + more, 7);
        bytes
    }

    fn data(bytes: &[u8]) -> String {
        format!("data:image/png;base64,{}", STANDARD.encode(bytes))
    }

    fn address(bytes: &[u8]) -> String {
        InlinePicture::address(blake3::hash(bytes))
    }

    #[test]
    fn a_picture_in_the_markup_is_taken_out_of_it() {
        let bytes = png(640, 480, 1 << 20);
        let broken: String = data(&bytes).replace("AAAA", "AAAA\n ");
        for address_as_written in [data(&bytes), broken, data(&bytes).replace('=', "%3D")] {
            let article =
                with_body(&format!("<p>Before.<p><img alt=a src=\"{address_as_written}\"><p>After."));
            let url = address(&bytes);
            let expected = format!("<p>Before.</p><p><img alt=\"a\" src=\"{url}\"></p><p>After.</p>");
            assert_eq!(&*article.content, expected, "what stands behind megabytes is still read");
            assert_eq!(article.pictures, std::slice::from_ref(&url));
            assert_eq!(article.inline.0, [InlinePicture { url, bytes: bytes.clone() }]);
        }
        let first = with_body(&format!("<img src={}><p>Words.", data(&bytes)));
        assert_eq!(first.lead_image.map(|lead| lead.url), Some(address(&bytes)), "also at the head");
        assert_eq!(first.inline.0.len(), 1);
    }

    #[test]
    fn drawings_come_escaped_in_all_ways() {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg'><text>5 &gt; 4</text></svg>";
        let escaped =
            "%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Ctext%3E5 &amp;gt; 4%3C/text%3E%3C/svg%3E";
        let plain = svg.replace('&', "&amp;");
        for written in [escaped.to_owned(), plain] {
            let html = format!("<p>a<img src=\"data:image/svg+xml;charset=utf8,{written}\">b");
            let article = with_body(&html);
            let bytes: Vec<_> =
                article.inline.0.iter().map(|one| String::from_utf8_lossy(&one.bytes)).collect();
            assert_eq!(bytes, [svg], "{written}");
        }
    }

    #[test]
    fn lists_of_sizes_may_hold_them() {
        let bytes = png(640, 480, 10);
        let url = address(&bytes);
        for html in [
            format!("<img srcset='{} 1x'>", data(&bytes)),
            format!("<picture><source srcset='{}'><img></picture>", data(&bytes)),
            format!("<IMG alt='a > b' DATA-SRC = '{}' src=data:image/gif;base64,R0>", data(&bytes)),
        ] {
            assert_eq!(with_body(&format!("<p>x{html}y")).pictures, std::slice::from_ref(&url), "{html}");
        }
        let set = format!("<p>x<img srcset='{} 1x, /real.png 2x'>y", data(&bytes));
        assert_eq!(with_body(&set).pictures, ["https://site.example/real.png"], "a real one comes first");
    }

    #[test]
    fn what_holds_the_place_of_another_goes() {
        let (dot, blurred) = (data(&png(1, 1, 0)), data(&png(32, 20, 0)));
        let empty =
            "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 3 2'%3E%3C/svg%3E";
        for html in [
            format!("<img src='{dot}' data-src=/a.jpg>"),
            format!("<img src='{}' data-src=/a.jpg>", data(&png(640, 480, 0))),
            format!("<img src='{blurred}' srcset='/a.jpg 2x'>"),
            format!("<img src='{dot}'><noscript><img src=/a.jpg></noscript>"),
            format!("<img src='{blurred}'><noscript><img src=/a.jpg></noscript>"),
            format!(
                "<div><div><img src='{blurred}'></div><picture><source srcset=/a.jpg><img></picture></div>"
            ),
            format!("<figure><img src='{blurred}'><img data-src=/a.jpg><figcaption>c</figcaption></figure>"),
            format!("<img src=\"{empty}\" data-lazy-src=/a.jpg>"),
        ] {
            let article = with_body(&format!("<p>Words.</p>{html}"));
            assert_eq!(article.pictures, ["https://site.example/a.jpg"], "{html}");
            assert_eq!(article.inline.0, [], "{html}");
        }
        for nothing in [&dot, empty, "data:image/png;base64,PGh0bWw+", "data:image/png,", "data:text/html,x"]
        {
            let article = with_body(&format!("<p>Words.<img src=\"{nothing}\">"));
            assert_eq!((&*article.content, article.pictures.len()), ("<p>Words.</p>", 0), "{nothing}");
        }
        let alone = with_body(&format!("<p>A <img src='{blurred}'> sign, and <img src=/a.jpg>."));
        assert_eq!(alone.pictures.len(), 2, "a small picture among words is itself");
    }

    #[test]
    fn what_is_too_large_is_missing_and_not_unseen() {
        let large = |n: usize| data(&png(640, 480, (4 << 20) + n));
        let huge = [data(&png(640, 480, ONE)), data(&png(640, 480, ONE * 3)), data(&png(30_000, 30_000, 0))];
        for one in huge {
            let article = with_body(&format!("<p>Words.<img src='{one}'>"));
            assert_eq!((article.pictures.len(), article.inline.0.len()), (1, 0));
        }
        let many: String = (0..3).map(|n| format!("<p>Words.<img src='{}'>", large(n))).collect();
        let article = with_body(&many);
        assert_eq!(
            (article.pictures.len(), article.inline.0.len()),
            (3, 2),
            "so much and no more in one article"
        );
    }

    #[test]
    fn other_text_is_left_as_it_is() {
        for html in [
            "<p>&lt;img src=\"data:image/png;base64,AAAA\"&gt;</p>",
            "<p title='data:image/png;base64,AAAA'>x",
            "<img src='data:image/png",
            "<img data:image/png,x = src=",
            "<source srcset=>data:image/",
            "< <img>< data:image/",
        ] {
            assert_eq!(take_out(html).0, html);
        }
        let stray = "<".repeat(1 << 20) + "<imgs src=data:image/x><img";
        assert_eq!(take_out(&stray).0, stray, "and quickly");
    }
}
