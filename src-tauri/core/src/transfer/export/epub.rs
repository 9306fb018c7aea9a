//! A book: EPUB 3.2 (<https://www.w3.org/publishing/epub32/>), a chapter for each article.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, SecondsFormat, Utc};

use super::html::STYLE;
use super::markup::Markup;
use super::pack::Pack;
use super::page::{self, Shown, direction, language};
use super::{Exported, Target, Wording, ending, is_tame, pictures};
use crate::Result;
use crate::model::*;
use crate::save::{Shelf, redrawn};
use crate::store::media::Kept;

/// What is shown for a picture of a kind that a reader of books does not know: one white pixel.
const NO_PICTURE: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";
const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
    <container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles>\
    <rootfile full-path=\"book/book.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>\n";

/// A book on its way.
pub(super) struct Epub {
    pack: Pack,
    shelf: Shelf,
    now: DateTime<Utc>,
    chapters: Vec<Chapter>,
    /// The files of pictures by hash: their names and media types.
    pictures: HashMap<String, (String, String)>,
    /// The same in the order they came.
    packed: Vec<String>,
    /// The picture at the head of the first article.
    cover: Option<String>,
}

struct Chapter {
    headline: String,
    authors: Vec<String>,
    language: Option<String>,
    direction: &'static str,
    url: Option<String>,
    published_at: Option<DateTime<Utc>>,
}

impl Epub {
    /// Begins a book at `to`.
    ///
    /// # Errors
    /// What [`Pack::begin`] gives.
    pub(super) fn begin(to: &Path, shelf: Shelf, now: DateTime<Utc>) -> Result<Self> {
        let mut pack = Pack::begin(to)?;
        // The first file tells what the archive is, and must not be compressed.
        pack.bytes("mimetype", b"application/epub+zip")?;
        pack.text("META-INF/container.xml", CONTAINER.as_bytes())?;
        pack.text("book/style.css", STYLE.as_bytes())?;
        Ok(Self {
            pack,
            shelf,
            now,
            chapters: Vec::new(),
            pictures: HashMap::new(),
            packed: Vec::new(),
            cover: None,
        })
    }
}

impl Target for Epub {
    fn add(&mut self, exported: &Exported, wording: &Wording, report: &mut ExportReport) -> Result<()> {
        let Self { pack, shelf, pictures: known, packed, .. } = self;
        let shown = pictures(exported, shelf, report, |kept, bytes| {
            if let Some((name, _)) = known.get(&kept.hash) {
                return Ok(Shown::At(name.clone()));
            }
            let Some((mime, bytes)) = for_books(kept, bytes) else {
                return Ok(Shown::Missing("not_tame".to_owned()));
            };
            let name = format!("pictures/{}.{}", kept.hash, ending(&mime));
            pack.bytes(&format!("book/{name}"), &bytes)?;
            known.insert(kept.hash.clone(), (name.clone(), mime));
            packed.push(kept.hash.clone());
            Ok(Shown::At(name))
        })?;
        let article = &exported.article.summary;
        if self.chapters.is_empty()
            && let Some(Shown::At(name)) = article.lead_image.as_ref().and_then(|image| shown.get(&image.url))
        {
            self.cover = Some(name.clone());
        }
        let mut chapter = head(&article.headline, language(article), direction(article));
        chapter.raw(&page::write(&exported.article, &shown, wording).text);
        chapter.raw("</body></html>\n");
        self.chapters.push(Chapter {
            headline: article.headline.clone(),
            authors: article.authors.iter().map(|author| author.name.clone()).collect(),
            language: language(article).map(str::to_owned),
            direction: direction(article),
            url: article.url.clone(),
            published_at: article.published_at,
        });
        self.pack.text(&format!("book/{}", chapter_name(self.chapters.len())), chapter.text.as_bytes())
    }

    fn finish(mut self: Box<Self>) -> Result<PathBuf> {
        let contents = self.contents();
        self.pack.text("book/contents.xhtml", contents.as_bytes())?;
        if self.packed.iter().any(|hash| self.pictures.get(hash).is_some_and(|(_, mime)| !is_for_books(mime)))
        {
            self.pack.bytes("book/pictures/none.gif", NO_PICTURE)?;
        }
        let package = self.package();
        self.pack.text("book/book.opf", package.as_bytes())?;
        self.pack.finish()
    }
}

impl Epub {
    fn title(&self) -> String {
        match self.chapters.as_slice() {
            [only] => only.headline.clone(),
            _ => format!("Broadsheet, {}", self.now.format("%Y-%m-%d")),
        }
    }

    fn language(&self) -> &str {
        self.chapters.iter().find_map(|chapter| chapter.language.as_deref()).unwrap_or("und")
    }

