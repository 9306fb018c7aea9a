//! Which language is spoken outside the window: in what is exported, and on the desktop.

use std::env;

use crate::model::Language;

/// A language there are words in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spoken {
    /// English.
    English,
    /// Ukrainian.
    Ukrainian,
}

impl Spoken {
    /// The language that the reader chose.
    #[must_use]
    pub fn of(language: Language) -> Self {
        // The first of them that is set counts, as POSIX has it.
        let named = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| env::var(name).ok());
        Self::chosen(language, named.into_iter().find(|locale| !locale.is_empty()).as_deref())
    }

    /// The same, where the system's locale is this.
    fn chosen(language: Language, locale: Option<&str>) -> Self {
        let first = locale.unwrap_or_default().split(['_', '-', '.', '@']).next().unwrap_or_default();
        match language {
            Language::En => Self::English,
            Language::Uk => Self::Ukrainian,
            Language::System if first.eq_ignore_ascii_case("uk") => Self::Ukrainian,
            Language::System => Self::English,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choice_comes_before_the_system_and_english_after_it() {
        assert_eq!(Spoken::chosen(Language::Uk, Some("en_GB.UTF-8")), Spoken::Ukrainian);
        assert_eq!(Spoken::chosen(Language::En, Some("uk_UA.UTF-8")), Spoken::English);
        for ukrainian in ["uk", "uk_UA.UTF-8", "uk-UA", "UK@euro"] {
            let spoken = Spoken::chosen(Language::System, Some(ukrainian));
            assert_eq!(spoken, Spoken::Ukrainian, "{ukrainian}");
        }
        for other in [None, Some("C"), Some("POSIX"), Some("ukx"), Some("de_AT.UTF-8")] {
            assert_eq!(Spoken::chosen(Language::System, other), Spoken::English, "{other:?}");
        }
    }
}
