//! Sitemaps (<https://www.sitemaps.org/protocol.html>) with what Google's extensions say of news, pictures and videos
//! (<https://www.google.com/schemas/sitemap-news/0.9>, `sitemap-image/1.1`, `sitemap-video/1.1`). Prefixes are not
//! trusted to be declared; an element's own name and the one around it tell what it is.

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::Event;
use url::Url;

use super::{
    RawArticle, RawHarvest, RawImage, RawPublication, RawTag, RawText, RawVideo, decode, parse_date, unpack,
};
use crate::model::{Access, SourceKind};
use crate::{Error, Result};

#[cfg(test)]
mod tests;

/// The most entries of an index that are looked at.
const CHILDREN: usize = 1000;
/// The most pages of a sitemap: those that the protocol allows.
const PAGES: usize = 50_000;
/// The deepest element that means anything lies at a third of this.
const DEEPEST: usize = 16;
/// The longest text of an element, in bytes.
const LONGEST: usize = 8192;

/// What a sitemap holds.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "one lives as long as one request")]
pub enum Sitemap {
    /// Pages, those with news among them told as such.
    Pages(RawHarvest),
    /// Other sitemaps, with when each last changed.
    Index(Vec<Child>),
}

/// A sitemap that an index names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Child {
    /// Its address.
    pub url: Url,
    /// When it last changed.
    pub changed_at: Option<chrono::DateTime<chrono::Utc>>,
}

/// Reads a sitemap, plain or compressed. `url` is where it came from.
///
/// # Errors
/// [`Error::NotAFeed`].
pub fn sitemap(bytes: &[u8], url: &Url, content_type: Option<&str>) -> Result<Sitemap> {
    let bytes = unpack(bytes);
    let text = decode(&bytes, content_type);
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut reading = Reading::new(url);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => reading.open(tag.local_name().as_ref()),
            Ok(Event::Empty(tag)) => {
                reading.open(tag.local_name().as_ref());
                reading.close();
            }
            Ok(Event::End(_)) => reading.close(),
            Ok(Event::Text(text)) => reading.text(&text),
            Ok(Event::CData(text)) => reading.text(&text),
            Ok(Event::GeneralRef(name)) => reading.reference(&name),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            // Behind such a fault nothing can be told apart; what stands before it counts.
            Err(_) => break,
        }
        if reading.is_full() {
            break;
        }
    }
    reading.into_sitemap()
}

/// One sitemap under way.
struct Reading<'a> {
    base: &'a Url,
    /// The open elements, outermost first, as far as they can mean anything.
    open: Vec<String>,
    /// Open elements below those.
    too_deep: usize,
    text: String,
    is_sitemap: bool,
    children: Vec<Child>,
    articles: Vec<RawArticle>,
    /// The name news entries give their publication.
    title: Option<String>,
    language: Option<String>,
    entry: Entry,
}

/// One `<url>` or `<sitemap>`.
#[derive(Default)]
struct Entry {
    url: Option<Url>,
    changed_at: Option<chrono::DateTime<chrono::Utc>>,
    article: RawArticle,
    image: Option<RawImage>,
    video: RawVideo,
}

impl<'a> Reading<'a> {
    fn new(base: &'a Url) -> Self {
        Self {
            base,
            open: Vec::new(),
            too_deep: 0,
            text: String::new(),
            is_sitemap: false,
            children: Vec::new(),
            articles: Vec::new(),
            title: None,
            language: None,
            entry: Entry::default(),
        }
    }

    fn is_full(&self) -> bool {
        self.articles.len() >= PAGES || self.children.len() >= CHILDREN
    }

    fn open(&mut self, name: &str) {
        if self.open.len() == DEEPEST {
            self.too_deep += 1;
            return;
        }
        let name = name.to_ascii_lowercase();
        self.is_sitemap |= self.open.is_empty() && matches!(name.as_str(), "urlset" | "sitemapindex");
        if matches!(name.as_str(), "url" | "sitemap") {
            self.entry = Entry::default();
        }
        self.open.push(name);
        self.text.clear();
    }

