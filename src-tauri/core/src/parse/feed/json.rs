//! JSON Feed 1.0 and 1.1 (<https://www.jsonfeed.org/version/1.1/>). A value of the wrong kind loses itself only.

use serde_json::Value;

use super::entry::{Channel, Entry};
use super::json_value::{Document, list, number, text, texts};
use super::{itunes, person, text as words};
use crate::model::Attachment;
use crate::parse::{RawAuthor, RawImage, RawText, parse_date};

/// Reads a document; tells whether it is a JSON Feed.
pub(super) fn read(document: &Document, feed: &mut Channel) -> bool {
    let top = &document.top;
    let says_so = text(top.get("version")).is_some_and(|version| version.contains("jsonfeed"));
    let names_itself = ["title", "home_page_url", "feed_url"].iter().any(|key| top.contains_key(*key));
    let is_feed = says_so || (document.has_items && names_itself);
    if !is_feed {
        return false;
    }
    let get = |key: &str| text(top.get(key));
    feed.title.offer(0, words::plain(get("title")));
    feed.link.offer(0, get("home_page_url"));
    feed.description.offer(0, words::plain(get("description")));
    feed.icon.offer(0, get("icon"));
    feed.icon.offer(1, get("favicon"));
    feed.language.offer(0, get("language"));
    feed.next.offer(0, get("next_url"));
    feed.authors.offer(0, authors(top.get("authors")));
    feed.authors.offer(1, authors(top.get("author")));
    document.items.iter().map(item).for_each(|entry| feed.keep(entry));
    true
}

fn item(item: &Value) -> Entry {
    let get = |key: &str| text(item.get(key));
    let mut entry = Entry::default();
    entry.id.offer(0, get("id").or_else(|| get("guid")));
    entry.link.offer(0, get("url"));
    entry.link.offer(1, get("external_url"));
    entry.title.offer(0, words::plain(get("title")));
    entry.summary.offer(0, words::plain(get("summary")));
    entry.content.offer(0, get("content_html").map(RawText::Html));
    entry.content.offer(1, get("content_text").map(RawText::Plain));
    entry.authors.offer(0, authors(item.get("authors")));
    entry.authors.offer(1, authors(item.get("author")));
    for tag in texts(item.get("tags")) {
        entry.tag(Some(RawText::Plain(tag)));
    }
    entry.published.offer(0, get("date_published").and_then(|date| parse_date(&date)));
    entry.updated.offer(0, get("date_modified").and_then(|date| parse_date(&date)));
    entry.language.offer(0, get("language"));
    for key in ["image", "banner_image"] {
        entry.image.offer(0, get(key).map(|url| RawImage { url, ..RawImage::default() }));
    }
    for file in list(item.get("attachments")) {
        let Some(url) = text(file.get("url")) else { continue };
        entry.enclosures.push(Attachment {
            url,
            media_type: text(file.get("mime_type")),
            bytes: number(file.get("size_in_bytes")).filter(|bytes| *bytes > 0),
            duration_seconds: text(file.get("duration_in_seconds")).and_then(|time| itunes::seconds(&time)),
        });
    }
    entry
}

/// `authors` (1.1) or `author` (1.0): objects, or names as they are.
fn authors(value: Option<&Value>) -> Vec<RawAuthor> {
    list(value)
        .filter_map(|author| {
            let name = text(Some(author)).or_else(|| text(author.get("name")))?;
            let avatar = text(author.get("avatar"));
            Some(RawAuthor { avatar, ..person::person(name, text(author.get("url"))) })
        })
        .collect()
}
