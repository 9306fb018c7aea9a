//! How much of an article's text a reading holds. The one place that says what a short text is.

use crate::model::{Access, Extent};

/// A text of fewer words may be only an opening.
const ENOUGH: usize = 120;
/// Three dots at the end of a text of more words are the writer's own.
const OPENING: usize = 200;
/// The last line of an opening: what feeds write where the article goes on at its page, in lower case.
const GOES_ON: &[&str] = &[
    "read more",
    "read on",
    "read the full",
    "read the full article",
    "read the full story",
    "read the rest",
    "read full",
    "continue reading",
    "keep reading",
    "full story",
    "more…",
    "more...",
    "weiterlesen",
    "mehr lesen",
    "zum artikel",
    "lire la suite",
    "lire plus",
    "leer más",
    "seguir leyendo",
    "leia mais",
    "continua a leggere",
    "leggi tutto",
    "lees verder",
    "czytaj dalej",
    "läs mer",
    "les mer",
    "læs mere",
    "lue lisää",
    "číst dál",
    "devamını oku",
    "читать далее",
    "читати далі",
    "اقرأ المزيد",
    "続きを読む",
    "阅读全文",
    "閱讀全文",
];
/// How long the line that says so may be, in words.
const CALL: usize = 12;
/// How long a line under it may be, in words: a feed may name itself there ("The post … appeared first on …").
const SIGNATURE: usize = 30;

/// How much of an article `text` is. `opening` says that its publisher calls it one, `apart` whether a video, a
/// recording or a file comes with it, which may be all there is.
pub(super) fn extent(text: &str, opening: bool, access: Access, apart: bool) -> Extent {
    let words = words(text);
    match words {
        0 if apart => Extent::Short,
        0 => Extent::Nothing,
        _ if opening || goes_on(text, words) => Extent::Cut,
        1..ENOUGH if access != Access::Public => Extent::Cut,
        1..ENOUGH => Extent::Short,
        _ => Extent::Whole,
    }
}

/// Whether the text says itself that it goes on elsewhere.
fn goes_on(text: &str, words: usize) -> bool {
    let mut lines = text.lines().rev().map(str::trim).filter(|line| !line.is_empty());
    let Some(last) = lines.next() else { return false };
    says_so(last, words, false)
        || (self::words(last) <= SIGNATURE && lines.next().is_some_and(|line| says_so(line, words, true)))
}

/// Whether a line of a text of `words` words says that the text goes on. Under a long text the call must be all that
/// the line says: writers end on "Read the full report." too. Dots that are `signed` count in brackets only.
fn says_so(line: &str, words: usize, signed: bool) -> bool {
    let line = line.trim_end_matches(['→', '»', '›', '>', ']', ')', ' ', '\u{a0}']);
    let dots = line.ends_with('…') || line.ends_with("...");
    let bracketed = line.ends_with("[…") || line.ends_with("[...") || line.ends_with("(…");
    let low = line.to_lowercase();
    let called = GOES_ON.iter().any(|call| {
        if words < OPENING {
            self::words(line) <= CALL && low.starts_with(call)
        } else {
            low.trim_end_matches('.') == *call
        }
    });
    called || (dots && words < OPENING && (!signed || bracketed)) || ends_with_call(&low, words)
}

/// An opening and "Read more" in one line.
fn ends_with_call(low: &str, words: usize) -> bool {
    words < OPENING && ["read more", "continue reading", "[more]"].iter().any(|call| low.ends_with(call))
}

/// How many words a text has; two Chinese or Japanese characters count as one.
pub(crate) fn words(text: &str) -> usize {
    let (mut characters, mut words) = (0, 0);
    for word in text.split_whitespace() {
        let ideographs = word.chars().filter(|c| is_ideograph(*c)).count();
        characters += ideographs;
        words += usize::from(word.chars().any(|c| c.is_alphanumeric() && !is_ideograph(c)));
    }
    words + characters.div_ceil(2)
}

/// Whether a character is written without spaces between words.
pub(super) fn is_ideograph(character: char) -> bool {
    matches!(u32::from(character), 0x3040..=0x30FF | 0x3400..=0x9FFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn public(text: &str) -> Extent {
        extent(text, false, Access::Public, false)
    }

    fn text_of(words: usize) -> String {
        "word ".repeat(words)
    }

    #[test]
    fn a_text_is_as_long_as_its_words() {
        assert_eq!(public(""), Extent::Nothing);
        assert_eq!(public(&text_of(20)), Extent::Short, "perhaps all there is");
        assert_eq!(public(&text_of(200)), Extent::Whole);
        assert_eq!(public(&"漢".repeat(300)), Extent::Whole, "words without spaces count as well");
        assert_eq!(extent("", false, Access::Public, true), Extent::Short, "an episode needs no text");
    }

    #[test]
    fn an_opening_says_that_it_goes_on() {
        for end in [
            "and then […]",
            "and then [...]",
            "and so…",
            "and so ...",
            "and so.\nRead more",
            "and so.\nContinue reading “The port” →",
            "and so. Read more »",
            "and so [&]\nWeiterlesen auf der Seite",
            "and then […]\nThe post The port appeared first on Harbour Post.",
            "そして\n続きを読む",
        ] {
            assert_eq!(public(&(text_of(40) + end)), Extent::Cut, "{end}");
        }
        assert_eq!(public(&(text_of(400) + "and so…")), Extent::Whole, "a long text may end in thought");
        assert_eq!(public(&(text_of(400) + "\nRead more")), Extent::Cut, "but it does not send readers away");
        assert_eq!(
            public(
                &(text_of(150)
                    + "\nRead more about cranes, ships and everything else in the long book that we published last year")
            ),
            Extent::Whole,
            "a sentence is no call"
        );
        assert_eq!(
            public(&(text_of(400) + "\nRead the full communiqué.")),
            Extent::Whole,
            "nor is a link under a long text"
        );
        let middle = text_of(100) + "\nRead the full communiqué.\n" + &text_of(90);
        assert_eq!(public(&middle), Extent::Whole, "nor what stands between paragraphs");
    }

    #[test]
    fn a_short_text_behind_a_wall_is_an_opening() {
        assert_eq!(extent(&text_of(50), false, Access::Paid, false), Extent::Cut);
        assert_eq!(
            extent(&text_of(500), false, Access::Members, false),
            Extent::Whole,
            "a feed of one's own has all"
        );
    }
}
