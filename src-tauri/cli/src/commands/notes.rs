//! What the reader writes on articles.

use broadsheet_core::model::{Article, ArticleId, HighlightId, NewHighlight, Quote};
use broadsheet_core::{Error, Library};
use serde_json::json;

use super::Done;
use crate::output::Output;
use crate::text::{count, table, width, wrap};

/// Letters kept on each side of what is highlighted.
const AROUND: usize = 32;

pub async fn labels(library: &Library, out: &mut Output) -> Done {
    let labels = library.labels().await?;
    out.list(&labels, |labels| {
        let row =
            |label: &broadsheet_core::model::Counted<String>| [label.articles.to_string(), label.it.clone()];
        table(["ARTICLES", "LABEL"], labels.iter().map(row).collect())
    })
}

pub async fn label(library: &Library, id: ArticleId, names: Vec<String>, out: &mut Output) -> Done {
    library.set_labels(id, names).await?;
    out.document(&library.article(id).await?.summary, |article| match article.labels.as_slice() {
        [] => format!("“{}” has no labels.", article.headline),
        labels => format!("“{}”: {}", article.headline, labels.join(", ")),
    })
}

pub async fn note(library: &Library, id: ArticleId, note: Option<String>, out: &mut Output) -> Done {
    library.set_note(id, note).await?;
    out.document(&library.article(id).await?, |article| match &article.note {
        Some(note) => format!("“{}”\n{}", article.summary.headline, wrap(note, width(), "  ")),
        None => format!("“{}” has no note.", article.summary.headline),
    })
}

pub async fn highlight(
    library: &Library,
    id: ArticleId,
    words: &str,
    note: Option<String>,
    out: &mut Output,
) -> Done {
    let article = library.article(id).await?;
    let quote = quote(&article.content_text, words).ok_or_else(|| Error::Invalid {
        what: "words of the article's text",
        value: words.chars().take(80).collect(),
    })?;
    let highlight = library.add_highlight(id, NewHighlight { quote, note, made_at: None }).await?;
    out.document(&highlight, |highlight| format!("Highlighted as {}.", highlight.id))
}

/// Where words stand in a text first, whatever white space is between them.
fn quote(text: &str, words: &str) -> Option<Quote> {
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (text, exact) = (flat(text), flat(words));
    let (before, after) = (!exact.is_empty()).then(|| text.split_once(&exact)).flatten()?;
    let from = before.char_indices().rev().take(AROUND).last().map_or(before.len(), |(at, _)| at);
    let start = before.chars().filter(|c| c.is_alphanumeric()).count();
    Some(Quote {
        prefix: before.get(from..).unwrap_or_default().to_owned(),
        suffix: after.chars().take(AROUND).collect(),
        start: u32::try_from(start).ok(),
        exact,
    })
}

pub async fn note_highlight(
    library: &Library,
    id: HighlightId,
    note: Option<String>,
    out: &mut Output,
) -> Done {
    library.note_highlight(id, note.clone()).await?;
    out.document(&json!({ "id": id, "note": note }), |_| format!("Noted on {id}."))
}

pub async fn unhighlight(library: &Library, id: HighlightId, out: &mut Output) -> Done {
    library.remove_highlight(id).await?;
    out.document(&json!({ "id": id }), |_| format!("{id} is not highlighted any more."))
}

/// What is written on an article, for under its text.
pub fn text(article: &Article) -> String {
    let mut text = String::new();
    if let Some(note) = &article.note {
        text.push_str(&format!("Your note\n{}\n", wrap(note, width(), "  ")));
    }
    if !article.highlights.is_empty() {
        let number = u32::try_from(article.highlights.len()).unwrap_or(u32::MAX);
        text.push_str(&format!("{}\n", count(number, "highlight")));
    }
    for highlight in &article.highlights {
        text.push_str(&wrap(&format!("{}: “{}”", highlight.id, highlight.quote.exact), width(), "  "));
        text.extend(highlight.note.as_ref().map(|note| wrap(note, width(), "    ")));
    }
    if text.is_empty() { text } else { text + "\n" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_with_what_stands_round_them() {
        let text = format!("{} the ferry\n returns. Then it leaves.", "x".repeat(50));
        let quote = quote(&text, "ferry  returns").expect("it stands there");
        assert_eq!((quote.exact.as_str(), quote.suffix.as_str()), ("ferry returns", ". Then it leaves."));
        assert_eq!(quote.prefix, format!("{} the ", "x".repeat(27)));
        assert_eq!(quote.start, Some(53));
        assert_eq!(super::quote(&text, "tram"), None, "what is not there");
        assert_eq!(super::quote(&text, " "), None, "nothing");
    }
}
