//! Where a search found its words: highlights cut from the texts of the rows shown.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::fold;
use super::terms::{Term, Terms};
use super::words::{is_unspaced, is_word_sign};
use crate::model::{Found, Fragment};

/// Letters shown of a text, about.
const SNIPPET: usize = 200;
/// Letters shown before the first hit, about.
const BEFORE: usize = 60;
/// Letters looked through for a hit; what stands further down is not shown.
const LOOKED_THROUGH: usize = 50_000;

/// Cuts what was found out of a headline and the first of `texts` that holds a hit.
pub(crate) fn found(terms: &Terms, headline: &str, texts: &[&str]) -> Found {
    let hits_in_headline = hits(terms, headline);
    let text = texts
        .iter()
        .find_map(|text| {
            let text = cut(text, LOOKED_THROUGH);
            let hits = hits(terms, text);
            (!hits.is_empty()).then(|| snippet(text, &hits))
        })
        .unwrap_or_default();
    Found { headline: fragments(headline, 0..headline.len(), &hits_in_headline), text }
}

/// The letters of a text, each folded, with the bytes it came from.
struct Letters(Vec<(char, Range<usize>)>);

impl Letters {
    fn of(text: &str) -> Self {
        let mut letters = Vec::with_capacity(text.len());
        let mut signs = text.char_indices().peekable();
        while let Some((start, c)) = signs.next() {
            let mut end = start + c.len_utf8();
            // A letter and its marks fold together.
            while let Some((at, mark)) = signs.next_if(|(_, c)| is_combining_mark(*c)) {
                end = at + mark.len_utf8();
            }
            if let (true, Some(piece)) = (end - start > 1, text.get(start..end)) {
                letters.extend(fold(piece).chars().map(|folded| (folded, start..end)));
            } else {
                letters.push((c.to_ascii_lowercase(), start..end));
            }
        }
        Self(letters)
    }

    fn letter(&self, at: usize) -> Option<char> {
        self.0.get(at).map(|(c, _)| *c)
    }

    fn range(&self, from: usize, to: usize) -> Option<Range<usize>> {
        let (_, first) = self.0.get(from)?;
        let (_, last) = self.0.get(to.checked_sub(1)?)?;
        Some(first.start..last.end)
    }
}

/// The bytes of `text` that a term matches, in order, never overlapping.
fn hits(terms: &Terms, text: &str) -> Vec<Range<usize>> {
    let letters = Letters::of(text);
    let mut hits: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < letters.0.len() {
        let end = if begins_word(&letters, at) {
            terms.0.iter().filter_map(|term| end_of(term, &letters, at)).max()
        } else {
            None
        };
        match end.and_then(|end| letters.range(at, end).map(|range| (end, range))) {
            Some((end, range)) => {
                hits.push(range);
                at = end;
            }
            None => at += 1,
        }
    }
    hits
}

fn begins_word(letters: &Letters, at: usize) -> bool {
    let Some(c) = letters.letter(at).filter(|c| is_word_sign(*c)) else { return false };
    let before = at.checked_sub(1).and_then(|before| letters.letter(before));
    is_unspaced(c) || before.is_none_or(|before| !is_word_sign(before) || is_unspaced(before))
}

/// Where `term` ends if it begins at `at`.
fn end_of(term: &Term, letters: &Letters, mut at: usize) -> Option<usize> {
    for (index, run) in term.runs.iter().enumerate() {
        if index > 0 {
            while letters.letter(at).is_some_and(|c| !is_word_sign(c)) {
                at += 1;
            }
        }
        for c in run.text.chars() {
            if letters.letter(at) != Some(c) {
                return None;
            }
            at += 1;
        }
        let is_last = index + 1 == term.runs.len();
        let whole = letters.letter(at).is_none_or(|c| !is_word_sign(c) || is_unspaced(c));
        if !(run.unspaced || whole || (is_last && term.open)) {
            return None;
        }
    }
    Some(at)
}

