//! Lists as CSV, each known by the names of its columns.
//!
//! - Pocket: `title,url,time_added,tags,status`, tags parted by `|`, `archive` for what was read;
//! - Instapaper: `URL,Title,Selection,Folder,Timestamp` and later `Tags` (a JSON list), folder `Archive` for what was
//!   read; the selection is what was marked when it was saved;
//! - Raindrop.io: `id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite`, tags parted by commas,
//!   highlights as lines that begin with `Highlight:` and `Note:`;
//! - Readwise Reader: `Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen`, tags as Python writes a
//!   list, location `archive` for what was read and `feed` for what was never saved.

use std::collections::HashMap;

use ::csv::{ReaderBuilder, StringRecord};

use super::{SavedList, SavedRow, date, highlight};
use crate::model::{NewHighlight, SavedFrom, Written};

/// Reads CSV; `None` where its columns are no list's that is known.
pub(super) fn read(text: &str) -> Option<SavedList> {
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let columns: HashMap<String, usize> = reader
        .headers()
        .ok()?
        .iter()
        .enumerate()
        .map(|(at, name)| (name.trim().to_ascii_lowercase(), at))
        .collect();
    let has = |name: &str| columns.contains_key(name);
    let from = match () {
        () if !has("url") => return None,
        () if has("time_added") => SavedFrom::Pocket,
        () if has("saved date") => SavedFrom::Readwise,
        () if has("timestamp") && has("folder") => SavedFrom::Instapaper,
        () if has("created") && has("folder") => SavedFrom::Raindrop,
        () => return None,
    };
    let mut list = SavedList::new(from);
    let mut fed = 0_usize;
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, ::csv::Position::line);
                list.refuse(format!("line {line}: not CSV"));
                continue;
            }
        };
        let line = record.position().map_or(0, ::csv::Position::line);
        let row = Columns { columns: &columns, record: &record };
        if from == SavedFrom::Readwise && row.is("location", "feed") {
            fed += 1;
            continue;
        }
        list.add(&format!("line {line}"), row.read(from));
    }
    if fed > 0 {
        list.refuse(format!("{fed} entries of Reader's feed were never saved"));
    }
    Some(list)
}

struct Columns<'a> {
    columns: &'a HashMap<String, usize>,
    record: &'a StringRecord,
}

impl Columns<'_> {
    fn of(&self, name: &str) -> &str {
        self.columns.get(name).and_then(|at| self.record.get(*at)).unwrap_or_default().trim()
    }

    fn is(&self, name: &str, value: &str) -> bool {
        self.of(name).eq_ignore_ascii_case(value)
    }

    fn read(&self, from: SavedFrom) -> SavedRow {
        let parted = |name: &str, by: char| self.of(name).split(by).map(str::to_owned).collect::<Vec<_>>();
        let (saved, labels, read) = match from {
            SavedFrom::Pocket => ("time_added", parted("tags", '|'), self.is("status", "archive")),
            SavedFrom::Instapaper => {
                let mut labels = quoted(self.of("tags"));
                let folder = self.of("folder");
                if !["unread", "archive", "starred"].contains(&folder.to_ascii_lowercase().as_str()) {
                    labels.push(folder.to_owned());
                }
                ("timestamp", labels, self.is("folder", "archive"))
            }
            SavedFrom::Readwise => {
                let progress: f64 = self.of("reading progress").parse().unwrap_or_default();
                (
                    "saved date",
                    quoted(self.of("document tags")),
                    self.is("location", "archive") || progress >= 1.0,
                )
            }
            _ => {
                let mut labels = parted("tags", ',');
                if !self.is("folder", "unsorted") {
                    labels.push(self.of("folder").to_owned());
                }
                ("created", labels, false)
            }
        };
        let (mut note, mut highlights) = (None, Vec::new());
        match from {
            SavedFrom::Instapaper => highlights.extend(highlight(self.of("selection"), "", None)),
            SavedFrom::Raindrop => {
                note = Some(self.of("note").to_owned()).filter(|note| !note.is_empty());
                highlights = marked(self.of("highlights"));
            }
            _ => {}
        }
        SavedRow {
            address: self.of("url").to_owned(),
            title: Some(self.of("title").to_owned()),
            saved_at: date(self.of(saved)),
            written: Written { labels, note, highlights },
            read,
            slug: None,
            text: None,
        }
    }
}

/// Raindrop.io's highlights: what begins with neither word goes on with what was told last.
fn marked(text: &str) -> Vec<NewHighlight> {
    let mut told: Vec<(String, String)> = Vec::new();
    let mut in_note = false;
    for line in text.lines() {
        if let Some(exact) = line.strip_prefix("Highlight:") {
            told.push((exact.to_owned(), String::new()));
            in_note = false;
        } else if let (Some(note), Some(last)) = (line.strip_prefix("Note:"), told.last_mut()) {
            note.clone_into(&mut last.1);
            in_note = true;
        } else if let Some((exact, note)) = told.last_mut() {
            let of = if in_note { note } else { exact };
            of.push('\n');
            of.push_str(line);
        } else {
            told.push((line.to_owned(), String::new()));
        }
    }
    told.iter().filter_map(|(exact, note)| highlight(exact, note, None)).collect()
}

/// The texts of a list as JSON or Python writes one.
pub(super) fn quoted(list: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut characters = list.chars();
    while let Some(quote) = characters.find(|c| matches!(c, '"' | '\'')) {
        let mut text = String::new();
        while let Some(c) = characters.next() {
            match c {
                '\\' => text.extend(characters.next()),
                c if c == quote => break,
                c => text.push(c),
            }
        }
        texts.push(text);
    }
    texts
}
