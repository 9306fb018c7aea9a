//! How long reading a page takes, hostile ones included.

use std::time::Instant;

use url::Url;

use super::pages::{Case, cases, read};
use crate::corpus::Corpus;
use crate::row::Row;

/// The sets of pages that are read.
const SETS: [&str; 4] =
    ["articles/fundus", "articles/trafilatura", "articles/postlight", "articles/readability"];

/// The time within which 95 of 100 pages are read, and the longest of all, in milliseconds. Each is the best of three:
/// what else the machine does is no part of it.
pub fn measure(corpus: &Corpus) -> Vec<Row> {
    let Ok(url) = Url::parse("https://site.example/2025/post") else { return Vec::new() };
    let mut times: Vec<f64> = SETS
        .iter()
        .flat_map(|set| {
            cases::<serde_json::Value>(corpus, set).into_iter().map(move |case: Case<_>| (set, case))
        })
        .map(|(set, case)| {
            let page = case.bytes(corpus, set);
            (0..3).map(|_| time(&page, &url)).fold(f64::MAX, f64::min)
        })
        .collect();
    if times.is_empty() {
        return Vec::new();
    }
    times.sort_by(f64::total_cmp);
    let often = times.get(times.len() * 95 / 100).copied().unwrap_or_default();
    let hostile = hostile();
    let mut worst = times.last().copied().unwrap_or_default();
    for (name, page) in &hostile {
        let taken = time(page.as_bytes(), &url);
        corpus.explain(|| format!("cost: {name} took {taken:.0} ms"));
        worst = worst.max(taken);
    }
    let row = |measure, set, value, target, counted| Row {
        measure,
        set,
        value,
        target,
        counted,
        less_is_better: true,
    };
    vec![
        row("extraction p95, ms", "articles", often, 15.0, times.len()),
        row("extraction worst, ms", "articles and hostile pages", worst, 1000.0, times.len() + hostile.len()),
    ]
}

fn time(page: &[u8], url: &Url) -> f64 {
    let start = Instant::now();
    let article = read(page, url);
    let taken = start.elapsed().as_secs_f64() * 1000.0;
    drop(article);
    taken
}

/// Pages that cost a careless reader far more than their size.
pub fn hostile() -> Vec<(&'static str, String)> {
    let text = "A sentence of some length, with a comma, that reads like one of an article. ";
    let paragraph = format!("<p>{}</p>", text.repeat(4));
    let page = |body: &str| {
        format!("<html><head><title>T</title></head><body><article><h1>T</h1>{body}</article></body></html>")
    };
    let deep = |tag: &str| page(&format!("{paragraph}{}{paragraph}", format!("<{tag}>").repeat(100_000)));
    let attributes: String = (0..50_000).map(|number| format!(" a{number}=1")).collect();
    let classes: String = (0..50_000).map(|number| format!("related{number} ")).collect();
    vec![
        ("nested div", deep("div")),
        ("nested b", deep("b")),
        ("nested table", deep("table><tr><td")),
        ("nested span", deep("span")),
        ("nested p", deep("p")),
        ("nested ul", deep("ul><li")),
        ("attributes", page(&format!("<div{attributes}>{paragraph}</div>"))),
        ("classes", page(&format!("<div class='{classes}'>{paragraph}</div>").repeat(4))),
        (
            "one element with a class a paragraph",
            page(&format!("<div class='share related'><p class=byline>{text}</p></div>").repeat(30_000)),
        ),
        ("paragraphs", page(&paragraph.repeat(25_000))),
        ("links", page(&"<p><a href=/x>A link with some words in it</a></p>".repeat(60_000))),
        ("breaks", page(&"text<br><br>".repeat(200_000))),
        (
            "images",
            page(
                &"<img src=a.jpg alt='A picture of something or other'><p>Photo: Somebody</p>".repeat(40_000),
            ),
        ),
        (
            "figures",
            page(&"<figure><div><img src=a.jpg><span>Photo: Somebody</span></div></figure>".repeat(40_000)),
        ),
        ("table", page(&format!("<table>{}</table>", "<tr><td>1<td>2<td>3<td>4".repeat(100_000)))),
        ("cells", page(&format!("<table><tr>{}</table>", "<td>1".repeat(300_000)))),
        ("text", page(&format!("<p>{}</p>", text.repeat(100_000)))),
        ("text without elements", text.repeat(100_000)),
        ("spaces", page(&" ".repeat(8_000_000))),
        ("open tags", "<".repeat(8_000_000)),
        ("entities", page(&format!("<p>{}</p>", "&amp;&lt;&nbsp;".repeat(400_000)))),
        ("comments", page(&"<!-- x --><p>y</p>".repeat(200_000))),
        ("unclosed comment", page(&"<!--".repeat(1_000_000))),
        ("scripts", page(&"<script>a</script><noscript><img src=x></noscript>".repeat(100_000))),
        ("headings", page(&"<h1>T</h1><h2>Another heading</h2>".repeat(100_000))),
        ("lists", page(&"<ul><li><a href=/x>y</a><li>z</ul>".repeat(100_000))),
        ("json", format!("<script type=application/ld+json>{}</script>{paragraph}", "[".repeat(4_000_000))),
        (
            "json graph",
            format!(
                "<script type=application/ld+json>[{}]</script>{paragraph}",
                vec!["{\"@type\":\"Article\",\"author\":{\"@id\":\"#a\"}}"; 100_000].join(",")
            ),
        ),
        (
            "json scripts",
            "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"x\"}</script>"
                .repeat(80_000),
        ),
        (
            "json authors",
            format!(
                "<script type=application/ld+json>{{\"@type\":\"Article\",\"author\":[{}]}}</script>{paragraph}",
                vec!["\"Jane Doe and John Roe\""; 200_000].join(",")
            ),
        ),
        (
            "metas",
            format!(
                "<head>{}</head>{paragraph}",
                "<meta name=author content='Jane Doe'><meta property=og:title content=x>".repeat(80_000)
            ),
        ),
        ("times", page(&"<time datetime=x>3 April</time>".repeat(150_000))),
        ("bylines", page(&"<div class=byline>By <a href=/author/x>Jane Doe</a></div>".repeat(80_000))),
        ("formatting", page(&"<b><i><u><s><em><p>x".repeat(100_000))),
        ("divs with text", page(&"<div>text <div>more text, and a comma</div></div>".repeat(60_000))),
        ("blockquotes", page(&format!("<blockquote>{text}</blockquote>").repeat(40_000))),
        ("spans", page(&format!("<p>{}</p>", "<span>w</span> ".repeat(250_000)))),
        ("noscript", page(&"<noscript><p>".repeat(200_000))),
        ("svg", page(&"<svg><g><path d=x></g></svg>".repeat(100_000))),
        ("template", page(&"<template><p>x</p></template>".repeat(100_000))),
        ("select", page(&"<select><option>x".repeat(100_000))),
    ]
}
