//! Bytes → plain data. Pure: no network, no store, no clock.

mod charset;
mod date;
mod feed;
mod ghost;
mod raw;

pub use feed::feed;
pub use ghost::ghost;
pub use raw::*;

pub(crate) use charset::decode;
pub(crate) use date::parse_date;

/// How many articles of one answer are read; publishers put the newest first.
const MAX_ARTICLES: usize = 1000;
