//! Merging what is told of an article into what is kept of it, and two rows of one article into one.
//!
//! Each field holds to the precedence in [`teller`](super::teller), and what is not told erases nothing. The body,
//! with the pictures, cards and videos in it, is one field: of two bodies a whole text comes first ([`Extent`]), then the
//! precedence, so that no opening takes the place of a text. A summary and a reading time
//! that nobody told are made from the body, and go with it.

use chrono::{DateTime, Utc};
use rusqlite::types::{ToSql, Value};
use rusqlite::{Transaction, params_from_iter};

use super::body::Body;
use super::field::{self, Field};
use super::row::Json;
use super::teller::{Teller, Tellers, Telling};
use super::{alert, author, body, found, index, media, note, save, status, tag, version};
use crate::Result;
use crate::model::*;

/// An article as it is kept.
struct Kept {
    id: ArticleId,
    fields: Vec<Field>,
    tellers: Tellers,
    extent: Extent,
    body: Body,
    /// Whether its body is the copy the reader saved.
    sealed: bool,
}

/// What is told beside the fields in its own row.
struct Told {
    body: Body,
    extent: Extent,
    teller: Teller,
    /// Who tells the cards and videos beside the body.
    beside: [Teller; 2],
}

/// Names in [`Tellers`] of what stands in other tables.
const BODY: &str = "body";
const RELATED: &str = "related";
const VIDEOS: &str = "videos";
const AUTHORS: &str = "authors";
const TAGS: &str = "tags";

