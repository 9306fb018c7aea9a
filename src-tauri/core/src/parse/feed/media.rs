//! Media RSS (<https://www.rssboard.org/media-rss>), and what comes with an entry in other ways. Of
//! `media:community` (stars, views, favourites) nothing is kept: Broadsheet ranks nothing.

use std::borrow::Cow;

use super::best::MANY;
use super::element::Element;
use super::space::Space;
use super::xml::Xml;
use super::{itunes, person, text};
use crate::model::{ArticleKind, Attachment};
use crate::parse::{RawArticle, RawAuthor, RawImage, RawTag, RawText, RawVideo};

/// The width up to which a picture is an avatar, a symbol or a counter, in pixels.
const TINY: u32 = 48;

/// What Media RSS says in one place: an entry, a `media:group`, or a `media:content`.
#[derive(Debug, Default)]
pub(super) struct Media {
    /// `media:title`.
    title: Option<RawText>,
    /// `media:description`: what the picture shows.
    description: Option<RawText>,
    /// `media:credit`: whom, and as what (`role`).
    credits: Vec<(String, Option<String>)>,
    /// `media:thumbnail`, the largest.
    thumbnail: Option<RawImage>,
    /// `media:player`: a page that plays it.
    player: Option<String>,
    /// `media:category`, `media:keywords`.
    tags: Vec<RawTag>,
    /// `media:content`.
    contents: Vec<File>,
    /// `media:group`, and each `media:content` that says more of itself.
    groups: Vec<Media>,
}

/// `media:content`.
#[derive(Debug)]
struct File {
    url: String,
    media_type: Option<String>,
    medium: Option<String>,
    bytes: Option<u64>,
    seconds: Option<u32>,
    width: Option<u32>,
    height: Option<u32>,
}

