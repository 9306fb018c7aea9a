//! What is left of hostile markup, looked at by a parser that knows nothing of the sanitizer's own.

use broadsheet_core::sanitize;
use dom_query::Document;
use serde::Deserialize;
use url::Url;

use crate::corpus::Corpus;
use crate::row::Row;

#[derive(Deserialize)]
struct Case {
    id: serde_json::Value,
    input: String,
}

/// Elements that may be left.
const ELEMENTS: &[&str] = &[
    "html",
    "head",
    "body",
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
/// Attributes that may be left.
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
    "start",
    "reversed",
    "value",
    "colspan",
    "rowspan",
    "span",
    "datetime",
    "data-related",
    "data-video",
];

/// How much of it is dangerous, and how much reads otherwise when made safe again.
pub fn measure(corpus: &Corpus) -> Vec<Row> {
    let base = Url::parse("https://site.example/2025/post").ok();
    let (mut dangerous, mut unstable, mut counted) = (0.0, 0.0, 0);
    for file in ["sanitize/vectors.json", "sanitize/dompurify.json"] {
        for case in corpus.json::<Vec<Case>>(file).unwrap_or_default() {
            counted += 1;
            let once = sanitize::html(&case.input, base.as_ref());
            // As a browser may meet it: in the middle of a page, and as a page of its own.
            let found = dangers(&Document::fragment(&*once)).or_else(|| dangers(&Document::from(&*once)));
            if let Some(danger) = found {
                dangerous += 1.0;
                corpus.explain(|| format!("sanitize: {}: {danger} in {}", case.id, &*once));
            }
            if *sanitize::html(&once, base.as_ref()) != *once {
                unstable += 1.0;
                corpus.explain(|| format!("sanitize: {}: not the same again: {}", case.id, &*once));
            }
        }
    }
    if counted == 0 {
        return Vec::new();
    }
    let row =
        |measure, value| Row { measure, set: "sanitize", value, target: 0.0, counted, less_is_better: true };
    vec![row("dangerous output", dangerous), row("not the same when made safe again", unstable)]
}

/// The first thing that should not be there.
fn dangers(document: &Document) -> Option<String> {
    document.root().descendants_it().filter(|node| node.is_element()).find_map(|node| {
        let name = node.node_name().unwrap_or_default().to_string();
        if !ELEMENTS.contains(&name.as_str()) {
            return Some(format!("<{name}>"));
        }
        node.attrs().iter().find_map(|attribute| {
            let (key, value) = (attribute.name.local.to_string(), attribute.value.to_string());
            let address = matches!(key.as_str(), "href" | "src");
            let bare: String = value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
            let bare = bare.to_ascii_lowercase();
            let safe = ["http://", "https://"].iter().any(|scheme| bare.starts_with(scheme))
                || (key == "href" && (bare.starts_with("mailto:") || bare.starts_with("#note-")));
            let bad = !ATTRIBUTES.contains(&key.as_str())
                || (address && (!safe || value.chars().any(char::is_control)));
            bad.then(|| format!("<{name} {key}={value:?}>"))
        })
    })
}