impl Kept {
    fn read(tx: &Transaction<'_>, id: ArticleId) -> Result<Self> {
        let names = field::NAMES.join(", ");
        let (fields, tellers, extent) = tx
            .prepare_cached(&format!(
                "SELECT {names}, told_by, told_else, extent FROM article WHERE id = ?1"
            ))?
            .query_row([id], |row| {
                let tellers = Tellers::from_row(row)?;
                let field = |name: &&'static str| {
                    Ok(Field { name, value: row.get(*name)?, teller: tellers.of(name) })
                };
                let fields = field::NAMES.iter().map(field).collect::<rusqlite::Result<Vec<Field>>>()?;
                Ok((fields, tellers, row.get("extent")?))
            })?;
        let (body, sealed) = (body::read(tx, id)?, save::is_sealed(tx, id)?);
        Ok(Self { id, fields, tellers, extent, body, sealed })
    }

    /// Takes in fields and a body. `edited` is the time if a change by the same teller counts as an edit.
    fn take(
        &mut self,
        tx: &Transaction<'_>,
        fields: Vec<Field>,
        told: Told,
        edited: Option<DateTime<Utc>>,
    ) -> Result<()> {
        let with_body = self.takes_body(&told);
        let taken: Vec<Field> = fields.into_iter().filter(|field| self.takes(field, with_body)).collect();
        if let Some(now) = edited
            && (self.is_retitled(&taken) || (with_body && self.is_rewritten(&told)))
        {
            version::keep(tx, self.id, now)?;
        }
        for field in taken {
            self.tellers.note(field.name, field.teller);
            if let Some(kept) = self.fields.iter_mut().find(|kept| kept.name == field.name) {
                *kept = field;
            }
        }
        if with_body && self.sealed {
            // The opening the reader saved became whole, and shows pictures that are not here yet.
            save::reopen(tx, self.id)?;
        }
        self.take_body(told, with_body);
        Ok(())
    }

    /// Whether it takes a body. The same teller may tell less than before, but not only an opening of it.
    fn takes_body(&self, told: &Told) -> bool {
        if told.body.is_empty() || self.body.is_empty() {
            return !told.body.is_empty();
        }
        let holder = self.tellers.of(BODY);
        let better = if told.teller == holder {
            told.extent > Extent::Cut || self.extent <= Extent::Cut || told.body.text == self.body.text
        } else {
            let whole = |extent| extent == Extent::Whole;
            (whole(told.extent), told.teller) > (whole(self.extent), holder)
        };
        // What the reader saved stays as it was, unless it was only an opening.
        let open = !self.sealed || (self.extent <= Extent::Cut && told.extent > Extent::Cut);
        better && open
    }

    /// Whether it takes a field, where its body is or is not replaced at the same time.
    fn takes(&self, told: &Field, with_body: bool) -> bool {
        let Some(kept) = self.fields.iter().find(|kept| kept.name == told.name) else { return false };
        if told.goes_with_body() {
            return with_body && (kept.is_silent() || kept.teller.is_made());
        }
        // An API tells the picture of every article that has one; in the place of one that is not there, pages name
        // the site's own.
        if told.name == "lead_image" {
            if told.teller == Teller::PAGE && self.fields.iter().any(|field| field.teller.states_defaults()) {
                return false;
            }
            if kept.teller == Teller::PAGE && told.teller.states_defaults() {
                return true;
            }
        }
        let may_speak = !told.is_silent() || (told.teller == kept.teller && !told.is_empty());
        may_speak && (kept.is_silent() || told.teller >= kept.teller)
    }

    fn take_body(&mut self, told: Told, whole: bool) {
        let [related, videos] = told.beside;
        let Body { beside_related, beside_videos, .. } = &mut self.body;
        if takes_list(beside_related, &told.body.beside_related, self.tellers.of(RELATED), related) {
            beside_related.clone_from(&told.body.beside_related);
            self.tellers.note(RELATED, related);
        }
        if takes_list(beside_videos, &told.body.beside_videos, self.tellers.of(VIDEOS), videos) {
            beside_videos.clone_from(&told.body.beside_videos);
            self.tellers.note(VIDEOS, videos);
        }
        if whole {
            let Body { html, text, pictures, related, videos, .. } = told.body;
            let Body { beside_related, beside_videos, .. } = std::mem::take(&mut self.body);
            self.body = Body { html, text, pictures, related, videos, beside_related, beside_videos };
            self.extent = told.extent;
            self.tellers.note(BODY, told.teller);
        } else if self.body.is_empty() {
            self.extent = self.extent.max(told.extent);
        }
    }

    /// Whether its publisher gave it another headline. That another teller tells it otherwise is no change.
    fn is_retitled(&self, taken: &[Field]) -> bool {
        let headline = |field: &&Field| field.name == "headline";
        match (self.fields.iter().find(headline), taken.iter().find(headline)) {
            (Some(before), Some(now)) => {
                before.teller == now.teller && version::differ(before.text(), now.text())
            }
            _ => false,
        }
    }

    /// Whether its publisher changed the text. That the rest of an opening came is no change.
    fn is_rewritten(&self, told: &Told) -> bool {
        told.teller == self.tellers.of(BODY)
            && !self.body.text.is_empty()
            && (self.extent > Extent::Cut) == (told.extent > Extent::Cut)
            && version::differ(&self.body.text, &told.body.text)
    }

    /// Whether it takes a list that stands in another table.
    fn takes_rows(&mut self, name: &str, is_there: bool, teller: Teller) -> bool {
        let takes = !is_there || teller >= self.tellers.of(name);
        if takes {
            self.tellers.note(name, teller);
        }
        takes
    }

    /// Keeps the article as it now stands.
    fn write(self, tx: &Transaction<'_>) -> Result<()> {
        let sets: Vec<String> = self.fields.iter().map(|field| format!("{} = ?", field.name)).collect();
        let (told_by, told_else) = self.tellers.to_columns();
        let mut values: Vec<Value> = self.fields.into_iter().map(|field| field.value).collect();
        for column in [&told_by as &dyn ToSql, &told_else, &self.extent, &self.id] {
            values.push(field::value(column)?);
        }
        tx.prepare_cached(&format!(
            "UPDATE article SET {}, told_by = ?, told_else = ?, extent = ? WHERE id = ?",
            sets.join(", ")
        ))?
        .execute(params_from_iter(values))?;
        sort(tx, self.id)?;
        body::write(tx, self.id, &self.body)?;
        let lead: Option<Json<Image>> =
            tx.query_row("SELECT lead_image FROM article WHERE id = ?1", [self.id], |row| row.get(0))?;
        media::show(
            tx,
            self.id,
            self.body.own(lead.as_ref().map(|image| image.0.url.as_str())),
            self.body.beside(),
        )
    }
}

fn takes_list<T>(kept: &[T], told: &[T], holder: Teller, teller: Teller) -> bool {
    !told.is_empty() && (kept.is_empty() || teller >= holder)
}

