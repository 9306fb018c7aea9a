//! JSON as publishers write it, and fields of it read leniently: what has the wrong type is not there.

use serde_json::Value;

/// Reads JSON, or what was meant as such (see [`mend`]).
pub(crate) fn read(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok().or_else(|| serde_json::from_str(&mend(text)).ok())
}

/// What was meant by a text that is no JSON: without comments and commas behind the last of a list, control
/// characters in its strings written as JSON wants them, halves of a character replaced (a text that was cut within
/// an emoji has one) and escapes that are none taken for what they escape.
pub(crate) fn mend(text: &str) -> String {
    let behind = |text: &'_ str, mark: &str| text.find(mark).map_or(text.len(), |at| at + mark.len());
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(rest) = text.get(at..)
        && let Some(c) = rest.chars().next()
    {
        at += match c {
            '"' => mend_string(rest, &mut out),
            '/' if rest.starts_with("/*") => behind(rest, "*/"),
            '/' if rest.starts_with("//") => behind(rest, "\n"),
            '<' if rest.starts_with("<!--") => behind(rest, "-->"),
            _ => {
                if matches!(c, '}' | ']') && out.trim_end().ends_with(',') {
                    out.truncate(out.trim_end().len() - 1);
                }
                out.push(c);
                c.len_utf8()
            }
        };
    }
    out
}

/// Adds the string that `text` begins with; tells how long it is, quotes included.
fn mend_string(text: &str, out: &mut String) -> usize {
    out.push('"');
    let mut at = 1;
    while let Some(rest) = text.get(at..)
        && let Some(c) = rest.chars().next()
    {
        match c {
            '\\' => {
                at += mend_escape(rest, out);
                continue;
            }
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
        at += c.len_utf8();
        if c == '"' {
            break;
        }
    }
    at
}

/// Adds the escape that `text` begins with; tells how long it is.
fn mend_escape(text: &str, out: &mut String) -> usize {
    let unit = |at: usize| -> Option<u16> {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))
    };
    let (written, length) = match (text.as_bytes().get(1), unit(0)) {
        (Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't'), _) => (text.get(..2), 2),
        (_, Some(0xD800..=0xDBFF)) if matches!(unit(6), Some(0xDC00..=0xDFFF)) => (text.get(..12), 12),
        (_, Some(0xD800..=0xDFFF)) => (Some("\\ufffd"), 6),
        (_, Some(_)) => (text.get(..6), 6),
        _ => (None, 1),
    };
    out.push_str(written.unwrap_or_default());
    length
}

/// A field that is a text with something in it.
pub(super) fn text(object: &Value, key: &str) -> Option<String> {
    object.get(key)?.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned)
}

/// A field that is a number of things.
pub(super) fn number(object: &Value, key: &str) -> Option<u32> {
    u32::try_from(object.get(key)?.as_u64()?).ok()
}

/// The items of a field that is a list.
pub(super) fn list<'a>(object: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    object.get(key).and_then(Value::as_array).into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_was_meant_as_json_is_read() {
        for (text, meant) in [
            (r#"{"a":[1,2,],}"#, json!({ "a": [1, 2] })),
            ("{\"a\":\"two\nlines\tand a tab\"}", json!({ "a": "two\nlines\tand a tab" })),
            (
                r#"["cut \ud83d","\udc4d","whole \ud83d\udc4d"]"#,
                json!(["cut \u{fffd}", "\u{fffd}", "whole 👍"]),
            ),
            (r#"["it\'s","\x","\u12","\\","\"",]"#, json!(["it's", "x", "u12", "\\", "\""])),
            ("/* a */ [1, // b\n 2, <!-- c --> \"// d\"]", json!([1, 2, "// d"])),
        ] {
            assert_eq!(read(text), Some(meant), "{text}");
        }
        for text in ["", "{", "[1,", "\"\\", "\"\\u", "/*", "\"\\ud83d\\u"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
