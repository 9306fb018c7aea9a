//! Sources as they are shown: without their secrets, and with their health in plain English, in the reader's time zone.

use std::fmt::Display;

use chrono::{DateTime, Datelike, Local, TimeZone, Utc};
use rusqlite::{Connection, OptionalExtension, Row};

use super::row::{Address, Json, Millis};
use super::source::{STANDS_IN, missing};
use crate::Result;
use crate::fetch::secret::{has_secret, shown};
use crate::model::*;

/// What is told of each source.
fn told(rest: &str) -> String {
    format!(
        "SELECT s.*, coalesce(p.given_title, p.own_title) AS title, {STANDS_IN} AS stands_in,
           (s.kind <> 'feed' AND s.failures > 0 AND EXISTS (SELECT 1 FROM source f
             WHERE f.publication_id = s.publication_id AND f.kind = 'feed' AND (f.in_use OR (s.in_use
               AND s.problem IN ('http_status', 'not_a_feed', 'too_large', 'gone') AND s.retry_after IS NULL))))
             AS replaced
         FROM source s JOIN publication p ON p.id = s.publication_id {rest}"
    )
}

/// All sources of publications that are not removed, or those of one publication.
pub(crate) fn all(
    conn: &Connection,
    publication: Option<PublicationId>,
    now: DateTime<Utc>,
) -> Result<Vec<Source>> {
    let mut statement = conn.prepare_cached(&told(
        "WHERE p.removed_at IS NULL AND (?1 IS NULL OR s.publication_id = ?1)
         ORDER BY s.publication_id, NOT s.in_use, s.id",
    ))?;
    let sources =
        statement.query_map([publication], |row| from_row(row, now))?.collect::<rusqlite::Result<_>>()?;
    Ok(sources)
}

/// One source.
pub(crate) fn get(conn: &Connection, id: SourceId, now: DateTime<Utc>) -> Result<Source> {
    conn.query_row(&told("WHERE s.id = ?1"), [id], |row| from_row(row, now))
        .optional()?
        .ok_or_else(|| missing(id))
}

fn from_row(row: &Row<'_>, now: DateTime<Utc>) -> rusqlite::Result<Source> {
    let at = |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<Millis>>(column)?.map(|at| at.0));
    let failures: u32 = row.get("failures")?;
    let succeeded_at = at("succeeded_at")?;
    let state = if at("gone_at")?.is_some() {
        HealthState::Gone
    } else if failures > 0 {
        HealthState::Failing
    } else if succeeded_at.is_some() {
        HealthState::Well
    } else {
        HealthState::New
    };
    let role = match (row.get("in_use")?, row.get("stands_in")?) {
        (true, _) => SourceRole::Used,
        (false, true) => SourceRole::StandsIn,
        (false, false) => SourceRole::Spare,
    };
    let kind: SourceKind = row.get("kind")?;
    let url = row.get::<_, Address>("url")?.0;
    let title: String = row.get("title")?;
    let problem: Option<String> = row.get("problem")?;
    let params = row
        .get::<_, Option<Json<serde_json::Value>>>("problem_params")?
        .map_or_else(|| serde_json::json!({}), |params| params.0);
    let answers = Answers {
        state,
        kind,
        role,
        problem: problem.as_deref(),
        status: params["status"].as_u64(),
        replaced: row.get("replaced")?,
    };
    let sentence = sentence(
        answers,
        &title,
        succeeded_at.map(|at| at.with_timezone(&Local)),
        &now.with_timezone(&Local),
    );
    let has_secret = kind != SourceKind::Ghost && has_secret(&url);
    Ok(Source {
        id: row.get("id")?,
        publication: row.get("publication_id")?,
        kind,
        role,
        private: has_secret || row.get::<_, Option<String>>("credentials")?.is_some(),
        url: if has_secret { shown(&url) } else { url.into() },
        pages: row.get("pages")?,
        health: Health { state, sentence, problem, params, failures, retry_after: at("retry_after")? },
        checked_at: at("checked_at")?,
        succeeded_at,
        due_at: at("due_at")?,
    })
}

/// What is known of how a source has been answering.
#[derive(Debug, Clone, Copy)]
struct Answers<'a> {
    /// In a word.
    state: HealthState,
    /// What is spoken there.
    kind: SourceKind,
    /// Whether it is asked.
    role: SourceRole,
    /// The error code of the last failure.
    problem: Option<&'a str>,
    /// The HTTP status of the last failure, where it was one.
    status: Option<u64>,
    /// Whether another source is read in its place.
    replaced: bool,
}

