//! Bodies: what an article's page needs and no list does, compressed.

use rusqlite::{Connection, OptionalExtension, Transaction, named_params};

use super::row::{Json, Packed};
use crate::Result;
use crate::model::*;

/// An article's body.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Body {
    /// Sanitized HTML.
    pub html: String,
    /// The same as text.
    pub text: String,
    /// Addresses of the pictures in it.
    pub pictures: Vec<String>,
    /// Link cards in it.
    pub related: Vec<RelatedCard>,
    /// Videos in it.
    pub videos: Vec<Video>,
    /// Link cards told by whoever comes first of those who told any: shown where the body has none of its own.
    pub beside_related: Vec<RelatedCard>,
    /// Videos told so.
    pub beside_videos: Vec<Video>,
}

impl Body {
    /// The body a source told.
    pub(super) fn told(article: &NewArticle) -> Self {
        let related: Vec<RelatedCard> = article.related.iter().map(card).collect();
        let videos: Vec<Video> = article.videos.iter().map(video).collect();
        // Nothing stands in a body that is not there: it stands beside it, where whoever comes first is shown.
        let is_there = !article.content.is_empty();
        Self {
            html: article.content.to_string(),
            text: article.content_text.to_string(),
            pictures: article.pictures.clone(),
            beside_related: related.clone(),
            beside_videos: videos.clone(),
            related: if is_there { related } else { Vec::new() },
            videos: if is_there { videos } else { Vec::new() },
        }
    }

    /// Whether there is no text and no picture in it.
    pub(super) fn is_empty(&self) -> bool {
        self.html.is_empty()
    }

    /// Its link cards, or else those told beside it.
    pub(super) fn cards(&self) -> &[RelatedCard] {
        if self.related.is_empty() { &self.beside_related } else { &self.related }
    }

    /// Its videos, or else those told beside it.
    pub(super) fn films(&self) -> &[Video] {
        if self.videos.is_empty() { &self.beside_videos } else { &self.videos }
    }

    /// The addresses of the article's own pictures: those in it, and the one at its head.
    pub(super) fn own<'a>(&'a self, lead: Option<&'a str>) -> impl Iterator<Item = &'a str> + Clone {
        self.pictures.iter().map(String::as_str).chain(lead)
    }

    /// The addresses of the pictures of its cards and videos.
    pub(super) fn beside(&self) -> impl Iterator<Item = &str> {
        let cards = self.cards().iter().filter_map(|card| card.thumbnail.as_deref());
        let posters = self.films().iter().filter_map(|video| video.poster.as_deref());
        cards.chain(posters)
    }
}

/// Keeps a body in place of the one before. The article's own row is there already.
pub(super) fn write(tx: &Transaction<'_>, article: ArticleId, body: &Body) -> Result<()> {
    tx.prepare_cached(
        "INSERT OR REPLACE INTO article_body
           (article_id, html, text, pictures, related, videos, beside_related, beside_videos)
         VALUES (:article, :html, :text, :pictures, :related, :videos, :beside_related, :beside_videos)",
    )?
    .execute(named_params! {
        ":article": article, ":html": Packed(body.html.clone()), ":text": Packed(body.text.clone()),
        ":pictures": Json(&body.pictures), ":related": Json(&body.related), ":videos": Json(&body.videos),
        ":beside_related": Json(&body.beside_related), ":beside_videos": Json(&body.beside_videos),
    })?;
    tx.prepare_cached("DELETE FROM article_link WHERE article_id = ?1")?.execute([article])?;
    for card in body.cards() {
        tx.prepare_cached("INSERT OR IGNORE INTO article_link (url, article_id) VALUES (?1, ?2)")?
            .execute((&card.url, article))?;
    }
    tx.prepare_cached(NOTE_VIDEO)?.execute([article])?;
    Ok(())
}

/// Notes at an article which video it shows first, in its body or beside it, or else attached to it.
const NOTE_VIDEO: &str = "
    UPDATE article SET video = coalesce(
      (SELECT coalesce(json_extract(videos, '$[0]'), json_extract(beside_videos, '$[0]'))
       FROM article_body WHERE article_id = article.id),
      (SELECT json_object('url', json_extract(value, '$.url'), 'poster', NULL, 'posterMedia', NULL, 'title', NULL,
         'durationSeconds', json_extract(value, '$.durationSeconds'))
       FROM json_each(article.attachments) WHERE json_extract(value, '$.type') LIKE 'video/%' LIMIT 1))
    WHERE id = ?1";

/// An article's body; an empty one where it has none.
pub(super) fn read(conn: &Connection, article: ArticleId) -> Result<Body> {
    let body = conn
        .prepare_cached(
            "SELECT html, text, pictures, related, videos, beside_related, beside_videos
             FROM article_body WHERE article_id = ?1",
        )?
        .query_row([article], |row| {
            Ok(Body {
                html: row.get::<_, Packed>("html")?.0,
                text: row.get::<_, Packed>("text")?.0,
                pictures: row.get::<_, Json<_>>("pictures")?.0,
                related: row.get::<_, Json<_>>("related")?.0,
                videos: row.get::<_, Json<_>>("videos")?.0,
                beside_related: row.get::<_, Json<_>>("beside_related")?.0,
                beside_videos: row.get::<_, Json<_>>("beside_videos")?.0,
            })
        })
        .optional()?;
    Ok(body.unwrap_or_default())
}

/// An article's body as text.
pub(super) fn text(conn: &Connection, article: ArticleId) -> Result<String> {
    let text = conn
        .prepare_cached("SELECT text FROM article_body WHERE article_id = ?1")?
        .query_row([article], |row| row.get::<_, Packed>("text"))
        .optional()?;
    Ok(text.map(|text| text.0).unwrap_or_default())
}

fn card(told: &NewRelatedCard) -> RelatedCard {
    RelatedCard {
        url: told.url.clone(),
        title: told.title.to_string(),
        description: told.description.as_deref().map(str::to_owned),
        publisher: told.publisher.as_deref().map(str::to_owned),
        author: told.author.as_deref().map(str::to_owned),
        thumbnail: told.thumbnail.clone(),
        thumbnail_media: told.thumbnail.as_deref().map(MediaId::of),
        article: None,
    }
}

fn video(told: &NewVideo) -> Video {
    Video {
        url: told.url.clone(),
        poster: told.poster.clone(),
        poster_media: told.poster.as_deref().map(MediaId::of),
        title: told.title.as_deref().map(str::to_owned),
        duration_seconds: told.duration_seconds,
    }
}
