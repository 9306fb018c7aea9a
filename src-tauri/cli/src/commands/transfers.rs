//! Articles out, and saved articles in.

use std::path::{Path, PathBuf};

use broadsheet_core::Library;
use broadsheet_core::model::{ExportReport, SavedFrom, SavedImport};
use broadsheet_core::transfer::backup;

use super::Done;
use crate::args::ExportArgs;
use crate::failure::Failure;
use crate::output::Output;
use crate::progress::watch_transfer;
use crate::text::count;

pub async fn export(library: &Library, asked: ExportArgs, out: &mut Output) -> Done {
    let export = library.export(asked.choice(), asked.format.into(), asked.to);
    let report = watch_transfer(library, "Exporting", export).await?;
    out.document(&report, export_text)?;
    if report.cancelled { Err(Failure::Cancelled) } else { Ok(()) }
}

fn export_text(report: &ExportReport) -> String {
    if report.cancelled {
        return "Stopped: nothing was written.".to_owned();
    }
    let (articles, pictures) = (count(report.articles, "article"), count(report.pictures, "picture"));
    let mut text = format!("{articles} with {pictures} in {}\n", report.path);
    for missing in &report.missing {
        text.push_str(&format!("  missing in {}: {} ({})\n", missing.article, missing.url, missing.problem));
    }
    text
}

pub async fn import(library: &Library, path: PathBuf, out: &mut Output) -> Done {
    let report = watch_transfer(library, "Importing", library.import_saved(path)).await?;
    out.document(&report, import_text)?;
    if report.cancelled { Err(Failure::Cancelled) } else { Ok(()) }
}

fn import_text(report: &SavedImport) -> String {
    let from = match report.from {
        SavedFrom::Broadsheet => "a Broadsheet archive",
        SavedFrom::Pocket => "Pocket",
        SavedFrom::Instapaper => "Instapaper",
        SavedFrom::Omnivore => "Omnivore",
        SavedFrom::Wallabag => "Wallabag",
        SavedFrom::Raindrop => "Raindrop.io",
        SavedFrom::Readwise => "Readwise Reader",
    };
    let mut text =
        format!("From {from}: {} saved, {} already here.\n", count(report.added, "article"), report.already);
    if report.cancelled {
        text.push_str("Stopped: importing the same once more goes on.\n");
    }
    if report.missing > 0 {
        text.push_str(&format!("{} missing in them.\n", count(report.missing, "picture")));
    }
    if report.from_list > 0 {
        let articles = count(report.from_list, "article");
        text.push_str(&format!("{articles} with the text of the list: their pages could not be had.\n"));
    }
    for failed in &report.failed {
        let title = failed.title.as_deref().map(|title| format!(" “{title}”")).unwrap_or_default();
        text.push_str(&format!("  not saved: {}{title} ({})\n", failed.address, failed.error.code));
    }
    text.extend(report.refused.iter().map(|refused| format!("  not understood: {refused}\n")));
    if !report.failed.is_empty() {
        text.push_str("Importing the same once more asks for these again.\n");
    }
    text
}

pub async fn backup(library: &Library, to: PathBuf, out: &mut Output) -> Done {
    let report = watch_transfer(library, "Backing up", library.backup(to)).await?;
    out.document(&report, |report| {
        if report.cancelled {
            return "Stopped: nothing was written.".to_owned();
        }
        let mut text = format!("The library with {} is in {}\n", count(report.files, "picture"), report.path);
        text.extend(report.missing.iter().map(|hash| format!("  damaged or gone: {hash}\n")));
        text
    })?;
    if report.cancelled { Err(Failure::Cancelled) } else { Ok(()) }
}

pub fn restore(from: &Path, folder: &Path, out: &mut Output) -> Done {
    out.document(&backup::restore(from, folder)?, |report| {
        let mut text = format!("The library is back, with {}.\n", count(report.files, "picture"));
        text.extend(report.set_aside.iter().map(|there| format!("What was there before is in {there}\n")));
        text
    })
}
