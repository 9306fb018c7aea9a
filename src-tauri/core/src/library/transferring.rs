//! Articles out of the library, and saved articles into it.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use futures_util::stream::{self, StreamExt};
use tokio_util::sync::CancellationToken;

use super::Library;
use crate::event::Event;
use crate::fetch::{parse_address, secret};
use crate::model::*;
use crate::sanitize::{self, restored, restored_publication, restored_versions};
use crate::save::Shelf;
use crate::store::restore::{Restored, Restoring};
use crate::store::{file_fault, off_thread};
use crate::transfer::Incoming;
use crate::transfer::archive::{Archive, Record};
use crate::transfer::backup::{Backup, Unpacking};
use crate::transfer::export::{Export, Exported, Marks, Wording};
use crate::transfer::lists::{SavedList, SavedRow};
use crate::transfer::unfinished::Unfinished;
use crate::{Error, Result, store, transfer};

/// Pages of a list that are asked at once; the client holds each host to its own pace besides.
const AT_ONCE: usize = 4;

/// What became of one row of a list.
enum Row {
    Added { missing: u32, from_list: bool },
    Already,
    Failed(NotImported),
    Cancelled,
}

impl Library {
    /// Writes articles to `to`, where nothing may be yet: a file, or a folder for Markdown and for several pages of
    /// HTML. It is there whole or not at all. Nothing is fetched: what is not kept is told as missing.
    pub async fn export(
        &self,
        choice: ExportChoice,
        format: ExportFormat,
        to: PathBuf,
    ) -> Result<ExportReport> {
        let (_turn, cancelled) = self.inner.transfers.start().await;
        let ids = self.chosen_for_export(choice).await?;
        let (total, shelf, now) = (ids.len(), self.inner.pictures.shelf(), self.now());
        let wording = Wording::of(self.settings().await?.language);
        let export = off_thread(move || Export::begin(format, &to, total, shelf, wording, now)).await?;
        let add = |mut export: Export, id| async move {
            let exported = self.inner.store.read(move |conn| gather(conn, id)).await?;
            off_thread(move || export.add(&exported).map(|()| export)).await
        };
        let Some(export) = self.one_by_one(ids, export, &cancelled, add).await? else {
            return Ok(ExportReport { cancelled: true, ..ExportReport::default() });
        };
        let report = off_thread(move || export.finish()).await?;
        self.tell_transfer(total, total);
        Ok(report)
    }

    async fn chosen_for_export(&self, choice: ExportChoice) -> Result<Vec<ArticleId>> {
        let ids = match choice {
            ExportChoice::Saved => self.inner.store.read(store::restore::saved).await?,
            ExportChoice::These(ids) => {
                let mut chosen: Vec<ArticleId> = Vec::with_capacity(ids.len());
                ids.into_iter().for_each(|id| {
                    if !chosen.contains(&id) {
                        chosen.push(id)
                    }
                });
                chosen
            }
        };
        if ids.is_empty() {
            return Err(Error::Invalid { what: "articles to export", value: "none".to_owned() });
        }
        Ok(ids)
    }

    /// Brings in saved articles: from an archive of ours, with everything in it and without asking anybody, or from
    /// a list of another program, whose articles are fetched. What cannot be had is told; bringing in the same once
    /// more asks for that again.
    pub async fn import_saved(&self, from: PathBuf) -> Result<SavedImport> {
        let (_turn, cancelled) = self.inner.transfers.start().await;
        let report = match off_thread(move || transfer::open(&from)).await? {
            Incoming::Archive(archive) => self.import_archive(archive, &cancelled).await?,
            Incoming::List(list) => self.import_list(list, &cancelled).await?,
        };
        self.tell(Event::PublicationsChanged { id: None });
        self.tell(Event::ArticlesChanged);
        Ok(report)
    }

    /// Writes the whole library to the file `to`, where nothing may be yet, as it stands at one moment. It is there whole
    /// or not at all, and comes back with [`restore`](crate::transfer::backup::restore).
    pub async fn backup(&self, to: PathBuf) -> Result<BackupReport> {
        let (_turn, cancelled) = self.inner.transfers.start().await;
        let folder = self.inner.store.folder().to_owned();
        let copy =
            off_thread(move || Unfinished::for_copy(&folder).map_err(|error| file_fault(&folder, error)))
                .await?;
        let database = copy.at().join("library.db");
        let place = database.clone();
        let hashes = self
            .inner
            .store
            .read(move |conn| {
                store::copy_to(conn, &place)?;
                store::media::kept_hashes(conn)
            })
            .await?;
        let (shelf, total) = (self.inner.pictures.shelf(), hashes.len());
        let backup = off_thread(move || Backup::begin(&to, &database, shelf)).await?;
        let add = |mut backup: Backup, hash| off_thread(move || backup.add(hash).map(|()| backup));
        let Some(backup) = self.one_by_one(hashes, backup, &cancelled, add).await? else {
            return Ok(BackupReport { cancelled: true, ..BackupReport::default() });
        };
        let report = off_thread(move || backup.finish()).await?;
        self.tell_transfer(total, total);
        Ok(report)
    }

