//! Lists as JSON.
//!
//! - Omnivore: objects with `url`, `title`, `slug`, `state` (`Archived` for what was read), `readingProgress` (per
//!   cent), `savedAt` and `labels`;
//! - Wallabag: objects with `url`, `title`, `is_archived`, `created_at`, `tags`, `annotations` with a `quote` and the
//!   `text` written on it, and the article itself: `content` as HTML, `published_by`, `published_at`, `language` and
//!   `preview_picture`;
//! - Pocket, of highlights only: objects with `url` and `highlights` with a `quote` and `created_at`.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde_json::Value;

use super::{ListedText, SavedList, SavedRow, date, highlight};
use crate::model::{NewHighlight, SavedFrom, Written};

/// Reads JSON; `None` where it is no list that is known.
pub(super) fn read(text: &str) -> Option<SavedList> {
    let mut rows = Rows { list: None, number: 0 };
    let mut json = serde_json::Deserializer::from_str(text);
    // One row after the other: all that lists tell beside what is read never stands in memory together.
    let whole = (&mut rows).deserialize(&mut json);
    let mut list = rows.list?;
    if let Err(error) = whole {
        list.refuse(format!("line {}: the rest is not JSON", error.line()));
    }
    Some(list)
}

struct Rows {
    list: Option<SavedList>,
    number: usize,
}

impl<'de> DeserializeSeed<'de> for &mut Rows {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for &mut Rows {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut json: A) -> Result<(), A::Error> {
        while let Some(row) = json.next_element::<Value>()? {
            self.number += 1;
            let list = match &mut self.list {
                Some(list) => list,
                None => match written_by(&row) {
                    Some(from) => self.list.insert(SavedList::new(from)),
                    None => continue,
                },
            };
            let place = format!("entry {}", self.number);
            match list.from {
                SavedFrom::Wallabag => list.add(&place, wallabag(&row)),
                SavedFrom::Pocket => list.add(&place, pocket(&row)),
                _ => list.add(&place, omnivore(&row)),
            }
        }
        Ok(())
    }
}

fn written_by(row: &Value) -> Option<SavedFrom> {
    let has = |name: &str| row.get(name).is_some();
    match () {
        () if !has("url") => None,
        () if has("is_archived") => Some(SavedFrom::Wallabag),
        () if has("savedAt") => Some(SavedFrom::Omnivore),
        () if has("highlights") => Some(SavedFrom::Pocket),
        () => None,
    }
}

fn text(row: &Value, name: &str) -> String {
    match row.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

fn told(row: &Value, name: &str) -> Option<String> {
    Some(text(row, name)).filter(|text| !text.is_empty())
}

fn labels(row: &Value, name: &str) -> Vec<String> {
    let list = row.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let label = |label: &Value| match label {
        Value::String(label) => Some(label.clone()),
        other => ["name", "label"].iter().find_map(|key| Some(other.get(key)?.as_str()?.to_owned())),
    };
    list.iter().filter_map(label).collect()
}

fn omnivore(row: &Value) -> SavedRow {
    let progress = row.get("readingProgress").and_then(Value::as_f64).unwrap_or_default();
    SavedRow {
        address: text(row, "url"),
        title: Some(text(row, "title")),
        saved_at: date(&text(row, "savedAt")),
        written: Written { labels: labels(row, "labels"), ..Written::default() },
        read: text(row, "state").eq_ignore_ascii_case("archived") || progress >= 100.0,
        slug: told(row, "slug"),
        text: None,
    }
}

fn wallabag(row: &Value) -> SavedRow {
    let archived = row.get("is_archived");
    SavedRow {
        address: text(row, "url"),
        title: Some(text(row, "title")),
        saved_at: date(&text(row, "created_at")),
        written: Written {
            labels: labels(row, "tags"),
            highlights: highlights(row, "annotations", "text"),
            ..Written::default()
        },
        read: archived
            .is_some_and(|archived| archived.as_bool() == Some(true) || archived.as_i64() == Some(1)),
        slug: None,
        text: wallabag_text(row),
    }
}

/// What Wallabag read at the address, unless that is only its own word that it could not.
fn wallabag_text(row: &Value) -> Option<ListedText> {
    const NOTHING_READ: &str = "wallabag can't retrieve contents for this article";
    let names = row.get("published_by").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    Some(ListedText {
        html: told(row, "content").filter(|html| !html.contains(NOTHING_READ))?,
        authors: names.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        published_at: date(&text(row, "published_at")),
        language: told(row, "language"),
        picture: told(row, "preview_picture"),
    })
}

fn pocket(row: &Value) -> SavedRow {
    SavedRow {
        address: text(row, "url"),
        title: Some(text(row, "title")),
        written: Written { highlights: highlights(row, "highlights", "note"), ..Written::default() },
        ..SavedRow::default()
    }
}

/// The quotations of a list, with what is written on each.
fn highlights(row: &Value, name: &str, note: &str) -> Vec<NewHighlight> {
    let list = row.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let one = |one: &Value| highlight(&text(one, "quote"), &text(one, note), date(&text(one, "created_at")));
    list.iter().filter_map(one).collect()
}
