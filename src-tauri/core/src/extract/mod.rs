//! An article page → its metadata and its readable body. Pure.
//!
//! Each field has one precedence, written where it is merged (`merge`): what is stated in JSON-LD, then Open Graph,
//! then other `<meta>`, then what the page shows to readers.

mod access;
mod beside;
mod body;
mod byline;
mod class;
mod day;
mod engine;
mod figures;
mod headline;
mod lines;
mod linked;
mod merge;
mod meta;
mod names;
mod prune;
mod signed;
mod standfirst;
#[cfg(test)]
mod tests;
mod times;
mod trim;
mod weight;

use dom_query::Document;
use url::Url;

use crate::parse::{RawArticle, RawText, decode};
use crate::sanitize::temper;

/// How much of a page is read, in bytes.
const LONGEST: usize = 4 << 20;

/// Reads an article page: the one way in, for a page a reader adds by its address as for the page behind a short item
/// of a feed. `url` is where it came from, `content_type` what its server called it.
///
/// The answer's `content` is the readable body with everything the article shows, and [`RawArticle::stub`] says that
/// it is only an opening. A page that is no article gives what it states of itself and perhaps no content at all.
#[must_use]
pub fn article(bytes: &[u8], url: &Url, content_type: Option<&str>) -> RawArticle {
    let text = decode(bytes.get(..LONGEST).unwrap_or(bytes), content_type);
    let document = Document::from(temper(&text));
    if let Some(base) = document.base_uri().and_then(|base| url.join(base.trim()).ok()) {
        rebase(&document, &base);
    }
    speak_html(&document);
    let (mut article, known, gate) = merge::read(&document, url);
    let is_locked = document.select_single(access::LOCK).exists();
    let body = if is_locked { None } else { body::find(&document, &known) };
    article.stub = gate.is_stub(body.as_ref().map_or(0, |body| body.words));
    article.content = body.map(|body| RawText::Html(body.html));
    article.url = Some(url.to_string());
    article
}

/// Each piece of JSON-LD of a page, just as it is stated there.
#[must_use]
pub fn linked_data(bytes: &[u8]) -> Vec<serde_json::Value> {
    let text = decode(bytes.get(..LONGEST).unwrap_or(bytes), None);
    linked::stated(&Document::from(temper(&text)))
}

/// Calls AMP's elements by the names that HTML has for them, where it has any, and takes away what is never text.
fn speak_html(document: &Document) {
    document.select("amp-ad, amp-embed, amp-sticky-ad, amp-consent, amp-sidebar").remove();
    const NAMES: [&str; 4] = ["img", "video", "audio", "iframe"];
    for name in NAMES {
        document.select(&format!("amp-{name}")).nodes().iter().for_each(|node| node.rename(name));
    }
    for player in document.select("amp-youtube[data-videoid]").nodes() {
        let video = player.attr("data-videoid").unwrap_or_default();
        player.set_attr("src", &format!("https://www.youtube.com/embed/{video}"));
        player.rename("iframe");
    }
}

/// Resolves addresses against the page's `<base>`; without one they resolve against the page's own address later.
fn rebase(document: &Document, base: &Url) {
    for node in document.select("[href], [src]").nodes() {
        for name in ["href", "src"] {
            if let Some(address) = node.attr(name).filter(|address| !address.starts_with('#'))
                && let Ok(absolute) = base.join(address.trim())
            {
                node.set_attr(name, absolute.as_str());
            }
        }
    }
}
