//! Articles on their way out, and saved articles on their way in.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ArticleId;
use crate::error::ErrorReport;

/// What articles are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum ExportFormat {
    /// Pages that hold everything they show: a file for one article, a folder for several.
    Html,
    /// A folder of Markdown files and their pictures.
    Markdown,
    /// One EPUB 3 book.
    Epub,
    /// One archive of JSON files and pictures, which loses nothing and can be brought in again.
    Json,
}

/// Which articles are written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind", content = "ids")]
pub enum ExportChoice {
    /// Everything that is saved.
    Saved,
    /// These, in this order.
    These(Vec<ArticleId>),
}

/// What an export wrote.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportReport {
    /// The file or folder.
    pub path: String,
    /// Articles in it.
    pub articles: u32,
    /// Pictures in it, each counted once for every article that shows it.
    pub pictures: u32,
    /// Pictures that are not in it, each told in its place.
    pub missing: Vec<MissingPicture>,
    /// Whether the reader stopped it: then nothing is there.
    pub cancelled: bool,
}

/// A picture that could not be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MissingPicture {
    /// The article that shows it.
    pub article: ArticleId,
    /// Its address.
    pub url: String,
    /// Why: an error code, or `not_kept`, `damaged` and `not_tame` (a drawing that could do more than be looked at).
    pub problem: String,
}

/// Where saved articles come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum SavedFrom {
    /// Our own archive.
    Broadsheet,
    /// Pocket's HTML or CSV.
    Pocket,
    /// Instapaper's CSV.
    Instapaper,
    /// Omnivore's JSON.
    Omnivore,
    /// Wallabag's JSON.
    Wallabag,
    /// Raindrop.io's CSV.
    Raindrop,
    /// Readwise Reader's CSV.
    Readwise,
}

/// What bringing in saved articles did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SavedImport {
    /// Where they come from.
    pub from: SavedFrom,
    /// Articles that are saved now and were not.
    pub added: u32,
    /// Those of them whose pages could not be had: their text is the one that the list holds.
    pub from_list: u32,
    /// Articles that were saved here already.
    pub already: u32,
    /// Articles that could not be had. Bringing in the same file again asks for these once more.
    pub failed: Vec<NotImported>,
    /// What cannot be understood, by where it stands and what is wrong with it.
    pub refused: Vec<String>,
    /// Pictures that are missing in what was added.
    pub missing: u32,
    /// Whether the reader stopped it. What came until then stays.
    pub cancelled: bool,
}

/// A saved article that could not be had.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NotImported {
    /// Its address, without what is secret in it.
    pub address: String,
    /// Its headline, where the list tells it.
    pub title: Option<String>,
    /// Why.
    pub error: ErrorReport,
}

/// What a backup wrote.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupReport {
    /// The file.
    pub path: String,
    /// Kept files in it.
    pub files: u32,
    /// Kept files that are damaged or gone, by hash.
    pub missing: Vec<String>,
    /// Whether it was stopped: then nothing was written.
    pub cancelled: bool,
}

/// What moving the library did.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MoveReport {
    /// The folder it is in now.
    pub path: String,
    /// Kept files that went with it.
    pub files: u32,
    /// Kept files that were damaged or gone before, by hash.
    pub missing: Vec<String>,
    /// Whether it was stopped: then it is where it was.
    pub cancelled: bool,
}

/// What a restore brought back.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RestoreReport {
    /// Kept files that came back.
    pub files: u32,
    /// The folder with what was there before, where anything was.
    pub set_aside: Option<String>,
}
