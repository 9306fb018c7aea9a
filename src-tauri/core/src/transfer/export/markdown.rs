//! A folder of Markdown: a file for each article, with what is told of it in front, and the pictures in `images/`.

use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::coming::Coming;
use super::mine;
use super::names::{Names, portable};
use super::page::{self, Once, Pictures, Shown, direction, length, standfirst};
use super::prose::{Beside, Prose, image, link, words};
use super::{Exported, Target, Wording, ending, is_tame, pictures};
use crate::Result;
use crate::model::*;
use crate::save::Shelf;

/// A folder on its way.
pub(super) struct Markdown {
    coming: Coming,
    shelf: Shelf,
    names: Names,
    images: HashSet<String>,
}

impl Markdown {
    /// Begins a folder at `to`.
    ///
    /// # Errors
    /// What [`Coming::begin`] gives.
    pub(super) fn begin(to: &Path, shelf: Shelf) -> Result<Self> {
        let mut coming = Coming::begin(to)?;
        coming.folder()?;
        Ok(Self { coming, shelf, names: Names::default(), images: HashSet::new() })
    }
}

impl Target for Markdown {
    fn add(&mut self, exported: &Exported, wording: &Wording, report: &mut ExportReport) -> Result<()> {
        let Self { coming, shelf, names, images } = self;
        let shown = pictures(exported, shelf, report, |kept, bytes| {
            if !is_tame(&kept.mime, &bytes) {
                return Ok(Shown::Missing("not_tame".to_owned()));
            }
            let name = format!("images/{}.{}", kept.hash, ending(&kept.mime));
            if images.insert(name.clone()) {
                coming.put(&name, |file| file.write_all(&bytes).map_err(|error| coming.fault(error)))?;
            }
            Ok(Shown::At(name))
        })?;
        let text = article(&exported.article, &shown, wording);
        let name = format!("{}.md", names.give(&portable(&exported.article.summary.headline)));
        coming.put(&name, |file| file.write_all(text.as_bytes()).map_err(|error| coming.fault(error)))
    }

    fn finish(self: Box<Self>) -> Result<PathBuf> {
        self.coming.commit()
    }
}

/// An article as Markdown.
pub(super) fn article(article: &Article, pictures: &Pictures, wording: &Wording) -> String {
    let mut page = Page { article, pictures, wording, once: Once::of(article) };
    let mut blocks = vec![front(&article.summary), format!("# {}", words(&article.summary.headline))];
    blocks.extend(standfirst(article).map(|standfirst| format!("**{}**", words(standfirst))));
    blocks.push(page.byline());
    blocks.extend(page.lead());
    blocks.push(Prose::of(&article.content_html, &mut page));
    blocks.extend(page.rest());
    blocks.extend(page.foot());
    blocks.retain(|block| !block.trim().is_empty());
    blocks.join("\n\n") + "\n"
}

/// What is told of an article, for programs: YAML, of which JSON's texts are a part.
fn front(article: &ArticleSummary) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let list = |texts: Vec<&str>| serde_json::Value::from(texts).to_string();
    let time = |at: chrono::DateTime<chrono::Utc>| quoted(&at.to_rfc3339());
    let fields = [
        ("title", Some(quoted(&article.headline))),
        ("authors", Some(list(article.authors.iter().map(|author| author.name.as_str()).collect()))),
        ("publication", Some(quoted(&article.publication.title))),
        ("section", article.section.as_deref().map(quoted)),
        ("published", article.published_at.map(time)),
        ("updated", article.updated_at.map(time)),
        ("saved", article.save.as_ref().map(|save| time(save.saved_at))),
        ("url", article.url.as_deref().map(quoted)),
        ("tags", Some(list(article.tags.iter().map(|tag| tag.name.as_str()).collect()))),
        (
            "labels",
            (!article.labels.is_empty()).then(|| list(article.labels.iter().map(String::as_str).collect())),
        ),
        ("lang", page::language(article).map(quoted)),
        ("dir", (direction(article) == "rtl").then(|| quoted("rtl"))),
    ];
    let lines: String =
        fields.into_iter().filter_map(|(name, value)| Some(format!("{name}: {}\n", value?))).collect();
    format!("---\n{lines}---")
}

