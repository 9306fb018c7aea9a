//! Dates in running text and in addresses, where a page states none for machines.

use chrono::{DateTime, NaiveDate, Utc};
use url::Url;

/// How much of a text is looked at, in characters.
const LONGEST: usize = 200;

/// How the months' names begin, in lower case; each list is one month's. Every language of the table writes the day
/// and the year in digits.
const MONTHS: [&[&str]; 12] = [
    &[
        "jan",
        "янв",
        "січ",
        "stycz",
        "led",
        "ocak",
        "oca",
        "ene",
        "gen",
        "ιαν",
        "tammi",
        "يناير",
        "ינואר",
        "ianuar",
        "sty",
        "sij",
        "jän",
        "janv",
    ],
    &[
        "feb",
        "fév",
        "fev",
        "фев",
        "лют",
        "lut",
        "únor",
        "únor",
        "şub",
        "febr",
        "φεβ",
        "helmi",
        "فبراير",
        "פברואר",
        "velj",
        "shkurt",
        "février",
    ],
    &[
        "mar",
        "mär",
        "мар",
        "берез",
        "břez",
        "maa",
        "μαρ",
        "mrt",
        "مارس",
        "מרץ",
        "maart",
        "mrz",
        "ožu",
        "märz",
        "március",
    ],
    &[
        "apr",
        "avr",
        "abr",
        "апр",
        "квіт",
        "kwie",
        "dub",
        "nis",
        "απρ",
        "huhti",
        "أبريل",
        "אפריל",
        "trav",
        "ápr",
    ],
    &[
        "may", "mai", "maj", "mag", "май", "мая", "трав", "květ", "μαΐ", "μαι", "touko", "مايو", "מאי",
        "mei", "svib", "maí", "máj",
    ],
    &[
        "jun",
        "juin",
        "giu",
        "июн",
        "черв",
        "czerw",
        "červn",
        "haz",
        "ιουν",
        "kesä",
        "يونيو",
        "יוני",
        "lip",
        "jún",
        "cze",
    ],
    &[
        "jul",
        "juil",
        "lug",
        "июл",
        "лип",
        "lipca",
        "červen",
        "tem",
        "ιουλ",
        "heinä",
        "يوليو",
        "יולי",
        "srp",
        "júl",
    ],
    &[
        "aug",
        "aoû",
        "ago",
        "авг",
        "серп",
        "sierp",
        "srpn",
        "ağu",
        "αυγ",
        "elo",
        "أغسطس",
        "אוגוסט",
        "kolov",
        "ágú",
        "avg",
        "aou",
    ],
    &["sep", "set", "сен", "верес", "wrz", "září", "eyl", "σεπ", "syys", "سبتمبر", "ספטמבר", "ruj", "szept"],
    &[
        "oct",
        "okt",
        "out",
        "ott",
        "окт",
        "жовт",
        "paźdz",
        "říj",
        "eki",
        "οκτ",
        "loka",
        "أكتوبر",
        "אוקטובר",
        "listopada",
        "paź",
    ],
    &["nov", "ноя", "листопад", "listopad", "kas", "νοε", "marras", "نوفمبر", "נובמבר", "stud", "lis"],
    &[
        "dec",
        "déc",
        "dic",
        "dez",
        "des",
        "дек",
        "груд",
        "grud",
        "pros",
        "ara",
        "δεκ",
        "joulu",
        "ديسمبر",
        "דצמבר",
        "dek",
        "gru",
    ],
];

/// The first day that a text names, at midnight UTC. `month_first` says how `3/4/2025` is to be read.
pub(super) fn in_text(text: &str, month_first: bool) -> Option<DateTime<Utc>> {
    let text: String = text.chars().take(LONGEST).collect::<String>().to_lowercase();
    let parts = split(&text);
    (0..parts.len()).find_map(|at| day_at(parts.get(at..)?, month_first))
}

/// The day in an address: `/2016/12/13/`, `/2016-12-13-`, `-20161213-`.
pub(super) fn in_address(url: &Url) -> Option<DateTime<Utc>> {
    let parts = split(url.path());
    (0..parts.len()).find_map(|at| {
        let rest = parts.get(at..)?;
        match rest {
            [Part::Number(whole, 8), ..] => midnight(whole / 10_000, whole / 100 % 100, whole % 100),
            [Part::Number(year, 4), Part::Number(month, 1..=2), Part::Number(day, 1..=2), ..] => {
                midnight(*year, *month, *day)
            }
            [Part::Number(year, 4), Part::Word(month), Part::Number(day, 1..=2), ..] => {
                midnight(*year, month_of(month)?, *day)
            }
            _ => None,
        }
    })
}

enum Part<'a> {
    /// Its value and how many digits it has.
    Number(u32, usize),
    Word(&'a str),
}