/// Puts an article where its dates say.
fn sort(tx: &Transaction<'_>, id: ArticleId) -> Result<()> {
    tx.prepare_cached(
        "UPDATE article SET sorted_at = min(coalesce(published_at, first_seen_at), first_seen_at)
         WHERE id = ?1 AND sorted_at <> min(coalesce(published_at, first_seen_at), first_seen_at)",
    )?
    .execute([id])?;
    Ok(())
}

/// Whether the body of an article is the one `teller` told.
pub(super) fn is_body_of(tx: &Transaction<'_>, id: ArticleId, teller: Teller) -> Result<bool> {
    let tellers = tx
        .prepare_cached("SELECT told_by, told_else FROM article WHERE id = ?1")?
        .query_row([id], Tellers::from_row)?;
    Ok(tellers.of(BODY) == teller)
}

/// Merges what is now told of an article into what is kept of it.
pub(super) fn update(
    tx: &Transaction<'_>,
    telling: &Telling,
    id: ArticleId,
    told: &NewArticle,
    now: DateTime<Utc>,
) -> Result<()> {
    let Telling { publication, teller, .. } = *telling;
    let mut kept = Kept::read(tx, id)?;
    let fields = field::told(tx, publication, told, teller)?;
    let body = Told { body: Body::told(told), extent: told.extent, teller, beside: [teller; 2] };
    kept.take(tx, fields, body, Some(now))?;
    if !told.authors.is_empty() && kept.takes_rows(AUTHORS, author::any(tx, id)?, teller) {
        author::write(tx, telling, id, &told.authors)?;
    }
    if !told.tags.is_empty() && kept.takes_rows(TAGS, tag::any(tx, id)?, teller) {
        tag::write(tx, publication, id, &told.tags)?;
    }
    kept.write(tx)
}

/// Makes one article of two that proved to be the same, and gives back which is left: the one the reader saved, else
/// the one that was there first. What the reader did with either is kept for it.
pub(super) fn unite(tx: &Transaction<'_>, one: ArticleId, other: ArticleId) -> Result<ArticleId> {
    let (first, second) = (one.min(other), one.max(other));
    let swap = save::is_saved(tx, second)? && !save::is_saved(tx, first)?;
    let (stays, goes) = if swap { (second, first) } else { (first, second) };

    let mut kept = Kept::read(tx, stays)?;
    let Kept { fields, tellers, extent, body, .. } = Kept::read(tx, goes)?;
    let beside = [tellers.of(RELATED), tellers.of(VIDEOS)];
    kept.take(tx, fields, Told { body, extent, teller: tellers.of(BODY), beside }, None)?;
    if author::any(tx, goes)? && kept.takes_rows(AUTHORS, author::any(tx, stays)?, tellers.of(AUTHORS)) {
        author::hand_over(tx, stays, goes)?;
    }
    if tag::any(tx, goes)? && kept.takes_rows(TAGS, tag::any(tx, stays)?, tellers.of(TAGS)) {
        tag::hand_over(tx, stays, goes)?;
    }
    tx.execute(
        "UPDATE article SET first_seen_at = min(first_seen_at, (SELECT first_seen_at FROM article WHERE id = ?2))
         WHERE id = ?1",
        (stays, goes),
    )?;
    kept.write(tx)?;
    hand_over(tx, stays, goes)?;
    Ok(stays)
}

/// Gives everything that hangs on `goes` to `stays`, and forgets the rest of it.
fn hand_over(tx: &Transaction<'_>, stays: ArticleId, goes: ArticleId) -> Result<()> {
    status::inherit(tx, stays, goes)?;
    alert::inherit(tx, stays, goes)?;
    note::hand_over(tx, stays, goes)?;
    for table in ["article_key", "article_source", "article_version", "article_page", "tag_taken"] {
        // What both have stays as the one that stays has it.
        let sql = format!("UPDATE OR IGNORE {table} SET article_id = ?1 WHERE article_id = ?2");
        tx.prepare_cached(&sql)?.execute((stays, goes))?;
    }
    tx.execute("DELETE FROM save WHERE article_id = ?1", [goes])?;
    tx.execute("DELETE FROM article_fts WHERE rowid = ?1", [goes])?;
    tx.execute("DELETE FROM article WHERE id = ?1", [goes])?;
    found::write(tx, stays)?;
    index::write(tx, stays)
}
