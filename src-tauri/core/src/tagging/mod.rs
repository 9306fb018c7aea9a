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

    /// Where it stands in a text, by its first word.
    fn places(&self, text: &Text) -> Vec<Place> {
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
    fn sure(&self, text: &Text, part: usize, start: usize) -> Option<Sure> {
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
    fn is_headlined_short(&self, text: &Text) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of these that a text plainly calls for.
    fn found(names: &[&'static str], headline: &str, body: &str) -> Vec<&'static str> {
        let text = Text::of(headline, "", body);
        let known: Vec<(i64, String)> =
            (0..).zip(names).map(|(tag, name)| (tag, (*name).to_owned())).collect();
        // Only what the index would give.
        let stems: Vec<&str> = text.stems().collect();
        let asked = known
            .into_iter()
            .filter(|(_, name)| anchors(name).iter().any(|anchor| stems.contains(&anchor.as_str())))
            .collect::<Vec<_>>();
        plain(&text, &asked)
            .into_iter()
            .filter_map(|tag| names.get(usize::try_from(tag).ok()?).copied())
            .collect()
    }

    #[test]
    fn a_name_in_the_headline_is_plain() {
        assert_eq!(found(&["Syria"], "Talks on Syria begin", "They met."), ["Syria"]);
        assert_eq!(found(&["European Union"], "What the European Union wants", ""), ["European Union"]);
        assert!(
            found(&["Syria"], "Talks begin", "One of them is from Syria.").is_empty(),
            "one mention is not"
        );
        assert_eq!(
            found(
                &["Syria"],
                "Talks begin",
                "About Syria. The war in Syria goes on, and Syria's neighbours wait."
            ),
            ["Syria"],
            "coming back to it is"
        );
    }

    #[test]
    fn words_are_whole() {
        assert!(
            found(&["Oman"], "A Roman and a woman", "Romania, romance, womanly").is_empty(),
            "inside a word"
        );
        assert!(
            found(&["Crimea"], "A crime in the city", "crime crime crime").is_empty(),
            "another word's start"
        );
        assert_eq!(
            found(&["Iran"], "US-Iran talks", "The two talk. In Iran, hope."),
            ["Iran"],
            "behind a hyphen it may be"
        );
        assert!(
            found(&["Montana"], "Brand in Crans-Montana", "In Crans-Montana.").is_empty(),
            "or be another place"
        );
    }

    #[test]
    fn forms_of_a_name_are_the_name() {
        assert_eq!(
            found(&["Elections"], "An early election is called", "The election, an election, election day"),
            ["Elections"]
        );
        assert_eq!(
            found(&["Зеленський"], "Прем'єр зустрівся із Зеленським", "Візит до Зеленського тривав годину."),
            ["Зеленський"]
        );
        assert_eq!(found(&["Київ"], "Вибух у Києві", "Мешканці Києва чули вибух. У Києві тихо."), ["Київ"]);
        assert_eq!(
            found(&["Верховна Рада"], "Депутати Верховної Ради голосували", ""),
            ["Верховна Рада"],
            "of several words, each in its form"
        );
        assert_eq!(
            found(&["Кам'янець"], "Злива у Кам’янці", "У Камʼянці злива, і в Кам`янці вода."),
            ["Кам'янець"],
            "whatever its apostrophe"
        );
        assert_eq!(
            found(&["Ukraine"], "Guerre : l’Ukraine accuse", "En Ukraine, rien."),
            ["Ukraine"],
            "behind an elided article"
        );
        assert_eq!(
            found(&["México"], "Elections in Mexico", "Voters in Mexico wait."),
            ["México"],
            "with or without accents"
        );
    }

    #[test]
    fn ordinary_words_must_do_more() {
        assert!(found(&["Apple"], "An apple a day", "The apple fell. An apple is a fruit.").is_empty());
        assert_eq!(
            found(&["Apple"], "What Apple plans", "On Monday Apple said so."),
            ["Apple"],
            "with a capital it is a name"
        );
        assert!(
            found(&["housing"], "New prices", "The housing, some housing, and more housing").is_empty(),
            "not by the text alone"
        );
        assert_eq!(
            found(&["housing"], "A plan for housing", "The housing, some housing, and more housing"),
            ["housing"],
            "by headline and text"
        );
    }

    #[test]
    fn capitals_where_all_have_them_tell_nothing() {
        let titled = "The Target of a Great Many Angry Letters";
        assert!(found(&["Target"], titled, "They were the target of it.").is_empty());
        assert!(
            found(&["Target"], "Target of letters", "Nobody knows the target.").is_empty(),
            "nor does a sentence's first"
        );
        assert_eq!(found(&["EU"], "How the EU decides", ""), ["EU"]);
        assert!(
            found(&["US", "IT"], "TELL US WHAT IT IS ABOUT NOW", "It is for us.").is_empty(),
            "a headline that shouts"
        );
        assert!(found(&["US"], "Join us", "Tell us, and us, and us").is_empty(), "another word");
        assert!(found(&["Uk"], "Uk in the Uk", "Uk, Uk").is_empty(), "two letters that are not capitals");
    }

    #[test]
    fn a_longer_name_is_not_its_parts() {
        let text =
            "Ships of the South China Sea. The South China Sea is wide; in the South China Sea they fish.";
        assert_eq!(found(&["China", "South China Sea"], "In the South China Sea", text), ["South China Sea"]);
        assert!(
            found(&["Jordan"], "Michael Jordan sells", "He is Michael Jordan, the Michael Jordan.")
                .is_empty(),
            "nor somebody's name"
        );
        assert_eq!(
            found(&["Donald Trump"], "Trump flies home", "So Donald Trump flew. There Trump slept."),
            Vec::<&str>::new(),
            "twice by the family name is not often"
        );
        assert_eq!(
            found(
                &["Donald Trump"],
                "Trump flies home",
                "So Donald Trump flew. There Trump said that Trump is."
            ),
            ["Donald Trump"],
            "three times is"
        );
    }

    #[test]
    fn what_says_only_the_kind_of_piece_is_never_found() {
        for name in
            ["Politics", "Breaking news", "Long read", "Новини", "Відео", "The", "of the", "2025", "", "?!"]
        {
            assert!(anchors(name).is_empty(), "{name}");
        }
        assert!(anchors(&"very ".repeat(9)).is_empty(), "a sentence is no name");
        assert!(anchors(&"x".repeat(1000)).is_empty(), "nor is a wall of letters");
    }

    #[test]
    fn what_the_headline_says_comes_first() {
        let body = "In Syria, and Syria, and Syria and Syria. The war in Iran. Of Iran and Iran. Not Gaza.";
        assert_eq!(
            found(&["Iran", "Syria", "Gaza"], "Gaza waits", &format!("{body} In Gaza.")),
            ["Gaza", "Syria", "Iran"]
        );
    }

    #[test]
    fn beginnings_are_what_all_forms_share() {
        assert_eq!(beginnings("Political parties"), ["political", "part"], "party and parties");
        assert_eq!(beginnings("Київ"), ["ки"]);
        assert_eq!(beginnings("Верховна Рада"), ["верховн", "рад"]);
        assert!(beginnings("News").is_empty(), "what is never found is not looked for");
    }

    #[test]
    fn nothing_that_comes_in_can_break_it() {
        for text in [
            "",
            "\u{0}",
            "''''",
            "l'",
            "\u{ad}\u{ad}",
            "a\u{301}\u{301}",
            "ʼʼʼ",
            "-----",
            "🎵 🎵",
            "І",
            "İ",
            "ß",
        ] {
            assert!(found(&["Syria", "🎵", "ʼ", "ß"], text, text).is_empty(), "{text:?}");
        }
        let long = "Syria, ".repeat(100_000);
        assert_eq!(found(&["Syria"], "", &long).len(), 1, "and a book is read to where nobody reads on");
    }
}
