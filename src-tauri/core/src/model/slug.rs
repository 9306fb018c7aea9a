//! When two spellings are one name.

use unicode_normalization::char::is_combining_mark;

use crate::search::fold;

/// Ukrainian is written with it as with the other apostrophes.
const LETTER_APOSTROPHE: char = '\u{02bc}';
/// Says where a line may break, and is no part of a name.
const SOFT_HYPHEN: char = '\u{ad}';

/// A name as it is compared, for tags, sections and people alike: without case and diacritics, and with one hyphen
/// for each run of anything that is neither letter nor digit, apostrophes of every form among them, even the one that
/// Unicode takes for a letter. "Café & Culture" and "cafe culture" are one tag; "C++" and "C#" stay two.
#[must_use]
pub fn slug(name: &str) -> String {
    let folded = fold(name);
    let mut slug = String::with_capacity(folded.len());
    for c in folded.chars() {
        if c == SOFT_HYPHEN {
            continue;
        }
        if (c.is_alphanumeric() && c != LETTER_APOSTROPHE) || is_combining_mark(c) || matches!(c, '+' | '#') {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    // A name of nothing but signs ("!!!", "🎵") is a name all the same.
    if slug.is_empty() { folded.split_whitespace().collect() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_one_slug() {
        for spelling in ["Café & Culture", "cafe culture", "CAFÉ—CULTURE", " Cafe\u{301} \u{a0}Culture "]
        {
            assert_eq!(slug(spelling), "cafe-culture", "{spelling}");
        }
    }

    #[test]
    fn apostrophes_are_one() {
        for spelling in ["Кам'янець", "Кам’янець", "Кам\u{02bc}янець", "КАМ‘ЯНЕЦЬ"]
        {
            assert_eq!(slug(spelling), "кам-янець", "{spelling}");
        }
        assert_eq!(slug("O’Brien"), slug("O'Brien"), "and in Latin letters");
    }

    #[test]
    fn what_only_looks_otherwise_is_one() {
        assert_eq!(slug("Вінниця"), slug("Ві\u{ad}нни\u{ad}ця"), "soft hyphens");
        assert_eq!(slug("Ｋｙｉｖ　２０２５"), slug("Kyiv 2025"), "full width forms, and their space");
        assert_eq!(slug("ﬁnance №5"), slug("finance no5"), "ligatures and signs that stand for letters");
        assert_eq!(slug("Київ"), slug("Киı\u{308}в".replace('ı', "і").as_str()), "ї in one sign or two");
        assert_ne!(slug("Київ"), slug("Киев"), "but other letters are another name");
        assert_eq!(slug("Covid\u{2011}19"), slug("covid-19"), "hyphens of every form");
    }

    #[test]
    fn other_scripts_keep_their_letters() {
        assert_eq!(slug("日本"), "日本", "ideographs are letters");
        assert_eq!(slug("ガザ"), "ガザ", "a voiced kana is another letter, not a coloured one");
        assert_ne!(slug("Йод"), slug("Иод"), "й is not и");
        assert_eq!(slug("Україна"), "україна", "ї is a letter of its own");
        assert_eq!(slug("العربيّة"), slug("العربية"), "Arabic vowel marks are optional spelling");
        assert_eq!(slug("हिन्दी"), "हिन्दी", "Indic vowel signs are letters");
        assert_eq!(slug("서울"), "서울", "Hangul is put together again");
    }

    #[test]
    fn signs_that_make_a_name_stay() {
        assert_ne!(slug("C++"), slug("C#"), "two languages, two tags");
        assert_ne!(slug("C"), slug("C#"), "two languages, two tags");
        assert_eq!(slug(" !!! "), "!!!", "a name of signs");
        assert_eq!(slug("  "), "", "nothing is no name");
    }
}