impl Media {
    /// Reads one of Media RSS's elements.
    pub(super) fn read<'a>(&mut self, xml: &mut Xml<'a>, element: &Element<'a>) {
        match element.name() {
            "group" | "content" if self.groups.len() < MANY => {
                let mut group = Media::default();
                group.contents.extend(File::of(xml, element));
                while let Some(child) = xml.child(element) {
                    if matches!(child.space, Space::Media | Space::Core) {
                        group.read_inner(xml, &child);
                    }
                }
                self.groups.push(group);
            }
            _ => self.read_line(xml, element),
        }
    }

    /// Reads what stands in a group or a content; deeper groups do not exist.
    fn read_inner<'a>(&mut self, xml: &mut Xml<'a>, element: &Element<'a>) {
        if element.name() != "content" {
            return self.read_line(xml, element);
        }
        if self.contents.len() < MANY {
            self.contents.extend(File::of(xml, element));
        }
        while let Some(child) = xml.child(element) {
            if child.space == Space::Media {
                self.read_line(xml, &child);
            }
        }
    }

    fn read_line<'a>(&mut self, xml: &mut Xml<'a>, element: &Element<'a>) {
        match element.name() {
            "title" => keep_first(&mut self.title, || text::line(xml.inside(element))),
            "description" | "text" => keep_first(&mut self.description, || text::line(xml.inside(element))),
            "credit" if self.credits.len() < MANY => {
                let role = element.keyword("role").map(Cow::into_owned);
                self.credits.extend(xml.line(element).map(|name| (name.into_owned(), role)));
            }
            "thumbnail" => {
                let url = element.attribute("url").or_else(|| xml.line(element)).map(|url| xml.address(url));
                let image = url.map(|url| RawImage {
                    url,
                    width: size(element, "width"),
                    height: size(element, "height"),
                    ..RawImage::default()
                });
                let wider =
                    |image: &RawImage, than: &RawImage| image.width.unwrap_or(0) > than.width.unwrap_or(0);
                if let Some(image) = image
                    && self.thumbnail.as_ref().is_none_or(|kept| wider(&image, kept))
                {
                    self.thumbnail = Some(image);
                }
            }
            "player" => keep_first(&mut self.player, || element.attribute("url").map(|url| xml.address(url))),
            "category" => {
                // The label is for people, the text for machines.
                let label = element.attribute("label").filter(|label| !label.trim().is_empty());
                let term = xml.line(element);
                self.tag(label.or(term));
            }
            "keywords" => {
                for name in xml.line(element).unwrap_or_default().split(',') {
                    self.tag(Some(name.trim()).filter(|name| !name.is_empty()));
                }
            }
            _ => {}
        }
    }

    fn tag(&mut self, name: Option<impl Into<String>>) {
        if self.tags.len() < MANY {
            self.tags.extend(name.map(|name| RawTag { name: text::loose(name), url: None }));
        }
    }

    /// Gives all of it to the article it came with. What an entry says of its media, it says of each.
    pub(super) fn give(mut self, article: &mut RawArticle) {
        let groups = std::mem::take(&mut self.groups);
        let writers = self.credits.iter().chain(groups.iter().flat_map(|group| &group.credits));
        if article.authors.is_empty() {
            let writers = writers.filter(|(_, role)| is_writer(role.as_deref())).take(MANY);
            article
                .authors
                .extend(writers.map(|(name, _)| -> RawAuthor { person::person(name.clone(), None) }));
        }
        let of_all = groups.len() == 1;
        for group in groups {
            group.give_files(&self, of_all, article);
        }
        article.tags.append(&mut self.tags);
        if article.headline.is_none() {
            article.headline.clone_from(&self.title);
        }
        offer_lead(self.thumbnail.take(), article);
        if article.summary.is_none() && article.content.is_none() {
            article.summary = self.description.take();
        }
    }

    /// Gives one group's files; `entry` is what the entry says besides, `of_all` whether it can mean only these.
    fn give_files(mut self, entry: &Media, of_all: bool, article: &mut RawArticle) {
        let shared = |value: &Option<RawText>| value.clone().filter(|_| of_all);
        let title = self.title.take().or_else(|| shared(&entry.title));
        let description = self.description.take().or_else(|| shared(&entry.description));
        let credits = if self.credits.is_empty() && of_all { &entry.credits } else { &self.credits };
        let credit = maker(credits);
        let thumbnail = self.thumbnail.take().or_else(|| entry.thumbnail.clone().filter(|_| of_all));
        if article.headline.is_none() {
            article.headline.clone_from(&title);
        }
        let is_picture = self.contents.iter().any(File::is_picture);
        let widest =
            self.contents.iter().filter(|file| file.is_picture()).max_by_key(|file| file.width.unwrap_or(0));
        let lead = widest.map(|file| RawImage {
            url: file.url.clone(),
            caption: description.clone(),
            credit: credit.map(RawText::Plain),
            alt: title.as_ref().map(|(RawText::Plain(text) | RawText::Html(text))| text.clone()),
            width: file.width,
            height: file.height,
        });
        match lead {
            Some(more) if article.lead_image.is_some() => article.pictures.push(more),
            lead => offer_lead(lead.or_else(|| thumbnail.clone()), article),
        }
        if !is_picture && article.summary.is_none() && article.content.is_none() {
            article.summary = description;
        }
        article.tags.append(&mut self.tags);
        let player = self.player.take().or_else(|| entry.player.clone());
        for file in self.contents.into_iter().filter(|file| !file.is_picture()) {
            file.give(title.as_ref(), thumbnail.as_ref(), player.as_deref(), article);
        }
    }
}

impl File {
    fn of(xml: &Xml<'_>, element: &Element<'_>) -> Option<Self> {
        let url = element.attribute("url")?;
        Some(Self {
            url: xml.address(url),
            media_type: element.keyword("type").map(Cow::into_owned),
            medium: element.keyword("medium").map(Cow::into_owned),
            bytes: element.number("filesize").filter(|bytes| *bytes > 0),
            seconds: element.attribute("duration").and_then(|duration| itunes::seconds(&duration)),
            width: size(element, "width"),
            height: size(element, "height"),
        })
    }

    /// Whether it is a picture: by what it says it is, else by its name.
    fn is_picture(&self) -> bool {
        match (self.medium.as_deref(), self.media_type.as_deref()) {
            (Some("image"), _) => true,
            (Some("video" | "audio" | "document" | "executable"), _) => false,
            (_, Some(kind)) => kind.starts_with("image"),
            _ => is_named(&self.url, PICTURES),
        }
    }

    fn is(&self, what: &str) -> bool {
        self.medium.as_deref() == Some(what)
            || self.media_type.as_deref().is_some_and(|kind| kind.starts_with(what))
    }

