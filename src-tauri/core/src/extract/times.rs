//! When it appeared, as the page shows it.

use chrono::{DateTime, Utc};
use dom_query::{Document, NodeRef};

use super::day;
use crate::parse::parse_date;

/// Where pages show a date, the surest first.
const PLACES: &[&str] = &[
    "[itemprop=datePublished]",
    "time[pubdate], time[class*=publish], time[class*=Publish], time.entry-date, time.published",
    "article time[datetime], main time[datetime]",
    "time[datetime]",
    "[class*=publish], [class*=Publish], [class*=pubdate], [class*=pub-date], [class*=PubDate], [id*=pubdate], [class*=dateline], [class*=article-date], [class*=post-date], [class*=entry-date], [class*=story-date], abbr.published",
    "[class*=timestamp], [class*=Timestamp], [class*=date], [class*=Date], [id*=date], [class*=time], [class*=posted], [class*=meta], [class*=byline], [class*=info]",
    "time",
];
/// How many elements of one place are looked at.
const MANY: usize = 30;

/// The first date shown at the surest place that shows one.
pub(super) fn published(document: &Document, month_first: bool) -> Option<DateTime<Utc>> {
    PLACES.iter().find_map(|place| {
        let found = document.select(place);
        found
            .nodes()
            .iter()
            .filter(|node| !is_elsewhere(node))
            .take(MANY)
            .find_map(|node| at(node, month_first))
    })
}

fn at(node: &NodeRef<'_>, month_first: bool) -> Option<DateTime<Utc>> {
    let stated =
        ["datetime", "content", "title", "data-datetime", "data-timestamp", "data-time", "data-date"]
            .iter()
            .filter_map(|name| node.attr(name));
    let stated = stated
        .into_iter()
        .find_map(|stated| parse_date(&stated).or_else(|| day::in_text(&stated, month_first)));
    stated.or_else(|| {
        let text = node.text();
        let text = text.trim();
        if text.len() > 400 {
            return None;
        }
        parse_date(text).or_else(|| day::in_text(text, month_first))
    })
}

fn is_elsewhere(node: &NodeRef<'_>) -> bool {
    node.ancestors_it(None)
        .any(|outer| matches!(&*outer.node_name().unwrap_or_default(), "nav" | "footer" | "aside" | "li"))
}
