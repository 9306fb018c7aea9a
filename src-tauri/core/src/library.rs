//! The face of the core: one method for each thing a person can do. Each delegates in a line or two.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use tokio::sync::broadcast;

use crate::adding::{self, Found};
use crate::clock::{Clock, SystemClock};
use crate::event::Event;
use crate::fetch::{AddressRules, Client, Limits, parse_address};
use crate::model::*;
use crate::refresh::{Run, Which};
use crate::save::{Pictures, Saves};
use crate::store::{self, Store, Transaction};
use crate::{Error, Result, source, starter, transfer};

/// How to open a [`Library`].
#[derive(Clone)]
pub struct Options {
    /// The library's folder; made if it is not there.
    pub folder: PathBuf,
    /// What tells the time.
    pub clock: Arc<dyn Clock>,
    /// Which addresses count as public.
    pub rules: AddressRules,
    /// How much one request may take.
    pub limits: Limits,
}

impl Options {
    /// The system's clock, and the ordinary address rules and limits.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            clock: Arc::new(SystemClock),
            rules: AddressRules::default(),
            limits: Limits::default(),
        }
    }

    /// Where the library is unless the reader says otherwise: `BROADSHEET_LIBRARY`, or the platform's data folder
    /// for `news.broadsheet.desktop`.
    #[must_use]
    pub fn default_folder() -> Option<PathBuf> {
        std::env::var_os("BROADSHEET_LIBRARY")
            .filter(|folder| !folder.is_empty())
            .map(PathBuf::from)
            .or_else(|| dirs::data_dir().map(|data| data.join("news.broadsheet.desktop")))
    }
}

/// Everything a person has in Broadsheet, and everything they can do with it.
///
/// Cheap to clone; all clones are the same library.
#[derive(Clone)]
pub struct Library {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    client: Client,
    pictures: Pictures,
    saves: Saves,
    clock: Arc<dyn Clock>,
    run: Run,
    /// The library's version when another program's changes were last looked for.
    seen_version: Mutex<Option<i64>>,
    events: broadcast::Sender<Event>,
}

impl Library {
    /// Opens the library in `options.folder`, making or upgrading it as needed.
    ///
    /// # Errors
    /// The library codes of [`Error`].
    pub async fn open(options: Options) -> Result<Self> {
        let Options { folder, clock, rules, limits } = options;
        let now = clock.now();
        let store = tokio::task::spawn_blocking(move || Store::open(&folder, now))
            .await
            .map_err(|error| Error::Unexpected { detail: error.to_string() })??;
        let client = Client::new(rules, limits, Arc::clone(&clock));
        let events = broadcast::channel(256).0;
        let pictures = Pictures::new(store.clone(), client.clone(), Arc::clone(&clock));
        let saves = Saves::new(store.clone(), pictures.clone(), Arc::clone(&clock), events.clone());
        let run = Run::default();
        let seen_version = Mutex::new(None);
        Ok(Self {
            inner: Arc::new(Inner { store, client, pictures, saves, clock, run, seen_version, events }),
        })
    }

