//! When pictures are asked for, and from whom.

use broadsheet_core::Library;
use broadsheet_core::model::PictureChoice;

use super::Done;
use crate::args::PicturesCommand;
use crate::output::Output;
use crate::text::{instant, table};

pub async fn run(library: &Library, command: PicturesCommand, out: &mut Output) -> Done {
    match command {
        PicturesCommand::Choose { id, choice } => {
            out.document(&library.choose_pictures(id, choice.map(Into::into)).await?, |publication| {
                let when = match publication.pictures {
                    None => "as all are",
                    Some(PictureChoice::Always) => "as they are shown",
                    Some(PictureChoice::Click) => "when you ask for one",
                    Some(PictureChoice::Never) => "not at all",
                };
                format!("Pictures of {} are asked for {when}.", publication.title)
            })
        }
        PicturesCommand::Allow { id, host } => out
            .document(&library.allow_host(id, host.clone()).await?, |publication| {
                format!("Pictures of {} may be asked from {host}.", publication.title)
            }),
        PicturesCommand::Forbid { id, host } => out
            .document(&library.forbid_host(id, host.clone()).await?, |publication| {
                format!("No pictures of {} are asked from {host} any more.", publication.title)
            }),
        PicturesCommand::Allowed => out.list(&library.allowed_hosts().await?, |hosts| {
            let rows = hosts.iter().map(|one| {
                [one.publication.to_string(), one.title.clone(), one.host.clone(), instant(one.allowed_at)]
            });
            table(["ID", "PUBLICATION", "HOST", "SINCE"], rows.collect())
        }),
    }
}
