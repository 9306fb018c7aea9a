//! Which hosts were asked, and what for: so that a reader can see whom the program talks to. It is kept in memory
//! alone, and never says which article was behind a request.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use super::Expect;
use crate::model::{Connection, Purpose};

/// How long a host stands in the record after it was last asked.
const LASTS: TimeDelta = TimeDelta::hours(24);
/// Hosts in the record at the most; those asked longest ago make room.
const MOST: usize = 1000;

/// What was asked since the program started, or the reader cleared it.
#[derive(Default)]
pub(super) struct Record {
    hosts: Mutex<HashMap<String, Connection>>,
}

impl Record {
    /// Notes one exchange with a host: how much it answered, or that nothing good came of it.
    pub(super) fn note(&self, host: &str, expect: Expect, bytes: Option<u64>, now: DateTime<Utc>) {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if !hosts.contains_key(host) && hosts.len() >= MOST {
            let oldest = hosts.values().min_by_key(|one| one.last_at).map(|one| one.host.clone());
            oldest.and_then(|oldest| hosts.remove(&oldest));
        }
        let connection = hosts.entry(host.to_owned()).or_insert_with(|| Connection {
            host: host.to_owned(),
            purposes: Vec::new(),
            requests: 0,
            failed: 0,
            bytes: 0,
            last_at: now,
        });
        let purpose = match expect {
            Expect::Feed | Expect::Api => Purpose::Articles,
            Expect::Page => Purpose::Pages,
            Expect::Picture => Purpose::Pictures,
        };
        if !connection.purposes.contains(&purpose) {
            connection.purposes.push(purpose);
            connection.purposes.sort_unstable();
        }
        connection.requests = connection.requests.saturating_add(1);
        connection.failed = connection.failed.saturating_add(u32::from(bytes.is_none()));
        connection.bytes = connection.bytes.saturating_add(bytes.unwrap_or(0));
        connection.last_at = now;
    }

    /// The hosts asked in the last day, most asked first.
    pub(super) fn all(&self, now: DateTime<Utc>) -> Vec<Connection> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        hosts.retain(|_, one| now - one.last_at < LASTS);
        let mut all: Vec<Connection> = hosts.values().cloned().collect();
        all.sort_unstable_by(|one, other| {
            other.requests.cmp(&one.requests).then_with(|| one.host.cmp(&other.host))
        });
        all
    }

    /// Forgets all of it.
    pub(super) fn clear(&self) {
        self.hosts.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::hours(hours)
    }

    #[test]
    fn a_host_stands_once_with_all_it_was_asked_for() {
        let record = Record::default();
        record.note("b.example", Expect::Picture, Some(10), at(0));
        record.note("a.example", Expect::Picture, Some(100), at(0));
        record.note("a.example", Expect::Feed, Some(11), at(1));
        record.note("a.example", Expect::Api, None, at(2));
        let all = record.all(at(2));
        assert_eq!(all.iter().map(|one| one.host.as_str()).collect::<Vec<_>>(), ["a.example", "b.example"]);
        let wanted = Connection {
            host: "a.example".to_owned(),
            purposes: vec![Purpose::Articles, Purpose::Pictures],
            requests: 3,
            failed: 1,
            bytes: 111,
            last_at: at(2),
        };
        assert_eq!(all[0], wanted, "and nothing of what was read there");
        assert_eq!(record.all(at(25)).len(), 1, "a day later it is forgotten");
        record.clear();
        assert!(record.all(at(2)).is_empty(), "at once when the reader says so");
    }

    #[test]
    fn the_record_does_not_grow_for_ever() {
        let record = Record::default();
        for host in 0..=MOST {
            record.note(&format!("{host}.example"), Expect::Page, None, at(i64::try_from(host).unwrap_or(0)));
        }
        let hosts = record.hosts.lock().unwrap();
        assert_eq!((hosts.len(), hosts.contains_key("0.example")), (MOST, false), "the oldest made room");
    }
}
