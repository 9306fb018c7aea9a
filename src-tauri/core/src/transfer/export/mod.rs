//! Articles out of the library, as people and other programs read them. Nothing here asks the network: what is not
//! kept is told as missing.

mod archive;
mod coming;
mod drawing;
mod elements;
mod epub;
mod html;
mod markdown;
mod markup;
mod mine;
mod names;
mod pack;
mod page;
mod prose;
#[cfg(test)]
mod tests;
mod within;
mod wording;

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use crate::Result;
use crate::model::*;
use crate::save::Shelf;
use crate::store::media::{Kept, Media};
use drawing::is_tame;
use page::{Pictures, Shown};

pub(super) use coming::fault;
pub(super) use pack::{Pack, unexpected};
pub(crate) use wording::Wording;

/// An article with all that is exported of it.
#[derive(Debug, Clone)]
pub(crate) struct Exported {
    /// The article.
    pub article: Article,
    /// Every picture that belongs to it.
    pub media: Vec<Media>,
    /// What it said before.
    pub versions: Vec<Version>,
    /// What the reader did with it.
    pub marks: Marks,
}

/// What the reader did with an article, beside saving it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Marks {
    /// When they read it.
    pub read_at: Option<DateTime<Utc>>,
    /// Where they stopped.
    pub position: Option<Position>,
}

/// What is written to, article by article.
trait Target: Send {
    /// Writes an article, and notes its pictures in the report.
    fn add(&mut self, exported: &Exported, wording: &Wording, report: &mut ExportReport) -> Result<()>;
    /// Puts everything where it belongs.
    fn finish(self: Box<Self>) -> Result<PathBuf>;
}

/// An export on its way. What is not finished is taken away again.
pub(crate) struct Export {
    target: Box<dyn Target>,
    wording: &'static Wording,
    report: ExportReport,
}

impl Export {
    /// Begins an export of so many articles at `to`, where nothing may be yet.
    ///
    /// # Errors
    /// [`Error::DiskFull`](crate::Error::DiskFull) and [`Error::File`](crate::Error::File).
    pub(crate) fn begin(
        format: ExportFormat,
        to: &Path,
        articles: usize,
        shelf: Shelf,
        wording: &'static Wording,
        now: DateTime<Utc>,
    ) -> Result<Self> {
        let target: Box<dyn Target> = match format {
            ExportFormat::Html => Box::new(html::Html::begin(to, shelf, articles)?),
            ExportFormat::Markdown => Box::new(markdown::Markdown::begin(to, shelf)?),
            ExportFormat::Epub => Box::new(epub::Epub::begin(to, shelf, now)?),
            ExportFormat::Json => Box::new(archive::Archive::begin(to, shelf, now)?),
        };
        Ok(Self { target, wording, report: ExportReport::default() })
    }

    /// Writes an article.
    ///
    /// # Errors
    /// As [`begin`](Self::begin), and the library's own.
    pub(crate) fn add(&mut self, exported: &Exported) -> Result<()> {
        self.target.add(exported, self.wording, &mut self.report)?;
        self.report.articles += 1;
        Ok(())
    }

    /// Puts it where it belongs.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub(crate) fn finish(self) -> Result<ExportReport> {
        let path = self.target.finish()?.to_string_lossy().into_owned();
        Ok(ExportReport { path, ..self.report })
    }
}

/// The addresses of the pictures that an article's page shows, each once.
fn shown_on_page(article: &Article) -> Vec<&str> {
    let summary = &article.summary;
    let lead = summary.lead_image.iter().map(|image| image.url.as_str());
    let avatars = summary.authors.iter().filter_map(|author| author.avatar.as_deref());
    let body = article.pictures.iter().map(|picture| picture.url.as_str());
    let cards = article.related.iter().filter_map(|card| card.thumbnail.as_deref());
    let posters = article.videos.iter().filter_map(|video| video.poster.as_deref());
    let mut shown: Vec<&str> = Vec::new();
    for address in lead.chain(avatars).chain(body).chain(cards).chain(posters) {
        if !shown.contains(&address) {
            shown.push(address);
        }
    }
    shown
}

/// How each picture of an article's page is shown: by what `keep` makes of its bytes, or not.
fn pictures(
    exported: &Exported,
    shelf: &Shelf,
    report: &mut ExportReport,
    mut keep: impl FnMut(&Kept, Vec<u8>) -> Result<Shown>,
) -> Result<Pictures> {
    let mut pictures = Pictures::new();
    for address in shown_on_page(&exported.article) {
        let media = exported.media.iter().find(|media| media.url == address);
        let shown = match media.map(|media| (&media.kept, &media.problem)) {
            Some((Some(kept), _)) => match shelf.bytes(&kept.hash)? {
                Some(bytes) => keep(kept, bytes)?,
                None => Shown::Missing("damaged".to_owned()),
            },
            Some((None, Some(problem))) => Shown::Missing(problem.clone()),
            _ => Shown::Missing("not_kept".to_owned()),
        };
        count(report, &exported.article, address, &shown);
        pictures.insert(address.to_owned(), shown);
    }
    Ok(pictures)
}

fn count(report: &mut ExportReport, article: &Article, address: &str, shown: &Shown) {
    match shown {
        Shown::Missing(problem) => report.missing.push(MissingPicture {
            article: article.summary.id,
            url: address.to_owned(),
            problem: problem.clone(),
        }),
        Shown::Inside { .. } | Shown::At(_) => report.pictures += 1,
    }
}

/// The usual ending of files of a media type.
fn ending(mime: &str) -> &'static str {
    match mime {
        "image/avif" => "avif",
        "image/bmp" => "bmp",
        "image/gif" => "gif",
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/svg+xml" => "svg",
        "image/webp" => "webp",
        "image/x-icon" => "ico",
        _ => "bin",
    }
}
