//! One way to see past case, diacritics and spacing, for search, tags, sections and names alike.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Text as it is compared: compatibility forms made one, lower case, and no accents on Latin and Greek letters.
/// Marks of other scripts make other letters (й is not и, が is not か) and stay.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut accents_fall = false;
    text.nfkd()
        .flat_map(char::to_lowercase)
        .filter(|&c| {
            if is_combining_mark(c) {
                return !accents_fall;
            }
            accents_fall = is_latin_or_greek(c);
            true
        })
        .map(|c| if c == 'ς' { 'σ' } else { c })
        .nfc()
        .collect()
}

/// A name as it is compared: folded, with single spaces.
pub(crate) fn slug(name: &str) -> String {
    fold(name).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_latin_or_greek(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{00c0}'..='\u{024f}' | '\u{0370}'..='\u{03ff}' | '\u{1e00}'..='\u{1fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_spacing_do_not_count() {
        assert_eq!(slug("  Économie\u{a0} & \t Société "), "economie & societe", "French accents and odd spaces");
        assert_eq!(slug("SYRIA"), slug("Syria"), "case");
        assert_eq!(slug("e\u{301}cole"), slug("École"), "composed and decomposed are the same text");
        assert_eq!(slug("Τουρκία"), slug("ΤΟΥΡΚΙΑ"), "Greek accents");
        assert_eq!(slug("Πόλεμος"), slug("ΠΟΛΕΜΟΣ"), "the final sigma is a sigma");
        assert_eq!(slug("İstanbul"), "istanbul", "the Turkish capital I has a dot that falls");
        assert_eq!(slug("Ｔｅｃｈ"), "tech", "full width forms");
    }

    #[test]
    fn marks_of_other_scripts_stay() {
        assert_eq!(slug("Украї́на"), "украї́на", "ї is a letter of its own");
        assert_ne!(slug("йод"), slug("иод"), "й is not и");
        assert_eq!(slug("и\u{306}од"), slug("йод"), "composed and decomposed й are the same letter");
        assert_ne!(slug("が"), slug("か"), "voiced kana are other kana");
        assert_eq!(slug("日本"), "日本", "Han stays as it is");
        assert_eq!(slug("العربية"), "العربية", "Arabic stays as it is");
        assert_eq!(slug("한국"), "한국", "Hangul is put together again");
    }
}
