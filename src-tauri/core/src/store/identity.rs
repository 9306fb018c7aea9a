//! By what an article is recognised: the id its source gives it, its address, or else its content. Never chance,
//! never a date.

use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};

use rusqlite::{OptionalExtension, Transaction};
use url::Url;

use crate::Result;
use crate::model::*;

/// A hash short enough to be a key and long enough to be one of its kind.
pub(super) type Key = [u8; 16];

/// One article of a harvest with what it is recognised by.
pub(super) struct Item<'a> {
    /// The article.
    pub article: &'a NewArticle,
    /// Its keys, strongest first: own id, address, content.
    pub keys: [Option<Key>; 3],
    /// Under which its status is kept, whatever becomes of the article.
    pub fingerprint: Key,
    /// Of everything said about it.
    pub digest: Key,
}

/// Tells the items of one harvest apart. An id or address that several of them share is no key, and an item that is
/// listed twice counts once.
pub(super) fn items<'a>(
    articles: &'a [NewArticle],
    publication: PublicationId,
    source: SourceId,
    source_url: &str,
) -> Vec<Item<'a>> {
    let mut seen = HashSet::new();
    let mut listed = HashSet::new();
    let mut items = Vec::with_capacity(articles.len());
    let mut uses: HashMap<(u8, &str), u32> = HashMap::new();
    for article in articles {
        let (own, url) = (own_id(article), address(article));
        let digest = digest(article);
        let again = own.is_some() && !listed.insert((own, url, &*article.headline));
        if again || !seen.insert(digest) {
            continue;
        }
        for (kind, value) in [(0, own), (1, url)] {
            if let Some(value) = value {
                *uses.entry((kind, value)).or_default() += 1;
            }
        }
        items.push((article, own, url, digest));
    }
    let alone = |kind, value: &&str| uses.get(&(kind, *value)) == Some(&1);
    items
        .into_iter()
        .map(|(article, own, url, digest)| {
            let own = own.filter(|value| alone(0, value));
            let url = url.filter(|value| alone(1, value) && !is_front_page(value));
            let content = format!("{}\n{}", &*article.headline, &*article.content_text);
            let content = (own.is_none() && url.is_none()).then_some(content.as_str());
            let strongest = own.or(url).or(content).unwrap_or_default();
            Item {
                article,
                keys: [
                    own.map(|value| key(&["own", &source.to_string(), value])),
                    url.map(|value| key(&["url", &publication.to_string(), value])),
                    content.map(|value| key(&["content", &publication.to_string(), value])),
                ],
                fingerprint: key(&[source_url, strongest]),
                digest,
            }
        })
        .collect()
}

/// The stored article of each item, where there is one. Stronger keys are asked first, and no two items are the same
/// article.
pub(super) fn recognise(tx: &Transaction<'_>, items: &[Item<'_>]) -> Result<Vec<Option<ArticleId>>> {
    let mut lookup = tx.prepare_cached("SELECT article_id FROM article_key WHERE key = ?1")?;
    let mut found = vec![None; items.len()];
    let mut taken = HashSet::new();
    for strength in 0..3 {
        for (item, found) in items.iter().zip(&mut found) {
            let Some(Some(key)) = item.keys.get(strength) else { continue };
            if found.is_none()
                && let Some(id) = lookup.query_row([key], |row| row.get(0)).optional()?
                && taken.insert(id)
            {
                *found = Some(id);
            }
        }
    }
    Ok(found)
}

/// Keeps an item's keys for its article. A key another article had moves: this harvest knows better.
pub(super) fn keep_keys(tx: &Transaction<'_>, article: ArticleId, item: &Item<'_>) -> Result<()> {
    for key in item.keys.iter().flatten() {
        tx.prepare_cached(
            "INSERT INTO article_key (key, article_id) VALUES (?1, ?2)
             ON CONFLICT (key) DO UPDATE SET article_id = excluded.article_id
             WHERE article_id <> excluded.article_id",
        )?
        .execute((key, article))?;
    }
    Ok(())
}

/// Whether an address is a site's own and not one article's: items of changelogs and status pages link there.
fn is_front_page(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| url.path() == "/" && url.query().is_none())
}

fn own_id(article: &NewArticle) -> Option<&str> {
    article.keys.iter().find_map(|key| match key {
        ArticleKey::OwnId(id) if !id.is_empty() => Some(id.as_str()),
        _ => None,
    })
}

fn address(article: &NewArticle) -> Option<&str> {
    article.keys.iter().find_map(|key| match key {
        ArticleKey::Url(url) if !url.is_empty() => Some(url.as_str()),
        _ => None,
    })
}

pub(super) fn key(parts: &[&str]) -> Key {
    let mut hasher = Digest::default();
    parts.hash(&mut hasher);
    hasher.key()
}

fn digest(article: &NewArticle) -> Key {
    let mut hasher = Digest::default();
    article.hash(&mut hasher);
    hasher.key()
}

/// Lets BLAKE3 hash whatever derives `Hash`.
#[derive(Default)]
struct Digest(blake3::Hasher);

impl Digest {
    fn key(&self) -> Key {
        let mut key = Key::default();
        self.0.finalize_xof().fill(&mut key);
        key
    }
}

impl Hasher for Digest {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        self.0.finalize().as_bytes().iter().take(8).fold(0, |sum, byte| (sum << 8) | u64::from(*byte))
    }
}
