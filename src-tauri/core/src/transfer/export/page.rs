//! An article as a page: everything the app shows of it, in the order it does.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::elements::{is_language, strict_address};
use super::markup::{Beside, Markup};
use super::mine;
use super::wording::Wording;
use crate::model::*;

/// How a picture is shown in what is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shown {
    /// By its bytes, which are put in later.
    Inside {
        /// Their media type.
        mime: String,
        /// Their hash.
        hash: String,
    },
    /// By the name of a file beside.
    At(String),
    /// Not at all, and why.
    Missing(String),
}

/// The pictures of one article, by address.
pub(super) type Pictures = HashMap<String, Shown>;

/// Writes an article.
pub(super) fn write(article: &Article, pictures: &Pictures, wording: &Wording) -> Markup {
    let summary = &article.summary;
    let mut to = Markup::default();
    let mut page = Page { article, pictures, wording, once: Once::of(article) };
    to.open(
        "article",
        &[("lang", language(summary)), ("xml:lang", language(summary)), ("dir", Some(direction(summary)))],
    );
    page.head(&mut to);
    page.lead(&mut to);
    to.body(&article.content_html, &mut page);
    page.rest(&mut to);
    page.foot(&mut to);
    to.close("article");
    to
}

/// The article's language, as far as it can be written.
pub(super) fn language(article: &ArticleSummary) -> Option<&str> {
    article.language.as_deref().filter(|tag| is_language(tag))
}

/// Which way it runs.
pub(super) fn direction(article: &ArticleSummary) -> &'static str {
    match article.direction {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    }
}

/// An instant as people of every language read it.
pub(super) fn instant(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M UTC").to_string()
}

/// A length in minutes and seconds.
pub(super) fn length(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// The summary, unless the text begins with it.
pub(super) fn standfirst(article: &Article) -> Option<&str> {
    let flat = |text: &str| text.split_whitespace().take(12).collect::<Vec<_>>().join(" ");
    let summary = article.summary.summary.as_deref()?;
    (!flat(&article.content_text).starts_with(flat(summary).trim_end_matches('…'))).then_some(summary)
}

/// What stands under the headline, beside who wrote it.
pub(super) fn facts<'a>(
    article: &ArticleSummary,
    wording: &'a Wording,
) -> Vec<(&'a str, String, Option<DateTime<Utc>>)> {
    let date = |word, at: Option<DateTime<Utc>>| at.map(|at| (word, instant(at), Some(at)));
    [
        Some(("", article.publication.title.clone(), None)),
        date("", article.published_at),
        date(wording.updated, article.updated_at),
        article.reading_minutes.map(|minutes| ("", format!("{minutes} {}", wording.minutes), None)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// When it was saved.
pub(super) fn saved(save: &Save, wording: &Wording) -> String {
    format!("{} {}", wording.saved, instant(save.saved_at))
}

/// How long a file is.
pub(super) fn weight(bytes: u64, wording: &Wording) -> String {
    format!("{bytes} {}", wording.bytes)
}

/// The cards and videos of an article, each told once: where the body has a place for it, or else behind the body.
pub(super) struct Once<'a> {
    article: &'a Article,
    cards: HashSet<usize>,
    videos: HashSet<usize>,
}

impl<'a> Once<'a> {
    /// Those of an article, none of them told yet.
    pub(super) fn of(article: &'a Article) -> Self {
        Self { article, cards: HashSet::new(), videos: HashSet::new() }
    }

    /// A card, unless it was told.
    pub(super) fn card(&mut self, number: usize) -> Option<&'a RelatedCard> {
        self.article.related.get(number).filter(|_| self.cards.insert(number))
    }

    /// A video, unless it was told.
    pub(super) fn video(&mut self, number: usize) -> Option<&'a Video> {
        self.article.videos.get(number).filter(|_| self.videos.insert(number))
    }
}

struct Page<'a> {
    article: &'a Article,
    pictures: &'a Pictures,
    wording: &'a Wording,
    once: Once<'a>,
}

