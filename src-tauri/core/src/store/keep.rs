//! Keeping what one fetch brought, in one transaction: articles, authors, tags, sections, pictures, the index, the
//! source's health and next time, and the alerts of what is followed.

use chrono::{DateTime, Utc};
use rusqlite::Transaction;

use super::identity::{self, Item, Origin};
use super::source::Turn;
use super::teller::Telling;
use super::{alert, article, forget, merge, page, publication, source};
use crate::model::*;
use crate::source::Terms;
use crate::{Error, Result};

/// What is noted of a fetch besides its harvest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FetchNote {
    /// What to send back next time, and where it came from.
    pub terms: Terms,
    /// A hash of the bytes, to know them again.
    pub hash: Option<String>,
    /// Whether all was read that the source offers at a time: the first such fetch ends its import.
    pub complete: bool,
}

/// What came of keeping.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Kept {
    /// Articles that were not in the library.
    pub new: u32,
    /// Articles that were, and are told differently now.
    pub changed: u32,
    /// Alerts written to the outbox.
    pub alerts: u32,
}

/// Keeps what the page of article `id` tells of it.
pub(super) fn page_of(
    tx: &Transaction<'_>,
    publication: PublicationId,
    id: ArticleId,
    told: &NewArticle,
    now: DateTime<Utc>,
) -> Result<ArticleId> {
    let items = identity::items(std::slice::from_ref(told), Origin::page(publication));
    items.iter().try_fold(id, |id, item| update(tx, &Telling::by_page(publication), id, item, &[], now))
}

/// Keeps what a page tells of the article it is, in a publication whose article it may already be.
pub(crate) fn page(
    tx: &Transaction<'_>,
    publication: PublicationId,
    told: &NewArticle,
    now: DateTime<Utc>,
) -> Result<ArticleId> {
    let items = identity::items(std::slice::from_ref(told), Origin::page(publication));
    let telling = Telling::by_page(publication);
    let kept = match (items.first(), identity::recognise(tx, &items)?.first()) {
        (Some(item), Some(Some(id))) => update(tx, &telling, *id, item, &[], now),
        (Some(item), _) => article::insert(tx, &telling, item, now),
        (None, _) => Err(Error::Unexpected { detail: "a page that is no item".to_owned() }),
    };
    kept.and_then(|id| page::mark_read(tx, id, now).map(|()| id))
}

/// Merges what is told of an article into it, and into it what proves to be the same article.
fn update(
    tx: &Transaction<'_>,
    telling: &Telling,
    mut id: ArticleId,
    item: &Item<'_>,
    known: &[Option<ArticleId>],
    now: DateTime<Utc>,
) -> Result<ArticleId> {
    for twin in identity::twins(tx, item, id, known)? {
        id = merge::unite(tx, id, twin)?;
    }
    article::update(tx, telling, id, item, now)?;
    page::reconsider(tx, id, item.article)?;
    Ok(id)
}

/// Keeps the harvest of one fetch.
pub(crate) fn keep(
    tx: &Transaction<'_>,
    source: SourceId,
    harvest: &Harvest,
    note: &FetchNote,
    now: DateTime<Utc>,
) -> Result<Kept> {
    let turn = source::turn(tx, source)?;
    if publication::is_removed(tx, turn.publication)? {
        // It was asked before that, and where it is added again it is asked anew.
        return Ok(Kept::default());
    }
    let importing = !source::is_imported(tx, source)?;
    publication::learn(tx, turn.publication, &harvest.publication)?;

    let (new, changed) = keep_articles(tx, &turn, &harvest.articles, !importing, now)?;
    let count = |articles: &[ArticleId]| u32::try_from(articles.len()).unwrap_or(u32::MAX);
    let mut kept = Kept { new: count(&new), changed: count(&changed), alerts: 0 };
    if !importing {
        article::note_news(tx, &new)?;
        kept.alerts = alert::write(tx, &new, now)? + alert::write_corrections(tx, &changed, now)?;
    }
    source::record_success(tx, source, note, now)?;
    Ok(kept)
}

/// Keeps the articles of a harvest, and tells which are new and which are told differently now.
fn keep_articles(
    tx: &Transaction<'_>,
    turn: &Turn,
    articles: &[NewArticle],
    news: bool,
    now: DateTime<Utc>,
) -> Result<(Vec<ArticleId>, Vec<ArticleId>)> {
    let origin = Origin { publication: turn.publication, source: Some(turn.id), url: turn.plan.url.as_str() };
    let items = identity::items(articles, origin);
    let known = identity::recognise(tx, &items)?;
    let telling = Telling::of(turn);
    let (mut new, mut changed) = (Vec::new(), Vec::new());
    // Oldest first, so that ids grow with time as far as the source sorts its articles.
    for (item, id) in items.iter().zip(&known).rev() {
        match *id {
            None if forget::is_forgotten(tx, item)? => {}
            None => {
                let id = article::insert(tx, &telling, item, now)?;
                page::want(tx, turn, id, item.article, news)?;
                new.push(id);
            }
            Some(id) if article::is_unchanged(tx, turn.id, id, &item.digest)? => {}
            Some(id) => changed.push(update(tx, &telling, id, item, &known, now)?),
        }
    }
    Ok((new, changed))
}

/// Keeps a page of a source's archive: at most `room` articles that were not here, the first of the page first, and
/// what was here from another source. It never edits what the source itself told, which is newer, and tells nobody.
/// Says how many came, and whether there was room for all.
pub(crate) fn archive(
    tx: &Transaction<'_>,
    source: SourceId,
    articles: &[NewArticle],
    room: u32,
    now: DateTime<Utc>,
) -> Result<(u32, bool)> {
    let turn = source::turn(tx, source)?;
    let origin = Origin { publication: turn.publication, source: Some(source), url: turn.plan.url.as_str() };
    let items = identity::items(articles, origin);
    let known = identity::recognise(tx, &items)?;
    let telling = Telling::of(&turn);
    let mut came = 0;
    for (item, id) in items.iter().zip(&known) {
        match *id {
            None if came == room => return Ok((came, false)),
            None => {
                let id = article::insert(tx, &telling, item, now)?;
                page::want(tx, &turn, id, item.article, false)?;
                came += 1;
            }
            Some(id) if article::is_told(tx, source, id)? => {}
            Some(id) => drop(update(tx, &telling, id, item, &known, now)?),
        }
    }
    Ok((came, true))
}
