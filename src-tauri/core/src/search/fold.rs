//! One way to see past case and diacritics, for search and names alike.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Text as it is compared: compatibility forms made one, lower case, no accents on Latin and Greek letters, and no
/// Hebrew points and Arabic vowels, which are optional spelling. Marks of other scripts make other letters (й is not
/// и, が is not か) and stay.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut accents_fall = false;
    text.nfkd()
        .flat_map(char::to_lowercase)
        .filter(|&c| {
            if is_combining_mark(c) {
                return !accents_fall && !is_optional(c);
            }
            accents_fall = is_latin_or_greek(c);
            true
        })
        .map(|c| if c == 'ς' { 'σ' } else { c })
        .nfc()
        .collect()
}

fn is_latin_or_greek(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{00c0}'..='\u{024f}' | '\u{0370}'..='\u{03ff}' | '\u{1e00}'..='\u{1fff}')
}

fn is_optional(mark: char) -> bool {
    matches!(mark, '\u{0591}'..='\u{05bd}' | '\u{064b}'..='\u{0652}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_do_not_count() {
        assert_eq!(fold("Économie"), "economie", "French accents");
        assert_eq!(fold("e\u{301}cole"), fold("École"), "composed and decomposed are the same text");
        assert_eq!(fold("Τουρκία"), fold("ΤΟΥΡΚΙΑ"), "Greek accents");
        assert_eq!(fold("Πόλεμος"), fold("ΠΟΛΕΜΟΣ"), "the final sigma is a sigma");
        assert_eq!(fold("İstanbul"), "istanbul", "the Turkish capital I has a dot that falls");
        assert_eq!(fold("Ｔｅｃｈ"), "tech", "full width forms");
    }

    #[test]
    fn marks_of_other_scripts_stay() {
        assert_eq!(fold("и\u{306}од"), fold("йод"), "composed and decomposed й are the same letter");
        assert_ne!(fold("йод"), fold("иод"), "й is not и");
        assert_ne!(fold("が"), fold("か"), "voiced kana are other kana");
        assert_eq!(fold("한국"), "한국", "Hangul is put together again");
    }
}
