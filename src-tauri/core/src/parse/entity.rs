//! Character and entity references, as HTML and XML write them.

use std::borrow::Cow;

use markup5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};
use memchr::memchr;

/// The longest name between `&` and `;`: HTML's longest has 31 characters.
const LONGEST: usize = 32;

/// Decodes every reference HTML knows (so all of XML's five); an `&` that begins none of them means itself.
pub(crate) fn unescape(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr(b'&', text.as_bytes()) else { return Cow::Borrowed(text) };
    let mut decoded = String::with_capacity(text.len());
    let (before, mut rest) = text.split_at(first);
    decoded.push_str(before);
    while let Some(behind) = rest.strip_prefix('&') {
        let length = length_of_reference(behind);
        let (reference, behind) = behind.split_at(length);
        push(&mut decoded, reference);
        let next = memchr(b'&', behind.as_bytes()).unwrap_or(behind.len());
        let (between, next) = behind.split_at(next);
        decoded.push_str(between);
        rest = next;
    }
    Cow::Owned(decoded)
}

/// How long the reference is whose `&` stands before `text`, `;` included; 0 where there is none.
fn length_of_reference(text: &str) -> usize {
    let end = text.bytes().take(LONGEST + 1).position(|byte| !byte.is_ascii_alphanumeric() && byte != b'#');
    end.filter(|end| *end > 0 && text.as_bytes().get(*end) == Some(&b';')).map_or(0, |end| end + 1)
}

/// Adds what `reference` stands for, which stood behind an `&`; or those characters themselves where it stands for
/// nothing: a document's own entities are never expanded.
fn push(text: &mut String, reference: &str) {
    match reference {
        "lt;" => text.push('<'),
        "gt;" => text.push('>'),
        "amp;" => text.push('&'),
        "quot;" => text.push('"'),
        _ => match reference.strip_prefix('#') {
            Some(number) if let Some(character) = numbered(number.trim_end_matches(';')) => {
                text.push(character);
            }
            None if let Some(&(first, second)) = NAMED_ENTITIES.get(reference)
                && first != 0 =>
            {
                text.extend([first, second].into_iter().filter(|code| *code != 0).filter_map(char::from_u32));
            }
            _ => text.extend(["&", reference]),
        },
    }
}

/// The character of a number. 128 to 159 mean what Windows-1252 has there (HTML Standard, numeric character
/// reference end state): publishers number the bytes of their curly quotes.
fn numbered(number: &str) -> Option<char> {
    let number = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(number).filter(|character| *character != '\0').map(windows_1252)
}

/// What was meant by a character that is none in any text but Windows-1252's, where it is a quote or a dash.
pub(crate) fn windows_1252(character: char) -> char {
    let control = u32::from(character).checked_sub(0x80).and_then(|control| usize::try_from(control).ok());
    control.and_then(|control| *C1_REPLACEMENTS.get(control)?).unwrap_or(character)
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
            ("&alpha;&Omega;&hellip;&nbsp;&NotEqualTilde;", "αΩ…\u{a0}≂̸"),
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
