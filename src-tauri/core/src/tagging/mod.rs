//! Tags that a text plainly calls for, though its publisher does not. Pure: `store` knows which tags there are.
//!
//! Precision comes first: a tag that is missing is missing as before, but one that is wrong tells the reader something
//! untrue. So a name must stand in the headline, or be what the text keeps coming back to; an ordinary word must do
//! both; and a word that says only of what kind a piece is ("Politics", "Video") is never found.

mod common;
mod name;
mod stem;
#[cfg(test)]
mod tests;
mod text;

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use common::is_common;
use name::{Name, Sure};
use text::{Word, words};

/// How often a text must come back to a name that does not stand in its headline.
const OFTEN: usize = 3;
/// In a long text one more time for so many words.
const STRETCH: usize = 300;

/// An article's words, ready to be looked through.
#[derive(Debug)]
pub struct Text {
    parts: [Part; 3],
    /// Where the stem of each word that is none of every text stands.
    places: HashMap<String, Vec<Place>>,
}

/// A word of a text: the part it stands in, and which of its words it is.
type Place = (usize, usize);

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
        let mut parts = [headline, summary, body].map(Part::of);
        // A list of names is no heading.
        parts[BODY].titled = false;
        let mut places: HashMap<String, Vec<Place>> = HashMap::new();
        for (part, Part { words, .. }) in parts.iter().enumerate() {
            let telling = words.iter().enumerate().filter(|(_, word)| !is_common(&word.folded));
            for (at, word) in telling {
                places.entry(word.stem.clone()).or_default().push((part, at));
            }
        }
        Self { parts, places }
    }

    /// The stems in it, each once: what [`anchors`] are compared with.
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
    Name::of(name).map(Name::into_anchors).unwrap_or_default()
}

/// What a text that holds `name` is looked for by: the beginnings that all forms of its words share.
#[must_use]
pub fn beginnings(name: &str) -> Vec<String> {
    Name::of(name).map(|name| name.beginnings()).unwrap_or_default()
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
    let mut standing: Vec<(i64, Name)> =
        names.iter().filter_map(|(tag, name)| Some((*tag, Name::of(name)?))).collect();
    // "South China Sea" says nothing of China, where it is known itself.
    standing.sort_by_key(|(_, name)| Reverse(name.words.len()));
    let mut covered: HashMap<Place, usize> = HashMap::new();
    let mut tallies: BTreeMap<i64, Tally> = BTreeMap::new();
    for (tag, name) in &standing {
        let words = name.words.len();
        let places = name.places(text);
        if places.iter().any(|(part, _)| *part != HEADLINE) && name.is_headlined_short(text) {
            tallies.entry(*tag).or_default().add(HEADLINE, Sure::Quite);
        }
        for (part, start) in places {
            let mut all = start..start + words;
            if all.any(|at| covered.get(&(part, at)).is_some_and(|by| *by > words)) {
                continue;
            }
            if let Some(sure) = name.sure(text, part, start) {
                tallies.entry(*tag).or_default().add(part, sure);
                covered.extend((start..start + words).map(|at| ((part, at), words)));
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