struct Page<'a> {
    article: &'a Article,
    pictures: &'a Pictures,
    wording: &'a Wording,
    once: Once<'a>,
}

impl Page<'_> {
    fn byline(&self) -> String {
        let article = &self.article.summary;
        let names: Vec<String> = article.authors.iter().map(|author| words(&author.name)).collect();
        let facts = page::facts(article, self.wording).into_iter();
        let facts = facts.map(|(word, text, _)| words(format!("{word} {text}").trim_start()));
        let names = (!names.is_empty()).then(|| names.join(", "));
        names.into_iter().chain(facts).collect::<Vec<_>>().join(" · ")
    }

    fn lead(&self) -> Option<String> {
        let image = self.article.summary.lead_image.as_ref()?;
        let mut text = self.show(&image.url, image.alt.as_deref().unwrap_or_default());
        let told: Vec<String> =
            [&image.caption, &image.credit].into_iter().flatten().map(|told| words(told)).collect();
        if !told.is_empty() {
            text.push_str(&format!("\n\n*{}*", told.join(" — ")));
        }
        Some(text)
    }

    fn rest(&mut self) -> Vec<String> {
        let mut blocks = Vec::new();
        for number in 0..self.article.related.len() {
            blocks.extend(self.card(number));
        }
        for number in 0..self.article.videos.len() {
            blocks.extend(self.video(number));
        }
        for file in &self.article.summary.attachments {
            let told = [
                Some(link(&file.url, &words(&file.url))),
                file.media_type.as_deref().map(words),
                file.bytes.map(|bytes| page::weight(bytes, self.wording)),
                file.duration_seconds.map(length),
            ];
            blocks.push(told.into_iter().flatten().collect::<Vec<_>>().join(" · "));
        }
        blocks
    }

    fn foot(&self) -> Vec<String> {
        let article = &self.article.summary;
        let mut blocks = vec!["---".to_owned()];
        blocks.extend(article.stub.then(|| format!("*{}*", self.wording.stub)));
        for author in &article.authors {
            let told: Vec<String> =
                [&author.role, &author.bio].into_iter().flatten().map(|told| words(told)).collect();
            if !told.is_empty() {
                blocks.push(format!("**{}** · {}", words(&author.name), told.join(" · ")));
            }
        }
        let tags: Vec<String> = article.tags.iter().map(|tag| words(&tag.name)).collect();
        blocks.push(tags.join(" · "));
        blocks.extend(article.url.as_deref().map(|url| link(url, &words(url))));
        blocks.extend(article.save.as_ref().map(|save| page::saved(save, self.wording)));
        blocks.extend(mine::prose(self.article, self.wording));
        blocks
    }

    fn show(&self, address: &str, alt: &str) -> String {
        match self.pictures.get(address) {
            Some(Shown::At(name)) => image(name, alt),
            Some(Shown::Missing(problem)) => format!("*{}*", words(&self.wording.missing(alt, problem))),
            _ => format!("*{}*", words(&self.wording.missing(alt, "not_kept"))),
        }
    }
}

impl Beside for Page<'_> {
    fn picture(&mut self, address: &str, alt: &str) -> String {
        self.show(address, alt)
    }

    fn card(&mut self, number: usize) -> Option<String> {
        let card = self.once.card(number)?;
        let mut lines: Vec<String> = card.thumbnail.iter().map(|address| self.show(address, "")).collect();
        lines.push(format!("**{}**", link(&card.url, &words(&card.title))));
        lines.extend(card.description.as_deref().map(words));
        let by: Vec<String> =
            [&card.publisher, &card.author].into_iter().flatten().map(|by| words(by)).collect();
        lines.extend((!by.is_empty()).then(|| by.join(" · ")));
        Some(lines.into_iter().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n>\n"))
    }

    fn video(&mut self, number: usize) -> Option<String> {
        let video = self.once.video(number)?;
        let mut lines: Vec<String> = video.poster.iter().map(|address| self.show(address, "")).collect();
        let plays = link(&video.url, &words(video.title.as_deref().unwrap_or(&video.url)));
        let length =
            video.duration_seconds.map(|seconds| format!(" · {}", length(seconds))).unwrap_or_default();
        lines.push(format!("▶ {plays}{length}"));
        Some(lines.join("\n\n"))
    }
}
