//! Omnivore's highlights of one article as Markdown: a quotation each, with the note on it behind; a note without a
//! quotation before it is on the article.

use super::{MOST_HIGHLIGHTS, highlight};
use crate::model::Written;

/// Reads Markdown, block by block, up to as many highlights as one article may have.
pub fn read(text: &str, written: &mut Written) {
    for block in text.replace("\r\n", "\n").split("\n\n").map(str::trim).filter(|block| !block.is_empty()) {
        if block.starts_with('>') {
            if written.highlights.len() >= MOST_HIGHLIGHTS {
                return;
            }
            let line = |line: &str| line.trim_start_matches('>').trim().to_owned();
            let exact = block.lines().map(line).collect::<Vec<_>>().join("\n");
            written.highlights.extend(highlight(&exact, "", None));
            continue;
        }
        let note = match written.highlights.last_mut() {
            Some(last) => &mut last.note,
            None => &mut written.note,
        };
        let note = note.get_or_insert_default();
        note.push_str(if note.is_empty() { "" } else { "\n\n" });
        note.push_str(block);
    }
}
