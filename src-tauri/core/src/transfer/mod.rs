//! OPML in and out.
