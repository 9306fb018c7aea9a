//! Reading a date piece by piece: a time by its colons, a zone behind it, a month by its name, and numbers that
//! together can be only one day.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc, Weekday};

use super::{month, zone};

/// A number of a date, and what stood before it.
#[derive(Debug, Clone, Copy)]
struct Number {
    value: u32,
    digits: usize,
    before: char,
}

#[derive(Debug, Default)]
struct Pieces {
    numbers: Vec<Number>,
    /// The month, and whether its name could also be a day's.
    month: Option<(u32, bool)>,
    time: Option<(u32, u32, u32)>,
    /// Seconds east of UTC.
    offset: Option<i32>,
    is_afternoon: Option<bool>,
    /// Korean feeds name no zone and mean their own.
    is_korean: bool,
    /// A `T`: what follows is a time.
    wants_time: bool,
    /// A `W`: the numbers are a year, a week and a day of it.
    is_week: bool,
}

/// Reads `text`.
pub(super) fn scan(text: &str) -> Option<DateTime<Utc>> {
    let text = plain(text);
    let text = text.trim();
    if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && let Some(date) = since_1970(text)
    {
        return Some(date);
    }
    let mut pieces = Pieces::default();
    let mut rest = text;
    let mut before = '\0';
    while let Some(first) = rest.chars().next() {
        rest = if first.is_ascii_digit() {
            pieces.number(rest, before)?
        } else if first.is_alphabetic() {
            pieces.word(rest)?
        } else if matches!(first, '+' | '-' | '\u{2212}') && pieces.time.is_some() {
            pieces.sign(rest, first)?
        } else {
            rest.get(first.len_utf8()..)?
        };
        before = first;
    }
    pieces.into_date()
}

/// Without comments in brackets (RFC 822 §3.1.4), with digits of every script as ASCII's.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut depth = 0_u32;
    let mut is_escaped = false;
    for c in text.chars() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if depth > 0 => is_escaped = true,
            '(' => depth += 1,
            ')' if depth > 0 => {
                depth -= 1;
                plain.push(' ');
            }
            _ if depth > 0 => {}
            _ => plain.push(ascii_digit(c).unwrap_or(c)),
        }
    }
    plain
}

/// The ASCII digit for one of another script: Arabic, Persian, Hindi, Bengali, Thai, full width.
fn ascii_digit(c: char) -> Option<char> {
    let value = ['٠', '۰', '०', '০', '๐', '０']
        .iter()
        .find_map(|zero| u32::from(c).checked_sub(u32::from(*zero)).filter(|value| *value < 10));
    char::from_digit(value?, 10)
}

/// Seconds or milliseconds since 1970, as long as they are today.
fn since_1970(text: &str) -> Option<DateTime<Utc>> {
    let whole = text.split('.').next()?;
    let number: i64 = whole.parse().ok()?;
    match whole.len() {
        9 | 10 => DateTime::from_timestamp(number, 0),
        13 => DateTime::from_timestamp_millis(number),
        _ => None,
    }
}

/// The digits at the beginning of a text, and what follows.
fn digits(text: &str) -> (&str, &str) {
    let end = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    text.split_at(end)
}

