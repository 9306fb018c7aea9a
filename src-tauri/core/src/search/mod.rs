//! The query language, the words that are indexed, and where they were found. Pure: `store` asks the index.

mod fold;
mod found;
mod held;
mod terms;
mod words;

pub(crate) use fold::fold;
pub(crate) use found::found;
pub(crate) use held::Held;
pub(crate) use terms::Terms;
pub(crate) use words::indexed;
