//! The body of an article: untrusted HTML → [`SafeHtml`], and the cards, videos, recordings and the lead picture
//! that stood in it as data of their own.

use dom_query::Document;
use url::Url;

use super::allow::strip;
use super::plain::head;
use super::temper::temper;
use super::text::SafeHtml;
use super::{formula, lift, tidy};
use crate::model::Attachment;
use crate::parse::{RawImage, RawRelatedCard, RawVideo};

/// How much markup one body may hold, in bytes.
pub(super) const LONGEST: usize = 1 << 20;
/// How often a body is cleaned until it stays as it is. Two rounds are the rule; broken markup can take three.
const ROUNDS: usize = 6;

/// A body, and what was lifted out of it.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// The body.
    pub html: SafeHtml,
    /// The link cards that stood in it; `data-related` keeps their places.
    pub related: Vec<RawRelatedCard>,
    /// The videos that stood in it; `data-video` keeps their places.
    pub videos: Vec<RawVideo>,
    /// The recordings that stood in it.
    pub attachments: Vec<Attachment>,
    /// The article's lead picture: the one given, or the body's own where it begins with one.
    pub lead: Option<RawImage>,
}

/// Makes HTML safe to show, leaving everything in it in its place.
pub(super) fn html(untrusted: &str, base: Option<&Url>) -> SafeHtml {
    let first = clean(untrusted, base, Places::default(), |_| {});
    settle(first, Places::default())
}

/// Makes an article's body safe to show and lifts out what is data of its own.
pub(super) fn read(untrusted: &str, base: &Url, lead: Option<RawImage>) -> Body {
    let mut body = Body { lead, ..Body::default() };
    let mut places = Places::default();
    let first = clean(untrusted, Some(base), Places::MANY, |document| {
        lift::lift(document, base, &mut body);
    });
    places.related = body.related.len();
    places.videos = body.videos.len();
    body.html = settle(first, places);
    body
}

/// Makes a body safe that was safe when it left: the places in it that belong to so many cards and videos stay.
pub(super) fn again(html: &str, related: usize, videos: usize) -> SafeHtml {
    let places = Places { related, videos };
    settle(clean(html, None, places, |_| {}), places)
}

/// How many places for cards and videos are ours; any other is the publisher's own writing, and goes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Places {
    pub related: usize,
    pub videos: usize,
}

impl Places {
    /// While places are being made.
    const MANY: Self = Self { related: usize::MAX, videos: usize::MAX };
}

/// One round: parse, understand, tidy, and strip whatever is not allowed.
fn clean(html: &str, base: Option<&Url>, places: Places, lift: impl FnOnce(&Document)) -> String {
    let document = Document::fragment(temper(head(html, LONGEST)));
    formula::flatten(&document);
    tidy::discard(&document);
    tidy::resolve(&document, base);
    lift(&document);
    tidy::tidy(&document, places);
    strip(&document.html_root().inner_html())
}

/// Cleans until nothing changes, so that what is kept reads the same wherever it is parsed again. Markup that never
/// settles is shown as its text.
fn settle(mut html: String, places: Places) -> SafeHtml {
    for _ in 0..ROUNDS {
        let again = clean(&html, None, places, |_| {});
        if again == html {
            return SafeHtml(html);
        }
        html = again;
    }
    let text = super::plain::body_text(&Document::fragment(html));
    SafeHtml(format!("<p>{}</p>", text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")))
}
