//! Pages that hold everything they show. They ask nobody for anything, and nothing in them runs.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::coming::Coming;
use super::elements::strict_address;
use super::markup::Markup;
use super::names::Names;
use super::page::{self, Shown, direction, language};
use super::{Exported, Target, Wording, pictures};
use crate::Result;
use crate::model::*;
use crate::save::Shelf;
use crate::store::media::Kept;

/// How pages look.
pub(super) const STYLE: &str = include_str!("article.css");
/// SHA-256 of that: the only style that may apply.
pub(super) const STYLE_HASH: &str = "gf6ym2njfhZ+f7zezyZCxqxilmBBO1K/2k01W18pyiE=";

/// Pages on their way: one file for one article, a folder with a list for several.
pub(super) struct Html {
    coming: Coming,
    shelf: Shelf,
    /// Where there are several: the names they have, and the list of them.
    folder: Option<(Names, Markup)>,
}

impl Html {
    /// Begins pages of so many articles at `to`.
    ///
    /// # Errors
    /// What [`Coming::begin`] gives.
    pub(super) fn begin(to: &Path, shelf: Shelf, articles: usize) -> Result<Self> {
        let mut coming = Coming::begin(to)?;
        let mut folder = None;
        if articles != 1 {
            coming.folder()?;
            let mut names = Names::default();
            names.give("index");
            let mut list = Markup::default();
            list.raw("<nav><h1>Broadsheet</h1><ul>");
            folder = Some((names, list));
        }
        Ok(Self { coming, shelf, folder })
    }

    /// Writes a page, with the bytes of its pictures in their places.
    fn page(&self, file: &mut File, head: &str, body: &Markup) -> Result<()> {
        let mut to = BufWriter::new(file);
        let fault = |error| self.coming.fault(error);
        to.write_all(head.as_bytes()).map_err(fault)?;
        let mut done = 0;
        for (at, hash) in &body.cuts {
            to.write_all(body.text.get(done..*at).unwrap_or_default().as_bytes()).map_err(fault)?;
            done = *at;
            // It was there a moment ago; what goes in between shows as nothing.
            let bytes = self.shelf.bytes(hash)?.unwrap_or_default();
            to.write_all(BASE64_STANDARD.encode(bytes).as_bytes()).map_err(fault)?;
        }
        to.write_all(body.text.get(done..).unwrap_or_default().as_bytes()).map_err(fault)?;
        to.write_all(b"</body></html>\n").and_then(|()| to.flush()).map_err(fault)
    }
}

impl Target for Html {
    fn add(&mut self, exported: &Exported, wording: &Wording, report: &mut ExportReport) -> Result<()> {
        let inside = |kept: &Kept, _| Ok(Shown::Inside { mime: kept.mime.clone(), hash: kept.hash.clone() });
        let pictures = pictures(exported, &self.shelf, report, inside)?;
        let article = &exported.article.summary;
        let body = page::write(&exported.article, &pictures, wording);
        let head = head(&article.headline, language(article), direction(article));
        let Some((names, list)) = &mut self.folder else {
            let mut file = self.coming.file()?;
            self.page(&mut file, &head, &body)?;
            return file.sync_all().map_err(|error| self.coming.fault(error));
        };
        let name = format!("{}.html", names.give(&article.headline));
        list.open("li", &[("lang", language(article))]);
        list.element("a", &[("href", Some(&href(&name)))], &article.headline);
        list.element("div", &[("class", Some("facts"))], &article.publication.title);
        list.close("li");
        self.coming.put(&name, |file| self.page(file, &head, &body))
    }

    fn finish(mut self: Box<Self>) -> Result<PathBuf> {
        if let Some((_, mut list)) = self.folder.take() {
            list.raw("</ul></nav>");
            let head = head("Broadsheet", Some("en"), "ltr");
            self.coming.put("index.html", |file| self.page(file, &head, &list))?;
        }
        self.coming.commit()
    }
}

/// A file's name as a link to it from beside it.
fn href(name: &str) -> String {
    let escaped = name.replace('%', "%25").replace('#', "%23").replace('?', "%3F");
    strict_address(&escaped)
}

fn head(title: &str, language: Option<&str>, direction: &str) -> String {
    let mut head = Markup::default();
    head.raw("<!DOCTYPE html>\n");
    head.open("html", &[("lang", language), ("dir", Some(direction))]);
    head.raw(&format!(
        "<head><meta charset=\"utf-8\"/><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         img-src data:; style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; form-action 'none'\"/>\
         <meta name=\"referrer\" content=\"no-referrer\"/>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\
         <meta name=\"color-scheme\" content=\"light dark\"/>"
    ));
    head.element("title", &[], title);
    head.raw(&format!("<style>{STYLE}</style></head><body>\n"));
    head.text
}
