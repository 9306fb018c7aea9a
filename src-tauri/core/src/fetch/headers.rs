//! What the headers of an answer say about time and identity. Pure.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use reqwest::header::{
    AGE, CACHE_CONTROL, CONTENT_TYPE, DATE, ETAG, EXPIRES, HeaderMap, HeaderName, LAST_MODIFIED, LINK,
    RETRY_AFTER,
};

use super::Validators;

/// More links than any answer has use for.
const LINKS: usize = 20;
/// Longer validators are not worth sending back.
const LONGEST: usize = 1024;

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    std::str::from_utf8(headers.get(name)?.as_bytes()).ok()
}

/// `Content-Type`, verbatim.
pub(super) fn content_type(headers: &HeaderMap) -> Option<String> {
    text(headers, CONTENT_TYPE).map(str::to_owned)
}

/// The links of `Link` headers (RFC 8288 §3) with their relations: `<https://site.example/wp-json/>; rel="…"`.
pub(super) fn links(headers: &HeaderMap) -> Vec<(String, String)> {
    let values = headers.get_all(LINK).iter().filter_map(|value| std::str::from_utf8(value.as_bytes()).ok());
    // A target may hold commas and semicolons, so it is what tells two links apart.
    let links = values.flat_map(|value| value.split('<').skip(1)).filter_map(|link| {
        let (target, parameters) = link.split_once('>')?;
        let rel = parameters.split(';').find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            name.trim()
                .eq_ignore_ascii_case("rel")
                .then(|| value.trim_matches([' ', '"', ',', '\t']).to_owned())
        })?;
        Some((rel, target.trim().to_owned()))
    });
    links.take(LINKS).collect()
}

/// `ETag` and `Last-Modified`, verbatim; neither where one of them cannot be sent back as it came, for half of a pair
/// says something else.
pub(super) fn validators(headers: &HeaderMap) -> Validators {
    let given = |name: &HeaderName| headers.get(name).is_some_and(|value| !value.is_empty());
    let keep = |name| text(headers, name).filter(|value| !value.is_empty() && value.len() <= LONGEST);
    let pair = Validators {
        etag: keep(ETAG).map(str::to_owned),
        last_modified: keep(LAST_MODIFIED).map(str::to_owned),
    };
    let whole = given(&ETAG) == pair.etag.is_some() && given(&LAST_MODIFIED) == pair.last_modified.is_some();
    if whole { pair } else { Validators::default() }
}

/// Seconds to wait by `Retry-After` (RFC 9110 §10.2.3), which counts them or names an instant.
pub(super) fn retry_after(headers: &HeaderMap, now: DateTime<Utc>) -> Option<u64> {
    let value = text(headers, RETRY_AFTER)?.trim();
    match value.parse() {
        Ok(seconds) => Some(seconds),
        Err(_) => Some(u64::try_from((http_date(value)? - now).num_seconds()).unwrap_or(0)),
    }
}

/// Until when the answer is fresh by `Cache-Control: max-age`, or else `Expires` (RFC 9111 §4.2.1).
pub(super) fn fresh_until(headers: &HeaderMap, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let control: Vec<String> = headers
        .get_all(CACHE_CONTROL)
        .iter()
        .filter_map(|value| Some(std::str::from_utf8(value.as_bytes()).ok()?.to_ascii_lowercase()))
        .collect();
    let directives = || control.iter().flat_map(|line| line.split(',')).map(str::trim);
    if directives().any(|d| d == "no-cache" || d == "no-store") {
        return None;
    }
    let max_age =
        directives().find_map(|d| d.strip_prefix("max-age=")?.trim_matches('"').parse::<i64>().ok());
    let lifetime = match max_age {
        Some(seconds) => TimeDelta::try_seconds(seconds)?,
        // Against the server's own clock where it tells it, which may differ from ours.
        None => http_date(text(headers, EXPIRES)?)? - text(headers, DATE).and_then(http_date).unwrap_or(now),
    };
    // What comes from a cache on the way has spent some of it there.
    let age = text(headers, AGE).and_then(|age| age.trim().parse::<i64>().ok()).unwrap_or(0);
    let left = lifetime.checked_sub(&TimeDelta::try_seconds(age)?)?;
    if left > TimeDelta::zero() { now.checked_add_signed(left) } else { None }
}

