//! Our own words on the desktop, in the language that the window speaks.

use broadsheet_core::Library;
use broadsheet_core::model::Language;
use broadsheet_core::spoken::Spoken;

/// The words of one language.
#[derive(Debug, PartialEq, Eq)]
pub struct Words {
    /// Opens what a notification is about, or the window.
    pub open: &'static str,
    /// Saves the article.
    pub save: &'static str,
    /// Marks the article read.
    pub mark_read: &'static str,
    /// What an alert of an article that was changed is called.
    pub correction: &'static str,
    /// Asks all sources.
    pub refresh: &'static str,
    /// Shows nothing of what is followed for an hour.
    pub pause: &'static str,
    /// Ends the program.
    pub quit: &'static str,
    spoken: Spoken,
}

const ENGLISH: Words = Words {
    open: "Open",
    save: "Save",
    mark_read: "Mark read",
    correction: "Correction",
    refresh: "Refresh",
    pause: "Pause notifications for 1 hour",
    quit: "Quit",
    spoken: Spoken::English,
};

const UKRAINIAN: Words = Words {
    open: "Відкрити",
    save: "Зберегти",
    mark_read: "Позначити прочитаним",
    correction: "Виправлення",
    refresh: "Оновити",
    pause: "Призупинити сповіщення на 1 годину",
    quit: "Вийти",
    spoken: Spoken::Ukrainian,
};

impl Words {
    /// The words of the language that the reader chose.
    pub async fn of(library: &Library) -> &'static Self {
        let language = library.settings().await.map_or(Language::System, |settings| settings.language);
        match Spoken::of(language) {
            Spoken::English => &ENGLISH,
            Spoken::Ukrainian => &UKRAINIAN,
        }
    }

    /// "3 unread articles".
    pub fn unread(&self, count: u32) -> String {
        match (self.spoken, count) {
            (_, 0) => "Broadsheet".to_owned(),
            (Spoken::English, 1) => "1 unread article".to_owned(),
            (Spoken::English, _) => format!("{count} unread articles"),
            (Spoken::Ukrainian, _) => {
                let words = ["непрочитана стаття", "непрочитані статті", "непрочитаних статей"];
                format!("{count} {}", slavic(count, words))
            }
        }
    }

    /// "Your digest: 3 new articles".
    pub fn digest(&self, count: u32) -> String {
        match (self.spoken, count) {
            (Spoken::English, 1) => "Your digest: 1 new article".to_owned(),
            (Spoken::English, _) => format!("Your digest: {count} new articles"),
            (Spoken::Ukrainian, _) => {
                let words = ["нова стаття", "нові статті", "нових статей"];
                format!("Ваш огляд: {count} {}", slavic(count, words))
            }
        }
    }

    /// "3 new articles you follow".
    pub fn new_articles(&self, count: u32) -> String {
        match (self.spoken, count) {
            (Spoken::English, 1) => "1 new article you follow".to_owned(),
            (Spoken::English, _) => format!("{count} new articles you follow"),
            (Spoken::Ukrainian, _) => {
                let words = ["нова стаття", "нові статті", "нових статей"];
                format!("{count} {} з того, за чим ви стежите", slavic(count, words))
            }
        }
    }
}

/// The form of a word that goes with a number: for 1 and 21, for 2 to 4 and 22, for the others.
fn slavic(count: u32, [one, few, many]: [&str; 3]) -> &str {
    match (count % 10, count % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_their_words() {
        assert_eq!(ENGLISH.new_articles(1), "1 new article you follow");
        assert_eq!(ENGLISH.unread(21), "21 unread articles");
        assert_eq!(ENGLISH.unread(0), "Broadsheet", "nothing is told of nothing");
        let form = |count| slavic(count, ["one", "few", "many"]);
        for (count, wanted) in
            [(1, "one"), (2, "few"), (5, "many"), (11, "many"), (12, "many"), (21, "one"), (113, "many")]
        {
            assert_eq!(form(count), wanted, "{count}");
        }
    }
}
