//! The promises of [`SafeHtml`] on hostile input, and what is told apart in an article's body.

use std::path::PathBuf;

use dom_query::Document;
use url::Url;

use super::*;
use crate::model::NewArticle;
use crate::parse::{RawArticle, RawText};

pub(super) fn base() -> Url {
    Url::parse("https://site.example/2025/post/").unwrap()
}

pub(super) fn clean(html: &str) -> String {
    super::html(html, Some(&base())).to_string()
}

pub(super) fn read(raw: RawArticle) -> NewArticle {
    article(raw, &base()).expect("an article")
}

pub(super) fn with_body(html: &str) -> NewArticle {
    read(RawArticle {
        headline: Some(RawText::Plain("Headline".into())),
        content: Some(RawText::Html(html.into())),
        ..RawArticle::default()
    })
}

/// The corpus beside the checkout; `None` (said aloud) where it is absent.
fn corpus(path: &str) -> Option<String> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus").join(path);
    let text = std::fs::read_to_string(file).ok();
    if text.is_none() {
        eprintln!("skipped: corpus absent");
    }
    text
}

/// Parses the output with a parser that knows nothing of ours and names what should not be there.
fn dangers(html: &str) -> Vec<String> {
    const ELEMENTS: &[&str] = &[
        "html",
        "a",
        "abbr",
        "aside",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "u",
        "ul",
    ];
    const ATTRIBUTES: &[&str] = &[
        "href",
        "src",
        "alt",
        "title",
        "width",
        "height",
        "lang",
        "dir",
        "id",
        "colspan",
        "rowspan",
        "span",
        "start",
        "reversed",
        "value",
        "datetime",
        "data-related",
        "data-video",
    ];
    let document = Document::fragment(html);
    let mut found = Vec::new();
    for node in document.root().descendants_it() {
        if node.is_comment() {
            found.push("a comment".to_owned());
        }
        if !node.is_element() {
            continue;
        }
        let name = node.node_name().unwrap_or_default().to_string();
        if !ELEMENTS.contains(&name.as_str()) {
            found.push(format!("<{name}>"));
        }
        for attribute in node.attrs() {
            let (key, value) = (attribute.name.local.to_string(), attribute.value.to_string());
            if !ATTRIBUTES.contains(&key.as_str()) {
                found.push(format!("<{name} {key}>"));
            }
            if key == "href" || key == "src" {
                let bare: String = value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
                let bare = bare.to_ascii_lowercase();
                let safe = ["http://", "https://"].iter().any(|scheme| bare.starts_with(scheme))
                    || (key == "href" && (bare.starts_with("mailto:") || bare.starts_with("#note-")));
                if !safe || value.chars().any(char::is_control) {
                    found.push(format!("<{name} {key}={value:?}>"));
                }
            }
        }
    }
    found
}

fn assert_safe(id: &str, input: &str) {
    let once = clean(input);
    assert_eq!(dangers(&once), Vec::<String>::new(), "{id}: {input}\n→ {once}");
    assert_eq!(clean(&once), once, "{id} settles: {input}");
    let lifted = with_body(input);
    assert_eq!(
        dangers(&lifted.content),
        Vec::<String>::new(),
        "{id} as an article: {input}\n→ {}",
        &*lifted.content
    );
}

#[test]
fn hostile_vectors_leave_nothing_dangerous() {
    for (file, at_least) in [("sanitize/vectors.json", 4000), ("sanitize/dompurify.json", 100)] {
        let Some(text) = corpus(file) else { return };
        let cases: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
        assert!(cases.len() >= at_least, "{file} is whole");
        for case in &cases {
            assert_safe(&case["id"].to_string(), case["input"].as_str().unwrap());
        }
    }
}

#[test]
fn markup_that_moves_when_parsed_again_settles() {
    for input in [
        "<p><table><p>x</table>",
        "<a href=/1><a href=/2>x</a></a>",
        "<pre>\n\n x</pre>",
        "<table><a href=/x>y<td>z",
        "<b><p>x</b>y</p>",
        "<svg><p><style><img src=x onerror=alert(1)></style>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<ul><li><p>a<li>b</ul><dl><dt>x<dd>y</dl>",
        "<h2><h3>x</h3></h2><p><div>y</div></p>",
        "<ruby>漢<rp>(<rt>kan<rp>)</ruby>",
        "<table><tr><td><table><tr><td>x",
    ] {
        assert_safe("moving", input);
    }
}

#[test]
fn a_hundred_thousand_elements_deep_is_no_stack_overflow() {
    for pile in ["<div>", "<b>", "<table><tr><td>"] {
        let html = format!("<p>before</p>{}deep{}", pile.repeat(100_000), "</div>".repeat(100_000));
        assert!(clean(&html).contains("before"), "{pile}: what was sound is kept");
    }
}

#[test]
fn addresses_are_absolute_and_safe() {
    assert_eq!(
        clean("<a href='/x' onclick=y class=z id=q>t</a>"),
        "<a href=\"https://site.example/x\">t</a>"
    );
    assert_eq!(clean("<a href='java&#10;script:alert(1)'>t</a>"), "<a>t</a>", "no scheme but ours");
    assert_eq!(
        clean("<a href='mailto:desk@site.example'>t</a>"),
        "<a href=\"mailto:desk@site.example\">t</a>"
    );
    assert_eq!(clean("<img src='data:image/png;base64,AAAA'>"), "", "nor pictures in the address itself");
}

