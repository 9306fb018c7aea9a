//! Pictures of what is in the library: from the disk where they are kept, else from the network.

use std::sync::Arc;

use chrono::TimeDelta;
use tokio::sync::Semaphore;
use url::Url;

use super::files::{Files, delete, is_older};
use super::gate::Gates;
use super::picture::to_keep;
use super::thumbnail;
use crate::clock::Clock;
use crate::fetch::{Answer, Client, Expect, Request, Response, Validators};
use crate::model::{Frame, InlinePicture, MediaId, Pixels};
use crate::store::asking::{self, Occasion};
use crate::store::media::{self, Kept, Media};
use crate::store::{self, Store, Transaction, off_thread, source};
use crate::{Error, Result};

/// How long a kept file may go unnamed.
const YOUTH: TimeDelta = TimeDelta::hours(1);
/// How long it may go unnamed when the reader wants the room: naming it takes no longer than this.
const INFANCY: TimeDelta = TimeDelta::minutes(1);

/// What the smallest picture counts for, in megapixels: no more than four thumbnails are made at one time.
const LEAST: u32 = 12;

/// Every picture of the library. Cheap to clone; all clones are the same pictures.
#[derive(Clone)]
pub(crate) struct Pictures {
    pub(super) store: Store,
    pub(super) client: Client,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) files: Files,
    thumbnails: Files,
    gates: Arc<Gates>,
    /// What the pictures may take, in megapixels, of which thumbnails are being made at one time.
    room: Arc<Semaphore>,
}

impl Pictures {
    /// The pictures of the library in `store`.
    pub(crate) fn new(store: Store, client: Client, clock: Arc<dyn Clock>) -> Self {
        let (files, thumbnails) = (Files::new(store.folder()), Files::derived(store.folder()));
        let room = Arc::new(Semaphore::new(megapixels_of(thumbnail::MOST_PIXELS) as usize));
        Self { store, client, clock, files, thumbnails, gates: Arc::default(), room }
    }

    /// A picture's media type and bytes, fetched where they are not kept, or not what they were.
    ///
    /// # Errors
    /// [`Error::NotFound`] for what nothing in the library shows, [`Error::PictureHeld`] for what is not to be asked for on
    /// this occasion, [`Error::NotAPicture`], every network code, and the library's own.
    pub(crate) async fn get(&self, id: MediaId, occasion: Occasion) -> Result<(String, Vec<u8>)> {
        let _alone = self.gates.pass(&id).await;
        let (kept, bytes) = self.have(&self.show(id).await?, occasion).await?;
        Ok((kept.mime, bytes))
    }

    /// The same, not much larger than `frame` needs it: a thumbnail where one is as good as the picture.
    ///
    /// # Errors
    /// As [`get`](Self::get).
    pub(crate) async fn framed(&self, id: MediaId, frame: Frame) -> Result<(String, Vec<u8>)> {
        let _alone = self.gates.pass(&id).await;
        let known = self.show(id).await?;
        if let Some(kept) = &known.kept
            && let Some(width) = thumbnail::step(frame, kept)
            && let Some(bytes) = self.made(kept.hash.clone(), width).await?
        {
            return Ok((thumbnail::mime(&bytes).to_owned(), bytes));
        }
        let (kept, bytes) = self.have(&known, Occasion::Shown).await?;
        let Some(width) = thumbnail::step(frame, &kept) else { return Ok((kept.mime, bytes)) };
        self.make(kept, bytes, width).await
    }

    /// The pixels of a picture within a square with sides of `side`, if it is here: it is not asked for.
    ///
    /// # Errors
    /// [`Error::NotFound`] for what nothing in the library shows, and the library's own.
    pub(crate) async fn pixels(&self, id: MediaId, side: u32) -> Result<Option<Pixels>> {
        let Some(kept) = self.store.read(move |conn| media::get(conn, &id)).await?.kept else {
            return Ok(None);
        };
        if !thumbnail::is_readable(&kept) {
            return Ok(None);
        }
        let Some(bytes) = self.read(kept.hash.clone()).await? else { return Ok(None) };
        let room = Arc::clone(&self.room).acquire_many_owned(megapixels(&kept));
        let _room = room.await.map_err(store::unexpected)?;
        // A decoder that panics is one more that cannot read it.
        Ok(off_thread(move || Ok(thumbnail::pixels(&bytes, side))).await.unwrap_or_default())
    }

