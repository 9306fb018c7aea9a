//! Dates: the exact instant, some plausible instant, or none.

use broadsheet_core::parse::parse_date;
use serde::Deserialize;

use crate::corpus::Corpus;
use crate::row::Row;

#[derive(Deserialize)]
struct Case {
    input: String,
    expected_unix: Option<i64>,
    #[serde(default)]
    must_parse: bool,
}

/// Strings with a known instant (or that are none), and strings that must give some.
pub fn measure(corpus: &Corpus) -> Vec<Row> {
    let Some(cases) = corpus.json::<Vec<Case>>("dates/dates.json") else { return Vec::new() };
    let (mut exact, mut some) = ((0, 0), (0, 0));
    for case in &cases {
        let found = parse_date(&case.input).map(|date| date.timestamp());
        let (holds, (right, counted)) = if case.must_parse {
            (found.is_some(), &mut some)
        } else {
            (found == case.expected_unix, &mut exact)
        };
        *counted += 1;
        *right += usize::from(holds);
        if !holds {
            corpus.explain(|| format!("date “{}”: {found:?}, not {:?}", case.input, case.expected_unix));
        }
    }
    vec![
        Row::share("dates, exact instant", "dates", 0.95, exact.0, exact.1),
        Row::share("dates that must be read", "dates", 0.97, some.0, some.1),
    ]
}
