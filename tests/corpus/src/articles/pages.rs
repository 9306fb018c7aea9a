//! Article pages with what is known of them.

use std::io::Read;

use broadsheet_core::model::NewArticle;
use broadsheet_core::{extract, sanitize};
use flate2::read::GzDecoder;
use serde::Deserialize;
use url::Url;

use crate::corpus::Corpus;

/// A line of a set's `index.json`.
#[derive(Debug, Deserialize)]
pub struct Case<T> {
    /// Names it in notes.
    pub id: String,
    /// The page.
    pub file: String,
    /// Where it stood; some sets do not say.
    pub url: Option<String>,
    /// What is known of it.
    pub expected: T,
    /// The body as Readability sees it.
    pub expected_html: Option<String>,
}

impl<T> Case<T> {
    /// The page's bytes.
    pub fn bytes(&self, corpus: &Corpus, folder: &str) -> Vec<u8> {
        let bytes = corpus.read(&format!("{folder}/{}", self.file)).unwrap_or_default();
        if !self.file.ends_with(".gz") {
            return bytes;
        }
        let mut page = Vec::new();
        // A page cut in the middle is still a page.
        let _ = GzDecoder::new(&*bytes).read_to_end(&mut page);
        page
    }

    /// The page as the core reads it.
    pub fn article(&self, corpus: &Corpus, folder: &str) -> Option<NewArticle> {
        let url = self.url.as_deref().unwrap_or("https://site.example/");
        read(&self.bytes(corpus, folder), &Url::parse(url).ok()?)
    }
}

/// A page as the core reads it.
pub fn read(page: &[u8], url: &Url) -> Option<NewArticle> {
    sanitize::article(extract::article(page, url, None), url)
}

/// The cases of a set; none where it is absent.
pub fn cases<T: for<'de> Deserialize<'de>>(corpus: &Corpus, folder: &str) -> Vec<Case<T>> {
    corpus.json(&format!("{folder}/index.json")).unwrap_or_default()
}
