//! The answers of WordPress's REST API: posts with what is embedded in them, and the site's index.
//! Fields as in <https://developer.wordpress.org/rest-api/reference/posts/>.

use std::collections::HashMap;

use serde_json::Value;
use url::Url;

use super::json::{self, list, number, text};
use super::{
    MAX_ARTICLES, RawArticle, RawAuthor, RawHarvest, RawImage, RawPublication, RawTag, RawText, decode,
    parse_date,
};
use crate::model::{Access, ArticleKind, SourceKind};
use crate::{Error, Result};

#[cfg(test)]
mod tests;

/// The widest picture taken where there are several sizes: no window shows more of it.
const WIDEST: u32 = 2048;
/// What titles and names may be marked up with; WordPress writes any other `<` as it was typed.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "em", "i", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "u", "wbr",
];

/// Reads the answers of WordPress's REST API. `url` is where the posts came from.
///
/// # Errors
/// [`Error::NotAFeed`].
pub fn wordpress(posts: &[u8], index: Option<&[u8]>, url: &Url) -> Result<RawHarvest> {
    let posts: Value = json::read(&decode(posts, None)).ok_or(Error::NotAFeed)?;
    let posts = posts.as_array().ok_or(Error::NotAFeed)?;
    let index: Value = index.and_then(|bytes| json::read(&decode(bytes, None))).unwrap_or_default();
    let site = text(&index, "home").or_else(|| text(&index, "url"));
    let base = site.and_then(|site| Url::parse(&site).ok()).unwrap_or_else(|| site_of(url));
    let articles: Vec<RawArticle> =
        posts.iter().take(MAX_ARTICLES).filter_map(|post| article(post, &base)).collect();
    let publication = RawPublication {
        title: text(&index, "name").map(|text| escaped(&text)),
        url: Some(base.to_string()),
        description: text(&index, "description").map(|text| escaped(&text)),
        icon: text(&index, "site_icon_url"),
        sections: sections(posts),
        ..RawPublication::default()
    };
    Ok(RawHarvest { kind: SourceKind::WordPress, base, publication, articles, next_page: None })
}

/// The site an API belongs to: what stands before `/wp-json/`, or before the query that names the route.
fn site_of(api: &Url) -> Url {
    let mut site = api.clone();
    let path = api.path().split("wp-json").next().unwrap_or("/").trim_end_matches("index.php").to_owned();
    site.set_path(&path);
    site.set_query(None);
    site
}

/// `None` for what is no post: items of other types have other fields.
fn article(post: &Value, site: &Url) -> Option<RawArticle> {
    let own_id = post.get("id")?.as_u64()?.to_string();
    let url = text(post, "link");
    let mut categories = terms(post, "category");
    let section = (!categories.is_empty()).then(|| categories.remove(0).name);
    let content = rendered(post, "content");
    let protected = post["content"]["protected"].as_bool().unwrap_or(false);
    Some(RawArticle {
        own_id: Some(own_id),
        comments_url: (post["comment_status"] == "open")
            .then(|| Some(format!("{}#comments", url.as_deref()?)))
            .flatten(),
        url,
        headline: rendered(post, "title").map(|text| escaped(&text)),
        summary: rendered(post, "excerpt").filter(|text| !is_cut(text)).map(RawText::Html),
        content: content.map(RawText::Html),
        authors: authors(post, site),
        section,
        // Of several departments one is the section; the others still say what it is about.
        tags: terms(post, "post_tag").into_iter().chain(categories).collect(),
        published_at: text(post, "date_gmt").and_then(|date| parse_date(&date)),
        updated_at: text(post, "modified_gmt").and_then(|date| parse_date(&date)),
        lead_image: lead_image(post),
        language: text(post, "lang"),
        featured: post["sticky"].as_bool().unwrap_or(false),
        access: if protected { Access::Members } else { Access::Public },
        kind: match post["format"].as_str() {
            Some("video") => ArticleKind::Video,
            Some("audio") => ArticleKind::Audio,
            Some("link") => ArticleKind::Link,
            _ => ArticleKind::Article,
        },
        comment_count: number(post, "comment_count"),
        ..RawArticle::default()
    })
}

/// The HTML of a field that has its text in `rendered`.
fn rendered(object: &Value, key: &str) -> Option<String> {
    text(object.get(key)?, "rendered")
}

/// A title or name: HTML, but for every `<` that begins none of the tags such texts are marked up with.
fn escaped(html: &str) -> RawText {
    let mut text = String::with_capacity(html.len());
    for (number, part) in html.split('<').enumerate() {
        if number > 0 {
            let name = part.strip_prefix('/').unwrap_or(part);
            let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
            let name = name.get(..end).unwrap_or_default();
            let is_tag = part.contains('>') && INLINE.iter().any(|tag| name.eq_ignore_ascii_case(tag));
            text.push_str(if is_tag { "<" } else { "&lt;" });
        }
        text.push_str(part);
    }
    RawText::Html(text)
}

