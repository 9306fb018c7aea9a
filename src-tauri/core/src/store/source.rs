//! Sources: where publications are fetched from, and whose turn it is to be asked.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};
use url::Url;

use super::row::{Address, Json, Millis};
use crate::fetch::Validators;
use crate::fetch::secret::{
    Credentials, has_secret, shown, split_credentials, with_credentials, without_secrets,
};
use crate::model::*;
use crate::parse::{RawHarvest, RawPace};
use crate::sanitize::url_key;
use crate::source::Plan;
use crate::{Error, Result};

pub(crate) use super::answer::{
    Next, latest, plan, put_off, record_failure, record_gone, record_unchanged, space_out,
};
pub(super) use super::answer::{is_imported, note_closed, record_success};
pub(crate) use super::health::{all, get};

/// A source whose turn it may be to be asked.
#[derive(Debug, Clone)]
pub(crate) struct Turn {
    /// Which.
    pub id: SourceId,
    /// Whose.
    pub publication: PublicationId,
    /// The publication's name.
    pub title: String,
    /// Its language, which not every source tells.
    language: Option<String>,
    /// How to ask it.
    pub plan: Plan,
    /// How often the reader wants this publication asked, in minutes, where it is not as often as all.
    pub minutes: Option<u32>,
    /// Whether the pages of its articles are asked.
    pub pages: PageChoice,
    /// What it says of its own pace.
    pub pace: RawPace,
    /// Failures in a row.
    pub failures: u32,
    /// When it is to be asked by itself.
    pub due_at: Option<DateTime<Utc>>,
    /// It asked not to be asked before this.
    pub retry_after: Option<DateTime<Utc>>,
    /// Whether it said that it is gone for good.
    pub gone: bool,
}

/// Whether a source that is not in use is read all the same: the first feed of a publication whose API does not let us
/// in. What asks for peace is left alone as a whole.
pub(super) const STANDS_IN: &str = "(NOT s.in_use AND s.kind = 'feed'
    AND EXISTS (SELECT 1 FROM source u WHERE u.publication_id = s.publication_id AND u.in_use AND u.kind <> 'feed'
      AND u.problem IN ('http_status', 'not_a_feed', 'too_large', 'gone') AND u.retry_after IS NULL)
    AND NOT EXISTS (SELECT 1 FROM source f WHERE f.publication_id = s.publication_id AND f.kind = 'feed'
      AND (f.in_use OR f.id < s.id)))";

const TURN: &str = "
    SELECT s.id, s.publication_id, coalesce(p.given_title, p.own_title) AS title, s.kind, s.url, s.credentials, s.etag,
      s.last_modified, s.hash, s.pages, s.pace, s.failures, s.due_at, s.retry_after, s.gone_at, p.refresh_minutes, p.language
    FROM source s JOIN publication p ON p.id = s.publication_id";

impl Turn {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let url = row.get::<_, Address>("url")?.0;
        Ok(Self {
            id: row.get("id")?,
            publication: row.get("publication_id")?,
            title: row.get("title")?,
            language: row.get("language")?,
            plan: Plan {
                kind: row.get("kind")?,
                // Choosing this source chose its host: the only one that may be on a private network.
                home: url.host_str().map(str::to_owned),
                url,
                credentials: row.get::<_, Option<String>>("credentials")?.map(Credentials::from_text),
                validators: Validators { etag: row.get("etag")?, last_modified: row.get("last_modified")? },
                hash: row.get("hash")?,
            },
            minutes: row.get("refresh_minutes")?,
            pages: row.get("pages")?,
            pace: row.get::<_, Json<RawPace>>("pace")?.0,
            failures: row.get("failures")?,
            due_at: row.get::<_, Option<Millis>>("due_at")?.map(|at| at.0),
            retry_after: row.get::<_, Option<Millis>>("retry_after")?.map(|at| at.0),
            gone: row.get::<_, Option<i64>>("gone_at")?.is_some(),
        })
    }

    /// Adds to what the source told what is known of its publication.
    pub(crate) fn complete(&self, mut told: RawHarvest) -> RawHarvest {
        told.publication.language = told.publication.language.or_else(|| self.language.clone());
        told
    }
}

/// The host of an address.
pub(super) fn host(url: &str) -> Option<String> {
    Url::parse(url).ok()?.host_str().map(str::to_owned)
}

/// Whether two addresses lie on one site: one host, with or without "www.".
pub(crate) fn is_same_site(one: &str, other: &str) -> bool {
    let bare = |url: &str| host(url).map(|host| host.trim_start_matches("www.").to_owned());
    bare(one).is_some() && bare(one) == bare(other)
}

/// One source.
pub(crate) fn turn(conn: &Connection, id: SourceId) -> Result<Turn> {
    conn.prepare_cached(&format!("{TURN} WHERE s.id = ?1"))?
        .query_row([id], Turn::from_row)
        .optional()?
        .ok_or_else(|| missing(id))
}