/// The sentence for a source of the publication called `title`.
fn sentence<Z: TimeZone>(
    answers: Answers<'_>,
    title: &str,
    succeeded_at: Option<DateTime<Z>>,
    now: &DateTime<Z>,
) -> String
where
    Z::Offset: Display,
{
    let mut sentence = match answers.state {
        HealthState::New if answers.role == SourceRole::Spare => "Known, and not asked.".to_owned(),
        HealthState::New => "Not asked yet.".to_owned(),
        HealthState::Well => "Answers well.".to_owned(),
        HealthState::Gone => format!("{title} says that this address is gone for good."),
        HealthState::Failing => {
            let deed = deed(answers);
            match succeeded_at {
                Some(at) => format!("{title} {deed} since {}.", day(&at, now)),
                None => format!("{title} {deed} so far."),
            }
        }
    };
    if answers.replaced {
        sentence.push_str(" Its feed is read instead.");
    }
    if answers.role == SourceRole::StandsIn {
        sentence.push_str(" It stands in for the source that does not let us in.");
    }
    sentence
}

fn deed(answers: Answers<'_>) -> &'static str {
    let is_api = answers.kind != SourceKind::Feed;
    match answers.problem {
        Some("http_status") if is_api && matches!(answers.status, Some(401 | 403 | 404)) => {
            "has kept its API closed"
        }
        Some("not_a_feed") if is_api => "has kept its API closed",
        Some("http_status") if answers.status == Some(401) => "has asked for another name and password",
        Some("http_status") => "has answered only with errors",
        Some("tls") => "has offered no secure connection",
        Some("not_a_feed" | "too_large") => "has sent nothing we can read",
        Some("redirect_loop" | "address_private" | "address_scheme" | "address_invalid") => {
            "has sent us on to addresses we cannot follow"
        }
        _ => "has not answered",
    }
}

/// The day of `at`, as a person would name it at `now`.
fn day<Z: TimeZone>(at: &DateTime<Z>, now: &DateTime<Z>) -> String
where
    Z::Offset: Display,
{
    let days = now.date_naive().signed_duration_since(at.date_naive()).num_days();
    match days {
        ..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        2..=6 => at.format("%A").to_string(),
        _ if at.year() == now.year() => at.format("%B %-d").to_string(),
        _ => at.format("%B %-d, %Y").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use chrono::FixedOffset;

    use super::*;

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(text).unwrap()
    }

    fn failing_by(problem: &str) -> Answers<'_> {
        Answers {
            state: HealthState::Failing,
            kind: SourceKind::Feed,
            role: SourceRole::Used,
            problem: Some(problem),
            status: None,
            replaced: false,
        }
    }

    fn failing(problem: &str, since: Option<&str>) -> String {
        let now = at("2025-09-26T09:00:00+02:00");
        sentence(failing_by(problem), "Harbour Post", since.map(at), &now)
    }

    #[test]
    fn health_is_a_sentence() {
        for (since, expected) in [
            ("2025-09-26T00:30:00+02:00", "Harbour Post has not answered since today."),
            ("2025-09-25T23:30:00+02:00", "Harbour Post has not answered since yesterday."),
            ("2025-09-23T12:00:00+02:00", "Harbour Post has not answered since Tuesday."),
            ("2025-09-19T12:00:00+02:00", "Harbour Post has not answered since September 19."),
            ("2024-12-24T12:00:00+01:00", "Harbour Post has not answered since December 24, 2024."),
            ("2025-10-01T12:00:00+02:00", "Harbour Post has not answered since today."),
        ] {
            assert_eq!(failing("timed_out", Some(since)), expected, "a clock may even have gone backwards");
        }
        assert_eq!(failing("http_status", None), "Harbour Post has answered only with errors so far.");
        assert_eq!(
            failing("not_a_feed", Some("2025-09-25T23:30:00+02:00")),
            "Harbour Post has sent nothing we can read since yesterday."
        );
    }

    #[test]
    fn a_closed_api_says_what_is_read_instead() {
        let closed = Answers {
            kind: SourceKind::WordPress,
            status: Some(401),
            replaced: true,
            ..failing_by("http_status")
        };
        let now = at("2025-09-26T09:00:00+02:00");
        assert_eq!(
            sentence(closed, "Harbour Post", None, &now),
            "Harbour Post has kept its API closed so far. Its feed is read instead."
        );
        let spare = Answers { state: HealthState::New, role: SourceRole::Spare, ..closed };
        assert_eq!(sentence(Answers { replaced: false, ..spare }, "H", None, &now), "Known, and not asked.");
    }
}