impl Page<'_> {
    fn head(&self, to: &mut Markup) {
        let article = &self.article.summary;
        to.raw("<header>");
        if let Some(section) = &article.section {
            to.element("p", &[("class", Some("section"))], section);
        }
        to.element("h1", &[], &article.headline);
        if let Some(standfirst) = standfirst(self.article) {
            to.element("p", &[("class", Some("standfirst"))], standfirst);
        }
        if !article.authors.is_empty() {
            to.raw("<p class=\"byline\">");
            for (at, author) in article.authors.iter().enumerate() {
                to.words(if at > 0 { ", " } else { "" });
                if let Some(avatar) = author.avatar.as_deref().filter(|avatar| self.is_here(avatar)) {
                    self.image(to, avatar, "", "avatar");
                }
                to.element("bdi", &[], &author.name);
            }
            to.close("p");
        }
        to.raw("<p class=\"facts\">");
        for (at, (word, text, date)) in facts(article, self.wording).into_iter().enumerate() {
            to.words(if at > 0 { " · " } else { "" });
            to.words(word);
            to.words(if word.is_empty() { "" } else { " " });
            match date {
                Some(at) => {
                    to.element("time", &[("datetime", Some(&at.to_rfc3339())), ("dir", Some("ltr"))], &text)
                }
                None => to.element("bdi", &[], &text),
            }
        }
        to.raw("</p></header>");
    }

    fn lead(&self, to: &mut Markup) {
        let Some(image) = &self.article.summary.lead_image else { return };
        to.raw("<figure class=\"lead\">");
        self.image(to, &image.url, image.alt.as_deref().unwrap_or_default(), "");
        if image.caption.is_some() || image.credit.is_some() {
            to.raw("<figcaption>");
            to.words(image.caption.as_deref().unwrap_or_default());
            if let Some(credit) = &image.credit {
                to.words(" ");
                to.element("span", &[("class", Some("credit"))], credit);
            }
            to.raw("</figcaption>");
        }
        to.close("figure");
    }

    /// What has no place in the body: cards, videos and files told beside it.
    fn rest(&mut self, to: &mut Markup) {
        for number in 0..self.article.related.len() {
            self.card(to, number);
        }
        for number in 0..self.article.videos.len() {
            self.video(to, number);
        }
        for file in &self.article.summary.attachments {
            to.raw("<p class=\"file\">");
            link(to, &file.url, &file.url);
            let told = [
                file.media_type.clone(),
                file.bytes.map(|bytes| weight(bytes, self.wording)),
                file.duration_seconds.map(length),
            ];
            for fact in told.into_iter().flatten() {
                to.words(" · ");
                to.element("bdi", &[], &fact);
            }
            to.close("p");
        }
    }

    fn foot(&self, to: &mut Markup) {
        let article = &self.article.summary;
        to.raw("<footer>");
        if article.stub {
            ours(to, self.wording, "note", self.wording.stub);
        }
        for author in article.authors.iter().filter(|author| author.role.is_some() || author.bio.is_some()) {
            to.raw("<p class=\"author\"><strong>");
            to.element("bdi", &[], &author.name);
            to.close("strong");
            for told in [&author.role, &author.bio].into_iter().flatten() {
                to.words(" · ");
                to.element("bdi", &[], told);
            }
            to.close("p");
        }
        if !article.tags.is_empty() {
            to.raw("<p class=\"tags\">");
            for (at, tag) in article.tags.iter().enumerate() {
                to.words(if at > 0 { " · " } else { "" });
                to.element("bdi", &[], &tag.name);
            }
            to.close("p");
        }
        if let Some(url) = &article.url {
            to.raw("<p class=\"facts\">");
            to.element("a", &[("href", Some(&strict_address(url))), ("dir", Some("ltr"))], url);
            to.close("p");
        }
        if let Some(save) = &article.save {
            ours(to, self.wording, "facts", &saved(save, self.wording));
        }
        mine::markup(self.article, self.wording, to);
        to.close("footer");
    }

    fn is_here(&self, address: &str) -> bool {
        matches!(self.pictures.get(address), Some(Shown::Inside { .. } | Shown::At(_)))
    }

    fn image(&self, to: &mut Markup, address: &str, alt: &str, class: &str) {
        to.raw("<img alt=\"");
        to.words(alt);
        to.raw(if class.is_empty() { "\" src=\"" } else { "\" class=\"avatar\" src=\"" });
        match self.pictures.get(address) {
            Some(Shown::Inside { mime, hash }) => {
                to.raw(&format!("data:{mime};base64,"));
                to.cuts.push((to.text.len(), hash.clone()));
            }
            Some(Shown::At(name)) => to.words(name),
            other => {
                to.text.truncate(to.text.rfind("<img ").unwrap_or(to.text.len()));
                let problem = if let Some(Shown::Missing(problem)) = other { problem } else { "not_kept" };
                return to.element(
                    "span",
                    &[("class", Some("missing")), ("dir", Some("auto"))],
                    &self.wording.missing(alt, problem),
                );
            }
        }
        to.raw("\"/>");
    }
}

impl Beside for Page<'_> {
    fn picture(&mut self, to: &mut Markup, address: &str, alt: &str) {
        self.image(to, address, alt, "");
    }

    fn card(&mut self, to: &mut Markup, number: usize) {
        let Some(card) = self.once.card(number) else { return };
        to.raw("<aside class=\"card\">");
        if let Some(thumbnail) = card.thumbnail.as_deref() {
            to.raw("<p>");
            self.image(to, thumbnail, "", "");
            to.raw("</p>");
        }
        to.raw("<p class=\"title\">");
        link(to, &card.url, &card.title);
        to.close("p");
        if let Some(description) = &card.description {
            to.element("p", &[], description);
        }
        let by: Vec<&str> =
            [&card.publisher, &card.author].into_iter().flatten().map(String::as_str).collect();
        if !by.is_empty() {
            to.element("p", &[("class", Some("facts"))], &by.join(" · "));
        }
        to.close("aside");
    }

    fn video(&mut self, to: &mut Markup, number: usize) {
        let Some(video) = self.once.video(number) else { return };
        to.raw("<figure class=\"video\">");
        if let Some(poster) = video.poster.as_deref() {
            self.image(to, poster, "", "");
        }
        to.raw("<figcaption>▶ ");
        link(to, &video.url, video.title.as_deref().unwrap_or(&video.url));
        if let Some(seconds) = video.duration_seconds {
            to.words(&format!(" · {}", length(seconds)));
        }
        to.raw("</figcaption></figure>");
    }
}

/// A line of our own words, whatever the article's language.
pub(super) fn ours(to: &mut Markup, wording: &Wording, class: &str, text: &str) {
    let language = Some(wording.language);
    to.open("p", &[("class", Some(class))]);
    to.element("span", &[("lang", language), ("xml:lang", language), ("dir", Some("ltr"))], text);
    to.close("p");
}

fn link(to: &mut Markup, address: &str, text: &str) {
    to.element("a", &[("href", Some(&strict_address(address)))], text);
}
