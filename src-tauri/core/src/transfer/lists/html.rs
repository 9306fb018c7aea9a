//! Lists as HTML: links under headings, of which one that names an archive holds what was read. Pocket tells when each was
//! added in `time_added` and its tags, parted by commas, in `tags`; Raindrop.io, as browsers write their bookmarks, has
//! `add_date` and the same `tags`; Instapaper tells no more than the links. The folders of both are labels here.

use dom_query::Document;

use super::{SavedList, SavedRow, date};
use crate::model::{SavedFrom, Written};
use crate::sanitize::temper;

/// Reads HTML; `None` where it is the list of none of these.
pub(super) fn read(text: &str) -> Option<SavedList> {
    let document = Document::from(temper(text));
    let mut list = SavedList::new(wrote(&document)?);
    let folders = if list.from == SavedFrom::Raindrop { "h3" } else { "h1" };
    let (mut folder, mut number) = (String::new(), 0);
    for node in document.select(&format!("{folders}, a[href]")).nodes() {
        if node.node_name().is_some_and(|name| &*name == folders) {
            folder = node.text().trim().to_owned();
            continue;
        }
        number += 1;
        let mut labels: Vec<_> =
            node.attr("tags").unwrap_or_default().split(',').map(str::to_owned).collect();
        let given = !["unread", "archive", "starred", "unsorted"].contains(&&*folder.to_ascii_lowercase());
        if list.from != SavedFrom::Pocket && given {
            labels.push(folder.clone());
        }
        let added = node.attr("time_added").or_else(|| node.attr("add_date"));
        let row = SavedRow {
            address: node.attr("href").unwrap_or_default().to_string(),
            title: Some(node.text().to_string()),
            saved_at: added.and_then(|at| date(&at)),
            written: Written { labels, ..Written::default() },
            read: folder.to_ascii_lowercase().contains("archive"),
            slug: None,
            text: None,
        };
        list.add(&format!("link {number}"), row);
    }
    Some(list)
}

/// Who wrote a list: only Pocket has an attribute of its own, the others name themselves at its head.
fn wrote(document: &Document) -> Option<SavedFrom> {
    let title = document.select("title").text().to_ascii_lowercase();
    match () {
        () if document.select("a[time_added]").exists() => Some(SavedFrom::Pocket),
        () if title.starts_with("raindrop") => Some(SavedFrom::Raindrop),
        () if title.starts_with("instapaper") => Some(SavedFrom::Instapaper),
        () => None,
    }
}
