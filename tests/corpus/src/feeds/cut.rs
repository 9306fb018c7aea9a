//! Whether the entries that are whole are kept when a feed is cut off.

use broadsheet_core::parse;

use super::{URL, address, live};
use crate::corpus::Corpus;
use crate::row::Row;

/// At how many places each feed is cut.
const CUTS: usize = 10;

/// Cuts every live feed at ten places evenly apart.
pub fn measure(corpus: &Corpus) -> Vec<Row> {
    let (mut kept, mut counted) = (0, 0);
    for (file, bytes) in live(corpus) {
        let Ok(whole) = parse::feed(&bytes, &address(URL), None) else { continue };
        for cut in 1..=CUTS {
            let head = bytes.get(..bytes.len() * cut / (CUTS + 1)).unwrap_or_default();
            let expected = whole_entries(head).min(whole.articles.len());
            let found = parse::feed(head, &address(URL), None).map_or(0, |harvest| harvest.articles.len());
            counted += expected;
            kept += expected.min(found);
            if found != expected {
                corpus.explain(|| format!("{file}, cut at {cut}/11: {found} entries of {expected}"));
            }
        }
    }
    if counted == 0 {
        return Vec::new();
    }
    vec![Row::share("whole entries kept when cut at 10 places", "live feeds", 0.98, kept, counted)]
}

/// How many entries end in the bytes, found without any parser: by their end tags, or in JSON by the objects that
/// close at the depth of the list's elements.
fn whole_entries(bytes: &[u8]) -> usize {
    let text = String::from_utf8_lossy(bytes);
    if text.trim_start().starts_with('{') {
        return whole_objects(&text);
    }
    ["</item>", "</entry>", "</atom:entry>", "</a:entry>"].iter().map(|end| text.matches(end).count()).sum()
}

fn whole_objects(text: &str) -> usize {
    let Some((_, list)) = text.split_once("\"items\"").and_then(|(_, rest)| rest.split_once('[')) else {
        return 0;
    };
    let (mut depth, mut whole, mut is_text, mut is_escaped) = (0_i32, 0, false, false);
    for byte in list.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_text => is_escaped = true,
            b'"' => is_text = !is_text,
            _ if is_text => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth -= 1;
                if depth < 0 {
                    break;
                }
                whole += usize::from(depth == 0);
            }
            _ => {}
        }
    }
    whole
}
