//! Words without their endings, in English and Ukrainian.
//!
//! Both are careful on purpose: what a name loses must still leave it apart from every other name. English gives up
//! the plural and nothing more, Ukrainian the endings of nouns and adjectives, surnames among them. A word is taken
//! for one of the two by its letters: Latin ones for English, Cyrillic ones for Ukrainian. Others stay as they are.

/// A shorter stem tells too little, in letters.
const SHORTEST: usize = 3;

/// The endings of Ukrainian nouns and adjectives, longer ones before those they end in. Without `ові` and `еві`:
/// "Львові" is "Львов" with an ending, as "Львова" is.
const UKRAINIAN: [&str; 34] = [
    "ями", "ами", "ими", "ого", "ому", "ою", "ею", "єю", "ої", "ам", "ям", "ах", "ях", "ів", "їв", "ом",
    "ем", "єм", "им", "ім", "их", "іх", "ий", "а", "я", "о", "е", "є", "и", "і", "ї", "у", "ю", "ь",
];

/// What a folded word of a text is compared by.
pub(super) fn stem(word: &str) -> String {
    match word.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => english(word),
        Some(first) if is_cyrillic(first) => ukrainian(word).to_owned(),
        _ => word.to_owned(),
    }
}

/// Every stem that forms of this word of a name have: more than one where a letter of it comes and goes, or changes.
pub(super) fn stems(word: &str) -> Vec<String> {
    let mut stems = vec![stem(word)];
    if word.chars().next().is_some_and(is_cyrillic) {
        // What looks like an ending may be none: "режим", "Крим".
        stems.push(word.to_owned());
        stems.extend(other_stem(word));
    }
    stems.dedup();
    stems
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{0400}'..='\u{04ff}')
}

/// The plural's ending away, where what is left is a word still.
fn english(word: &str) -> String {
    let bare = |ending: &str| word.strip_suffix(ending).filter(|stem| stem.chars().count() > SHORTEST);
    if let Some(stem) = bare("ies") {
        return format!("{stem}y");
    }
    for (ending, kept) in [("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("xes", "x"), ("zzes", "zz")] {
        if let Some(stem) = bare(ending) {
            return format!("{stem}{kept}");
        }
    }
    let is_plural = |stem: &&str| !stem.ends_with(['s', 'u', 'i']);
    bare("s").filter(is_plural).unwrap_or(word).to_owned()
}

fn ukrainian(word: &str) -> &str {
    let fits = |stem: &&str| stem.chars().count() >= SHORTEST;
    // Of adjectives only: "українській", and not "компаній".
    if let Some(stem) = word.strip_suffix("ій").filter(|stem| stem.ends_with("ськ") || stem.ends_with("цьк"))
    {
        return stem;
    }
    if let Some(stem) = UKRAINIAN.iter().find_map(|ending| word.strip_suffix(ending).filter(fits)) {
        return stem;
    }
    word.strip_suffix('й').filter(fits).unwrap_or(word)
}

/// The stem that oblique forms of a name have where the nominative has another: Київ and Києва, Америка and Америці,
/// українець and українця, ринок and ринку, незалежність and незалежності.
fn other_stem(word: &str) -> Option<String> {
    const CHANGES: [(&str, &str); 9] = [
        ("ів", "ов"),
        ("їв", "єв"),
        ("ість", "ост"),
        ("ець", "ц"),
        ("ень", "н"),
        ("ок", "к"),
        ("ка", "ц"),
        ("га", "з"),
        ("ха", "с"),
    ];
    CHANGES.iter().find_map(|(from, to)| {
        let stem = word.strip_suffix(from).filter(|stem| stem.chars().count() >= 2)?;
        Some(format!("{stem}{to}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a name has the stem of each of these forms, and of none of those.
    fn check(name: &str, forms: &[&str], others: &[&str]) {
        let stems = stems(name);
        for form in forms {
            assert!(stems.contains(&stem(form)), "{form} is {name}: {} of {stems:?}", stem(form));
        }
        for other in others {
            assert!(!stems.contains(&stem(other)), "{other} is not {name}: {} of {stems:?}", stem(other));
        }
    }

    #[test]
    fn english_gives_up_the_plural() {
        check("elections", &["election", "elections"], &["elect", "elector"]);
        check("party", &["parties"], &["part", "parts"]);
        check("church", &["churches"], &[]);
        check("virus", &["virus"], &["viru"]);
        check("paris", &["paris"], &["pari"]);
        check("mars", &["mars"], &["mar"]);
        check("university", &["universities"], &["universe"]);
        check("congress", &["congress"], &["congres"]);
    }

    #[test]
    fn ukrainian_gives_up_the_endings_of_names() {
        check("україна", &["україни", "україні", "україну", "україною"], &["українець", "український"]);
        check("зеленський", &["зеленського", "зеленському", "зеленським", "зеленська"], &["зелений"]);
        check("росія", &["росії", "росію", "росією"], &["роса", "роси", "росіянин"]);
        check("вибори", &["виборів", "виборам", "виборами", "виборах"], &["вибух"]);
        check("порошенко", &["порошенка", "порошенку", "порошенком"], &["порох"]);
        check("ізраїль", &["ізраїлю", "ізраїлем", "ізраїлі"], &[]);
        check("партія", &["партії", "партій", "партіями"], &["парта", "партизан"]);
        check("китай", &["китаю", "китаєм", "китаї"], &["кит", "кита́йський"]);
        check("українська", &["українській", "українською", "українських"], &["україна"]);
        check("крим", &["криму", "кримом"], &["край"]);
    }

    #[test]
    fn letters_that_come_go_and_change_are_followed() {
        check("київ", &["києва", "києву", "києвом", "києві"], &["кия"]);
        check("харків", &["харкова", "харкові", "харковом"], &[]);
        check("львів", &["львова", "львові"], &["лев", "левів"]);
        check("америка", &["америці", "америку", "америкою"], &["амеби"]);
        check("прага", &["празі", "прагу"], &["прах"]);
        check("українець", &["українця", "українці", "українцям"], &["україна"]);
        check("ринок", &["ринку", "ринком"], &["рим"]);
        check("незалежність", &["незалежності", "незалежністю"], &["залежність"]);
        check("режим", &["режиму", "режимом"], &[]);
    }

    #[test]
    fn other_letters_stay() {
        check("東京", &["東京"], &["京都"]);
        check("αθηνα", &["αθηνα"], &["αθηνων"]);
        assert_eq!(stem(""), "", "nothing of nothing");
    }
}
