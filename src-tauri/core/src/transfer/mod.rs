//! Subscriptions in and out: OPML.

pub mod opml;

use chrono::{DateTime, Utc};

use crate::Result;
use crate::model::ImportReport;
use crate::store::{Transaction, publication, source};

use opml::Opml;

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