    /// Unpacks the backup in `from` beside the library and holds everything in it to its hash; `false` where it was stopped.
    /// [`complete`](crate::transfer::backup::complete) then puts it in the library's place, before that is opened anew.
    pub async fn prepare_restore(&self, from: PathBuf) -> Result<bool> {
        let (_turn, cancelled) = self.inner.transfers.start().await;
        let folder = self.inner.store.folder().to_owned();
        let unpacking = off_thread(move || Unpacking::begin(&from, &folder)).await?;
        let all = (0..unpacking.len()).collect();
        let add = |mut unpacking: Unpacking, at| off_thread(move || unpacking.add(at).map(|()| unpacking));
        let Some(unpacking) = self.one_by_one(all, unpacking, &cancelled, add).await? else {
            return Ok(false);
        };
        off_thread(move || unpacking.finish()).await?;
        Ok(true)
    }

    /// Stops the export, import or backup under way, if there is one.
    pub async fn cancel_transfer(&self) -> Result<()> {
        self.inner.transfers.cancel();
        Ok(())
    }

    async fn import_archive(
        &self,
        mut archive: Box<Archive>,
        cancelled: &CancellationToken,
    ) -> Result<SavedImport> {
        let mut report = empty_report(SavedFrom::Broadsheet);
        let names = archive.names().to_vec();
        for (done, name) in names.iter().enumerate() {
            self.tell_transfer(done, names.len());
            if cancelled.is_cancelled() {
                report.cancelled = true;
                return Ok(report);
            }
            let (file, shelf, now) = (name.clone(), self.inner.pictures.shelf(), self.now());
            let (rest, restoring) = off_thread(move || {
                let restoring = match archive.record(&file)? {
                    Some(record) => restoring(record, &mut archive, &shelf, now)?,
                    None => None,
                };
                Ok((archive, restoring))
            })
            .await?;
            archive = rest;
            let Some(restoring) = restoring else {
                report.refused.push(format!("{name}: no article"));
                continue;
            };
            let kept = move |tx: &store::Transaction<'_>| store::restore::restore(tx, &restoring, now);
            match self.inner.store.write_through(kept).await? {
                Restored::Saved { missing } => {
                    report.added += 1;
                    report.missing += missing;
                }
                Restored::Already => report.already += 1,
            }
        }
        self.tell_transfer(names.len(), names.len());
        Ok(report)
    }

    async fn import_list(&self, list: SavedList, cancelled: &CancellationToken) -> Result<SavedImport> {
        let mut report = SavedImport { refused: list.refused, ..empty_report(list.from) };
        let (total, mut done) = (list.rows.len(), 0);
        self.tell_transfer(0, total);
        let mut rows = stream::iter(list.rows)
            .map(|row| async move {
                let imported = self.import_row(row);
                cancelled.run_until_cancelled(imported).await.unwrap_or(Ok(Row::Cancelled))
            })
            .buffer_unordered(AT_ONCE);
        while let Some(row) = rows.next().await {
            match row? {
                Row::Added { missing, from_list } => {
                    report.added += 1;
                    report.from_list += u32::from(from_list);
                    report.missing += missing;
                }
                Row::Already => report.already += 1,
                Row::Failed(failed) => report.failed.push(failed),
                Row::Cancelled => report.cancelled = true,
            }
            done += 1;
            if !report.cancelled {
                self.tell_transfer(done, total);
            }
        }
        Ok(report)
    }

