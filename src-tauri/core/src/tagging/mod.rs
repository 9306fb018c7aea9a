//! Tags that a text plainly calls for, though its publisher does not. Pure: `store` knows which tags there are.
//!
//! Precision comes first: a tag that is missing is missing as before, but one that is wrong tells the reader something
//! untrue. So a name must stand in the headline, or be what the text keeps coming back to; an ordinary word must do
//! both; and a word that says only of what kind a piece is ("Politics", "Video") is never found.

mod common;
mod stem;
mod text;

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use common::{is_common, is_kind};
use stem::stems;
use text::{Joined, Word, words};

/// A name of more words is a sentence.
const LONGEST: usize = 6;
/// A name of fewer letters is found only where it is written in capitals, as "EU" is.
const SHORT: usize = 4;
/// Capitals of more letters may be a name that is written large.
const ACRONYM: usize = 6;
/// How often a text must come back to a name that does not stand in its headline.
const OFTEN: usize = 3;
/// In a long text one more time for so many words.
const STRETCH: usize = 300;

/// An article's words, ready to be looked through.
#[derive(Debug)]
pub struct Text {
    parts: [Part; 3],
    /// Where each stem stands: part and place.
    places: HashMap<String, Vec<(usize, usize)>>,
}

/// A headline, a summary or a body.
#[derive(Debug)]
struct Part {
    words: Vec<Word>,
    /// Whether nearly every word has a capital here, so that capitals tell nothing.
    titled: bool,
}

const HEADLINE: usize = 0;
const SUMMARY: usize = 1;
const BODY: usize = 2;

impl Text {
    /// Reads an article.
    #[must_use]
    pub fn of(headline: &str, summary: &str, body: &str) -> Self {
        let parts = [headline, summary, body].map(Part::of);
        let mut places: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
        for (part, Part { words, .. }) in parts.iter().enumerate() {
            for (at, word) in words.iter().enumerate() {
                places.entry(word.stem.clone()).or_default().push((part, at));
            }
        }
        Self { parts, places }
    }

    /// Every stem in it, once: what [`anchors`] are compared with.
    pub fn stems(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(String::as_str)
    }

    fn word(&self, part: usize, at: usize) -> Option<&Word> {
        self.parts.get(part)?.words.get(at)
    }
}

impl Part {
    fn of(text: &str) -> Self {
        let words = words(text);
        let long = || words.iter().skip(1).filter(|word| word.folded.chars().count() > 3);
        let titled =
            long().count() > 1 && long().filter(|word| word.capital).count() * 3 > long().count() * 2;
        Self { words, titled }
    }
}

/// The stems by one of which a text must be recognised to hold `name`; none where it is not to be looked for.
#[must_use]
pub fn anchors(name: &str) -> Vec<String> {
    Name::of(name).map(|name| name.words.into_iter().nth(name.anchor).unwrap_or_default()).unwrap_or_default()
}

