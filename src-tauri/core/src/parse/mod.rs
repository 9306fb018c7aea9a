//! Bytes → plain data. Pure: no network, no store, no clock.

mod charset;
mod date;
mod entity;
mod feed;
mod ghost;
pub(crate) mod json;
mod raw;
mod robots;
mod sitemap;
mod unpack;
mod wordpress;

pub use date::parse_date;
pub use feed::feed;
pub use ghost::ghost;
pub use raw::*;
pub use robots::Robots;
pub use sitemap::{Child, Sitemap, sitemap};
pub use wordpress::wordpress;

pub(crate) use charset::decode;
pub(crate) use entity::unescape;
pub(crate) use feed::{from_base64, seconds};

use unpack::unpack;
use url::Url;

/// How many articles of one answer are read, more than any publisher puts in one: a few put the newest last.
pub(crate) const MAX_ARTICLES: usize = 5000;
/// How many pages of one API are read; one that claims more has lost count.
const MAX_PAGES: u32 = 1000;

/// The page behind `url` of an API that counts them in `page`: by our count, whatever the API says its next one is,
/// so that no answer can lead back or elsewhere.
pub(crate) fn page_after(url: &Url) -> Option<Url> {
    let page = url.query_pairs().find_map(|(name, value)| (name == "page").then(|| value.parse().ok()));
    let next = page.unwrap_or(Some(1))? + 1;
    if next > MAX_PAGES {
        return None;
    }
    let others: Vec<_> = url.query_pairs().filter(|(name, _)| name != "page").collect();
    let mut after = url.clone();
    after.query_pairs_mut().clear().extend_pairs(others).append_pair("page", &next.to_string());
    Some(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_counted_and_come_to_an_end() {
        let url = Url::parse("https://s.example/posts?key=a%20b").unwrap();
        let second = page_after(&url).unwrap();
        assert_eq!(second.as_str(), "https://s.example/posts?key=a+b&page=2");
        assert_eq!(page_after(&second).unwrap().as_str(), "https://s.example/posts?key=a+b&page=3");
        let pages = std::iter::successors(Some(url), page_after).count();
        assert_eq!(pages, 1000, "an API that always has one more");
        assert_eq!(page_after(&Url::parse("https://s.example/?page=soon").unwrap()), None);
    }
}
