//! The core's words as they are typed.

use broadsheet_core::model::{ExportFormat, FollowKind, FollowMode, Order, PageChoice, PictureChoice};
use clap::ValueEnum;

/// [`FollowKind`] as typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Kind {
    /// A topic, across publications
    Tag,
    /// A person
    Author,
    /// A department
    Section,
    /// All of a publication
    Publication,
    /// Words
    Search,
}

impl From<Kind> for FollowKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Tag => Self::Tag,
            Kind::Author => Self::Author,
            Kind::Section => Self::Section,
            Kind::Publication => Self::Publication,
            Kind::Search => Self::Search,
        }
    }
}

/// [`FollowMode`] as typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Mode {
    /// As it comes
    Instant,
    /// With each hour, all of it at once
    Hourly,
    /// In the morning, all of it at once
    Morning,
    /// In the evening, all of it at once
    Evening,
    /// Never: in the inbox only
    Inbox,
}

impl From<Mode> for FollowMode {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::Instant => Self::Instant,
            Mode::Hourly => Self::Hourly,
            Mode::Morning => Self::Morning,
            Mode::Evening => Self::Evening,
            Mode::Inbox => Self::Inbox,
        }
    }
}

/// [`PageChoice`] as typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Pages {
    /// Where the source gives only a short text, as long as its pages give more
    Auto,
    /// Every article's
    Always,
    /// None
    Never,
}

impl From<Pages> for PageChoice {
    fn from(pages: Pages) -> Self {
        match pages {
            Pages::Auto => Self::Auto,
            Pages::Always => Self::Always,
            Pages::Never => Self::Never,
        }
    }
}

/// [`PictureChoice`] as typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Pictures {
    /// As they are shown
    Always,
    /// When you ask for one
    Click,
    /// Not at all
    Never,
}

impl From<Pictures> for PictureChoice {
    fn from(pictures: Pictures) -> Self {
        match pictures {
            Pictures::Always => Self::Always,
            Pictures::Click => Self::Click,
            Pictures::Never => Self::Never,
        }
    }
}

/// [`ExportFormat`] as typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Format {
    /// Pages that hold everything they show: a file for one article, a folder for several
    Html,
    /// A folder of Markdown files and their pictures
    Markdown,
    /// A book
    Epub,
    /// An archive of JSON files and pictures, to be imported again
    Json,
}

impl From<Format> for ExportFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Html => Self::Html,
            Format::Markdown => Self::Markdown,
            Format::Epub => Self::Epub,
            Format::Json => Self::Json,
        }
    }
}

/// What saved articles are sorted by, as typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Sort {
    /// Last saved first
    Saved,
    /// Last published first
    Published,
    /// Longest to read first
    Length,
    /// Most room first
    Size,
}

impl From<Sort> for Order {
    fn from(sort: Sort) -> Self {
        match sort {
            Sort::Saved => Self::Saved,
            Sort::Published => Self::Newest,
            Sort::Length => Self::Length,
            Sort::Size => Self::Size,
        }
    }
}
