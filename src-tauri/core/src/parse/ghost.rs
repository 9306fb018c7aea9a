//! The answers of Ghost's Content API: posts with their authors and tags, and the site's settings.

use std::collections::HashMap;

use serde_json::Value;
use url::Url;

use super::json::{self, list, number, text};
use super::{
    MAX_ARTICLES, RawArticle, RawAuthor, RawHarvest, RawImage, RawPublication, RawTag, RawText, decode,
    page_after, parse_date,
};
use crate::model::{Access, SourceKind, slug};
use crate::{Error, Result};

#[cfg(test)]
mod tests;

/// Reads the answers of Ghost's Content API. `url` is where the posts came from.
///
/// # Errors
/// [`Error::NotAFeed`].
pub fn ghost(posts: &[u8], settings: Option<&[u8]>, url: &Url) -> Result<RawHarvest> {
    let answer: Value = json::read(&decode(posts, None)).ok_or(Error::NotAFeed)?;
    let posts = answer.get("posts").and_then(Value::as_array).ok_or(Error::NotAFeed)?;
    let settings = settings
        .and_then(|bytes| json::read(&decode(bytes, None)))
        .and_then(|mut answer| answer.get_mut("settings").map(Value::take))
        .unwrap_or_default();
    let base = text(&settings, "url").and_then(|site| Url::parse(&site).ok()).unwrap_or_else(|| site_of(url));
    let sections = Sections::of(&settings, &base, posts);
    let articles = posts.iter().take(MAX_ARTICLES).map(|post| article(post, &sections)).collect();
    let goes_on = answer["meta"]["pagination"]["next"].is_u64() && !posts.is_empty();
    let next_page = if goes_on { page_after(url) } else { None };
    let publication = RawPublication {
        title: text(&settings, "title").map(RawText::Plain),
        url: Some(base.to_string()),
        description: text(&settings, "description").map(RawText::Plain),
        icon: text(&settings, "icon").or_else(|| text(&settings, "logo")),
        language: text(&settings, "lang").or_else(|| text(&settings, "locale")),
        sections: sections.named.into_iter().map(|(name, url)| (RawText::Plain(name), url)).collect(),
        ..RawPublication::default()
    };
    Ok(RawHarvest { kind: SourceKind::Ghost, base, publication, articles, next_page })
}

/// The site an API belongs to: what stands before `/ghost/api/`.
fn site_of(api: &Url) -> Url {
    let mut site = api.clone();
    let path = api.path().split("ghost/api").next().unwrap_or("/").to_owned();
    site.set_path(&path);
    site.set_query(None);
    site
}

fn article(post: &Value, sections: &Sections) -> RawArticle {
    let tags: Vec<&Value> = list(post, "tags").filter(|tag| is_public(tag)).collect();
    RawArticle {
        own_id: text(post, "id"),
        url: text(post, "url"),
        canonical_url: text(post, "canonical_url"),
        headline: text(post, "title").map(RawText::Plain),
        // Without a summary of its own Ghost cuts one from the text, which we do as well, at a sentence's end.
        summary: text(post, "custom_excerpt").map(RawText::Plain),
        content: text(post, "html").map(RawText::Html).or_else(|| text(post, "excerpt").map(RawText::Plain)),
        authors: list(post, "authors").filter_map(author).collect(),
        section: sections.of_post(post, &tags).map(RawText::Plain),
        tags: tags
            .iter()
            .filter_map(|tag| {
                let name = RawText::Plain(text(tag, "name")?);
                Some(RawTag { name, url: text(tag, "url").filter(|url| !url.ends_with("/404/")) })
            })
            .collect(),
        published_at: text(post, "published_at").and_then(|date| parse_date(&date)),
        updated_at: text(post, "updated_at").and_then(|date| parse_date(&date)),
        // Ghost states 0 for what its themes show as one minute.
        reading_minutes: number(post, "reading_time")
            .or_else(|| reading_minutes(post))
            .map(|minutes| minutes.max(1)),
        lead_image: text(post, "feature_image").map(|url| RawImage {
            url,
            caption: text(post, "feature_image_caption").map(RawText::Html),
            alt: text(post, "feature_image_alt"),
            ..RawImage::default()
        }),
        language: text(post, "lang"),
        featured: post.get("featured").and_then(Value::as_bool).unwrap_or(false),
        access: match post.get("visibility").and_then(Value::as_str) {
            Some("members") => Access::Members,
            Some("paid" | "tiers") => Access::Paid,
            _ => Access::Public,
        },
        ..RawArticle::default()
    }
}