    /// What is known of a picture that is shown now.
    async fn show(&self, id: MediaId) -> Result<Media> {
        let known = self.store.read(move |conn| media::get(conn, &id)).await?;
        let now = self.clock.now();
        if media::is_shown_anew(&known, now) {
            let (store, id) = (self.store.clone(), known.id.clone());
            // Nobody who looks waits for a refresh to end its writing.
            tokio::spawn(async move { store.write(move |tx| media::note_shown(tx, &id, now)).await });
        }
        Ok(known)
    }

    async fn have(&self, known: &Media, occasion: Occasion) -> Result<(Kept, Vec<u8>)> {
        if let Some(kept) = &known.kept
            && let Some(bytes) = self.read(kept.hash.clone()).await?
        {
            return Ok((kept.clone(), bytes));
        }
        let asked = known.clone();
        if let Some(host) = self.store.read(move |conn| asking::held(conn, &asked, occasion)).await? {
            return Err(Error::PictureHeld { host });
        }
        match self.fetch(known, occasion).await {
            Ok((kept, bytes)) => {
                self.note(known.id.clone(), kept.clone()).await?;
                Ok((kept, bytes))
            }
            Err(error) => {
                let (id, code) = (known.id.clone(), error.code());
                let sent_on = match &error {
                    Error::PictureHeld { host } => Some(host.clone()),
                    _ => None,
                };
                self.store.write(move |tx| media::note_failed(tx, &id, code, sent_on.as_deref())).await?;
                Err(error)
            }
        }
    }

    /// The thumbnail that was made before, if there is one.
    async fn made(&self, hash: String, width: u32) -> Result<Option<Vec<u8>>> {
        let thumbnails = self.thumbnails.clone();
        off_thread(move || thumbnails.read_as(&format!("{hash}-{width}"))).await
    }

    /// Makes a thumbnail and keeps it. What no thumbnail can be made of is given out as it is.
    async fn make(&self, kept: Kept, bytes: Vec<u8>, width: u32) -> Result<(String, Vec<u8>)> {
        let _room =
            Arc::clone(&self.room).acquire_many_owned(megapixels(&kept)).await.map_err(store::unexpected)?;
        let (mime, thumbnails) = (kept.mime.clone(), self.thumbnails.clone());
        let name = format!("{}-{width}", kept.hash);
        let bytes = Arc::new(bytes);
        let source = Arc::clone(&bytes);
        let made = off_thread(move || {
            let made = thumbnail::make(&source, &mime, width);
            if let Some(made) = &made {
                thumbnails.keep_as(&name, &made.bytes)?;
            }
            Ok(made)
        });
        // A decoder that panics is one more that cannot read it, and a full disk keeps nobody from looking.
        let Ok(Some(made)) = made.await else { return Ok((kept.mime, Arc::unwrap_or_clone(bytes))) };
        if let Some(colour) = made.colour {
            self.store.write(move |tx| media::note_colour(tx, &kept.hash, colour)).await?;
        }
        Ok((thumbnail::mime(&made.bytes).to_owned(), made.bytes))
    }

    /// How many bytes the thumbnails take.
    ///
    /// # Errors
    /// The library's own.
    pub(crate) async fn thumbnail_bytes(&self) -> Result<u64> {
        let thumbnails = self.thumbnails.clone();
        off_thread(move || thumbnails.bytes()).await
    }

    /// The bytes kept under `hash`, if they still are what they were.
    pub(super) async fn read(&self, hash: String) -> Result<Option<Vec<u8>>> {
        let files = self.files.clone();
        off_thread(move || files.read(&hash)).await
    }

    /// Deletes kept files that nothing in the library names any more, such as those of a publication that was
    /// removed. Young ones stay: their names may be about to be written.
    ///
    /// # Errors
    /// The library's own.
    pub(crate) async fn sweep(&self) -> Result<()> {
        self.sweep_older(YOUTH).await
    }

    /// Lets go of pictures that no saved article shows until the rest takes at most `budget` bytes, those shown longest
    /// ago first. They are fetched again when something shows them.
    ///
    /// # Errors
    /// The library's own.
    pub(crate) async fn shrink(&self, budget: u64) -> Result<()> {
        if self.store.write(move |tx| media::forget_cached(tx, budget)).await? || budget == 0 {
            self.sweep_older(INFANCY).await?;
        }
        Ok(())
    }