    fn contents(&self) -> String {
        let mut to = head(&self.title(), Some(self.language()), self.direction());
        to.raw("<nav epub:type=\"toc\"><h1>");
        to.words(&self.title());
        to.raw("</h1><ol>");
        for (at, chapter) in self.chapters.iter().enumerate() {
            to.raw("<li>");
            let language = chapter.language.as_deref();
            let direction = Some(chapter.direction);
            let attributes = [
                ("href", Some(chapter_name(at + 1))),
                ("lang", language.map(str::to_owned)),
                ("xml:lang", language.map(str::to_owned)),
                ("dir", direction.map(str::to_owned)),
            ];
            let attributes: Vec<_> =
                attributes.iter().map(|(name, value)| (*name, value.as_deref())).collect();
            to.element("a", &attributes, &chapter.headline);
            to.raw("</li>");
        }
        to.raw("</ol></nav></body></html>\n");
        to.text
    }

    /// Right to left where every article is.
    fn direction(&self) -> &'static str {
        let all = !self.chapters.is_empty() && self.chapters.iter().all(|chapter| chapter.direction == "rtl");
        if all { "rtl" } else { "ltr" }
    }

    fn package(&self) -> String {
        let mut to = Markup::default();
        to.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        to.open(
            "package",
            &[
                ("xmlns", Some("http://www.idpf.org/2007/opf")),
                ("version", Some("3.0")),
                ("unique-identifier", Some("id")),
            ],
        );
        self.metadata(&mut to);
        self.manifest(&mut to);
        to.open("spine", &[("page-progression-direction", Some(self.direction()))]);
        for at in 1..=self.chapters.len() {
            to.raw(&format!("<itemref idref=\"article-{at}\"/>"));
        }
        if self.chapters.is_empty() {
            to.raw("<itemref idref=\"contents\"/>");
        }
        to.raw("</spine></package>\n");
        to.text
    }

    fn metadata(&self, to: &mut Markup) {
        to.raw("<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">");
        let mut hash = blake3::Hasher::new();
        for chapter in &self.chapters {
            hash.update(chapter.url.as_deref().unwrap_or(&chapter.headline).as_bytes()).update(b"\n");
        }
        let id = format!("broadsheet:{}", &hash.finalize().to_hex()[..32]);
        to.element("dc:identifier", &[("id", Some("id"))], &id);
        to.element("dc:title", &[], &self.title());
        to.element("dc:language", &[], self.language());
        if let [only] = self.chapters.as_slice() {
            only.authors.iter().for_each(|author| to.element("dc:creator", &[], author));
            only.url.iter().for_each(|url| to.element("dc:source", &[], url));
            only.published_at.iter().for_each(|at| to.element("dc:date", &[], &zulu(*at)));
        }
        to.element("meta", &[("property", Some("dcterms:modified"))], &zulu(self.now));
        to.close("metadata");
    }

    fn manifest(&self, to: &mut Markup) {
        to.raw("<manifest>");
        let mut item = |id: &str, name: &str, mime: &str, more: &[(&str, Option<&str>)]| {
            let own = [("id", Some(id)), ("href", Some(name)), ("media-type", Some(mime))];
            to.element("item", &[&own[..], more].concat(), "");
        };
        item("contents", "contents.xhtml", XHTML, &[("properties", Some("nav"))]);
        item("style", "style.css", "text/css", &[]);
        for at in 1..=self.chapters.len() {
            item(&format!("article-{at}"), &chapter_name(at), XHTML, &[]);
        }
        let mut foreign = false;
        for (at, (name, mime)) in self.packed.iter().filter_map(|hash| self.pictures.get(hash)).enumerate() {
            let fallback = (!is_for_books(mime)).then_some("no-picture");
            foreign |= fallback.is_some();
            let cover = (self.cover.as_ref() == Some(name) && fallback.is_none()).then_some("cover-image");
            item(&format!("picture-{at}"), name, mime, &[("fallback", fallback), ("properties", cover)]);
        }
        if foreign {
            item("no-picture", "pictures/none.gif", "image/gif", &[]);
        }
        to.close("manifest");
    }
}

const XHTML: &str = "application/xhtml+xml";

/// A picture as readers of books take it: web pictures that not all of them know are drawn again where that loses
/// nothing to look at. `None` for a drawing that does more than be looked at.
fn for_books(kept: &Kept, bytes: Vec<u8>) -> Option<(String, Vec<u8>)> {
    if !is_tame(&kept.mime, &bytes) {
        return None;
    }
    if kept.mime == "image/webp"
        && let Some((mime, bytes)) = redrawn(kept, &bytes)
    {
        return Some((mime.to_owned(), bytes));
    }
    Some((kept.mime.clone(), bytes))
}

/// Whether every reader of books can show pictures of this type.
fn is_for_books(mime: &str) -> bool {
    matches!(mime, "image/gif" | "image/jpeg" | "image/png" | "image/svg+xml")
}

fn chapter_name(number: usize) -> String {
    format!("article-{number}.xhtml")
}

fn zulu(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn head(title: &str, language: Option<&str>, direction: &str) -> Markup {
    let mut to = Markup::default();
    to.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n");
    to.open(
        "html",
        &[
            ("xmlns", Some("http://www.w3.org/1999/xhtml")),
            ("xmlns:epub", Some("http://www.idpf.org/2007/ops")),
            ("lang", language),
            ("xml:lang", language),
            ("dir", Some(direction)),
        ],
    );
    to.raw("<head><meta charset=\"utf-8\"/>");
    to.element("title", &[], title);
    to.raw("<link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/></head><body>\n");
    to
}
