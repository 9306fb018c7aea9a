//! Pictures of what is in the library: from the disk where they are kept, else from the network.

use std::sync::Arc;

use chrono::TimeDelta;
use url::Url;

use super::files::{Files, delete, is_older};
use super::gate::Gates;
use super::picture::recognise;
use crate::clock::Clock;
use crate::fetch::{Answer, Client, Expect, Request, Response, Validators};
use crate::model::MediaId;
use crate::store::media::{self, Kept, Media};
use crate::store::{self, Store, Transaction, source};
use crate::{Error, Result};

/// How long a kept file may go unnamed.
const YOUTH: TimeDelta = TimeDelta::hours(1);
/// How long it may go unnamed when the reader wants the room: naming it takes no longer than this.
const INFANCY: TimeDelta = TimeDelta::minutes(1);

/// Every picture of the library. Cheap to clone; all clones are the same pictures.
#[derive(Clone)]
pub(crate) struct Pictures {
    pub(super) store: Store,
    pub(super) client: Client,
    pub(super) clock: Arc<dyn Clock>,
    files: Files,
    gates: Arc<Gates>,
}

impl Pictures {
    /// The pictures of the library in `store`.
    pub(crate) fn new(store: Store, client: Client, clock: Arc<dyn Clock>) -> Self {
        let files = Files::new(store.folder());
        Self { store, client, clock, files, gates: Arc::default() }
    }

    /// A picture's media type and bytes, fetched where they are not kept, or not what they were.
    ///
    /// # Errors
    /// [`Error::NotFound`] for what nothing in the library shows, [`Error::NotAPicture`], every network code, and
    /// the library's own.
    pub(crate) async fn get(&self, id: MediaId) -> Result<(String, Vec<u8>)> {
        let _alone = self.gates.pass(&id).await;
        let known = self.store.read(move |conn| media::get(conn, &id)).await?;
        if let Some(kept) = &known.kept
            && let Some(bytes) = self.read(kept.hash.clone()).await?
        {
            return Ok((kept.mime.clone(), bytes));
        }
        match self.fetch(&known).await {
            Ok((kept, bytes)) => {
                self.note(known.id, kept.clone()).await?;
                Ok((kept.mime, bytes))
            }
            Err(error) => {
                let code = error.code();
                self.store.write(move |tx| media::note_failed(tx, &known.id, code)).await?;
                Err(error)
            }
        }
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

    /// Lets go of every picture that no saved article shows. They are fetched again when something shows them.
    ///
    /// # Errors
    /// The library's own.
    pub(crate) async fn clear(&self) -> Result<()> {
        self.store.write(media::forget_cached).await?;
        self.sweep_older(INFANCY).await
    }

    async fn sweep_older(&self, age: TimeDelta) -> Result<()> {
        let then = self.clock.now() - age;
        let files = self.files.clone();
        let old = off_thread(move || files.older_than(then)).await?;
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

    async fn fetch(&self, known: &Media) -> Result<(Kept, Vec<u8>)> {
        let url = Url::parse(&known.url).map_err(|_| Error::AddressInvalid { address: known.url.clone() })?;
        let asked = known.clone();
        let home = self.store.read(move |conn| media::home(conn, &asked)).await?;
        match self.ask(url, home, Validators::default()).await? {
            Some(fetched) => Ok(fetched),
            None => Err(Error::NotAPicture),
        }
    }

    /// Fetches a picture and keeps its bytes; `None` where the server says that those of the validators still hold.
    pub(super) async fn ask(
        &self,
        url: Url,
        home: Option<String>,
        validators: Validators,
    ) -> Result<Option<(Kept, Vec<u8>)>> {
        let whose = home.clone();
        let url = self.store.read(move |conn| source::signed_in(conn, url, whose.as_deref())).await?;
        let request = Request { url, home, expect: Expect::Picture, validators };
        let Answer::Fetched(response) = self.client.get(&request).await? else { return Ok(None) };
        let files = self.files.clone();
        off_thread(move || {
            let Response { body: bytes, validators, .. } = response;
            let picture = recognise(&bytes).ok_or(Error::NotAPicture)?;
            let kept = Kept {
                validators,
                hash: files.keep(&bytes)?,
                mime: picture.mime.to_owned(),
                bytes: bytes.len() as u64,
                width: picture.width,
                height: picture.height,
            };
            Ok(Some((kept, bytes)))
        })
        .await
    }

    async fn note(&self, id: MediaId, kept: Kept) -> Result<()> {
        let now = self.clock.now();
        self.store.write(move |tx| media::note_fetched(tx, &id, &kept, now)).await
    }
}

/// Whether something in the library names the file kept under `hash`.
fn is_named(tx: &Transaction<'_>, hash: Option<&str>) -> Result<bool> {
    hash.map_or(Ok(false), |hash| media::is_kept(tx, hash))
}

/// Does slow work away from the threads that wait for the network.
async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(store::unexpected)?
}
