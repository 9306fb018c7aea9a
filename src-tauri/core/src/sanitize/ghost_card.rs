//! The cards of Ghost's editor that are text: each becomes the plain element HTML has for it. Bookmarks, videos and
//! frames are lifted out elsewhere; pictures, galleries, code and tables are plain HTML already.
//!
//! The names are those that Ghost's renderer writes (`@tryghost/kg-default-nodes`).

use dom_query::{Document, NodeRef};
use url::Url;

use super::address;

/// Parts that only a player or a form needs.
const MACHINERY: &str =
    ".kg-video-overlay, .kg-video-player-container, .kg-signup-card, .kg-audio-thumbnail, .kg-audio-player";

/// Turns every card that is text into plain HTML; relative addresses resolve against `base`.
pub(super) fn plain(document: &Document, base: &Url) {
    for card in all(document, ".kg-video-card") {
        keep_video_facts(&card);
    }
    for card in all(document, ".kg-audio-card") {
        audio(&card, base);
    }
    document.select(MACHINERY).remove();
    for card in all(document, ".kg-callout-card") {
        callout(&card);
    }
    for card in all(document, ".kg-toggle-card") {
        toggle(&card);
    }
    for card in all(document, ".kg-file-card") {
        file(&card);
    }
    for rating in all(document, ".kg-product-card-rating") {
        stars(&rating);
    }
}

fn all<'a>(document: &'a Document, selector: &str) -> Vec<NodeRef<'a>> {
    document.select(selector).nodes().to_vec()
}

fn part<'a>(card: &NodeRef<'a>, class: &str) -> Option<NodeRef<'a>> {
    card.descendants_it().find(|inner| inner.has_class(class))
}

fn text(card: &NodeRef<'_>, class: &str) -> Option<String> {
    let text = part(card, class)?.text().trim().to_owned();
    (!text.is_empty()).then_some(text)
}

/// The still picture and the length stand beside the player, where its `poster` is a spacer.
fn keep_video_facts(card: &NodeRef<'_>) {
    let Some(video) = card.descendants_it().find(|inner| inner.has_name("video")) else { return };
    if let Some(still) = card.attr("data-kg-thumbnail").filter(|still| !still.is_empty()) {
        video.set_attr("poster", &still);
    }
    if let Some(length) = text(card, "kg-video-duration") {
        video.set_attr("data-duration", &length);
    }
}

/// A recording is a link where it stands; that it is also one of the article's files is told by its `<audio>`.
fn audio(card: &NodeRef<'_>, base: &Url) {
    let Some(audio) = card.descendants_it().find(|inner| inner.has_name("audio")) else { return };
    if let Some(length) = text(card, "kg-audio-duration") {
        audio.set_attr("data-duration", &length);
    }
    let address = audio.attr("src").and_then(|src| address::media(&src, Some(base)));
    if let (Some(title), Some(address)) = (part(card, "kg-audio-title"), address) {
        let link = card.tree.new_element("a");
        link.set_attr("href", &address);
        link.set_text(title.text().trim().to_owned());
        title.rename("p");
        title.set_text("");
        title.append_child(&link);
    }
}

/// An aside of one paragraph, its sign before its text.
fn callout(card: &NodeRef<'_>) {
    let Some(words) = part(card, "kg-callout-text") else { return };
    if let Some(sign) = text(card, "kg-callout-emoji") {
        words.prepend_html(format!("{} ", escaped(&sign)));
    }
    if let Some(emoji) = part(card, "kg-callout-emoji") {
        emoji.remove_from_parent();
    }
    words.rename("p");
    card.rename("aside");
}

/// What opens at a click is what HTML calls details.
fn toggle(card: &NodeRef<'_>) {
    let Some(heading) = part(card, "kg-toggle-heading") else { return };
    heading.rename("summary");
    heading.set_text(heading.text().trim().to_owned());
    card.rename("details");
}

/// A file is a link with its title, and beside it what it is.
fn file(card: &NodeRef<'_>) {
    let Some(address) = part(card, "kg-file-card-container").and_then(|link| link.attr("href")) else {
        return;
    };
    let name = text(card, "kg-file-card-filename");
    let Some(title) = text(card, "kg-file-card-title").or_else(|| name.clone()) else { return };
    let facts: Vec<String> = [name.filter(|name| *name != title), text(card, "kg-file-card-filesize")]
        .into_iter()
        .flatten()
        .collect();
    let caption = text(card, "kg-file-card-caption");
    let link = card.tree.new_element("a");
    link.set_attr("href", &address);
    link.set_text(title);
    let paragraph = card.tree.new_element("p");
    paragraph.append_child(&link);
    if !facts.is_empty() {
        paragraph.append_html(escaped(&format!(" ({})", facts.join(", "))));
    }
    if let Some(caption) = caption {
        paragraph.append_html(format!("<br>{}", escaped(&caption)));
    }
    card.replace_with(&paragraph);
}

/// A rating is drawn; said in characters it stays.
fn stars(rating: &NodeRef<'_>) {
    let given =
        rating.descendants_it().filter(|star| star.has_class("kg-product-card-rating-active")).count().min(5);
    rating.rename("p");
    rating.set_text("★".repeat(given) + &"☆".repeat(5 - given));
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
