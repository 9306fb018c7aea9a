//! What the reader wrote on an article, under it.

use super::markup::Markup;
use super::page::ours;
use super::prose::{prefixed, tidy, words};
use super::wording::Wording;
use crate::model::*;

/// Whether there is anything.
fn is_written_on(article: &Article) -> bool {
    article.note.is_some() || !article.highlights.is_empty() || !article.summary.labels.is_empty()
}

/// Writes it for a page.
pub(super) fn markup(article: &Article, wording: &Wording, to: &mut Markup) {
    if !is_written_on(article) {
        return;
    }
    to.raw("<section class=\"mine\">");
    ours(to, wording, "note", wording.notes);
    if !article.summary.labels.is_empty() {
        to.raw("<p class=\"tags\">");
        for (at, label) in article.summary.labels.iter().enumerate() {
            to.words(if at > 0 { " · " } else { "" });
            to.element("bdi", &[], label);
        }
        to.close("p");
    }
    paragraphs(article.note.as_deref(), to);
    for Highlight { quote, note, .. } in &article.highlights {
        to.raw("<blockquote>");
        paragraphs(Some(&quote.exact), to);
        to.close("blockquote");
        paragraphs(note.as_deref(), to);
    }
    to.close("section");
}

fn paragraphs(text: Option<&str>, to: &mut Markup) {
    for line in text.unwrap_or_default().lines().filter(|line| !line.trim().is_empty()) {
        to.element("p", &[("dir", Some("auto"))], line);
    }
}

/// Writes it as Markdown, a block each.
pub(super) fn prose(article: &Article, wording: &Wording) -> Vec<String> {
    if !is_written_on(article) {
        return Vec::new();
    }
    let lines = |text: &str| {
        let lines = text.lines().filter(|line| !line.trim().is_empty()).map(|line| tidy(&words(line)));
        lines.collect::<Vec<_>>().join("\n\n")
    };
    let mut blocks = vec!["---".to_owned(), format!("**{}**", wording.notes)];
    blocks.push(article.summary.labels.iter().map(|label| words(label)).collect::<Vec<_>>().join(" · "));
    blocks.extend(article.note.as_deref().map(lines));
    for Highlight { quote, note, .. } in &article.highlights {
        blocks.push(prefixed(&lines(&quote.exact), "> ", "> "));
        blocks.extend(note.as_deref().map(lines));
    }
    blocks
}
