//! Our own archive, written (see [`archive`](crate::transfer::archive) for its shape).

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::pack::{Pack, unexpected};
use super::{Exported, Shown, Target, Wording, count};
use crate::Result;
use crate::model::*;
use crate::save::Shelf;
use crate::transfer::archive::{self as shape, FORMAT, MANIFEST, Manifest, Record, VERSION};

/// An archive on its way.
pub(super) struct Archive {
    pack: Pack,
    shelf: Shelf,
    now: DateTime<Utc>,
    articles: usize,
    packed: HashSet<String>,
}

impl Archive {
    /// Begins an archive at `to`.
    ///
    /// # Errors
    /// What [`Pack::begin`] gives.
    pub(super) fn begin(to: &Path, shelf: Shelf, now: DateTime<Utc>) -> Result<Self> {
        Ok(Self { pack: Pack::begin(to)?, shelf, now, articles: 0, packed: HashSet::new() })
    }

    /// Packs every picture that belongs to an article, each once.
    fn media(&mut self, exported: &Exported, report: &mut ExportReport) -> Result<Vec<shape::Picture>> {
        let mut pictures = Vec::new();
        for media in &exported.media {
            let mut picture = shape::Picture {
                url: media.url.clone(),
                problem: media.problem.clone(),
                ..Default::default()
            };
            let bytes = media.kept.as_ref().map(|kept| self.shelf.bytes(&kept.hash)).transpose()?.flatten();
            let shown = match (&media.kept, bytes) {
                (Some(kept), Some(bytes)) => {
                    if self.packed.insert(kept.hash.clone()) {
                        self.pack.bytes(&format!("media/{}", kept.hash), &bytes)?;
                    }
                    (picture.hash, picture.mime) = (Some(kept.hash.clone()), Some(kept.mime.clone()));
                    Shown::At(kept.hash.clone())
                }
                (Some(_), None) => Shown::Missing("damaged".to_owned()),
                (None, _) => Shown::Missing(media.problem.clone().unwrap_or_else(|| "not_kept".to_owned())),
            };
            count(report, &exported.article, &media.url, &shown);
            pictures.push(picture);
        }
        Ok(pictures)
    }
}

impl Target for Archive {
    fn add(&mut self, exported: &Exported, _: &Wording, report: &mut ExportReport) -> Result<()> {
        let media = self.media(exported, report)?;
        self.articles += 1;
        let record = serde_json::to_vec_pretty(&record(exported, media)).map_err(unexpected)?;
        self.pack.text(&format!("articles/{:06}.json", self.articles), &record)
    }

    fn finish(mut self: Box<Self>) -> Result<PathBuf> {
        let manifest = Manifest {
            format: FORMAT.to_owned(),
            version: VERSION,
            made_at: self.now,
            articles: self.articles,
        };
        let manifest = serde_json::to_vec_pretty(&manifest).map_err(unexpected)?;
        self.pack.text(MANIFEST, &manifest)?;
        self.pack.finish()
    }
}

fn record(exported: &Exported, media: Vec<shape::Picture>) -> Record {
    let Exported { article, marks, versions, .. } = exported;
    let summary = &article.summary;
    Record {
        url: summary.url.clone(),
        canonical_url: summary.canonical_url.clone(),
        publication: shape::Publication {
            title: summary.publication.title.clone(),
            url: summary.publication.url.clone(),
            icon: summary.publication.icon.clone(),
        },
        section: summary.section.clone(),
        headline: summary.headline.clone(),
        summary: summary.summary.clone(),
        authors: summary.authors.iter().cloned().map(author).collect(),
        // What is found in a text is found again.
        tags: summary.tags.iter().filter(|tag| !tag.found_in_text).cloned().map(tag).collect(),
        published_at: summary.published_at,
        updated_at: summary.updated_at,
        first_seen_at: Some(summary.first_seen_at),
        edited_at: summary.edited_at,
        reading_minutes: summary.reading_minutes,
        lead_image: summary.lead_image.clone().map(image),
        language: summary.language.clone(),
        direction: summary.direction,
        featured: summary.featured,
        access: summary.access,
        kind: summary.kind,
        stub: summary.stub,
        comments_url: summary.comments_url.clone(),
        comment_count: summary.comment_count,
        content_html: article.content_html.clone(),
        related: article.related.iter().cloned().map(card).collect(),
        videos: article.videos.iter().cloned().map(video).collect(),
        attachments: summary.attachments.clone(),
        versions: versions.iter().cloned().map(version).collect(),
        saved_at: summary.save.as_ref().map(|save| save.saved_at),
        automatic: summary.save.as_ref().is_some_and(|save| save.automatic),
        read_at: marks.read_at,
        place: marks.position.map(|position| position.place),
        share: marks.position.and_then(|position| position.share),
        labels: summary.labels.clone(),
        note: article.note.clone(),
        highlights: article.highlights.iter().cloned().map(NewHighlight::from).collect(),
        media,
    }
}

fn tag(tag: Tag) -> shape::Tag {
    let Tag { name, url, .. } = tag;
    shape::Tag { name, url }
}

fn author(author: Author) -> shape::Author {
    let Author { name, url, role, bio, avatar, links, .. } = author;
    shape::Author { name, url, role, bio, avatar, links }
}

fn image(image: Image) -> shape::Image {
    let Image { url, caption, credit, raw_caption, alt, width, height, .. } = image;
    shape::Image { url, caption, credit, raw_caption, alt, width, height }
}

fn card(card: RelatedCard) -> shape::Card {
    let RelatedCard { url, title, description, publisher, author, thumbnail, .. } = card;
    shape::Card { url, title, description, publisher, author, thumbnail }
}

fn video(video: Video) -> shape::Video {
    let Video { url, poster, title, duration_seconds, .. } = video;
    shape::Video { url, poster, title, duration_seconds }
}

fn version(version: Version) -> shape::Version {
    let Version { number, noticed_at, headline, text } = version;
    shape::Version { number, noticed_at, headline, text }
}
