//! Character and entity references, as HTML and XML write them.

use std::borrow::Cow;

use quick_xml::escape::resolve_html5_entity;

/// The longest name between `&` and `;`: HTML's longest has 31 characters.
const LONGEST: usize = 32;

/// Decodes every reference HTML knows (so all of XML's five); an `&` that begins none of them means itself.
pub(crate) fn unescape(text: &str) -> Cow<'_, str> {
    let Some((before, mut rest)) = text.split_once('&') else { return Cow::Borrowed(text) };
    let mut decoded = String::with_capacity(text.len());
    decoded.push_str(before);
    loop {
        let end =
            rest.bytes().take(LONGEST + 1).position(|byte| !byte.is_ascii_alphanumeric() && byte != b'#');
        let reference = end.and_then(|end| Some((rest.get(..end)?, rest.get(end..)?.strip_prefix(';')?)));
        match reference.filter(|(name, _)| !name.is_empty()) {
            Some((name, behind)) => {
                push(&mut decoded, name);
                rest = behind;
            }
            None => decoded.push('&'),
        }
        let Some((before, behind)) = rest.split_once('&') else { break };
        decoded.push_str(before);
        rest = behind;
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// Adds what `&name;` stands for, or those characters themselves where it stands for nothing: a document's own
/// entities are never expanded.
pub(crate) fn push(text: &mut String, name: &str) {
    match name.strip_prefix('#').map(numbered) {
        Some(Some(character)) => text.push(character),
        None if let Some(named) = resolve_html5_entity(name) => text.push_str(named),
        _ => {
            text.push('&');
            text.push_str(name);
            text.push(';');
        }
    }
}

/// The character of a number. 128 to 159 mean what Windows-1252 has there (HTML Standard, numeric character
/// reference end state): publishers number the bytes of their curly quotes.
fn numbered(number: &str) -> Option<char> {
    let number = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    match u8::try_from(number) {
        Ok(byte @ 0x80..=0x9F) => encoding_rs::WINDOWS_1252.decode(&[byte]).0.chars().next(),
        _ => char::from_u32(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded_and_the_rest_means_itself() {
        for (text, expected) in [
            ("Q&amp;A", "Q&A"),
            ("&eacute;&#233;&#xE9;&#XE9;", "éééé"),
            ("&#8217;&#146;&rsquo;", "’’’"),
            ("AT&T & co; &", "AT&T & co; &"),
            ("&unknown; &#xZZ; &#1114112; &;", "&unknown; &#xZZ; &#1114112; &;"),
            ("&amp;lt;", "&lt;"),
            ("&&amp;", "&&"),
            ("none", "none"),
        ] {
            assert_eq!(unescape(text), expected, "{text}");
        }
    }

    #[test]
    fn a_million_ampersands_take_no_time() {
        assert_eq!(unescape(&"&".repeat(1_000_000)).len(), 1_000_000);
    }
}