    fn text(&mut self, text: &str) {
        if self.text.len() + text.len() <= LONGEST {
            self.text.push_str(text);
        }
    }

    fn reference(&mut self, name: &str) {
        let number = name.strip_prefix('#').map(|number| match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok(),
            None => number.parse().ok(),
        });
        match number {
            Some(number) => self.text.extend(number.and_then(char::from_u32)),
            None => {
                let known = resolve_xml_entity(name).map_or_else(|| format!("&{name};"), str::to_owned);
                self.text(&known);
            }
        }
    }

    fn close(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(name) = self.open.pop() else { return };
        let text = std::mem::take(&mut self.text).trim().to_owned();
        let around = self.open.last().cloned().unwrap_or_default();
        if name == "url" || name == "sitemap" {
            self.keep(&name);
        } else if !text.is_empty() {
            self.field(&around, &name, text);
        } else if name == "video" && !self.entry.video.url.is_empty() {
            self.entry.article.videos.push(std::mem::take(&mut self.entry.video));
        }
    }

    /// A field's text, by its own name and that of the element around it.
    fn field(&mut self, around: &str, name: &str, text: String) {
        let entry = &mut self.entry;
        let article = &mut entry.article;
        match (around, name) {
            ("url" | "sitemap", "loc") => entry.url = self.base.join(&text).ok(),
            ("url" | "sitemap", "lastmod") => entry.changed_at = parse_date(&text),
            ("news", "title") => article.headline = Some(RawText::Plain(text)),
            ("news", "publication_date") => article.published_at = parse_date(&text),
            ("news", "keywords") => article.tags = list(&text),
            ("news", "genres") => article.section = list(&text).into_iter().next().map(|tag| tag.name),
            // Google's older word for what costs something or wants an account.
            ("news", "access") if text.eq_ignore_ascii_case("subscription") => article.access = Access::Paid,
            ("news", "access") if text.eq_ignore_ascii_case("registration") => {
                article.access = Access::Members
            }
            ("publication", "name") => self.title = self.title.take().or(Some(text)),
            ("publication", "language") => {
                article.language = Some(text.clone());
                self.language = self.language.take().or(Some(text));
            }
            ("image", "loc") if entry.image.is_none() => {
                entry.image = Some(RawImage { url: text, ..RawImage::default() });
            }
            ("image", "caption") => {
                if let Some(image) = &mut entry.image {
                    image.caption = image.caption.take().or(Some(RawText::Plain(text)));
                }
            }
            ("video", "player_loc" | "content_loc") if entry.video.url.is_empty() => entry.video.url = text,
            ("video", "thumbnail_loc") => entry.video.poster = Some(text),
            ("video", "title") => entry.video.title = Some(RawText::Plain(text)),
            ("video", "duration") => entry.video.duration_seconds = text.parse().ok(),
            _ => {}
        }
    }

    fn keep(&mut self, name: &str) {
        let Entry { url, changed_at, mut article, image, .. } = std::mem::take(&mut self.entry);
        let Some(url) = url.filter(|url| matches!(url.scheme(), "http" | "https")) else { return };
        if name == "sitemap" {
            self.children.push(Child { url, changed_at });
            return;
        }
        article.url = Some(url.into());
        article.updated_at = changed_at;
        article.lead_image = image;
        self.articles.push(article);
    }

    fn into_sitemap(self) -> Result<Sitemap> {
        if !self.is_sitemap {
            return Err(Error::NotAFeed);
        }
        if self.articles.is_empty() && !self.children.is_empty() {
            return Ok(Sitemap::Index(self.children));
        }
        let publication = RawPublication {
            title: self.title.map(RawText::Plain),
            url: self.base.join("/").ok().map(String::from),
            language: self.language,
            ..RawPublication::default()
        };
        Ok(Sitemap::Pages(RawHarvest {
            kind: SourceKind::Sitemap,
            base: self.base.clone(),
            publication,
            articles: self.articles,
            next_page: None,
        }))
    }
}

/// A list with commas between its items.
fn list(text: &str) -> Vec<RawTag> {
    let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
    items.map(|item| RawTag { name: RawText::Plain(item.to_owned()), url: None }).collect()
}
