//! Dates as APIs and pages write them.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

/// Reads RFC 3339, RFC 822 and the parts of ISO 8601 that pages use; a date without a zone is taken as UTC.
/// `None` where it is none of them: a wrong date is worse than no date.
pub(crate) fn parse_date(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    if text.len() > 64 {
        return None;
    }
    let zoned = DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_rfc2822(text))
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%z"))
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f %z"))
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%z"));
    if let Ok(date) = zoned {
        return plausible(date.to_utc());
    }
    let unzoned = text.strip_suffix('Z').unwrap_or(text);
    let local = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(unzoned, format).ok())
        .or_else(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0));
    plausible(local?.and_utc())
}

/// Year 1 and year 9999 stand for "unknown" in some systems.
fn plausible(date: DateTime<Utc>) -> Option<DateTime<Utc>> {
    use chrono::Datelike;
    (1900..2200).contains(&date.year()).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_pages_use() {
        let expected = DateTime::parse_from_rfc3339("2025-09-24T18:05:00Z").unwrap().to_utc();
        for text in [
            "2025-09-24T18:05:00.000+00:00",
            "2025-09-24T20:05:00+0200",
            "2025-09-24T20:05+0200",
            "2025-09-24T18:05:00",
            "2025-09-24 18:05:00",
            " 2025-09-24T18:05Z ",
            "Wed, 24 Sep 2025 18:05:00 GMT",
        ] {
            assert_eq!(parse_date(text), Some(expected), "{text}");
        }
        assert_eq!(parse_date("2025-09-24").map(|date| date.timestamp()), Some(1_758_672_000), "a day alone");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in
            ["", "yesterday", "0001-01-01T00:00:00Z", "9999-12-31", "2025-13-40", "99999999999999999999"]
        {
            assert_eq!(parse_date(text), None, "{text}");
        }
        assert_eq!(parse_date(&"9".repeat(10_000_000)), None, "nor ten megabytes of one");
    }
}
