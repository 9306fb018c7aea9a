//! The names in a byline.

use super::trim::bare;

/// What stands before the names, in lower case.
const BEFORE: &[&str] = &[
    "by",
    "von",
    "par",
    "por",
    "di",
    "de",
    "af",
    "av",
    "door",
    "text von",
    "text",
    "texte",
    "words by",
    "written by",
    "reported by",
    "posted by",
    "published by",
    "author",
    "autor",
    "autorin",
    "auteur",
    "autore",
    "autori",
    "story by",
    "автор",
    "yazan",
    "opinion by",
    "analysis by",
    "review by",
    "interview by",
    "a cura di",
    "ein kommentar von",
    "eine analyse von",
    "ein gastbeitrag von",
    "kommentar von",
    "gastbeitrag von",
    "from",
    "記者",
    "著者",
    "取材・文",
    "escrito por",
    "tekst",
    "redaktor",
    "napsal",
    "oleh",
    "autorin/autor",
    "autor/in",
    "verfasst von",
    "écrit par",
    "scritto da",
    "geschreven door",
    "skrevet av",
    "yazar",
    "作者",
    "责编",
    "责任编辑",
    "責任編輯",
    "编辑",
    "編輯",
    "记者",
    "文",
];
/// Words between two names, in lower case.
const BETWEEN: &[&str] = &[
    "and", "und", "og", "och", "et", "y", "e", "en", "i", "a", "ja", "și", "și", "és", "ve", "και", "и",
    "та", "und", "with", "mit",
];
/// What ends a list of names, in lower case.
const AFTER: &[&str] = &[
    " for ",
    " in ",
    " | ",
    " at ",
    " updated",
    " published",
    " posted",
    " on ",
    " • ",
    " · ",
    " – ",
    " - ",
    " — ",
    " aus ",
    " @",
    " illustration by",
    " illustrations by",
    " photographs by",
    " photos by",
    " photo by",
];
/// Words of a credit for a picture, in lower case.
const PICTURES: &[&str] = &["image:", "images", "photo:", "istock", "shutterstock"];
/// Where people are followed; a link to such a place stands beside a name and is none, in lower case.
const NETWORKS: &[&str] = &[
    "twitter",
    "facebook",
    "instagram",
    "linkedin",
    "youtube",
    "telegram",
    "whatsapp",
    "tiktok",
    "email",
    "e-mail",
    "rss",
    "mail",
    "google scholar",
    "pubmed",
    "orcid",
    "follow",
];
/// Words for those who work for the publication, in lower case.
const DESKS: &[&str] = &[
    "staff",
    "team",
    "desk",
    "newsroom",
    "editor",
    "editors",
    "editorial",
    "admin",
    "online",
    "web",
    "redaktion",
    "rédaction",
    "redazione",
    "redacción",
    "redação",
    "redactie",
    "redakce",
    "redakcja",
    "reporter",
    "reporters",
];
/// How long a name may be, in characters.
const LONGEST: usize = 60;
/// How many names one byline may have.
const MANY: usize = 20;

/// The names in a line such as "By Jane Doe and John Roe".
pub(super) fn split(line: &str) -> Vec<String> {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = without_before(&line);
    let mut names: Vec<String> = Vec::new();
    for part in line.split([',', ';', '|', '、', '&', '，', '•', '·']).take(MANY * 2) {
        // "Jane Doe/John Roe", but not "srf/hosb".
        let slashed = part.contains('/') && part.split('/').all(|name| name.split_whitespace().count() > 1);
        let parts = if slashed { part.split('/').collect() } else { vec![part] };
        for name in parts.into_iter().flat_map(at_words) {
            let Some(name) = clean(&name) else { continue };
            if !names.iter().any(|known| known.eq_ignore_ascii_case(&name)) && names.len() < MANY {
                names.push(name);
            }
        }
    }
    names
}

