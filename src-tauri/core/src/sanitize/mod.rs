//! Untrusted → safe. The only user of ammonia, and always the last step before storing.

mod text;

use url::Url;

use crate::model::{Harvest, NewArticle};
use crate::parse::{RawArticle, RawHarvest};

pub use text::{PlainText, SafeHtml};

/// Makes one reading of a source safe to keep.
#[must_use]
pub fn harvest(raw: RawHarvest) -> Harvest {
    let _ = raw;
    Harvest::default()
}

/// Makes a piece of HTML safe to show; relative addresses resolve against `base`.
#[must_use]
pub fn html(untrusted: &str, base: Option<&Url>) -> SafeHtml {
    let _ = (untrusted, base);
    SafeHtml::default()
}

/// Makes one article safe to keep; relative addresses resolve against `base` where the article names no address.
/// `None` where it holds nothing at all.
#[must_use]
pub fn article(raw: RawArticle, base: &Url) -> Option<NewArticle> {
    let _ = (raw, base);
    None
}