/// Runs of digits and runs of letters.
fn split(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end =
            rest.find(|c: char| c.is_ascii_digit() != digits || !c.is_alphanumeric()).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end.max(if end == 0 { first.len_utf8() } else { 0 }));
        if digits {
            parts.push(Part::Number(part.parse().unwrap_or(0), part.len()));
        } else if first.is_alphabetic() {
            parts.push(Part::Word(part));
        }
        rest = after;
    }
    parts
}

fn day_at(parts: &[Part<'_>], month_first: bool) -> Option<DateTime<Utc>> {
    match parts {
        // 2025-04-03, 2025年4月3日, 2025/4/3
        [Part::Number(year, 4), Part::Number(month, 1..=2), Part::Number(day, 1..=2), ..]
        | [
            Part::Number(year, 4),
            Part::Word("年" | "년"),
            Part::Number(month, 1..=2),
            Part::Word("月" | "월"),
            Part::Number(day, 1..=2),
            ..,
        ] => midnight(*year, *month, *day),
        // 3.4.2025, 4/3/2025
        [Part::Number(one, 1..=2), Part::Number(other, 1..=2), Part::Number(year, 4), ..] => {
            let (day, month) =
                if *other > 12 || (month_first && *one <= 12) { (other, one) } else { (one, other) };
            midnight(*year, *month, *day)
        }
        // 3 April 2025, 3. April 2025, 3rd April 2025, 3 de abril de 2025
        [
            Part::Number(day, 1..=2),
            Part::Word("st" | "nd" | "rd" | "th"),
            Part::Word("of"),
            Part::Word(month),
            rest @ ..,
        ]
        | [
            Part::Number(day, 1..=2),
            Part::Word("st" | "nd" | "rd" | "th" | "de" | "er" | "a"),
            Part::Word(month),
            rest @ ..,
        ]
        | [Part::Number(day, 1..=2), Part::Word(month), rest @ ..] => {
            midnight(year_in(rest)?, month_of(month)?, *day)
        }
        // April 3, 2025
        [Part::Word(month), Part::Number(day, 1..=2), rest @ ..] => {
            midnight(year_in(rest)?, month_of(month)?, *day)
        }
        _ => None,
    }
}

/// The year that follows a day and a month, perhaps behind a word ("de", "th", "г").
fn year_in(rest: &[Part<'_>]) -> Option<u32> {
    match rest {
        [Part::Number(year, 4), ..] | [Part::Word(_), Part::Number(year, 4), ..] => Some(*year),
        _ => None,
    }
}

fn month_of(word: &str) -> Option<u32> {
    let begins = |names: &&[&str]| names.iter().any(|name| word.starts_with(name));
    // "listopada" and "lipca" are other months in other languages; the longest beginning decides.
    let best = MONTHS.iter().enumerate().filter(|(_, names)| begins(names)).max_by_key(|(_, names)| {
        names.iter().filter(|name| word.starts_with(**name)).map(|name| name.len()).max()
    });
    best.and_then(|(at, _)| u32::try_from(at + 1).ok())
}

fn midnight(year: u32, month: u32, day: u32) -> Option<DateTime<Utc>> {
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    (1990..2100).contains(&year).then(|| date.and_hms_opt(0, 0, 0).map(|time| time.and_utc()))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_found_in_many_languages() {
        for text in [
            "Published December 13, 2016 at 5:33 PM",
            "13. Dezember 2016, 18:50 Uhr",
            "Publié le 13 décembre 2016",
            "13 de diciembre de 2016",
            "13 dicembre 2016",
            "13 грудня 2016",
            "13 декабря 2016 г.",
            "13 Aralık 2016",
            "2016年12月13日 21時19分",
            "2016.12.13 10:00",
            "13.12.2016",
            "13/12/2016",
            "12/13/2016",
            "Tuesday 13th December 2016",
            "13. prosince 2016",
        ] {
            let found = in_text(text, true).map(|date| date.date_naive().to_string());
            assert_eq!(found.as_deref(), Some("2016-12-13"), "{text}");
        }
        assert_eq!(
            in_text("3/4/2025", false).map(|date| date.date_naive().to_string()).as_deref(),
            Some("2025-04-03")
        );
        assert_eq!(
            in_text("3/4/2025", true).map(|date| date.date_naive().to_string()).as_deref(),
            Some("2025-03-04")
        );
        for text in ["", "5 minutes ago", "99/99/2016", "Chapter 12", "31 Foo 2016"] {
            assert_eq!(in_text(text, true), None, "{text}");
        }
    }

    #[test]
    fn days_are_found_in_addresses() {
        for address in [
            "https://a.example/2016/12/13/x",
            "https://a.example/news/x-20161213-story.html",
            "https://a.example/2016-12-13-x",
            "https://a.example/2016/dec/13/x",
        ] {
            let found = in_address(&Url::parse(address).unwrap()).map(|date| date.date_naive().to_string());
            assert_eq!(found.as_deref(), Some("2016-12-13"), "{address}");
        }
        assert_eq!(in_address(&Url::parse("https://a.example/1234/56/78").unwrap()), None);
    }
}
