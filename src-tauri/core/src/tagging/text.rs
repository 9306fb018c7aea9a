//! A text as words that names are looked for in: folded and stemmed, with what their capitals say.

use unicode_normalization::char::is_combining_mark;

use super::stem::stem;
use crate::search::fold;

/// More words than are read of one article.
const MOST: usize = 20_000;

/// A longer word is none.
const LONGEST: usize = 48;

/// A word where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// What it is compared by.
    pub stem: String,
    /// Itself, folded.
    pub folded: String,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// Whether it is all capitals, and more than one.
    pub caps: bool,
    /// Whether a sentence begins here, where any word has a capital.
    pub first: bool,
    /// How it hangs together with the word before.
    pub joined: Joined,
}

/// What stands between a word and the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joined {
    /// More than joins words into a name, or no word.
    No,
    /// A space.
    Space,
    /// A hyphen.
    Hyphen,
}

impl Joined {
    fn by(between: &str) -> Self {
        let is_hyphen = |c: char| matches!(c, '-' | '\u{2010}' | '\u{2011}');
        match between.chars().next() {
            Some(c) if is_hyphen(c) && between.chars().count() == 1 => Self::Hyphen,
            // An elided article's apostrophe, too.
            Some(_) if between.chars().all(|c| matches!(c, ' ' | '\u{a0}') || is_apostrophe(c)) => {
                Self::Space
            }
            _ => Self::No,
        }
    }
}

/// The words of `text`, in order.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut rest = text;
    while words.len() < MOST {
        let Some(start) = rest.find(is_word_sign) else { break };
        let between = rest.get(..start).unwrap_or_default();
        let first = words.is_empty() || between.contains(ends_sentence);
        let joined = if words.is_empty() { Joined::No } else { Joined::by(between) };
        let tail = rest.get(start..).unwrap_or_default();
        let end = end_of_word(tail);
        words.extend(word(tail.get(..end).unwrap_or_default(), first, joined));
        rest = tail.get(end..).unwrap_or_default();
    }
    words
}

fn ends_sentence(c: char) -> bool {
    matches!(
        c,
        '.' | '!'
            | '?'
            | '…'
            | ':'
            | '\n'
            | '\r'
            | '•'
            | '"'
            | '“'
            | '”'
            | '„'
            | '«'
            | '»'
            | '—'
            | '–'
            | '|'
            | '('
    )
}

fn is_word_sign(c: char) -> bool {
    c.is_alphanumeric() && !is_apostrophe(c)
}

/// Where the word at the start of `text` ends. An apostrophe stands inside a word, but for one behind an elided article
/// ("l'Ukraine"), and a soft hyphen is nothing.
fn end_of_word(text: &str) -> usize {
    let mut letters = 0;
    let mut signs = text.char_indices().peekable();
    while let Some((at, c)) = signs.next() {
        if is_word_sign(c) || is_combining_mark(c) || c == '\u{ad}' {
            letters += 1;
            continue;
        }
        let inside = is_apostrophe(c) && signs.peek().is_some_and(|(_, next)| is_word_sign(*next));
        let elided = letters <= 2
            && !text.starts_with(['O', 'o'])
            && text.starts_with(|c: char| c.is_ascii_alphabetic());
        if !inside || elided {
            return at;
        }
    }
    text.len()
}

/// An apostrophe, in any of the forms that Ukrainian and others write it.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '\u{02bc}' | '\u{02b9}' | '\u{02bb}' | '`' | '´' | '＇')
}

fn word(raw: &str, first: bool, joined: Joined) -> Option<Word> {
    let owner = raw.strip_suffix(['s', 'S']).and_then(|raw| raw.strip_suffix(is_apostrophe)).unwrap_or(raw);
    let letters: String = owner.chars().filter(|c| !is_apostrophe(*c) && *c != '\u{ad}').collect();
    let folded = fold(&letters);
    if folded.is_empty() || folded.len() > LONGEST {
        return None;
    }
    let capital =
        letters.chars().next().is_some_and(|c| !c.is_lowercase() && c.is_alphabetic() && has_case(c));
    let caps = letters.chars().count() > 1
        && letters.chars().all(|c| c.is_uppercase() || c.is_numeric())
        && letters.chars().any(char::is_uppercase);
    Some(Word { stem: stem(&folded), folded, capital, caps, first, joined })
}

fn has_case(c: char) -> bool {
    c.is_uppercase() || c.is_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.folded).collect()
    }

    #[test]
    fn apostrophes_join_and_part() {
        assert_eq!(
            folded("O'Brien’s здоров'я здоровʼя"),
            ["obrien", "здоровя", "здоровя"],
            "inside a word they are nothing"
        );
        assert_eq!(
            folded("l'Ukraine d’État rock ’n’ roll"),
            ["l", "ukraine", "d", "etat", "rock", "n", "roll"]
        );
        assert_eq!(folded("the workers' party"), ["the", "workers", "party"]);
        assert_eq!(folded("Ві\u{ad}нни\u{ad}ця"), ["вінниця"], "a soft hyphen is nothing");
    }

    #[test]
    fn sentences_and_names_are_seen() {
        let words = words("It rains. In Kyiv-based NATO offices, “Peace” waits");
        let of = |name: &str| words.iter().find(|word| word.folded == name).unwrap();
        assert!(of("in").first && of("peace").first && !of("kyiv").first, "where any word has a capital");
        assert!(of("nato").caps && of("kyiv").capital && !of("based").capital);
        assert_eq!((of("based").joined, of("kyiv").joined), (Joined::Hyphen, Joined::Space));
        assert_eq!(
            (of("peace").joined, of("in").joined),
            (Joined::No, Joined::No),
            "a sign between is more than a space"
        );
    }
}
