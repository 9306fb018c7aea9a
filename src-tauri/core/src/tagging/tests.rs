use super::*;

/// The names of these that a text plainly calls for.
fn found(names: &[&'static str], headline: &str, body: &str) -> Vec<&'static str> {
    let text = Text::of(headline, "", body);
    let known: Vec<(i64, String)> = (0..).zip(names).map(|(tag, name)| (tag, (*name).to_owned())).collect();
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
    assert!(found(&["Syria"], "Talks begin", "One of them is from Syria.").is_empty(), "one mention is not");
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
    assert!(found(&["Oman"], "A Roman and a woman", "Romania, romance, womanly").is_empty(), "inside a word");
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
    let text = "Ships of the South China Sea. The South China Sea is wide; in the South China Sea they fish.";
    assert_eq!(found(&["China", "South China Sea"], "In the South China Sea", text), ["South China Sea"]);
    assert!(
        found(&["Jordan"], "Michael Jordan sells", "He is Michael Jordan, the Michael Jordan.").is_empty(),
        "nor somebody's name"
    );
    assert_eq!(
        found(&["Donald Trump"], "Trump flies home", "So Donald Trump flew. There Trump slept."),
        Vec::<&str>::new(),
        "twice by the family name is not often"
    );
    assert_eq!(
        found(&["Donald Trump"], "Trump flies home", "So Donald Trump flew. There Trump said that Trump is."),
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
    for text in
        ["", "\u{0}", "''''", "l'", "\u{ad}\u{ad}", "a\u{301}\u{301}", "ʼʼʼ", "-----", "🎵 🎵", "І", "İ", "ß"]
    {
        assert!(found(&["Syria", "🎵", "ʼ", "ß"], text, text).is_empty(), "{text:?}");
    }
    let long = "Syria, ".repeat(100_000);
    assert_eq!(found(&["Syria"], "", &long).len(), 1, "and a book is read to where nobody reads on");
}
