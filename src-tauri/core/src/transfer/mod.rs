//! Subscriptions in and out: OPML.

pub mod opml;
