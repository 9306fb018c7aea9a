//! Lists, articles, and the pages of authors, tags and sections.

use super::Library;
use crate::Result;
use crate::compare::compare;
use crate::event::Event;
use crate::model::*;
use crate::store::alert::Ending;
use crate::store::asking::Occasion;
use crate::store::{self, Transaction};

/// How many counts are told at once.
const COUNTED: usize = 1_000;

impl Library {
    /// One page of a list.
    pub async fn articles(&self, query: ArticleQuery) -> Result<Page<ArticleSummary>> {
        self.inner.store.read(move |conn| store::list::page(conn, &query)).await
    }

    /// The front page, made from the last days.
    pub async fn front_page(&self, folder: Option<String>) -> Result<FrontPage> {
        let now = self.now();
        self.inner.store.read(move |conn| store::front::page(conn, folder.as_deref(), now)).await
    }

    /// How many articles fit each query, as of one moment; of more than a thousand queries, the first.
    pub async fn count_articles(&self, queries: Vec<ArticleQuery>) -> Result<Vec<ArticleCounts>> {
        let count = move |conn: &_| {
            queries.iter().take(COUNTED).map(|query| store::list::count(conn, query)).collect()
        };
        self.inner.store.read(count).await
    }

    /// What a list can be narrowed to.
    pub async fn facets(&self, query: ArticleQuery) -> Result<Facets> {
        self.inner.store.read(move |conn| store::facet::of(conn, &query)).await
    }

    /// One article, whole. Does not mark it read.
    pub async fn article(&self, id: ArticleId) -> Result<Article> {
        self.inner.store.read(move |conn| store::article::get(conn, id)).await
    }

    /// One article, whole, as [`article`](Self::article) gives it, for a reader who opens it: where its text is short
    /// and its page was not read yet, that is asked now. A page that does not answer leaves it as it is. Its alerts end.
    pub async fn open_article(&self, id: ArticleId) -> Result<Article> {
        let id = self.inner.pages.open(id, false).await?.article;
        self.end_alerts(Ending::Of(vec![id])).await?;
        self.article(id).await
    }

    /// Where to read on from an article.
    pub async fn around(&self, id: ArticleId) -> Result<Around> {
        let now = self.now();
        self.inner.store.read(move |conn| store::around::of(conn, id, now)).await
    }

    /// Where the reader stopped in an article.
    pub async fn position(&self, id: ArticleId) -> Result<Option<Position>> {
        self.inner.store.read(move |conn| store::position::of(conn, id)).await
    }

    /// Keeps where the reader stopped; none is its beginning or its end.
    pub async fn keep_position(&self, id: ArticleId, position: Option<Position>) -> Result<()> {
        let now = self.now();
        self.inner.store.write(move |tx| store::position::keep(tx, id, position, now)).await
    }

    /// Everything an article said since it came, oldest first; the last is how it stands now.
    pub async fn versions(&self, id: ArticleId) -> Result<Vec<Version>> {
        self.inner.store.read(move |conn| store::version::all(conn, id)).await
    }

    /// What changed in an article from one of its versions to another, by their numbers.
    pub async fn compare_versions(&self, id: ArticleId, from: u32, to: u32) -> Result<Comparison> {
        self.inner
            .store
            .read(move |conn| {
                let (old, new) = (store::version::get(conn, id, from)?, store::version::get(conn, id, to)?);
                Ok(Comparison {
                    headline: compare(&old.headline, &new.headline),
                    text: compare(&old.text, &new.text),
                })
            })
            .await
    }

    /// The stored article that has this address, if any: so that a link to it opens in place.
    pub async fn article_at(&self, address: String) -> Result<Option<ArticleId>> {
        self.inner.store.read(move |conn| store::article::at(conn, &address)).await
    }

    /// Marks articles read or unread. Returns those that changed, so that it can be undone.
    pub async fn mark_read(&self, ids: Vec<ArticleId>, read: bool) -> Result<Vec<ArticleId>> {
        let now = self.now();
        let mark = move |tx: &Transaction<'_>| {
            let changed = store::status::mark(tx, &ids, read, now)?;
            let ended = read && store::alert::end(tx, Ending::Of(ids), now)?;
            Ok((changed, ended))
        };
        let (changed, ended) = self.inner.store.write(mark).await?;
        self.tell_status(&changed);
        if ended {
            self.tell(Event::AlertsChanged);
        }
        Ok(changed)
    }

    /// Marks everything a query finds as read. Returns those that changed.
    pub async fn mark_all_read(&self, query: ArticleQuery) -> Result<Vec<ArticleId>> {
        let now = self.now();
        let mark = move |tx: &Transaction<'_>| {
            let ids = store::list::ids(tx, &query)?;
            Ok((store::status::mark(tx, &ids, true, now)?, store::alert::end(tx, Ending::Of(ids), now)?))
        };
        let (changed, ended) = self.inner.store.write(mark).await?;
        self.tell_status(&changed);
        if ended {
            self.tell(Event::AlertsChanged);
        }
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

    /// Makes one author of two of a publication, now and at later refreshes: everything of `other` is `into`'s. Gives
    /// back the spellings that were the other's, for [`separate_author`](Self::separate_author) to undo it.
    pub async fn merge_authors(&self, into: AuthorId, other: AuthorId) -> Result<Vec<SpellingId>> {
        let spellings =
            self.inner.store.write_through(move |tx| store::spelling::merge(tx, into, other)).await?;
        self.tell(Event::ArticlesChanged);
        self.tell(Event::FollowsChanged);
        Ok(spellings)
    }

    /// Makes an author of their own of those whom a publication writes so, now and at later refreshes.
    pub async fn separate_author(&self, spellings: Vec<SpellingId>) -> Result<AuthorPage> {
        let page = self
            .inner
            .store
            .write_through(move |tx| {
                let id = store::spelling::separate(tx, &spellings)?;
                store::author::get(tx, id)
            })
            .await?;
        self.tell(Event::ArticlesChanged);
        Ok(page)
    }

    /// One publication's section by its name, or all sections of that name.
    pub async fn section(&self, publication: Option<PublicationId>, name: String) -> Result<SectionPage> {
        self.inner.store.read(move |conn| store::section::get(conn, publication, &name)).await
    }

    /// What a list is made of: how much each week, who writes it, and what about.
    pub async fn profile(&self, query: ArticleQuery) -> Result<Profile> {
        let now = self.now();
        self.inner.store.read(move |conn| store::profile::of(conn, &query, now)).await
    }

    /// The bytes of a picture that belongs to something in the library, fetched at first view, with its media type.
    pub async fn media(&self, id: MediaId) -> Result<(String, Vec<u8>)> {
        self.inner.pictures.get(id, Occasion::Shown).await
    }

    /// The pixels of a picture within a square with sides of `side`, if it is here: it is not asked for.
    pub async fn pixels(&self, id: MediaId, side: u32) -> Result<Option<Pixels>> {
        self.inner.pictures.pixels(id, side).await
    }

    /// Fetches a picture that waits for the reader's click. From then on it is here.
    pub async fn show_picture(&self, id: MediaId) -> Result<()> {
        self.inner.pictures.get(id, Occasion::Clicked).await.map(drop)
    }

    /// The same, not much larger than where it is shown: thumbnails are made once and kept. What none can be made of
    /// is given out as it is.
    pub async fn framed_media(&self, id: MediaId, frame: Frame) -> Result<(String, Vec<u8>)> {
        self.inner.pictures.framed(id, frame).await
    }
}
