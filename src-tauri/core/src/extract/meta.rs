//! What a page says in its `<meta>`: Open Graph, Twitter's cards, Dublin Core, Parse.ly, Sailthru and the like.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use dom_query::Document;
use serde_json::Value;

use crate::parse::parse_date;

/// All `<meta>` of a page: name (or property) in lower case, its parts joined by `:`, and content.
pub(super) struct Meta(Vec<(String, String)>);

/// How many are read.
const MANY: usize = 1_000;
/// How many names one may have.
const MANY_NAMES: usize = 8;

/// The headlines, the most trusted first.
pub(super) const HEADLINES: &[&str] = &[
    "dc:title",
    "dcterms:title",
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru:title",
    "title",
    "citation_title",
];
/// The descriptions.
pub(super) const DESCRIPTIONS: &[&str] = &[
    "dc:description",
    "dcterms:description",
    "og:description",
    "description",
    "twitter:description",
    "sailthru:description",
];
/// The pictures.
pub(super) const PICTURES: &[&str] = &[
    "og:image:secure_url",
    "og:image",
    "og:image:url",
    "twitter:image",
    "twitter:image:src",
    "image",
    "thumbnail",
    "sailthru:image:full",
    "parsely-image-url",
];
/// The names of the site.
pub(super) const SITES: &[&str] = &[
    "og:site_name",
    "application-name",
    "dc:publisher",
    "apple-mobile-web-app-title",
    "publisher",
    "citation_publisher",
    "copyright",
];
/// Who wrote it.
pub(super) const AUTHORS: &[&str] = &[
    "dc:creator",
    "dcterms:creator",
    "author",
    "parsely-author",
    "sailthru:author",
    "byl",
    "citation_author",
    "vr:author",
    "mediator_author",
    "authors",
    "bt:author",
    "cxenseparse:author",
    "content_author",
    "rbauthors",
    "twitter:creator_name",
    "og:author",
    "news_authors",
    "articleauthor",
    "article_author",
    "article-author",
    "author-name",
    "byline",
];
/// Who put it there, who is often its author.
pub(super) const POSTERS: &[&str] = &[
    "article:author",
    "og:article:author",
    "article:author_name",
    "shareaholic:article_author_name",
    "author_name",
    "creator",
    "dc:contributor",
];
/// Where librarians' habits put the family's name first: "Doe, Jane".
pub(super) const FAMILY_FIRST: &[&str] =
    &["dc:creator", "dcterms:creator", "dc:contributor", "citation_author"];
/// When it appeared.
pub(super) const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru:date",
    "dc:date:issued",
    "dcterms:issued",
    "dcterms:created",
    "dc:date:created",
    "dc:date",
    "dcterms:date",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_time",
    "published-date",
    "article:published",
    "article_date_original",
    "original-publish-date",
    "originalpublicationdate",
    "displaydate",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "citation_date",
    "shareaholic:article_published_time",
    "bt:pubdate",
    "dcsext:articlefirstpublished",
    "rnews:datepublished",
    "ptime",
    "pdate",
    "weibo:article:create_at",
    "eprints:datestamp",
    "release_date",
    "date.release",
    "creation_date",
    "article:post_date",
    "dc:created",
];
/// When it last changed.
pub(super) const UPDATED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms:modified",
    "dc:date:modified",
    "last-modified",
    "lastmod",
    "revised",
];
/// Its department.
pub(super) const SECTIONS: &[&str] = &[
    "article:section",
    "parsely-section",
    "og:article:section",
    "section",
    "sailthru:section",
    "cxenseparse:section",
];

impl Meta {
    pub(super) fn of(document: &Document) -> Self {
        let mut all = Vec::new();
        let found = document.select("meta[content]");
        let mut properties = HashSet::new();
        // What stands as a property is meant; the same as a name is an older habit beside it.
        for key in ["property", "name", "itemprop"] {
            for node in found.nodes().iter().take(MANY) {
                let Some(names) = node.attr(key) else { continue };
                let content = node.attr("content").unwrap_or_default().trim().to_owned();
                if content.is_empty() || content.len() > 10_000 {
                    continue;
                }
                // Some name a property several times over.
                for name in names.split_ascii_whitespace().take(MANY_NAMES) {
                    let name = name.to_ascii_lowercase().replace('.', ":");
                    if key == "property" {
                        properties.insert(name.clone());
                    } else if properties.contains(&name) {
                        continue;
                    }
                    all.push((name, content.clone()));
                }
            }
        }
        let meta = Self(all);
        let meta = meta.with_cards();
        let page = meta.first(&["parsely-page"]).and_then(|page| serde_json::from_str::<Value>(&page).ok());
        meta.with_page(page.as_ref())
    }

    /// Twitter's cards: a label, and what it labels.
    fn with_cards(mut self) -> Self {
        const WRITTEN: &[&str] = &[
            "written by",
            "verfasst von",
            "écrit par",
            "escrito por",
            "scritto da",
            "geschreven door",
            "skrevet av",
            "skrevet af",
            "skriven av",
            "autor",
            "napsal(a)",
            "yazan",
            "автор",
        ];
        for number in ["1", "2"] {
            let label = self.first(&[&format!("twitter:label{number}")]).unwrap_or_default().to_lowercase();
            if WRITTEN.contains(&label.trim())
                && let Some(name) = self.first(&[&format!("twitter:data{number}")])
            {
                self.0.push(("author_name".to_owned(), name));
            }
        }
        self
    }

    /// Parse.ly's older form: an object in one `<meta>`.
    fn with_page(mut self, page: Option<&Value>) -> Self {
        for (key, name) in [
            ("author", "parsely-author"),
            ("pub_date", "parsely-pub-date"),
            ("title", "parsely-title"),
            ("section", "parsely-section"),
            ("authors", "parsely-author"),
        ] {
            match page.and_then(|page| page.get(key)) {
                Some(Value::String(text)) if !text.is_empty() => self.0.push((name.to_owned(), text.clone())),
                Some(Value::Array(texts)) => {
                    self.0.extend(
                        texts.iter().filter_map(Value::as_str).map(|text| (name.to_owned(), text.to_owned())),
                    );
                }
                _ => {}
            }
        }
        self
    }

    /// Every content under a name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, content)| content.as_str())
    }

    /// Every content under any of these names, in the names' order.
    pub(super) fn every<'a>(&'a self, names: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
        names.iter().flat_map(|name| self.all(name))
    }

    /// The first content under the first of these names that has any.
    pub(super) fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.all(name).next()).map(str::to_owned)
    }

    /// The first date under the first of these names that has one.
    pub(super) fn date(&self, names: &[&str]) -> Option<DateTime<Utc>> {
        names.iter().flat_map(|name| self.all(name)).find_map(parse_date)
    }
}