/// The sources whose time has come, longest waiting first; and those that were asked in what is the future now that the
/// clock was moved back, so that nobody waits for it to come again.
pub(crate) fn due(conn: &Connection, now: DateTime<Utc>) -> Result<Vec<Turn>> {
    let mut statement = conn.prepare_cached(&format!(
        "{TURN} WHERE p.removed_at IS NULL AND NOT p.paused AND s.gone_at IS NULL AND (s.in_use OR {STANDS_IN})
           AND (s.checked_at > ?2 OR (s.due_at <= ?1 AND coalesce(s.allowed_at, 0) <= ?1
             AND coalesce(s.retry_after, 0) <= ?1))
         ORDER BY s.due_at, s.id"
    ))?;
    let future = now + TimeDelta::hours(1);
    let turns = statement
        .query_map([Millis(now), Millis(future)], Turn::from_row)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(turns)
}

/// The sources of a publication through which its archive may be read, the one in use first.
pub(crate) fn of_archive(conn: &Connection, publication: PublicationId) -> Result<Vec<Turn>> {
    let mut statement = conn.prepare_cached(&format!(
        "{TURN} WHERE s.publication_id = ?1 AND p.removed_at IS NULL AND s.gone_at IS NULL
         ORDER BY s.in_use DESC, s.id"
    ))?;
    let turns = statement.query_map([publication], Turn::from_row)?.collect::<rusqlite::Result<_>>()?;
    Ok(turns)
}

/// The sources to ask when the reader wants all now, or all of one publication: whoever asked us to wait or is
/// gone stands among them, and is for the refresh to leave out. Paused publications only when they are named.
pub(crate) fn all_to_refresh(conn: &Connection, publication: Option<PublicationId>) -> Result<Vec<Turn>> {
    let mut statement = conn.prepare_cached(&format!(
        "{TURN} WHERE p.removed_at IS NULL AND (s.publication_id = ?1 OR (?1 IS NULL AND NOT p.paused))
           AND (s.in_use OR {STANDS_IN})
         ORDER BY s.due_at, s.id"
    ))?;
    let turns = statement.query_map([publication], Turn::from_row)?.collect::<rusqlite::Result<_>>()?;
    Ok(turns)
}

/// The feed that stands in for a source that just failed, if there is one.
pub(crate) fn stand_in(conn: &Connection, failed: SourceId) -> Result<Option<Turn>> {
    Ok(conn
        .prepare_cached(&format!(
            "{TURN} WHERE s.publication_id = (SELECT publication_id FROM source WHERE id = ?1 AND in_use)
               AND s.gone_at IS NULL AND {STANDS_IN}"
        ))?
        .query_row([failed], Turn::from_row)
        .optional()?)
}

/// What addresses of one source have in common.
pub(super) fn address_key(url: &Url) -> String {
    url_key(url.as_str()).unwrap_or_default()
}

