//! Text cut into the words that are indexed, and looked for.
//!
//! Chinese, Japanese and their like write no spaces. A run of them is indexed as every two neighbours and the
//! last sign alone: 東京都 becomes `東京 京都 都`. So each word inside is found — two signs as themselves, more as
//! a phrase of pairs, one as the beginning of a pair.

use unicode_normalization::char::is_combining_mark;

use super::fold;

/// Longer words are cut: they are no words that anybody types.
const LONGEST: usize = 64;

/// A run of letters of one manner of writing, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    /// The letters.
    pub text: String,
    /// Whether its script is written without spaces.
    pub unspaced: bool,
}

impl Run {
    /// The tokens the index holds for it.
    pub(crate) fn tokens(&self) -> Vec<String> {
        if self.unspaced { self.pairs(true) } else { vec![self.text.clone()] }
    }

    /// The tokens that find it where more letters may follow, and whether the last is only a beginning.
    pub(crate) fn sought(&self) -> (Vec<String>, bool) {
        if !self.unspaced {
            return (vec![self.text.clone()], false);
        }
        let pairs = self.pairs(false);
        if pairs.is_empty() { (vec![self.text.clone()], true) } else { (pairs, false) }
    }

    fn pairs(&self, with_last: bool) -> Vec<String> {
        let signs: Vec<char> = self.text.chars().collect();
        let pairs = signs.windows(2).map(|pair| pair.iter().collect());
        pairs.chain(signs.last().filter(|_| with_last).map(char::to_string)).collect()
    }
}

/// The runs of letters and digits in `text`, folded; all else only separates.
pub(crate) fn runs(text: &str) -> Vec<Run> {
    let folded = fold(text);
    let mut runs: Vec<Run> = Vec::new();
    let mut open = false;
    for c in folded.chars() {
        if !is_word_sign(c) {
            open = false;
            continue;
        }
        let unspaced =
            is_unspaced(c) || (is_combining_mark(c) && runs.last().is_some_and(|run| run.unspaced));
        match runs.last_mut() {
            Some(run) if open && run.unspaced == unspaced => {
                if unspaced || run.text.len() < LONGEST {
                    run.text.push(c);
                }
            }
            _ => runs.push(Run { text: c.to_string(), unspaced }),
        }
        open = true;
    }
    runs
}

/// What the index is given for `text`: its tokens with a space between.
pub(crate) fn indexed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for run in runs(text) {
        for token in run.tokens() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(&token);
        }
    }
    out
}

/// Whether `c` is part of a word.
pub(super) fn is_word_sign(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Whether `c` belongs to a script that writes no spaces between words.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}'       // Thai, Lao
        | '\u{1000}'..='\u{109f}'     // Myanmar
        | '\u{1780}'..='\u{17ff}'     // Khmer
        | '\u{3005}'..='\u{3007}'     // 々 〆 〇
        | '\u{3041}'..='\u{30ff}'     // Hiragana, Katakana
        | '\u{3100}'..='\u{312f}'     // Bopomofo
        | '\u{3400}'..='\u{9fff}'     // Han
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaced_text_becomes_its_words() {
        assert_eq!(indexed("Syria’s new-found Über_peace, 2025!"), "syria s new found uber peace 2025");
        assert_eq!(indexed(" … — "), "", "signs alone are no words");
    }

    #[test]
    fn unspaced_text_becomes_pairs() {
        assert_eq!(indexed("東京都"), "東京 京都 都", "every pair, and the last sign alone");
        assert_eq!(indexed("新iPhone発売"), "新 iphone 発売 売", "another script begins another run");
        assert_eq!(indexed("日。本"), "日 本", "a full stop separates");
    }

    #[test]
    fn endless_words_are_cut() {
        assert!(indexed(&"a".repeat(100_000)).len() <= LONGEST, "a wall of letters is no word");
        assert_eq!(
            runs(&"字".repeat(1000)).first().map(|run| run.text.chars().count()),
            Some(1000),
            "Chinese has no spaces to end a run"
        );
    }
}
