//! Untrusted → safe. The only user of ammonia, and always the last step before storing.
//!
//! [`harvest`] and [`article`] make what was read fit to keep; [`html`] does so for one piece of markup. In each,
//! text passes through `plain`, addresses through `address`, and markup through `temper` (so that parsing it is
//! cheap), `tidy` and `lift` (so that it is understood) and, last, `allow`.

mod address;
mod allow;
mod article;
#[cfg(test)]
mod article_tests;
mod beside;
mod body;
mod caption;
mod extent;
mod formula;
mod ghost_card;
mod inline;
mod key;
mod language;
mod lift;
#[cfg(test)]
mod lift_tests;
mod picture;
mod plain;
mod restore;
mod role;
mod temper;
#[cfg(test)]
mod tests;
mod text;
mod tidy;

use url::Url;

use crate::model::{Harvest, NewArticle, NewPublication};
use crate::parse::{RawHarvest, RawPublication};

pub use address::url_key;
pub use article::article;
pub(crate) use extent::words;
pub(crate) use plain::{is_block, name};
pub(crate) use restore::{restored, restored_publication, restored_versions};
pub(crate) use temper::temper;
pub use text::{PlainText, SafeHtml};

/// How many sections a publication may have.
const SECTIONS: usize = 100;

/// Makes one reading of a source safe to keep.
#[must_use]
pub fn harvest(raw: RawHarvest) -> Harvest {
    let RawHarvest { base, publication, articles, .. } = raw;
    let publication = self::publication(publication, &base);
    let mut articles: Vec<NewArticle> = articles
        .into_iter()
        .filter_map(|mut article| {
            article.language = article.language.or_else(|| publication.language.clone());
            self::article(article, &base)
        })
        .collect();
    key::drop_shared(&mut articles);
    Harvest { publication, articles }
}

/// Makes a piece of HTML safe to show; relative addresses resolve against `base`. Everything stays in its place:
/// no card or video is lifted out.
#[must_use]
pub fn html(untrusted: &str, base: Option<&Url>) -> SafeHtml {
    body::html(untrusted, base)
}

fn publication(raw: RawPublication, base: &Url) -> NewPublication {
    let sections = raw.sections.into_iter().take(SECTIONS).filter_map(|(name, url)| {
        let name = plain::line(&name, plain::LINE)?;
        Some((name, url.and_then(|url| address::page(&url, Some(base)))))
    });
    NewPublication {
        title: plain::optional(raw.title.as_ref(), plain::LINE),
        url: raw.url.and_then(|url| address::page(&url, Some(base))),
        description: plain::optional(raw.description.as_ref(), plain::PARAGRAPH),
        icon: raw.icon.and_then(|url| address::media(&url, Some(base))),
        language: raw.language.as_deref().and_then(language::tag),
        sections: sections.collect(),
    }
}