impl Pieces {
    /// Takes a number, or the time that begins with it. None where it makes the whole no date.
    fn number<'a>(&mut self, text: &'a str, before: char) -> Option<&'a str> {
        let (number, rest) = digits(text);
        let is_time = rest.starts_with(':') || is_hour(number, rest);
        if is_time && self.time.is_none() {
            return self.clock(number, rest.get(1..)?, ':');
        }
        // `10.30`, as written in many countries; a point also stands between day, month and year.
        if self.month.is_some()
            && self.numbers.len() == 2
            && self.time.is_none()
            && is_hour_with_point(number, rest)
        {
            return self.clock(number, rest.get(1..)?, '.');
        }
        if std::mem::take(&mut self.wants_time) && matches!(number.len(), 2 | 4 | 6) {
            let part = |range| number.get(range).map_or(Some(0), |part: &str| part.parse().ok());
            self.time = Some((part(0..2)?, part(2..4)?, part(4..6)?));
            return Some(rest);
        }
        if number.len() > 14 || self.numbers.len() > 4 {
            return None;
        }
        if number.len() == 14 || number.len() == 12 {
            let part = |range| number.get(range).map_or(Some(0), |part: &str| part.parse().ok());
            self.time = Some((part(8..10)?, part(10..12)?, part(12..14)?));
        }
        let number = if number.len() >= 12 { number.get(..8)? } else { number };
        self.numbers.push(Number { value: number.parse().ok()?, digits: number.len(), before });
        Some(rest)
    }

    /// A time whose hour was read: `MM`, `MM:SS`, `MM:SS.fff`; `between` stands before the seconds.
    fn clock<'a>(&mut self, hour: &str, text: &'a str, between: char) -> Option<&'a str> {
        let (minute, mut rest) = digits(text);
        let mut second = "0";
        if let Some(behind) = rest.strip_prefix(between) {
            (second, rest) = digits(behind);
            if rest.starts_with(':') {
                return None;
            }
            if let Some(fraction) =
                rest.strip_prefix(['.', ',']).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
            {
                rest = digits(fraction).1;
            }
        }
        let minute = if minute.is_empty() { "0" } else { minute };
        self.time = Some((hour.parse().ok()?, minute.parse().ok()?, second.parse().ok()?));
        self.wants_time = false;
        Some(rest)
    }

    /// Takes a word: a month, a zone, a half of the day; any other says nothing.
    fn word<'a>(&mut self, text: &'a str) -> Option<&'a str> {
        let end = text
            .find(|c: char| !(c.is_alphabetic() || c == '/' || c == '_' || is_mark(c)))
            .unwrap_or(text.len());
        let (word, rest) = text.split_at(end);
        let lower = word.to_lowercase();
        match lower.as_str() {
            "w" if matches!(self.numbers.as_slice(), [year] if year.digits == 4) => self.is_week = true,
            "t" if !self.numbers.is_empty() && self.time.is_none() => self.wants_time = true,
            "am" | "오전" | "上午" | "午前" => self.is_afternoon = Some(false),
            "pm" | "오후" | "下午" | "午後" => self.is_afternoon = Some(true),
            "a" | "p" if rest.to_ascii_lowercase().starts_with(".m") => {
                self.is_afternoon = Some(lower == "p");
                return rest.get(2..);
            }
            "년" | "월" | "일" => self.is_korean = true,
            _ => self.name(word),
        }
        self.is_korean |= matches!(lower.as_str(), "오전" | "오후");
        Some(rest)
    }

    fn name(&mut self, word: &str) {
        if self.time.is_some()
            && self.offset.is_none()
            && let Some(minutes) = zone::offset(word)
        {
            self.offset = Some(minutes * 60);
        } else if word.chars().count() >= 3
            && let Some(named) = month::month(word)
            && self.month.is_none_or(|(_, is_doubtful)| is_doubtful)
        {
            self.month = Some(named);
        }
    }

    /// Takes an offset behind the time: `+0200`, `+02:00`, `-7`. A sign alone is a dash.
    fn sign<'a>(&mut self, text: &'a str, sign: char) -> Option<&'a str> {
        let behind = text.get(sign.len_utf8()..)?;
        let (hours, rest) = digits(behind);
        if hours.is_empty() {
            let is_nonsense = sign == '+' && behind.starts_with(char::is_alphabetic);
            return if is_nonsense { None } else { Some(behind) };
        }
        let (hours, minutes, rest) = match (hours.len(), rest.strip_prefix(':')) {
            (1 | 2, Some(behind)) => {
                let (minutes, rest) = digits(behind);
                (hours, minutes, rest)
            }
            (1 | 2, None) => (hours, "0", rest),
            (4, _) => (hours.get(..2)?, hours.get(2..)?, rest),
            (3, _) => (hours.get(..1)?, hours.get(1..)?, rest),
            // A year behind a dash.
            _ => return Some(behind),
        };
        let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
        if hours > 15 || minutes > 59 {
            return None;
        }
        let seconds = (hours * 60 + minutes) * 60;
        self.offset = Some(if sign == '+' { seconds } else { -seconds });
        Some(rest)
    }

    fn into_date(self) -> Option<DateTime<Utc>> {
        let day = match self.month {
            Some((month, _)) => day_of_named(month, &self.numbers)?,
            None if self.is_week => day_of_week(&self.numbers)?,
            None => day_of_numbers(&self.numbers)?,
        };
        let (mut hour, minute, second) = self.time.unwrap_or_default();
        match self.is_afternoon {
            Some(true) if hour < 12 => hour += 12,
            Some(false) if hour == 12 => hour = 0,
            _ => {}
        }
        // ISO 8601: 24:00 ends a day. A leap second counts as the one before it.
        let (day, hour) = if hour == 24 && minute == 0 { (day + Days::new(1), 0) } else { (day, hour) };
        let second = if second == 60 { 59 } else { second };
        let local = NaiveDateTime::new(day, NaiveTime::from_hms_opt(hour, minute, second)?);
        let offset = self.offset.unwrap_or(if self.is_korean { 9 * 3600 } else { 0 });
        Some(local.and_utc() - TimeDelta::seconds(offset.into()))
    }
}

