//! The names of the months, in the languages of the feeds we know.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Beginnings of names, without diacritics; the longest that fits decides.
const MONTHS: [&[&str]; 12] = [
    &[
        "jan",
        "ian",
        "ene",
        "gen",
        "tammi",
        "styc",
        "led",
        "oca",
        "янв",
        "яну",
        "січ",
        "ιαν",
        "يناير",
        "ינואר",
    ],
    &["feb", "fev", "peb", "fbr", "helmi", "lut", "uno", "subat", "фев", "лют", "φεβ", "فبراير", "פברואר"],
    &["mar", "maer", "maar", "mrt", "maalis", "brez", "мар", "бер", "μαρ", "μαω", "مارس", "מרץ"],
    &["apr", "abr", "avr", "huhti", "kwie", "dub", "nis", "апр", "кві", "απρ", "ابريل", "אפריל"],
    &["may", "mai", "mag", "maj", "mei", "touko", "kve", "маи", "мая", "тра", "μαι", "مايو", "מאי"],
    &[
        "jun",
        "iun",
        "giu",
        "juin",
        "kesa",
        "czer",
        "cerv",
        "haz",
        "июн",
        "юни",
        "чер",
        "ιουν",
        "ιον",
        "يونيو",
        "יוני",
    ],
    &[
        "jul",
        "iul",
        "lug",
        "juil",
        "heina",
        "lip",
        "cervenec",
        "cervence",
        "tem",
        "июл",
        "юли",
        "лип",
        "ιουλ",
        "ιολ",
        "يوليو",
        "יולי",
    ],
    &["aug", "ago", "agu", "ags", "aou", "elo", "sier", "srp", "авг", "сер", "αυγ", "اغسطس", "אוגוסט"],
    &["sep", "set", "szep", "syys", "wrze", "zar", "eyl", "сен", "сеп", "вер", "σεπ", "سبتمبر", "ספטמבר"],
    &["oct", "okt", "out", "ott", "loka", "pazd", "rij", "eki", "окт", "жов", "οκτ", "اكتوبر", "אוקטובר"],
    &["nov", "noi", "marras", "list", "kas", "ноя", "ное", "лис", "νοε", "نوفمبر", "נובמבר"],
    &[
        "dec",
        "dic",
        "dez",
        "des",
        "dek",
        "joulu",
        "gru",
        "pros",
        "ara",
        "дек",
        "гру",
        "δεκ",
        "ديسمبر",
        "דצמבר",
    ],
];

/// Days of the week that begin like a month.
const DAYS: &[&str] = &["mard", "marted", "martes", "marti"];

/// The month a word names, 1 to 12, and whether it could mean a day of the week as well (French "mar.").
pub(super) fn month(word: &str) -> Option<(u32, bool)> {
    let word: String = word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let is_day = DAYS.iter().any(|day| word.starts_with(day)) && !word.starts_with("martie");
    let (mut best, mut length) = (None, 0);
    for (number, stems) in (1..).zip(MONTHS) {
        let fits = stems.iter().filter(|stem| word.starts_with(**stem)).map(|stem| stem.len()).max();
        if let Some(fits) = fits.filter(|fits| *fits > length) {
            (best, length) = (Some(number), fits);
        }
    }
    best.filter(|_| !is_day).map(|number| (number, word == "mar"))
}
