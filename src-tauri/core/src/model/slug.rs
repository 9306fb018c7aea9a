//! When two spellings are one topic.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The normalised name of a tag: without case, diacritics, and with one hyphen for each run of anything that is
/// neither letter nor digit. "Café & Culture" and "cafe culture" are one tag; "C++" and "C#" stay two.
#[must_use]
pub fn tag_slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    let folded = name.nfkd().filter(|c| !is_diacritic(*c)).flat_map(char::to_lowercase);
    for c in folded {
        if c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '+' | '#') {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    // Hangul and kana were taken apart with the diacritics; a slug is shown in links, so it is put together again.
    slug.nfc().collect()
}

/// Marks that only colour a letter (Latin, Greek, Cyrillic, Hebrew points, Arabic vowels). Marks that are letters of
/// their own, as in Indic scripts and kana, stay.
fn is_diacritic(c: char) -> bool {
    matches!(u32::from(c), 0x0300..=0x036F | 0x0591..=0x05BD | 0x064B..=0x0652 | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_topic_are_one_slug() {
        for spelling in ["Café & Culture", "cafe culture", "CAFÉ—CULTURE", " Cafe\u{301} Culture "] {
            assert_eq!(tag_slug(spelling), "cafe-culture", "{spelling}");
        }
    }

    #[test]
    fn other_scripts_keep_their_letters() {
        assert_eq!(tag_slug("日本"), "日本", "ideographs are letters");
        assert_eq!(tag_slug("ガザ"), "ガザ", "a voiced kana is another letter, not a coloured one");
        assert_eq!(tag_slug("العربيّة"), tag_slug("العربية"), "Arabic vowel marks are optional spelling");
        assert_eq!(tag_slug("हिन्दी"), "हिन्दी", "Indic vowel signs are letters");
        assert_eq!(tag_slug("서울"), "서울", "Hangul is put together again");
    }

    #[test]
    fn signs_that_make_a_name_stay() {
        assert_ne!(tag_slug("C++"), tag_slug("C#"), "two languages, two tags");
        assert_ne!(tag_slug("C"), tag_slug("C#"), "two languages, two tags");
    }
}
