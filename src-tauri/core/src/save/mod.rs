//! Saving articles for offline, and the pictures of everything in the library.

mod files;
mod gate;
mod icon;
mod media;
pub(crate) mod picture;
mod seal;
mod shelf;
mod strip;
mod thumbnail;

pub(crate) use media::Pictures;
pub(crate) use seal::Saves;
pub(crate) use shelf::{Shelf, redrawn};
