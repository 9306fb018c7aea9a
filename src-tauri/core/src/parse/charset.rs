//! Which characters some bytes mean, when what is said about them may be wrong.

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a document its own declaration is looked for.
const HEAD: usize = 1024;

/// Decodes a feed or a page. A byte order mark decides; then bytes that are UTF-8 are UTF-8 whatever is claimed
/// (text in another charset is hardly ever valid UTF-8 by chance); then the HTTP charset, then the document's own
/// declaration, where the bytes fit them; else the likeliest charset is guessed.
pub(crate) fn decode(bytes: &[u8], content_type: Option<&str>) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return lossy(encoding, bytes.get(mark..).unwrap_or_default());
    }
    if let Some(encoding) = bare_utf16(bytes) {
        return lossy(encoding, bytes);
    }
    let claims = [content_type.and_then(charset_parameter), declaration(bytes)];
    let mut claims = claims.into_iter().flatten().filter_map(|label| Encoding::for_label(label.as_bytes()));
    // ISO-2022-JP writes Japanese in ASCII bytes, so it always passes for UTF-8.
    if !claims.clone().any(|encoding| encoding == ISO_2022_JP)
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return text.to_owned();
    }
    claims
        .find_map(|encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes))
        .map_or_else(|| lossy(guess(bytes), bytes), std::borrow::Cow::into_owned)
}

fn lossy(encoding: &'static Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// UTF-16 without a byte order mark gives itself away by the zero half of its first `<` or `{`.
fn bare_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [b'<' | b'{', 0, ..] => Some(UTF_16LE),
        [0, b'<' | b'{', ..] => Some(UTF_16BE),
        _ => None,
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new();
    detector.feed(bytes, true);
    match detector.guess(None, true) {
        encoding if encoding == ISO_2022_JP => UTF_8,
        encoding => encoding,
    }
}

/// The charset named in a `Content-Type` header or in the document's head (`<?xml encoding`, `<meta charset`).
fn declaration(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes));
    if head.trim_start().starts_with("<?xml") {
        let declaration = head.split_once("?>").map_or(&*head, |(declaration, _)| declaration);
        return value_after(declaration, "encoding");
    }
    value_after(&head, "charset")
}

fn charset_parameter(content_type: &str) -> Option<String> {
    value_after(content_type, "charset")
}

/// The word after `name=`, in quotes or bare.
fn value_after(text: &str, name: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let rest = lower.get(lower.find(name)? + name.len()..)?.trim_start().strip_prefix('=')?;
    let rest = rest.trim_start().trim_start_matches(['"', '\'']);
    let value: String =
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect();
    (!value.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn latin1(text: &str) -> Vec<u8> {
        encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
    }

    #[test]
    fn a_byte_order_mark_decides() {
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend("<é>".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(decode(&bytes, Some("text/xml; charset=iso-8859-1")), "<é>");
        assert_eq!(decode("\u{feff}<é>".as_bytes(), None), "<é>", "the mark itself is not text");
    }

    #[test]
    fn utf8_wins_over_a_wrong_claim() {
        let xml = r#"<?xml version="1.0" encoding="iso-8859-1"?><t>é 日本</t>"#;
        assert_eq!(decode(xml.as_bytes(), Some("text/xml; charset=us-ascii")), xml);
    }

    #[test]
    fn a_right_claim_is_believed() {
        let bytes = latin1(r#"<?xml version="1.0" encoding="windows-1252"?><t>café “x”</t>"#);
        assert!(decode(&bytes, None).contains("café “x”"), "the document's own declaration");
        let bytes = latin1("<t>café</t>");
        assert!(decode(&bytes, Some("text/xml; charset=\"ISO-8859-1\"")).contains("café"), "the HTTP header");
        let page = latin1("<html><meta http-equiv=x content='text/html; charset=latin1'><p>café");
        assert!(decode(&page, None).contains("café"), "a page's meta element");
    }

    #[test]
    fn bytes_that_break_the_claim_are_guessed() {
        let bytes = latin1(r#"<?xml version="1.0" encoding="utf-8"?><t>Grüße aus Köln und Düsseldorf</t>"#);
        assert!(
            decode(&bytes, Some("text/xml; charset=utf-8")).contains("Grüße aus Köln"),
            "no UTF-8 at all"
        );
        let sjis = encoding_rs::SHIFT_JIS.encode("<t>これは日本語の見出しです。</t>").0.into_owned();
        assert!(decode(&sjis, None).contains("日本語"), "undeclared Shift_JIS");
    }

    #[test]
    fn odd_charsets_that_pass_for_others() {
        let jis = ISO_2022_JP.encode("<t>日本</t>").0.into_owned();
        assert!(
            decode(&jis, Some("text/xml; charset=iso-2022-jp")).contains("日本"),
            "ASCII bytes, Japanese text"
        );
        let utf16: Vec<u8> = "<t>é</t>".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&utf16, None), "<t>é</t>", "UTF-16 without a mark");
    }

    #[test]
    fn nothing_at_all_is_an_empty_text() {
        assert_eq!(decode(b"", None), "");
        assert_eq!(decode(&[0xFF], Some("charset=")).chars().count(), 1);
    }
}