/// The publication and source at an address, in use or not; rather one that is not removed.
pub(super) fn at(conn: &Connection, url: &Url) -> Result<Option<(PublicationId, SourceId)>> {
    let (bare, _) = split_credentials(url);
    Ok(conn
        .prepare_cached(
            "SELECT s.publication_id, s.id FROM source s JOIN publication p ON p.id = s.publication_id
             WHERE s.address_key = ?1 ORDER BY p.removed_at IS NOT NULL, s.url <> ?2, s.id LIMIT 1",
        )?
        .query_row((address_key(&bare), bare.as_str()), |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// The addresses of all sources that have a secret in theirs, as they read without it.
pub(crate) fn private_addresses(conn: &Connection) -> Result<HashSet<String>> {
    let mut statement = conn.prepare_cached(
        "SELECT s.url FROM source s JOIN publication p ON p.id = s.publication_id
         WHERE p.removed_at IS NULL AND s.url LIKE '%?%'",
    )?;
    let urls =
        statement.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    let urls = urls.iter().filter_map(|url| Url::parse(url).ok());
    Ok(urls.filter(has_secret).map(|url| without_secrets(&url)).collect())
}

/// `url` with the name and password of the source at its origin: what a private feed shows is as private as itself.
/// `home` is the host of the source it belongs to; what others name there gets none.
pub(crate) fn signed_in(conn: &Connection, url: Url, home: Option<&str>) -> Result<Url> {
    if home.is_none() || home != url.host_str() {
        return Ok(url);
    }
    let mut statement =
        conn.prepare_cached("SELECT url, credentials FROM source WHERE credentials IS NOT NULL ORDER BY id")?;
    let known: Vec<(String, String)> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    let of_origin = known
        .into_iter()
        .find(|(there, _)| Url::parse(there).is_ok_and(|there| there.origin() == url.origin()))
        .map(|(_, credentials)| Credentials::from_text(credentials));
    Ok(with_credentials(&url, of_origin.as_ref()))
}

/// The publication that has a source at `url`, unless it was removed.
pub(crate) fn publication_at(conn: &Connection, url: &Url) -> Result<Option<PublicationId>> {
    let Some((id, _)) = at(conn, url)? else { return Ok(None) };
    Ok(conn
        .query_row("SELECT id FROM publication WHERE id = ?1 AND removed_at IS NULL", [id], |row| row.get(0))
        .optional()?)
}

/// Gives a publication a source, due at once. One that is there already is left as it is.
pub(crate) fn add(
    tx: &Transaction<'_>,
    publication: PublicationId,
    kind: SourceKind,
    url: &Url,
    now: DateTime<Utc>,
) -> Result<SourceId> {
    insert(tx, publication, kind, url, true, now)
}

/// Gives a publication a source that it could be read through. One that is there already is left as it is.
pub(super) fn add_spare(
    tx: &Transaction<'_>,
    publication: PublicationId,
    kind: SourceKind,
    url: &Url,
    now: DateTime<Utc>,
) -> Result<SourceId> {
    insert(tx, publication, kind, url, false, now)
}

fn insert(
    tx: &Transaction<'_>,
    publication: PublicationId,
    kind: SourceKind,
    url: &Url,
    in_use: bool,
    now: DateTime<Utc>,
) -> Result<SourceId> {
    let (bare, credentials) = split_credentials(url);
    let credentials = credentials.as_ref().map(Credentials::as_text);
    if let Some((_, there)) = at(tx, url)? {
        tx.execute(
            "UPDATE source SET credentials = coalesce(?2, credentials) WHERE id = ?1",
            (there, credentials),
        )?;
        return Ok(there);
    }
    tx.prepare_cached(
        "INSERT INTO source (publication_id, kind, url, address_key, credentials, in_use, due_at)
         VALUES (:publication, :kind, :url, :key, :credentials, :in_use, :now)",
    )?
    .execute(named_params! {
        ":publication": publication, ":kind": kind, ":url": bare.as_str(), ":key": address_key(&bare),
        ":credentials": credentials, ":in_use": in_use, ":now": Millis(now),
    })?;
    Ok(SourceId(tx.last_insert_rowid()))
}

/// Reads a publication through this one of its sources from now on. Whatever was wrong with it is tried anew.
pub(crate) fn choose(tx: &Transaction<'_>, id: SourceId, now: DateTime<Utc>) -> Result<PublicationId> {
    let publication: PublicationId = tx
        .query_row("SELECT publication_id FROM source WHERE id = ?1", [id], |row| row.get(0))
        .optional()?
        .ok_or_else(|| missing(id))?;
    tx.execute("UPDATE source SET in_use = (id = ?2) WHERE publication_id = ?1", (publication, id))?;
    tx.execute(
        "UPDATE source SET due_at = ?2, hash = NULL, etag = NULL, last_modified = NULL, failures = 0, problem = NULL,
           problem_params = NULL, allowed_at = NULL, retry_after = NULL, gone_at = NULL
         WHERE id = ?1",
        (id, Millis(now)),
    )?;
    Ok(publication)
}

/// Gives a source another address. What is known of the old one no longer counts, and the next complete fetch is
/// import again.
pub(crate) fn change_address(
    tx: &Transaction<'_>,
    id: SourceId,
    url: &Url,
    now: DateTime<Utc>,
) -> Result<()> {
    let (bare, credentials) = split_credentials(url);
    let there: Option<String> =
        tx.query_row("SELECT url FROM source WHERE id = ?1", [id], |row| row.get(0)).optional()?;
    let is_same = there.and_then(|there| Url::parse(&there).ok()).is_some_and(|there| {
        // What we ourselves showed of an address is not another one.
        there == bare && credentials.is_none() || has_secret(&there) && shown(&there) == bare.as_str()
    });
    if is_same {
        return Ok(());
    }
    if at(tx, url)?.is_some_and(|(_, holder)| holder != id) {
        return Err(Error::Invalid { what: "an address no other source has", value: shown(url) });
    }
    let changed = tx.execute(
        "UPDATE source SET url = ?2, address_key = ?4, credentials = ?5, etag = NULL, last_modified = NULL, hash = NULL, due_at = ?3,
           imported_at = NULL, failures = 0, problem = NULL, problem_params = NULL, retry_after = NULL,
           gone_at = NULL, succeeded_at = NULL, allowed_at = NULL, rest = 0, pace = '{}', moved_to = NULL,
           moved_since = NULL, moved_times = 0
         WHERE id = ?1",
        (id, bare.as_str(), Millis(now), address_key(&bare), credentials.as_ref().map(Credentials::as_text)),
    )?;
    if changed == 0 { Err(missing(id)) } else { Ok(()) }
}

pub(super) fn missing(id: SourceId) -> Error {
    Error::NotFound { kind: "source", id: id.to_string() }
}
