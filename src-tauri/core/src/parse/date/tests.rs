use super::*;

fn seconds(text: &str) -> Option<i64> {
    parse_date(text).map(|date| date.timestamp())
}

/// 24 September 2025, 18:05 UTC.
const THEN: i64 = 1_758_737_100;

#[test]
fn one_instant_in_many_forms() {
    for text in [
        "Wed, 24 Sep 2025 18:05:00 GMT",
        "Wed, 24 Sep 2025 20:05:00 +0200",
        "Wed, 24 Sep 25 14:05 EDT",
        "24 Sep 2025 18:05:00",
        "Wednesday, 24-Sep-25 18:05:00 GMT",
        "Wed Sep 24 18:05:00 2025",
        "Tue, 24 Sep 2025 18:05:00 GMT",
        "Wed(nesday), 24(th) Sep(tember (so-called)) 2025 18:05:00 +0000 (GMT)",
        "\n Wed,\n 24 Sep 2025\n 18:05:00 +0000\n",
        "2025-09-24T18:05:00Z",
        "2025-09-24T18:05:00.000+00:00",
        "2025-09-24T20:05:00+0200",
        "2025-09-24T20:05+0200",
        "2025-09-24T18:05:00",
        "2025-09-24 18:05:00",
        "2025-09-24 18:05:00 +0000 UTC",
        "2025-09-24 14:05:00 -0400",
        "20250924T180500Z",
        "20250924180500",
        "2025-267T18:05:00Z",
        "1758737100",
        "1758737100000",
        "September 24, 2025, 6:05 p.m.",
        "Sep. 24, 2025 6:05 PM UTC",
        "09/24/2025 - 18:05",
        "24.09.2025 18:05",
        "24/09/2025 18:05",
        "2025/09/24 18:05",
        "mer., 24 sept. 2025 20:05:00 +0200",
        "mercredi 24 septembre 2025 à 18h05",
        "Mittwoch, 24. September 2025, 18:05 Uhr",
        "miércoles, 24 de septiembre de 2025 18:05",
        "ср, 24 сен 2025 21:05:00 +0300",
        "Τετ, 24 Σεπ 2025 18:05:00 GMT",
        "24 września 2025 18:05",
        "2025年09月24日 18:05",
        "2025-09-25 오전 3:05:00",
        "Wed, 24 Sep 2025 18:05:00 GMT+00:00",
        "٢٤ سبتمبر ٢٠٢٥ 18:05",
    ] {
        assert_eq!(seconds(text), Some(THEN), "{text}");
    }
}

#[test]
fn a_day_a_month_or_a_year_alone() {
    for (text, day) in [
        ("2025-09-24", "2025-09-24"),
        ("20250924", "2025-09-24"),
        ("250924", "2025-09-24"),
        ("2025-267", "2025-09-24"),
        ("2025-09", "2025-09-01"),
        ("2025", "2025-01-01"),
        ("Wed, 24 Sep 2025", "2025-09-24"),
        ("Sept. 2025", "2025-09-01"),
        ("5 August, 2019", "2019-08-05"),
        ("mar. 3 mars 2020", "2020-03-03"),
        ("mardi 3 nov. 2020", "2020-11-03"),
        ("Mar 3, 2020", "2020-03-03"),
        ("Fri, 26/06/2020", "2020-06-26"),
        ("03/2020", "2020-03-01"),
        ("marraskuu 5, 2020", "2020-11-05"),
        ("09 Feb 1806", "1806-02-09"),
    ] {
        assert_eq!(
            parse_date(text).map(|date| date.date_naive().to_string()).as_deref(),
            Some(day),
            "{text}"
        );
    }
}

#[test]
fn what_is_no_date_is_none() {
    for text in [
        "",
        "yesterday",
        "today at 5",
        "Sun, 16 Dec",
        "Sun, 16 Dec 2012 1:2:3:4 GMT",
        "Sun, 16 Dec 2012 25:00:00 GMT",
        "Sun, 16 Dec 2012 11:47:32 +zz:00",
        "Sun, 16 zzz 2012 11:47:32 GMT",
        "Sun, 99 Jun 2009 12:00:00 GMT",
        "9999-12-31T23:59:59-99:99",
        "2003-12-31T10:14:61Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31",
        "2025-13-40",
        "99999999999999999999",
        "(((((",
        "10:00",
    ] {
        assert_eq!(parse_date(text), None, "{text}");
    }
    assert_eq!(parse_date(&"9".repeat(10_000_000)), None, "nor ten megabytes of one");
}
