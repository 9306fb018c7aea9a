//! What comes in and goes out: subscriptions (OPML), articles, lists of saved articles, and the library as a whole.

pub(crate) mod archive;
pub mod backup;
mod bundle;
pub(crate) mod export;
pub mod lists;
pub(crate) mod moving;
pub mod opml;
pub(crate) mod unfinished;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use chrono::{DateTime, Utc};

use crate::Result;
use crate::model::ImportReport;
use crate::store::{Transaction, publication, source};

use opml::Opml;

/// Saved articles on their way in.
pub(crate) enum Incoming {
    /// Our own archive, with everything in it.
    Archive(Box<archive::Archive>),
    /// Another program's list of addresses.
    List(lists::SavedList),
}

/// Looks what saved articles are in a file or folder.
///
/// # Errors
/// [`Error::File`](crate::Error::File), and [`Error::Invalid`](crate::Error::Invalid) where there are none that can be
/// understood.
pub(crate) fn open(path: &Path) -> Result<Incoming> {
    if let Some(bundle) = bundle::Bundle::open(path)? {
        return Ok(match archive::open(bundle)? {
            Ok(archive) => Incoming::Archive(Box::new(archive)),
            Err(bundle) => Incoming::List(lists::read_all(bundle, path)?),
        });
    }
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(lists::LARGEST + 1).read_to_end(&mut bytes));
    read.map_err(|source| export::fault(path, source))?;
    let list = (bytes.len() as u64 <= lists::LARGEST).then(|| lists::read(&bytes)).flatten();
    list.map(Incoming::List).ok_or_else(|| bundle::unreadable(path))
}

/// Adds what an OPML file asks for; nothing is fetched. A feed that is here already stays as it is.
pub(crate) fn import(tx: &Transaction<'_>, opml: Opml, now: DateTime<Utc>) -> Result<ImportReport> {
    let mut report = ImportReport { refused: opml.refused, ..ImportReport::default() };
    // Lists leave this computer without secrets, and come back without them.
    let private = source::private_addresses(tx)?;
    for subscription in opml.subscriptions {
        if private.contains(subscription.url.as_str()) {
            report.already += 1;
            continue;
        }
        let host = subscription.url.host_str().unwrap_or_default();
        let adding = publication::Adding {
            title: subscription.title.unwrap_or_else(|| host.trim_start_matches("www.").to_owned()),
            kind: subscription.kind,
            url: subscription.url,
            site: subscription.site.map(String::from),
            folder: subscription.folder,
            language: None,
            sample: false,
            alternatives: Vec::new(),
        };
        let new = publication::add(tx, &adding, now)?.new;
        *(if new { &mut report.added } else { &mut report.already }) += 1;
    }
    Ok(report)
}
