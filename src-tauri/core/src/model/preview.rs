//! What was read but not stored, in the shape of what is stored: for the commands that only look.

use chrono::DateTime;
use serde_json::{Value, json};

use super::{
    Article, ArticleId, ArticleSummary, Author, Extent, Harvest, Image, MediaId, NewArticle, NewAuthor,
    NewImage, NewPublication, NewRelatedCard, NewTag, NewVideo, Picture, PublicationId, PublicationRef,
    RelatedCard, SourceKind, Tag, Video,
};
use crate::sanitize::PlainText;

impl Harvest {
    /// `{kind, publication, articles}` with the keys of [`Article`]; what only a library can say is `null`.
    #[must_use]
    pub fn to_preview(&self, kind: SourceKind) -> Value {
        let publication = &self.publication;
        let articles: Vec<Value> =
            self.articles.iter().map(|article| article.to_preview(publication)).collect();
        json!({
            "kind": kind,
            "publication": {
                "title": text(publication.title.as_ref()),
                "url": publication.url,
                "description": text(publication.description.as_ref()),
                "icon": publication.icon,
                "language": publication.language,
                "sections": publication.sections.iter()
                    .map(|(name, url)| json!({ "name": &**name, "url": url }))
                    .collect::<Vec<_>>(),
            },
            "articles": articles,
        })
    }
}

impl NewArticle {
    /// This article with the keys of [`Article`]; what only a library can say is `null`.
    #[must_use]
    pub fn to_preview(&self, publication: &NewPublication) -> Value {
        let mut value = serde_json::to_value(self.to_article(publication)).unwrap_or_default();
        for unknown in ["id", "firstSeenAt", "sortedAt", "cursor"] {
            value[unknown] = Value::Null;
        }
        value["publication"]["id"] = Value::Null;
        value
    }

    /// The article as a library would show it, with ids and times that mean nothing.
    fn to_article(&self, publication: &NewPublication) -> Article {
        let nowhen = self.published_at.unwrap_or(DateTime::UNIX_EPOCH);
        Article {
            summary: ArticleSummary {
                id: ArticleId(0),
                url: self.url.clone(),
                canonical_url: self.canonical_url.clone(),
                publication: publication.to_ref(),
                section: text(self.section.as_ref()),
                headline: self.headline.to_string(),
                summary: text(self.summary.as_ref()),
                authors: self.authors.iter().map(NewAuthor::to_author).collect(),
                published_at: self.published_at,
                updated_at: self.updated_at,
                first_seen_at: nowhen,
                edited_at: None,
                sorted_at: nowhen,
                reading_minutes: self.reading_minutes,
                lead_image: self.lead_image.as_ref().map(NewImage::to_image),
                tags: self.tags.iter().map(NewTag::to_tag).collect(),
                language: self.language.clone(),
                direction: self.direction,
                featured: self.featured,
                access: self.access,
                stub: self.extent <= Extent::Cut,
                kind: self.kind,
                comments_url: self.comments_url.clone(),
                comment_count: self.comment_count,
                attachments: self.attachments.clone(),
                video: self.videos.first().map(NewVideo::to_video),
                read: false,
                saved: false,
                save: None,
                labels: Vec::new(),
                noted: false,
                highlight_count: 0,
                begun: None,
                found: None,
                cursor: String::new(),
            },
            content_html: self.content.to_string(),
            content_text: self.content_text.to_string(),
            related: self.related.iter().map(NewRelatedCard::to_card).collect(),
            videos: self.videos.iter().map(NewVideo::to_video).collect(),
            held: Vec::new(),
            pictures: self
                .pictures
                .iter()
                .map(|url| Picture {
                    url: url.clone(),
                    media: MediaId::of(url),
                    width: None,
                    height: None,
                    colour: None,
                })
                .collect(),
            note: None,
            highlights: Vec::new(),
        }
    }
}

impl NewPublication {
    fn to_ref(&self) -> PublicationRef {
        PublicationRef {
            id: PublicationId(0),
            title: text(self.title.as_ref()).unwrap_or_default(),
            url: self.url.clone(),
            icon: self.icon.clone(),
            icon_media: media(self.icon.as_ref()),
        }
    }
}

impl NewAuthor {
    fn to_author(&self) -> Author {
        Author {
            id: None,
            name: self.name.to_string(),
            url: self.url.clone(),
            role: text(self.role.as_ref()),
            bio: text(self.bio.as_ref()),
            avatar: self.avatar.clone(),
            avatar_media: media(self.avatar.as_ref()),
            links: self.links.clone(),
        }
    }
}

impl NewTag {
    fn to_tag(&self) -> Tag {
        Tag {
            name: self.name.to_string(),
            slug: super::slug(&self.name),
            url: self.url.clone(),
            found_in_text: false,
        }
    }
}

impl NewImage {
    fn to_image(&self) -> Image {
        Image {
            url: self.url.clone(),
            media: MediaId::of(&self.url),
            caption: text(self.caption.as_ref()),
            credit: text(self.credit.as_ref()),
            raw_caption: text(self.raw_caption.as_ref()),
            alt: text(self.alt.as_ref()),
            width: self.width,
            height: self.height,
            colour: None,
        }
    }
}

impl NewRelatedCard {
    fn to_card(&self) -> RelatedCard {
        RelatedCard {
            url: self.url.clone(),
            title: self.title.to_string(),
            description: text(self.description.as_ref()),
            publisher: text(self.publisher.as_ref()),
            author: text(self.author.as_ref()),
            thumbnail: self.thumbnail.clone(),
            thumbnail_media: media(self.thumbnail.as_ref()),
            article: None,
        }
    }
}

impl NewVideo {
    fn to_video(&self) -> Video {
        Video {
            url: self.url.clone(),
            poster: self.poster.clone(),
            poster_media: media(self.poster.as_ref()),
            title: text(self.title.as_ref()),
            duration_seconds: self.duration_seconds,
        }
    }
}

fn text(text: Option<&PlainText>) -> Option<String> {
    text.map(|text| text.to_string())
}

fn media(address: Option<&String>) -> Option<MediaId> {
    address.map(|address| MediaId::of(address))
}
