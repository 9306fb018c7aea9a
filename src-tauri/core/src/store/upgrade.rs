//! What SQL alone cannot do when a library is upgraded. Each step is frozen with the migration it belongs to.

use rusqlite::Transaction;
use url::Url;

use super::source::address_key;
use super::{asking, found, identity};
use crate::fetch::secret::{Credentials, split_credentials};
use crate::model::{ArticleId, PublicationId, SourceId, SourceKind};
use crate::sanitize::url_key;
use crate::source::feed_beside;

/// Belongs to 0002: credentials leave the addresses, addresses that differ in a closing stroke are one, and the
/// feed beside an API is known.
pub(super) fn address_sources(tx: &Transaction<'_>) -> rusqlite::Result<()> {
    let mut sources = tx.prepare("SELECT id, kind, url FROM source")?;
    let sources: Vec<(SourceId, SourceKind, String)> = sources
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (id, kind, url) in sources {
        let Ok(url) = Url::parse(&url) else { continue };
        let (bare, credentials) = split_credentials(&url);
        // Another source may have the bare address already: then this one keeps what it has.
        tx.execute(
            "UPDATE OR IGNORE source SET url = ?2, credentials = ?3 WHERE id = ?1",
            (id, bare.as_str(), credentials.as_ref().map(Credentials::as_text)),
        )?;
        tx.execute("UPDATE source SET address_key = ?2 WHERE id = ?1", (id, address_key(&bare)))?;
        if let Some(feed) = feed_beside(kind, &bare) {
            tx.execute(
                "INSERT OR IGNORE INTO source (publication_id, kind, url, address_key, in_use)
                 SELECT p.id, 'feed', ?2, ?3, 0 FROM source s JOIN publication p ON p.id = s.publication_id
                 WHERE s.id = ?1 AND NOT p.sample",
                (id, feed.as_str(), address_key(&feed)),
            )?;
        }
    }
    rekey_articles(tx)
}

/// The keys of addresses that end in a stroke, without it.
fn rekey_articles(tx: &Transaction<'_>) -> rusqlite::Result<()> {
    let mut articles =
        tx.prepare("SELECT id, publication_id, canonical_url FROM article WHERE canonical_url LIKE '%/%/%'")?;
    let articles: Vec<(ArticleId, PublicationId, String)> = articles
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (id, publication, url) in articles {
        let Some(new) = url_key(&url) else { continue };
        let Ok(mut old) = Url::parse(&new) else { continue };
        old.set_path(&format!("{}/", old.path()));
        let key = |text: &str| identity::key(&["url", &publication.to_string(), text]);
        tx.execute(
            "UPDATE OR IGNORE article_key SET key = ?1 WHERE key = ?2 AND article_id = ?3",
            (key(&new), key(old.as_str()), id),
        )?;
    }
    Ok(())
}

/// Belongs to 0017: the hosts that the own pictures of what is here name.
pub(super) fn name_own_hosts(tx: &Transaction<'_>) -> rusqlite::Result<()> {
    let mut pictures = tx.prepare(
        "SELECT publication_id, json_extract(lead_image, '$.url') FROM article WHERE lead_image IS NOT NULL
         UNION SELECT a.publication_id, p.value
           FROM article_body b JOIN article a ON a.id = b.article_id, json_each(b.pictures) p",
    )?;
    let mut rows = pictures.query([])?;
    while let Some(row) = rows.next()? {
        let url: String = row.get(1)?;
        asking::name_hosts(tx, row.get(0)?, [url.as_str()])?;
    }
    Ok(())
}

/// Belongs to 0020: the names of tags are looked for in texts.
pub(super) fn learn_names(tx: &Transaction<'_>) -> rusqlite::Result<()> {
    let mut tags = tx.prepare("SELECT id, name FROM tag")?;
    let mut rows = tags.query([])?;
    while let Some(row) = rows.next()? {
        let name: String = row.get(1)?;
        found::learn(tx, row.get(0)?, &name)?;
    }
    Ok(())
}
