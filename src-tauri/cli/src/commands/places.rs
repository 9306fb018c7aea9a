//! Where the reader's own library is.

use std::path::{PathBuf, absolute};

use broadsheet_core::place::Places;
use broadsheet_core::{Error, Library, Options};

use super::Done;
use crate::failure::Failure;
use crate::output::Output;
use crate::progress::watch_transfer;
use crate::text::count;

pub async fn move_library(to: PathBuf, places: &Places, out: &mut Output) -> Done {
    let library = Library::open(Options::new(places.find()?)).await?;
    let moved = library.move_to(whole(to)?, places.clone());
    let report = watch_transfer(&library, "Moving", moved).await?;
    if !report.cancelled {
        // What is left where it lay goes once it was opened where it is.
        Library::open(Options::new(PathBuf::from(&report.path))).await?;
    }
    out.document(&report, |report| {
        if report.cancelled {
            return "Stopped: the library is where it was.".to_owned();
        }
        let mut text = format!("The library with {} is in {}\n", count(report.files, "picture"), report.path);
        text.extend(report.missing.iter().map(|hash| format!("  damaged or gone: {hash}\n")));
        text
    })?;
    if report.cancelled { Err(Failure::Cancelled) } else { Ok(()) }
}

pub fn use_library(folder: Option<PathBuf>, places: &Places, out: &mut Output) -> Done {
    match folder {
        Some(folder) => places.point_to(&whole(folder)?)?,
        None => places.point_nowhere()?,
    }
    let folder = places.find()?.display().to_string();
    out.document(&folder, |folder| format!("Your library is in {folder}"))
}

fn whole(path: PathBuf) -> Result<PathBuf, Error> {
    absolute(&path).map_err(|source| Error::File { path, source })
}