    /// Hints of what changes from now on.
    #[must_use]
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.inner.events.subscribe()
    }

    /// Looks whether another program changed the library, and tells so in events that name nothing.
    pub async fn notice_changes(&self) -> Result<bool> {
        let version = self.inner.store.version_elsewhere().await?;
        let seen = self.inner.seen_version.lock().unwrap_or_else(PoisonError::into_inner).replace(version);
        if seen.is_none_or(|seen| seen == version) {
            return Ok(false);
        }
        self.tell(Event::ArticlesChanged);
        self.tell(Event::PublicationsChanged { id: None });
        self.tell(Event::FollowsChanged);
        if self.inner.store.read(store::alert::any_pending).await? {
            self.tell(Event::AlertsWaiting);
        }
        Ok(true)
    }

    /// A hint that nobody hears is lost, as hints may be.
    fn tell(&self, event: Event) {
        let _ = self.inner.events.send(event);
    }

    fn now(&self) -> DateTime<Utc> {
        self.inner.clock.now()
    }

    // ---- finding and adding publications ----

    /// Looks at an address and tells what could be added from it. Stores nothing.
    pub async fn discover(&self, address: String) -> Result<Discovery> {
        let mut discovery = source::discover(&self.inner.client, &address).await?;
        let mut candidates = std::mem::take(&mut discovery.candidates);
        let look = move |conn: &rusqlite::Connection| {
            for candidate in &mut candidates {
                candidate.already = store::source::publication_at(conn, &candidate.url)?;
            }
            Ok(candidates)
        };
        discovery.candidates = self.inner.store.read(look).await?;
        Ok(discovery)
    }

    /// Adds the publication at `address` — the given choice of its sources, or the best — and fetches it for the
    /// first time. Adding what is already there gives back the same publication. A first fetch that fails is the
    /// source's health, not an error.
    pub async fn add(&self, address: String, choice: Option<Choice>) -> Result<Publication> {
        let adding = match choice {
            Some(choice) => adding::from_choice(&address, &choice)?,
            None => match adding::from_discovery(self.discover(address).await?)? {
                Found::Already(id) => return self.publication(id).await,
                Found::New(adding) => adding,
            },
        };
        let now = self.now();
        let added = self.inner.store.write(move |tx| store::publication::add(tx, &adding, now)).await?;
        if added.new {
            self.tell(Event::PublicationsChanged { id: Some(added.publication) });
            self.refresh(Some(added.publication)).await?;
        }
        self.publication(added.publication).await
    }

    /// Publications to begin with, by language and topic. Nothing is fetched.
    pub async fn starter_list(&self) -> Result<Vec<StarterPublication>> {
        Ok(starter::list())
    }

    /// Adds the sample edition that ships with Broadsheet, through the same pipeline as any other publication.
    pub async fn add_sample(&self) -> Result<Publication> {
        self.add(adding::sample_address(), None).await
    }

    /// Adds every feed of an OPML file; fetches nothing (a refresh does).
    pub async fn import_opml(&self, opml: Vec<u8>) -> Result<ImportReport> {
        let now = self.now();
        let read = move || transfer::opml::read(&opml);
        let asked = tokio::task::spawn_blocking(read)
            .await
            .map_err(|error| Error::Unexpected { detail: error.to_string() })??;
        let report = self.inner.store.write_through(move |tx| transfer::import(tx, asked, now)).await?;
        self.tell(Event::PublicationsChanged { id: None });
        Ok(report)
    }

    /// All publications as OPML 2.0.
    pub async fn export_opml(&self) -> Result<String> {
        transfer::opml::write(&self.publications().await?)
    }

    // ---- publications and sources ----

    /// All publications, by title.
    pub async fn publications(&self) -> Result<Vec<Publication>> {
        let now = self.now();
        self.inner.store.read(move |conn| store::publication::all(conn, None, now)).await
    }

    /// One publication.
    pub async fn publication(&self, id: PublicationId) -> Result<Publication> {
        let now = self.now();
        self.inner.store.read(move |conn| store::publication::get(conn, id, now)).await
    }

    /// All sources, by publication.
    pub async fn sources(&self) -> Result<Vec<Source>> {
        let now = self.now();
        self.inner.store.read(move |conn| store::source::all(conn, None, now)).await
    }

    /// Gives a publication the reader's own name; an empty one brings the publisher's back.
    pub async fn rename_publication(&self, id: PublicationId, title: String) -> Result<Publication> {
        self.change_publication(id, move |tx| store::publication::rename(tx, id, &title)).await
    }

    /// Leaves a publication out of refreshes, or takes it in again.
    pub async fn pause_publication(&self, id: PublicationId, paused: bool) -> Result<Publication> {
        self.change_publication(id, move |tx| store::publication::pause(tx, id, paused)).await
    }

    /// Gives a source another address; its next complete fetch is still import.
    pub async fn change_address(&self, id: SourceId, address: String) -> Result<Source> {
        let url = parse_address(&address)?;
        let now = self.now();
        let source = self
            .inner
            .store
            .write(move |tx| {
                store::source::change_address(tx, id, &url, now)?;
                store::source::get(tx, id, now)
            })
            .await?;
        self.tell(Event::PublicationsChanged { id: Some(source.publication) });
        Ok(source)
    }

    /// Takes a publication away. Saved articles stay, with their authors, tags and pictures; the rest can be
    /// brought back with [`restore_publication`](Self::restore_publication).
    pub async fn remove_publication(&self, id: PublicationId) -> Result<()> {
        let now = self.now();
        self.inner.store.write_through(move |tx| store::publication::remove(tx, id, now)).await?;
        self.tell(Event::PublicationsChanged { id: Some(id) });
        self.tell(Event::ArticlesChanged);
        Ok(())
    }

    /// Undoes [`remove_publication`](Self::remove_publication).
    pub async fn restore_publication(&self, id: PublicationId) -> Result<Publication> {
        let publication = self.change_publication(id, move |tx| store::publication::restore(tx, id)).await?;
        self.tell(Event::ArticlesChanged);
        Ok(publication)
    }

    /// Changes a publication, and gives it back as it then stands.
    async fn change_publication(
        &self,
        id: PublicationId,
        change: impl FnOnce(&Transaction<'_>) -> Result<()> + Send + 'static,
    ) -> Result<Publication> {
        let now = self.now();
        let publication = self
            .inner
            .store
            .write(move |tx| {
                change(tx)?;
                store::publication::get(tx, id, now)
            })
            .await?;
        self.tell(Event::PublicationsChanged { id: Some(id) });
        Ok(publication)
    }

    // ---- refreshing ----

    /// Asks every source of one publication, or of all, now; except those that asked us to wait or are gone.
    pub async fn refresh(&self, publication: Option<PublicationId>) -> Result<RefreshReport> {
        if let Some(id) = publication {
            // One that is not there is an error rather than a run over nothing.
            self.publication(id).await?;
        }
        self.run(publication.map_or(Which::All, Which::Of)).await
    }

    /// Asks the sources whose time has come.
    pub async fn refresh_due(&self) -> Result<RefreshReport> {
        self.run(Which::Due).await
    }

    async fn run(&self, which: Which) -> Result<RefreshReport> {
        let Inner { store, client, clock, run, events, .. } = &*self.inner;
        run.run(which, store, client, clock.as_ref(), events).await
    }

    /// Stops the refresh under way, if there is one. What it has stored stays.
    pub async fn cancel_refresh(&self) -> Result<()> {
        self.inner.run.cancel();
        Ok(())
    }

    // ---- reading ----

    /// One page of a list.
    pub async fn articles(&self, query: ArticleQuery) -> Result<Page<ArticleSummary>> {
        self.inner.store.read(move |conn| store::list::page(conn, &query)).await
    }

    /// How many articles fit a query.
    pub async fn count_articles(&self, query: ArticleQuery) -> Result<ArticleCounts> {
        self.inner.store.read(move |conn| store::list::count(conn, &query)).await
    }

    /// One article, whole. Does not mark it read.
    pub async fn article(&self, id: ArticleId) -> Result<Article> {
        self.inner.store.read(move |conn| store::article::get(conn, id)).await
    }

    /// The stored article that has this address, if any: so that a link to it opens in place.
    pub async fn article_at(&self, address: String) -> Result<Option<ArticleId>> {
        self.inner.store.read(move |conn| store::article::at(conn, &address)).await
    }

    /// Marks articles read or unread. Returns those that changed, so that it can be undone.
    pub async fn mark_read(&self, ids: Vec<ArticleId>, read: bool) -> Result<Vec<ArticleId>> {
        let now = self.now();
        let changed = self.inner.store.write(move |tx| store::status::mark(tx, &ids, read, now)).await?;
        self.tell_status(&changed);
        Ok(changed)
    }

    /// Marks everything a query finds as read. Returns those that changed.
    pub async fn mark_all_read(&self, query: ArticleQuery) -> Result<Vec<ArticleId>> {
        let now = self.now();
        let changed = self
            .inner
            .store
            .write(move |tx| store::status::mark(tx, &store::list::ids(tx, &query)?, true, now))
            .await?;
        self.tell_status(&changed);
        Ok(changed)
    }

    fn tell_status(&self, changed: &[ArticleId]) {
        if !changed.is_empty() {
            self.tell(Event::StatusChanged { ids: changed.to_vec() });
        }
    }

    /// All authors, by name.
    pub async fn authors(&self) -> Result<Vec<AuthorPage>> {
        self.inner.store.read(|conn| store::author::all(conn, None)).await
    }

    /// One author.
    pub async fn author(&self, id: AuthorId) -> Result<AuthorPage> {
        self.inner.store.read(move |conn| store::author::get(conn, id)).await
    }

    /// All tags, most used first.
    pub async fn tags(&self) -> Result<Vec<TagPage>> {
        self.inner.store.read(|conn| store::tag::all(conn, None)).await
    }

    /// One tag, by any spelling of its name.
    pub async fn tag(&self, name: String) -> Result<TagPage> {
        self.inner.store.read(move |conn| store::tag::get(conn, &name)).await
    }

    /// The bytes of a picture that belongs to something in the library, fetched at first view, with its media type.
    pub async fn media(&self, id: MediaId) -> Result<(String, Vec<u8>)> {
        self.inner.pictures.get(id).await
    }

    // ---- saving ----

    /// Saves an article and seals its copy. Pictures that cannot be had leave the save `partial`.
    pub async fn save(&self, id: ArticleId) -> Result<Save> {
        self.inner.saves.add(id).await
    }

    /// Takes the bookmark and its copy away.
    pub async fn unsave(&self, id: ArticleId) -> Result<()> {
        self.inner.saves.remove(id).await
    }

    /// Goes on with saves that were not finished, and deletes kept pictures that nothing shows any more.
    pub async fn resume_saves(&self) -> Result<()> {
        self.inner.saves.resume().await?;
        self.inner.pictures.sweep().await
    }

    /// Reads every saved file again and compares it with its hash.
    pub async fn verify(&self) -> Result<VerifyReport> {
        self.inner.saves.verify().await
    }

    // ---- following ----

    /// Follows something; following it again changes nothing. See [`FollowKind`] for `value`.
    pub async fn follow(&self, kind: FollowKind, value: String) -> Result<Follow> {
        let now = self.now();
        let (follow, new) = self
            .inner
            .store
            .write_through(move |tx| {
                let (id, new) = store::follow::add(tx, kind, &value, now)?;
                Ok((store::follow::get(tx, id)?, new))
            })
            .await?;
        if new {
            self.tell(Event::FollowsChanged);
        }
        Ok(follow)
    }

    /// Ends a follow.
    pub async fn unfollow(&self, id: FollowId) -> Result<()> {
        self.inner.store.write_through(move |tx| store::follow::remove(tx, id)).await?;
        self.tell(Event::FollowsChanged);
        Ok(())
    }

    /// All follows, newest first.
    pub async fn follows(&self) -> Result<Vec<Follow>> {
        self.inner.store.read(|conn| store::follow::all(conn, None)).await
    }

    /// The inbox, newest first; with `pending` only what nobody has claimed.
    pub async fn alerts(&self, pending: bool) -> Result<Vec<Alert>> {
        self.inner.store.read(move |conn| store::alert::all(conn, pending)).await
    }

    /// Claims the oldest alert that nobody has claimed: whoever claims it shows it, and nobody else will.
    pub async fn claim_alert(&self) -> Result<Option<Alert>> {
        // On the disk before it is shown: after a crash it must not be shown again.
        self.inner.store.write_through(store::alert::claim).await
    }

    /// Notes that a claimed alert was shown on the desktop.
    pub async fn note_shown(&self, id: AlertId) -> Result<()> {
        self.inner.store.write(move |tx| store::alert::note_shown(tx, id)).await
    }

    // ---- looking after it ----

    /// How much the library holds.
    pub async fn stats(&self) -> Result<Stats> {
        let folder = self.inner.store.folder().to_owned();
        self.inner.store.read(move |conn| store::stats::stats(conn, &folder)).await
    }

    /// Checks the database.
    pub async fn check(&self) -> Result<CheckReport> {
        self.inner.store.read(store::stats::check).await
    }
}