    async fn sweep_older(&self, age: TimeDelta) -> Result<()> {
        let then = self.clock.now() - age;
        let (files, thumbnails) = (self.files.clone(), self.thumbnails.clone());
        let old = off_thread(move || {
            let mut old = files.older_than(then)?;
            old.extend(thumbnails.older_than(then)?);
            Ok(old)
        })
        .await?;
        if old.is_empty() {
            return Ok(());
        }
        self.store
            .write(move |tx| {
                for (path, hash) in old {
                    // Looked at again under the lock: the same bytes may have come back.
                    if !is_named(tx, hash.as_deref())? && is_older(&path, then) {
                        delete(&path)?;
                    }
                }
                Ok(())
            })
            .await
    }

    async fn fetch(&self, known: &Media, occasion: Occasion) -> Result<(Kept, Vec<u8>)> {
        if InlinePicture::is_address(&known.url) {
            return self.take_inline(known.id.clone()).await;
        }
        let url = Url::parse(&known.url).map_err(|_| Error::AddressInvalid { address: known.url.clone() })?;
        let asked = known.clone();
        let home = self.store.read(move |conn| media::home(conn, &asked)).await?;
        let may = |to: Url| async move {
            let asked = known.clone();
            let held = self.store.read(move |conn| asking::held_at(conn, &asked, &to, occasion)).await?;
            held.map_or(Ok(()), |host| Err(Error::PictureHeld { host }))
        };
        match self.ask(url, home, Validators::default(), may).await? {
            Some(fetched) => Ok(fetched),
            None => Err(Error::NotAPicture),
        }
    }

    /// Keeps a picture that stood in an article's markup. Nobody is asked.
    async fn take_inline(&self, id: MediaId) -> Result<(Kept, Vec<u8>)> {
        let bytes = self.store.read(move |conn| media::inline(conn, &id)).await?;
        let (bytes, files) = (bytes.ok_or(Error::PictureTooLarge)?, self.files.clone());
        off_thread(move || keep(&files, bytes, Validators::default())).await
    }

    /// Fetches a picture and keeps its bytes; `None` where the server says that those of the validators still hold. Which
    /// other hosts it may be sent on to is for `may` to say.
    pub(super) async fn ask<F: Future<Output = Result<()>>>(
        &self,
        url: Url,
        home: Option<String>,
        validators: Validators,
        may: impl Fn(Url) -> F,
    ) -> Result<Option<(Kept, Vec<u8>)>> {
        let whose = home.clone();
        let url = self.store.read(move |conn| source::signed_in(conn, url, whose.as_deref())).await?;
        let request = Request { url, home, expect: Expect::Picture, validators };
        let Answer::Fetched(response) = self.client.get_if(&request, may).await? else { return Ok(None) };
        let files = self.files.clone();
        off_thread(move || {
            let Response { body, validators, .. } = response;
            keep(&files, body, validators).map(Some)
        })
        .await
    }

    async fn note(&self, id: MediaId, kept: Kept) -> Result<()> {
        let now = self.clock.now();
        self.store.write(move |tx| media::note_fetched(tx, &id, &kept, now)).await
    }
}

/// Keeps the bytes that came for a picture, if they are one.
fn keep(files: &Files, bytes: Vec<u8>, validators: Validators) -> Result<(Kept, Vec<u8>)> {
    let (picture, bytes) = to_keep(bytes)?;
    let kept = Kept {
        validators,
        hash: files.keep(&bytes)?,
        mime: picture.mime.to_owned(),
        bytes: bytes.len() as u64,
        width: picture.width,
        height: picture.height,
    };
    Ok((kept, bytes))
}

/// How much of the room for making thumbnails a picture takes.
fn megapixels(kept: &Kept) -> u32 {
    let pixels = u64::from(kept.width.unwrap_or(0)) * u64::from(kept.height.unwrap_or(0));
    megapixels_of(pixels.min(thumbnail::MOST_PIXELS)).max(LEAST)
}

fn megapixels_of(pixels: u64) -> u32 {
    u32::try_from(pixels.div_ceil(1 << 20)).unwrap_or(u32::MAX)
}

/// Whether something in the library names the file kept under `hash`.
fn is_named(tx: &Transaction<'_>, hash: Option<&str>) -> Result<bool> {
    hash.map_or(Ok(false), |hash| media::is_kept(tx, hash))
}
