//! Subscriptions in and out.

use std::path::Path;

use broadsheet_core::Library;
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
    out.document(&json!({ "opml": opml }), |_| opml)
}