/// A piece of `text` round its first hit, cut between words where there are spaces.
fn snippet(text: &str, hits: &[Range<usize>]) -> Vec<Fragment> {
    let Some(first) = hits.first() else { return Vec::new() };
    let lead = text.get(..first.start).unwrap_or_default();
    let start = lead.char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| {
        let lead = text.get(at..first.start).unwrap_or_default();
        lead.find(char::is_whitespace).map_or(at, |space| at + space + 1)
    });
    let rest = text.get(start..).unwrap_or_default();
    let end = start + cut_between_words(rest, SNIPPET.max(first.end - start)).len();
    let mut pieces = fragments(text, start..end, hits);
    if start > 0 {
        pieces.insert(0, Fragment { text: "… ".to_owned(), hit: false });
    }
    if end < text.len() {
        pieces.push(Fragment { text: " …".to_owned(), hit: false });
    }
    pieces
}

fn cut(text: &str, letters: usize) -> &str {
    text.char_indices().nth(letters).and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

fn cut_between_words(text: &str, letters: usize) -> &str {
    let piece = cut(text, letters);
    if piece.len() == text.len() {
        return piece;
    }
    // Only where a space is near: unspaced text has none.
    let near = piece.len().saturating_sub(60);
    piece.rfind(char::is_whitespace).filter(|at| *at > near).and_then(|at| piece.get(..at)).unwrap_or(piece)
}

fn fragments(text: &str, window: Range<usize>, hits: &[Range<usize>]) -> Vec<Fragment> {
    let mut pieces = Vec::new();
    let mut push = |range: Range<usize>, hit: bool| {
        if let Some(piece) = text.get(range).filter(|piece| !piece.is_empty()) {
            pieces.push(Fragment { text: piece.to_owned(), hit });
        }
    };
    let mut at = window.start;
    for hit in hits.iter().filter(|hit| hit.start >= window.start && hit.end <= window.end) {
        push(at..hit.start, false);
        push(hit.clone(), true);
        at = hit.end;
    }
    push(at..window.end, false);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fragments as text, with hits in brackets.
    fn shown(fragments: &[Fragment]) -> String {
        fragments.iter().map(|f| if f.hit { format!("[{}]", f.text) } else { f.text.clone() }).collect()
    }

    fn headline(query: &str, text: &str) -> String {
        shown(&found(&Terms::read(query), text, &[]).headline)
    }

    #[test]
    fn hits_are_told_apart() {
        assert_eq!(
            headline("economie ", "L’Économie, et économies"),
            "L’[Économie], et économies",
            "whole words, whatever their accents"
        );
        assert_eq!(
            headline("econ", "Économie, macroéconomie"),
            "[Écon]omie, macroéconomie",
            "beginnings while typing, only of words"
        );
        assert_eq!(
            headline("e\u{301}cole", "ÉCOLE E\u{301}cole"),
            "[ÉCOLE] [E\u{301}cole]",
            "marks stay with their letter"
        );
        assert_eq!(
            headline("\"peace talks\"", "Peace — talks on peace"),
            "[Peace — talks] on peace",
            "phrases"
        );
        assert_eq!(headline("京都", "東京都と京都"), "東[京都]と[京都]", "inside Japanese text");
        assert_eq!(headline("x", ""), "", "nothing in nothing");
    }

    #[test]
    fn letters_that_grow_when_folded_keep_their_place() {
        assert_eq!(headline("fin ", "ﬁn et Straße"), "[ﬁn] et Straße", "a ligature folds to two letters");
        assert_eq!(headline("istanbul ", "İstanbul!"), "[İstanbul]!", "lower case of İ is two signs");
    }

    #[test]
    fn snippets_stand_round_the_first_hit() {
        let text = format!("{} needle {}", "word ".repeat(100), "more ".repeat(100));
        let found = found(&Terms::read("needle "), "Headline", &["nothing here", &text]);
        let snippet = shown(&found.text);
        assert!(snippet.starts_with("… word") && snippet.ends_with("more …"), "cut between words: {snippet}");
        assert!(snippet.contains("[needle]"), "holds the hit: {snippet}");
        assert!(snippet.chars().count() < SNIPPET + 20, "is short: {snippet}");
        assert_eq!(shown(&found.headline), "Headline", "the headline is whole without a hit");
    }

    #[test]
    fn text_without_a_hit_gives_no_snippet() {
        assert!(
            found(&Terms::read("needle "), "A needle", &["hay"]).text.is_empty(),
            "only the headline matched"
        );
    }
}