    fn give(
        self,
        title: Option<&RawText>,
        poster: Option<&RawImage>,
        player: Option<&str>,
        article: &mut RawArticle,
    ) {
        let is_flash = self.media_type.as_deref().is_some_and(|kind| kind.contains("shockwave"));
        if is_flash || self.is("video") {
            // A Flash player's address plays nowhere any more; the entry's own page does.
            let page = player.map(str::to_owned).or_else(|| article.url.clone()).filter(|_| is_flash);
            article.videos.push(RawVideo {
                url: page.unwrap_or_else(|| self.url.clone()),
                poster: poster.map(|image| image.url.clone()),
                title: title.cloned(),
                duration_seconds: self.seconds,
            });
            article.kind = ArticleKind::Video;
        }
        if !is_flash {
            let File { url, media_type, bytes, seconds, .. } = self;
            attach(Attachment { url, media_type, bytes, duration_seconds: seconds }, article);
        }
    }
}

fn keep_first<T>(kept: &mut Option<T>, next: impl FnOnce() -> Option<T>) {
    if kept.is_none() {
        *kept = next();
    }
}

fn size(element: &Element<'_>, name: &str) -> Option<u32> {
    element.number(name).and_then(|pixels| u32::try_from(pixels).ok())
}

const PICTURES: &[&str] = &[".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"];
const RECORDINGS: &[&str] = &[".mp3", ".m4a", ".ogg", ".opus", ".aac", ".flac", ".wav"];
const VIDEOS: &[&str] = &[".mp4", ".m4v", ".mov", ".webm"];

/// Whether an address's path ends so.
fn is_named(url: &str, endings: &[&str]) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    endings.iter().any(|ending| path.ends_with(ending))
}

fn is_writer(role: Option<&str>) -> bool {
    matches!(role, Some("author" | "writer" | "journalist" | "reporter"))
}

/// Who made a picture: a photographer or illustrator before anyone else, and nobody who wrote the text.
fn maker(credits: &[(String, Option<String>)]) -> Option<String> {
    let is_maker =
        |role: &str| ["photo", "illustrat", "artist", "image"].iter().any(|maker| role.contains(maker));
    let made = credits.iter().find(|(_, role)| role.as_deref().is_some_and(is_maker));
    let any = || credits.iter().find(|(_, role)| !is_writer(role.as_deref()));
    made.or_else(any).map(|(name, _)| name.clone())
}

/// Takes `image` as the lead picture unless there is one, or it says that it is no larger than an avatar or a pixel.
pub(super) fn offer_lead(image: Option<RawImage>, article: &mut RawArticle) {
    if article.lead_image.is_none() {
        let is_tiny = |image: &RawImage| image.width.is_some_and(|width| width <= TINY);
        article.lead_image = image.filter(|image| !image.url.trim().is_empty() && !is_tiny(image));
    }
}

/// Gives the enclosures to the article; `seconds` is how long they play.
pub(super) fn attach_all(enclosures: Vec<Attachment>, seconds: Option<u32>, article: &mut RawArticle) {
    for enclosure in enclosures {
        let duration_seconds = enclosure.duration_seconds.or(seconds);
        attach(Attachment { duration_seconds, ..enclosure }, article);
    }
}

fn attach(file: Attachment, article: &mut RawArticle) {
    let kind = file.media_type.as_deref().unwrap_or_default();
    // Nothing, and the type of everything, say as little: then the name does.
    let is = |what: &str, endings: &[&str]| {
        kind.starts_with(what)
            || (matches!(kind, "" | "application/octet-stream") && is_named(&file.url, endings))
    };
    if is("image", PICTURES) {
        return offer_lead(Some(RawImage { url: file.url, ..RawImage::default() }), article);
    }
    if is("audio", RECORDINGS) {
        article.kind = ArticleKind::Audio;
    } else if is("video", VIDEOS) && article.videos.iter().all(|video| video.url != file.url) {
        article.kind = ArticleKind::Video;
        let duration_seconds = file.duration_seconds;
        article.videos.push(RawVideo { url: file.url.clone(), duration_seconds, ..RawVideo::default() });
    }
    match article.attachments.iter_mut().find(|known| known.url == file.url) {
        Some(known) => {
            known.media_type = known.media_type.take().or(file.media_type);
            known.bytes = known.bytes.or(file.bytes);
            known.duration_seconds = known.duration_seconds.or(file.duration_seconds);
        }
        None => article.attachments.push(file),
    }
}