/// One name without what is no part of it; `None` where nothing of a name is left.
pub(super) fn clean(name: &str) -> Option<String> {
    let name = without_before(name.trim());
    let name = without_brackets(name);
    let lower = name.to_lowercase();
    // Only where lower case keeps every byte in its place do positions in it mean anything here.
    let end = AFTER
        .iter()
        .filter_map(|after| lower.find(after))
        .filter(|at| *at > 2)
        .min()
        .filter(|_| lower.len() == name.len());
    let name = end.and_then(|end| name.get(..end)).unwrap_or(name);
    let name = without_date(name);
    let name = name.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, ',' | ';' | ':' | '|' | '-' | '–' | '—' | '•' | '·' | '"' | '“' | '”' | '*')
    });
    let is = name.chars().any(char::is_alphabetic)
        && name.chars().count() <= LONGEST
        && !name.contains("://")
        && !name.contains('@')
        && !lower.starts_with("www.")
        && !name.starts_with('(')
        && !NETWORKS.contains(&lower.trim())
        && !PICTURES.iter().any(|word| lower.contains(word))
        && name.chars().filter(|c| c.is_ascii_digit()).count() < 4
        && !is_job(&lower);
    is.then(|| name.to_owned())
}

/// A name without what stands in brackets behind it; "Richard (R. J.) Roe" keeps them.
fn without_brackets(name: &str) -> &str {
    let Some((head, tail)) = name.split_once(" (").or_else(|| name.split_once(" [")) else { return name };
    let closed = tail.find([')', ']']).and_then(|at| tail.get(at + 1..)).unwrap_or_default();
    if head.chars().count() > 2 && !closed.starts_with(' ') { head } else { name }
}

/// Whether it names the publication, or those who work for it, and nobody among them. `sites` is what the publication
/// may call itself.
pub(super) fn is_house(name: &str, sites: &[String]) -> bool {
    let lower = name.to_lowercase();
    let others = lower.split_whitespace().filter(|word| !DESKS.contains(word));
    let rest: String = others.map(bare).collect();
    rest.is_empty() || rest == "the" || sites.contains(&rest) || sites.contains(&bare(name))
}

/// The names in a line of a library's kind, "Doe, Jane", or of any other.
pub(super) fn split_inverted(line: &str) -> Vec<String> {
    let inverted = line.split_once(',').filter(|(family, given)| {
        let (family, given) = (family.trim(), given.trim());
        // "Reuters, AFP" are two.
        let short =
            given.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) && !given.contains('.');
        !family.contains(' ')
            && !given.contains(',')
            && !short
            && (1..=3).contains(&given.split_whitespace().count())
    });
    match inverted {
        Some((family, given)) => split(&format!("{} {}", given.trim(), family.trim())),
        None => split(line),
    }
}

/// A name without the date behind it: "Jane Doe March 25".
fn without_date(name: &str) -> &str {
    let digit = name.find(|c: char| c.is_ascii_digit());
    let Some(head) = digit.and_then(|at| name.get(..at)) else { return name };
    match head.trim_end().rsplit_once(' ') {
        Some((before, _)) if before.contains(' ') => before,
        _ => "",
    }
}

/// Whether it names a job and nobody: "Staff Writer".
fn is_job(lower: &str) -> bool {
    const JOBS: &[&str] = &[
        "staff",
        "writer",
        "editor",
        "reporter",
        "correspondent",
        "contributor",
        "producer",
        "columnist",
        "journalist",
        "md",
        "phd",
        "jr",
        "jr.",
        "redakteur",
        "redakteurin",
        "senior",
        "news",
        "guest",
        "freelance",
        "chief",
        "political",
        "special",
        "to",
        "the",
        "associate",
        "assistant",
        "digital",
        "sports",
        "health",
        "business",
        "contributing",
        "author",
        "admin",
        "administrator",
        "sr",
        "sr.",
        "iii",
        "ii",
        "ma",
        "mba",
        "mph",
        "rn",
        "msc",
        "bsc",
    ];
    lower.split_whitespace().all(|word| JOBS.contains(&word))
}