    /// Adds the article at the address of a row, unless it is here, and saves it: as its page tells it, or else as the
    /// list does. Only the library's own errors end the import.
    async fn import_row(&self, mut row: SavedRow) -> Result<Row> {
        let mut from_list = false;
        let there = match self.article_at(row.address.clone()).await? {
            Some(id) => Ok(id),
            None => match self.add_article(row.address.clone()).await {
                Err(error) if !is_of_the_library(&error) => {
                    from_list = true;
                    self.add_listed(&mut row).await?.ok_or(error)
                }
                added => added.map(|article| article.summary.id),
            },
        };
        let id = match there {
            Ok(id) => id,
            Err(error) if is_of_the_library(&error) => return Err(error),
            Err(error) => {
                let address =
                    parse_address(&row.address).map_or(row.address, |address| secret::shown(&address));
                return Ok(Row::Failed(NotImported { address, title: row.title, error: error.to_report() }));
            }
        };
        let (saved_at, read) = (row.saved_at.unwrap_or_else(|| self.now()).min(self.now()), row.read);
        let written = row.written;
        let save = move |tx: &store::Transaction<'_>| {
            store::restore::save_as_listed(tx, id, saved_at, read, &written)
        };
        if !self.inner.store.write_through(save).await? {
            return Ok(Row::Already);
        }
        Ok(Row::Added { missing: self.inner.saves.begin(id).await?.missing, from_list })
    }

    /// Adds the article that a list holds; `None` where it holds none.
    async fn add_listed(&self, row: &mut SavedRow) -> Result<Option<ArticleId>> {
        let Some(raw) = row.article() else { return Ok(None) };
        let Ok(url) = parse_address(&row.address) else { return Ok(None) };
        let at = url.clone();
        let Some(told) = off_thread(move || Ok(sanitize::article(raw, &at))).await? else { return Ok(None) };
        match self.add_told(&url, told).await {
            Ok(article) => Ok(Some(article.summary.id)),
            Err(error) if is_of_the_library(&error) => Err(error),
            Err(_) => Ok(None),
        }
    }

    /// Does to `work` what each item asks for, and tells how far it is. Cancelled, nothing comes of it: dropping it takes
    /// away again what was done so far.
    pub(super) async fn one_by_one<W: Send + 'static, I, F: Future<Output = Result<W>>>(
        &self,
        items: Vec<I>,
        mut work: W,
        cancelled: &CancellationToken,
        step: impl Fn(W, I) -> F,
    ) -> Result<Option<W>> {
        let total = items.len();
        for (done, item) in items.into_iter().enumerate() {
            self.tell_transfer(done, total);
            if cancelled.is_cancelled() {
                off_thread(move || {
                    drop(work);
                    Ok(())
                })
                .await?;
                return Ok(None);
            }
            work = step(work, item).await?;
        }
        Ok(Some(work))
    }

    pub(super) fn tell_transfer(&self, done: usize, total: usize) {
        let count = |number| u32::try_from(number).unwrap_or(u32::MAX);
        self.tell(Event::TransferProgress { done: count(done), total: count(total) });
    }
}

/// An article with all that is exported of it.
fn gather(conn: &rusqlite::Connection, id: ArticleId) -> Result<Exported> {
    Ok(Exported {
        article: store::article::get(conn, id)?,
        media: store::media::of_article(conn, id)?,
        versions: store::version::earlier(conn, id)?,
        marks: store::restore::marks(conn, id)?,
    })
}

/// An article of an archive as it is to be kept, with its pictures kept already; `None` where it is none.
fn restoring(
    mut record: Record,
    archive: &mut Archive,
    shelf: &Shelf,
    now: DateTime<Utc>,
) -> Result<Option<Restoring>> {
    /// Pictures of one article at the most, its body's and those round it.
    const MOST: usize = 2_000;
    let publication = restored_publication(std::mem::take(&mut record.publication));
    let media = std::mem::take(&mut record.media);
    let versions = restored_versions(std::mem::take(&mut record.versions), now);
    let automatic = record.automatic;
    let past = |at: Option<DateTime<Utc>>| at.map(|at| at.min(now));
    let (first_seen_at, saved_at) = (past(record.first_seen_at), past(record.saved_at));
    let edited_at = past(record.edited_at);
    let share = record.share.filter(|share| (0.0..=1.0).contains(share));
    let place = record.place.filter(|place| (0.0..=10_000.0).contains(place));
    let position = place.map(|place| Position { place, share });
    let marks = Marks { read_at: past(record.read_at), position };
    let written = Written {
        labels: std::mem::take(&mut record.labels),
        note: record.note.take(),
        highlights: std::mem::take(&mut record.highlights),
    };
    let Some(told) = restored(record) else { return Ok(None) };
    let (mut pictures, mut problems) = (Vec::new(), Vec::new());
    for picture in media.into_iter().take(MOST) {
        let Some(hash) = picture.hash else {
            problems.extend(picture.problem.filter(|code| is_code(code)).map(|code| (picture.url, code)));
            continue;
        };
        if let Some(bytes) = archive.bytes(&hash)?
            && let Some(kept) = shelf.take_in(&bytes)?
        {
            pictures.push((picture.url, kept));
        }
    }
    Ok(Some(Restoring {
        told,
        publication,
        first_seen_at: first_seen_at.unwrap_or(now),
        edited_at,
        versions,
        automatic,
        saved_at: saved_at.unwrap_or(now),
        marks,
        written,
        pictures,
        problems,
    }))
}

/// Whether a text is shaped like the code of an error.
fn is_code(text: &str) -> bool {
    (1..=40).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

fn empty_report(from: SavedFrom) -> SavedImport {
    SavedImport {
        from,
        added: 0,
        from_list: 0,
        already: 0,
        failed: Vec::new(),
        refused: Vec::new(),
        missing: 0,
        cancelled: false,
    }
}

/// Whether an error says that the library itself cannot go on, and not that one address is no good.
fn is_of_the_library(error: &Error) -> bool {
    matches!(
        error,
        Error::LibraryNewer { .. }
            | Error::LibraryAway { .. }
            | Error::LibraryDamaged { .. }
            | Error::LibraryBusy
            | Error::DiskFull
            | Error::LibraryReadOnly
            | Error::File { .. }
            | Error::Unexpected { .. }
    )
}
