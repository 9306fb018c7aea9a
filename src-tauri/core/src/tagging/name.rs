//! A name, how its forms are known, and how surely it is meant where it stands.

use super::common::{is_common, is_kind};
use super::stem::stems;
use super::text::{Joined, Word, words};
use super::{BODY, HEADLINE, OFTEN, Place, Text};

/// A name of more words is a sentence.
const LONGEST: usize = 6;
/// A name of fewer letters is found only where it is written in capitals, as "EU" is.
const SHORT: usize = 4;
/// Capitals of more letters may be a name that is written large.
const ACRONYM: usize = 6;

/// A name that is looked for.
pub(super) struct Name {
    /// The stems each of its words may have.
    pub words: Vec<Vec<String>>,
    /// Which word it is looked up by.
    anchor: usize,
    manner: Manner,
}

/// How a name is told from ordinary words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// By its several words.
    Words,
    /// By its capitals: "EU".
    Capitals,
    /// By the capital its only word has in the text: "Syria".
    Capital,
}

impl Name {
    pub fn of(name: &str) -> Option<Self> {
        let words = words(name);
        let tells = |word: &Word| !is_common(&word.folded) && word.folded.chars().any(char::is_alphabetic);
        let telling: Vec<usize> = (0..words.len()).filter(|at| words.get(*at).is_some_and(tells)).collect();
        if words.len() > LONGEST || is_kind(&words) {
            return None;
        }
        let letters = |at: usize| words.get(at).map_or(0, |word| word.folded.chars().count());
        let anchor = telling.iter().copied().max_by_key(|at| letters(*at))?;
        let manner = match (words.get(anchor)?, letters(anchor)) {
            (_, SHORT..) if telling.len() > 1 => Manner::Words,
            (word, ..=ACRONYM) if word.caps => Manner::Capitals,
            (_, SHORT..) => Manner::Capital,
            _ => return None,
        };
        Some(Self { words: words.iter().map(|word| stems(&word.folded)).collect(), anchor, manner })
    }

    /// The stems of the word it is looked up by.
    pub fn into_anchors(self) -> Vec<String> {
        self.words.into_iter().nth(self.anchor).unwrap_or_default()
    }

    /// What all forms of each of its words begin with.
    pub fn beginnings(&self) -> Vec<String> {
        self.words.iter().filter_map(|stems| beginning(stems)).collect()
    }

    /// Where it stands in a text, by its first word.
    pub fn places(&self, text: &Text) -> Vec<Place> {
        let Some(anchor) = self.words.get(self.anchor) else { return Vec::new() };
        let mut places: Vec<Place> = anchor
            .iter()
            .filter_map(|stem| text.places.get(stem))
            .flatten()
            .filter_map(|(part, at)| Some((*part, at.checked_sub(self.anchor)?)))
            .filter(|(part, start)| self.stands(text, *part, *start))
            .collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    fn stands(&self, text: &Text, part: usize, start: usize) -> bool {
        self.words.iter().enumerate().all(|(nth, stems)| {
            let word = text.word(part, start + nth);
            word.is_some_and(|word| stems.contains(&word.stem) && (nth == 0 || word.joined != Joined::No))
        })
    }

    /// How surely it is meant where it stands; `None` where it is not.
    pub fn sure(&self, text: &Text, part: usize, start: usize) -> Option<Sure> {
        let word = text.word(part, start + self.anchor)?;
        let titled = text.parts.get(part)?.titled;
        match self.manner {
            Manner::Words => Some(Sure::Wholly),
            Manner::Capitals => (word.caps && !titled).then_some(Sure::Quite),
            Manner::Capital if !word.capital => Some(Sure::Word),
            Manner::Capital if word.first || titled || self.is_part(text, part, start) => Some(Sure::Perhaps),
            Manner::Capital => Some(Sure::Quite),
        }
    }

    /// Whether the headline calls a person by the last of two names, and the text does so again and again.
    pub fn is_headlined_short(&self, text: &Text) -> bool {
        let (Manner::Words, [_, last]) = (self.manner, &*self.words) else { return false };
        let times = |wanted: usize| {
            let places = last.iter().filter_map(|stem| text.places.get(stem)).flatten();
            let is_name = |at: usize| text.word(wanted, at).is_some_and(|word| word.capital);
            places.filter(|(part, at)| *part == wanted && is_name(*at)).count()
        };
        times(HEADLINE) > 0 && times(BODY) >= OFTEN
    }

    /// Whether it stands right beside another name, and may be a part of a longer one: "Crans-Montana" is not in
    /// Montana.
    fn is_part(&self, text: &Text, part: usize, start: usize) -> bool {
        let before = start.checked_sub(1).and_then(|at| text.word(part, at));
        // The first word of a sentence may be a name too, unless it is one of every text: "In Syria".
        let is_name = |word: &Word| word.capital && !(word.first && is_common(&word.folded));
        let joined = text.word(part, start).map_or(Joined::No, |word| word.joined);
        let behind = text.word(part, start + self.words.len());
        joined == Joined::Hyphen
            || (joined == Joined::Space && before.is_some_and(is_name))
            || behind.is_some_and(|word| word.capital && word.joined != Joined::No)
    }
}

/// How surely a name is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sure {
    /// It is the name: several words are hardly anything else.
    Wholly,
    /// It is the name, as far as one word tells.
    Quite,
    /// It has a capital, where any word has one, or beside another name.
    Perhaps,
    /// It may be the name, or the ordinary word.
    Word,
}

/// What all of these begin with, but for a `y` that may be another letter in other forms.
fn beginning(stems: &[String]) -> Option<String> {
    let (first, others) = stems.split_first()?;
    let shared = others.iter().fold(first.chars().count(), |shared, other| {
        first.chars().zip(other.chars()).take(shared).take_while(|(one, other)| one == other).count()
    });
    let beginning: String = first.chars().take(shared).collect();
    let beginning = beginning.strip_suffix('y').unwrap_or(&beginning);
    (!beginning.is_empty()).then(|| beginning.to_owned())
}
