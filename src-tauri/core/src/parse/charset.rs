//! Which characters some bytes mean, when what is said about them may be wrong.

use std::borrow::Cow;

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use memchr::{memchr, memmem};

use super::entity::windows_1252;

/// How far into a document its own declaration is looked for.
const HEAD: usize = 1024;
/// How much of a document is looked at for a guess.
const GUESSED: usize = 256 * 1024;
/// How many broken letters are gone by before a text that is hardly UTF-8 is given up.
const BROKEN: usize = 100;
/// What every change of alphabet begins with in ISO 2022.
const ESCAPE: u8 = 0x1B;
/// Charsets that servers name without having looked (RFC 2616 §3.7.1 made the first the default of all text).
const DEFAULTS: &[&str] = &["iso-8859-1", "iso8859-1", "latin1", "us-ascii", "ascii"];

/// Decodes a feed, a list or a page. A byte order mark decides; then bytes that are UTF-8, or would be but for a few
/// broken ones, are UTF-8 whatever is claimed (text in another charset is hardly ever UTF-8 by chance); then the
/// HTTP charset, then the document's own declaration, where the bytes fit them; else the likeliest charset is
/// guessed. An HTTP charset that is a server's default only counts after the document's own.
pub(crate) fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    let text = if let Some(text) = utf32(bytes) {
        Cow::Owned(text)
    } else if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        lossy(encoding, bytes.get(mark..).unwrap_or_default())
    } else if let Some(encoding) = bare_utf16(bytes) {
        lossy(encoding, bytes)
    } else {
        unmarked(bytes, content_type)
    };
    without_controls(text)
}

fn unmarked<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    if is_japanese(bytes) {
        return lossy(ISO_2022_JP, bytes);
    }
    if let Some(text) = as_utf8(bytes) {
        return text;
    }
    let http = content_type.and_then(charset_parameter);
    let own = declaration(bytes);
    let is_default = http.as_ref().is_some_and(|http| DEFAULTS.contains(&http.to_ascii_lowercase().as_str()));
    let claims = if is_default { [own, http] } else { [http, own] };
    let mut claims = claims.into_iter().flatten().filter_map(|label| Encoding::for_label(label.as_bytes()));
    claims
        .find_map(|encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes))
        .unwrap_or_else(|| lossy(guess(bytes), bytes))
}

/// Whether this is ISO-2022-JP, which writes Japanese in ASCII bytes behind escapes and so always passes for UTF-8. No
/// other text has such escapes.
fn is_japanese(bytes: &[u8]) -> bool {
    memchr(ESCAPE, bytes).is_some()
        && bytes.is_ascii()
        && [b"\x1b$B", b"\x1b$@", b"\x1b(J"].iter().any(|start| memmem::find(bytes, *start).is_some())
}

/// Text that is UTF-8, or has lost a byte here and there: a summary cut within a letter, a wrong include.
fn as_utf8(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Cow::Borrowed(text));
    }
    let (mut letters, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        broken += usize::from(!chunk.invalid().is_empty());
        if broken > BROKEN && letters < 10 * broken {
            return None;
        }
    }
    (letters >= 10 * broken).then(|| String::from_utf8_lossy(bytes))
}

/// UTF-32 with its mark, or given away by the three zeros of its first `<` or `{`. No library knows it: HTML does not.
fn utf32(bytes: &[u8]) -> Option<String> {
    let (is_big, mark) = match bytes {
        [0, 0, 0xFE, 0xFF, ..] => (true, 4),
        [0xFF, 0xFE, 0, 0, ..] => (false, 4),
        [0, 0, 0, b'<' | b'{', ..] => (true, 0),
        [b'<' | b'{', 0, 0, 0, ..] => (false, 0),
        _ => return None,
    };
    let (characters, _) = bytes.get(mark..)?.as_chunks::<4>();
    let number =
        |bytes: &[u8; 4]| if is_big { u32::from_be_bytes(*bytes) } else { u32::from_le_bytes(*bytes) };
    let character = |bytes| char::from_u32(number(bytes)).unwrap_or(char::REPLACEMENT_CHARACTER);
    Some(characters.iter().map(character).collect())
}

/// Publishers convert Windows-1252 as if it were Latin-1: what became control characters were quotes and dashes.
fn without_controls(text: Cow<'_, str>) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut places = memchr::memchr_iter(0xC2, bytes);
    if places.any(|at| bytes.get(at + 1).is_some_and(|byte| (0x80..=0x9F).contains(byte))) {
        return text.chars().map(windows_1252).collect();
    }
    text
}

fn lossy<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Cow<'a, str> {
    encoding.decode_without_bom_handling(bytes).0
}

/// UTF-16 without a byte order mark gives itself away by the zero halves of its first two characters.
fn bare_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => Some(UTF_16LE),
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => Some(UTF_16BE),
        _ => None,
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new();
    detector.feed(bytes.get(..GUESSED).unwrap_or(bytes), true);
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
        for said in [Some("text/xml; charset=iso-2022-jp"), Some("text/xml; charset=utf-8"), None] {
            assert!(decode(&jis, said).contains("日本"), "ASCII bytes, Japanese text: {said:?}");
        }
        assert_eq!(
            decode(b"<t>\x1b[1mbold\x1b[0m</t>", None),
            "<t>\u{1b}[1mbold\u{1b}[0m</t>",
            "a terminal's"
        );
        let utf16: Vec<u8> = "<t>é</t>".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&utf16, None), "<t>é</t>", "UTF-16 without a mark");
    }

    #[test]
    fn a_servers_default_does_not_beat_the_document() {
        let xml = r#"<?xml version="1.0" encoding="windows-1251"?><t>Новости</t>"#;
        let bytes = encoding_rs::WINDOWS_1251.encode(xml).0.into_owned();
        for said in ["text/xml; charset=iso-8859-1", "text/xml;charset=us-ascii", "text/xml"] {
            assert!(decode(&bytes, Some(said)).contains("Новости"), "{said}");
        }
        let other = decode(&bytes, Some("text/xml; charset=koi8-r"));
        assert!(!other.contains("Новости"), "what somebody chose to say is believed before the document");
    }

    #[test]
    fn utf32_with_a_mark_and_without() {
        for text in ["\u{feff}<t>é 😀</t>", "<t>é 😀</t>"] {
            let big: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
            let little: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
            assert_eq!(decode(&big, None), "<t>é 😀</t>");
            assert_eq!(decode(&little, None), "<t>é 😀</t>");
        }
    }

    #[test]
    fn a_broken_letter_does_not_lose_the_others() {
        let mut bytes = "<t>Grüße für alle, schöne Größen, süße Früchte, äußerst höflich, öde Wüste</t>"
            .as_bytes()
            .to_vec();
        bytes.truncate(bytes.len() - 9);
        bytes.extend([0xC3]);
        assert!(decode(&bytes, None).starts_with("<t>Grüße für alle"));
    }

    #[test]
    fn control_characters_that_were_quotes() {
        assert_eq!(decode("don\u{92}t\u{85}".as_bytes(), None), "don’t…");
    }

    #[test]
    fn nothing_at_all_is_an_empty_text() {
        assert_eq!(decode(b"", None), "");
        assert_eq!(decode(&[0xFF], Some("charset=")).chars().count(), 1);
    }
}
