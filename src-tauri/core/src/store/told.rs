//! What the reader was told before: by what an article is known again whatever became of it, of its alert, and of the
//! publication it came through. Only articles that some follow matches are looked up here.

use rusqlite::{OptionalExtension, Transaction};
use url::Url;

use super::identity::{self, Key};
use crate::Result;
use crate::model::*;
use crate::sanitize::url_key;

/// By what an article is known again.
pub(super) struct Marks {
    keys: Vec<Key>,
    /// Its addresses as they stand in its row, where they are its own.
    addresses: Vec<String>,
}

/// By what an article is known again: its fingerprint, and each address that is its own in its publication.
pub(super) fn marks(tx: &Transaction<'_>, article: ArticleId) -> Result<Marks> {
    let (fingerprint, publication, addresses): (Key, PublicationId, [Option<String>; 2]) = tx
        .prepare_cached("SELECT fingerprint, publication_id, canonical_url, url FROM article WHERE id = ?1")?
        .query_row([article], |row| {
            Ok((
                row.get("fingerprint")?,
                row.get("publication_id")?,
                [row.get("canonical_url")?, row.get("url")?],
            ))
        })?;
    let mut marks = Marks { keys: vec![fingerprint], addresses: Vec::new() };
    for address in addresses.into_iter().flatten() {
        let key = Url::parse(&address).ok().and_then(|url| identity::page_key(publication, &url));
        let (Some(key), Some(bare)) = (key, url_key(&address)) else { continue };
        let holder: Option<ArticleId> = tx
            .prepare_cached("SELECT article_id FROM article_key WHERE key = ?1")?
            .query_row([key], |row| row.get(0))
            .optional()?;
        if holder == Some(article) {
            marks.keys.push(identity::key(&["told", &bare]));
            marks.addresses.push(address);
        }
    }
    Ok(marks)
}

impl Marks {
    /// By what a correction of it is known again: by what it says now. Told by its address where it has one, so that
    /// two publications that carry it tell of one correction.
    pub(super) fn corrected(&self, headline: &str, text: &str) -> Self {
        let whose = self.keys.get(1).or(self.keys.first()).copied().unwrap_or_default();
        let whose: String = whose.iter().map(|byte| format!("{byte:02x}")).collect();
        Self { keys: vec![identity::key(&["corrected", &whose, headline, text])], addresses: Vec::new() }
    }

    /// The alert there was for it, here or gone.
    pub(super) fn alert(&self, tx: &Transaction<'_>) -> Result<Option<AlertId>> {
        let mut lookup = tx.prepare_cached("SELECT alert_id FROM told WHERE key = ?1")?;
        for key in &self.keys {
            if let Some(alert) = lookup.query_row([key], |row| row.get(0)).optional()? {
                return Ok(Some(alert));
            }
        }
        Ok(None)
    }

    /// Notes that there is an alert for it.
    pub(super) fn note(&self, tx: &Transaction<'_>, alert: AlertId) -> Result<()> {
        let mut note = tx.prepare_cached("INSERT OR IGNORE INTO told (key, alert_id) VALUES (?1, ?2)")?;
        self.keys.iter().try_for_each(|key| note.execute((key, alert)).map(drop))?;
        Ok(())
    }

    /// Whether it is no news: the reader read it before it went and came back, or another publication brought it before,
    /// with an import or from an archive.
    pub(super) fn is_old(&self, tx: &Transaction<'_>, article: ArticleId) -> Result<bool> {
        let was_read: bool = tx
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM status WHERE fingerprint = ?1)")?
            .query_row([self.keys.first()], |row| row.get(0))?;
        if was_read {
            return Ok(true);
        }
        let mut lookup = tx.prepare_cached(
            "SELECT EXISTS (
               SELECT 1 FROM article a JOIN publication p ON p.id = a.publication_id
               WHERE (a.canonical_url = ?1 OR a.url = ?1) AND a.id < ?2 AND NOT a.news
                 AND a.publication_id <> (SELECT publication_id FROM article WHERE id = ?2)
                 AND (p.removed_at IS NULL OR EXISTS (SELECT 1 FROM lasting WHERE article_id = a.id)))",
        )?;
        for address in &self.addresses {
            if lookup.query_row((address, article), |row| row.get(0))? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
