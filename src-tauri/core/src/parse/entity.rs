//! Character and entity references, as HTML and XML write them.

use std::borrow::Cow;

use markup5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

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
    match name {
        "amp" => text.push('&'),
        "lt" => text.push('<'),
        "gt" => text.push('>'),
        "quot" => text.push('"'),
        _ => match name.strip_prefix('#') {
            Some(number) if let Some(character) = numbered(number) => text.push(character),
            None if let Some(&(first, second)) = NAMED_ENTITIES.get(format!("{name};").as_str())
                && first != 0 =>
            {
                text.extend([first, second].into_iter().filter(|code| *code != 0).filter_map(char::from_u32));
            }
            _ => text.extend(["&", name, ";"]),
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
