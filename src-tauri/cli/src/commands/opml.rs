//! Subscriptions in and out.

use std::io::Write;
use std::path::Path;

use broadsheet_core::Library;
use broadsheet_core::model::SourceRole;
use serde_json::json;

use super::{Done, files};
use crate::output::Output;
use crate::progress::watch;
use crate::text::count;

pub async fn import(library: &Library, file: &Path, out: &mut Output) -> Done {
    let report = watch(library, "Importing", library.import_opml(files::read(file)?)).await?;
    out.document(&report, |report| {
        let mut text = format!(
            "{} added, {} already here.{}\n",
            count(report.added, "publication"),
            count(report.already, "feed"),
            if report.added > 0 { " `refresh` fetches them." } else { "" }
        );
        text.extend(report.refused.iter().map(|entry| format!("  no usable address: {entry}\n")));
        text
    })
}

pub async fn export(library: &Library, out: &mut Output) -> Done {
    let opml = library.export_opml().await?;
    let sources = library.sources().await?;
    let private = sources.iter().filter(|source| source.private && source.role == SourceRole::Used).count();
    out.document(&json!({ "opml": opml, "private": private }), |_| opml)?;
    if private > 0 {
        let private = count(u32::try_from(private).unwrap_or(u32::MAX), "private feed");
        // On stderr, for stdout is the list itself.
        let _ = writeln!(std::io::stderr(), "Without their passwords and tokens: {private}.");
    }
    Ok(())
}