#[test]
fn headings_stand_below_the_headline() {
    assert_eq!(clean("<h1>One</h1><h2 id=a>Two</h2>"), "<h2>One</h2><h2>Two</h2>");
}

#[test]
fn language_and_direction_stay() {
    let html = "<p lang=\"ar\" dir=\"rtl\">كلمة</p>";
    assert_eq!(clean(html), html);
    assert_eq!(clean("<p dir=\"evil\" lang='\"><x'>t</p>"), "<p>t</p>");
}

#[test]
fn lazy_pictures_are_found() {
    let src = |html: &str| {
        Document::fragment(clean(html))
            .select("img")
            .attr("src")
            .map(|src| src.to_string())
            .unwrap_or_default()
    };
    assert_eq!(src("<img src='data:image/gif;base64,R0' data-src='/a.jpg'>"), "https://site.example/a.jpg");
    assert_eq!(src("<img src=/s.jpg srcset='/s.jpg 300w, /l.jpg 1400w'>"), "https://site.example/l.jpg");
    assert_eq!(
        src("<picture><source srcset='/w.webp 1400w'><img alt=x></picture>"),
        "https://site.example/w.webp"
    );
    assert_eq!(
        src("<picture><source srcset='/m.jpg 640w, /l.jpg 2000w'><img src=/s.jpg></picture>"),
        "https://site.example/l.jpg"
    );
    assert_eq!(
        src("<picture><source media='(max-width: 600px)' srcset='/m.jpg'><img src=/s.jpg></picture>"),
        "https://site.example/s.jpg",
        "not what is cut for small windows"
    );
    assert_eq!(
        src("<picture><source media='(max-width: 600px)' srcset='/m.jpg'>\
             <source media='(min-width: 900px) and (prefers-color-scheme: dark)' srcset='/d.jpg'>\
             <source media='(min-width: 900px)' srcset='/l.jpg'><source media='(min-width: 601px)' srcset='/n.jpg'>\
             <img src=/s.jpg></picture>"),
        "https://site.example/l.jpg",
        "but what a wide one shows"
    );
    assert_eq!(
        clean("<p>t</p><img data-src=/a.jpg><noscript><img src=/a.jpg></noscript>").matches("<img").count(),
        1,
        "what stands there for readers without scripts is the same picture"
    );
    assert_eq!(src("<p>t</p><noscript><img src=/b.jpg></noscript>"), "https://site.example/b.jpg");
}

#[test]
fn pictures_that_count_readers_go() {
    for html in [
        "<img src=https://t.example/p.gif width=1 height=1>",
        "<img src='https://feeds.feedburner.com/~r/x/~4/y'>",
        "<img src=https://t.example/p style='display: none'>",
        "<img src=https://t.example/p width=3px height=3px>",
        "<img src=https://t.example/p style='border: 0; WIDTH: 1px !important'>",
    ] {
        assert_eq!(clean(&format!("<p>t</p>{html}")), "<p>t</p>", "{html}");
    }
    let framed = "<img src='https://a.example/p' style='float: left; border-width: 1px; max-height: 1px0'>";
    assert!(clean(framed).contains("https://a.example/p"), "a thin frame makes no picture small");
}

#[test]
fn footnotes_work_under_names_of_ours() {
    let html = "<p>Text<a href=\"#fn:1\" id=\"ref\">1</a></p><ol><li id=\"fn:1\">Note <a href=\"https://site.example/2025/post/#ref\">back</a></li></ol><a href=\"#gone\">x</a>";
    let out = clean(html);
    assert_eq!(
        out,
        "<p>Text<a href=\"#note-1\" id=\"note-2\">1</a></p><ol><li id=\"note-1\">Note <a href=\"#note-2\">back</a></li></ol><a>x</a>"
    );
    assert_eq!(super::html(&out, None).to_string(), out, "and stay so");
}

#[test]
fn what_belongs_to_a_text_is_kept() {
    let html = "<blockquote><p>Quote</p></blockquote><table><thead><tr><th colspan=\"2\">H</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table><pre><code>a &lt; b\n  c</code></pre><hr><details><summary>S</summary><p>D</p></details><figure><img src=\"https://site.example/a.jpg\" alt=\"A\" width=\"10\" height=\"20\"><figcaption>C</figcaption></figure><ol start=\"3\"><li>x</li></ol>";
    assert_eq!(clean(html), html);
}

#[test]
fn empty_shells_go() {
    assert_eq!(
        clean("<p>a</p><p>&nbsp;</p><div><p><br></p><span></span></div><figure></figure>"),
        "<p>a</p>"
    );
}

#[test]
fn a_label_and_the_name_behind_it_stay_apart() {
    let figure = "<figure><img src='https://a.example/a.jpg'><figcaption><span><span>Credit</span>Jane Doe/Agency</span></figcaption></figure>";
    assert!(
        html(figure, None).contains("<figcaption>Credit: Jane Doe/Agency</figcaption>"),
        "{}",
        &*html(figure, None)
    );
    assert!(html("<p><span>Credit</span>able work</p>", None).contains("Creditable"), "only in captions");
}
