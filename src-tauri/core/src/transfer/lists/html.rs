//! Pocket's list as HTML: links in lists under the headings “Unread” and “Read Archive”, with when each was added in
//! `time_added` and its tags, parted by commas, in `tags`.

use dom_query::Document;

use super::{SavedList, SavedRow, date};
use crate::model::{SavedFrom, Written};
use crate::sanitize::temper;

/// Reads HTML; `None` where no link in it says when it was added.
pub(super) fn read(text: &str) -> Option<SavedList> {
    let document = Document::from(temper(text));
    let found = document.select("h1, a[href]");
    let mut list = SavedList::new(SavedFrom::Pocket);
    let (mut archived, mut number, mut known) = (false, 0, false);
    for node in found.nodes() {
        if node.node_name().is_some_and(|name| &*name == "h1") {
            archived = node.text().to_ascii_lowercase().contains("archive");
            continue;
        }
        number += 1;
        known |= node.has_attr("time_added");
        let row = SavedRow {
            address: node.attr("href").unwrap_or_default().to_string(),
            title: Some(node.text().to_string()),
            saved_at: node.attr("time_added").and_then(|at| date(&at)),
            written: Written {
                labels: node.attr("tags").unwrap_or_default().split(',').map(str::to_owned).collect(),
                ..Written::default()
            },
            read: archived,
            slug: None,
        };
        list.add(&format!("link {number}"), row);
    }
    known.then_some(list)
}
