//! What stands in a body but is data of its own: link cards, videos, recordings, the lead picture.

use dom_query::{Document, NodeRef};
use url::Url;

use super::body::Body;
use super::tidy::elements;
use super::{address, ghost_card};
use crate::model::Attachment;
use crate::parse::{RawImage, RawRelatedCard, RawText, RawVideo, seconds};

/// How many cards and videos of one body are told.
const MANY: usize = 100;

/// Lifts cards, videos and recordings out of a body, leaving a place where each stood, and takes the lead picture
/// off its beginning.
pub(super) fn lift(document: &Document, base: &Url, body: &mut Body) {
    // Places are ours alone.
    for aside in elements(document).into_iter().filter(|node| node.has_name("aside")) {
        aside.remove_attr("data-related");
        aside.remove_attr("data-video");
    }
    ghost_card::plain(document, base);
    let cards = document.select(".kg-bookmark-card, a.kg-bookmark-container");
    let is_inside =
        |node: &NodeRef<'_>| node.ancestors_it(None).any(|outer| outer.has_class("kg-bookmark-card"));
    let outer: Vec<NodeRef<'_>> = cards.nodes().iter().filter(|node| !is_inside(node)).copied().collect();
    for node in outer {
        lift_card(&node, base, body);
    }
    for node in elements(document) {
        match &*node.node_name().unwrap_or_default() {
            "iframe" | "embed" => lift_frame(&node, base, body),
            "video" => lift_video(&node, base, body),
            "audio" => lift_audio(&node, base, body),
            _ => {}
        }
    }
    lift_lead(document, body);
}

/// A Ghost bookmark card. Ghost's renderer writes the publisher into `.kg-bookmark-author` and the author into
/// `.kg-bookmark-publisher`.
fn lift_card(node: &NodeRef<'_>, base: &Url, body: &mut Body) {
    if body.related.len() >= MANY {
        return;
    }
    let part = |class: &str| node.descendants_it().find(|inner| inner.has_class(class));
    let text = |class: &str| {
        let text = part(class)?.text().trim().to_owned();
        (!text.is_empty()).then_some(RawText::Plain(text))
    };
    let link = if node.has_name("a") { Some(*node) } else { part("kg-bookmark-container") };
    let Some(url) = link.and_then(|link| address::page(&link.attr("href")?, Some(base))) else { return };
    let thumbnail = part("kg-bookmark-thumbnail")
        .and_then(|thumbnail| thumbnail.descendants_it().find(|inner| inner.has_name("img")))
        .and_then(|image| address::media(&image.attr("src")?, Some(base)));
    body.related.push(RawRelatedCard {
        url,
        title: text("kg-bookmark-title"),
        description: text("kg-bookmark-description"),
        publisher: text("kg-bookmark-author"),
        author: text("kg-bookmark-publisher"),
        thumbnail,
    });
    // A caption under the card stays where it is.
    let has_caption = node.descendants_it().any(|inner| inner.has_name("figcaption"));
    let place = link.filter(|_| has_caption).unwrap_or(*node);
    leave_place(&place, "data-related", body.related.len() - 1);
}

/// A frame: a video where its host is known, else a link to what it showed.
fn lift_frame(node: &NodeRef<'_>, base: &Url, body: &mut Body) {
    let source = node.attr("src").filter(|src| !src.starts_with("about:")).or_else(|| node.attr("data-src"));
    let Some(url) = source.and_then(|source| address::page(&source, Some(base))) else {
        node.remove_from_parent();
        return;
    };
    let title = node.attr("title").map(|title| title.trim().to_owned()).filter(|title| !title.is_empty());
    if let Some(video) = hosted_video(&url, title.clone()) {
        push_video(node, video, body);
        return;
    }
    let host = Url::parse(&url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    let link = node.tree.new_element("a");
    link.set_attr("href", &url);
    link.set_text(title.unwrap_or(host));
    let paragraph = node.tree.new_element("p");
    paragraph.append_child(&link);
    node.replace_with(&paragraph);
}

/// The page and the still picture of a video in a frame of a known host.
fn hosted_video(frame: &str, title: Option<String>) -> Option<RawVideo> {
    let frame = Url::parse(frame).ok()?;
    let host = frame.host_str()?.trim_start_matches("www.").to_owned();
    let last = frame.path_segments()?.rfind(|part| !part.is_empty()).unwrap_or_default();
    let id: String =
        last.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).take(32).collect();
    if id.is_empty() {
        return None;
    }
    let (url, poster) = match host.as_str() {
        "youtube.com" | "youtube-nocookie.com"
            if frame.path().starts_with("/embed/") && id != "videoseries" =>
        {
            (
                format!("https://www.youtube.com/watch?v={id}"),
                Some(format!("https://i.ytimg.com/vi/{id}/hqdefault.jpg")),
            )
        }
        "player.vimeo.com" => (format!("https://vimeo.com/{id}"), None),
        "dailymotion.com" | "geo.dailymotion.com" => (
            format!("https://www.dailymotion.com/video/{id}"),
            Some(format!("https://www.dailymotion.com/thumbnail/video/{id}")),
        ),
        _ => return None,
    };
    Some(RawVideo { url, poster, title: title.map(RawText::Plain), duration_seconds: None })
}

fn lift_video(node: &NodeRef<'_>, base: &Url, body: &mut Body) {
    match source_of(node, base) {
        Some((url, _)) => {
            let poster = node.attr("poster").and_then(|poster| address::media(&poster, Some(base)));
            let title = node.attr("title").map(|title| RawText::Plain(title.to_string()));
            push_video(node, RawVideo { url, poster, title, duration_seconds: duration_of(node) }, body);
        }
        None => node.remove_from_parent(),
    }
}