fn without_before(line: &str) -> &str {
    let mut line = line.trim();
    for _ in 0..2 {
        let found = BEFORE.iter().filter_map(|before| {
            let head = line.get(..before.len())?;
            let rest = line.get(before.len()..)?;
            let same = head.to_lowercase() == **before;
            let apart = rest.starts_with([' ', ':', '：', '\u{a0}', '●'])
                && rest
                    .trim_start_matches([' ', ':', '：', '\u{a0}', '●'])
                    .chars()
                    .next()
                    .is_some_and(|c| !c.is_lowercase());
            (same && apart).then(|| rest.trim_start_matches([' ', ':', '：', '\u{a0}', '●']))
        });
        match found.min_by_key(|rest| rest.len()) {
            Some(rest) => line = rest,
            None => break,
        }
    }
    line
}

/// Splits at a word between names, where both sides read as whole names.
fn at_words(part: &str) -> Vec<String> {
    let words: Vec<&str> = part.split_whitespace().collect();
    let mut names = vec![Vec::new()];
    for (at, word) in words.iter().enumerate() {
        let lower = word.to_lowercase();
        let first = names.len() == 1 && names.first().is_some_and(Vec::is_empty);
        let long = matches!(lower.as_str(), "and" | "und" | "og" | "och" | "with" | "ve");
        let before = names.last().map_or(0, Vec::len);
        let splits = BETWEEN.contains(&lower.as_str())
            && *word == lower
            && ((first && long) || (before > 1 && words.len() - at > 2) || (long && before > 0));
        if splits {
            names.push(Vec::new());
        } else if let Some(name) = names.last_mut() {
            name.push(*word);
        }
    }
    names.into_iter().map(|name| name.join(" ")).filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_are_split() {
        for (line, expected) in [
            ("By Jane Doe and John Roe", vec!["Jane Doe", "John Roe"]),
            ("Jane Doe, John Roe and Max Moe", vec!["Jane Doe", "John Roe", "Max Moe"]),
            ("Von Jane Doe und John Roe", vec!["Jane Doe", "John Roe"]),
            ("Trine Jensen og Tove Ditlevsen", vec!["Trine Jensen", "Tove Ditlevsen"]),
            ("José Ortega y Gasset", vec!["José Ortega y Gasset"]),
            ("Por Ana Gil Sanz y Luis Paz Rey", vec!["Ana Gil Sanz", "Luis Paz Rey"]),
            ("Elena Ober (obe)", vec!["Elena Ober"]),
            ("Jane Doe, Staff Writer", vec!["Jane Doe"]),
            ("srf/hosb;kesm", vec!["srf/hosb", "kesm"]),
            ("jane@site.example", vec![]),
            ("https://site.example/jane", vec![]),
            ("JANE DOE for The Courier", vec!["JANE DOE"]),
            ("Richard (R. J.) Roe", vec!["Richard (R. J.) Roe"]),
            ("Jane Doe, MA", vec!["Jane Doe"]),
            ("责编：王小明、李华", vec!["王小明", "李华"]),
            ("Twitter", vec![]),
        ] {
            assert_eq!(split(line), expected, "{line}");
        }
    }

    #[test]
    fn libraries_write_the_familys_name_first() {
        for (line, expected) in [
            ("Doe, Jane", vec!["Jane Doe"]),
            ("Roe, J.", vec!["J. Roe"]),
            ("Jong, Michiel de", vec!["Michiel de Jong"]),
            ("Jane Doe, John Roe", vec!["Jane Doe", "John Roe"]),
            ("Reuters, AFP", vec!["Reuters", "AFP"]),
        ] {
            assert_eq!(split_inverted(line), expected, "{line}");
        }
    }

    #[test]
    fn a_house_is_nobody() {
        let sites = ["thecourier".to_owned(), "courierexample".to_owned()];
        for name in ["The Courier", "The Courier Staff", "courier.example", "Redaktion", "Staff Reporter"] {
            assert!(is_house(name, &sites), "{name}");
        }
        for name in ["Jane Doe", "Agency Staff Jane"] {
            assert!(!is_house(name, &sites), "{name}");
        }
    }
}