/// Whether `10h30` begins here.
fn is_hour(number: &str, rest: &str) -> bool {
    number.len() <= 2
        && rest.strip_prefix(['h', 'H']).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
}

/// Whether `10.30` begins here.
fn is_hour_with_point(number: &str, rest: &str) -> bool {
    number.len() <= 2 && rest.strip_prefix('.').is_some_and(|rest| digits(rest).0.len() == 2)
}

/// Marks that belong to the letter before them.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// The day of a month that was named: a year, and a day beside it.
fn day_of_named(month: u32, numbers: &[Number]) -> Option<NaiveDate> {
    let is_year = |number: &Number| number.digits == 4 || number.value > 31;
    let (year, day) = match numbers {
        [year] if is_year(year) => (year, 1),
        [year, day] if is_year(year) => (year, day.value),
        [day, year, ..] => (year, day.value),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(full_year(*year)?, month, day)
}

/// ISO 8601's days of a week: `2025-W39-3`, `2025W393`, `2025-W39`.
fn day_of_week(numbers: &[Number]) -> Option<NaiveDate> {
    let (year, week, day) = match numbers {
        [year, week] if week.digits == 3 => (year, week.value / 10, week.value % 10),
        [year, week] => (year, week.value, 1),
        [year, week, day] => (year, week.value, day.value),
        _ => return None,
    };
    let day = Weekday::try_from(u8::try_from(day.checked_sub(1)?).ok()?).ok()?;
    NaiveDate::from_isoywd_opt(full_year(*year)?, week, day)
}

/// The day that numbers alone mean. Of two with nothing but space between them, or a word that says nothing to us,
/// nobody knows.
fn day_of_numbers(numbers: &[Number]) -> Option<NaiveDate> {
    match numbers {
        [one] => compact(*one),
        [year, day] if year.digits == 4 && day.digits == 3 => {
            NaiveDate::from_yo_opt(full_year(*year)?, day.value)
        }
        [_, second] if second.before.is_whitespace() => None,
        [year, month] if year.digits == 4 => NaiveDate::from_ymd_opt(full_year(*year)?, month.value, 1),
        [month, year] if year.digits == 4 || month.before == '-' => {
            let (year, month) = if year.digits == 4 { (year, month) } else { (month, year) };
            NaiveDate::from_ymd_opt(full_year(*year)?, month.value, 1)
        }
        [year, day] if year.digits == 2 && day.digits == 3 => {
            NaiveDate::from_yo_opt(full_year(*year)?, day.value)
        }
        [first, second, third, ..] => {
            let (year, month, day) = order(*first, *second, *third);
            NaiveDate::from_ymd_opt(full_year(year)?, month.value, day.value)
        }
        _ => None,
    }
}

/// Which of three numbers is the year, the month and the day. Where a slash leaves two of them open, the month is
/// first, as in America, which is where slashes are written.
fn order(first: Number, second: Number, third: Number) -> (Number, Number, Number) {
    if first.digits == 4 || first.value > 31 || (third.digits != 4 && second.before == '-') {
        (first, second, third)
    } else if second.value > 12 || (second.before == '/' && first.value <= 12) {
        (third, first, second)
    } else {
        (third, second, first)
    }
}

/// A date without anything between its parts: `YYYY`, `YYYYMMDD`, `YYMMDD`, `YYYYDDD`, `YYDDD`; behind a dash `YYMM`.
fn compact(number: Number) -> Option<NaiveDate> {
    let value = number.value;
    let year = |value: u32, digits: usize| full_year(Number { value, digits, before: ' ' });
    match number.digits {
        4 if number.before == '-' => NaiveDate::from_ymd_opt(year(value / 100, 2)?, value % 100, 1),
        4 => NaiveDate::from_ymd_opt(year(value, 4)?, 1, 1),
        5 => NaiveDate::from_yo_opt(year(value / 1000, 2)?, value % 1000),
        6 => NaiveDate::from_ymd_opt(year(value / 10_000, 2)?, value / 100 % 100, value % 100),
        7 => NaiveDate::from_yo_opt(year(value / 1000, 4)?, value % 1000),
        8 => NaiveDate::from_ymd_opt(year(value / 10_000, 4)?, value / 100 % 100, value % 100),
        _ => None,
    }
}

/// RFC 2822 §4.3: two digits up to 49 are of this century, others of the last; three digits count from 1900.
fn full_year(number: Number) -> Option<i32> {
    let year = i32::try_from(number.value).ok()?;
    match number.digits {
        1 | 2 if year < 50 => Some(2000 + year),
        1..=3 => Some(1900 + year),
        // Years of the Buddhist era, as in Thailand.
        4 if (2400..2700).contains(&year) => Some(year - 543),
        4 => Some(year),
        _ => None,
    }
}