/// What a text that holds `name` is looked for by: the beginnings that all forms of its words share.
#[must_use]
pub fn beginnings(name: &str) -> Vec<String> {
    let Some(name) = Name::of(name) else { return Vec::new() };
    name.words.iter().filter_map(|stems| beginning(stems)).collect()
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

/// A name that is looked for.
struct Name {
    /// The stems each of its words may have.
    words: Vec<Vec<String>>,
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
    fn of(name: &str) -> Option<Self> {
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

    /// Where it stands in a text: part and first word.
    fn places(&self, text: &Text) -> Vec<(usize, usize)> {
        let Some(anchor) = self.words.get(self.anchor) else { return Vec::new() };
        let mut places: Vec<(usize, usize)> = anchor
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
    fn sure(&self, text: &Text, part: usize, start: usize) -> Option<Sure> {
        let word = text.word(part, start + self.anchor)?;
        let titled = text.parts.get(part)?.titled;
        match self.manner {
            Manner::Words => Some(Sure::Wholly),
            Manner::Capitals => (word.caps && !titled).then_some(Sure::Quite),
            Manner::Capital if !word.capital => Some(Sure::Word),
            // "Crans-Montana" is not in Montana.
            Manner::Capital if word.joined == Joined::Hyphen => None,
            Manner::Capital if word.first || titled || self.is_part(text, part, start) => Some(Sure::Perhaps),
            Manner::Capital => Some(Sure::Quite),
        }
    }

    /// Whether the headline calls a person by the last of two names, and the text does so again and again.
    fn is_headlined_short(&self, text: &Text) -> bool {
        let (Manner::Words, [_, last]) = (self.manner, &*self.words) else { return false };
        let times = |wanted: usize| {
            let places = last.iter().filter_map(|stem| text.places.get(stem)).flatten();
            let is_name = |at: usize| text.word(wanted, at).is_some_and(|word| word.capital);
            places.filter(|(part, at)| *part == wanted && is_name(*at)).count()
        };
        times(HEADLINE) > 0 && times(BODY) >= OFTEN
    }

    /// Whether it stands right beside another name, which may be a part of it or a longer name that it is part of.
    fn is_part(&self, text: &Text, part: usize, start: usize) -> bool {
        let before = start.checked_sub(1).and_then(|at| text.word(part, at));
        let joined = text.word(part, start).is_some_and(|word| word.joined != Joined::No);
        let behind = text.word(part, start + self.words.len());
        (joined && before.is_some_and(|word| word.capital && !word.first))
            || behind.is_some_and(|word| word.capital && word.joined != Joined::No)
    }
}

/// How surely a name is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sure {
    /// It is the name: several words are hardly anything else.
    Wholly,
    /// It is the name, as far as one word tells.
    Quite,
    /// It has a capital, where any word has one, or beside another name.
    Perhaps,
    /// It may be the name, or the ordinary word.
    Word,
}

/// How much a tag's names say in each part, by how surely: a word two, and several words three.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    quite: [usize; 3],
    perhaps: [usize; 3],
    word: [usize; 3],
}

impl Tally {
    fn add(&mut self, part: usize, sure: Sure) {
        let (says, much) = match sure {
            Sure::Wholly => (&mut self.quite, 3),
            Sure::Quite => (&mut self.quite, 2),
            Sure::Perhaps => (&mut self.perhaps, 2),
            Sure::Word => (&mut self.word, 2),
        };
        if let Some(says) = says.get_mut(part) {
            *says += much;
        }
    }

    /// Whether a text of so many words is plainly about it.
    fn is_plain(&self, length: usize) -> bool {
        let often = 2 * (OFTEN + length / STRETCH);
        let Self { quite, perhaps, word } = *self;
        let named = quite[BODY] > word[BODY];
        let body = quite[BODY] + if named { perhaps[BODY] } else { 0 };
        quite[HEADLINE] > 0
            || (perhaps[HEADLINE] > 0 && named)
            || body >= often
            || (quite[SUMMARY] > 0 && body + 2 >= often)
            || (word[HEADLINE] + perhaps[HEADLINE] > 0 && word[BODY] + perhaps[BODY] >= often)
    }
}

/// Which tags a text plainly calls for, of those whose names are given: the number a tag is known by, and one of its
/// names. What the headline holds comes first, and then what the text says most often.
#[must_use]
pub fn plain(text: &Text, names: &[(i64, String)]) -> Vec<i64> {
    let mut standing: Vec<(i64, Name, Vec<(usize, usize)>)> = names
        .iter()
        .filter_map(|(tag, name)| {
            let name = Name::of(name)?;
            let places = name.places(text);
            (!places.is_empty()).then_some((*tag, name, places))
        })
        .collect();
    // "South China Sea" says nothing of China, where it is known itself.
    standing.sort_by_key(|(_, name, _)| Reverse(name.words.len()));
    let mut covered: HashMap<(usize, usize), usize> = HashMap::new();
    let mut tallies: BTreeMap<i64, Tally> = BTreeMap::new();
    for (tag, name, places) in &standing {
        let words = name.words.len();
        for (part, start) in places {
            let mut all = *start..start + words;
            if all.any(|at| covered.get(&(*part, at)).is_some_and(|by| *by > words)) {
                continue;
            }
            if *part != HEADLINE && name.is_headlined_short(text) {
                tallies.entry(*tag).or_default().add(HEADLINE, Sure::Quite);
            }
            if let Some(sure) = name.sure(text, *part, *start) {
                tallies.entry(*tag).or_default().add(*part, sure);
                covered.extend((*start..start + words).map(|at| ((*part, at), words)));
            }
        }
    }
    let length = text.parts[BODY].words.len();
    let mut plain: Vec<(i64, Tally)> =
        tallies.into_iter().filter(|(_, tally)| tally.is_plain(length)).collect();
    plain.sort_by_key(|(tag, Tally { quite, perhaps, word })| {
        let of = |part: usize| quite[part] + perhaps[part] + word[part];
        (of(HEADLINE) == 0, Reverse(of(BODY)), *tag)
    });
    plain.into_iter().map(|(tag, _)| tag).collect()
}
