//! Bytes → plain data. Pure: no network, no store, no clock.

mod raw;

pub use raw::*;
