//! By what an article is recognised: the id its source gives it, its address, or else its content. Never chance,
//! never a date.

use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};

use rusqlite::{OptionalExtension, Transaction};
use url::Url;

use crate::Result;
use crate::model::*;
use crate::sanitize::url_key;

/// A hash short enough to be a key and long enough to be one of its kind.
pub(super) type Key = [u8; 16];

/// One article of a harvest with what it is recognised by.
pub(super) struct Item<'a> {
    /// The article.
    pub article: &'a NewArticle,
    /// Its keys, strongest first: own id, canonical address, the address it lies at where that is another, content; and
    /// of what has only content, its text and its headline.
    pub keys: [Option<Key>; STRENGTHS],
    /// Under which its status is kept, whatever becomes of the article.
    pub fingerprint: Key,
    /// Of everything said about it.
    pub digest: Key,
}

/// How many kinds of keys there are.
const STRENGTHS: usize = 6;
/// A shorter text may be the same in two articles, in bytes.
const TELLING: usize = 200;

/// What tells the items of one harvest apart from those of another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Origin<'a> {
    /// Whose articles they are.
    pub publication: PublicationId,
    /// The source, which gives ids of its own.
    pub source: Option<SourceId>,
    /// Where they came from.
    pub url: &'a str,
}

impl Origin<'_> {
    /// An article's own page.
    pub(super) fn page(publication: PublicationId) -> Self {
        Self { publication, source: None, url: "page" }
    }
}

/// Tells the items of one harvest apart. An id or address that several of them share is no key, and an item that is
/// listed twice counts once.
pub(super) fn items<'a>(articles: &'a [NewArticle], origin: Origin<'_>) -> Vec<Item<'a>> {
    let mut seen = HashSet::new();
    let mut listed = HashSet::new();
    let mut items = Vec::with_capacity(articles.len());
    let mut uses: HashMap<Key, u32> = HashMap::new();
    for article in articles {
        let (own, url) = (own_id(article), address(article));
        let digest = digest(article);
        let again = own.is_some() && !listed.insert((own, url, &*article.headline));
        if again || !seen.insert(digest) {
            continue;
        }
        let keys = all_keys(article, origin);
        for key in keys.iter().flatten() {
            *uses.entry(*key).or_default() += 1;
        }
        items.push((article, keys, digest));
    }
    let alone = |key: &Key| uses.get(key) == Some(&1);
    items
        .into_iter()
        .map(|(article, [own, url, place, content, text, headline], digest)| {
            let (own, url, place) = (own.filter(alone), url.filter(alone), place.filter(alone));
            // What has an id or address is known by nothing else.
            let bare = own.is_none() && url.is_none() && place.is_none();
            let strongest = match (own, url) {
                (Some(_), _) => own_id(article),
                (None, Some(_)) => address(article),
                (None, None) => None,
            };
            let words = format!("{}\n{}", &*article.headline, &*article.content_text);
            Item {
                article,
                keys: [
                    own,
                    url,
                    place,
                    content.filter(|_| bare),
                    text.filter(|key| bare && alone(key)),
                    headline.filter(|key| bare && alone(key)),
                ],
                fingerprint: key(&[origin.url, strongest.unwrap_or(&words)]),
                digest,
            }
        })
        .collect()
}

/// What a publication's article at `page` is recognised by, unless that is the site itself.
pub(super) fn page_key(publication: PublicationId, page: &Url) -> Option<Key> {
    let address = url_key(page.as_str()).filter(|address| !is_front_page(address))?;
    Some(key(&["url", &publication.to_string(), &address]))
}

/// Everything an article might be recognised by, strongest first.
fn all_keys(article: &NewArticle, origin: Origin<'_>) -> [Option<Key>; STRENGTHS] {
    let publication = origin.publication.to_string();
    let source = origin.source.map(|source| source.to_string());
    let (headline, text) = (&*article.headline, &*article.content_text);
    let by_address =
        |url: Option<&str>| url.filter(|url| !is_front_page(url)).map(|url| key(&["url", &publication, url]));
    // An edit changes the headline or the text, and leaves the other.
    let at = article.published_at.map(|at| at.to_rfc3339()).unwrap_or_default();
    [
        own_id(article).zip(source.as_deref()).map(|(id, source)| key(&["own", source, id])),
        by_address(address(article)),
        by_address(addresses(article).nth(1)),
        Some(key(&["content", &publication, &format!("{headline}\n{text}")])),
        (text.len() >= TELLING).then(|| key(&["text", &publication, text])),
        (!article.made.headline).then(|| key(&["headline", &publication, headline, &at])),
    ]
}

/// The stored article of each item, where there is one. Stronger keys are asked first, and no two items are the same
/// article.
pub(super) fn recognise(tx: &Transaction<'_>, items: &[Item<'_>]) -> Result<Vec<Option<ArticleId>>> {
    let mut lookup = tx.prepare_cached(LOOKUP)?;
    let mut found = vec![None; items.len()];
    let mut taken = HashSet::new();
    for strength in 0..STRENGTHS {
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

const LOOKUP: &str = "SELECT article_id FROM article_key WHERE key = ?1";

/// Other stored articles that the item of article `id` proves to be the same one: its keys lead there, no other item
/// of the harvest (`known`) does, and no source lists both, for a source that does knows them apart.
pub(super) fn twins(
    tx: &Transaction<'_>,
    item: &Item<'_>,
    id: ArticleId,
    known: &[Option<ArticleId>],
) -> Result<Vec<ArticleId>> {
    let mut twins = Vec::new();
    for key in item.keys.iter().flatten() {
        let Some(other) = tx.prepare_cached(LOOKUP)?.query_row([key], |row| row.get(0)).optional()? else {
            continue;
        };
        if other != id
            && !twins.contains(&other)
            && !known.contains(&Some(other))
            && !listed_apart(tx, id, other)?
        {
            twins.push(other);
        }
    }
    Ok(twins)
}

fn listed_apart(tx: &Transaction<'_>, one: ArticleId, other: ArticleId) -> Result<bool> {
    Ok(tx
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM article_source x JOIN article_source y ON y.source_id = x.source_id
             WHERE x.article_id = ?1 AND y.article_id = ?2)",
        )?
        .query_row((one, other), |row| row.get(0))?)
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

/// The canonical address.
fn address(article: &NewArticle) -> Option<&str> {
    addresses(article).next()
}

/// The canonical address, and the one it lies at where that is another.
fn addresses(article: &NewArticle) -> impl Iterator<Item = &str> {
    article.keys.iter().filter_map(|key| match key {
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