/// A recording goes with the article's files.
fn lift_audio(node: &NodeRef<'_>, base: &Url, body: &mut Body) {
    if let Some((url, media_type)) = source_of(node, base)
        && body.attachments.len() < MANY
        && body.attachments.iter().all(|attachment| attachment.url != url)
    {
        let duration_seconds = duration_of(node);
        body.attachments.push(Attachment { url, media_type, bytes: None, duration_seconds });
    }
    node.remove_from_parent();
}

/// The address of a `<video>` or `<audio>`, its own or its first source's, with the type stated there.
fn source_of(node: &NodeRef<'_>, base: &Url) -> Option<(String, Option<String>)> {
    let sources = node.descendants_it().filter(|inner| inner.has_name("source"));
    std::iter::once(*node).chain(sources).find_map(|node| {
        let url = address::media(&node.attr("src")?, Some(base))?;
        Some((url, node.attr("type").map(|kind| kind.to_string())))
    })
}

/// How long a video or a recording is, as Ghost's player writes it: `1:03`, or seconds.
fn duration_of(node: &NodeRef<'_>) -> Option<u32> {
    seconds(&node.attr("data-duration")?)
}

fn push_video(node: &NodeRef<'_>, video: RawVideo, body: &mut Body) {
    if body.videos.len() >= MANY {
        node.remove_from_parent();
        return;
    }
    body.videos.push(video);
    leave_place(node, "data-video", body.videos.len() - 1);
}

/// Puts an empty `<aside>` with a number where something stood.
fn leave_place(node: &NodeRef<'_>, name: &str, number: usize) {
    let place = node.tree.new_element("aside");
    place.set_attr(name, &number.to_string());
    // A paragraph cannot hold it: parsed again it would break in two.
    let outer = node.parent().filter(|parent| parent.has_name("p") && parent.text().trim().is_empty());
    match outer {
        Some(paragraph) if paragraph.element_children().len() == 1 => paragraph.replace_with(&place),
        _ => node.replace_with(&place),
    }
}

/// The first picture of a body is the lead picture once more, or is the lead picture itself where none is told and
/// nothing stands before it. Either way it is shown at the head, and not again in the body.
fn lift_lead(document: &Document, body: &mut Body) {
    let Some((image, begins)) = first_picture(document) else { return };
    let Some(url) = image.attr("src").map(|src| src.to_string()) else { return };
    let is_lead = |same: fn(&str, &str) -> bool| body.lead.as_ref().is_some_and(|lead| same(&lead.url, &url));
    let copied = is_lead(address::copied_picture);
    let repeated = copied || is_lead(address::same_picture);
    if !repeated && (body.lead.is_some() || !begins || is_small(&image)) {
        return;
    }
    let number = |name: &str| image.attr(name).and_then(|value| value.trim().parse().ok());
    let figure = image.ancestors_it(Some(4)).find(|outer| outer.has_name("figure"));
    let caption = figure.and_then(|figure| caption(&figure));
    let lead = body.lead.get_or_insert_with(|| RawImage { url: url.clone(), ..RawImage::default() });
    if copied {
        // Of a picture and its copy for other sites, often cut to their shape, the article shows the picture itself.
        lead.url = url;
    }
    lead.caption = lead.caption.take().or(caption);
    if lead.alt.is_none() {
        lead.alt = image.attr("alt").map(|alt| alt.to_string());
    }
    if lead.width.is_none() || lead.height.is_none() {
        (lead.width, lead.height) = (number("width"), number("height"));
    }
    figure.filter(holds_one).unwrap_or(image).remove_from_parent();
}

/// What a figure's captions say; beside the longest, the others tell who made the picture.
fn caption(figure: &NodeRef<'_>) -> Option<RawText> {
    let captions = figure.descendants_it().filter(|inner| inner.has_name("figcaption"));
    let captions: Vec<_> = captions.take(if holds_one(figure) { 10 } else { 1 }).collect();
    let main = captions.iter().rev().max_by_key(|caption| caption.text().len())?;
    let credits = captions.iter().filter(|caption| caption.id != main.id);
    let credits: String = credits.map(|caption| format!(" <cite>{}</cite>", caption.inner_html())).collect();
    Some(RawText::Html(format!("{}{credits}", main.inner_html())))
}

/// Whether a figure is one picture's.
fn holds_one(figure: &NodeRef<'_>) -> bool {
    figure.descendants_it().filter(|inner| inner.has_name("img")).count() == 1
}

/// The first picture, and whether the body begins with it.
fn first_picture(document: &Document) -> Option<(NodeRef<'_>, bool)> {
    let mut begins = true;
    for node in document.html_root().descendants_it() {
        if node.has_name("img") {
            return Some((node, begins));
        }
        let text = node.is_text() && node.text().chars().any(|c| !c.is_whitespace());
        let solid = node.is_element()
            && matches!(
                &*node.node_name().unwrap_or_default(),
                "aside" | "table" | "hr" | "iframe" | "video"
            );
        begins &= !text && !solid;
    }
    None
}

/// Whether a picture says that it is too small to stand at an article's head.
fn is_small(image: &NodeRef<'_>) -> bool {
    image.attr("width").is_some_and(|width| width.trim().parse::<u32>().is_ok_and(|width| width < 200))
}
