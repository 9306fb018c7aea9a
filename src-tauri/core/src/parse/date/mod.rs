//! Dates as publishers, APIs and pages write them.

mod month;
mod scan;
mod zone;

#[cfg(test)]
mod tests;

use chrono::{DateTime, Datelike, Utc};

/// The longest date that is read, in bytes.
const LONGEST: usize = 128;

/// Reads a date: RFC 822 and its accidents, ISO 8601 and its parts, what `asctime` prints, seconds since 1970, and
/// what people write in many languages. Without a time it is midnight, without a zone UTC. `None` where it is none
/// of them, or names no year: a wrong date is worse than no date.
#[must_use]
pub fn parse_date(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    plausible(strict(text).or_else(|| scan::scan(text))?)
}

/// The two forms that nearly every feed writes, read the quick way.
fn strict(text: &str) -> Option<DateTime<Utc>> {
    let bytes = text.as_bytes();
    let date = if bytes.first()?.is_ascii_digit() && bytes.get(4) == Some(&b'-') {
        DateTime::parse_from_rfc3339(text).ok()?
    } else if text.ends_with(" GMT") || bytes.iter().rev().take(4).all(u8::is_ascii_digit) {
        DateTime::parse_from_rfc2822(text).ok()?
    } else {
        return None;
    };
    Some(date.to_utc())
}

/// Year 1 and year 9999 stand for "unknown" in some systems.
fn plausible(date: DateTime<Utc>) -> Option<DateTime<Utc>> {
    (1700..2200).contains(&date.year()).then_some(date)
}
