//! The allow-list: the last thing untrusted HTML passes.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use super::address;
use super::plain::collapse;
use crate::model::InlinePicture;

/// What may stand in a body.
const ELEMENTS: &[&str] = &[
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
/// What goes with everything in it. Everything else that is not allowed leaves its content behind.
const DISCARDED: &[&str] = &[
    "script",
    "style",
    "template",
    "svg",
    "iframe",
    "frame",
    "object",
    "applet",
    "noembed",
    "noframes",
    "textarea",
    "select",
    "title",
    "xmp",
    "plaintext",
];
/// Attributes beside `lang` and `dir`, which any element may have.
const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href"]),
    ("abbr", &["title"]),
    ("aside", &["data-related", "data-video"]),
    ("img", &["src", "alt", "width", "height"]),
    ("ol", &["start", "reversed"]),
    ("li", &["value"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan"]),
    ("time", &["datetime"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
];

static ALLOWED: LazyLock<Builder<'static>> = LazyLock::new(allowed);

#[expect(clippy::disallowed_methods, reason = "the one place that uses ammonia")]
fn allowed() -> Builder<'static> {
    let attributes: HashMap<&str, HashSet<&str>> =
        ATTRIBUTES.iter().map(|(element, names)| (*element, names.iter().copied().collect())).collect();
    let mut builder = Builder::empty();
    builder
        .tags(ELEMENTS.iter().copied().collect())
        .clean_content_tags(DISCARDED.iter().copied().collect())
        .generic_attributes(HashSet::from(["lang", "dir", "id"]))
        .tag_attributes(attributes)
        .url_schemes(HashSet::from(["http", "https", "mailto", InlinePicture::SCHEME]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .attribute_filter(attribute);
    builder
}

/// Leaves only allowed elements, attributes and addresses.
pub(super) fn strip(html: &str) -> String {
    ALLOWED.clean(html).to_string().trim().to_owned()
}

/// An allowed attribute's value, made safe; `None` takes the attribute away.
fn attribute<'a>(element: &str, name: &str, value: &'a str) -> Option<Cow<'a, str>> {
    match name {
        "href" if value.strip_prefix('#').is_some_and(is_note) => Some(value.into()),
        "href" => address::link(value, None).map(Cow::Owned),
        "src" => address::picture(value, None).map(Cow::Owned),
        "id" => is_note(value).then_some(value.into()),
        "alt" | "title" => Some(collapse(value, false).into()),
        "reversed" => Some("".into()),
        "datetime" => (value.len() <= 40 && value.bytes().all(is_plain)).then_some(value.into()),
        "lang" => (value.len() <= 35 && value.bytes().all(is_plain)).then_some(value.into()),
        "dir" => matches!(value, "ltr" | "rtl" | "auto").then_some(value.into()),
        "width" | "height" if element == "img" => number(value, 1..=20_000),
        "colspan" | "rowspan" | "span" => number(value, 1..=100),
        "start" | "value" => number(value, 0..=100_000),
        "data-related" | "data-video" => number(value, 0..=100_000),
        _ => None,
    }
}

fn number(value: &str, range: std::ops::RangeInclusive<u32>) -> Option<Cow<'_, str>> {
    let number: u32 = value.trim().trim_end_matches("px").parse().ok()?;
    range.contains(&number).then(|| number.to_string().into())
}

/// Whether an id is one of ours.
fn is_note(id: &str) -> bool {
    id.strip_prefix("note-")
        .is_some_and(|number| (1..=6).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit()))
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_:.+ ".contains(&byte)
}
