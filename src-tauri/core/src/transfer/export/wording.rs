//! Our own words in what is exported, in the language that the window speaks.

use crate::model::Language;
use crate::spoken::Spoken;

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
        match Spoken::of(language) {
            Spoken::English => &ENGLISH,
            Spoken::Ukrainian => &UKRAINIAN,
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