/// Minutes to read a post whose API does not state them, by Ghost's own rule (its `reading-time` helper): 275 words a
/// minute, and for each picture some seconds, from twelve for the first down to three.
fn reading_minutes(post: &Value) -> Option<u32> {
    let html = text(post, "html")?;
    let (mut words, mut pictures) = (0, u32::from(text(post, "feature_image").is_some()));
    for (number, part) in html.split('<').enumerate() {
        let (tag, words_in) =
            if number == 0 { ("", part) } else { part.split_once('>').unwrap_or((part, "")) };
        pictures += u32::from(tag.starts_with("img"));
        words += count_words(words_in);
    }
    let looking: u32 = (0..pictures.min(1000)).map(|number| 12_u32.saturating_sub(number).max(3)).sum();
    let seconds = u64::from(words) * 60 / 275 + u64::from(looking);
    u32::try_from((seconds + 30) / 60).ok()
}

/// Words as that rule counts them: each Chinese, Japanese or Korean character is one.
fn count_words(text: &str) -> u32 {
    let is_one = |c: char| matches!(u32::from(c), 0x3040..=0x309F | 0x3400..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF);
    let parts =
        text.split(|c: char| !c.is_alphanumeric() || is_one(c)).filter(|part| !part.is_empty()).count();
    u32::try_from(parts + text.chars().filter(|c| is_one(*c)).count()).unwrap_or(u32::MAX)
}

fn author(author: &Value) -> Option<RawAuthor> {
    let profile = |key: &str, before: &str| {
        let handle = text(author, key)?;
        let handle = handle.trim_start_matches(['@', '/']);
        Some(if handle.contains("://") { handle.to_owned() } else { format!("{before}{handle}") })
    };
    let links = [
        text(author, "website"),
        profile("twitter", "https://x.com/"),
        profile("facebook", "https://www.facebook.com/"),
        profile("threads", "https://www.threads.net/@"),
        profile("bluesky", "https://bsky.app/profile/"),
        profile("mastodon", "https://"),
        profile("tiktok", "https://www.tiktok.com/@"),
        profile("youtube", "https://www.youtube.com/"),
        profile("instagram", "https://www.instagram.com/"),
        profile("linkedin", "https://www.linkedin.com/in/"),
    ];
    Some(RawAuthor {
        name: Some(RawText::Plain(text(author, "name")?)),
        url: text(author, "url").filter(|url| !url.ends_with("/404/")),
        role: None,
        bio: text(author, "bio").map(RawText::Plain),
        avatar: text(author, "profile_image"),
        links: links.into_iter().flatten().collect(),
    })
}

/// The departments a site shows in its navigation: those entries that lead to one of its tags.
struct Sections {
    /// Name and address, in the navigation's order.
    named: Vec<(String, Option<String>)>,
    /// From a tag's slug to the section's name.
    by_tag: HashMap<String, String>,
}

impl Sections {
    fn of(settings: &Value, base: &Url, posts: &[Value]) -> Self {
        let tags: Vec<&Value> =
            posts.iter().flat_map(|post| list(post, "tags")).filter(|tag| is_public(tag)).collect();
        let mut sections = Self { named: Vec::new(), by_tag: HashMap::new() };
        let entries = list(settings, "navigation").chain(list(settings, "secondary_navigation"));
        for entry in entries {
            let (Some(label), Some(url)) = (text(entry, "label"), text(entry, "url")) else { continue };
            let Ok(url) = base.join(&url) else { continue };
            let Some(slug) = tag_at(&url, base, &tags) else { continue };
            if sections.by_tag.insert(slug, label.clone()).is_none() {
                sections.named.push((label, Some(url.to_string())));
            }
        }
        sections
    }

    /// The section of a post: the first of its tags that stands in the navigation, else its primary tag.
    fn of_post(&self, post: &Value, tags: &[&Value]) -> Option<String> {
        let listed = tags.iter().find_map(|tag| self.by_tag.get(&text(tag, "slug")?).cloned());
        let primary =
            || post.get("primary_tag").filter(|tag| is_public(tag)).and_then(|tag| text(tag, "name"));
        listed.or_else(primary).or_else(|| text(tags.first()?, "name"))
    }
}

/// The slug of the tag whose page `url` is: by its own address, or by Ghost's ordinary place for it.
fn tag_at(url: &Url, base: &Url, tags: &[&Value]) -> Option<String> {
    let same = |address: &str| {
        base.join(address).is_ok_and(|tag| {
            tag.host_str() == url.host_str() && tag.path().trim_matches('/') == url.path().trim_matches('/')
        })
    };
    let known = tags.iter().find(|tag| text(tag, "url").is_some_and(|address| same(&address)));
    if let Some(slug) = known.and_then(|tag| text(tag, "slug")) {
        return Some(slug);
    }
    let path = url.path().trim_matches('/');
    let slug = path.rsplit_once("tag/").map(|(_, slug)| slug)?;
    (url.host_str() == base.host_str() && !slug.is_empty() && !slug.contains('/')).then(|| slug.to_owned())
}

/// Ghost's internal tags (`#newsletter`) are marked, and some proxies hand them on all the same.
fn is_public(tag: &Value) -> bool {
    let internal = tag.get("visibility").and_then(Value::as_str) == Some("internal");
    let name = tag.get("name").and_then(Value::as_str).unwrap_or_default();
    !internal && !name.starts_with('#') && !slug(name).is_empty()
}