/// Whether an excerpt is only the beginning of the text, which WordPress marks. We cut one as well, at a sentence's
/// end.
fn is_cut(excerpt: &str) -> bool {
    let end = excerpt.trim_end().trim_end_matches("</p>").trim_end();
    ["[&hellip;]", "[…]", "[...]"].iter().any(|mark| end.ends_with(mark)) || end.ends_with("</a>")
}

/// What is embedded in a post under `rel`; what could not be embedded stands there as an error without the fields
/// looked for.
fn embedded<'a>(post: &'a Value, rel: &'a str) -> impl Iterator<Item = &'a Value> {
    post.get("_embedded").into_iter().flat_map(move |embedded| list(embedded, rel))
}

fn authors(post: &Value, site: &Url) -> Vec<RawAuthor> {
    let authors: Vec<RawAuthor> = embedded(post, "author")
        .filter_map(|author| {
            Some(RawAuthor {
                name: Some(escaped(&text(author, "name")?)),
                url: text(author, "link"),
                bio: text(author, "description").map(RawText::Html),
                avatar: author.get("avatar_urls").and_then(largest).filter(|url| is_of_the_site(url, site)),
                links: text(author, "url").into_iter().collect(),
                ..RawAuthor::default()
            })
        })
        .collect();
    if !authors.is_empty() {
        return authors;
    }
    // Where the users are closed, a plugin many sites have still tells the name.
    let name = post.get("yoast_head_json").and_then(|head| text(head, "author"));
    name.map(|name| RawAuthor { name: Some(escaped(&name)), ..RawAuthor::default() }).into_iter().collect()
}

/// The avatar of the most pixels: the keys are widths.
fn largest(avatars: &Value) -> Option<String> {
    let avatars = avatars
        .as_object()?
        .iter()
        .filter_map(|(size, url)| Some((size.parse::<u32>().ok()?, url.as_str()?)));
    avatars.max_by_key(|(size, _)| *size).map(|(_, url)| url.to_owned())
}

/// Gravatar, which WordPress takes avatars from unless told otherwise, is a third party that would learn who is
/// read.
fn is_of_the_site(avatar: &str, site: &Url) -> bool {
    let is_gravatar = |host: &str| host == "gravatar.com" || host.ends_with(".gravatar.com");
    let Ok(avatar) = site.join(avatar) else { return false };
    !avatar.host_str().is_some_and(is_gravatar) || avatar.host_str() == site.host_str()
}

/// The embedded terms of one taxonomy; "Uncategorized" is what WordPress files under where nobody chose.
fn terms(post: &Value, taxonomy: &str) -> Vec<RawTag> {
    embedded(post, "wp:term")
        .filter_map(Value::as_array)
        .flatten()
        .filter(|term| term["taxonomy"] == taxonomy && term["slug"] != "uncategorized")
        .filter_map(|term| Some(RawTag { name: escaped(&text(term, "name")?), url: text(term, "link") }))
        .collect()
}

/// The departments of the site: the categories its posts stand in, most used first.
fn sections(posts: &[Value]) -> Vec<(RawText, Option<String>)> {
    let mut sections: Vec<(RawTag, usize)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for category in posts.iter().take(MAX_ARTICLES).flat_map(|post| terms(post, "category")) {
        let (RawText::Plain(name) | RawText::Html(name)) = &category.name;
        let at = *known.entry(name.clone()).or_insert(sections.len());
        match sections.get_mut(at) {
            Some((_, uses)) => *uses += 1,
            None => sections.push((category, 1)),
        }
    }
    sections.sort_by_key(|(_, uses)| std::cmp::Reverse(*uses));
    sections.into_iter().map(|(category, _)| (category.name, category.url)).collect()
}

fn lead_image(post: &Value) -> Option<RawImage> {
    let Some(media) = embedded(post, "wp:featuredmedia").find(|media| text(media, "source_url").is_some())
    else {
        let url = text(post, "jetpack_featured_media_url")?;
        return Some(RawImage { url, ..RawImage::default() });
    };
    let details = &media["media_details"];
    let whole = (text(media, "source_url")?, number(details, "width"), number(details, "height"));
    let smaller =
        details.get("sizes").and_then(Value::as_object).into_iter().flatten().filter_map(|(_, size)| {
            let width = number(size, "width").filter(|width| *width <= WIDEST)?;
            Some((text(size, "source_url")?, Some(width), number(size, "height")))
        });
    let too_wide = whole.1.is_some_and(|width| width > WIDEST);
    let (url, width, height) =
        smaller.max_by_key(|(_, width, _)| *width).filter(|_| too_wide).unwrap_or(whole);
    Some(RawImage {
        url,
        width,
        height,
        caption: rendered(media, "caption").map(RawText::Html),
        alt: text(media, "alt_text"),
        ..RawImage::default()
    })
}
