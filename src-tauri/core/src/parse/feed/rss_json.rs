//! RSS in JSON (<https://github.com/scripting/Scripting-News/blob/master/rss-in-json/README.md>): RSS 2.0's names as
//! keys.

use serde_json::Value;

use super::entry::{Channel, Entry};
use super::json_value::{Document, list, number, text, texts};
use super::{hints, person, text as words};
use crate::parse::{RawText, parse_date};

/// Reads a document; tells whether it is RSS.
pub(super) fn read(document: &Document, feed: &mut Channel) -> bool {
    if !document.is_rss {
        return false;
    }
    let top = &document.top;
    let get = |key: &str| text(top.get(key));
    feed.title.offer(0, get("title").map(words::loose));
    feed.link.offer(0, get("link"));
    feed.description.offer(0, get("description").map(RawText::Html));
    feed.language.offer(0, get("language"));
    feed.icon.offer(2, top.get("image").and_then(|image| text(image.get("url"))));
    hints::ttl(get("ttl").map(Into::into), &mut feed.pace);
    document.items.iter().map(item).for_each(|entry| feed.keep(entry));
    true
}

fn item(item: &Value) -> Entry {
    let get = |key: &str| text(item.get(key));
    let mut entry = Entry::default();
    entry.title.offer(0, get("title").map(words::loose));
    entry.link.offer(1, get("link"));
    entry.id.offer(0, get("guid"));
    entry.summary.offer(0, get("description").map(RawText::Html));
    entry.content.offer(0, get("content:encoded").map(RawText::Html));
    entry.authors.offer(0, person::people(get("dc:creator").as_deref()));
    entry.authors.offer(1, person::people(get("author").as_deref()));
    for category in texts(item.get("category")) {
        entry.tag(Some(words::loose(category)));
    }
    entry.published.offer(0, get("pubDate").and_then(|date| parse_date(&date)));
    entry.comments.offer(0, get("comments"));
    for enclosure in list(item.get("enclosure")) {
        entry.enclose(
            text(enclosure.get("url")),
            text(enclosure.get("type")),
            number(enclosure.get("length")),
        );
    }
    entry
}
