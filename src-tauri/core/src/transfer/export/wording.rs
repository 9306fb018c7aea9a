//! Our own words in what is exported, in the language that the window speaks.

use std::env;

use crate::model::Language;

/// The words of one language.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Wording {
    /// Its code.
    pub language: &'static str,
    /// Before when an article was saved.
    pub saved: &'static str,
    /// Before when it was updated.
    pub updated: &'static str,
    /// After the minutes that reading takes.
    pub minutes: &'static str,
    /// After the length of a file.
    pub bytes: &'static str,
    /// Said of what is not the whole article.
    pub stub: &'static str,
    /// Over what the reader wrote.
    pub notes: &'static str,
    /// Where a picture is missing.
    missing: &'static str,
}

/// English.
pub(super) const ENGLISH: Wording = Wording {
    language: "en",
    saved: "Saved",
    updated: "Updated",
    minutes: "min",
    bytes: "bytes",
    stub: "Only the opening of this article is here: the rest is at its address.",
    notes: "Notes and highlights",
    missing: "Picture missing",
};

/// Ukrainian.
pub(super) const UKRAINIAN: Wording = Wording {
    language: "uk",
    saved: "Збережено",
    updated: "Оновлено",
    minutes: "хв",
    bytes: "Б",
    stub: "Тут лише початок статті: решту читайте за її адресою.",
    notes: "Нотатки й позначене",
    missing: "Бракує зображення",
};

impl Wording {
    /// The words of the language that the reader chose.
    pub(crate) fn of(language: Language) -> &'static Self {
        // The first of them that is set counts, as POSIX has it.
        let named = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| env::var(name).ok());
        Self::chosen(language, named.into_iter().find(|locale| !locale.is_empty()).as_deref())
    }

    /// The same, where the system's locale is this.
    fn chosen(language: Language, locale: Option<&str>) -> &'static Self {
        let spoken = locale.unwrap_or_default().split(['_', '-', '.', '@']).next().unwrap_or_default();
        match language {
            Language::En => &ENGLISH,
            Language::Uk => &UKRAINIAN,
            Language::System if spoken.eq_ignore_ascii_case(UKRAINIAN.language) => &UKRAINIAN,
            Language::System => &ENGLISH,
        }
    }

    /// What is said where a picture is missing.
    pub(super) fn missing(&self, alt: &str, problem: &str) -> String {
        let missing = self.missing;
        if alt.is_empty() {
            format!("[{missing}: {problem}]")
        } else {
            format!("[{missing}: {alt} ({problem})]")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choice_comes_before_the_system_and_english_after_it() {
        let chosen = |language, locale| Wording::chosen(language, locale).language;
        assert_eq!(chosen(Language::Uk, Some("en_GB.UTF-8")), "uk");
        assert_eq!(chosen(Language::En, Some("uk_UA.UTF-8")), "en");
        for ukrainian in ["uk", "uk_UA.UTF-8", "uk-UA", "UK@euro"] {
            assert_eq!(chosen(Language::System, Some(ukrainian)), "uk", "{ukrainian}");
        }
        for other in [None, Some("C"), Some("POSIX"), Some("ukx"), Some("de_AT.UTF-8")] {
            assert_eq!(chosen(Language::System, other), "en", "{other:?}");
        }
    }
}
