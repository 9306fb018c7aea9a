//! Whether markup in a text is markup.

use std::borrow::Cow;

use memchr::memchr2;

use super::element::present;
use super::inside::Inside;
use crate::parse::{RawText, unescape};

/// RSS's descriptions and bodies: HTML, escaped, perhaps twice, or as it is. None where there is nothing.
pub(super) fn html(inside: Inside<'_>) -> Option<RawText> {
    let text = present(inside.text)?;
    let twice = text.starts_with("&lt;") && text.ends_with("&gt;") && !text.contains('<');
    Some(RawText::Html(if twice { unescape(&text).into_owned() } else { text.into_owned() }))
}

/// A line of RSS: plain, although many publishers write HTML in it.
pub(super) fn line(inside: Inside<'_>) -> Option<RawText> {
    let text = present(inside.text)?;
    Some(if inside.is_markup { RawText::Html(text.into_owned()) } else { loose(text) })
}

/// A text that says itself whether it is HTML. None where there is nothing.
pub(super) fn of_kind(text: Cow<'_, str>, is_html: bool) -> Option<RawText> {
    present(text).map(Cow::into_owned).map(if is_html { RawText::Html } else { RawText::Plain })
}

/// Characters that mean themselves.
pub(super) fn plain(text: Option<impl Into<String>>) -> Option<RawText> {
    text.map(|text| RawText::Plain(text.into()))
}

/// A line that should be plain but in which many publishers write HTML: it is HTML where it holds an entity or a
/// closing tag of the kind that stands in a line, so that "5 < 6" and "the <script> tag" stay what they are.
pub(super) fn loose(text: impl Into<String>) -> RawText {
    let text = text.into();
    if memchr2(b'<', b'&', text.as_bytes()).is_some() && (has_entity(&text) || has_inline_tag(&text)) {
        RawText::Html(text)
    } else {
        RawText::Plain(text)
    }
}

fn has_inline_tag(text: &str) -> bool {
    const INLINE: &[&str] = &[
        "b", "i", "em", "strong", "span", "sub", "sup", "a", "q", "cite", "u", "s", "code", "small", "div",
        "p",
    ];
    let text = text.to_ascii_lowercase();
    text.split("</")
        .skip(1)
        .any(|rest| rest.split_once('>').is_some_and(|(name, _)| INLINE.contains(&name.trim())))
        || text.contains("<br")
}

fn has_entity(text: &str) -> bool {
    text.split('&').skip(1).any(|rest| {
        let name = rest.bytes().take(32).position(|byte| byte == b';').and_then(|end| rest.get(..end));
        name.is_some_and(|name| {
            let name = name.strip_prefix('#').unwrap_or(name);
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    })
}

/// Decodes base64 (RFC 4648 §4); white space counts for nothing. None where it is none.
pub(crate) fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0_u32);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => continue,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from((bits >> held) & 0xFF).unwrap_or_default());
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_decoded() {
        assert_eq!(from_base64("RXhh\n bXBsZQ==").as_deref(), Some(b"Example".as_slice()));
        assert_eq!(from_base64("").as_deref(), Some(b"".as_slice()));
        assert_eq!(from_base64("<p>"), None);
    }

    #[test]
    fn markup_in_lines_is_told_from_text() {
        for (text, is_html) in [
            ("Q&A: <script> tags & 5 < 6", false),
            ("The <em>Titanic</em>", true),
            ("Q&amp;A", true),
            ("a & b; c", false),
            ("R&D; and more", true),
        ] {
            assert_eq!(matches!(loose(text.to_owned()), RawText::Html(_)), is_html, "{text}");
        }
    }
}
