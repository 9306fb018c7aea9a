//! What an article is recognised by when it comes again.

use std::collections::HashMap;

use super::address;
use super::text::PlainText;
use crate::model::{ArticleKey, NewArticle};

/// How long an id may be, in bytes; a longer one is kept as its hash.
const ID: usize = 500;

/// What the article may be recognised by: never anything random, never a date.
pub(super) fn keys(
    own_id: Option<String>,
    [canonical, own]: [Option<&str>; 2],
    headline: &str,
    text: &str,
    summary: Option<&PlainText>,
) -> Vec<ArticleKey> {
    let own_id = own_id
        .map(|id| id.trim().to_owned())
        .filter(|id| !id.is_empty())
        .map(|id| if id.len() > ID { blake3::hash(id.as_bytes()).to_hex().to_string() } else { id });
    let mut keys: Vec<ArticleKey> = own_id.map(ArticleKey::OwnId).into_iter().collect();
    let canonical = canonical.and_then(address::url_key);
    // What appeared elsewhere first has its own address beside that one: a feed tells no other.
    let own = own.and_then(address::url_key).filter(|own| canonical.as_ref() != Some(own));
    keys.extend(canonical.into_iter().chain(own).map(ArticleKey::Url));
    if keys.is_empty() {
        keys.push(content_key(headline, text, summary.map(|summary| &**summary)));
    }
    keys
}

/// The key of an article that has neither id nor address of its own.
fn content_key(headline: &str, text: &str, summary: Option<&str>) -> ArticleKey {
    let mut hasher = blake3::Hasher::new();
    for part in [headline, text, summary.filter(|_| text.is_empty()).unwrap_or_default()] {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    ArticleKey::Content(hasher.finalize().to_hex().to_string())
}

/// An id or address that two items of one reading share tells neither from the other. The same item twice is kept
/// once.
pub(super) fn drop_shared(articles: &mut Vec<NewArticle>) {
    let mut seen: HashMap<ArticleKey, usize> = HashMap::new();
    articles.dedup_by(|again, first| {
        again.keys == first.keys && again.headline == first.headline && again.content == first.content
    });
    for key in articles.iter().flat_map(|article| &article.keys) {
        *seen.entry(key.clone()).or_default() += 1;
    }
    for article in articles {
        article.keys.retain(|key| seen.get(key).is_none_or(|times| *times == 1));
        if article.keys.is_empty() {
            let summary = article.summary.as_deref();
            article.keys.push(content_key(&article.headline, &article.content_text, summary));
        }
    }
}
