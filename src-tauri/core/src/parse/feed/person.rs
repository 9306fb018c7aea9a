//! Names as bylines write them.

use crate::parse::RawAuthor;

/// The longest byline that is read, in bytes.
const LONGEST: usize = 1000;

/// What stands between two names, in the languages whose other names do not have it.
const AND: &[&str] =
    &[" and ", " & ", " und ", " et ", " y ", " och ", " og ", " en ", " e ", " та ", " і ", " й ", " и "];

/// The author or authors of a line: `Jane Doe`, `jane@x.example (Jane Doe)`, `Jane Doe <jane@x.example>`,
/// `By Jane Doe and John Roe`. An address stands for a name only where there is no other.
pub(super) fn people(line: Option<&str>) -> Vec<RawAuthor> {
    let Some(line) = line.filter(|line| line.len() <= LONGEST) else { return Vec::new() };
    names(line).into_iter().map(|name| person(name, None)).collect()
}

/// One author with what is known of them; `url` is their page.
pub(super) fn person(name: String, url: Option<String>) -> RawAuthor {
    RawAuthor { name: Some(super::text::loose(name)), url, ..RawAuthor::default() }
}

/// The name in a line that may hold an address as well.
pub(super) fn name(line: &str) -> String {
    let is_break = |c: char| c.is_whitespace() || "()<>[],;:\"（）［］".contains(c);
    let address = line.contains('@').then(|| line.split(is_break).find(|word| is_address(word))).flatten();
    let Some(address) = address else { return bare(line).to_owned() };
    let rest = line.replacen(address, "", 1).replace("mailto:", "");
    match bare(&rest) {
        "" => address.to_owned(),
        name => name.to_owned(),
    }
}

fn is_address(word: &str) -> bool {
    word.split_once('@')
        .is_some_and(|(user, host)| !user.is_empty() && !host.is_empty() && !host.contains('@'))
}

/// A name without what stood round it and an address.
fn bare(text: &str) -> &str {
    // What stands round an address may also be the name's own markup.
    let around = if text.contains("</") { ",;:\"" } else { ",;:\"<>" };
    let mut text = text.trim_matches(|c: char| c.is_whitespace() || around.contains(c));
    for (open, close, empty) in
        [('(', ')', "()"), ('（', '）', "（）"), ('[', ']', "[]"), ('［', '］', "［］")]
    {
        while let Some(rest) = text.strip_suffix(empty).or_else(|| text.strip_prefix(empty)) {
            text = rest.trim();
        }
        if let Some(inner) = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close))
            && !inner.contains([open, close])
        {
            text = inner.trim();
        }
    }
    text
}

fn names(line: &str) -> Vec<String> {
    let line = line.trim();
    let line =
        line.get(..3).filter(|by| by.eq_ignore_ascii_case("by ")).and_then(|_| line.get(3..)).unwrap_or(line);
    if line.contains([';', '|']) {
        let mut listed: Vec<&str> = line.split([';', '|']).map(str::trim).collect();
        listed.retain(|name| !name.is_empty());
        if listed.len() > 1 && listed.iter().all(|name| is_full_name(name)) {
            return listed.into_iter().map(str::to_owned).collect();
        }
    }
    // Two full names and the word between them are five words.
    if line.split_ascii_whitespace().nth(4).is_some()
        && let Some((first, last)) = AND.iter().find_map(|and| line.rsplit_once(and))
    {
        let mut all: Vec<&str> = first.split(',').chain([last]).map(str::trim).collect();
        all.retain(|name| !name.is_empty());
        if all.iter().all(|name| is_full_name(name)) {
            return all.into_iter().map(str::to_owned).collect();
        }
    }
    let name = name(line);
    if name.is_empty() { Vec::new() } else { vec![name] }
}

/// Whether a text can be nothing but one person's name: two to four words, each beginning like one.
fn is_full_name(text: &str) -> bool {
    const NEVER: &[&str] =
        &["The", "News", "Staff", "Desk", "Team", "Editor", "Editors", "Agency", "Agencies"];
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=4).contains(&words.len())
        && words.iter().all(|word| {
            word.chars().next().is_some_and(char::is_uppercase)
                && !NEVER.contains(word)
                && word.chars().all(|c| c.is_alphabetic() || "'’.-".contains(c))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::RawText;

    fn names_of(line: &str) -> Vec<String> {
        people(Some(line))
            .into_iter()
            .filter_map(|author| match author.name? {
                RawText::Plain(name) | RawText::Html(name) => Some(name),
            })
            .collect()
    }

    #[test]
    fn a_name_is_told_from_an_address() {
        for line in [
            "Jane Doe",
            "jane@x.example (Jane Doe)",
            "jane@x.example（Jane Doe）",
            "Jane Doe <jane@x.example>",
            "Jane Doe (jane@x.example)",
            "(Jane Doe) jane@x.example",
            "mailto:jane@x.example (Jane Doe)",
            "Jane Doe, jane@x.example",
            "\"Jane Doe\" <jane@x.example>",
            "By Jane Doe",
        ] {
            assert_eq!(names_of(line), ["Jane Doe"], "{line}");
        }
        let linked = "<a href=\"https://x.example/jane\">Jane Doe</a>";
        assert_eq!(names_of(linked), [linked], "markup stays whole");
        assert_eq!(names_of("jane@x.example"), ["jane@x.example"], "better than nobody");
        assert_eq!(names_of("jane@x.org（田中）"), ["田中"]);
        assert_eq!(names_of("田中（東京）"), ["田中（東京）"], "brackets that belong to it");
        assert!(names_of(&"x".repeat(100_000)).is_empty());
    }

    #[test]
    fn lists_are_told_apart_only_where_they_can_be_nothing_else() {
        assert_eq!(names_of("Jane Doe and John Roe"), ["Jane Doe", "John Roe"]);
        assert_eq!(names_of("Jane Doe, Ana Lima & John Roe"), ["Jane Doe", "Ana Lima", "John Roe"]);
        assert_eq!(names_of("Jane Doe; John Roe"), ["Jane Doe", "John Roe"]);
        assert_eq!(names_of("Олена Петренко та Іван Франко"), ["Олена Петренко", "Іван Франко"]);
        assert_eq!(names_of("Jane Doe und Jörg Roe"), ["Jane Doe", "Jörg Roe"]);
        for one in [
            "Marks and Spencer",
            "José Luis de Ortega y Gasset",
            "Doe, Jane",
            "Jane Doe, Senior Editor",
            "Health and Science Desk",
            "AP and Jane Doe",
        ] {
            assert_eq!(names_of(one).len(), 1, "{one}");
        }
    }
}
