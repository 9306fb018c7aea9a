//! What the reader writes on articles. It belongs to the article: it stays when its bookmark goes.

use super::Library;
use crate::Result;
use crate::event::Event;
use crate::model::*;
use crate::store;

impl Library {
    /// Gives an article these labels in place of those it has, and tells how they are kept.
    pub async fn set_labels(&self, id: ArticleId, labels: Vec<String>) -> Result<Vec<String>> {
        self.write_on(id, move |tx| store::label::set(tx, id, &labels)).await
    }

    /// Every label there is, by name.
    pub async fn labels(&self) -> Result<Vec<Counted<String>>> {
        self.inner.store.read(store::label::all).await
    }

    /// Writes the note on an article in place of the one before; an empty one takes it away.
    pub async fn set_note(&self, id: ArticleId, note: Option<String>) -> Result<()> {
        self.write_on(id, move |tx| store::note::set(tx, id, note.as_deref())).await
    }

    /// Highlights words of an article. The same words again are the same highlight.
    pub async fn add_highlight(&self, id: ArticleId, highlight: NewHighlight) -> Result<Highlight> {
        let now = self.now();
        self.write_on(id, move |tx| store::highlight::add(tx, id, &highlight, now)).await
    }

    /// Writes a note on a highlight, or takes it away.
    pub async fn note_highlight(&self, id: HighlightId, note: Option<String>) -> Result<()> {
        let write = move |tx: &store::Transaction<'_>| store::highlight::annotate(tx, id, note.as_deref());
        let article = self.inner.store.write_through(write).await?;
        self.tell(Event::NotesChanged { id: article });
        Ok(())
    }

    /// Takes a highlight away, with its note.
    pub async fn remove_highlight(&self, id: HighlightId) -> Result<()> {
        let article = self.inner.store.write_through(move |tx| store::highlight::remove(tx, id)).await?;
        self.tell(Event::NotesChanged { id: article });
        Ok(())
    }

    async fn write_on<T: Send + 'static>(
        &self,
        id: ArticleId,
        write: impl FnOnce(&store::Transaction<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let written = move |tx: &store::Transaction<'_>| {
            store::note::check(tx, id)?;
            write(tx)
        };
        let written = self.inner.store.write_through(written).await?;
        self.tell(Event::NotesChanged { id });
        Ok(written)
    }
}
