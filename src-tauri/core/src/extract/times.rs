//! When it appeared, as the page shows it.

use chrono::{DateTime, Datelike, Utc};
use dom_query::{Document, NodeRef};

use super::day;
use super::lines::{self, Line};
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

/// Words that stand before the date on which it appeared, in lower case.
const LABELS: &[&str] = &[
    "published",
    "posted",
    "date",
    "datum",
    "veröffentlicht",
    "publié",
    "publicado",
    "pubblicato",
    "fecha",
    "data",
    "gepubliceerd",
    "publisert",
    "publicerad",
    "udgivet",
    "opublikowano",
    "дата",
    "yayın",
    "发布",
    "公開",
];

/// The first date shown at the surest place that shows one.
pub(super) fn published(document: &Document, month_first: bool) -> Option<DateTime<Utc>> {
    let (sure, vague) = PLACES.split_at(4);
    in_places(document, sure, month_first).or_else(|| {
        let lines = lines::of(document);
        let labelled = |line: &&Line<'_>| {
            let text = line.text.to_lowercase();
            LABELS.iter().any(|label| text.starts_with(label))
        };
        let short = || lines.iter().filter(|line| line.is_short());
        let read = |line: &Line<'_>| day::in_text(&line.text, month_first);
        let labelled = short().filter(labelled).find_map(read);
        labelled.or_else(|| in_places(document, vague, month_first)).or_else(|| short().find_map(read))
    })
}

fn in_places(document: &Document, places: &[&str], month_first: bool) -> Option<DateTime<Utc>> {
    places.iter().find_map(|place| {
        let found = document.select(place);
        found
            .nodes()
            .iter()
            .filter(|node| !is_elsewhere(node))
            .take(MANY)
            .find_map(|node| at(node, month_first).filter(|date| (1990..2100).contains(&date.year())))
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
    let in_article = node.ancestors_it(None).any(|outer| outer.has_name("article"));
    node.ancestors_it(None).any(|outer| match &*outer.node_name().unwrap_or_default() {
        "nav" | "footer" | "li" => true,
        // What is beside an article may be a line about it.
        "aside" => !in_article || outer.text().trim().len() >= 400,
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(html: &str) -> Option<String> {
        published(&Document::from(html), false).map(|date| date.date_naive().to_string())
    }

    #[test]
    fn a_line_shows_the_date_where_no_element_says_so() {
        for html in [
            "<h1>T</h1><p>3 April 2025</p>",
            "<h1>T</h1><ul><li><b>Datum</b> 03.04.2025</li></ul><span class=date>1.1.2020</span>",
            "<article><h1>T</h1><aside><ul><li class=entry_date>3.4.2025</li></ul></aside></article>",
            "<h1>T</h1><div class=date title='Thursday 3rd of April 2025 02:37 AM'>a while ago</div>",
        ] {
            assert_eq!(day(html).as_deref(), Some("2025-04-03"), "{html}");
        }
        assert_eq!(day("<p>1 April 2025</p><h1>T</h1>"), None, "above the headline stands today");
    }
}