/// A date in any of HTTP's three forms (RFC 9110 §5.6.7).
fn http_date(value: &str) -> Option<DateTime<Utc>> {
    let value = value.trim();
    if let Ok(date) = DateTime::parse_from_rfc2822(value) {
        return Some(date.to_utc());
    }
    ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(value, form).ok())
        .map(|date| date.and_utc())
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    fn headers(pairs: &[(HeaderName, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(name.clone(), HeaderValue::from_str(value).expect("a value"));
        }
        headers
    }

    fn noon() -> DateTime<Utc> {
        "2025-09-25T12:00:00Z".parse().expect("a date")
    }

    #[test]
    fn retry_after_counts_seconds_or_names_an_instant() {
        for (value, expected) in [
            ("120", Some(120)),
            ("Thu, 25 Sep 2025 12:01:30 GMT", Some(90)),
            ("Thursday, 25-Sep-25 12:01:30 GMT", Some(90)),
            ("Thu Sep 25 12:01:30 2025", Some(90)),
            ("Thu, 25 Sep 2025 11:00:00 GMT", Some(0)),
            ("soon", None),
            ("-5", None),
        ] {
            let found = retry_after(&headers(&[(RETRY_AFTER, value)]), noon());
            assert_eq!(found, expected, "Retry-After: {value}");
        }
    }

    #[test]
    fn freshness_follows_max_age_then_expires() {
        let date = (DATE, "Thu, 25 Sep 2025 11:00:00 GMT");
        let expires = (EXPIRES, "Thu, 25 Sep 2025 11:10:00 GMT");
        for (given, minutes) in [
            (vec![(CACHE_CONTROL, "public, max-age=600")], Some(10)),
            (vec![(CACHE_CONTROL, "public"), (CACHE_CONTROL, "max-age=600, must-revalidate")], Some(10)),
            (vec![(CACHE_CONTROL, "s-maxage=7200, max-age=600, stale-while-revalidate=86400")], Some(10)),
            (vec![(CACHE_CONTROL, "s-maxage=7200")], None),
            (vec![date.clone(), expires.clone(), (AGE, "240")], Some(6)),
            (vec![(CACHE_CONTROL, "Max-Age=600"), (AGE, "300")], Some(5)),
            (vec![(CACHE_CONTROL, "max-age=3600"), date.clone(), expires.clone()], Some(60)),
            (vec![date.clone(), expires.clone()], Some(10)),
            (vec![expires], None),
            (vec![(EXPIRES, "0")], None),
            (vec![(CACHE_CONTROL, "max-age=0")], None),
            (vec![(CACHE_CONTROL, "no-cache, max-age=600")], None),
            (vec![(CACHE_CONTROL, "max-age=99999999999999999999")], None),
            (vec![(CACHE_CONTROL, "max-age=9223372036854775807")], None),
            (vec![], None),
        ] {
            let expected = minutes.map(|minutes| noon() + TimeDelta::minutes(minutes));
            assert_eq!(fresh_until(&headers(&given), noon()), expected, "{given:?}");
        }
    }

    #[test]
    fn links_are_read_with_their_relations() {
        let value = "<https://s.example/wp-json/>; rel=\"https://api.w.org/\", </a,b;c>; title=x; REL=next";
        let found = links(&headers(&[(LINK, value), (LINK, "no link"), (LINK, "<open; rel=next")]));
        let found: Vec<(&str, &str)> = found.iter().map(|(rel, to)| (rel.as_str(), to.as_str())).collect();
        assert_eq!(found, [("https://api.w.org/", "https://s.example/wp-json/"), ("next", "/a,b;c")]);
    }

    #[test]
    fn validators_are_kept_as_they_came() {
        let kept = validators(&headers(&[(ETAG, "W/\"a b\""), (LAST_MODIFIED, "yesterday, roughly")]));
        assert_eq!(kept.etag.as_deref(), Some("W/\"a b\""), "weak marks and quotes stay");
        assert_eq!(kept.last_modified.as_deref(), Some("yesterday, roughly"), "not even a date, yet kept");
        let endless = "x".repeat(LONGEST + 1);
        let bounded = validators(&headers(&[(ETAG, endless.as_str()), (LAST_MODIFIED, "today")]));
        assert_eq!(bounded, Validators::default(), "bounded, and never half of a pair");
        let empty = validators(&headers(&[(ETAG, ""), (LAST_MODIFIED, "today")]));
        assert_eq!((empty.etag, empty.last_modified.as_deref()), (None, Some("today")), "nothing is no tag");
    }
}
